"""What keeps a hand-in from everything else: found on this machine, tried, and named."""

import functools
import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from sim.play.grading.limits import MEGABYTE, Limits

PACKAGE = Path(__file__).resolve().parents[2]
LAUNCH = Path(__file__).with_name("launch.py")
FIRST_USER, USERS = 61_200, 4_000
"""Numbers of users that belong to nobody: where no person's nor a package's are."""
COUNTS_APART = (5, 14)
"""The kernel of Linux from which on a user's processes are counted for each namespace of users."""
INSIDE_HOME, INSIDE_CHANNEL = Path("/home/student"), Path("/channel")
SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64")
SETTINGS = ("/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/etc/alternatives")
ADDRESS_SPACE = 8
"""How much a process may reserve, in times of the memory that it may use; compilers reserve a lot.
What is used is watched from outside."""


@dataclass(frozen=True)
class Place:
    """The folders of one hand-in, as they are called outside."""

    home: Path
    channel: Path
    number: int = 0
    """Which hand-in it is; users are told apart by it."""


@dataclass(frozen=True)
class Isolation:
    """One way to keep a hand-in apart.

    Parameters
    ----------
    name
        What it is called in the report.
    tool
        ``"bwrap"``, ``"unshare"`` or empty for none.
    other_user
        Whether the hand-in runs as a user that owns nothing; only root can say so.
    """

    name: str
    tool: str = ""
    other_user: bool = False

    def seen(self, place: Place) -> Place:
        """Return the folders as they are called inside."""
        if self.tool == "bwrap":
            return Place(INSIDE_HOME, INSIDE_CHANNEL, place.number)
        return place

    def prepare(self, place: Place) -> None:
        """Make the folders of a hand-in, for nobody but its user."""
        for folder in (place.home, place.channel):
            folder.mkdir(mode=0o700, exist_ok=True)
            if self.other_user:
                os.chown(folder, user_of(place), user_of(place))

    def command(self, place: Place, limits: Limits, program: Sequence[str]) -> list[str]:
        """Return what to start so that a program runs inside.

        Parameters
        ----------
        place
            The folders of the hand-in.
        limits
            What it may take.
        program
            What to run, with its arguments as they are called inside.
        """
        inside = self.seen(place)
        told = {
            "limits": _resources(limits, 0 if self._counts_anew else _tasks()),
            "user": user_of(place) if self.other_user else None,
            "copy": _compiled(inside.home),
            "environment": environment(inside.home),
            "folder": str(inside.home),
            "command": list(program),
        }
        launch = [sys.executable, "-I", "-S", str(LAUNCH), json.dumps(told)]
        return [*self._around(place, limits), *launch]

    @property
    def _counts_anew(self) -> bool:
        """Whether the system counts the processes inside apart from all others of the user."""
        if self.other_user:
            return True
        return bool(self.tool) and os.geteuid() != 0 and _release() >= COUNTS_APART

    def _around(self, place: Place, limits: Limits) -> list[str]:
        if self.tool == "bwrap":
            return _bubblewrap(place, limits, self.other_user)
        if self.tool == "unshare":
            user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
            apart = ["--net", "--pid", "--ipc", "--mount", "--mount-proc", "--fork"]
            return [_found("unshare"), *user, *apart, "--kill-child", "--"]
        return []


def user_of(place: Place) -> int:
    """Return the number of the user who owns one hand-in and nothing else."""
    return FIRST_USER + place.number % USERS


def candidates() -> list[Isolation]:
    """Return the ways this machine has, the tightest first; the last is always there."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    found = []
    for name, tool in (("bubblewrap", "bwrap"), ("unshare", "unshare"), ("limits alone", "")):
        if tool and not (sys.platform == "linux" and shutil.which(tool)):
            continue
        if root:
            found.append(Isolation(f"{name}, as a user of its own", tool, other_user=True))
        found.append(Isolation(name, tool))
    return found


def environment(home: Path) -> dict[str, str]:
    """Return all the variables that a hand-in gets."""
    return {
        "HOME": str(home),
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "USER": "student",
        "LOGNAME": "student",
        "TMPDIR": str(home),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "IPYTHONDIR": str(home / ".ipython"),
        "MPLCONFIGDIR": str(home / ".matplotlib"),
        "SILENT26_LOGBOOK": str(home / "logbook.sqlite"),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "NUMBA_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), *_packages()]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def _resources(limits: Limits, others: int) -> dict[str, int]:
    return {
        "RLIMIT_CORE": 0,
        "RLIMIT_NOFILE": 512,
        "RLIMIT_FSIZE": limits.files * MEGABYTE,
        "RLIMIT_CPU": round(limits.total_seconds) + 10,
        "RLIMIT_AS": limits.memory * ADDRESS_SPACE * MEGABYTE,
        "RLIMIT_NPROC": limits.processes + others,
    }


def _tasks() -> int:
    """Return how many processes and threads this user has already."""
    own = 0
    for one in psutil.process_iter(["uids", "num_threads"]):
        uids = one.info["uids"]
        if uids is not None and uids.real == os.geteuid():
            own += one.info["num_threads"] or 1
    return own


def _release() -> tuple[int, ...]:
    """Return the version of the system's kernel, as far as it counts."""
    return tuple(int(part) for part in re.findall(r"\d+", os.uname().release)[:2])


@functools.cache
def _compiled_folder() -> str:
    from sim.twin.kept import kept

    return str(kept().folder)


def _compiled(home: Path) -> list[tuple[str, str]]:
    """Say which compiled code of the engine to copy, so that no hand-in waits for a compiler."""
    source = Path(_compiled_folder())
    if not source.is_dir():
        return []
    return [(str(source), str(home / ".cache" / "silent26" / "compiled" / source.name))]


def _bubblewrap(place: Place, limits: Limits, other_user: bool) -> list[str]:
    """Build a world that holds Python, this package, and two folders."""
    apart = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
    if other_user:  # the launcher lets go of these two at once
        apart += ["--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"]
    else:
        apart += ["--unshare-user", "--uid", "65534", "--gid", "65534"]
    readable: list[str] = []
    for folder in SYSTEM:
        if os.path.islink(folder):
            readable += ["--symlink", os.readlink(folder), folder]
        elif os.path.exists(folder):
            readable += ["--ro-bind", folder, folder]
    for path in (*SETTINGS, *_python(), *_packages(), str(PACKAGE), _compiled_folder()):
        for above in list(Path(path).parents)[-2::-1]:  # made by itself, it is for root alone
            readable += ["--dir", str(above)]
        readable += ["--ro-bind-try", path, path]
    room = str(limits.files * MEGABYTE)
    mode = ["--perms", "1777"]
    return [
        *(_found("bwrap"), "--die-with-parent", "--new-session", "--clearenv", *apart),
        *("--hostname", "student", "--proc", "/proc", "--dev", "/dev"),
        *("--size", room, *mode, "--tmpfs", "/dev/shm", "--remount-ro", "/dev"),
        *("--size", room, *mode, "--tmpfs", "/tmp"),
        *("--size", room, *mode, "--tmpfs", str(INSIDE_HOME)),
        *readable,
        *("--bind", str(place.channel), str(INSIDE_CHANNEL)),
        *("--remount-ro", "/", "--"),
    ]


def _python() -> list[str]:
    """Return the folders that hold this Python and its packages."""
    folders = dict.fromkeys(
        str(Path(folder).resolve())
        for folder in (sys.base_prefix, sys.base_exec_prefix, sys.prefix)
    )
    return [folder for folder in folders if folder not in ("/usr", "/")]


def _packages() -> list[str]:
    """Return the folders of packages that lie elsewhere, such as those of a user alone."""
    known = [Path(folder) for folder in ("/usr", *_python())]
    found = [Path(folder).resolve() for folder in sys.path if folder.endswith("-packages")]
    return [str(one) for one in found if not any(one.is_relative_to(base) for base in known)]


def _found(tool: str) -> str:
    return shutil.which(tool) or tool
