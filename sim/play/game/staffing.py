"""Front-line staff as one number: where another one goes, and who goes first."""

from functools import lru_cache

from sim.assumptions import Scenario
from sim.brief import places
from sim.population import YEAR

MOST_MORE = 0.5
"""Share of the staff at the start by which it may grow; by two at least."""
MOST_LOAD = 0.85
"""Work a head and day, as a share of the day, beyond which a department is not cut: lines are so
long there that customers walk out in the very quarter, and the cut never looks good."""


def work_of(scenario: Scenario) -> dict[str, float]:
    """Return how many people each department's work keeps busy, at the customers of the start."""
    minutes = 60.0 * scenario.time.open_hours
    visits = scenario.market.customers * scenario.visits.visits_per_year / YEAR
    work = {d.name: d.background_hours / scenario.time.open_hours for d in scenario.departments}
    for one in scenario.touchpoints:
        work[one.department] += visits * one.use * one.service_minutes / minutes
    return work


@lru_cache(maxsize=256)
def staffing(scenario: Scenario, total: int) -> dict[str, int]:
    """Spread so many people over the departments.

    Whoever is added goes where most work falls on each, one after the other; whoever is let go is
    missed least where they were. Somebody stays in each department, and none has more than
    there are places for.

    Examples
    --------
    >>> import sim
    >>> staffing(sim.load("corner_shop"), 5)
    {'floor': 1, 'counter': 1, 'till': 2, 'office': 1}
    """
    work = work_of(scenario)
    staff = {d.name: d.staff for d in scenario.departments}
    room = {d.name: places(d.staff) for d in scenario.departments}
    paid = {d.name: d.wage_per_hour > 0 for d in scenario.departments}
    while sum(staff.values()) < total:
        free = [name for name in staff if staff[name] < room[name] and paid[name]]
        busiest = max(free, key=lambda name: work[name] / staff[name])
        staff[busiest] += 1
    while sum(staff.values()) > total:
        several = [name for name in staff if staff[name] > 1]
        least = min(several, key=lambda name: work[name] / (staff[name] - 1))
        staff[least] -= 1
    return staff


def fewest(scenario: Scenario) -> int:
    """Return how few people the business can do with: work still fits into the day."""
    total = at_start(scenario)
    work = work_of(scenario)
    while total > len(scenario.departments):
        less = staffing(scenario, total - 1)
        if any(
            work[d.name] > MOST_LOAD * less[d.name] and less[d.name] < d.staff
            for d in scenario.departments
        ):
            break
        total -= 1
    return total


def most(scenario: Scenario) -> int:
    """Return how many people there may be at most."""
    start = at_start(scenario)
    room = sum(places(d.staff) for d in scenario.departments if d.wage_per_hour > 0)
    unpaid = sum(d.staff for d in scenario.departments if d.wage_per_hour == 0)
    return min(start + max(2, round(MOST_MORE * start)), max(start, room + unpaid))


def at_start(scenario: Scenario) -> int:
    """Return the staff of the front line at the start."""
    return sum(d.staff for d in scenario.departments)


def wages(scenario: Scenario, total: int, days: float) -> float:
    """Return what so many people are paid in so many days."""
    staff = staffing(scenario, total)
    hourly = sum(staff[d.name] * d.wage_per_hour for d in scenario.departments)
    return hourly * scenario.time.open_hours * days
