"""The curtain before a module's picture, where a class waits for its trainer."""

from sim.play.board.entry import Entry
from sim.play.board.here import TRAINER, Shared, board_at, place_here

REVEAL = "reveal"
"""The kind of the entry that opens a module's picture to all."""


class Curtain:
    """Says whether the trainer has uncovered a module's picture, and uncovers it.

    Parameters
    ----------
    board : Board or Folder
        What the class shares.
    module : str
        ``"00"`` to ``"10"``.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from sim.play.board import Board
    >>> with TemporaryDirectory() as folder:
    ...     curtain = Curtain(Board(Path(folder, "class.sqlite")), "02")
    ...     before = curtain.up()
    ...     curtain.lift()
    ...     before, curtain.up()
    (False, True)
    """

    def __init__(self, board: Shared, module: str) -> None:
        self.board = board
        self.module = module
        self._last = 0
        self._up = False

    def lift(self) -> None:
        """Uncover the picture for all; once is enough.

        Raises
        ------
        BoardError
            If the board cannot be written.
        """
        self.board.put(Entry(REVEAL, TRAINER, self.module, {}, f"{REVEAL}-{self.module}"))
        self._up = True

    def up(self) -> bool:
        """Say whether the picture is open to all; nobody but the trainer opens it.

        Raises
        ------
        BoardError
            If the board cannot be read.
        """
        if not self._up:
            new = self.board.read(self._last, (REVEAL,))
            self._last = new.last
            self._up = any(one.seat == TRAINER and one.module == self.module for one in new.entries)
        return self._up


def curtain_here(module: str) -> Curtain | None:
    """Return the curtain of a module at this seat; None where there is no board.

    Raises
    ------
    BoardError
        If the board cannot be opened.
    """
    place = place_here()
    return Curtain(board_at(place), module) if place else None
