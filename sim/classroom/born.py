"""What a process of a seat becomes once it is there: a server, or a kernel."""

import json
import os
import runpy
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

from sim.classroom.limits import limit


class Wish(NamedTuple):
    """A process that somebody wants.

    Attributes
    ----------
    module : str
        What to run, as ``python -m`` would.
    arguments : sequence of str
        What follows it.
    environment : mapping
        All of it.
    folder : str
        Where it works.
    log : str
        The file that takes what it prints; nowhere without it.
    user : int
        The number of its user; heard only from root.
    """

    module: str
    arguments: Sequence[str]
    environment: dict[str, str]
    folder: str
    log: str = ""
    user: int = -1


def become(wish: Wish, line: int, memory: int, here: bool) -> NoReturn:
    """Turn this process, fresh from a fork, into what is wanted; does not return.

    Parameters
    ----------
    wish
        What is wanted.
    line
        The socket to whoever asked.
    memory
        Megabytes that it may take.
    here
        Whether to go on in this process with all that it has imported, or to begin a new Python.
    """
    status = 1
    try:
        _leave_the_parent(wish, line)
        if not here:
            # The environment has tokens, and a command line is for all to see.
            told = json.dumps([wish._replace(environment={})._asdict(), line, memory])
            os.set_inheritable(line, True)
            program = [sys.executable, "-m", "sim.classroom.born", told]
            os.execve(sys.executable, program, wish.environment)
        status = _run(wish, line, memory)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def _leave_the_parent(wish: Wish, line: int) -> None:
    """Take a session, a user, a folder and a log of one's own."""
    os.setsid()
    for number in (signal.SIGINT, signal.SIGCHLD, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if wish.user not in (-1, os.geteuid()):
        os.setgroups([])
        os.setgid(wish.user)
        os.setuid(wish.user)
    os.umask(0o077)
    os.chdir(wish.folder)
    out = os.open(wish.log or os.devnull, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, nothing), (1, out), (2, out)):
        os.dup2(source, target)
    os.environ.clear()
    os.environ.update(wish.environment)


def _run(wish: Wish, line: int, memory: int) -> int:
    limit(memory)
    _tie(line)
    # As `python -m` has them.
    sys.path[0] = wish.folder
    sys.argv = [wish.module, *wish.arguments]
    try:
        runpy.run_module(wish.module, run_name="__main__", alter_sys=False)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    return 0


def _tie(line: int) -> None:
    """Say which process this is, and end when whoever asked for it does."""
    tie = socket.socket(fileno=line)
    tie.sendall(json.dumps({"pid": os.getpid()}).encode() + b"\n")

    def wait() -> None:
        try:
            while tie.recv(1):
                pass
        finally:
            os.killpg(0, signal.SIGKILL)

    threading.Thread(target=wait, name="tie", daemon=True).start()


def _main(told: str) -> None:
    plain, line, memory = json.loads(told)
    wish = Wish(**plain)
    raise SystemExit(_run(wish, line, memory))


if __name__ == "__main__":
    _main(sys.argv[1])
