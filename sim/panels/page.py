"""A page: what the parts of a module share while somebody is at it."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import traitlets

from sim.lessons import lesson
from sim.lessons.answer import Answer
from sim.lessons.answers import Answers
from sim.lessons.lesson import Lesson, Setting, Shown
from sim.lessons.logbook import Logbook
from sim.panels.loop import Bell
from sim.study.work import Piece

if TYPE_CHECKING:
    from sim.panels.begin import Begin
    from sim.panels.explain import Explain
    from sim.panels.floor import FloorExplorer
    from sim.panels.life import LifeExplorer
    from sim.panels.monday import Monday
    from sim.panels.more import More
    from sim.panels.panel import Panel
    from sim.panels.predict import Predict
    from sim.panels.two_lives import TwoLivesExplorer

Wishes = Callable[[], list[Piece]]
"""Says which runs a part of the page wants, the most wanted first."""


class Page(traitlets.HasTraits):
    """A module as it stands on somebody's screen.

    Its parts know each other through it: a prediction uncovers the panel, and what the panel has
    lived is there for the explanation.

    Parameters
    ----------
    lesson : Lesson
        The module.
    logbook : Logbook, optional
        Where predictions are kept.

    Attributes
    ----------
    revealed : bool
        Whether the picture may be seen: a prediction was made, or skipped.
    moved : bool
        Whether the open slider was moved.
    arrivals : int
        How often something new has been lived.
    noted : int
        How often something was written into the logbook.
    shown : Shown or None
        What the panel shows at the moment.
    """

    revealed = traitlets.Bool()
    moved = traitlets.Bool()
    arrivals = traitlets.Int()
    noted = traitlets.Int()

    def __init__(self, lesson: Lesson, logbook: Logbook | None = None) -> None:
        super().__init__()
        self.lesson = lesson
        self.logbook = logbook or Logbook()
        self.bell = Bell(self._on_ring)
        self.answers = Answers(lesson, arrived=self.bell.ring)
        self.shown: Shown | None = None
        self._wishes: dict[Any, tuple[Wishes, Wishes]] = {}
        notes = self.logbook.all(lesson.number)
        self.revealed = "voted" in notes or "skipped" in notes
        self.note("opened")

    def note(self, kind: str, value: Any = True) -> None:
        """Write down how far somebody has got."""
        self.logbook.note(self.lesson.number, kind, value)
        self.noted += 1

    def reveal(self) -> None:
        """Uncover the picture."""
        self.revealed = True

    def wish(self, who: Any, wishes: Wishes, ahead: Wishes = list) -> None:
        """Ask for runs, in place of what the same part asked for before.

        Parameters
        ----------
        who
            The part of the page that asks.
        wishes : callable
            Lists what is looked at now. Who asked last comes first.
        ahead : callable
            Lists what may be looked at next: lived when nobody wants anything now.
        """
        self._wishes.pop(who, None)
        self._wishes = {who: (wishes, ahead)} | self._wishes
        self.ask()

    def withdraw(self, who: Any) -> None:
        """Take back what somebody asked for."""
        self._wishes.pop(who, None)
        self.ask()

    def ask(self) -> None:
        """Pass on what all parts of the page want."""
        now, ahead = zip(*self._wishes.values(), strict=True) if self._wishes else ((), ())
        self.answers.want([piece for wishes in (*now, *ahead) for piece in wishes()])

    def known(self, setting: Setting, number: int = 0) -> Answer | None:
        """Return the answer to a setting once it was lived often enough."""
        number = number or self.lesson.replications
        answer = self.answers.answer(setting)
        return answer.first(number) if answer.n >= number else None

    def settle(self) -> None:
        """Wait until all that is wanted was lived, and have every part show it."""
        self.answers.wait()
        self._on_ring()

    def close(self) -> None:
        """Let go of all that is still to be lived."""
        self._wishes.clear()
        self.ask()

    def _on_ring(self) -> None:
        self.arrivals += 1

    def predict(self) -> "Predict":
        """Ask for a prediction."""
        from sim.panels.predict import Predict

        return Predict(self)

    def panel(self) -> "Panel":
        """Show the slider and its picture, once a prediction was made."""
        from sim.panels.panel import Panel

        return Panel(self)

    def try_both_ends(self) -> tuple[float, float]:
        """Try every slider at both ends, out of sight; return the figure at the open one's."""
        panel = self.panel()
        try:
            return panel.try_both_ends()
        finally:
            panel.close()

    def explain(self) -> "Explain":
        """Say what the module teaches, and show the rule that does it."""
        from sim.panels.explain import Explain

        return Explain(self)

    def begin(self) -> "Begin":
        """Say how far one has got."""
        from sim.panels.begin import Begin

        return Begin(self)

    def floor(self) -> "FloorExplorer":
        """Show a week of the business from above, customers as dots."""
        from sim.panels.floor import FloorExplorer

        return FloorExplorer(self.answers.base("slogans"))

    def life(self) -> "LifeExplorer":
        """Go undercover: live a year as one customer, step by step."""
        from sim.panels.life import LifeExplorer

        return LifeExplorer(self.answers.base("slogans"))

    def two_lives(self) -> "TwoLivesExplorer":
        """Live the same year twice as the same customer, with the same luck."""
        from sim.panels.two_lives import TwoLivesExplorer

        return TwoLivesExplorer(self.answers.base("slogans"))

    def monday(self) -> "Monday":
        """Ask what one will do about it on Monday."""
        from sim.panels.monday import Monday

        return Monday(self)

    def more(self) -> "More":
        """Offer what is folded below: evidence, code, quiz, challenge, exercise."""
        from sim.panels.more import More

        return More(self)


@cache
def open_module(number: str) -> Page:
    """Open a module: one page for all cells of a notebook, in whatever order they are run.

    Parameters
    ----------
    number : str
        ``"00"`` to ``"10"``.

    Raises
    ------
    ValueError
        If there is no such module.
    """
    return Page(lesson(number))
