"""How much memory a process of a seat may take, and who sees to it."""

import sys
from pathlib import Path

MEGABYTE = 1 << 20


def limit(megabytes: int) -> None:
    """Let this process take so much memory beside what it has now.

    Linux counts what a process could write to, and refuses more: Python then raises a
    MemoryError in the cell that asked for it, and the kernel lives on.

    Parameters
    ----------
    megabytes
        How many; 0 for no limit.
    """
    if not (megabytes and enforced()):
        return
    import resource

    most = _taken() + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def enforced() -> bool:
    """Whether this system sees to the limit."""
    return sys.platform == "linux"


def _taken() -> int:
    """Return the bytes that this process could write to, as Linux counts them."""
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0
