"""Which board a seat has, and what it is called there, as its environment says."""

import os
from collections.abc import Iterable, Sequence
from getpass import getuser
from pathlib import Path
from platform import node
from typing import Any, Protocol

from sim.play.board.board import Board, Read
from sim.play.board.entry import LONGEST, Entry
from sim.play.board.folder import Folder

BOARD, SEAT = "SILENT26_BOARD", "SILENT26_SEAT"
"""The environment variables that name the board, a file or a folder, and the seat."""
TRAINER = "trainer"
"""The seat that leads."""


class Shared(Protocol):
    """Whatever entries are put on and read from."""

    def put(self, entry: Entry) -> Any:
        """Put an entry there."""

    def put_all(self, entries: Iterable[Entry]) -> None:
        """Put several entries there."""

    def read(self, since: int = 0, kinds: Sequence[str] = ()) -> Read:
        """Read what was put there after a number."""


def place_here() -> str:
    """Return where the board of this seat is; empty where there is none."""
    return os.environ.get(BOARD, "")


def seat_here() -> str:
    """Return what this seat is called: by its environment, else by its user and its machine."""
    return os.environ.get(SEAT) or f"{getuser()} at {node()}"[:LONGEST]


def board_at(place: Path | str) -> Board | Folder:
    """Open a board: a shared folder if it is one already or ends in a slash, else a file.

    Raises
    ------
    BoardError
        If it cannot be opened.
    """
    is_folder = Path(place).is_dir() or str(place).endswith(("/", os.sep))
    return Folder(place) if is_folder else Board(place)
