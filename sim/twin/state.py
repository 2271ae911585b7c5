"""The state of the compiled world: record arrays, so that code reads as it does for objects."""

from typing import Any, NamedTuple

import numpy as np

from sim import facts, luck, order
from sim.brief import Brief
from sim.order import LINES, NO_CASE
from sim.outcome import PERSON

Array = Any
"""A record array; Numba knows its fields, type checkers do not."""

EVENT = np.dtype([("time", "f8"), ("key", "i8")])

CLOCK = np.dtype(
    [
        ("now", "f8"),
        ("events", "i8"),  # waiting in the heap
        ("facts", "i8"),  # written
        ("keep", "i8"),  # whether facts are kept
        ("customers", "i8"),
        ("open_cases", "i8"),
        ("day", "i8"),  # the next that begins
        ("rivals", "i8"),
        ("offer_factor", "f8"),
        ("price_factor", "f8"),
        ("slowness", "f8"),
        ("failure_strain", "f8"),
    ]
)

CUSTOMER = np.dtype(
    [
        *PERSON.descr,
        ("key", "u8"),
        ("visits_per_day", "f8"),
        ("spend", "f8"),
        ("returns_at", "f8"),
        ("contract_from", "f8"),
        ("renewal_at", "f8"),
        ("credited_at", "f8"),
        ("told_good_at", "f8"),
        ("told_bad_at", "f8"),
        ("warned_until", "f8"),
        ("renewal_touchpoint", "i4"),
        ("outside", "i4"),
        ("heard", "i4"),
        # where a generator of the SimPy engine stands
        ("step", "i4"),
        ("came_from", "i4"),
        ("employee", "i4"),
        ("visit_at", "f8"),
        ("outside_at", "f8"),
        ("patience_at", "f8"),
        ("comes_at", "f8"),
        ("waited_from", "f8"),
        ("wait", "f8"),
        ("started", "f8"),
        ("spoiled", "i2"),
        ("in_visit", "i2"),
        ("bought", "i1"),
        ("convenience", "i1"),
        ("contract", "i1"),
        ("price_sensitive", "i1"),
    ]
)
"""Small numbers are small: a market of millions has to fit, and fewer bytes are faster to reach."""

CASE = np.dtype(
    [
        ("opened_at", "f8"),
        ("occasion", "i8"),
        ("hope", "f8"),
        ("hope_ends_at", "f8"),
        ("started", "f8"),
        ("touchpoint", "i4"),
        ("agent", "i4"),
        ("stage", "i4"),
        ("open", "i1"),
        ("serious", "i1"),
        ("again", "i1"),
        ("given_up", "i1"),
    ]
)

TEAM = np.dtype(
    [
        ("first_idle", "i8"),
        ("last_idle", "i8"),
        ("on_duty", "i8"),
        ("first_employee", "i8"),
        ("places", "i8"),
        ("free", "i8"),  # places for other work
        ("occasion", "i8"),  # of other work
        ("other_gap", "f8"),
        ("other_work", "f8"),
        ("key", "u8"),
    ]
)

WORKER = np.dtype(
    [
        ("team", "i8"),
        ("skill", "f8"),
        ("morale", "f8"),
        ("key", "u8"),
        ("usual_skill", "f8"),
        ("attitude", "f8"),
        ("employed", "i8"),
        ("replacement_at", "f8"),
        ("on_duty", "i8"),
        ("serving", "i8"),
        ("busy", "f8"),
        ("angered", "i8"),
        ("thanked", "i8"),
        ("hires", "i8"),
        ("week", "i8"),
        ("next", "i8"),  # in the line of the idle
    ]
)
LINE = np.dtype([("first", "i8"), ("last", "i8")])
TICKET = np.dtype([("line", "i4"), ("before", "i4"), ("behind", "i4"), ("employee", "i4")])
JOB = np.dtype([("free", "i8"), ("came_at", "f8"), ("work", "f8"), ("started", "f8")])

NONE = -1


class World(NamedTuple):
    """A business, its people and its market, as arrays."""

    p: Array
    clock: Array
    people: Array
    cases: Array
    touchpoints: Array
    teams: Array
    employees: Array
    shocks: Array
    lines: Array
    tickets: Array
    jobs: Array
    heap: Array
    facts: Array
    counts: Array
    amounts: Array
    snapshots: Array


def make_world(brief: Brief, keep_events: bool) -> World:
    """Lay out the arrays of a world in which nothing has happened yet."""
    numbers = brief.numbers
    people, days, teams = int(numbers["people"]), int(numbers["days"]), len(brief.teams)
    kinds = len(facts.KINDS)
    clock = _records(1, CLOCK, offer_factor=1.0, price_factor=1.0, slowness=1.0)
    clock.keep = keep_events
    return World(
        p=make_parameters(numbers),
        clock=clock,
        people=_people(brief, people),
        cases=_records(people, CASE, stage=NO_CASE, touchpoint=NONE),
        touchpoints=brief.touchpoints.copy().view(np.recarray),
        teams=_teams(brief),
        employees=_workers(brief),
        shocks=brief.shocks.view(np.recarray),
        lines=_records(teams * LINES, LINE, first=NONE, last=NONE),
        tickets=_records(2 * people + teams * order.OTHER_ROOM, TICKET, line=NONE),
        jobs=_jobs(teams),
        heap=_records(4 * people + 1024, EVENT),
        facts=_records(65_536 if keep_events else 0, facts.FACT),
        counts=np.zeros((days, kinds), dtype=np.int64),
        amounts=np.zeros((days, kinds), dtype=np.float64),
        snapshots=_records(days + 1, facts.SNAPSHOT),
    )


def most_rows(brief: Brief) -> int:
    """Return the most facts, or events, that one event can bring: advertising, or talk."""
    batches = int(brief.numbers["contacts_per_day"] // luck.POISSON_BATCH) + 1
    return 64 + 4 * luck.MOST_AT_ONCE * (batches + 1)


def _records(length: int, dtype: np.dtype[Any], **start: float) -> Array:
    array = np.zeros(length, dtype=dtype).view(np.recarray)
    for name, value in start.items():
        array[name] = value
    return array


def make_parameters(numbers: dict[str, int | float]) -> Array:
    """Return the scalars as one record; whole numbers stay whole."""

    def code(name: str, value: int | float) -> str:
        return "u8" if name.endswith("_key") else "i8" if isinstance(value, int) else "f8"

    dtype = np.dtype([(name, code(name, value)) for name, value in numbers.items()])
    return np.array([tuple(numbers.values())], dtype=dtype).view(np.recarray)


def _people(brief: Brief, count: int) -> Array:
    people = _records(
        count,
        CUSTOMER,
        origin=NONE,
        left_at=np.inf,
        left_because=NONE,
        credited_at=-np.inf,
        failed_at=-np.inf,
        unresolved_at=-np.inf,
        complained_at=-np.inf,
        seen_at=-np.inf,
        parent=NONE,
        told_good_at=-np.inf,
        told_bad_at=-np.inf,
        visit_at=NONE,
        outside_at=NONE,
        patience_at=NONE,
    )
    for name in ("key", "visits_per_day", "spend", "convenience", "contract", "price_sensitive"):
        people[name] = getattr(brief.people, name)
    return people


def _teams(brief: Brief) -> Array:
    teams = _records(len(brief.teams), TEAM, free=order.OTHER_ROOM)
    for name in ("other_gap", "other_work", "key", "first_employee", "places"):
        teams[name] = brief.teams[name]
    teams.on_duty = brief.teams["staff"]
    teams.first_idle = brief.teams["first_employee"]
    teams.last_idle = brief.teams["first_employee"] + brief.teams["staff"] - 1
    return teams


def _workers(brief: Brief) -> Array:
    workers = _records(len(brief.employees), WORKER, replacement_at=NONE)
    for name in ("team", "skill", "morale", "key"):
        workers[name] = brief.employees[name]
    workers.usual_skill = brief.employees["skill"]
    workers.attitude = brief.employees["morale"]
    workers.next = np.arange(1, len(workers) + 1)
    for team in brief.teams:
        first, staff = team["first_employee"], team["staff"]
        workers.employed[first : first + staff] = 1
        workers.on_duty[first : first + staff] = 1
        workers.next[first + staff - 1] = NONE
    return workers


def _jobs(teams: int) -> Array:
    jobs = _records(teams * order.OTHER_ROOM, JOB)
    jobs.free = np.tile(np.arange(order.OTHER_ROOM)[::-1], teams)
    return jobs
