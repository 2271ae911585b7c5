"""How JupyterHub starts a seat: as a copy of the fork server, as the seat's own user."""

import asyncio
import os
import signal
from pathlib import Path

from jupyterhub.spawner import Spawner
from jupyterhub.utils import random_port

from sim.classroom.born import Wish
from sim.classroom.forking import PLACE, Forked
from sim.classroom.seats import Seat

SERVER = "sim.classroom.sitting"
PASSED_ON = ("PATH", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "SSL_CERT_FILE")
"""What a seat gets to know of the environment that the server was started in."""


class SeatSpawner(Spawner):
    """Starts the server of a seat; which seats there are is set with the class, in the settings.

    Attributes
    ----------
    seats : dict
        By name.
    class_environment : dict
        What every seat is told: the trainer's file, the board, the fork server.
    settings : dict
        The file with the settings of a seat's server, for the pages (False) and JupyterLab (True).
    modules : tuple of str
        Numbers of those whose notebooks are copied.
    """

    seats: dict[str, Seat] = {}
    class_environment: dict[str, str] = {}
    settings: dict[bool, Path] = {}
    modules: tuple[str, ...] = ()

    process: Forked | None = None

    @property
    def seat(self) -> Seat:
        """Whose server this is."""
        return self.seats[self.user.name]

    def get_env(self) -> dict[str, str]:
        """Return the whole environment of a seat's server, and so of its kernels."""
        seat = self.seat
        hub = {name: value for name, value in super().get_env().items() if "JUPYTERHUB" in name}
        outer = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        return {
            **outer,
            **hub,
            **self.class_environment,
            "HOME": str(seat.home),
            "USER": seat.name,
            "LOGNAME": seat.name,
            "SILENT26_SEAT": seat.name,
            "SILENT26_LOGBOOK": str(seat.logbook),
            "SILENT26_KERNEL_LOG": str(seat.home / "kernels.log"),
            "JUPYTERHUB_DEFAULT_URL": self.default_url_of(seat),
            "JUPYTERHUB_ROOT_DIR": str(seat.work),
        }

    def default_url_of(self, seat: Seat) -> str:
        """Return the page on which a seat lands."""
        first = "00_start_here.ipynb"
        return f"/doc/tree/{first}" if seat.lab else f"/voila/render/{first}"

    async def start(self) -> tuple[str, int]:
        """Start the server; return where it listens."""
        seat = self.seat
        self.port = random_port()
        environment = self.get_env()
        arguments = [",".join(self.modules), f"--config={self.settings[seat.lab]}"]
        log = str(seat.home / "server.log")
        wish = Wish(SERVER, arguments, environment, str(seat.home), log, seat.user)
        self.process = await asyncio.to_thread(Forked, self.class_environment[PLACE], wish)
        return ("127.0.0.1", self.port)

    async def poll(self) -> int | None:
        """Return None while the server runs. One that an earlier hub has started ended with it."""
        return 0 if self.process is None else self.process.poll()

    async def stop(self, now: bool = False) -> None:
        """End the server, and with it its kernels."""
        if self.process is None:
            return
        for number in (signal.SIGTERM, signal.SIGKILL)[int(now) :]:
            self.process.send_signal(number)
            await self._wait_until_ended(5 if number == signal.SIGTERM else 2)
        self.process = None

    async def _wait_until_ended(self, seconds: int) -> None:
        for _ in range(10 * seconds):
            if self.process is None or self.process.poll() is not None:
                return
            await asyncio.sleep(0.1)
