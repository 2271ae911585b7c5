"""Precision: replications one after the other, until the interval of a key figure is narrow.

The rule is the sequential one of Law (2015, *Simulation Modeling and Analysis*, chapter 9): look
at the Student t interval after each replication, and stop when its half-width is a small enough
share of the mean. Spread is judged badly from few replications, so the first time may be a lucky
one; Hoad, Robinson and Davies (2010, "Automated selection of the number of replications for a
discrete-event simulation", *Journal of the Operational Research Society* 61) therefore look ahead,
and stop only where some more replications leave it as narrow.

An interval on which one has stopped *because* it was narrow is a little less sure than it says.
With ten replications or more to begin with, and looking ahead, it is a little indeed: of 95% sure
intervals of normal figures 94.5 in a hundred or more hold the mean.
"""

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from math import ceil, isfinite, isnan

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from sim.assumptions import Scenario
from sim.study.engines import Engine
from sim.study.kpis import check_kpi
from sim.study.replicate import Experiment
from sim.study.work import Lived, Piece, lived
from sim.study.workers import Jobs

LOOK_AHEAD = 5
"""How many more replications must leave the interval as narrow, for each hundred lived."""


@dataclass(frozen=True)
class Precise:
    """Replications, lived until a key figure was known as precisely as was asked.

    Attributes
    ----------
    experiment : Experiment
        All replications that were looked at, those looked ahead to among them.
    kpi : str
        Whose interval was to be narrow.
    precision : float
        The half-width asked for, as a share of the mean.
    confidence : float
        How sure the interval is, 0 to 1.
    half_width : float
        The half-width that `experiment` has come to, as a share of the mean.
    """

    experiment: Experiment
    kpi: str
    precision: float
    confidence: float
    half_width: float

    @property
    def reached(self) -> bool:
        """Whether the interval is as narrow as was asked; else the ceiling stopped the work."""
        return self.half_width <= self.precision


def until_precise(
    scenario: Scenario,
    kpi: str,
    precision: float = 0.05,
    floor: int = 10,
    ceiling: int = 1000,
    seed: int = 26,
    confidence: float = 0.95,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
    finished: MutableMapping[int, Lived] | None = None,
    keep: Sequence[str] = (),
) -> Precise:
    """Live a scenario until the interval of a key figure is narrow.

    The number of replications depends on the scenario and the seed alone: the rule looks at
    every number from `floor` upwards, and what was lived beyond the one where it stops, because
    several are lived at once, is dropped.

    Parameters
    ----------
    scenario : Scenario
        What to live.
    kpi : str
        Which key figure.
    precision : float
        Half-width of its interval as a share of its mean, above 0 and below 1.
    floor, ceiling : int
        The least number of replications, 2 or more, and the greatest. At the ceiling work stops,
        whether the interval is narrow by then or not.
    seed : int
        Whose luck.
    confidence : float
        How sure the interval is, 0 to 1.
    engine : {"auto", "simpy", "compiled"}
        Which engine; it makes no difference to any number.
    jobs : int, "auto" or concurrent.futures.Executor
        How many at once, or where; it makes no difference either.
    on_progress : callable, optional
        Called with the number of replications that are done, after each. Without it a bar is
        shown for each batch where somebody looks on.
    finished : mutable mapping, optional
        Takes up finished runs; what it has already is not done again. See `work.lived`.
    keep : sequence of str
        What goes there beside the key figures.

    Returns
    -------
    Precise

    Raises
    ------
    ValueError
        If there is no such figure, if a number is out of its bounds, or if the figure is zero or
        cannot be computed in each of the first `floor` replications: a share of nothing says
        nothing.

    Examples
    --------
    >>> import sim
    >>> shop = sim.load("corner_shop", changes={"time.days": 28, "time.warm_up_days": 0})
    >>> found = until_precise(shop, "utilisation", 0.02, floor=3, engine="simpy")
    >>> found.reached, found.half_width < 0.02
    (True, True)
    """
    check_kpi(kpi)
    _check(precision, floor, ceiling, confidence)
    finished = {} if finished is None else finished
    wanted = min(ceiling, floor + look_ahead(floor))
    while True:
        pieces = [Piece(scenario, seed, number) for number in range(wanted)]
        figures = lived(pieces, jobs, engine, on_progress, finished=finished, keep=keep)
        values = [one[kpi] for one in figures]
        _check_mean(kpi, values[:floor])
        widths = half_widths(values, confidence)
        stop = stopping(widths, precision, floor)
        if stop is None and len(figures) < ceiling:
            wanted = min(ceiling, _likely(widths[-1], precision, len(figures)))
            continue
        n = ceiling if stop is None else stop
        experiment = Experiment(scenario, seed, figures[:n])
        return Precise(experiment, kpi, precision, confidence, float(widths[n - 1]))


def half_widths(values: Sequence[float], confidence: float = 0.95) -> NDArray[np.float64]:
    """Return how wide the interval is after each replication, as a share of the mean.

    Parameters
    ----------
    values : sequence of float
        A figure, one value a replication; those that are not a number are left out.
    confidence : float
        How sure the intervals are, 0 to 1.

    Returns
    -------
    numpy.ndarray
        Half-width over the size of the mean, after the first value, the first two and so on;
        infinite where there are fewer than two numbers or their mean is zero.

    Examples
    --------
    >>> half_widths([1.0, 2.0, 3.0]).round(2).tolist()
    [inf, 4.24, 1.24]
    """
    given = np.asarray(values, dtype=float)
    known = ~np.isnan(given)
    n = np.cumsum(known)
    origin = given[known][0] if known.any() else 0.0  # near the mean, so that squares stay small
    away = np.where(known, given - origin, 0.0)
    sums, squares = np.cumsum(away), np.cumsum(away**2)
    enough = n > 1
    n = np.where(enough, n, 2)
    variance = np.maximum(squares - sums**2 / n, 0.0) / (n - 1)
    mean = np.abs(origin + sums / n)
    reach = stdtrit(n - 1, (1 + confidence) / 2) * np.sqrt(variance / n)
    widths = np.full(len(given), np.inf)
    np.divide(reach, mean, out=widths, where=enough & (mean > 0))
    return widths


def stopping(widths: NDArray[np.float64], precision: float, floor: int) -> int | None:
    """Return after how many replications to stop, looked ahead; nothing if it is not yet.

    Parameters
    ----------
    widths : numpy.ndarray
        As `half_widths` returns them.
    precision : float
        What they are to come to.
    floor : int
        The least number that may have been enough.

    Examples
    --------
    >>> narrow_from_the_third = np.array([0.9, 0.2, *[0.04] * 8])
    >>> stopping(narrow_from_the_third, 0.05, floor=2)
    8
    >>> stopping(narrow_from_the_third[:7], 0.05, floor=2)
    """
    narrow = widths <= precision
    for n in range(floor, len(widths) + 1):
        last = n + look_ahead(n)
        if last <= len(widths) and narrow[n - 1 : last].all():
            return last
    return None


def look_ahead(n: int) -> int:
    """Return how many replications are looked ahead: 5, and above 100 in proportion.

    Examples
    --------
    >>> look_ahead(10), look_ahead(100), look_ahead(250)
    (5, 5, 12)
    """
    return LOOK_AHEAD * max(n, 100) // 100


def parse_precision(text: str) -> float:
    """Read a precision, as a share or in percent.

    Examples
    --------
    >>> parse_precision("5%"), parse_precision("0.05")
    (0.05, 0.05)

    Raises
    ------
    ValueError
        If it is no number above 0 and below 1, or 0% and 100%.
    """
    number = text.strip().removesuffix("%")
    try:
        share = float(number) / (100 if number != text.strip() else 1)
    except ValueError:
        raise ValueError(
            f"precision is {text!r}, but must be a share of the mean, such as 5% or 0.05"
        ) from None
    _check_precision(share, text)
    return share


def _likely(width: float, precision: float, n: int) -> int:
    """Guess how many replications it takes, from a width that falls with the root of their number.

    Never more than twice as many as there are, so that a bad guess wastes no more than was needed.
    """
    guess = n * (width / precision) ** 2 if isfinite(width) else 2.0 * n
    enough = ceil(min(guess, 2.0 * n))
    return max(n + LOOK_AHEAD, min(enough + look_ahead(enough), 2 * n))


def _check(precision: float, floor: int, ceiling: int, confidence: float) -> None:
    _check_precision(precision, str(precision))
    if floor < 2:
        raise ValueError(f"floor is {floor}, but must be 2 or more")
    if ceiling < floor:
        raise ValueError(f"ceiling is {ceiling}, but must be at least the floor, which is {floor}")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence is {confidence}, but must be above 0 and below 1")


def _check_precision(share: float, text: str) -> None:
    if not 0 < share < 1:
        raise ValueError(
            f"precision is {text}, but must be above 0 and below 1, or 0% and 100%, of the mean"
        )


def _check_mean(kpi: str, values: Sequence[float]) -> None:
    """Refuse a figure that a precision in shares of its mean says nothing about."""
    known = [value for value in values if not isnan(value)]
    if not known:
        raise ValueError(
            f"{kpi} cannot be computed in any of the first {len(values)} replications, "
            "so it has no interval"
        )
    if not any(known):
        raise ValueError(
            f"{kpi} is 0 in each of the first {len(values)} replications, but a precision is a "
            "share of the mean, and zero has none: take another figure"
        )
