"""What a setting of the sliders came to: figures with their intervals, and differences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.assumptions import Scenario
from sim.study.compare import Paired, pair_up
from sim.study.kpis import KPIS
from sim.study.replicate import Experiment, interval
from sim.study.work import Figures

Plain = str | Callable[[Figures], float]


class Rise(NamedTuple):
    """By how many percent a figure is higher than in another variant that had the same luck.

    Attributes
    ----------
    of : str or callable
        The figure.
    before : str
        The variant that it is held against.
    """

    of: Plain
    before: str


Of = Plain | Rise
"""A figure: the name of one, how it is computed from those of a run, or by how much it rises."""


class Spread(NamedTuple):
    """A mean and its interval."""

    mean: float
    low: float
    high: float
    n: int


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

    def column(self, of: Of, variant: str | None = None) -> pd.Series:
        """Return a figure, one value a replication."""
        if isinstance(of, Rise):
            return 100 * (self.column(of.of, variant) / self.column(of.of, of.before) - 1)
        figures = self.figures[variant or self.now][: self.n]
        if callable(of):
            return pd.Series([of(one) for one in figures], dtype=float)
        return pd.Series([one[of] for one in figures], dtype=float)

    def mean(self, of: Of, variant: str | None = None) -> float:
        """Return the mean of a figure over the replications."""
        return float(self.column(of, variant).mean())

    def spread(self, of: Of, variant: str | None = None) -> Spread:
        """Return the mean of a figure and its 95% interval."""
        mean, low, high, n = interval(self.column(of, variant))
        return Spread(float(mean), float(low), float(high), int(n))

    def average(self, name: str, variant: str | None = None) -> np.ndarray:
        """Return the mean over the replications of a series that the lesson keeps of each run."""
        kept = self.kept[variant or self.now][: self.n]
        return np.mean([one[name] for one in kept], axis=0)

    def gain(self, of: Of, before: str, after: str | None = None) -> Paired:
        """Compare a figure between two variants of this answer, pair by pair."""
        return pair_up(self.column(of, before), self.column(of, after))

    def against(self, other: "Answer", of: Of) -> Paired:
        """Compare a figure with that of another setting, pair by pair."""
        return pair_up(other.column(of), self.column(of))

    def experiment(self, variant: str | None = None) -> Experiment:
        """Return the replications as `sim.replicate` gives them."""
        names = [kpi.name for kpi in KPIS]
        variant = variant or self.now
        figures = self.figures[variant][: self.n]
        kpis = tuple({name: one[name] for name in names} for one in figures)
        return Experiment(self.scenarios[variant], self.seed, kpis)
