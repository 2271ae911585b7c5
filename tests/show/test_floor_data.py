"""The floor: worked by hand, and nobody lost or counted twice."""

from dataclasses import replace
from math import inf, isnan

import numpy as np
import pytest

import sim
from sim import facts
from sim.show.floor_data import (
    FAILED_SERIOUS,
    GAVE_UP,
    ORDINARY,
    TOUCHED,
    WALKED_OUT,
    floor_of,
)
from sim.show.floor_words import UNHEARD, clock_at, describe_floor_at, happened_at

BEGIN, DAYS = 56, 7
SHORT = {"time.days": BEGIN + DAYS, "time.warm_up_days": 0}
OFTEN = {"moments.problems_per_customer_year": 6.0, "voice.asked_share": 0.2}
EMPLOYEE_AT_THE_TILL = 6  # three places each on the shop floor and at the counter come before


@pytest.fixture(scope="module", params=["corner_shop", "hotel", "bank"])
def run(request):
    return sim.run(sim.load(request.param, changes=SHORT | OFTEN))


@pytest.fixture(scope="module")
def floor(run):
    return floor_of(run, BEGIN, DAYS)


@pytest.fixture(scope="module")
def empty():
    """A run of three days, in which the tests write what happens."""
    return sim.run(sim.load("corner_shop", changes={"time.days": 3, "time.warm_up_days": 0}))


def by_hand(empty, *rows, begin=1, days=2):
    """The floor of facts: (time, kind, who, where, other)."""
    filled = [(*row, -1, -1)[:5] for row in rows]
    table = np.array([(*row, 0.0) for row in filled], dtype=facts.FACT)
    return floor_of(replace(empty, outcome=empty.outcome._replace(facts=table)), begin, days)


VISIT_BY_HAND = (
    (0.0, facts.STARTED_AS_CUSTOMER, 5),
    (0.0, facts.STARTED_AS_CUSTOMER, 6),
    (1.1, facts.VISIT, 5),
    (1.1, facts.QUEUED, 5, 2),
    (1.15, facts.VISIT, 6),
    (1.15, facts.QUEUED, 6, 2),
    (1.2, facts.STARTED, 5, 2, EMPLOYEE_AT_THE_TILL),
    (1.25, facts.WALKED_OUT, 6, 2),
    (1.25, facts.ABANDONED, 6),
    (1.3, facts.SERVED, 5, 2, EMPLOYEE_AT_THE_TILL),
    (1.3, facts.FELL_THROUGH, 5, 3),
    (1.3, facts.MISERY_MINOR, 5, 3),
    (1.3, facts.SILENT, 5, 3),
    (1.3, facts.STAYS_SILENT, 5, 3),
    (1.3, facts.STARTED, 5, 3, 9),
    (1.4, facts.SERVED, 5, 3, 9),
    (1.4, facts.MISERY_SERIOUS, 5, 3, 9),
    (1.4, facts.SPOKE_UP, 5, 3),
    (1.4, facts.COMPLAINED, 5, 3),
    (1.4, facts.COMPLETED, 5),
)


def test_a_visit_worked_by_hand(empty):
    floor = by_hand(empty, *VISIT_BY_HAND)
    assert floor.visits.tolist() == [(5, 1.1, 1.4, 1), (6, 1.15, 1.25, 0)]
    first, out, last = floor.contacts.tolist()
    assert first == (5, 2, 0, 1.1, 1.2, 1.3, ORDINARY)
    assert out[:4] == (6, 2, -1, 1.15)
    assert isnan(out[4])
    assert out[5:] == (1.25, WALKED_OUT)
    assert last == (5, 3, 0, 1.3, 1.3, 1.4, FAILED_SERIOUS)
    # person, station, time, serious, between, asked, front line, management
    assert floor.failures.tolist() == [(5, 3, 1.3, 0, 1, 0, 0, 0), (5, 3, 1.4, 1, 0, 0, 1, 1)]
    assert floor.busiest == 1.15
    assert floor.waiting_at(1.15) == [0, 0, 2, 0]
    assert floor.waiting_at(1.2) == [0, 0, 1, 0]
    assert floor.served_at(1.2) == [0, 0, 1, 0]
    assert floor.waiting_at(1.25) == [0, 0, 0, 0]
    assert floor.counts_at(1.35) == {
        "customers": 2,
        "content": 1,
        "magic": 0,
        "let_down": 1,
        "known": 0,
        "visits": 2,
        "walked_out": 1,
        "failures": 1,
        "heard": 0,
    }
    assert floor.counts_at(1.4)["known"] == 1


def test_who_is_in_at_the_beginning_and_at_the_end_is_there(empty):
    floor = by_hand(
        empty,
        (0.0, facts.STARTED_AS_CUSTOMER, 5),
        (0.0, facts.STARTED_AS_CUSTOMER, 6),
        (0.2, facts.VISIT, 5),
        (0.3, facts.STARTED, 5, 0, 0),
        (0.4, facts.SERVED, 5, 0, 0),
        (0.9, facts.QUEUED, 5, 2),
        (1.1, facts.STARTED, 5, 2, EMPLOYEE_AT_THE_TILL),
        (1.2, facts.SERVED, 5, 2, EMPLOYEE_AT_THE_TILL),
        (1.2, facts.MAGIC, 5, 2, EMPLOYEE_AT_THE_TILL),
        (1.2, facts.COMPLETED, 5),
        (1.9, facts.VISIT, 6),
        (1.9, facts.QUEUED, 6, 2),
        days=1,
    )
    assert floor.visits.tolist() == [(5, 0.2, 1.2, 1), (6, 1.9, inf, 0)]
    assert floor.contacts[0].tolist() == (5, 2, 0, 0.9, 1.1, 1.2, TOUCHED)
    assert floor.contacts[1].tolist() == (6, 2, -1, 1.9, inf, inf, ORDINARY)
    assert floor.waiting_at(1.0) == [0, 0, 1, 0]
    assert floor.waiting_at(2.0) == [0, 0, 1, 0]
    assert floor.counts_at(2.0)["visits"] == 1, "the other began before"


def test_who_leaves_for_good_while_in_line_gives_up(empty):
    floor = by_hand(
        empty,
        (0.0, facts.STARTED_AS_CUSTOMER, 5),
        (1.1, facts.VISIT, 5),
        (1.1, facts.QUEUED, 5, 2),
        (1.2, facts.LEFT_MOVED, 5),
        (1.3, facts.ABANDONED, 5),
    )
    (contact,) = floor.contacts.tolist()
    assert (contact[5], contact[6]) == (1.3, GAVE_UP)
    assert floor.counts_at(1.25)["customers"] == 0


def test_other_work_and_vacancies(empty):
    floor = by_hand(
        empty,
        (0.1, facts.QUIT, -1, -1, EMPLOYEE_AT_THE_TILL),
        (0.95, facts.OTHER_STARTED, -1, 0, 0),
        (1.05, facts.OTHER_SERVED, -1, 0, 0),
        (1.5, facts.HIRED, -1, -1, EMPLOYEE_AT_THE_TILL),
        (1.6, facts.OTHER_STARTED, -1, 0, 0),
        (1.7, facts.OTHER_STARTED, -1, 4, 99),  # at the complaint desk, which is not on the floor
        days=1,
    )
    assert floor.work.tolist() == [(0, 0, 0.95, 1.05), (0, 0, 1.6, inf)]
    assert floor.away.tolist() == [(2, 0, 0.1, 1.5)]


def test_stations_come_in_the_order_of_the_journey(floor, run):
    titles = [touchpoint.title for touchpoint in run.scenario.touchpoints]
    assert [station.title for station in floor.stations] == titles
    stages = [station.stage for station in floor.stations]
    assert stages == sorted(stages, key=["before", "purchase", "after"].index)
    assert all(station.staff >= 1 for station in floor.stations)


def test_what_is_counted_is_what_the_days_say(floor, run):
    days = run.daily.iloc[BEGIN : BEGIN + DAYS]
    assert (floor.visits["begin"] >= BEGIN).sum() == days["visit"].sum()
    within = (floor.visits["end"] >= BEGIN) & (floor.visits["end"] < floor.end)
    assert within.sum() == days["completed"].sum() + days["abandoned"].sum()
    assert (floor.visits["bought"] == 1).sum() == days["completed"].sum()
    started = floor.contacts["started"]
    assert ((started >= BEGIN) & (started < floor.end)).sum() == days["started"].sum()
    outcome = floor.contacts["outcome"]
    assert (outcome == WALKED_OUT).sum() == days["walked_out"].sum() > 0
    assert (outcome == TOUCHED).sum() == days["magic"].sum() > 0
    failures = floor.failures
    assert (failures["serious"] == 1).sum() == days["misery_serious"].sum() > 0
    assert (failures["serious"] == 0).sum() == days["misery_minor"].sum() > 0
    assert failures["between"].sum() == days["fell_through"].sum()
    assert failures["asked"].sum() == days["asked"].sum() > 0
    assert failures["front"].sum() == days["spoke_up"].sum() + days["asked"].sum()
    heard = failures["management"].sum()
    assert heard == days["complained"].sum() + days["asked"].sum()
    counts = floor.counts_at(floor.end)
    assert counts["customers"] == days["customers"].iloc[-1]
    assert counts["customers"] == counts["content"] + counts["magic"] + counts["let_down"]
    assert counts["visits"] == days["visit"].sum()
    assert counts["failures"] == len(failures)
    assert counts["heard"] == heard


def test_nobody_is_in_two_places(floor):
    for person in np.unique(floor.contacts["person"]):
        own = floor.contacts[floor.contacts["person"] == person]
        assert (own["arrived"][1:] >= own["ended"][:-1]).all()
    assert (floor.contacts["ended"] >= floor.contacts["arrived"]).all()


def test_nobody_serves_two_at_once_and_who_is_away_serves_nobody_new(floor):
    served = floor.contacts[floor.contacts["started"] < inf]
    department = np.array([station.department for station in floor.stations])
    spans = [
        (int(department[row["station"]]), int(row["employee"]), row["started"], row["ended"])
        for row in served
    ]
    spans += [tuple(row) for row in floor.work.tolist()]
    by_employee = {}
    for team, employee, begin, end in sorted(spans, key=lambda span: span[2]):
        assert employee >= 0
        assert begin >= by_employee.get((team, employee), -inf)
        by_employee[team, employee] = end
    for team, employee, begin, end in floor.away.tolist():
        starts = [s for t, e, s, _ in spans if (t, e) == (team, employee)]
        assert not any(begin < start < end for start in starts)


def test_the_longest_line_is_the_longest(floor):
    most = sum(floor.waiting_at(floor.busiest))
    contacts = floor.contacts
    times = contacts["arrived"][contacts["arrived"] >= BEGIN]
    assert most == max(sum(floor.waiting_at(time)) for time in times)
    assert most > 1


def test_the_clock(floor, run):
    opens = int(floor.opens)
    assert clock_at(floor, float(BEGIN)) == f"day {BEGIN}, {opens:02}:00"
    closes = int(floor.opens + floor.open_hours)
    assert clock_at(floor, floor.end) == f"day {BEGIN + DAYS - 1}, {closes:02}:00"


def test_what_is_seen_is_said_in_both_views(empty):
    floor = by_hand(empty, *VISIT_BY_HAND)
    assert describe_floor_at(floor, 1.2) == (
        'The corner shop, day 1, 10:24. "Paying at the till": 1 in line, 1 served. '
        "2 customers: 2 content, 0 touched by magic, 0 let down, and management knows of 0 of "
        "those. So far: 2 visits, 0 walked out, 0 failures; management heard of 0."
    )
    assert describe_floor_at(floor, 1.5) == (
        "The corner shop, day 1, 14:00. Nobody waits, nobody is served. 2 customers: 1 content, "
        "0 touched by magic, 1 let down, and management knows of 1 of those. So far: 2 visits, "
        "1 walked out, 2 failures; management heard of 1."
    )
    assert describe_floor_at(floor, 1.35, heard=True).endswith(
        "2 customers: 2 of whom nothing is heard, 0 with a complaint. So far: 2 visits; "
        "management heard of 0 failures."
    )


def test_what_has_just_happened_is_said_and_no_place_twice_in_a_row(empty):
    floor = by_hand(empty, *VISIT_BY_HAND)
    assert happened_at(floor, 1.3) == (
        "Customer 5 falls between two departments on the way to "
        '"Returns and questions", lives a minor failure, says nothing to anybody and is served '
        "at once."
    )
    assert happened_at(floor, 1.3, heard=True) == (
        'Customer 5 is served at "Returns and questions" at once.'
    )
    assert "is heard by management" in happened_at(floor, 1.4, heard=True)
    assert happened_at(floor, 1.25, heard=True) == "Customer 6 goes home without buying."
    assert happened_at(floor, 1.31) == ""


def test_a_silent_failure_alone_is_nothing_to_management(empty):
    floor = by_hand(
        empty,
        (0.0, facts.STARTED_AS_CUSTOMER, 5),
        (1.2, facts.VISIT, 5),
        (1.3, facts.FELL_THROUGH, 5, 3),
        (1.3, facts.MISERY_MINOR, 5, 3),
        (1.3, facts.SILENT, 5, 3),
    )
    assert "says nothing to anybody" in happened_at(floor, 1.3)
    assert happened_at(floor, 1.3, heard=True) == UNHEARD


@pytest.mark.parametrize(("begin", "days"), [(-1, 2), (0, 0), (2, 2), (3, 1)])
def test_days_outside_the_run_are_refused(empty, begin, days):
    with pytest.raises(ValueError, match="within the run, which has 3"):
        floor_of(empty, begin, days)


def test_a_run_without_events_has_no_floor(one):
    with pytest.raises(ValueError, match="0 events"):
        floor_of(one, 0)
