"""A watch over one hand-in's processes: what takes too much is ended, all of it."""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from sim.play.grading.limits import MEGABYTE, Limits

PAUSE = 0.1
BETWEEN_SIZES = 5
"""So many pauses lie between two looks at how much has been written."""
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36
MEMORY, PROCESSES, FILES = "memory", "processes", "files"


class Watch:
    """Looks after the processes below one, until it is told to end.

    Parameters
    ----------
    process
        The number of the outermost one.
    limits
        What all of them may take together.
    folders
        Where they can write, as far as the grader can see it.
    """

    def __init__(self, process: int, limits: Limits, folders: Sequence[Path]) -> None:
        self.process = process
        self.limits = limits
        self.folders = folders
        self.ended_for: str | None = None
        """What there was too much of, if there was."""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """End all of the processes, and the watch."""
        self._over.set()
        self._thread.join()
        kill(self.process)

    def _look(self) -> None:
        rounds = 0
        while not self._over.wait(PAUSE):
            rounds += 1
            self.ended_for = self._too_much(rounds % BETWEEN_SIZES == 0)
            if self.ended_for is not None:
                kill(self.process)
                return

    def _too_much(self, with_files: bool) -> str | None:
        family = below(self.process)
        if len(family) > self.limits.processes + 4:  # the few that isolate are not the hand-in's
            return PROCESSES
        most = self.limits.memory * MEGABYTE
        # What children share with their parent counts once; to know that takes longer.
        if sum(map(_memory, family)) > most and sum(map(_own_memory, family)) > most:
            return MEMORY
        if with_files and sum(map(_size, self.folders)) > 2 * self.limits.files * MEGABYTE:
            return FILES
        return None


def below(process: int) -> list[psutil.Process]:
    """Return a process and all that come from it; none when it is gone."""
    try:
        first = psutil.Process(process)
        return [first, *first.children(recursive=True)]
    except psutil.Error:
        return []


def kill(process: int) -> None:
    """Kill a process and all that come from it, stopping them first so that none gets away."""
    for deed in (signal.SIGSTOP, signal.SIGKILL):
        known: set[int] = set()
        while True:
            new = [one for one in below(process) if one.pid not in known]
            if not new:
                break
            for one in new:
                known.add(one.pid)
                with suppress(psutil.Error, OSError):
                    one.send_signal(deed)


def adopt_orphans() -> None:
    """Let processes whose parent has ended come to this one, where they are found and ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_with_parent() -> None:
    """End this process as soon as the one that started it has ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


@contextmanager
def nobody_left() -> Iterator[None]:
    """End whatever this process has started, at the end."""
    try:
        yield
    finally:
        for child in psutil.Process(os.getpid()).children():
            kill(child.pid)


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _own_memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except (psutil.Error, AttributeError):
        return _memory(process)


def _size(folder: Path) -> int:
    total = 0
    for where, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += os.lstat(os.path.join(where, name)).st_size
    return total
