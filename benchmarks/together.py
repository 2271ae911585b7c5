"""What several workers gain, and what handing out the work costs."""

import time
from collections.abc import Callable
from typing import Any

import sim
from benchmarks.shop import seconds, shop_of
from sim.study.engines import Engine
from sim.study.work import Piece, live
from sim.study.workers import Jobs

GOES = 5


def wall(work: Callable[[], object]) -> float:
    """Return how long somebody waits for it."""
    return seconds(work, time.perf_counter)


def replications(engine: Engine, jobs: Jobs, n: int, days: int = 728) -> Callable[[], object]:
    """Return replications of 1,000 customers, to be timed."""
    scenario = shop_of(1_000, days)
    return lambda: sim.replicate(scenario, n, engine=engine, jobs=jobs, on_progress=len_of_nothing)


def len_of_nothing(done: int) -> None:
    """Show no bar, which would be timed too."""


def alone(engine: Engine, n: int, days: int = 728) -> Callable[[], object]:
    """Return the same runs without anything around them."""
    scenario = shop_of(1_000, days)

    def one_by_one() -> None:
        for replication in range(n):
            live(Piece(scenario, 26, replication), lambda: False, engine)

    return one_by_one


def ratio(a: Callable[[], object], b: Callable[[], object], goes: int = GOES) -> dict[str, Any]:
    """Time two things in turns, and return the best of each and their ratio."""
    best_a = best_b = float("inf")
    for _ in range(goes):
        best_a = min(best_a, wall(a))
        best_b = min(best_b, wall(b))
    return {"one": best_a, "other": best_b, "ratio": best_a / best_b}


def threads() -> dict[str, Any]:
    """Time one thread against two, on the compiled engine: 30 replications over two years."""
    return ratio(replications("compiled", 1, 30), replications("compiled", 2, 30))


def processes() -> dict[str, Any]:
    """Time one process against two, on the SimPy engine: 30 replications over two years."""
    replications("simpy", 2, 4, 7)()  # the processes are there before they are timed
    return ratio(replications("simpy", 1, 30), replications("simpy", 2, 30), goes=1)


def handing_out() -> dict[str, Any]:
    """Time the runner against the runs themselves, one after the other, on the compiled engine."""
    return ratio(replications("compiled", 1, 30), alone("compiled", 30))
