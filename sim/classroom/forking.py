"""Asking the fork server for a process, and holding it."""

import json
import os
import signal
import socket
from contextlib import suppress

from sim.classroom.born import Wish

PLACE = "SILENT26_FORK_SERVER"
"""The environment variable that names the fork server's socket."""
PATIENCE = 120.0
"""Seconds that a process is given to say that it is there."""


class Forked:
    """A process that the fork server made; it ends when whoever holds this does.

    Parameters
    ----------
    place
        The fork server's socket.
    wish
        What it is to be.

    Raises
    ------
    OSError
        When there is no fork server, or it refuses.
    """

    stdin = stdout = stderr = None
    """Nobody reads or writes them; Jupyter closes what there is."""

    def __init__(self, place: str, wish: Wish) -> None:
        self._line = socket.socket(socket.AF_UNIX)
        self._line.settimeout(PATIENCE)
        try:
            self._line.connect(place)
            self._line.sendall(json.dumps(wish._asdict()).encode() + b"\n")
            told = json.loads(self._line.makefile("rb").readline() or b"{}")
        except (OSError, ValueError):
            self._line.close()
            raise
        if "pid" not in told:
            self._line.close()
            raise OSError("the fork server made no process")
        self.pid: int = told["pid"]
        self._line.setblocking(False)

    def poll(self) -> int | None:
        """Return None while it lives, and then 0."""
        if self._line.fileno() == -1:
            return 0
        try:
            ended = self._line.recv(1) == b""
        except BlockingIOError:
            return None
        except OSError:
            ended = True
        if ended:
            self._line.close()
            return 0
        return None

    def send_signal(self, number: int) -> None:
        """Send a signal to it and to what it has started."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def wait(self) -> int:
        """Wait until it has ended."""
        if self._line.fileno() != -1:
            self._line.setblocking(True)
            self._line.settimeout(None)
            with suppress(OSError):
                while self._line.recv(1):
                    pass
            self._line.close()
        return 0
