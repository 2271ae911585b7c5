"""Work: pieces to be lived, wherever they are lived, and their key figures in order.

Every experiment (replications, a comparison, a sweep) is a list of pieces. What comes back does
not depend on who lives them, nor on the order in which they are done.
"""

from collections.abc import Callable, MutableMapping, Sequence
from contextlib import closing, nullcontext
from functools import partial
from io import BytesIO
from typing import NamedTuple

from sim.assumptions import Scenario
from sim.outcome import never
from sim.study.engines import Engine, choose_engine
from sim.study.progress import progress
from sim.study.run import Run, run
from sim.study.workers import Jobs, do

Figures = dict[str, float]
"""Key figures by name, in the order of `sim.study.kpis.KPIS`."""


class Piece(NamedTuple):
    """One replication of one scenario."""

    scenario: Scenario
    seed: int
    replication: int


class Lived(NamedTuple):
    """What a piece came to."""

    figures: Figures
    files: dict[str, bytes]
    """What was to be kept of it, by the names in `KEEPING`."""


KEEPING = ("daily.parquet", "events.parquet")
"""What can be kept of a piece beside its key figures."""


def lived(
    pieces: Sequence[Piece],
    jobs: Jobs = 1,
    engine: Engine = "auto",
    on_progress: Callable[[int], None] | None = None,
    stop: Callable[[], bool] = never,
    finished: MutableMapping[int, Lived] | None = None,
    keep: Sequence[str] = (),
) -> tuple[Figures, ...]:
    """Live pieces, and return the key figures of each in the order of the pieces.

    Parameters
    ----------
    pieces : sequence of Piece
        What to live.
    jobs : int, "auto" or concurrent.futures.Executor
        How many at once, or where.
    engine : {"auto", "simpy", "compiled"}
        Which engine; it makes no difference to any number.
    on_progress : callable, optional
        Called with the number of pieces that are done, after each. Without it a bar is shown
        where somebody looks on.
    stop : callable, optional
        Asked many times on the way; when it says yes, the work ends with `sim.outcome.Stopped`.
    finished : mutable mapping, optional
        Takes up each finished piece by its place, as a `folder.Folder` does on disk; what it has
        already is not done again.
    keep : sequence of str
        Which of `KEEPING` goes there too.
    """
    chosen = choose_engine(engine)
    finished = {} if finished is None else finished
    missing = [place for place in range(len(pieces)) if place not in finished]
    task = partial(live, engine=chosen, keep=tuple(keep))
    work = do(task, [pieces[place] for place in missing], jobs, chosen == "compiled", stop)
    bar = progress(len(pieces), "runs") if on_progress is None else nullcontext(on_progress)
    with bar as show, closing(work):
        before = len(pieces) - len(missing)
        for done, (number, result) in enumerate(work, start=1 + before):
            finished[missing[number]] = result
            show(done)
    return tuple(finished[place].figures for place in range(len(pieces)))


def live(
    piece: Piece,
    stop: Callable[[], bool] = never,
    engine: Engine = "auto",
    keep: Sequence[str] = (),
) -> Lived:
    """Live a piece."""
    one = run(*piece, engine, keep_events="events.parquet" in keep, stop=stop)
    return Lived(one.figures, {name: _file(one, name) for name in keep})


def _file(one: Run, name: str) -> bytes:
    """Write a table of a run in Parquet."""
    import pyarrow.parquet as pq  # slow to import, and seldom needed

    from sim.study.eventlog import daily_log, event_log

    table = event_log(one) if name == "events.parquet" else daily_log(one)
    page = BytesIO()
    pq.write_table(table, page)
    return page.getvalue()
