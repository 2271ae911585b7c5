"""The first thing inside: take on the limits, let go of rights, and become the program asked for.

It is run as a script, by a Python that knows nothing of this project, so it imports only what
Python itself has. Its one argument is JSON.
"""

import contextlib
import ctypes
import json
import os
import resource
import shutil
import signal
import sys

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38


def main(told: dict) -> None:
    """Do what was told, and end in another program.

    Parameters
    ----------
    told
        ``limits`` (by the name of the resource), ``user`` (a number or None), ``copy`` (folders
        to copy, from and to), ``environment``, ``folder``, ``command``.
    """
    if told["user"] is not None:
        os.setgroups([])
        os.setgid(told["user"])
        os.setuid(told["user"])
    if sys.platform == "linux":
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    os.umask(0o077)
    for source, target in told["copy"]:
        shutil.copytree(source, target, dirs_exist_ok=True, copy_function=shutil.copyfile)
    for name, most in told["limits"].items():
        _limit(getattr(resource, name, None), most)
    os.chdir(told["folder"])
    command = told["command"]
    os.execve(command[0], command, told["environment"])


def _limit(what: "int | None", most: int) -> None:
    if what is None:  # another system does not know it
        return
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(OSError, ValueError):  # whether it holds is tried, and told
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
