"""Where work is done: in this thread, in threads, in processes, or on any executor.

The compiled engine lets go of Python's lock, so threads share the work and nothing is copied.
SimPy is Python and needs processes. An executor of ``concurrent.futures`` may be anywhere; Dask's
stands for a cluster. What is handed in is pieces, what comes out is results with the number of
their piece, as they get done; the numbers are the same wherever that was.
"""

import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Literal, NamedTuple, TypeVar

from sim.outcome import Stopped, never

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
        Asked now and then; when it says yes, the work ends with `sim.outcome.Stopped`.

    Yields
    ------
    int, result
        The place of a piece and what came of it, in the order in which they get done. Closing
        the iterator ends what is under way.

    Raises
    ------
    ValueError
        If `jobs` is no number of workers, or as the task raises it, from wherever it is done.
    WorkersLost
        If an executor that was handed in breaks or is shut, or workers die again and again.
    """
    if isinstance(jobs, Executor):
        yield from _on(jobs, task, pieces, stop)
        return
    number = min(how_many(jobs), len(pieces))
    if number < 2:
        for place, piece in enumerate(pieces):
            yield place, task(piece, stop)
    elif threads:
        with ThreadPoolExecutor(number) as pool:
            yield from _on(pool, task, pieces, stop)
    else:
        yield from _in_processes(task, pieces, number, stop)


def _on(
    executor: Executor, task: Task[Piece, Result], pieces: Sequence[Piece], stop: Callable[[], bool]
) -> Generator[tuple[int, Result], None, None]:
    """Do pieces on an executor that is not replaced when it breaks."""
    given_up = threading.Event()
    try:
        if isinstance(executor, ThreadPoolExecutor):
            ending = partial(_either, given_up.is_set, stop)
            yield from _busy(executor, task, pieces, range(len(pieces)), stop, ending)
        else:
            away = partial(_attempt, task)
            for place, result in _busy(executor, away, pieces, range(len(pieces)), stop):
                yield place, _home(result)
    except (BrokenExecutor, CancelledError, ConnectionError, TimeoutError) as error:
        reason = f": {error}" if str(error) else ""
        raise WorkersLost(f"the workers are gone, and the rest is not done{reason}") from error
    finally:
        given_up.set()


def _in_processes(
    task: Task[Piece, Result], pieces: Sequence[Piece], number: int, stop: Callable[[], bool]
) -> Generator[tuple[int, Result], None, None]:
    """Do pieces in processes that stay for the next time; replace those that die."""
    from loky import get_reusable_executor

    _start_trackers()
    away = partial(_attempt, task)
    left = set(range(len(pieces)))
    deaths = 0
    while left:
        pool = get_reusable_executor(number, timeout=60, initializer=_ignore_interruptions)
        try:
            for place, result in _busy(pool, away, pieces, sorted(left), stop):
                left.remove(place)
                deaths = 0
                yield place, _home(result)
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


def _busy(
    executor: Executor,
    task: Task[Piece, Result],
    pieces: Sequence[Piece],
    places: Iterable[int],
    stop: Callable[[], bool],
    stop_there: Callable[[], bool] = never,
) -> Generator[tuple[int, Result], None, None]:
    """Keep an executor busy, and never more than that, so that memory does not grow."""
    number = getattr(executor, "_max_workers", None) or MOST_ELSEWHERE
    coming = iter(places)
    under_way: dict[Future[Result], int] = {}
    try:
        while True:
            for place in islice(coming, AHEAD * number - len(under_way)):
                under_way[_submit(executor, task, pieces[place], stop_there)] = place
            if not under_way:
                return
            done, _ = wait(under_way, LOOK_UP, FIRST_COMPLETED)
            for future in done:
                yield under_way.pop(future), future.result()
            if stop():
                raise Stopped
    finally:
        for future in under_way:
            future.cancel()


def _submit(
    executor: Executor, task: Task[Piece, Result], piece: Piece, stop: Callable[[], bool]
) -> Future[Result]:
    try:
        with _deaf():
            return executor.submit(task, piece, stop)
    except BrokenExecutor:
        raise
    except RuntimeError as error:
        raise WorkersLost(f"the executor takes no more work: {error}") from error


def arose_here(error: BaseException) -> bool:
    """Tell an error that this package has raised, with a sentence, from the fault of a library."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    module = trace.tb_frame.f_globals.get("__name__", "") if trace is not None else ""
    return str(module).partition(".")[0] == "sim"


class Wrong(NamedTuple):
    """A sentence on its way home: of an exception that travels, nobody can tell where it arose."""

    error: ValueError


def _attempt(
    task: Task[Piece, Result], piece: Piece, stop: Callable[[], bool] = never
) -> Result | Wrong:
    try:
        return task(piece, stop)
    except ValueError as error:
        if arose_here(error):
            return Wrong(error)
        raise


def _home(result: Result | Wrong) -> Result:
    if isinstance(result, Wrong):
        raise result.error
    return result


def _either(one: Callable[[], bool], other: Callable[[], bool]) -> bool:
    return one() or other()


def _ignore_interruptions() -> None:
    """Leave Ctrl-C, which every process of a terminal gets, to the one that started this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _start_trackers() -> None:
    """Start what clears up behind processes that are killed, and have it do so in silence.

    Were it started along with the first of them, it would end `_deaf` halfway.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        return
    from multiprocessing import resource_tracker as of_python

    from loky.backend import resource_tracker as of_loky

    before = os.environ.get("PYTHONWARNINGS")
    quiet = "ignore:resource_tracker:UserWarning"
    os.environ["PYTHONWARNINGS"] = quiet if before is None else f"{before},{quiet}"
    try:
        of_loky.ensure_running()
        of_python.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONWARNINGS"]
        else:
            os.environ["PYTHONWARNINGS"] = before


@contextmanager
def _deaf() -> Iterator[None]:
    """Hear of an interruption a moment later, so that a process started now never hears of it.

    It inherits that. Ignoring it comes too late for one that is still being loaded.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
