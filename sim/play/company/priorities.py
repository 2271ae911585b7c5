"""The three changes that would matter most, and which number to find out before one decides."""

import tomllib
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from sim.assumptions import Scenario
from sim.play.company.building import Company
from sim.play.company.sizing import resized
from sim.study.compare import live_alike, pair_up, table_of
from sim.study.design import as_point
from sim.study.effects import OF_POLICIES, Effect
from sim.study.engines import Engine
from sim.study.plausible import plausible
from sim.study.replicate import interval
from sim.study.sensitivity import OneAtATime
from sim.study.work import Lived, Piece, lived
from sim.study.workers import Jobs

KPI = "profit_npv"
AS_IS = "as it is"
THREE = 3
SMALL = 1_500
"""Customers of the worlds in which numbers are moved: there are hundreds of them to be lived."""

ASK_AND_ANSWER = Effect(
    "asking, and answering",
    "30% of the silent are asked, and the desk has 3 times the hours",
    (("voice.asked_share", "to", 0.3), ("desk.hours_per_week", "times", 3.0)),
    "churn_rate",
    -1,
)

CANDIDATES: tuple[Effect, ...] = (
    *{one.name: one for one in OF_POLICIES}.values(),
    ASK_AND_ANSWER,
)
"""The changes that are tried: one dose of each policy, as in docs/effects.md."""


class Change(NamedTuple):
    """A change, and what it would do, with the same luck with it and without it."""

    name: str
    words: str
    changes: Mapping[str, Any]
    """The parameters that it sets, by key."""
    gain: float
    """Of the key figure, for the whole company."""
    low: float
    high: float
    """All the intervals of all changes hold together at 95%."""
    is_clear: bool
    """Whether the interval leaves zero out."""
    churn: float
    """What it does to departures per customer-year."""
    churn_low: float
    churn_high: float


@dataclass(frozen=True)
class Priorities:
    """The changes that would matter, the best first.

    Attributes
    ----------
    company
        Whose.
    kpi
        By which key figure.
    n, seed
        How often each was lived, and whose luck.
    changes
        Every change that was tried.
    """

    company: Company
    kpi: str
    n: int
    seed: int
    changes: tuple[Change, ...]

    @property
    def three(self) -> tuple[Change, ...]:
        """The three that would matter most, those that do harm left out."""
        return tuple(one for one in self.changes[:THREE] if one.gain > 0)

    def overlap(self) -> bool:
        """Tell whether the intervals of the first and the second overlap."""
        three = self.three
        return len(three) > 1 and three[0].low <= three[1].high


def changes_that_matter(
    company: Company,
    kpi: str = KPI,
    candidates: Sequence[Effect] = CANDIDATES,
    n: int = 10,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
    finished: MutableMapping[int, Lived] | None = None,
) -> Priorities:
    """Try changes on a company, each with the same luck as the company as it is.

    Parameters
    ----------
    company
        The company.
    kpi
        The key figure that is to rise; by default what the business is worth: the profit of these
        years and of the customers who are left.
    candidates
        What to try.
    n, seed
        How often, 2 or more, and whose luck.
    engine, jobs, on_progress, finished
        As for `sim.study.compare.compare`.
    """
    if n < 2:
        raise ValueError(f"replications is {n}, but must be 2 or more")
    scenarios = {AS_IS: company.scenario}
    scenarios |= {one.name: one.on(company.scenario) for one in candidates}
    lives = live_alike(scenarios, n, seed, engine, jobs, on_progress, finished)
    tables = {name: table_of(figures) for name, figures in lives.items()}
    each = 1 - 0.05 / max(len(candidates), 1)
    factor = company.parts if _is_counted(kpi) else 1.0
    told = []
    for one in candidates:
        gain = pair_up(tables[AS_IS][kpi], tables[one.name][kpi], each)
        churn = pair_up(tables[AS_IS]["churn_rate"], tables[one.name]["churn_rate"], each)
        told.append(
            Change(
                one.name,
                one.words,
                _difference(company.scenario, scenarios[one.name]),
                gain.difference * factor,
                gain.low * factor,
                gain.high * factor,
                gain.distinguishable,
                churn.difference,
                churn.low,
                churn.high,
            )
        )
    return Priorities(company, kpi, n, seed, tuple(sorted(told, key=lambda one: -one.gain)))


def _difference(before: Scenario, after: Scenario) -> dict[str, Any]:
    was = {row.key: row.value for row in before.parameters()}
    return {row.key: row.value for row in after.parameters() if row.value != was[row.key]}


def _is_counted(kpi: str) -> bool:
    """Tell whether a key figure grows with the company."""
    from sim.study.kpis import KPIS

    unit = next(one.unit for one in KPIS if one.name == kpi)
    return unit in ("people", "count", "currency/year") or kpi == "profit_npv"


class Worth(NamedTuple):
    """A number that one could find out, and what that would be worth."""

    key: str
    words: str
    how: str
    """How to find it out."""
    origin: str
    low: float
    high: float
    best_at_low: str
    """Which of the three changes is best if the number is at its low end; or none."""
    best_at_high: str
    worth: float
    """What one would gain on average by knowing, the ends being as likely as the middle."""
    worth_low: float
    worth_high: float
    reach: float
    """By how much the gain of the first change differs between the ends."""
    would_change: bool
    """Whether at one of the ends another change is clearly better than the first."""


@dataclass(frozen=True)
class Measuring:
    """What to measure first.

    Attributes
    ----------
    priorities
        The changes that it is about.
    numbers
        The numbers that one could find out, the one that is worth most first.
    first
        What each of them does to the gain of the first change: `sim.show.tornado` draws it.
    """

    priorities: Priorities
    numbers: tuple[Worth, ...]
    first: OneAtATime


@cache
def ways() -> dict[str, str]:
    """Return how to find out each number that a company can."""
    file = resources.files("sim.play.company") / "measuring.toml"
    return {key: one["how"] for key, one in tomllib.loads(file.read_text(encoding="utf-8")).items()}


def ranges_to_measure(company: Company) -> dict[str, tuple[float, float]]:
    """Return the numbers that a company can find out, and between which values they lie.

    Of what data or answers have set, the range is theirs; of the rest, the plausible one.
    """
    scenario, found = company.scenario, {}
    rows = {row.key: row for row in scenario.parameters()}
    two_ears = scenario.voice.ears == 2
    one_ear_only = {"voice.silent_per_complaint"}
    two_ears_only = {"voice.management_hears", "voice.front_line_hears_minor"}
    idle = one_ear_only if two_ears else two_ears_only
    for key in ways():
        if key in idle or key not in rows:
            continue
        if key in company.ranges:
            found[key] = company.ranges[key]
        elif isinstance(rows[key].value, float):
            one = plausible(scenario, rows[key])
            if one.low < one.high:
                found[key] = (one.low, one.high)
    return found


def what_to_measure_first(
    priorities: Priorities,
    ranges: Mapping[str, tuple[float, float]] | None = None,
    n: int = 4,
    seed: int = 26,
    engine: Engine = "auto",
    jobs: Jobs = 1,
    on_progress: Callable[[int], None] | None = None,
    finished: MutableMapping[int, Lived] | None = None,
) -> Measuring:
    """Find the number whose knowledge would change what to do.

    Each number is moved to either end of its range while the others stay, and the three changes
    that matter most are tried there. Where another of them, or none, is better at an end than the
    one that is best as things stand, knowing the number beforehand is worth that difference.

    Parameters
    ----------
    priorities
        The changes, as `changes_that_matter` gives them.
    ranges
        The numbers and their ranges; left out, `ranges_to_measure`.
    n, seed
        How often each point is lived, 2 or more, and whose luck.
    engine, jobs, on_progress, finished
        As for `sim.study.compare.compare`.
    """
    company, kpi = priorities.company, priorities.kpi
    told = dict(ranges_to_measure(company) if ranges is None else ranges)
    three = priorities.three or priorities.changes[:1]
    full = company.scenario
    base = resized(full, min(SMALL, full.market.customers))
    factor = company.parts * full.market.customers / max(base.market.customers, 1)
    factor = factor if _is_counted(kpi) else 1.0
    points: list[dict[str, Any]] = [{}]
    for key, ends in told.items():
        share = base.market.customers / max(full.market.customers, 1)
        scaled = share if key == "market.customers" else 1.0
        points += [as_point([key], [end * scaled]) for end in ends]
    names = [one.name for one in three]
    effects = {one.name: one for one in CANDIDATES}
    scenarios = []
    for point in points:
        here = base.with_(point)
        scenarios += [here, *(_made(effects, one, here) for one in three)]
    pieces = [Piece(one, seed, number) for one in scenarios for number in range(n)]
    figures = lived(pieces, jobs, engine, on_progress, finished=finished)
    values = np.array([one[kpi] for one in figures]).reshape(len(points), 1 + len(three), n)
    gains = (values[:, 1:, :] - values[:, :1, :]) * factor
    rows = {row.key: row for row in full.parameters()}
    numbers = [
        _worth(key, told[key], rows[key].description, company, names, gains, 1 + 2 * place)
        for place, key in enumerate(told)
    ]
    ranked = tuple(sorted(numbers, key=lambda one: (-one.worth, -one.reach)))
    return Measuring(priorities, ranked, _tornado(company, kpi, told, rows, gains, seed, n))


def _made(effects: Mapping[str, Effect], change: Change, scenario: Scenario) -> Scenario:
    """Make a change in a world that differs from the one that it was found in."""
    if change.name in effects:
        return effects[change.name].on(scenario)
    return scenario.with_(change.changes)


def _worth(
    key: str,
    ends: tuple[float, float],
    words: str,
    company: Company,
    names: Sequence[str],
    gains: Any,
    place: int,
) -> Worth:
    planned = int(np.argmax(gains[0].mean(axis=1)))
    best, would, regrets = [], False, []
    for end in (gains[place], gains[place + 1]):
        means = end.mean(axis=1)
        at = int(np.argmax(means))
        other = end[at] if means[at] > 0 else np.zeros(end.shape[1])
        best.append(names[at] if means[at] > 0 else "none of them")
        regret = other - end[planned]
        regrets.append(regret)
        if at != planned or means[at] <= 0:
            would = would or float(interval(pd.Series(regret))["low"]) > 0
    whole = sum(regrets) / 3  # the low end, the middle and the high end are as likely
    one = interval(pd.Series(whole))
    reach = float(abs(gains[place + 1][planned].mean() - gains[place][planned].mean()))
    return Worth(
        key,
        words,
        ways().get(key, ""),
        company.origins[key],
        *ends,
        best[0],
        best[1],
        float(one["mean"]),
        max(0.0, float(one["low"])),
        float(one["high"]),
        reach,
        would,
    )


def _tornado(
    company: Company,
    kpi: str,
    told: Mapping[str, tuple[float, float]],
    rows: Mapping[str, Any],
    gains: Any,
    seed: int,
    n: int,
) -> OneAtATime:
    """Put what each number does to the gain of the first change into the form of a tornado."""
    planned = int(np.argmax(gains[0].mean(axis=1)))
    base = gains[0][planned]
    table = pd.DataFrame(
        [
            {
                "key": key,
                "words": rows[key].description,
                "grade": rows[key].grade,
                "end": end,
                "value": told[key][number],
                "kpi": kpi,
                **interval(pd.Series(gains[1 + 2 * place + number][planned] - base)),
            }
            for place, key in enumerate(told)
            for number, end in enumerate(("low", "high"))
        ]
    ).astype({"n": int})
    table["is_clear"] = (table["low"] > 0) | (table["high"] < 0)
    summary = pd.DataFrame({kpi: interval(pd.Series(base))}).T.rename_axis("kpi")
    return OneAtATime(company.scenario, seed, n, summary, table)
