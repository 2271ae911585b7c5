"""The seats of a class: their names, their folders, and whose they are."""

import os
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from sim.play.board import TRAINER

FIRST_USER, LAST_USER = 65_230, 65_500
"""Numbers of users that belong to nobody, neither to a person nor to a package."""


class Seat(NamedTuple):
    """One seat.

    Attributes
    ----------
    name : str
        As the trainer's file and JupyterHub have it.
    home : Path
        Its own folder; what is in it is nobody else's.
    lab : bool
        Whether it gets JupyterLab, and not the pages alone.
    user : int
        The number of the system's user that it runs as; -1 for the one who started the server.
    """

    name: str
    home: Path
    lab: bool
    user: int = -1

    @property
    def work(self) -> Path:
        """Its copy of the notebooks."""
        return self.home / "work"

    @property
    def logbook(self) -> Path:
        """Its predictions."""
        return self.home / "logbook.sqlite"


def seats_of(
    names: Iterable[str], analysts: Iterable[str], folder: Path, own_users: bool
) -> tuple[Seat, ...]:
    """Return the seats of a class, the trainer's first.

    Parameters
    ----------
    names
        Of the seats in the room.
    analysts
        Those of them that get JupyterLab.
    folder
        The class's own folder.
    own_users
        Whether each seat is a user of the system. A folder that is there keeps its own.

    Examples
    --------
    >>> trainer, ana, ben = seats_of(["ana", "ben"], ["ben"], Path("class"), own_users=False)
    >>> trainer.name, ana.lab, ben.lab
    ('trainer', False, True)
    """
    lab = {TRAINER, *analysts}
    found = [Seat(name, folder / "seats" / name, name in lab) for name in (TRAINER, *names)]
    if not own_users:
        return tuple(found)
    kept = _owners(folder / "seats")
    free = iter(sorted(set(range(FIRST_USER, LAST_USER)) - set(kept.values())))
    return tuple(seat._replace(user=kept.get(seat.name) or next(free)) for seat in found)


def _owners(folder: Path) -> dict[str, int]:
    """Return whose the folders of seats are, also of those that the file no longer names."""
    owners = {home.name: home.stat().st_uid for home in folder.glob("*")}
    return {name: user for name, user in owners.items() if FIRST_USER <= user < LAST_USER}


def make_homes(seats: Iterable[Seat]) -> None:
    """Make the folders of seats, each for nobody but its user.

    What is in one that is there is given to its user too: it may come from another machine, or from
    a start without users. This is done while no seat runs; later on, a seat's folder is written by
    its own user alone. A file with a second name elsewhere stays whose it is.
    """
    for seat in seats:
        seat.home.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
        seat.home.mkdir(exist_ok=True)
        seat.home.chmod(0o700)
        if seat.user == -1:
            continue
        for place in (*seat.home.rglob("*"), seat.home):
            found = place.lstat()
            if found.st_uid != seat.user and (S_ISDIR(found.st_mode) or found.st_nlink == 1):
                os.chown(place, seat.user, seat.user, follow_symlinks=False)
