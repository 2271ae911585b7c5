"""Uncertainty: how much of a key figure's is ignorance of numbers, and how much the luck of a run.

More replications make the luck of a run matter less. They do nothing about a number that nobody
knows: only measuring it does.
"""

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.special import fdtri

from sim.assumptions import Scenario
from sim.study.design import Point, changed, latin_hypercube
from sim.study.engines import Engine
from sim.study.kpis import KPIS
from sim.study.work import Lived, Piece, lived
from sim.study.workers import Jobs

COLUMNS = (
    "points",
    "mean",
    "variance_parameters",
    "variance_luck",
    "share_parameters",
    "share_low",
    "share_high",
    "parameters_low",
    "parameters_high",
    "luck_low",
    "luck_high",
    "low",
    "high",
)


@dataclass(frozen=True)
class Uncertainty:
    """A key figure's uncertainty, with the part of the numbers and the part of luck apart.

    Attributes
    ----------
    scenario : Scenario
        Around what.
    seed, n : int
        Whose luck; replications of each point.
    points : tuple of dict
        The points of the design, by dotted key.
    figures : pandas.DataFrame
        A row a point and replication: ``point`` and ``replication`` from 0, every key figure.
    """

    scenario: Scenario
    seed: int
    n: int
    points: tuple[Point, ...]
    figures: pd.DataFrame

    def table(self, confidence: float = 0.95) -> pd.DataFrame:
        """Split the uncertainty of every key figure; see `split`.

        Parameters
        ----------
        confidence : float
            Of the intervals, 0 to 1.

        Returns
        -------
        pandas.DataFrame
            A row a key figure, by ``kpi``.
        """
        rows = {}
        for kpi in KPIS:
            values = self.figures[kpi.name].to_numpy(dtype=float)
            rows[kpi.name] = split(values.reshape(len(self.points), self.n), confidence)
        return pd.DataFrame(rows).T.rename_axis("kpi").astype({"points": int})


def split(values: NDArray[np.float64], confidence: float = 0.95) -> pd.Series:
    """Split the variance of a figure into the part of the parameters and the part of luck.

    By the law of total variance, Var Y = Var E[Y | x] + E Var[Y | x] for parameters x. Both terms
    are estimated by a one-way analysis of variance with random effects: with k points and n
    replications of each, E Var[Y | x] by the mean square within points MSW, and Var E[Y | x] by
    (MSB - MSW) / n, MSB the mean square between points; a negative estimate is taken for none
    (Searle, Casella and McCulloch 1992, *Variance Components*; Sun, Apley and Staum 2011,
    *Operations Research* 59, on the same estimator in nested simulation). The interval of the
    share of the parameters is the exact one for normal figures, by F = MSB / MSW.

    Parameters
    ----------
    values : ndarray
        The figure by point and replication, of independent luck. Points at which it is not a
        number in any replication are left out.
    confidence : float
        Of the intervals, 0 to 1.

    Returns
    -------
    pandas.Series
        ``points`` (that count), ``mean``, ``variance_parameters``, ``variance_luck``,
        ``share_parameters`` with ``share_low`` and ``share_high``; and three intervals that hold
        the figure of a single run with that confidence: ``parameters_low`` and
        ``parameters_high`` if there were no luck, ``luck_low`` and ``luck_high`` if the numbers
        were known, ``low`` and ``high`` as it is. All are not a number for fewer than two points.

    Examples
    --------
    >>> found = split(np.array([[1.0, 3.0], [5.0, 7.0]]))  # MSB 16, MSW 2
    >>> found[["variance_parameters", "variance_luck"]].tolist()
    [7.0, 2.0]
    """
    known = values[~np.isnan(values).any(axis=1)]
    k, n = len(known), values.shape[1]
    if k < 2:
        return pd.Series([k, *[np.nan] * (len(COLUMNS) - 1)], index=COLUMNS)
    means = known.mean(axis=1)
    mean = float(means.mean())
    between = n * float(means.var(ddof=1))
    within = float(known.var(axis=1, ddof=1).mean())
    of_parameters = max(0.0, (between - within) / n)
    whole = of_parameters + within
    share = of_parameters / whole if whole else np.nan
    # The means of points vary by luck as well, and residuals less than luck does: both are
    # brought to the variance that they stand for.
    spread = np.sqrt(n * of_parameters / between) if between else 0.0
    by_parameters = mean + (means - mean) * spread
    by_luck = mean + (known - means[:, None]) * np.sqrt(n / (n - 1))
    outside = [(1 - confidence) / 2, (1 + confidence) / 2]
    return pd.Series(
        [
            k,
            mean,
            of_parameters,
            within,
            share,
            *_share_interval(between, within, k, n, confidence),
            *np.quantile(by_parameters, outside),
            *np.quantile(by_luck, outside),
            *np.quantile(known, outside),
        ],
        index=COLUMNS,
    )


def _share_interval(
    between: float, within: float, k: int, n: int, confidence: float
) -> tuple[float, float]:
    """Return the exact interval of the share of the parameters in the variance."""
    if within == 0.0:
        return (1.0, 1.0) if between else (np.nan, np.nan)
    ratio, freedom = between / within, (k - 1, k * (n - 1))
    ends = []
    for chance in ((1 + confidence) / 2, (1 - confidence) / 2):
        scaled = ratio / float(fdtri(*freedom, chance))
        ends.append(max(0.0, (scaled - 1) / (scaled + n - 1)))
    return ends[0], ends[1]


def uncertainty(
    scenario: Scenario,
    ranges: Mapping[str, tuple[float, float]],
    points: int = 50,
    n: int = 5,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
    finished: MutableMapping[int, Lived] | None = None,
) -> Uncertainty:
    """Live a scenario at points spread over ranges of its parameters, each with luck of its own.

    Elsewhere the luck is the same at every point, so that points can be compared. Here it must
    not be: what all points share would be missing from the difference between them, and the part
    of luck would rest on a handful of lucks only.

    Parameters
    ----------
    scenario : Scenario
        Where to start from.
    ranges : mapping
        Lowest and highest value by dotted key, all in between equally likely; such as
        `sim.study.plausible.chosen_ranges` gives.
    points : int
        Of the Latin hypercube, 2 or more; 30 or more for intervals to mean much.
    n : int
        Replications of each point, 2 or more.
    seed : int
        Whose luck, of the design and of the runs.
    engine : {"auto", "simpy", "compiled"}
        Which engine; it makes no difference to any number.
    jobs : int, "auto" or concurrent.futures.Executor
        How many at once, or where; it makes no difference either.
    on_progress : callable, optional
        Called with the number of replications that are done.
    finished : mutable mapping, optional
        Takes up finished runs; what it has already is not done again. See `work.lived`.

    Returns
    -------
    Uncertainty

    Raises
    ------
    ValueError
        If there are fewer than two points or replications, a range is upside down, or a point is
        no valid scenario.
    """
    for name, value in (("points", points), ("n", n)):
        if value < 2:
            raise ValueError(f"{name} is {value}, but must be 2 or more")
    design = latin_hypercube(ranges, points, seed)
    pieces = [
        Piece(one, seed, place * n + replication)
        for place, one in enumerate(changed(scenario, design))
        for replication in range(n)
    ]
    lives = lived(pieces, jobs, engine, on_progress, finished=finished)
    figures = pd.DataFrame(list(lives), columns=[kpi.name for kpi in KPIS])
    figures.insert(0, "point", np.repeat(np.arange(points), n))
    figures.insert(1, "replication", np.tile(np.arange(n), points))
    return Uncertainty(scenario, seed, n, tuple(design), figures)
