"""Sweeps: a scenario with one parameter or several at many values, each with the same luck."""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from sim.assumptions import Scenario
from sim.study.design import Point, changed, grid, latin_hypercube
from sim.study.engines import Engine
from sim.study.kpis import KPIS
from sim.study.replicate import interval
from sim.study.work import Figures, Lived, Piece, lived
from sim.study.workers import Jobs

NAMES = [kpi.name for kpi in KPIS]


@dataclass(frozen=True)
class Sweep:
    """A scenario lived at several points, each time with the same luck.

    Replication number 3 has the same luck at every point, so that what differs between points
    within a replication is the parameters' doing alone: `against` makes use of that.

    Attributes
    ----------
    scenario : Scenario
        What the points change.
    seed : int
        Whose luck.
    n : int
        Replications of each point.
    points : tuple of dict
        The values of each point, by dotted key.
    figures : tuple of dict
        The key figures of each replication of the first point, then of the second, and so on.
    """

    scenario: Scenario
    seed: int
    n: int
    points: tuple[Point, ...]
    figures: tuple[Figures, ...]

    @property
    def keys(self) -> list[str]:
        """The dotted keys of what is varied."""
        return list(self.points[0])

    @cached_property
    def table(self) -> pd.DataFrame:
        """A row a point and replication: what is varied, ``replication``, every key figure."""
        rows = pd.DataFrame([point for point in self.points for _ in range(self.n)])
        rows["replication"] = np.tile(np.arange(self.n), len(self.points))
        return pd.concat([rows, pd.DataFrame(list(self.figures), columns=NAMES)], axis=1)

    def summary(self, confidence: float = 0.95, kpis: Sequence[str] | None = None) -> pd.DataFrame:
        """Return the mean and the interval of each key figure at each point.

        Parameters
        ----------
        confidence : float
            How sure, 0 to 1.
        kpis : sequence of str, optional
            Which key figures; left out, all.

        Returns
        -------
        pandas.DataFrame
            A row a point and key figure: what is varied, ``kpi``, ``mean``, ``low``, ``high``
            and ``n``; see `sim.study.replicate.interval`.
        """
        return self._tidy(self._values, confidence, kpis)

    def against(
        self,
        reference: int | Mapping[str, Any] | None = None,
        confidence: float = 0.95,
        kpis: Sequence[str] | None = None,
    ) -> pd.DataFrame:
        """Return by how much each point differs from one of them, replication by replication.

        Each interval is right by itself at its confidence. Of many points that do not differ at
        all, some still look as if they did: at 95%, one in twenty.

        Parameters
        ----------
        reference : int or mapping, optional
            The point to compare with: its place from 0, or its values; left out, the one that is
            the scenario as it stands, or else the first.
        confidence : float
            How sure, 0 to 1.
        kpis : sequence of str, optional
            Which key figures; left out, all.

        Returns
        -------
        pandas.DataFrame
            As `summary`, of the differences (the point less the reference), with ``is_clear``:
            whether zero lies outside the interval.

        Raises
        ------
        ValueError
            If there is no such point.
        """
        differences = self._values - self._values[self.place(reference)]
        table = self._tidy(differences, confidence, kpis)
        table["is_clear"] = (table["low"] > 0) | (table["high"] < 0)
        return table

    def place(self, point: int | Mapping[str, Any] | None = None) -> int:
        """Return the place of a point, from 0; see `against`.

        Raises
        ------
        ValueError
            If there is no such point.
        """
        if isinstance(point, int):
            if not 0 <= point < len(self.points):
                rule = f"must be the place of a point, 0 to {len(self.points) - 1}"
                raise ValueError(f"reference is {point}, but {rule}")
            return point
        as_it_stands = {key: self.scenario.value(key) for key in self.keys}
        wanted = as_it_stands if point is None else dict(point)
        if wanted in self.points:
            return self.points.index(wanted)
        if point is None:
            return 0
        raise ValueError(f"reference is {wanted}, but must be one of the sweep's points")

    @cached_property
    def _values(self) -> np.ndarray:
        """Key figures by point, replication and figure."""
        values = self.table[NAMES].to_numpy(dtype=float)
        return values.reshape(len(self.points), self.n, len(NAMES))

    def _tidy(
        self, values: np.ndarray, confidence: float, kpis: Sequence[str] | None
    ) -> pd.DataFrame:
        rows = [
            {**point, "kpi": kpi, **interval(pd.Series(values[place, :, column]), confidence)}
            for place, point in enumerate(self.points)
            for column, kpi in enumerate(NAMES)
            if kpis is None or kpi in kpis
        ]
        return pd.DataFrame(rows).astype({"n": int})


def sweep(
    scenario: Scenario,
    vary: Mapping[str, Iterable[Any]] | None = None,
    n: int = 10,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
    points: Sequence[Mapping[str, Any]] | None = None,
    finished: MutableMapping[int, Lived] | None = None,
) -> Sweep:
    """Live a scenario at many values of its parameters.

    Parameters
    ----------
    scenario : Scenario
        Where to start from.
    vary : mapping
        The values to look at, by dotted key; of several parameters, every combination.
    n : int
        Replications of each point, 1 or more.
    seed : int
        Whose luck.
    engine : {"auto", "simpy", "compiled"}
        Which engine; it makes no difference to any number.
    jobs : int, "auto" or concurrent.futures.Executor
        How many at once, or where; it makes no difference either.
    on_progress : callable, optional
        Called with the number of replications that are done, of all points together.
    points : sequence of mapping, optional
        The points themselves, in place of `vary`; all vary the same parameters.
    finished : mutable mapping, optional
        Takes up finished runs; what it has already is not done again. See `work.lived`.

    Returns
    -------
    Sweep
        A point that is asked for twice is in it once.

    Raises
    ------
    ValueError
        If `n` is below 1, if there is nothing to vary, or if a point is no valid scenario: then
        the sentence names the parameter, its value and the rule, and nothing is lived.

    Examples
    --------
    >>> from sim.assumptions import load
    >>> shop = load("corner_shop", changes={"time.days": 28, "time.warm_up_days": 0})
    >>> done = sweep(shop, {"voice.silent_per_complaint": [0, 26]}, n=2, engine="simpy")
    >>> done.table[["voice.silent_per_complaint", "replication"]].to_numpy().tolist()
    [[0.0, 0.0], [0.0, 1.0], [26.0, 0.0], [26.0, 1.0]]
    """
    if n < 1:
        raise ValueError(f"n is {n}, but must be 1 or more")
    if (vary is None) == (points is None):
        raise ValueError("a sweep must be given either what to vary or its points")
    wanted = grid(vary or {}) if points is None else [dict(point) for point in points]
    if not wanted or not wanted[0]:
        raise ValueError("the number of points is 0, but must be 1 or more")
    for point in wanted:
        if set(point) != set(wanted[0]):
            raise ValueError(
                f"a point varies {', '.join(point)}, but must vary {', '.join(wanted[0])} "
                "as the first one does"
            )
    found: dict[tuple[Any, ...], Scenario] = {}
    for one in changed(scenario, wanted):
        found.setdefault(tuple(one.value(key) for key in wanted[0]), one)
    pieces = [Piece(one, seed, replication) for one in found.values() for replication in range(n)]
    done = tuple(dict(zip(wanted[0], values, strict=True)) for values in found)
    figures = lived(pieces, jobs, engine, on_progress, finished=finished)
    return Sweep(scenario, seed, n, done, figures)


def sample(
    scenario: Scenario,
    ranges: Mapping[str, tuple[float, float]],
    points: int,
    n: int = 10,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
    finished: MutableMapping[int, Lived] | None = None,
) -> Sweep:
    """Live a scenario at points spread over ranges of its parameters, as a Latin hypercube.

    A grid of six parameters with five values each has 15,625 points; a Latin hypercube looks at
    as many as one can afford.

    Parameters
    ----------
    scenario : Scenario
        Where to start from.
    ranges : mapping
        Lowest and highest value by dotted key.
    points : int
        How many, 1 or more; whole-number parameters can make it fewer, as a point that comes up
        twice is lived once.
    n, seed, engine, jobs, on_progress, finished
        As for `sweep`; the seed is that of the design, too.

    Returns
    -------
    Sweep

    Raises
    ------
    ValueError
        As for `sweep`, or if a range is upside down.
    """
    design = latin_hypercube(ranges, points, seed)
    return sweep(scenario, None, n, seed, engine, jobs, on_progress, design, finished)
