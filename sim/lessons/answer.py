"""What a setting of the sliders came to: figures with their intervals, and differences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.assumptions import Scenario
from sim.study.kpis import KPIS
from sim.study.replicate import Experiment, interval_of
from sim.study.work import Figures

Plain = str | Callable[[Figures], float]


class Rise(NamedTuple):
    """By how many percent the mean of a figure is above that of a variant with the same luck.

    Attributes
    ----------
    of : str or callable
        The figure.
    before : str
        The variant that it is held against.
    """

    of: Plain
    before: str


class More(NamedTuple):
    """By how much a figure is above that of a variant with the same luck.

    Attributes
    ----------
    of : str or callable
        The figure.
    before : str
        The variant that it is held against.
    """

    of: Plain
    before: str


Of = Plain | Rise | More
"""A figure: the name of one, how it is computed from those of a run, or by how much it rises."""


class Spread(NamedTuple):
    """A mean and its interval."""

    mean: float
    low: float
    high: float
    n: int


class Gain(NamedTuple):
    """The mean of paired differences and its interval."""

    difference: float
    low: float
    high: float
    n: int

    @property
    def distinguishable(self) -> bool:
        """Whether zero lies outside the interval."""
        return self.low > 0 or self.high < 0


def spread_of(values: NDArray[np.float64]) -> Spread:
    """Return the mean and the 95% interval that `sim.study.replicate.interval` gives, at once.

    A slider asks for hundreds of them.

    Examples
    --------
    >>> found = spread_of(np.array([1.0, 2.0, 3.0]))
    >>> round(found.low, 2), round(found.high, 2), found.n
    (-0.48, 4.48, 3)
    """
    return Spread(*interval_of(values))


@dataclass(frozen=True)
class Answer:
    """Some replications of each scenario that a setting stands for, with the same luck in all.

    Attributes
    ----------
    scenarios : mapping of Scenario
        By the name of the variant; the last is the one that the sliders set.
    figures : mapping of tuple of dict
        The figures of each replication, by variant.
    seen : mapping of mapping
        What the lesson keeps of replication 0, by variant.
    seed : int
        Whose luck.
    kept : mapping of sequence of mapping
        What the lesson keeps of every replication, by variant.
    """

    scenarios: Mapping[str, Scenario]
    figures: Mapping[str, tuple[Figures, ...]]
    seen: Mapping[str, Mapping[str, Any]]
    seed: int
    kept: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)

    @property
    def n(self) -> int:
        """How many replications every variant has; 0 where one has none yet."""
        return min(len(figures) for figures in self.figures.values())

    @property
    def now(self) -> str:
        """The variant that the sliders set."""
        return list(self.scenarios)[-1]

    def first(self, count: int) -> "Answer":
        """Return the answer as it was after so many replications."""
        fewer = {name: figures[:count] for name, figures in self.figures.items()}
        return Answer(self.scenarios, fewer, self.seen, self.seed, self.kept)

    def values(self, of: Of, variant: str | None = None) -> NDArray[np.float64]:
        """Return a figure, one value a replication."""
        if isinstance(of, Rise):
            return risen(self.values(of.of, of.before), self.values(of.of, variant))
        if isinstance(of, More):
            return self.values(of.of, variant) - self.values(of.of, of.before)
        figures = self.figures[variant or self.now][: self.n]
        return np.array([of(one) if callable(of) else one[of] for one in figures], dtype=float)

    def column(self, of: Of, variant: str | None = None) -> pd.Series:
        """Return a figure as a series, one value a replication."""
        return pd.Series(self.values(of, variant))

    def mean(self, of: Of, variant: str | None = None) -> float:
        """Return the mean of a figure over the replications."""
        return self.spread(of, variant).mean

    def spread(self, of: Of, variant: str | None = None) -> Spread:
        """Return the mean of a figure and its 95% interval."""
        return spread_of(self.values(of, variant))

    def average(self, name: str, variant: str | None = None) -> NDArray[np.float64]:
        """Return the mean over the replications of a series that the lesson keeps of each run."""
        kept = self.kept[variant or self.now][: self.n]
        return np.mean([one[name] for one in kept], axis=0)

    def gain(self, of: Of, before: str, after: str | None = None) -> Gain:
        """Compare a figure between two variants of this answer, pair by pair."""
        return Gain(*spread_of(self.values(of, after) - self.values(of, before)))

    def against(self, other: "Answer", of: Of) -> Gain:
        """Compare a figure with that of another setting, pair by pair."""
        both = min(self.n, other.n)
        return Gain(*spread_of(self.first(both).values(of) - other.first(both).values(of)))

    def experiment(self, variant: str | None = None) -> Experiment:
        """Return the replications as `sim.replicate` gives them."""
        names = [kpi.name for kpi in KPIS]
        variant = variant or self.now
        figures = self.figures[variant][: self.n]
        kpis = tuple({name: one[name] for name in names} for one in figures)
        return Experiment(self.scenarios[variant], self.seed, kpis)


def risen(before: NDArray[np.float64], after: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a percentage of means as if each replication had one: the jackknife's pseudo-values.

    Their mean is the percentage, and their spread says how sure it is; see
    `sim.study.trial.estimate`.
    """
    n = len(before)
    with np.errstate(divide="ignore", invalid="ignore"):
        if n < 2:
            found = 100 * (after / before - 1)
        else:
            whole = 100 * (after.mean() / before.mean() - 1)
            without = 100 * ((after.sum() - after) / (before.sum() - before) - 1)
            found = n * whole - (n - 1) * without
    return np.where(np.isfinite(found), found, np.nan)
