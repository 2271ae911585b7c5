"""How sure the runs make us of a figure that is computed from the means of several key figures.

The jackknife (Quenouille 1956, Tukey 1958): leave out each replication in turn, see how the
figure moves, and treat the moves as if they were observations. For a plain mean or a paired
difference this is exactly the Student t interval of `sim.study.replicate.interval`; for a ratio
of differences it needs no formula of its own. A replication is left out of all worlds at once,
because the same replication is the same luck in each of them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from sim.study.replicate import interval_of

Means = Mapping[str, float]
"""The mean of each key figure over replications."""


class Estimate(NamedTuple):
    """A figure and its interval; without an interval for fewer than two replications."""

    figure: float
    low: float
    high: float

    @property
    def is_clearly_positive(self) -> bool:
        """Whether the whole interval lies above 0."""
        return self.low > 0.0

    @property
    def is_clearly_negative(self) -> bool:
        """Whether the whole interval lies below 0."""
        return self.high < 0.0


NOTHING = Estimate(float("nan"), float("nan"), float("nan"))


def exactly(figure: float) -> Estimate:
    """Return a figure that has no luck in it."""
    return Estimate(figure, figure, figure)


def estimate(
    figure: Callable[..., float],
    using: Sequence[str],
    *worlds: pd.DataFrame,
    confidence: float = 0.95,
) -> Estimate:
    """Estimate a figure from the means of key figures in one world or in several.

    Parameters
    ----------
    figure : callable
        Takes the means of each world, in their order, and returns the figure.
    using : sequence of str
        The key figures that it looks at; a replication that lacks one is left out.
    *worlds : pandas.DataFrame
        A row a replication, a column a key figure; the same replications in each.
    confidence : float
        How sure, 0 to 1.

    Examples
    --------
    >>> one = pd.DataFrame({"cost": [1.0, 2.0, 3.0]})
    >>> other = pd.DataFrame({"cost": [2.0, 4.0, 6.0]})
    >>> estimate(lambda a, b: b["cost"] / a["cost"], ["cost"], one, other)
    Estimate(figure=2.0, low=2.0, high=2.0)
    """
    samples = [_sample(world, using) for world in worlds]
    known = np.logical_and.reduce([np.isfinite(sample).all(axis=1) for sample in samples])
    samples = [sample[known] for sample in samples]
    n = int(known.sum())
    if n == 0:
        return NOTHING

    def at(means: Sequence[np.ndarray]) -> float:
        named = (dict(zip(using, map(float, mean), strict=True)) for mean in means)
        try:
            return figure(*named)
        except ZeroDivisionError:
            return float("nan")

    whole = at([sample.mean(axis=0) for sample in samples])
    if n == 1:
        return Estimate(whole, float("nan"), float("nan"))
    fewer = [(sample.sum(axis=0) - sample) / (n - 1) for sample in samples]
    without = np.array([at([mean[left_out] for mean in fewer]) for left_out in range(n)])
    return Estimate(*interval_of(n * whole - (n - 1) * without, confidence)[:3])


def _sample(world: pd.DataFrame, using: Sequence[str]) -> NDArray[np.float64]:
    """Return the key figures of each replication; those that there are none of are not numbers."""
    nothing = np.full(len(world), np.nan)
    columns = [world[name].to_numpy(float) if name in world else nothing for name in using]
    return np.column_stack(columns)
