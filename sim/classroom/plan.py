"""A class as it is to be served: from the trainer's file to folders, seats and ports."""

import os
import secrets
import sys
from pathlib import Path
from typing import NamedTuple

from sim.classroom.needs import ClassError
from sim.classroom.seats import Seat, seats_of
from sim.play.board import Board
from sim.workshop import Workshop


class Class(NamedTuple):
    """A class, ready to be served.

    Attributes
    ----------
    file : Path
        The trainer's file.
    workshop : Workshop
        What it says.
    folder : Path
        Where everything of the class is kept, beside the file.
    seats : tuple of Seat
        The trainer's first.
    password : str
        Of the class; where the file names none, made at the first start and kept.
    trainer_password : str
        Made at the first start and kept.
    """

    file: Path
    workshop: Workshop
    folder: Path
    seats: tuple[Seat, ...]
    password: str
    trainer_password: str

    @property
    def hub(self) -> Path:
        """What is nobody's business but the server's."""
        return self.folder / "hub"

    @property
    def shared(self) -> Path:
        """What every seat may read."""
        return self.folder / "shared"

    @property
    def lived(self) -> Path:
        """What the modules begin with."""
        return self.hub / "lived"

    @property
    def board(self) -> Path:
        """The board, to which every seat writes."""
        return self.folder / "board" / "board.sqlite"

    @property
    def own_users(self) -> bool:
        """Whether each seat is a user of the system."""
        return self.seats[0].user != -1


def may_have_users() -> bool:
    """Whether this process may start others as other users."""
    return sys.platform == "linux" and os.geteuid() == 0


def class_of(file: Path, workshop: Workshop, one_user: bool) -> Class:
    """Lay out the folders of a class, and find in them what an earlier start has left.

    Parameters
    ----------
    file
        The trainer's file.
    workshop
        What it says.
    one_user
        Whether all seats are to be the user who starts the server, even where that is root.

    Raises
    ------
    ClassError
        When another user has started the class before, and its folders are not to be had.
    """
    file = file.resolve()
    folder = file.with_name(f"{file.stem}-class")
    own_users = may_have_users() and not one_user
    seats = seats_of(workshop.seat_names, workshop.analysts, folder, own_users)
    for kept in (folder / "hub", *(seat.home for seat in seats)):
        if kept.exists() and not os.access(kept, os.R_OK | os.W_OK | os.X_OK):
            raise ClassError(
                f"{kept} is another user's, who has started this class before: start it as that "
                "user again, or give your file another name"
            )
    for place, mode in (("", 0o711), ("hub", 0o700), ("shared", 0o755), ("board", 0o700)):
        (folder / place).mkdir(mode=mode, parents=True, exist_ok=True)
    password = workshop.password or _kept(folder / "hub" / "password")
    return Class(
        file, workshop, folder, seats, password, _kept(folder / "hub" / "trainer-password")
    )


def open_board(room: Class) -> None:
    """Make the board, and let every seat write to it.

    Where seats are users of their own, all of them write to one file, and SQLite beside it.
    """
    Board(room.board)
    if room.own_users:
        room.board.parent.chmod(0o777)
        room.board.chmod(0o666)


def _kept(place: Path) -> str:
    """Return a password that was made once, of syllables that can be typed."""
    if not place.exists():
        syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
        words = ["".join(secrets.choice(syllables) for _ in range(3)) for _ in range(2)]
        half = place.with_suffix(".half")
        half.touch(mode=0o600)
        half.write_text("-".join(words), encoding="utf-8")
        half.replace(place)
    return place.read_text(encoding="utf-8")
