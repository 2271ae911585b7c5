"""Replications: the same scenario with other luck, and how sure they make us."""

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import stdtrit

from sim.assumptions import Scenario
from sim.study.engines import Engine
from sim.study.kpis import KPIS
from sim.study.work import Lived, Piece, lived
from sim.study.workers import Jobs


@dataclass(frozen=True)
class Experiment:
    """Several replications of a scenario.

    Attributes
    ----------
    scenario : Scenario
        What was run.
    seed : int
        Whose luck.
    figures : tuple of dict
        The key figures of each replication, in the order of their numbers from 0.
    """

    scenario: Scenario
    seed: int
    figures: tuple[dict[str, float], ...]

    @cached_property
    def replications(self) -> pd.DataFrame:
        """A row a replication, a column a key figure."""
        table = pd.DataFrame(list(self.figures), columns=[kpi.name for kpi in KPIS])
        table.index.name = "replication"
        return table

    def summary(self, confidence: float = 0.95) -> pd.DataFrame:
        """Return mean, low, high and n for each key figure; see `interval`."""
        return pd.DataFrame(
            {name: interval(self.replications[name], confidence) for name in self.replications}
        ).T.rename_axis("kpi")


def interval(values: pd.Series, confidence: float = 0.95) -> pd.Series:
    """Return a mean and its Student t interval over replications.

    Parameters
    ----------
    values : pandas.Series
        A figure, one value a replication; those that are not a number are left out.
    confidence : float
        How sure, 0 to 1.

    Returns
    -------
    pandas.Series
        ``mean``, ``low``, ``high`` and ``n``; without an interval for fewer than two values.

    Examples
    --------
    >>> interval(pd.Series([1.0, 2.0, 3.0])).round(2).to_list()
    [2.0, -0.48, 4.48, 3.0]
    """
    mean, low, high, n = interval_of(values.to_numpy(dtype=float), confidence)
    return pd.Series({"mean": mean, "low": low, "high": high, "n": n})


def interval_of(
    values: NDArray[np.float64], confidence: float = 0.95
) -> tuple[float, float, float, int]:
    """Return what `interval` does, without a frame: a slider or a trial asks for hundreds.

    Examples
    --------
    >>> interval_of(np.array([1.0, 2.0, 3.0]))[2:]
    (4.484..., 3)
    """
    known = values[~np.isnan(values)]
    n = len(known)
    mean = float(known.mean()) if n else float("nan")
    reach = float("nan")
    if n > 1:
        error = float(known.std(ddof=1)) / float(np.sqrt(n))
        reach = float(stdtrit(n - 1, (1 + confidence) / 2)) * error
    return mean, mean - reach, mean + reach, n


def replicate(
    scenario: Scenario,
    n: int = 30,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
    finished: MutableMapping[int, Lived] | None = None,
    keep: Sequence[str] = (),
) -> Experiment:
    """Live a scenario several times, each time with other luck.

    Parameters
    ----------
    scenario : Scenario
        What to live.
    n : int
        How many replications, 1 or more.
    seed : int
        Whose luck.
    engine : {"auto", "simpy", "compiled"}
        Which engine; it makes no difference to any number.
    jobs : int, "auto" or concurrent.futures.Executor
        How many at once, or where; it makes no difference either.
    on_progress : callable, optional
        Called with the number of replications that are done, after each. Without it a bar is
        shown where somebody looks on.
    finished : mutable mapping, optional
        Takes up finished runs; what it has already is not done again. See `work.lived`.
    keep : sequence of str
        What goes there beside the key figures.

    Returns
    -------
    Experiment

    Raises
    ------
    ValueError
        If `n` is below 1.
    """
    if n < 1:
        raise ValueError(f"replications is {n}, but must be 1 or more")
    pieces = [Piece(scenario, seed, replication) for replication in range(n)]
    return Experiment(
        scenario, seed, lived(pieces, jobs, engine, on_progress, finished=finished, keep=keep)
    )
