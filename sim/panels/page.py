"""A page: what the parts of a module share while somebody is at it."""

from collections.abc import Callable
from typing import Any

import traitlets

from sim.lessons.answer import Answer
from sim.lessons.answers import Answers
from sim.lessons.lesson import Lesson, Setting, Shown
from sim.lessons.logbook import Logbook
from sim.panels.loop import Bell
from sim.play.board.outbox import TOLD, Outbox, outbox_here
from sim.study.work import Piece

Wishes = Callable[[], list[Piece]]
"""Says which runs a part of the page wants, the most wanted first."""
AGAIN = 10.0
"""Seconds after which a board that could not be reached is tried again."""


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
    outbox : Outbox, optional
        The way to the board of the class; as the environment says, without it.

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

    def __init__(
        self, lesson: Lesson, logbook: Logbook | None = None, outbox: Outbox | None = None
    ) -> None:
        super().__init__()
        self.lesson = lesson
        self.logbook = logbook or Logbook()
        self.outbox = outbox or outbox_here(self.logbook)
        self.bell = Bell(self._on_ring)
        self.answers = Answers(lesson, arrived=self.bell.ring)
        self.shown: Shown | None = None
        self._tells_again = False
        self._wishes: dict[Any, tuple[Wishes, Wishes]] = {}
        notes = self.logbook.all(lesson.number)
        self.revealed = "voted" in notes or "skipped" in notes
        self.note("opened")

    def note(self, kind: str, value: Any = True) -> None:
        """Write down how far somebody has got."""
        self.logbook.note(self.lesson.number, kind, value)
        if kind in TOLD:
            self.tell()
        self.noted += 1

    def tell(self) -> None:
        """Tell the board of the class what it does not know yet; again later, if it is away."""
        if self.outbox is None or self.outbox.send() or self._tells_again:
            return
        self._tells_again = self.bell.later(AGAIN, self._on_time) is not None

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

    def _on_time(self) -> None:
        self._tells_again = False
        self.tell()
        self.noted += 1

    def _on_ring(self) -> None:
        self.arrivals += 1
