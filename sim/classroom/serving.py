"""Starting a class server, watching over it, and stopping it with all that it has started."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, NoReturn
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from sim.classroom import needs
from sim.classroom.beforehand import live_modules
from sim.classroom.forkserver import Rules
from sim.classroom.hub import PLAN, Start
from sim.classroom.needs import ClassError
from sim.classroom.network import free_port
from sim.classroom.plan import Class, open_board
from sim.classroom.reach import view
from sim.classroom.seats import make_homes

CONFIG = Path(__file__).with_name("jupyterhub_config.py")
PATIENCE = 180
"""Seconds that a start may take, on a busy machine."""
ENDING = 20
"""Seconds that parts are given to end by themselves."""
Process = subprocess.Popen[bytes]


def serve(
    room: Class,
    one_user: bool,
    on_module: Callable[[str], None],
    on_open: Callable[[], None],
) -> NoReturn:
    """Serve a class until somebody stops it; never returns.

    Parameters
    ----------
    room
        The class.
    one_user
        Whether all seats are the user who starts the server.
    on_module
        Called with the number of each module that is lived for the class, once for a file.
    on_open
        Called once the first seat may be taken.

    Raises
    ------
    ClassError
        When it cannot start, or ends by itself.
    KeyboardInterrupt
        When it is stopped.
    """
    proxy = needs.proxy_command()
    needs.check_notebooks()
    _let_the_last_one_end(room.hub / "proxy.pid")
    needs.check_port(room.workshop.port)
    make_homes(room.seats)
    open_board(room)
    signal.signal(signal.SIGTERM, _stop)
    live_modules(room.workshop.modules, room.file, room.lived, on_module)
    with ExitStack() as all_of_it:
        folder = Path(all_of_it.enter_context(_sockets()))
        socket = folder / "fork"
        copies = all_of_it.enter_context(_fork_server(room, socket))
        start = Start(
            file=str(room.file),
            one_user=one_user,
            port=room.workshop.port,
            hub_port=free_port(),
            proxy_port=free_port(),
            fork_server=str(socket),
            proxy=proxy,
        )
        hub = all_of_it.enter_context(_hub(room, start))
        _wait_until_open(room, hub)
        on_open()
        while hub.poll() is None and copies.poll() is None:
            time.sleep(0.5)
        raise ClassError(
            f"the class server has ended, and the same command starts it again: {_last_words(room)}"
        )


def _let_the_last_one_end(proxy: Path) -> None:
    """Wait a little for an earlier start of the same class that was just cut off."""
    with suppress(OSError, ValueError, psutil.Error):
        earlier = psutil.Process(int(proxy.read_text()))
        if any(needs.PROXY in word for word in earlier.cmdline()):
            earlier.wait(ENDING)


def _stop(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _sockets() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="silent26-")
    Path(folder.name).chmod(0o711)
    return folder


@contextmanager
def _fork_server(room: Class, socket: Path) -> Iterator[Process]:
    users = tuple(seat.user for seat in room.seats) if room.own_users else ()
    linux = sys.platform == "linux"
    rules = Rules(users, room.workshop.memory_limit, linux, str(room.lived) if linux else "")
    module = [sys.executable, "-m", "sim.classroom.forkserver"]
    command = [*view(room), *module, str(socket), json.dumps(rules._asdict())]
    environment = os.environ | {
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "NUMBA_NUM_THREADS": "1",
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "MPLCONFIGDIR": str(room.shared / "matplotlib"),
    }
    with _log(room) as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            env=environment,
            cwd=room.shared,
            start_new_session=True,
        )
    try:
        assert process.stdout is not None
        if process.stdout.readline() != b"ready\n":
            raise ClassError(f"the seats could not be got ready: {_last_words(room)}")
        yield process
    finally:
        process.communicate()


@contextmanager
def _hub(room: Class, start: Start) -> Iterator[Process]:
    tied = [sys.executable, "-m", "sim.classroom.tied"]
    command = [*tied, sys.executable, "-m", "jupyterhub", "-f", str(CONFIG)]
    with _log(room) as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=os.environ | {PLAN: json.dumps(start._asdict())},
            cwd=room.hub,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(ENDING)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_open(room: Class, hub: Process) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        if hub.poll() is not None:
            raise ClassError(f"the class server did not start: {_last_words(room)}")
        try:
            with urlopen(f"http://127.0.0.1:{room.workshop.port}/hub/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise ClassError(f"the class server did not answer in {PATIENCE} seconds: {_last_words(room)}")


def _log(room: Class) -> IO[bytes]:
    return (room.hub / "hub.log").open("ab")


def _last_words(room: Class) -> str:
    place = room.hub / "hub.log"
    lines = (
        place.read_text(encoding="utf-8", errors="replace").splitlines() if place.exists() else []
    )
    last = next((line.strip() for line in reversed(lines) if line.strip()), "nothing")
    return f"{place} ends in: {last}"
