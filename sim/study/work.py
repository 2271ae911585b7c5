"""Work: pieces to be lived, wherever they are lived, and their key figures in order.

Every experiment (replications, a comparison, a sweep) is a list of pieces. What comes back does
not depend on who lives them, nor on the order in which they are done.
"""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from typing import NamedTuple, cast

from sim.assumptions import Scenario
from sim.outcome import never
from sim.study.engines import Engine, choose_engine
from sim.study.progress import progress
from sim.study.run import run
from sim.study.workers import Jobs, do

Figures = dict[str, float]
"""Key figures by name, in the order of `sim.study.kpis.KPIS`."""


class Piece(NamedTuple):
    """One replication of one scenario."""

    scenario: Scenario
    seed: int
    replication: int


def lived(
    pieces: Sequence[Piece],
    jobs: Jobs = 1,
    engine: Engine = "auto",
    on_progress: Callable[[int], None] | None = None,
    stop: Callable[[], bool] = never,
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
    """
    chosen = choose_engine(engine)
    figures: list[Figures | None] = [None] * len(pieces)
    bar = progress(len(pieces), "runs") if on_progress is None else nullcontext(on_progress)
    with bar as show:
        task = partial(live, engine=chosen)
        work = do(task, pieces, jobs, threads=chosen == "compiled", stop=stop)
        for done, (place, result) in enumerate(work, start=1):
            figures[place] = result
            show(done)
    return tuple(cast(list[Figures], figures))


def live(piece: Piece, stop: Callable[[], bool], engine: Engine) -> Figures:
    """Live a piece."""
    return run(*piece, engine, keep_events=False, stop=stop).figures
