"""What users of their own can reach, and a view of the machine in which they reach what they need.

Where Python lives in the home of whoever installed it, as under root, no other user gets there.
Bubblewrap then shows the seats a machine in which that home holds nothing but what they need.
"""

import shutil
import stat
import sys
from pathlib import Path

from sim.classroom.copies import ROOT
from sim.classroom.needs import ClassError
from sim.classroom.plan import Class


def barrier(place: Path) -> Path | None:
    """Return the topmost folder above a place, or the place, that other users cannot enter.

    Examples
    --------
    >>> barrier(Path("/usr")) is None
    True
    """
    for folder in (*reversed(place.parents), place):
        mode = folder.stat().st_mode
        needed = stat.S_IXOTH if folder.is_dir() else stat.S_IROTH
        if not mode & needed:
            return folder
    return None


def needed(room: Class) -> list[Path]:
    """Return the places that a seat needs: Python, the libraries, the project, the class."""
    python = Path(sys.executable).resolve().parent.parent
    found = {Path(sys.base_prefix).resolve(), python, Path(sys.prefix).resolve(), ROOT}
    return sorted({*found, room.folder, room.file})


def view(room: Class) -> list[str]:
    """Return what stands before the fork server's command so that every seat reaches what it needs.

    Raises
    ------
    ClassError
        When something is out of reach, and there is no bubblewrap to mend that.
    """
    if not room.own_users:
        return []
    shut = {place: wall for place in needed(room) if (wall := barrier(place)) is not None}
    if not shut:
        return []
    bubblewrap = shutil.which("bwrap")
    if bubblewrap is None:
        place, wall = next(iter(shut.items()))
        raise ClassError(
            f"seats run as users of their own, who need {place} and cannot enter {wall}: install "
            "bubblewrap, or move it to where everybody may read, or say --one-user"
        )
    if any(wall == place for place, wall in shut.items()):
        place = next(place for place, wall in shut.items() if wall == place)
        raise ClassError(f"seats run as users of their own, who cannot read {place}: let them")
    command = [bubblewrap, "--die-with-parent", "--cap-add", "ALL", "--dev-bind", "/", "/"]
    for wall in sorted(set(shut.values())):
        command += ["--tmpfs", str(wall)]
    for place, wall in shut.items():
        # Those between would be made for nobody but root.
        for folder in reversed(place.parents):
            if folder.is_relative_to(wall):
                command += ["--perms", "0755", "--dir", str(folder)]
        command += ["--bind", str(place), str(place)]
    return [*command, "--"]
