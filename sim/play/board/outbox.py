"""What a seat tells the board: out of its logbook, so that nothing is lost while the board is away.

An entry's key is made of what it says. So all can be sent again at any time, and stands there once.
"""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from math import isfinite
from random import randrange
from typing import Any

from sim.lessons import NAMES
from sim.lessons.answer import Spread
from sim.lessons.lesson import Lesson
from sim.lessons.logbook import Logbook
from sim.lessons.scoring import score
from sim.play.board.board import Board
from sim.play.board.code import ANSWERS, MOST, NUMBERED, Result, code_of
from sim.play.board.entry import BoardError, Entry
from sim.play.board.folder import Folder
from sim.play.board.here import TRAINER, board_at, place_here, seat_here

TOLD = ("opened", "predicted", "voted", "noticed", "scored")
"""The notes of a logbook that the board hears of."""
VOTES = {"predicted": 1, "voted": 2}
NUMBER = "number"
KEPT = "The class does not know of it yet. It is kept here, and sent later"


class Outbox:
    """Sends a seat's votes, what it noticed and its score to the board.

    Parameters
    ----------
    logbook : Logbook
        Where they are kept.
    place : str
        Where the board is: a file, or a shared folder.
    seat : str
        Whose.

    Attributes
    ----------
    fault : str
        Why the board does not know all, in a sentence; empty as a rule.
    """

    def __init__(self, logbook: Logbook, place: str, seat: str) -> None:
        self.logbook = logbook
        self.place = place
        self.seat = seat
        self.fault = ""
        self._board: Board | Folder | None = None
        self._sent: set[str] = set()

    def send(self) -> bool:
        """Send what the board does not know yet; say whether it knows all now."""
        try:
            new = [one for one in self._entries() if one.key not in self._sent]
            if self._board is None:
                self._board = board_at(self.place)
            self._board.put_all(new)
        except (BoardError, OSError) as error:
            self.fault = f"{KEPT}: {' '.join(str(error).split())}."
            return False
        self._sent.update(one.key for one in new)
        self.fault = ""
        return True

    def _entries(self) -> Iterator[Entry]:
        for module in NAMES:
            notes = self.logbook.all(module)
            for note in TOLD:
                if note in notes:
                    yield self._entry(module, note, notes[note])

    def _entry(self, module: str, note: str, value: Any) -> Entry:
        said: dict[str, Any]
        if note in VOTES:
            said = {"vote": VOTES[note], **value}
        elif note == "scored":
            said = {name: one if isfinite(one) else None for name, one in value.items()}
        else:
            said = {"words": value} if note == "noticed" else {}
        kind = "prediction" if note in VOTES else note
        own = json.dumps([self.seat, module, kind, said], sort_keys=True)
        return Entry(kind, self.seat, module, said, sha256(own.encode()).hexdigest()[:32])


def outbox_here(logbook: Logbook) -> Outbox | None:
    """Return the way to this seat's board; None where there is none, and for the trainer."""
    place, seat = place_here(), seat_here()
    return Outbox(logbook, place, seat) if place and seat != TRAINER else None


def number_of(seat: str, logbook: Logbook) -> int:
    """Return the number of a seat for its codes: that in its name, or one drawn once and kept.

    Examples
    --------
    >>> number_of("seat07", Logbook("nowhere"))
    7
    """
    found = re.fullmatch(r"seat ?([0-9]+)", seat)
    if found and 0 < int(found[1]) < NUMBERED:
        return int(found[1])
    kept = logbook.latest("00", NUMBER)
    if not isinstance(kept, int) or not 0 < kept < MOST:
        kept = randrange(NUMBERED, MOST)
        logbook.note("00", NUMBER, kept)
    return kept


def code_here(logbook: Logbook, lesson: Lesson, seat: str) -> str:
    """Return the code of what a seat has voted in a module; empty before it has."""
    notes = logbook.all(lesson.number)
    first, second = (_given(notes.get(vote)) for vote in VOTES)
    if first is None:
        return ""
    right = None
    if "scored" in notes:
        mean, low, high = (notes["scored"][name] for name in ("mean", "low", "high"))
        came = Spread(mean, low, high, n=0)
        holds = score(lesson.prediction, first, came).right
        right = (holds[0], holds[-1])
    return code_of(Result(lesson.number, number_of(seat, logbook), first, second, right))


def _given(vote: dict[str, Any] | None) -> int | None:
    """Return the answer of a vote; a module may once have had more of them."""
    answer = None if vote is None else vote["answer"]
    return answer if answer is not None and 0 <= answer < ANSWERS else None
