"""Whether a run fits into this machine: asked before it starts."""

import psutil

from sim.assumptions import Scenario
from sim.population import YEAR

FACTS_A_CONTACT = 4.0
"""Facts written for each contact with a touchpoint, and for its share of the visit around it."""
FACTS_A_PIECE = 2.0
"""Facts written for each piece of other work."""
BYTES_A_PERSON = {"compiled": 600.0, "simpy": 2_000.0}
"""Measured: 450 and 1,700."""
BYTES_A_FACT = {"compiled": 150.0, "simpy": 420.0}
"""At most, while the record grows or a table is made of it. Measured: 140 and 400."""


def facts_to_come(scenario: Scenario) -> float:
    """Estimate how many facts a run writes, from the mean number of contacts and pieces of work.

    Examples
    --------
    >>> from sim.assumptions import load
    >>> 1e6 < facts_to_come(load("corner_shop")) < 3e6
    True
    """
    days = scenario.time.days
    visits = scenario.market.customers * scenario.visits.visits_per_year * days / YEAR
    contacts = visits * (1 + sum(touchpoint.use for touchpoint in scenario.touchpoints))
    pieces = sum(
        60 * department.background_hours / department.background_minutes
        for department in scenario.departments
    )
    desk = 60 * scenario.desk.background_hours_per_week / 7 / scenario.desk.background_minutes
    return FACTS_A_CONTACT * contacts + FACTS_A_PIECE * (pieces + desk) * days


def check_room(scenario: Scenario, keep_events: bool, engine: str = "compiled") -> None:
    """Refuse a run that would not fit into the memory that is free now.

    Parameters
    ----------
    scenario : Scenario
        What is to be run.
    keep_events : bool
        Whether every fact is kept.
    engine : {"simpy", "compiled"}
        Which engine.

    Raises
    ------
    ValueError
        If it does not fit; the sentence says how much it would need.
    """
    needed = BYTES_A_PERSON[engine] * scenario.market.people
    if keep_events:
        needed += BYTES_A_FACT[engine] * facts_to_come(scenario)
    free = psutil.virtual_memory().available
    if needed > free:
        what = "the run and its events" if keep_events else "the run"
        raise ValueError(
            f"{what} would need about {needed / 1e9:,.1f} GB of memory, but {free / 1e9:,.1f} GB "
            "are free: take fewer customers, visits or days"
        )
