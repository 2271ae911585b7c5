"""Opening the trainer's board, wherever the class puts its votes."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import ipywidgets as widgets
from platformdirs import user_data_path

from sim.panels.board.screen import ClassBoard
from sim.panels.game.screen import told
from sim.panels.words import text
from sim.play.board import BoardError, Folder, Shared, board_at, place_here
from sim.play.board.gathered import Gathered
from sim.workshop.here import workshop_here


def open_board(place: Path | str = "") -> ClassBoard | widgets.HTML:
    """Open the board of a class.

    Parameters
    ----------
    place : Path, optional
        A file, or a folder that all seats share. Without it, the place that the environment
        names; and where it names none, a file of this day on this machine, for codes and hands.

    Where the environment names the trainer's file, that says which modules and how many seats
    there are, and whether those may be named whose vote does not hold.

    Returns
    -------
    ClassBoard
        Or a sentence that says why it cannot be opened.
    """
    try:
        shared = shared_at(place or place_here() or own_file(f"{date.today():%Y-%m-%d}"))
    except BoardError as error:
        return text(told(error), "alert")
    workshop, fault = workshop_here()
    board = ClassBoard(shared, workshop)
    if fault:
        board.say(fault)
    return board


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
