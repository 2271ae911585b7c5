"""Run a program that ends when its parent does, however that ends: Linux sees to it.

python -m sim.classroom.tied PROGRAM [ARGUMENTS]
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def tie() -> None:
    """Have this process, and the program that it becomes, ended with its parent."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    tie()
    # Begun in the background it would be deaf to this, and JupyterHub would wait for it in vain.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.execvp(sys.argv[1], sys.argv[1:])
