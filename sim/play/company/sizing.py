"""The size of a company: a world of a few thousand customers stands for it."""

from math import ceil
from typing import Any

from sim.assumptions import Scenario
from sim.population import YEAR

MOST_CUSTOMERS = 5_000
"""Customers of a world; a company with more is simulated as one of several equal parts."""

EXTENSIVE = (
    "market.marketing_per_year",
    "money.overhead_per_year",
    "desk.hours_per_week",
    "desk.background_hours_per_week",
    "moments.standards_cost",
    "voice.ease_cost",
    "talk.asking_cost",
)
"""What a company of twice the size has twice as much of."""

MORE_A_HEAD = 0.1
"""Share of more work a head for which nobody else is hired."""

MOST_BUSY = 0.95
"""The share of their time for which people can be busy without an endless line."""

MOST_HOURS = 168.0
"""Hours of a week: a desk of more has another agent instead."""


def parts_of(customers: float) -> float:
    """Return as how many equal parts a company is simulated: 1 or more.

    Examples
    --------
    >>> parts_of(1_200), parts_of(20_000)
    (1.0, 4.0)
    """
    return max(1.0, customers / MOST_CUSTOMERS)


def resized(scenario: Scenario, customers: float, visits_per_year: float | None = None) -> Scenario:
    """Make a trade as large as a company, or as one of its parts.

    The market and everything in `EXTENSIVE` are kept in proportion to the customers. Of people
    there are as many as the visits take, in whole people: they are about as busy as in the trade
    where there are many of them, and less so in a small business.

    Parameters
    ----------
    scenario
        The trade.
    customers
        How many customers the company has.
    visits_per_year
        How often an average customer comes; left out, as often as in the trade.

    Examples
    --------
    >>> from sim.assumptions import load
    >>> small = resized(load("corner_shop"), 400)
    >>> small.market.customers, small.market.people, small.money.overhead_per_year
    (400, 1000, 30000.0)
    >>> busy = resized(load("hotel"), 5_000, 5.0)
    >>> [one.staff for one in busy.departments]
    [2, 4, 2, 4, 2]
    """
    many = max(1, round(customers / parts_of(customers)))
    size = many / scenario.market.customers if scenario.market.customers else 1.0
    often = scenario.visits.visits_per_year
    more = size * (often if visits_per_year is None else visits_per_year) / often
    if size == more == 1.0:
        return scenario
    changes: dict[str, Any] = {
        "market.customers": many,
        "market.people": max(many, round(scenario.market.people * size)),
        "visits.visits_per_year": often if visits_per_year is None else visits_per_year,
    }
    changes |= {key: scenario.value(key) * size for key in EXTENSIVE}
    agents = scenario.desk.agents
    while changes["desk.hours_per_week"] > MOST_HOURS:
        changes["desk.hours_per_week"] /= 2
        agents *= 2
    changes["desk.agents"] = agents
    for one in scenario.departments:
        staff = max(1, ceil(one.staff * more / (1 + MORE_A_HEAD)))
        work = hours_for_customers(scenario, one.name)
        # Other work gives way where there is more to do for customers; it never grows.
        room = (work + one.background_hours) * staff / one.staff - work * more
        other = min(one.background_hours * staff / one.staff, max(0.0, room))
        changes[f"departments.{one.name}.staff"] = staff
        changes[f"departments.{one.name}.background_hours"] = other
    return scenario.with_(changes)


def hours_for_customers(scenario: Scenario, department: str) -> float:
    """Return the hours a day that the customers of a scenario take of a department's people.

    Examples
    --------
    >>> from sim.assumptions import load
    >>> round(hours_for_customers(load("corner_shop"), "till"), 2)
    4.58
    """
    visits = scenario.market.customers * scenario.visits.visits_per_year / YEAR
    minutes = sum(
        one.use * one.service_minutes
        for one in scenario.touchpoints
        if one.department == department
    )
    return visits * minutes / 60


def overloaded(scenario: Scenario) -> list[str]:
    """Name the departments whose people have more to do than there are hours, or nearly so."""
    return [
        one.title or one.name
        for one in scenario.departments
        if hours_for_customers(scenario, one.name) + one.background_hours
        > MOST_BUSY * one.staff * scenario.time.open_hours
    ]


def with_staff(scenario: Scenario, wanted: float) -> Scenario:
    """Give a scenario so many people, spread over its departments as they are now.

    What else a department has to do goes with its people, so that they are as busy with it.

    Examples
    --------
    >>> from sim.assumptions import load
    >>> [one.staff for one in with_staff(load("hotel"), 14).departments]
    [2, 4, 2, 4, 2]
    """
    before = {one.name: one.staff for one in scenario.departments}
    total = sum(before.values())
    shares = {name: wanted * staff / total for name, staff in before.items()}
    staff = {name: max(1, int(share)) for name, share in shares.items()}
    for name in sorted(shares, key=lambda one: int(shares[one]) - shares[one]):
        if sum(staff.values()) < round(wanted):
            staff[name] += 1
    changes: dict[str, Any] = {}
    for one in scenario.departments:
        changes[f"departments.{one.name}.staff"] = staff[one.name]
        busy = one.background_hours * staff[one.name] / one.staff
        changes[f"departments.{one.name}.background_hours"] = busy
    return scenario.with_(changes)


def mean_wage(scenario: Scenario) -> float:
    """Return what an hour costs on average, of those who are paid by the hour."""
    paid = [one for one in scenario.departments if one.wage_per_hour > 0]
    people = sum(one.staff for one in paid)
    return sum(one.staff * one.wage_per_hour for one in paid) / people if people else 0.0
