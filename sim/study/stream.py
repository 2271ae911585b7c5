"""A stream of answers: the first at once, each surer than the one before."""

from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial

import pandas as pd

from sim.assumptions import Scenario
from sim.outcome import Stopped, never
from sim.study.engines import Engine, choose_engine
from sim.study.replicate import Experiment
from sim.study.work import Figures, Piece, live
from sim.study.workers import Jobs, do


def growing(
    scenario: Scenario,
    n: int = 32,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    stop: Callable[[], bool] = never,
) -> Generator[Experiment, None, None]:
    """Yield an experiment after 1, 2, 4, 8 ... replications, and after the last.

    Parameters
    ----------
    scenario : Scenario
        What to live.
    n : int
        How many replications at most, 1 or more.
    seed : int
        Whose luck.
    engine : {"auto", "simpy", "compiled"}
        Which engine; it makes no difference to any number.
    jobs : int, "auto" or concurrent.futures.Executor
        How many at once, or where; it makes no difference either.
    stop : callable, optional
        Asked many times on the way; when it says yes, nothing more is yielded. Closing the
        iterator does the same.

    Raises
    ------
    ValueError
        If `n` is below 1, or there is no such engine; before anything is asked of the iterator.
    """
    if n < 1:
        raise ValueError(f"replications is {n}, but must be 1 or more")
    return _growing(scenario, n, seed, choose_engine(engine), jobs, stop)


def _growing(
    scenario: Scenario, n: int, seed: int, engine: Engine, jobs: Jobs, stop: Callable[[], bool]
) -> Generator[Experiment, None, None]:
    pieces = [Piece(scenario, seed, replication) for replication in range(n)]
    task = partial(live, engine=engine)
    came: dict[int, Figures] = {}
    known = 0  # so many from the first on, without a gap
    wanted = 1
    with closing(do(task, pieces, jobs, threads=engine == "compiled", stop=stop)) as work:
        try:
            for place, result in work:
                came[place] = result.figures
                while known in came:
                    known += 1
                    if known in (wanted, n):
                        wanted *= 2
                        yield Experiment(scenario, seed, tuple(came[i] for i in range(known)))
        except Stopped:
            return


def stream(
    scenario: Scenario,
    n: int = 32,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    stop: Callable[[], bool] = never,
) -> Generator[pd.DataFrame, None, None]:
    """Yield the summary after 1, 2, 4, 8 ... replications, and after the last.

    The parameters are those of `growing`; a summary is that of `Experiment.summary`: mean, low,
    high and n for each key figure. Whoever has seen enough leaves the loop, and nothing more is
    done.

    Examples
    --------
    >>> import sim
    >>> shop = sim.load("corner_shop", changes={"time.days": 28, "time.warm_up_days": 0})
    >>> [int(summary.loc["churn_rate", "n"]) for summary in sim.stream(shop, n=5)]
    [1, 2, 4, 5]
    """
    return _summaries(growing(scenario, n, seed, engine, jobs, stop))


def _summaries(
    answers: Generator[Experiment, None, None],
) -> Generator[pd.DataFrame, None, None]:
    with closing(answers):
        for experiment in answers:
            yield experiment.summary()
