"""The fork server: everything that a seat imports is here already, and each process is a copy.

A seat's server and its kernels would each import the same libraries and load the same compiled
code: seconds of work and hundreds of megabytes, a seat. Here that is done once. A copy made by
`fork` is there at once, and shares the memory until one of the two writes to it.

    python -m sim.classroom.forkserver SOCKET RULES

It ends when its standard input does, which its starter holds open. Every process made here is tied
to whoever asked for it by a socket: where one of the two ends, the other is told.
"""

import gc
import json
import os
import select
import signal
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from sim.classroom.born import Wish, become

MOST = 1 << 20
"""Bytes of a wish."""
PATIENCE = 1.0
"""Seconds that somebody who has connected is given to say what is wanted."""
CREDENTIALS = struct.Struct("3i")


class Rules(NamedTuple):
    """For whom processes are made.

    Attributes
    ----------
    users : tuple of int
        The numbers of the seats' users; empty where all seats are the user who runs the server.
    memory : int
        Megabytes that a process may take beside what it shares.
    preload : bool
        Whether to import everything beforehand; without, each process imports for itself.
    lived : str
        The folder with what the modules begin with; none without it.
    """

    users: tuple[int, ...]
    memory: int
    preload: bool
    lived: str = ""


def serve(place: Path, rules: Rules) -> None:
    """Make processes for whoever asks, until standard input ends."""
    # Nobody waits for the copies: whoever asked is told by the socket.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    # Ctrl-C in the terminal is for the hub, which then closes what is here.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if rules.preload:
        from sim.classroom.preload import preload

        preload(rules.lived)
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as door:
        place.unlink(missing_ok=True)
        door.bind(str(place))
        # A seat asks for its kernels; for whom they are is not told by it, but by the system.
        place.chmod(0o666 if rules.users else 0o600)
        door.listen(64)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            asked, _, _ = select.select([door, sys.stdin], [], [])
            if sys.stdin in asked:
                return
            # Whatever a seat writes here, the others are served.
            with suppress(Exception):
                _answer(door, rules)


def _answer(door: socket.socket, rules: Rules) -> None:
    line, _ = door.accept()
    with line:
        line.settimeout(PATIENCE)
        wish = _read(line)
        user = _user(line, wish, rules)
        if user is None:
            line.sendall(b'{"refused": true}\n')
            return
        if os.fork() == 0:
            door.close()
            line.settimeout(None)
            become(wish._replace(user=user), line.detach(), rules.memory, rules.preload)


def _read(line: socket.socket) -> Wish:
    with line.makefile("rb") as told:
        return Wish(**json.loads(told.readline(MOST)))


def _user(line: socket.socket, wish: Wish, rules: Rules) -> int | None:
    """Return whose process it will be; None where that is not for the one who asks to say."""
    if not rules.users:
        return os.geteuid()
    told: Any = line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size)
    _, asks, _ = CREDENTIALS.unpack(told)
    user = wish.user if asks == 0 else asks
    return user if user in rules.users else None


if __name__ == "__main__":
    serve(Path(sys.argv[1]), Rules(**json.loads(sys.argv[2])))
