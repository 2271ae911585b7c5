"""What has to be measured in a process of its own: the first call, and memory."""

import re
import subprocess
import sys
from pathlib import Path

FIRST_CALL = """
import time
start = time.perf_counter()
import sim
sim.run(sim.load("corner_shop"), keep_events=False).kpis
print(time.perf_counter() - start)
"""
MILLION = """
import sim
from benchmarks.fresh import peak
from benchmarks.shop import shop_of
sim.run(shop_of(1_000_000, 364), keep_events=False).figures
print(peak())
"""
REPLICATIONS = """
import sim
from benchmarks.fresh import peak
from benchmarks.shop import shop_of
sim.replicate(shop_of(1_000, 91), {n}, jobs={jobs}, on_progress=lambda done: None).summary()
print(peak())
"""


def peak() -> int:
    """Return the most bytes that this process has had in memory, on Linux.

    The system's own account, `getrusage`, hands down the peak of the process that started this.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (kilobytes,) = re.findall(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    return 1024 * int(kilobytes)


def printed(program: str) -> float:
    """Run a program in a Python of its own, and return the number that it prints."""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])


def first_call() -> float:
    """Return the seconds from an empty Python to the key figures of a run, compiled code kept."""
    return min(printed(FIRST_CALL) for _ in range(5))


def million() -> float:
    """Return the most bytes in use while a million customers are lived for a year."""
    return printed(MILLION)


def memory_of_replications(n: int, jobs: int = 2) -> float:
    """Return the most bytes in use for so many replications without events."""
    return printed(REPLICATIONS.format(n=n, jobs=jobs))
