"""Opening the trainer's board, wherever the class puts its votes."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from platformdirs import user_data_path

from sim.panels.board.screen import ClassBoard
from sim.play.board import Folder, Shared, board_at, place_here
from sim.play.board.gathered import Gathered


def open_board(place: Path | str = "") -> ClassBoard:
    """Open the board of a class.

    Parameters
    ----------
    place : Path, optional
        A file, or a folder that all seats share. Without it, the place that the environment
        names; and where it names none, a file of this day on this machine, for codes and hands.

    Raises
    ------
    BoardError
        If it cannot be opened, in a sentence.
    """
    return ClassBoard(shared_at(place or place_here() or own_file(f"{date.today():%Y-%m-%d}")))


def shared_at(place: Path | str) -> Shared:
    """Open a board to lead a class by; what is in a shared folder is kept on this machine, too."""
    found = board_at(place)
    if not isinstance(found, Folder):
        return found
    name = sha256(str(found.path.resolve()).encode()).hexdigest()[:16]
    return Gathered(found, own_file(name))


def own_file(name: str) -> Path:
    """Return a place for a board in the user's own data folder."""
    return user_data_path("silent26") / f"board-{name}.sqlite"
