"""What a hand-in could try, tried: run inside by `sim.play.grading.proving`, with Python alone.

It prints, as JSON, for each thing whether it was refused. Its one argument is JSON: a file that
may not be read, a folder that may not be written, a port that may not be reached, a variable that
may not be seen, and how many processes there may be.
"""

import json
import os
import signal
import socket
import sys


def main(told: dict) -> None:
    """Try everything, and print what came of it."""
    refused = {
        "reading": not _works(lambda: open(told["file"], "rb").close()),
        "writing": not _works(lambda: open(f"{told['folder']}/made", "wb").close()),
        "network": not _works(
            lambda: socket.create_connection(("127.0.0.1", told["port"]), 1).close()
        ),
        "environment": told["variable"] not in os.environ and not _in_a_parent(told["variable"]),
        "seeing": not os.path.exists(f"/proc/{told['process']}/cmdline"),
        "processes": _forks(told["processes"]) < told["processes"],
    }
    sys.stdout.write(json.dumps(refused))


def _works(deed: "object") -> bool:
    try:
        deed()  # type: ignore[operator]
    except OSError:
        return False
    return True


def _in_a_parent(variable: str) -> bool:
    """Tell whether the variable can be read from a process above this one."""
    for process in (1, os.getppid()):
        try:
            with open(f"/proc/{process}/environ", "rb") as file:
                if variable.encode() in file.read():
                    return True
        except OSError:
            pass
    return False


def _forks(most: int) -> int:
    """Make idle processes until one is refused, end them all, and return how many there were."""
    children: list[int] = []
    try:
        while len(children) < most:
            child = os.fork()
            if child == 0:
                signal.pause()
            children.append(child)
    except OSError:
        pass
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return len(children)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
