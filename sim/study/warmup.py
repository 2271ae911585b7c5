"""Warm-up: how long a world takes to settle, read off its daily series by MSER-5.

A world starts with everybody new, nobody angry and no case open. What it shows until it has
forgotten that is left out of the key figures; how long that takes is what is asked here. The
marginal standard error rule drops as many observations from the start as make the standard error
of the mean of the rest least: a transient that is kept widens it, and so does dropping what has
settled (White 1997, *Simulation* 69). MSER-5 does so with means of five observations (White, Cobb
and Spratt 2000, *Proceedings of the Winter Simulation Conference*). Of the rules that need nobody
to look at a plot it is the one recommended by Hoad, Robinson and Davies (2010, *Journal of the
Operational Research Society* 61), who average over replications first.

What still grows at the end has no steady state to settle to. Its figures are then those of that
stretch of time, which may be just what is wanted; no warm-up mends it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from sim.study.run import Run

BATCH = 5
"""Observations that are averaged before anything else."""

FEWEST = 5
"""Batches that are always kept. Two or three lie close together by accident, and their standard
error is small for no good reason."""

SHORTEST = 2 * BATCH * FEWEST
"""Observations below which nothing can be said."""

ROUNDING = 1e-12
"""A series that varies by no more than this share of its size is constant but for rounding."""


def mser5(values: ArrayLike) -> int | None:
    r"""Return how many observations to drop from the start of a series.

    With batch means :math:`y_1 ... y_m`, the number of batches dropped is the :math:`d` with
    the least

    .. math:: \frac{1}{(m - d)^2} \sum_{i > d} (y_i - \bar y_{m, d})^2,

    where :math:`\bar y_{m, d}` is the mean of those kept. Observations at the end that fill no
    batch are left out.

    Parameters
    ----------
    values : array_like
        One value an observation, in their order; all of them numbers.

    Returns
    -------
    int or None
        A multiple of 5; nothing where the least is found in the second half, or where there are
        fewer than 50 observations: the series is too short to tell.

    Raises
    ------
    ValueError
        If a value is not a finite number.

    Examples
    --------
    >>> mser5([9.0] * 20 + [1.0] * 80)
    20
    >>> mser5(np.arange(100.0))
    """
    series = np.asarray(values, dtype=float)
    if not np.isfinite(series).all():
        place = int(np.argmin(np.isfinite(series)))
        raise ValueError(f"value {place} is {series[place]}, but must be a finite number")
    if len(series) < SHORTEST:
        return None
    means = batch_means(series)
    if np.ptp(means) <= ROUNDING * np.abs(means).max():
        return 0
    kept = np.arange(len(means), 0, -1)
    away = (means - means[-1])[::-1]  # from the last, so that a settled end is exactly 0
    sums, squares = np.cumsum(away)[::-1], np.cumsum(away**2)[::-1]
    error = np.maximum(squares - sums**2 / kept, 0.0) / kept**2
    dropped = int(np.argmin(error[: len(means) - FEWEST + 1]))
    return BATCH * dropped if 2 * dropped <= len(means) else None


def batch_means(values: ArrayLike) -> np.ndarray:
    """Average five observations at a time; those at the end that fill no batch are left out.

    Examples
    --------
    >>> batch_means([0, 1, 2, 3, 4, 5, 5, 5, 5, 5, 99]).tolist()
    [2.0, 5.0]
    """
    series = np.asarray(values, dtype=float)
    return series[: len(series) // BATCH * BATCH].reshape(-1, BATCH).mean(axis=1)


@dataclass(frozen=True)
class Advice:
    """Whether the warm-up of a scenario is long enough for what its days show.

    Attributes
    ----------
    warm_up_days : int
        What the scenario has.
    settles : dict
        By series, after how many days it settles; None where it has not by the middle.
    """

    warm_up_days: int
    settles: dict[str, int | None]

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The series that had not settled by the middle of the run."""
        return tuple(name for name, days in self.settles.items() if days is None)

    @property
    def series(self) -> str | None:
        """The one that settles last, of those that do; the first of them where several are last."""
        known = {name: days for name, days in self.settles.items() if days is not None}
        return max(known, key=lambda name: known[name], default=None)

    @property
    def needed_days(self) -> int | None:
        """How many days it takes all to settle, of those that do."""
        return None if self.series is None else self.settles[self.series]

    @property
    def too_short(self) -> bool:
        """Whether a series settles only after the warm-up is over."""
        return self.needed_days is not None and self.needed_days > self.warm_up_days

    @property
    def says(self) -> str:
        """The advice in a sentence."""
        told = []
        if self.needed_days is not None:
            length = f"the warm-up of {_days(self.warm_up_days)}"
            subject = f"{length} looks" if self.warm_up_days else "doing without a warm-up looks"
            verdict = "too short" if self.too_short else "long enough"
            if not self.warm_up_days:
                verdict = "wrong" if self.too_short else "right"
            if self.unsettled and not self.too_short:
                verdict += " for what settles at all"
            told.append(f"{subject} {verdict}: {self._last} (MSER-5)")
        if self.unsettled:
            verb = "has" if len(self.unsettled) == 1 else "have"
            told.append(f"{_listed(self.unsettled)} {verb} not settled by the middle of the run")
        return "; ".join(told)

    @property
    def _last(self) -> str:
        """Which series settles last, and when."""
        if not self.needed_days:
            return "no series needs any"
        return f"{self.series} settles after about {_days(self.needed_days)}"


def warm_up_advice(runs: Run | Sequence[Run]) -> Advice:
    """Say whether the warm-up of a scenario is long enough.

    Parameters
    ----------
    runs : Run or sequence of Run
        Replications of one scenario. One will do; several, averaged day by day, show better what
        is transient and what luck, and ten are a fair number.

    Returns
    -------
    Advice

    Raises
    ------
    ValueError
        If there is no run, or runs of several scenarios.

    Examples
    --------
    >>> import sim
    >>> shop = sim.load("corner_shop", changes={"time.days": 90, "time.warm_up_days": 30})
    >>> advice = warm_up_advice(sim.run(shop, engine="simpy", keep_events=False))
    >>> list(advice.settles)
    ['customers', 'loyal_share', 'open_cases', 'failures_per_visit', 'morale']
    """
    given = [runs] if isinstance(runs, Run) else list(runs)
    if not given:
        raise ValueError("runs is empty, but must hold 1 or more")
    scenario = given[0].scenario
    for other in given[1:]:
        if other.scenario != scenario:
            raise ValueError(
                f"runs hold {scenario.name} and a different {other.scenario.name}, "
                "but must be replications of one scenario"
            )
    series = series_of([one.daily for one in given])
    return Advice(scenario.time.warm_up_days, {name: mser5(series[name]) for name in series})


def series_of(dailies: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Return the daily series that stand for a world, averaged over replications.

    Parameters
    ----------
    dailies : sequence of pandas.DataFrame
        `Run.daily` of each replication.

    Returns
    -------
    pandas.DataFrame
        A row a day: customers, the share of the loyal, open cases, failures a visit, and mean
        morale of the front line; not its skill, which training lifts once a year for good. A day
        without visits has the failures a visit of the day before, and where no customer is left
        the share of the loyal stays what it was.
    """
    names = ["customers", "loyal_share", "open_cases", "morale"]
    counts = ["misery_minor", "misery_serious", "visit"]
    mean = pd.concat([daily[names + counts] for daily in dailies]).groupby(level=0).mean()
    visits = mean["visit"].where(mean["visit"] > 0)
    failures = (mean["misery_minor"] + mean["misery_serious"]) / visits
    mean.insert(3, "failures_per_visit", failures)
    return mean[[*names[:3], "failures_per_visit", *names[3:]]].ffill().fillna(0.0)


def _days(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"


def _listed(names: Sequence[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
