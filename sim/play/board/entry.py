"""What stands on a board: who put it there, of what kind, and what it says."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

MOST = 1_000_000
"""Letters of what an entry says: a log of a game has some ten thousand."""
LONGEST = 64
WORD = re.compile(r"[a-z][a-z0-9_]*")


class BoardError(ValueError):
    """Something that the board does not take, in a sentence; nothing has changed."""


@dataclass(frozen=True)
class Entry:
    """Something that a seat puts on the board.

    Attributes
    ----------
    kind : str
        ``"prediction"``, ``"log"``, ...: a word in small letters.
    seat : str
        Whose.
    module : str
        ``"00"`` to ``"10"``.
    payload : mapping
        What it says, as JSON has it.
    key : str
        Its own, so that what is put there twice stands there once.

    Examples
    --------
    >>> Entry("prediction", "seat 7", "02", {"answer": 3}).payload["answer"]
    3
    >>> Entry("Prediction!", "seat 7", "02", {})
    Traceback (most recent call last):
    ...
    sim.play.board.entry.BoardError: kind is 'Prediction!', but must be a word in small letters
    """

    kind: str
    seat: str
    module: str
    payload: Mapping[str, Any]
    key: str = field(default_factory=lambda: uuid4().hex)

    def __post_init__(self) -> None:
        if not isinstance(self.kind, str) or not WORD.fullmatch(self.kind):
            raise BoardError(f"kind is {self.kind!r}, but must be a word in small letters")
        if not isinstance(self.seat, str) or not 0 < len(self.seat.strip()) <= LONGEST:
            raise BoardError(f"seat is {self.seat!r}, but must have 1 to {LONGEST} letters")
        if not isinstance(self.module, str) or not re.fullmatch(r"\d\d", self.module):
            raise BoardError(f"module is {self.module!r}, but must be two digits, such as '02'")
        if len(self.written) > MOST:
            raise BoardError(
                f"the payload has {len(self.written):,} letters, but must have at most {MOST:,}"
            )

    @property
    def written(self) -> str:
        """What it says, as JSON."""
        try:
            plain = json.loads(json.dumps(dict(self.payload), allow_nan=False))
            return json.dumps(plain, sort_keys=True)
        except (TypeError, ValueError, RecursionError) as error:
            raise BoardError(f"the payload is no JSON: {error}") from error

    @property
    def digest(self) -> str:
        """What tells whether somebody has changed it."""
        parts = [self.key, self.kind, self.seat, self.module, self.written]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
