"""Doing the work of a command: somewhere, into a folder, and with a way to stop."""

import shlex
import signal
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import ExitStack, contextmanager
from typing import Any, NamedTuple

import click

from sim.cli.ending import INTERRUPTED, say
from sim.cli.options import Wanted
from sim.study.engines import choose_engine
from sim.study.folder import Folder, Settings
from sim.study.work import Lived
from sim.study.workers import Jobs, WorkersLost

GOES_ON = "what is finished is kept, and the same command goes on from there"


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
            stack.enter_context(_goes_on(folder))
        where = wanted.jobs
        if wanted.dask is not None:
            from sim.study.cluster import dask

            where = stack.enter_context(dask(wanted.dask))
        yield Work(where, {} if folder is None else folder, folder)


@contextmanager
def _goes_on(folder: Folder) -> Iterator[None]:
    """Say at an untimely end that what is finished is kept, if anything is."""
    try:
        yield
    except KeyboardInterrupt:
        if not folder:
            raise
        say([f"interrupted: {GOES_ON}"])
        raise click.exceptions.Exit(INTERRUPTED) from None
    except WorkersLost as error:
        if not folder:
            raise
        raise WorkersLost(f"{error}; {GOES_ON}") from error


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
def hardly_interrupted() -> Iterator[None]:
    """Finish what has been begun in spite of one interruption; a second one is obeyed."""
    came = False

    def remember(*_: object) -> None:
        nonlocal came
        if came:
            raise KeyboardInterrupt
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
