"""A page: what the parts of a module share while somebody is at it."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import traitlets

from sim.lessons.answer import Answer
from sim.lessons.answers import Answers
from sim.lessons.lesson import Lesson, Setting, Shown
from sim.lessons.logbook import Logbook
from sim.panels.loop import Bell
from sim.play.board import TRAINER, BoardError, seat_here
from sim.play.board.curtain import Curtain, curtain_here
from sim.play.board.outbox import TOLD, Outbox, outbox_here
from sim.study.work import Piece
from sim.workshop import Workshop
from sim.workshop.setting_up import set_up

Wishes = Callable[[], list[Piece]]
"""Says which runs a part of the page wants, the most wanted first."""
AGAIN = 10.0
"""Seconds after which a board that could not be reached is tried again."""
LOOK_AGAIN = 2.0
"""Seconds between two looks whether the trainer has uncovered the picture."""
ALONE = (
    "Your trainer's file lets this picture wait for the trainer, but there is no board that the "
    "trainer could do it on: your own vote uncovers it."
)


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
    workshop : Workshop, optional
        What the trainer's file says.

    Attributes
    ----------
    setup : SetUp
        What that makes of the module.
    remarks : tuple of str
        What is to be said about it, a sentence each.
    curtain : Curtain or None
        What the trainer lifts for all; None where each seat uncovers its own picture.
    leads : bool
        Whether this is the trainer's own page.
    revealed : bool
        Whether the picture may be seen: a prediction was made, or skipped, or the trainer has
        uncovered it for all.
    waiting : bool
        Whether one is done, and the trainer has not uncovered the picture yet.
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
    waiting = traitlets.Bool()
    moved = traitlets.Bool()
    arrivals = traitlets.Int()
    noted = traitlets.Int()

    def __init__(
        self,
        lesson: Lesson,
        logbook: Logbook | None = None,
        outbox: Outbox | None = None,
        workshop: Workshop | None = None,
    ) -> None:
        super().__init__()
        self.setup = set_up(lesson, workshop)
        self.remarks = self.setup.remarks
        self.lesson = self.setup.lesson
        self.logbook = logbook or Logbook()
        self.outbox = outbox or outbox_here(self.logbook)
        self.bell = Bell(self._on_ring)
        self.answers = Answers(
            self.lesson, self.setup.seed, self.bell.ring, preset=self.setup.preset
        )
        self.shown: Shown | None = None
        self._tells_again = False
        self._wishes: dict[Any, tuple[Wishes, Wishes]] = {}
        self.leads = seat_here() == TRAINER
        self.curtain = self._hung() if self.setup.waits else None
        notes = self.logbook.all(lesson.number)
        if "voted" in notes or "skipped" in notes:
            self.reveal()
        self._look()
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
        """Uncover the picture, or wait for the trainer where the class does."""
        if self.curtain is None or self.leads:
            self.revealed = True
        else:
            self.waiting = not self.revealed

    def reveal_to_all(self) -> None:
        """Uncover the picture at every seat.

        Raises
        ------
        BoardError
            If the board cannot be written.
        """
        if self.curtain is not None:
            self.curtain.lift()
        self.revealed = True

    def _hung(self) -> Curtain | None:
        """Hang the curtain; where there is no board to lift it on, say so."""
        try:
            curtain = curtain_here(self.lesson.number)
            said = ALONE
        except BoardError as error:
            curtain, said = None, f"{ALONE} {error}."
        if curtain is None:
            self.remarks += (said,)
        return curtain

    def _look(self) -> None:
        """Look whether the trainer has uncovered the picture; again in a while, if not."""
        if self.curtain is None or self.revealed:
            return
        with suppress(BoardError):  # a board that is away is asked again
            if self.curtain.up():
                self.waiting, self.revealed = False, True
                return
        self.bell.later(LOOK_AGAIN, self._look)

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
