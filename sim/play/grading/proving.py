"""Which isolation is in force: the tightest that works here, and what it was seen to refuse."""

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sim.play.grading.isolation import Isolation, Place, candidates
from sim.play.grading.limits import GradingError, Limits

TRIAL = Path(__file__).with_name("trial.py")
PATIENCE = 30.0
HELD = {
    "network": "no network",
    "reading": "no file of this machine but Python, the system's programs and this package",
    "writing": "nothing written outside its own folder",
    "seeing": "no other process in sight",
    "processes": "a limit on processes that the system itself holds",
    "environment": "none of the grader's environment variables",
}
"""What a trial tries, and what it means that it was refused."""
OPEN = {
    "network": "it can reach the network",
    "reading": "it can read files that the grader can, the key and others' work among them",
    "writing": "it can write where the grader can: keep a copy of the key and the gradebook",
    "seeing": "it can see which other programs run",
    "processes": "processes are counted and ended from outside only, a tenth of a second late",
    "environment": "it can read the grader's environment variables",
}
ALWAYS = (
    "time, memory and output are watched from outside, a tenth of a second late",
    "a fault in the system's kernel, in Python's or in what reads messages is not covered",
    "what a check asks a hand-in's own functions is seen by them: they may answer that and no more",
)
"""What no isolation here covers."""


@dataclass(frozen=True)
class Proven:
    """An isolation, and what it was seen to refuse."""

    isolation: Isolation
    refused: tuple[str, ...]

    @property
    def holds(self) -> list[str]:
        """What it keeps a hand-in from, a phrase each."""
        return [HELD[name] for name in HELD if name in self.refused]

    @property
    def leaves_open(self) -> list[str]:
        """What it does not, a phrase each."""
        return [*(OPEN[name] for name in OPEN if name not in self.refused), *ALWAYS]


def proven(limits: Limits, only: str | None = None) -> Proven:
    """Find the tightest isolation that works here.

    Parameters
    ----------
    limits
        What a hand-in may take.
    only
        The name of an isolation that must be it; its beginning is enough.

    Raises
    ------
    GradingError
        When none works, or not the one that must be it.
    """
    known = candidates()
    if only is not None:
        exactly = [one for one in known if one.name == only]
        known = exactly or [one for one in known if one.name.startswith(only)]
    for one in known:
        refused = _tried(one, limits)
        if refused is not None:
            return Proven(one, refused)
    names = ", ".join(one.name for one in candidates())
    if only is None:
        raise GradingError([f"nothing can be run on this machine: {names} were tried"])
    raise GradingError([f"isolation is {only}, but must be one that works here, of {names}"])


def working(limits: Limits) -> Iterable[Proven]:
    """Return every isolation that works here, the tightest first."""
    for one in candidates():
        refused = _tried(one, limits)
        if refused is not None:
            yield Proven(one, refused)


def _tried(isolation: Isolation, limits: Limits) -> tuple[str, ...] | None:
    """Return what is refused inside; None where nothing runs."""
    variable = f"SILENT26_TRIAL_{secrets.token_hex(4).upper()}"
    with (
        tempfile.TemporaryDirectory(prefix="s26-") as around,
        tempfile.TemporaryDirectory(prefix="s26-") as key,
        socket.create_server(("127.0.0.1", 0)) as open_port,
    ):
        os.chmod(around, 0o711)
        secret = Path(key) / "key"
        secret.write_text("the key")
        place = Place(Path(around) / "home", Path(around) / "channel")
        told = {
            "file": str(secret),
            "folder": key,
            "port": open_port.getsockname()[1],
            "variable": variable,
            "process": os.getpid(),
            "processes": limits.processes + 8,
        }
        os.environ[variable] = "seen"
        try:
            isolation.prepare(place)
            program = [sys.executable, "-I", "-S", str(TRIAL), json.dumps(told)]
            done = subprocess.run(
                isolation.command(place, limits, program),
                env={},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                check=True,
                start_new_session=True,
            )
            refused = json.loads(done.stdout)
        except (OSError, ValueError, subprocess.SubprocessError):
            return None
        finally:
            del os.environ[variable]
    return tuple(name for name in HELD if refused[name])
