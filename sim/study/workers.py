"""Where work is done: in this thread, in threads, in processes, or on any executor.

The compiled engine lets go of Python's lock, so threads share the work and nothing is copied.
SimPy is Python and needs processes. An executor of ``concurrent.futures`` may be anywhere; Dask's
stands for a cluster. What is handed in is pieces, what comes out is results with the number of
their piece, as they get done; the numbers are the same wherever that was.
"""

import signal
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from itertools import islice
from typing import Literal, TypeVar

from sim.outcome import never

Piece = TypeVar("Piece")
Result = TypeVar("Result")
Task = Callable[[Piece, Callable[[], bool]], Result]
"""What is done with a piece; it asks its second argument now and then whether to stop."""

Jobs = int | Literal["auto"] | Executor
"""How many at once, as many as there are cores, or any executor of ``concurrent.futures``."""

AHEAD = 2
"""Pieces that wait for each worker, so that none is ever without."""
DEATHS = 3
"""Workers that may die one after another before a single piece is done."""
MOST_ELSEWHERE = 64
"""Workers that are kept busy on an executor that does not say how many it has."""
LOOK_UP = 0.2
"""Seconds between two looks for an interruption, which some systems hold back while one waits."""


class WorkersLost(ValueError):
    """Whoever did the work is gone, and cannot be replaced from here."""


def how_many(jobs: int | Literal["auto"]) -> int:
    """Return a number of workers.

    Raises
    ------
    ValueError
        If it is neither a number from 1 nor ``"auto"``.

    Examples
    --------
    >>> how_many(3)
    3
    """
    if jobs == "auto":
        import loky

        return int(loky.cpu_count())
    if not isinstance(jobs, int) or jobs < 1:
        raise ValueError(f"jobs is {jobs}, but must be 1 or more, auto, or an executor")
    return jobs


def do(
    task: Task[Piece, Result],
    pieces: Sequence[Piece],
    jobs: Jobs = 1,
    threads: bool = True,
    stop: Callable[[], bool] = never,
) -> Generator[tuple[int, Result], None, None]:
    """Do every piece, and yield results as they come.

    Parameters
    ----------
    task : callable
        What to do with a piece; of a module's top level, so that it can be sent elsewhere.
    pieces : sequence
        What to do it with.
    jobs : int, "auto" or concurrent.futures.Executor
        How many at once, or where.
    threads : bool
        Whether several at once are threads of this process, or processes.
    stop : callable, optional
        Asked while work is done here; when it says yes, a piece ends with `sim.outcome.Stopped`.

    Yields
    ------
    int, result
        The place of a piece and what came of it, in the order in which they get done. Closing
        the iterator ends what is under way.

    Raises
    ------
    WorkersLost
        If an executor that was handed in breaks, or workers die again and again.
    """
    if isinstance(jobs, Executor):
        yield from _elsewhere(jobs, task, pieces)
        return
    number = min(how_many(jobs), len(pieces))
    if number < 2:
        for place, piece in enumerate(pieces):
            yield place, task(piece, stop)
    elif threads:
        yield from _in_threads(task, pieces, number, stop)
    else:
        yield from _in_processes(task, pieces, number)


def _in_threads(
    task: Task[Piece, Result], pieces: Sequence[Piece], number: int, stop: Callable[[], bool]
) -> Generator[tuple[int, Result], None, None]:
    given_up = threading.Event()

    def ending() -> bool:
        return given_up.is_set() or stop()

    with ThreadPoolExecutor(number) as pool:
        try:
            yield from _on(pool, task, pieces, range(len(pieces)), number, ending)
        finally:
            given_up.set()


def _in_processes(
    task: Task[Piece, Result], pieces: Sequence[Piece], number: int
) -> Generator[tuple[int, Result], None, None]:
    """Do pieces in processes that stay for the next time; replace those that die."""
    from loky import get_reusable_executor

    left = set(range(len(pieces)))
    deaths = 0
    while left:
        pool = get_reusable_executor(number, timeout=60, initializer=_ignore_interruptions)
        try:
            for place, result in _on(pool, task, pieces, sorted(left), number):
                left.remove(place)
                deaths = 0
                yield place, result
        except BrokenExecutor as error:
            deaths += 1
            if deaths == DEATHS:
                raise WorkersLost(
                    f"{DEATHS} workers died one after another, perhaps for want of memory: "
                    "take fewer jobs, customers or days"
                ) from error
        except BaseException:  # whoever asked has gone away
            pool.shutdown(kill_workers=True)
            raise


def _elsewhere(
    executor: Executor, task: Task[Piece, Result], pieces: Sequence[Piece]
) -> Generator[tuple[int, Result], None, None]:
    number = getattr(executor, "_max_workers", None) or MOST_ELSEWHERE
    try:
        yield from _on(executor, task, pieces, range(len(pieces)), number)
    except (BrokenExecutor, CancelledError, ConnectionError, TimeoutError) as error:
        reason = str(error) or type(error).__name__
        raise WorkersLost(f"the workers are gone, and the rest is not done: {reason}") from error


def _on(
    executor: Executor,
    task: Task[Piece, Result],
    pieces: Sequence[Piece],
    places: Iterable[int],
    number: int,
    stop: Callable[[], bool] = never,
) -> Generator[tuple[int, Result], None, None]:
    """Keep an executor busy, and never more than that, so that memory does not grow."""
    coming = iter(places)
    under_way: dict[Future[Result], int] = {}
    try:
        while True:
            for place in islice(coming, AHEAD * number - len(under_way)):
                under_way[executor.submit(task, pieces[place], stop)] = place
            if not under_way:
                return
            done, _ = wait(under_way, LOOK_UP, FIRST_COMPLETED)
            for future in done:
                yield under_way.pop(future), future.result()
    finally:
        for future in under_way:
            future.cancel()


def _ignore_interruptions() -> None:
    """Leave Ctrl-C, which every process of a terminal gets, to the one that started this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
