"""What the forms of a company share: the trade, what was filled in, what the tables said."""

from pathlib import Path
from typing import NamedTuple

import traitlets

from sim.assumptions import Scenario, load
from sim.play.company.answers import Audit, Figures
from sim.play.company.audits import Rules, rules
from sim.play.company.draft import Draft, Person
from sim.play.company.fitted import Fitted
from sim.play.company.rules_file import with_ends

TRADE = "corner_shop"


class Read(NamedTuple):
    """A table that was read, as the command line is told of it."""

    file: Path
    columns: dict[str, str]
    """By role, where the guess was changed."""


class State(traitlets.HasTraits):
    """A company, as far as the forms say.

    Attributes
    ----------
    trade : str
        The bundled scenario that it is most like.
    who : int
        Which person answers.
    edits : int
        How often something was filled in.
    opened : int
        How often the forms were filled from elsewhere, so that they have to be shown anew.
    draft : Draft
        What was filled in.
    ends : dict
        By name of a rule, what it was changed to.
    fitted : Fitted or None
        What the tables say.
    tables : tuple of Read
        The tables behind it: of visits, and of complaints.
    leave_out : bool
        Whether faulty rows were left out.
    written : dict
        How dates and amounts are written in the tables, where somebody has said it.
    """

    trade = traitlets.Unicode(TRADE)
    who = traitlets.Int(0)
    edits = traitlets.Int(0)
    opened = traitlets.Int(0)

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft()
        self.ends: dict[str, tuple[float, float]] = {}
        self.fitted: Fitted | None = None
        self.tables: tuple[Read, ...] = ()
        self.leave_out = False
        self.written: dict[str, str] = {}

    @property
    def scenario(self) -> Scenario:
        """The trade as it is."""
        return load(self.trade)

    @property
    def person(self) -> Person:
        """Who answers."""
        return self.draft.people[min(self.who, len(self.draft.people) - 1)]

    @property
    def by(self) -> Rules:
        """The rules by which answers become parameters."""
        return with_ends(rules(), self.ends)

    def edited(self) -> None:
        """Say that something was filled in."""
        self.edits += 1

    def reopen(self) -> None:
        """Have every form shown anew."""
        self.who = min(self.who, len(self.draft.people) - 1)
        self.opened += 1
        self.edits += 1

    def said(self) -> tuple[Figures, tuple[Audit, ...]]:
        """Return the figures and the answers.

        Raises
        ------
        sim.play.company.answers.AnswerError
            With a sentence for each that cannot be.
        """
        return self.draft.to_figures(), self.draft.to_audits(self.scenario)
