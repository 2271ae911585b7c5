"""The same customer with the same luck under two policies: where the two lives part, and how."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim import facts
from sim.show.life_data import Life, life_of
from sim.show.life_steps import Step, joined, steps_of
from sim.study.run import Run, facts_kept
from sim.study.story import sentence

HEARD = (facts.ASKED, facts.SPOKE_UP)
TELLING = (
    *facts.JOINING,
    *facts.LEAVING,
    facts.VISIT,
    facts.COMPLETED,
    facts.ABANDONED,
    facts.WALKED_OUT,
    facts.MAGIC,
    facts.FELL_THROUGH,
    facts.MISERY_MINOR,
    facts.MISERY_SERIOUS,
    facts.SILENT,
    *HEARD,
    facts.COMPLAINED,
    facts.PUT_RIGHT,
    facts.CASE_OPENED,
    facts.RESOLVED_FAST,
    facts.RESOLVED_LATE,
    facts.UNRESOLVED,
    facts.WITHDRAWN,
    facts.GOOD_WORD,
    facts.BAD_WORD,
    facts.HEARD_GOOD,
    facts.HEARD_BAD,
    facts.HELD,
)
"""Kinds of fact by which two lives are told apart; a minute more or less in line is none."""

LEFT_OUT = (facts.BROKEN_PROMISE, facts.BAD_WORD)
"""Not told beside each other, lest it be too much."""

SOMEBODY = (facts.HEARD_GOOD, facts.HEARD_BAD, facts.JOINED_REFERRAL)
"""Kinds whose `other` is a customer."""

AS_NEAR = 0.5
"""Days within which the same thing counts as the same."""

NOTHING = "nothing more happens"


class Parting(NamedTuple):
    """Where two lives part."""

    time: float
    """Day on which the first of the two different things happens."""
    first: str
    """What happens in the first life."""
    second: str
    kinds: tuple[int, int]
    """Their kinds; -1 where nothing more happens."""


class TwoLives(NamedTuple):
    """One customer, lived twice."""

    customer: int
    names: tuple[str, str]
    lives: tuple[Life, Life]
    parting: Parting | None
    """None where the two lives are one."""


def two_lives_of(one: Run, other: Run, customer: int, names: tuple[str, str]) -> TwoLives:
    """Gather a customer's life from two runs with the same luck.

    Parameters
    ----------
    one, other : Run
        Runs that have kept their events, of the same length, seed and replication.
    customer : int
        The person's number in the market, from 0.
    names : tuple of str
        What the two scenarios are called.

    Returns
    -------
    TwoLives

    Raises
    ------
    ValueError
        If the runs do not have the same length and luck, if nobody in the market has that number,
        or if a run has kept no events.
    """
    _check(one, other)
    lives = life_of(one, customer), life_of(other, customer)
    return TwoLives(customer, names, lives, parting_of(one, other, customer))


def parting_of(one: Run, other: Run, customer: int) -> Parting | None:
    """Find the first thing that is not the same in two lives; None if they are one."""
    own, others = (_telling(run, (customer,)).get(customer, []) for run in (one, other))
    place = _first_difference(own, others)
    if place is None:
        return None
    found = [rows[place] if place < len(rows) else None for rows in (own, others)]
    told = [
        NOTHING if fact is None else sentence(run.scenario, np.array(fact, dtype=facts.FACT))
        for run, fact in ((one, found[0]), (other, found[1]))
    ]
    time = min(float(fact[TIME]) for fact in found if fact is not None)
    return Parting(time, told[0], told[1], _kinds(own, others, place))


def who_ends_differently(one: Run, other: Run) -> tuple[int, ...]:
    """Find customers who are there at the end of one life and gone at the end of the other.

    First come those whose lives part at a failure, heard in one life and not in the other; after
    them those whom only the ripples of it have reached, such as another customer's word. Within
    each, in the order of their numbers.

    Raises
    ------
    ValueError
        If the runs do not have the same length and luck, or if one has kept no events.
    """
    _check(one, other)
    a, b = one.outcome.people, other.outcome.people
    both = (a["tenure"] > 0) & (b["tenure"] > 0)
    found: NDArray[np.int64] = np.flatnonzero(both & (a["active"] != b["active"]))
    own, others = (_telling(run, found.tolist()) for run in (one, other))
    directly = []
    for customer in found.tolist():
        here, there = own.get(customer, []), others.get(customer, [])
        place = _first_difference(here, there)
        kinds = _kinds(here, there, place) if place is not None else ()
        if facts.SILENT in kinds and any(kind in HEARD for kind in kinds):
            directly.append(customer)
    return (*directly, *(c for c in found.tolist() if c not in directly))


def joint_steps(one: Run, other: Run, both: TwoLives) -> tuple[Step, ...]:
    """Cut two lives into common steps, told beside each other.

    Parameters
    ----------
    one, other : Run
        The runs that `both` is gathered from.
    both : TwoLives
        As `two_lives_of` gives it.

    Returns
    -------
    tuple of Step
        In their order.
    """
    cut = both.parting.time if both.parting else np.inf
    lives = [steps_of(run, both.customer, cut, LEFT_OUT) for run in (one, other)]
    by_time: dict[float, tuple[list[Step], list[Step]]] = {}
    for step in lives[0]:
        by_time.setdefault(step.time, ([], []))[0].append(step)
    for step in lives[1]:
        time = _time_of(step, by_time) if step.time < cut else step.time
        by_time.setdefault(time, ([], []))[1].append(step)
    return tuple(
        _beside(time, here, there, both)
        for time, (here, there) in sorted(by_time.items(), key=lambda item: item[0])
    )


def parting_sentence(both: TwoLives) -> str:
    """Say where the two lives part."""
    if both.parting is None:
        return "The two lives are the same from beginning to end."
    day = int(both.parting.time)
    here, there = both.names
    return f"They part on day {day}. {here}: {both.parting.first}. {there}: {both.parting.second}."


def _time_of(step: Step, by_time: dict[float, tuple[list[Step], list[Step]]]) -> float:
    """Return when the same happens in the first life, which may be minutes off."""
    for time, (steps, others) in by_time.items():
        near = abs(time - step.time) < AS_NEAR and len(others) < len(steps)
        if near and any(one.parts[:1] == step.parts[:1] for one in steps):
            return time
    return step.time


def _beside(time: float, here: list[Step], there: list[Step], both: TwoLives) -> Step:
    """Tell what happens in each life; what is the same in both is said once."""
    parts = [tuple(part for step in steps for part in step.parts) for steps in (here, there)]
    when = (here or there)[0].when
    failed = any(step.failed for step in (*here, *there))
    if not all(parts):
        name, only = (both.names[0], parts[0]) if parts[0] else (both.names[1], parts[1])
        return Step(time, when, f"{name}: {_small(only)}", failed, only)
    same = 0
    while same < min(map(len, parts)) and parts[0][same] == parts[1][same]:
        same += 1
    told = [f"In both: {_small(parts[0][:same])}"] if same else []
    for name, own in zip(both.names, parts, strict=True):
        if own[same:]:
            told.append(f"{name}: {_small(own[same:])}")
    return Step(time, when, "\n".join(told), failed, parts[0])


def _small(parts: Sequence[str]) -> str:
    text = joined(parts)
    return f"{text[0].lower()}{text[1:]}"


Row = tuple[float, int, int, int, int, float]
TIME, KIND, WHO, WHERE, OTHER = range(5)
"""The columns of a fact."""


def _telling(run: Run, customers: Sequence[int]) -> dict[int, list[Row]]:
    """Return by customer the facts by which lives are told apart."""
    table = run.outcome.facts
    if len(customers) == 1:
        rows = table[table["who"] == customers[0]]
    else:
        wanted = np.zeros(len(run.outcome.people) + 1, dtype=bool)  # the last is nobody, -1
        wanted[list(customers)] = True
        rows = table[wanted[table["who"]]]
    found: dict[int, list[Row]] = {}
    for row in rows[np.isin(rows["kind"], TELLING)].tolist():
        found.setdefault(row[WHO], []).append(row)
    return found


def _first_difference(here: list[Row], there: list[Row]) -> int | None:
    for place, (one, other) in enumerate(zip(here, there, strict=False)):
        same = one[KIND] == other[KIND] and one[WHERE] == other[WHERE]
        same &= one[KIND] not in SOMEBODY or one[OTHER] == other[OTHER]
        if not same or abs(one[TIME] - other[TIME]) >= AS_NEAR:
            return place
    return None if len(here) == len(there) else min(len(here), len(there))


def _kinds(here: list[Row], there: list[Row], place: int) -> tuple[int, int]:
    return _kind_at(here, place), _kind_at(there, place)


def _kind_at(rows: list[Row], place: int) -> int:
    return int(rows[place][KIND]) if place < len(rows) else facts.NOWHERE


def _check(one: Run, other: Run) -> None:
    facts_kept(one.outcome)
    facts_kept(other.outcome)
    for name, here, there in _compared(one, other):
        if here != there:
            raise ValueError(f"{name} is {here} in one run and {there} in the other: no two lives")


def _compared(one: Run, other: Run) -> Iterator[tuple[str, int, int]]:
    yield "seed", one.seed, other.seed
    yield "replication", one.replication, other.replication
    yield "time.days", one.scenario.time.days, other.scenario.time.days
    yield "market.people", one.scenario.market.people, other.scenario.market.people
