"""The trial: every outcome claim as an experiment, all of them lived together."""

from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    MutableMapping,
    Sequence,
)
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pandas as pd

from sim.assumptions import Scenario, load
from sim.study.engines import Engine
from sim.study.trial import cost, first_visit, gap, leaving, retention
from sim.study.trial.others import not_tried, outcomes
from sim.study.trial.reading import Lives, Reading, World
from sim.study.trial.verdict import VERDICTS
from sim.study.work import Figures, Lived, Piece, lived
from sim.study.workers import Jobs

CASES: tuple[ModuleType, ...] = (cost, gap, retention, leaving, first_visit)
"""Each has ``CLAIMS``, ``worlds(trade)`` and ``readings(trade, lives)``."""

COLUMNS = (
    "claim",
    "reading",
    "means",
    "trade",
    "preset",
    "figure",
    "low",
    "high",
    "unit",
    "claimed",
    "claimed_low",
    "claimed_high",
    "verdict",
    "why",
)


@dataclass(frozen=True)
class Trial:
    """Claims on trial.

    Attributes
    ----------
    table : pandas.DataFrame
        A row a reading of an outcome claim, in the order of the ledger: ``claim``; ``reading``,
        what is measured; ``means``, by what it was brought about; ``trade``; ``preset``;
        ``figure``, ``low`` and ``high``, the 95% interval; ``unit``; ``claimed`` in words,
        ``claimed_low`` and ``claimed_high``; ``verdict``; ``why``, a sentence. A ratio to
        something that costs less than nothing is infinite.
    not_tried : pandas.DataFrame
        The claims that are put in, or of which nothing can be told: ``claim``, ``says``,
        ``verdict`` and ``why``.
    """

    table: pd.DataFrame
    not_tried: pd.DataFrame

    @property
    def counts(self) -> pd.DataFrame:
        """How many readings of each claim came to each verdict: a row a claim."""
        counted = pd.crosstab(self.table["claim"], self.table["verdict"])
        return counted.reindex(columns=list(VERDICTS), fill_value=0)


def claims_on_trial(
    preset: str = "slogans",
    trade: str = "corner_shop",
    n: int = 30,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
    only: Collection[str] | None = None,
    changes: Mapping[str, Any] | None = None,
    finished: MutableMapping[int, Lived] | None = None,
) -> Trial:
    """Try the outcome claims of the articles: each reading with its interval and its verdict.

    Parameters
    ----------
    preset : str
        ``"slogans"`` or ``"published"``.
    trade : str
        A bundled scenario or a file. Contracts are tried where they live, in `telecom`.
    n : int
        How many replications of each world, 2 or more.
    seed : int
        Whose luck; the same in every world, so that differences are paired.
    engine : {"auto", "simpy", "compiled"}
        Which engine; it makes no difference to any number.
    jobs : int, "auto" or concurrent.futures.Executor
        How many at once, or where.
    on_progress : callable, optional
        Called with the number of pieces that are done, after each; see `pieces_to_live`.
    only : collection of str, optional
        The claims to try; all outcome claims when left out.
    changes : mapping, optional
        Changes to every trade that is lived, by dotted key.
    finished : mutable mapping, optional
        Takes up finished runs; what it has already is not done again. See `work.lived`.

    Returns
    -------
    Trial

    Raises
    ------
    ValueError
        If `n` is below 2, or a claim in `only` is no outcome claim.
    """
    if n < 2:
        raise ValueError(f"n is {n}, but must be 2 or more")
    scenarios = to_live(preset, trade, only, changes)
    pieces = [
        Piece(scenario, seed, replication)
        for scenario in scenarios.values()
        for replication in range(n)
    ]
    figures = lived(pieces, jobs, engine, on_progress, finished=finished)
    by_world = {
        world: figures[place * n : (place + 1) * n] for place, world in enumerate(scenarios)
    }
    return judged(scenarios, by_world, preset, trade, only)


def to_live(
    preset: str = "slogans",
    trade: str = "corner_shop",
    only: Collection[str] | None = None,
    changes: Mapping[str, Any] | None = None,
) -> dict[World, Scenario]:
    """Return the scenario of each world that a trial needs, every world once.

    Parameters
    ----------
    preset, trade, only, changes
        As for `claims_on_trial`.
    """
    return _scenarios(list(_cases(only)), preset, trade, changes or {})


def judged(
    scenarios: Mapping[World, Scenario],
    figures: Mapping[World, Sequence[Figures]],
    preset: str = "slogans",
    trade: str = "corner_shop",
    only: Collection[str] | None = None,
) -> Trial:
    """Judge by what was lived already, for whoever lives it elsewhere.

    Parameters
    ----------
    scenarios : mapping of Scenario
        What `to_live` says has to be lived.
    figures : mapping of sequence of dict
        The key figures of each world's replications, the same replications in each; from fewer
        than two there is no interval, and no verdict.
    preset, trade, only
        As for `to_live`.
    """
    tables = {world: pd.DataFrame(list(figures[world])) for world in scenarios}
    lives = Lives(scenarios, tables)
    found = [
        reading
        for case in _cases(only)
        for reading in case.readings(trade, lives)
        if only is None or reading.claim in only
    ]
    found.sort(key=lambda reading: reading.claim)
    table = pd.DataFrame([_row(reading, preset) for reading in found], columns=list(COLUMNS))
    return Trial(table, not_tried())


def pieces_to_live(
    trade: str = "corner_shop", n: int = 30, only: Collection[str] | None = None
) -> int:
    """Return how many pieces a trial lives, for a bar of progress."""
    return n * len({world for case in _cases(only) for world in case.worlds(trade)})


def _cases(only: Collection[str] | None) -> Iterator[ModuleType]:
    known = {one.id for one in outcomes()}
    for claim in only or ():
        if claim not in known:
            raise ValueError(f"claim is {claim}, but must be one of {', '.join(sorted(known))}")
    for case in CASES:
        if only is None or not set(case.CLAIMS).isdisjoint(only):
            yield case


def _scenarios(
    cases: Iterable[ModuleType], preset: str, trade: str, changes: Mapping[str, Any]
) -> dict[World, Scenario]:
    """Return the scenario of each world, every world once."""
    worlds = list(dict.fromkeys(world for case in cases for world in case.worlds(trade)))
    trades = {world.trade for world in worlds}
    loaded = {name: load(name, preset=preset, changes=changes) for name in sorted(trades)}
    return {
        world: world.means.on(loaded[world.trade]) if world.means else loaded[world.trade]
        for world in worlds
    }


def _row(reading: Reading, preset: str) -> tuple[Any, ...]:
    figure, low, high = reading.estimate
    claim = reading.claimed
    return (
        reading.claim,
        reading.reading,
        reading.means,
        reading.trade,
        preset,
        figure,
        low,
        high,
        reading.unit,
        claim.text,
        claim.low,
        claim.high,
        reading.verdict,
        reading.why,
    )
