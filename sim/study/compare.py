"""Comparisons: two scenarios lived with the same luck, and how sure their differences are.

Replication for replication both scenarios meet the same people with the same luck, so most of
what luck does falls out of the difference, and far fewer replications are needed than with luck
of their own (common random numbers; Law 2015, *Simulation Modeling and Analysis*, chapters 10
and 11). The intervals are Student's t over the paired differences.
"""

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, inf, isfinite, nan
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import ncfdtr, ndtri, stdtrit

from sim.assumptions import Scenario
from sim.study.engines import Engine
from sim.study.kpis import KPIS
from sim.study.replicate import interval
from sim.study.work import Figures, Lived, Piece, lived
from sim.study.workers import Jobs

POWER = 0.8
"""With what probability the number of replications in ``would_tell`` would tell."""


class Paired(NamedTuple):
    """What the pairs of one figure come to; see `Comparison.summary`."""

    mean_a: float
    mean_b: float
    difference: float
    low: float
    high: float
    n: int
    distinguishable: bool
    would_tell: float


@dataclass(frozen=True)
class Comparison:
    """Two scenarios, lived with the same luck.

    Attributes
    ----------
    a, b : Scenario
        What was compared: differences are those of `b` from `a`.
    seed : int
        Whose luck.
    figures_a, figures_b : tuple of dict
        The key figures of each replication, in the order of their numbers from 0.
    """

    a: Scenario
    b: Scenario
    seed: int
    figures_a: tuple[Figures, ...]
    figures_b: tuple[Figures, ...]

    @cached_property
    def replications(self) -> pd.DataFrame:
        """The differences b − a: a row a replication, a column a key figure."""
        return table_of(self.figures_b) - table_of(self.figures_a)

    def summary(self, confidence: float = 0.95) -> pd.DataFrame:
        """Say for each key figure whether the two are told apart.

        Each row has a confidence of its own: of twenty figures that a change leaves alone, one
        is distinguishable at 95% by mere luck. Who looks at many rows asks for more.

        Parameters
        ----------
        confidence : float
            How sure the intervals are, 0 to 1.

        Returns
        -------
        pandas.DataFrame
            By ``kpi``:

            ``mean_a``, ``mean_b``, ``difference``
                Means over the pairs in which both have the figure, and ``mean_b − mean_a``.
            ``low``, ``high``
                The Student t interval of the mean of the paired differences.
            ``n``
                How many pairs.
            ``distinguishable``
                Whether zero lies outside the interval.
            ``would_tell``
                How many replications would tell the two apart; see `would_tell`.
        """
        a, b = table_of(self.figures_a), table_of(self.figures_b)
        rows = [pair_up(a[kpi.name], b[kpi.name], confidence) for kpi in KPIS]
        index = pd.Index([kpi.name for kpi in KPIS], name="kpi")
        return pd.DataFrame(rows, columns=list(Paired._fields), index=index)


def pair_up(a: pd.Series, b: pd.Series, confidence: float = 0.95) -> Paired:
    """Take the differences of one figure pair by pair, and say how sure their mean is.

    Parameters
    ----------
    a, b : pandas.Series
        The figure, one value a replication, in the same order. A pair in which either is not a
        number is left out.
    confidence : float
        How sure the interval is, 0 to 1.

    Examples
    --------
    >>> found = pair_up(pd.Series([1.0, 2.0, 3.0]), pd.Series([2.0, 3.5, 4.0]))
    >>> round(found.difference, 2), round(found.low, 2), round(found.high, 2), found.n
    (1.17, 0.45, 1.88, 3)
    >>> found.distinguishable, found.would_tell
    (True, 3.0)
    """
    both = a.notna() & b.notna()
    differences = b[both] - a[both]
    mean, low, high, n = (float(value) for value in interval(differences, confidence))
    spread = float(differences.std(ddof=1)) if n > 1 else nan
    return Paired(
        mean_a=float(a[both].mean()),
        mean_b=float(b[both].mean()),
        difference=mean,
        low=low,
        high=high,
        n=int(n),
        distinguishable=low > 0 or high < 0,
        would_tell=would_tell(mean, spread, confidence),
    )


def would_tell(difference: float, spread: float, confidence: float = 0.95) -> float:
    """Return how many replications would tell a difference from none.

    The least number with which the interval leaves zero out in four cases of five (`POWER`), if
    the true difference is the one given: from the noncentral distribution of t. It is for planning
    and takes the difference that was seen for the true one. A small difference that luck made
    look larger would take more; and it says nothing about the runs already made that their
    interval does not say (Hoenig and Heisey 2001, *The American Statistician* 55).

    Parameters
    ----------
    difference, spread : float
        Mean and standard deviation of the paired differences.
    confidence : float
        How sure the interval is to be, 0 to 1.

    Returns
    -------
    float
        2 or more; infinite where the difference is zero, not a number where the spread is not
        known.

    Examples
    --------
    >>> would_tell(0.5, 1.0), would_tell(0.0, 1.0), would_tell(0.5, float("nan"))
    (34.0, inf, nan)
    """
    if not isfinite(difference) or not isfinite(spread):
        return nan
    if difference == 0:
        return inf
    if spread == 0:
        return 2.0
    effect = abs(difference) / spread
    tail = (1 + confidence) / 2
    n = max(2, ceil(((ndtri(tail) + ndtri(POWER)) / effect) ** 2))  # as if the spread were known
    while _power(n, effect, tail) < POWER:
        n += 1
    return float(n)


def _power(n: int, effect: float, tail: float) -> float:
    """Return the probability that an interval of n differences leaves zero out."""
    # the square of t is F, which has both of its tails in one; SciPy's noncentral t loses the far
    inside = ncfdtr(1, n - 1, n * effect**2, stdtrit(n - 1, tail) ** 2)
    return 1 - float(np.nan_to_num(inside))  # not a number where it is too small to be told from 0


def compare(
    a: Scenario,
    b: Scenario,
    n: int = 30,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
    finished: MutableMapping[int, Lived] | None = None,
) -> Comparison:
    """Live two scenarios with the same luck, several times.

    Parameters
    ----------
    a, b : Scenario
        What to compare; of the same length and warm-up.
    n : int
        How many replications of each, 1 or more; with one there are no intervals.
    seed : int
        Whose luck.
    engine : {"auto", "simpy", "compiled"}
        Which engine; it makes no difference to any number.
    jobs : int, "auto" or concurrent.futures.Executor
        How many at once, or where; it makes no difference either.
    on_progress : callable, optional
        Called with the number of runs that are done, after each: there are two a replication.
    finished : mutable mapping, optional
        Takes up finished runs; what it has already is not done again. See `work.lived`.

    Returns
    -------
    Comparison

    Raises
    ------
    ValueError
        If `n` is below 1, or if the two do not run for the same days, have not the same warm-up
        or do not count money in the same currency.

    Examples
    --------
    >>> import sim
    >>> shop = sim.load("corner_shop", changes={"time.days": 28, "time.warm_up_days": 0})
    >>> two_tills = shop.with_({"departments.till.staff": 2})
    >>> found = compare(shop, two_tills, n=3, engine="simpy").summary()
    >>> bool(found.loc["wait_minutes", "difference"] < 0)
    True
    """
    both = live_alike({"a": a, "b": b}, n, seed, engine, jobs, on_progress, finished)
    one, other = both.values()
    return Comparison(a, b, seed, one, other)


def live_alike(
    scenarios: dict[str, Scenario],
    n: int,
    seed: int,
    engine: Engine,
    jobs: Jobs,
    on_progress: Callable[[int], None] | None,
    finished: MutableMapping[int, Lived] | None = None,
) -> dict[str, tuple[Figures, ...]]:
    """Live several scenarios with the same luck, and return the figures of each by its name.

    Raises
    ------
    ValueError
        If `n` is below 1, or if the scenarios cannot be compared.
    """
    if n < 1:
        raise ValueError(f"replications is {n}, but must be 1 or more")
    check_alike(scenarios)
    # replication by replication, so that whatever is done when work breaks off can be paired
    pieces = [Piece(one, seed, number) for number in range(n) for one in scenarios.values()]
    figures = lived(pieces, jobs, engine, on_progress, finished=finished)
    return {name: figures[place :: len(scenarios)] for place, name in enumerate(scenarios)}


def check_alike(scenarios: dict[str, Scenario]) -> None:
    """Refuse scenarios of which a figure does not mean the same.

    Raises
    ------
    ValueError
        If two differ in days, warm-up or currency.
    """
    first, *others = scenarios
    for key in ("time.days", "time.warm_up_days", "money.currency"):
        for other in others:
            one, two = scenarios[first].value(key), scenarios[other].value(key)
            if one != two:
                raise ValueError(
                    f"{key} is {one} in {_called(scenarios, first)} and {two} in "
                    f"{_called(scenarios, other)}, but must be the same in what is compared"
                )


def _called(scenarios: dict[str, Scenario], key: str) -> str:
    """Name a scenario by its key, and by its own name where that is another."""
    name = scenarios[key].name
    return key if key == name else f"{key} ({name})"


def table_of(figures: Sequence[Figures]) -> pd.DataFrame:
    """Return key figures as a table: a row a replication, a column a key figure."""
    table = pd.DataFrame(list(figures), columns=[kpi.name for kpi in KPIS], dtype=float)
    table.index.name = "replication"
    return table
