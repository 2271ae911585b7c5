"""Sensitivity: which number to measure next.

`one_at_a_time` moves one number and leaves the rest; `morris` moves all of them, one after the
other, and so sees as well where a number matters only together with others. Both live every point
with the same luck, so that what they find is the doing of the numbers.

Both can look at a decision in place of a scenario: at what it changes. A number that moves profit
may leave the order of two decisions as it is, and the other way round.
"""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from sim.assumptions import Scenario
from sim.assumptions.keys import field_of
from sim.study.design import as_point, changed, checked_ranges
from sim.study.engines import Engine
from sim.study.kpis import KPIS
from sim.study.plausible import chosen_ranges, weak_parameters
from sim.study.replicate import interval
from sim.study.work import Figures, Lived, Piece, lived
from sim.study.workers import Jobs

__all__ = ["OneAtATime", "Sensitivity", "morris", "one_at_a_time", "weak_parameters"]

LEVELS = 4
"""Values at which a Morris design looks at each number: its ends and thirds."""

Decision = Mapping[str, Any] | None
"""Changes whose effect is looked at, by dotted key; or none, to look at the scenario."""

Parameters = Mapping[str, tuple[float, float]] | Iterable[str] | None
"""Ranges by dotted key; or keys, with their plausible ranges; or none, for all weak numbers."""


@dataclass(frozen=True)
class Sensitivity:
    """What Morris screening found.

    Attributes
    ----------
    scenario : Scenario
        Around what.
    seed : int
        Whose luck, of the design and of the runs.
    trajectories, n : int
        Walks through the ranges; replications of each point.
    table : pandas.DataFrame
        A row a key figure and parameter, the strongest first: ``kpi``, ``key``, ``words``,
        ``grade``, ``low``, ``high``, ``mu_star``, ``mu_star_low``, ``mu_star_high``, ``mu`` and
        ``sigma``, the last five in units of the key figure for the whole range of the parameter.
    """

    scenario: Scenario
    seed: int
    trajectories: int
    n: int
    table: pd.DataFrame


@dataclass(frozen=True)
class OneAtATime:
    """What each number does by itself, at the low and at the high end of its range.

    Attributes
    ----------
    scenario : Scenario
        Around what.
    seed, n : int
        Whose luck; replications of each point.
    base : pandas.DataFrame
        Each key figure of the scenario as it stands, or what a decision changes of it: ``mean``,
        ``low``, ``high`` and ``n``, by ``kpi``.
    table : pandas.DataFrame
        A row a parameter, end and key figure: ``key``, ``words``, ``grade``, ``end`` (``"low"`` or
        ``"high"``), ``value`` (of the parameter), ``kpi``, and of the differences to the scenario
        as it stands, replication by replication, ``mean``, ``low``, ``high``, ``n`` and
        ``is_clear``: whether zero lies outside the interval.
    """

    scenario: Scenario
    seed: int
    n: int
    base: pd.DataFrame
    table: pd.DataFrame


def morris(
    scenario: Scenario,
    kpis: str | Sequence[str],
    parameters: Parameters = None,
    trajectories: int = 10,
    n: int = 5,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
    confidence: float = 0.95,
    decision: Decision = None,
    finished: MutableMapping[int, Lived] | None = None,
) -> Sensitivity:
    """Screen numbers by their elementary effects (Morris 1991).

    A trajectory starts somewhere in the ranges and moves one number after the other, each once; an
    elementary effect is what such a move does to a key figure, for the whole range of the number.
    Over the trajectories, ``mu_star`` is the mean of its size (Campolongo, Cariboni and Saltelli
    2007), ``mu`` its mean with its sign, and ``sigma`` its standard deviation: large where the
    effect is bent or depends on the other numbers. The interval of ``mu_star`` is a bootstrap over
    trajectories. A number with a large ``mu_star`` and weak evidence is worth measuring first.

    Parameters
    ----------
    scenario : Scenario
        Whose numbers.
    kpis : str or sequence of str
        The key figures to look at; each is averaged over the replications of a point.
    parameters : mapping, iterable of str, optional
        Ranges by dotted key, or keys whose plausible ranges are taken; left out, every number
        whose evidence is weak. The numbers of a range are equally likely.
    trajectories : int
        How many, 2 or more. They cost ``trajectories × (parameters + 1) × n`` runs.
    n : int
        Replications of each point, 1 or more.
    seed : int
        Whose luck.
    engine : {"auto", "simpy", "compiled"}
        Which engine; it makes no difference to any number.
    jobs : int, "auto" or concurrent.futures.Executor
        How many at once, or where; it makes no difference either.
    on_progress : callable, optional
        Called with the number of replications that are done.
    confidence : float
        Of the interval of ``mu_star``, 0 to 1.
    decision : mapping, optional
        Changes by dotted key. Key figures are then what these change: every point is lived without
        them and with them, which takes twice as many runs.
    finished : mutable mapping, optional
        Takes up finished runs; what it has already is not done again. See `work.lived`.

    Returns
    -------
    Sensitivity

    Raises
    ------
    ValueError
        If there are too few trajectories or replications, a key figure or parameter is not known,
        a range is upside down or leads to what is no valid scenario, or a key figure has nothing
        to be computed from at some point.
    """
    from SALib.analyze import morris as analysis
    from SALib.sample import morris as sampling

    names = _known(kpis)
    ranges = _ranges(scenario, parameters)
    if trajectories < 2:
        raise ValueError(f"trajectories is {trajectories}, but must be 2 or more")
    _check_n(n, 1)
    problem = {
        "num_vars": len(ranges),
        "names": list(ranges),
        "bounds": [list(ends) for ends in ranges.values()],
    }
    design = sampling.sample(problem, trajectories, num_levels=LEVELS, seed=seed)
    scenarios = changed(scenario, (as_point(ranges, row) for row in design))
    figures = _lived(scenarios, n, seed, engine, jobs, on_progress, decision, finished)
    tables = []
    for name in names:
        means = np.array([_mean(lives, name) for lives in figures])
        found = analysis.analyze(
            problem, design, means, conf_level=confidence, num_levels=LEVELS, seed=seed
        )
        table = _about(scenario, ranges)
        table.insert(0, "kpi", name)
        size, reach = found["mu_star"], found["mu_star_conf"]
        table["mu_star"] = size
        table["mu_star_low"] = np.maximum(0.0, size - reach)
        table["mu_star_high"] = size + reach
        table["mu"] = found["mu"]
        table["sigma"] = found["sigma"]
        tables.append(table.sort_values("mu_star", ascending=False, kind="stable"))
    return Sensitivity(scenario, seed, trajectories, n, pd.concat(tables, ignore_index=True))


def one_at_a_time(
    scenario: Scenario,
    kpis: str | Sequence[str] | None = None,
    parameters: Parameters = None,
    n: int = 10,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
    confidence: float = 0.95,
    decision: Decision = None,
    finished: MutableMapping[int, Lived] | None = None,
) -> OneAtATime:
    """Set one number to the low and to the high end of its range, and leave the others.

    Parameters
    ----------
    scenario : Scenario
        Whose numbers; it is what all differences are to.
    kpis : str or sequence of str, optional
        The key figures to look at; left out, all.
    parameters : mapping, iterable of str, optional
        As for `morris`.
    n : int
        Replications of each point, 2 or more. They cost ``(2 × parameters + 1) × n`` runs.
    seed, engine, jobs, on_progress
        As for `morris`.
    confidence : float
        Of the intervals, 0 to 1.
    decision, finished
        As for `morris`.

    Returns
    -------
    OneAtATime

    Raises
    ------
    ValueError
        As for `morris`.
    """
    names = _known([kpi.name for kpi in KPIS] if kpis is None else kpis)
    ranges = _ranges(scenario, parameters)
    _check_n(n, 2)
    points = [as_point([key], [end])[key] for key, ends in ranges.items() for end in ends]
    keys = [key for key in ranges for _ in range(2)]
    scenarios = changed(scenario, ({key: at} for key, at in zip(keys, points, strict=True)))
    given = [scenario, *scenarios]
    figures = _lived(given, n, seed, engine, jobs, on_progress, decision, finished)
    base, *ends = [pd.DataFrame(list(lives)) for lives in figures]
    about = _about(scenario, ranges).set_index("key")
    rows = [
        {
            "key": key,
            "words": about.loc[key, "words"],
            "grade": about.loc[key, "grade"],
            "end": ("low", "high")[place % 2],
            "value": float(at),
            "kpi": name,
            **interval(lives[name] - base[name], confidence),
        }
        for place, (key, at, lives) in enumerate(zip(keys, points, ends, strict=True))
        for name in names
    ]
    table = pd.DataFrame(rows).astype({"n": int})
    table["is_clear"] = (table["low"] > 0) | (table["high"] < 0)
    summary = pd.DataFrame({name: interval(base[name], confidence) for name in names})
    return OneAtATime(scenario, seed, n, summary.T.rename_axis("kpi"), table)


def _lived(
    scenarios: Sequence[Scenario],
    n: int,
    seed: int,
    engine: Engine,
    jobs: Jobs,
    on_progress: Callable[[int], None] | None,
    decision: Decision,
    finished: MutableMapping[int, Lived] | None,
) -> list[list[Figures]]:
    """Live every scenario with the same luck, or what a decision changes in each of them.

    A scenario that comes up again is lived only once.
    """
    decided = _decided(decision, scenarios)
    different = list(dict.fromkeys([*scenarios, *decided]))
    pieces = [Piece(one, seed, replication) for one in different for replication in range(n)]
    figures = lived(pieces, jobs, engine, on_progress, finished=finished)
    of = {one: list(figures[i * n : (i + 1) * n]) for i, one in enumerate(different)}
    if not decided:
        return [of[one] for one in scenarios]
    return [
        [
            {name: after[name] - before[name] for name in before}
            for before, after in zip(of[without], of[with_], strict=True)
        ]
        for without, with_ in zip(scenarios, decided, strict=True)
    ]


def _decided(decision: Decision, scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Make a decision in every scenario; of none comes an empty list."""
    return [one.with_(decision) for one in scenarios] if decision else []


def _mean(lives: Sequence[Figures], kpi: str) -> float:
    known = [figures[kpi] for figures in lives if figures[kpi] == figures[kpi]]
    if not known:
        raise ValueError(
            f"{kpi} has nothing to be computed from at some point of the design, but must have: "
            "take a narrower range or another key figure"
        )
    return float(np.mean(known))


def _about(scenario: Scenario, ranges: Mapping[str, tuple[float, float]]) -> pd.DataFrame:
    """Say of each parameter what it is, how good its evidence is, and what its range is."""
    rows = []
    for key, (low, high) in ranges.items():
        part, *_, last = key.split(".")
        words = field_of((part, last)).description or ""
        rows.append((key, words, scenario.origin(key).grade, float(low), float(high)))
    return pd.DataFrame(rows, columns=["key", "words", "grade", "low", "high"])


def _ranges(scenario: Scenario, parameters: Parameters) -> dict[str, tuple[float, float]]:
    if isinstance(parameters, Mapping):
        ranges = dict(parameters)
        for key in ranges:
            scenario.value(key)  # an unknown key is told here, with the one that was meant
    else:
        listed = [parameters] if isinstance(parameters, str) else parameters
        ranges = chosen_ranges(scenario, listed)
    checked_ranges(ranges)
    return ranges


def _known(kpis: str | Sequence[str]) -> list[str]:
    names = [kpis] if isinstance(kpis, str) else list(kpis)
    known = {kpi.name for kpi in KPIS}
    if not names:
        raise ValueError("the number of key figures is 0, but must be 1 or more")
    for name in names:
        if name not in known:
            raise ValueError(f"kpi is {name}, but must be a key figure: {', '.join(sorted(known))}")
    return names


def _check_n(n: int, least: int) -> None:
    if n < least:
        raise ValueError(f"n is {n}, but must be {least} or more")
