"""The floor over some days: who came, waited, was served, and went home in which mood."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import inf, nan

import numpy as np
from numpy.typing import NDArray

from sim import facts
from sim.assumptions import Scenario
from sim.brief import places
from sim.show.floor_moods import CONTENT, FAILED, LET_DOWN, MAGIC, moods_of
from sim.study.clock import opening
from sim.study.run import Run, facts_kept

ORDINARY, TOUCHED, FAILED_MINOR, FAILED_SERIOUS, WALKED_OUT, GAVE_UP = range(6)
"""How a contact ends: as usual; with magic; with a failure; out of the line; with no customer."""

CONTACT = np.dtype(
    [
        ("person", "i4"),
        ("station", "i4"),
        ("employee", "i4"),  # counted within the department from 0; -1 for none yet
        ("arrived", "f8"),
        ("started", "f8"),  # nan for who walked out, inf for who still waits at the end
        ("ended", "f8"),  # inf for who is still there at the end
        ("outcome", "i4"),
    ]
)
FAILURE = np.dtype(
    [
        ("person", "i4"),
        ("station", "i4"),
        ("time", "f8"),
        ("serious", "i4"),
        ("between", "i4"),  # 1 for one on the way from department to department
        ("asked", "i4"),
        ("front", "i4"),  # 1 if the front line heard of it
        ("management", "i4"),
    ]
)
VISIT = np.dtype([("person", "i4"), ("begin", "f8"), ("end", "f8"), ("bought", "i4")])
WORK = np.dtype([("department", "i4"), ("employee", "i4"), ("begin", "f8"), ("end", "f8")])
HAPPENING = np.dtype(
    [("time", "f8"), ("kind", "i4"), ("person", "i4"), ("station", "i4"), ("amount", "f8")]
)

TOLD = (
    *facts.JOINING,
    facts.VISIT,
    facts.QUEUED,
    facts.STARTED,
    facts.SERVED,
    facts.WALKED_OUT,
    facts.ABANDONED,
    facts.COMPLETED,
    facts.MAGIC,
    facts.FELL_THROUGH,
    *FAILED,
    facts.SILENT,
    facts.ASKED,
    facts.SPOKE_UP,
    facts.COMPLAINED,
    facts.PUT_RIGHT,
    *facts.LEAVING,
)
"""Kinds of fact that are told, step by step."""


@dataclass(frozen=True)
class Station:
    """A touchpoint on the floor."""

    title: str
    stage: str
    department: int
    staff: int
    """How many the department has at the start; they may serve at its other touchpoints too."""


@dataclass(frozen=True)
class Floor:
    """All that happens on the floor in some days; times are in days, as in the facts.

    Attributes
    ----------
    title : str
        Of the business.
    begin, days : int
        The first day, and how many.
    opens, open_hours : float
        The hour at which the business opens, and how long it is open.
    stations : tuple of Station
        In the order of the journey.
    visits, contacts, failures, work, away, moods, happenings : numpy.ndarray
        Of `VISIT`, `CONTACT`, `FAILURE`, `WORK` twice, `floor_moods.MOOD` and `HAPPENING`: visits
        and stops that touch those days; what went wrong; other work of the staff; places that
        nobody fills; what customers feel; and all of it one after the other.
    """

    title: str
    begin: int
    days: int
    opens: float
    open_hours: float
    stations: tuple[Station, ...]
    visits: NDArray[np.void]
    contacts: NDArray[np.void]
    failures: NDArray[np.void]
    work: NDArray[np.void]
    away: NDArray[np.void]
    moods: NDArray[np.void]
    happenings: NDArray[np.void]

    @property
    def end(self) -> float:
        """The day on which it ends."""
        return float(self.begin + self.days)

    @cached_property
    def busiest(self) -> float:
        """When most people stand in line, for the first time."""
        waits = self.contacts["started"] != self.contacts["arrived"]
        come = self.contacts["arrived"][waits]
        gone = np.fmin(self.contacts["started"], self.contacts["ended"])[waits]
        times = np.concatenate([come, gone])
        steps = np.repeat([1, -1], len(come))
        order = np.lexsort((steps, times))
        if not len(order):
            return float(self.begin)
        line = np.cumsum(steps[order])
        return max(float(self.begin), float(times[order][line.argmax()]))

    def mood_at(self, time: float) -> dict[int, tuple[int, int, int]]:
        """Return by customer the mood, and whether the front line and management know why."""
        known: dict[int, tuple[int, int, int]] = {}
        for who, _, *mood in self.moods[self.moods["time"] <= time].tolist():
            known[who] = (mood[0], mood[1], mood[2])
        return {who: mood for who, mood in known.items() if mood[0]}

    def waiting_at(self, time: float) -> list[int]:
        """Count at each station those who stand in line."""
        here = self.contacts
        left = np.fmin(here["started"], here["ended"])
        return self._by_station(here[(here["arrived"] <= time) & (time < left)])

    def served_at(self, time: float) -> list[int]:
        """Count at each station those who are served."""
        here = self.contacts
        return self._by_station(here[(here["started"] <= time) & (time < here["ended"])])

    def counts_at(self, time: float) -> dict[str, int]:
        """Count customers by mood, and what has happened since the first day.

        Parameters
        ----------
        time : float
            From `begin` to `end`.
        """
        moods = list(self.mood_at(time).values())
        failures = self.failures[self.failures["time"] <= time]
        begun = (self.visits["begin"] >= self.begin) & (self.visits["begin"] <= time)
        out = self.contacts["outcome"] == WALKED_OUT
        return {
            "customers": len(moods),
            "content": sum(mood == CONTENT for mood, _, _ in moods),
            "magic": sum(mood == MAGIC for mood, _, _ in moods),
            "let_down": sum(mood == LET_DOWN for mood, _, _ in moods),
            "known": sum(management for _, _, management in moods),
            "visits": int(begun.sum()),
            "walked_out": int((self.contacts["ended"][out] <= time).sum()),
            "failures": len(failures),
            "heard": int(failures["management"].sum()),
        }

    def _by_station(self, there: NDArray[np.void]) -> list[int]:
        return np.bincount(there["station"], minlength=len(self.stations)).tolist()


def floor_of(run: Run, begin: int, days: int = 2) -> Floor:
    """Gather what happens on the floor in some days of a run.

    Parameters
    ----------
    run : Run
        A run that has kept its events; the longer it was under way, the more its customers
        remember.
    begin : int
        The first day.
    days : int
        How many.

    Returns
    -------
    Floor

    Raises
    ------
    ValueError
        If those days are not within the run, or if it has kept no events.
    """
    whole = facts_kept(run.outcome)
    scenario = run.scenario
    if not (begin >= 0 and days >= 1 and begin + days <= scenario.time.days):
        raise ValueError(
            f"days {begin} to {begin + days} are asked for, but must be one day or more within "
            f"the run, which has {scenario.time.days}"
        )
    end = float(begin + days)
    people = len(run.outcome.people)
    table = _on_the_floor(whole[: np.searchsorted(whole["time"], end)], people, begin)
    first = _first_employees(scenario)
    visits, contacts, failures = _visits(table, scenario, first)
    own = table[(table["time"] >= begin) & np.isin(table["kind"], TOLD)]
    happenings = np.empty(len(own), dtype=HAPPENING)
    for field, source in zip(HAPPENING.names or (), FACT_FIELDS, strict=True):
        happenings[field] = own[source]
    return Floor(
        title=scenario.title,
        begin=begin,
        days=days,
        opens=opening(scenario),
        open_hours=scenario.time.open_hours,
        stations=_stations(scenario),
        visits=visits,
        contacts=contacts[contacts["ended"] >= begin],
        failures=failures[failures["time"] >= begin],
        work=_other_work(whole, first, begin, end),
        away=_vacancies(whole, first, begin, end),
        moods=moods_of(whole, people, begin, np.nextafter(end, -inf)),
        happenings=happenings,
    )


FACT_FIELDS = ("time", "kind", "who", "where", "amount")


def _stations(scenario: Scenario) -> tuple[Station, ...]:
    number = {department.name: i for i, department in enumerate(scenario.departments)}
    staff = [department.staff for department in scenario.departments]
    return tuple(
        Station(one.title or one.name, one.stage, at := number[one.department], staff[at])
        for one in scenario.touchpoints
    )


def _first_employees(scenario: Scenario) -> NDArray[np.int64]:
    """Return the number of each department's first employee."""
    room = [places(department.staff) for department in scenario.departments]
    return np.concatenate([[0], np.cumsum(room)])


def _on_the_floor(table: NDArray[np.void], people: int, begin: float) -> NDArray[np.void]:
    """Keep the facts of customers from `begin` on, and visits under way then from their start."""
    early = np.searchsorted(table["time"], begin)
    kinds = table["kind"][:early]
    came, went = np.full(people, -1), np.full(people, -1)
    for last, those in ((came, (facts.VISIT,)), (went, (facts.COMPLETED, facts.ABANDONED))):
        rows = np.flatnonzero(np.isin(kinds, those))
        last[table["who"][rows]] = rows
    since = np.where(came > went, came, early)
    customers = table["who"] != facts.NOBODY
    return table[customers & (np.arange(len(table)) >= since[table["who"]])]


def _visits(
    table: NDArray[np.void], scenario: Scenario, first: NDArray[np.int64]
) -> tuple[NDArray[np.void], NDArray[np.void], NDArray[np.void]]:
    """Cut visits, contacts and failures out of the facts."""
    team = [station.department for station in _stations(scenario)]
    own = table[np.argsort(table["who"], kind="stable")]
    visits: list[tuple[object, ...]] = []
    contacts: list[list[object]] = []
    failures: list[list[object]] = []
    between = False
    for time, kind, who, where, other, _ in own.tolist():
        if kind == facts.VISIT:
            visits.append((who, time, inf, 0))
            waiting = False
        elif kind in (facts.COMPLETED, facts.ABANDONED):
            visits[-1] = (*visits[-1][:2], time, int(kind == facts.COMPLETED))
            if waiting:
                contacts[-1][4:] = [nan, time, GAVE_UP]
        elif kind == facts.QUEUED:
            contacts.append([who, where, -1, time, inf, inf, ORDINARY])
            waiting = True
        elif kind == facts.STARTED:
            if not waiting:
                contacts.append([who, where, -1, time, inf, inf, ORDINARY])
            waiting = False
            contacts[-1][2], contacts[-1][4] = other - int(first[team[where]]), time
        elif kind == facts.SERVED:
            contacts[-1][5] = time
        elif kind == facts.WALKED_OUT:
            contacts[-1][4:] = [nan, time, WALKED_OUT]
            waiting = False
        elif kind == facts.MAGIC:
            contacts[-1][6] = TOUCHED
        elif kind == facts.FELL_THROUGH:
            between = True
        elif kind in FAILED:
            serious = int(kind == facts.MISERY_SERIOUS)
            failures.append([who, where, time, serious, int(between), 0, 0, 0])
            if not between:
                contacts[-1][6] = FAILED_SERIOUS if serious else FAILED_MINOR
            between = False
        elif kind in (facts.SPOKE_UP, facts.ASKED):
            asked = int(kind == facts.ASKED)
            failures[-1][5:] = [asked, 1, asked]
        elif kind == facts.COMPLAINED:
            failures[-1][7] = 1
    return (
        np.sort(np.array(visits, dtype=VISIT), order="begin", kind="stable"),
        _sorted(contacts, CONTACT, "arrived"),
        _sorted(failures, FAILURE, "time"),
    )


def _sorted(rows: list[list[object]], kind: np.dtype, by: str) -> NDArray[np.void]:
    table = np.array([tuple(row) for row in rows], dtype=kind)
    return table[np.argsort(table[by], kind="stable")]


def _other_work(
    table: NDArray[np.void], first: NDArray[np.int64], begin: float, end: float
) -> NDArray[np.void]:
    """Find what the staff does beside serving those we follow."""
    early = np.searchsorted(table["time"], [begin - 1.0, end])
    rows = table[early[0] : early[1]]
    rows = rows[np.isin(rows["kind"], (facts.OTHER_STARTED, facts.OTHER_SERVED))]
    return _spans(rows, facts.OTHER_STARTED, first, begin)


def _vacancies(
    table: NDArray[np.void], first: NDArray[np.int64], begin: float, end: float
) -> NDArray[np.void]:
    """Find the places that nobody fills, from one who quits to the replacement."""
    rows = table[: np.searchsorted(table["time"], end)]
    rows = rows[np.isin(rows["kind"], (facts.QUIT, facts.HIRED))]
    return _spans(rows, facts.QUIT, first, begin)


def _spans(
    rows: NDArray[np.void], opens: int, first: NDArray[np.int64], begin: float
) -> NDArray[np.void]:
    """Pair beginnings with endings, employee by employee; what ended before `begin` is left out."""
    rows = rows[rows["other"] < first[-1]]  # the desk has no place on the floor
    found = []
    for employee in _each(rows["other"]):
        own = rows[rows["other"] == employee]
        department = int(np.searchsorted(first, employee, side="right")) - 1
        began = own["time"][own["kind"] == opens]
        ended = own["time"][own["kind"] != opens]
        if len(ended) and len(own) and own["kind"][0] != opens:
            ended = ended[1:]  # of what began earlier still
        ended = np.concatenate([ended, [inf]])[: len(began)]
        for start, stop in zip(began.tolist(), ended.tolist(), strict=True):
            if stop > begin:
                found.append((department, employee - int(first[department]), start, stop))
    return np.array(sorted(found, key=lambda one: one[2]), dtype=WORK)


def _each(numbers: NDArray[np.int32]) -> Iterator[int]:
    yield from np.unique(numbers).tolist()
