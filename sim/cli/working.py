"""Doing the work of a command: somewhere, into a folder, and with a way to stop."""

import shlex
import signal
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple

from sim.cli.options import Wanted
from sim.study.engines import choose_engine
from sim.study.folder import Folder, Settings
from sim.study.work import Lived
from sim.study.workers import Jobs


class Work(NamedTuple):
    """Where work is done, and what takes up the pieces that are finished."""

    jobs: Jobs
    finished: MutableMapping[int, Lived]
    folder: Folder | None


@contextmanager
def working(wanted: Wanted, settings: Settings) -> Iterator[Work]:
    """Get everything ready for work, and clear up behind it.

    Parameters
    ----------
    wanted
        Where to work, and where the results go.
    settings
        What the work is, so that a folder of other work is refused.
    """
    with ExitStack() as stack:
        folder = None
        if wanted.out is not None:
            folder = stack.enter_context(Folder(wanted.out, settings))
        where = wanted.jobs
        if wanted.dask is not None:
            from sim.study.cluster import dask

            where = stack.enter_context(dask(wanted.dask))
        yield Work(where, {} if folder is None else folder, folder)


def about(wanted: Wanted) -> dict[str, Any]:
    """Say for a manifest what was typed, and which engine it came to."""
    command = shlex.join(["silent26", *sys.argv[1:]])
    return {"command": command, "engine": choose_engine(wanted.engine)}


def finished_in_order(finished: MutableMapping[int, Lived]) -> int:
    """Return how many pieces are finished, from the first on without a gap."""
    number = 0
    while number in finished:
        number += 1
    return number


@contextmanager
def uninterrupted(and_then: bool = True) -> Iterator[None]:
    """Finish what has been begun; an interruption comes after it, where it is of use then."""
    came = False

    def remember(*_: object) -> None:
        nonlocal came
        came = True

    try:
        before = signal.signal(signal.SIGINT, remember)
    except ValueError:  # not the main thread, which alone is interrupted
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came and and_then:
        raise KeyboardInterrupt
