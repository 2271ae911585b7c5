"""Plausible ranges: between which values a number lies whose evidence is weak.

Where research gives a range, it is taken from there, with its source. For the rest the range is
ours by one rule: from half the value to double it, or from half the odds to double the odds for
what lies between 0 and 1, within the parameter's own bounds.
"""

import pickle
from collections.abc import Iterable
from typing import Any, NamedTuple

from sim.assumptions import Scenario
from sim.assumptions.keys import field_of
from sim.assumptions.policy import is_policy
from sim.assumptions.scenario import Row
from sim.brief import make_brief
from sim.study.design import is_whole

WEAK = ("folklore", "assumption")
"""Grades of evidence that ask for a measurement."""

CHOSEN = ("time", "shocks")
"""Parts of a scenario that whoever sets up a study chooses: nobody could measure them."""

MEASURED_ONLY = ("money.discount_rate",)
"""Parameters that no engine is told of, as they matter to the key figures only."""

BY_THE_RULE = "ours: from half of it to double"
BY_THE_ODDS = "ours: from half its odds to double"


class Plausible(NamedTuple):
    """A parameter, and between which values it plausibly lies."""

    key: str
    words: str
    unit: str
    value: float
    low: float
    high: float
    grade: str
    basis: str
    """Where the range comes from."""


class Range(NamedTuple):
    """A range and where it comes from."""

    low: float
    high: float
    source: str


_NO_BONUS = "Reinartz and Kumar 2002 find that long-life customers do not pay more"

PUBLISHED_RANGES: dict[str, Range] = {
    "voice.silent_per_complaint": Range(
        0.45, 26.0, "TARP 1979, 69% complained of their most serious problem; C12 as it is quoted"
    ),
    "voice.share_of_voice_gap_causal": Range(
        0.0, 1.0, "nobody knows; Knox and van Oest 2014 warn against 1"
    ),
    "loyalty.positives_per_negative": Range(
        1.0, 5.0, "ours, as no study was found; that bad weighs more: Mittal, Ross, Baldasare 1998"
    ),
    "talk.bad_to_good_ratio": Range(
        1.0, 2.0, "C04 as it is quoted; Anderson 1998: the gap is exaggerated"
    ),
    "visits.loyal_factor": Range(1.0, 1.2, f"{_NO_BONUS}; the upper end is ours"),
    "visits.loyal_spend_factor": Range(1.0, 1.2, f"{_NO_BONUS}; the upper end is ours"),
    "visits.retained_only_factor": Range(0.3, 1.0, f"{_NO_BONUS}; the lower end is ours"),
    "loyalty.forgiveness": Range(0.0, 1 / 3, f"{_NO_BONUS}; the upper end is ours"),
}
"""Ranges that rest on a source; each is widened where a scenario's own value lies outside it."""


def weak_parameters(scenario: Scenario) -> tuple[Plausible, ...]:
    """List the numbers whose evidence is weak, each with a plausible range.

    These are the numbers graded folklore or assumption, with the exception of what is chosen and
    not known: policies, whole numbers (how many there are of something), the days of the study and
    its shocks. A number is left out, too, if its range has no width (a cost of 0, a chance of 0
    or 1), or if it does nothing here: if at neither end of its range anything changes of what an
    engine is told of the scenario.

    Parameters
    ----------
    scenario : Scenario
        Whose numbers. One that was changed after the scenario was loaded is an assumption.

    Returns
    -------
    tuple of Plausible
        In the order of the scenario's parameters.

    Examples
    --------
    >>> from sim.assumptions import load
    >>> found = {one.key: one for one in weak_parameters(load("corner_shop"))}
    >>> found["voice.silent_per_complaint"][4:7]
    (0.45, 26.0, 'folklore')
    >>> "voice.asked_share" in found, "workforce.bonus_hushes" in found  # a policy; one that is off
    (False, False)
    """
    candidates = [
        plausible(scenario, row)
        for row in scenario.parameters()
        if row.grade in WEAK
        and isinstance(row.value, float)
        and not is_whole(row.key)
        and not is_policy(row.key)
        and row.key.partition(".")[0] not in CHOSEN
    ]
    told = _told(scenario)
    return tuple(
        one for one in candidates if one.low < one.high and _does_something(scenario, one, told)
    )


def plausible(scenario: Scenario, row: Row) -> Plausible:
    """Give the range of one parameter, its own value included.

    Examples
    --------
    >>> from sim.assumptions import load
    >>> shop = load("corner_shop")
    >>> rows = {row.key: row for row in shop.parameters()}
    >>> plausible(shop, rows["desk.escalation_days"])[3:6]
    (7.0, 3.5, 14.0)
    >>> [round(end, 3) for end in plausible(shop, rows["desk.success"])[4:6]]  # odds of 3 to 1
    [0.6, 0.857]
    """
    value = float(row.value)
    if row.key in PUBLISHED_RANGES:
        low, high, basis = PUBLISHED_RANGES[row.key]
        low, high = min(low, value), max(high, value)
    else:
        least, most = bounds(row.key)
        if (least, most) == (0.0, 1.0):
            low, high, basis = _odds_times(value, 0.5), _odds_times(value, 2.0), BY_THE_ODDS
        else:
            low, high, basis = max(value / 2, least), min(value * 2, most), BY_THE_RULE
    return Plausible(row.key, row.description, row.unit, value, low, high, row.grade, basis)


def chosen_ranges(
    scenario: Scenario, parameters: Iterable[str] | None = None
) -> dict[str, tuple[float, float]]:
    """Give the ranges of some parameters by their keys, or of all weak ones.

    Raises
    ------
    ValueError
        If there is no such parameter, or it is not one that has a plausible range.
    """
    if parameters is None:
        return {one.key: (one.low, one.high) for one in weak_parameters(scenario)}
    rows = {row.key: row for row in scenario.parameters()}
    ranges = {}
    for key in parameters:
        value = scenario.value(key)
        if not isinstance(value, float):
            raise ValueError(f"{key} is {value}, but must be a number with decimals: give a range")
        one = plausible(scenario, rows[key])
        if not one.low < one.high:
            raise ValueError(f"{key} is {value}, where the rule gives no range: give one")
        ranges[key] = (one.low, one.high)
    return ranges


def bounds(key: str) -> tuple[float, float]:
    """Return the lowest and the highest value that a parameter may have.

    Examples
    --------
    >>> bounds("desk.success"), bounds("talk.listeners_per_good")
    ((0.0, 1.0), (0.0, 20.0))
    """
    part, *_, last = key.split(".")
    least, most = float("-inf"), float("inf")
    for rule in field_of((part, last)).metadata:
        least = max(least, *(float(getattr(rule, end, least)) for end in ("ge", "gt")))
        most = min(most, *(float(getattr(rule, end, most)) for end in ("le", "lt")))
    return least, most


def _odds_times(chance: float, factor: float) -> float:
    """Multiply the odds of a chance; none and certainty stay what they are."""
    return chance * factor / (1.0 - chance + chance * factor)


def _does_something(scenario: Scenario, one: Plausible, told: bytes) -> bool:
    if one.key in MEASURED_ONLY:
        return True
    ends = (one.low, one.high)
    return any(_told(scenario.with_({one.key: end})) != told for end in ends if end != one.value)


def _told(scenario: Scenario) -> bytes:
    """Return all that an engine is told of a scenario, in bytes that can be compared."""
    brief: Any = make_brief(scenario, seed=0, replication=0)
    return pickle.dumps(brief)
