"""Small worlds of every trade, and the tables that a business in them would have."""

import sim
from sim.play.company.complaints import Complaints
from sim.play.company.recorded import complaints_of, visits_of
from sim.play.company.visits import Visits

TRADES = tuple(sim.bundled())

SMALL = {
    "time.days": 546,
    "time.warm_up_days": 0,
    "market.customers": 800,
    "market.people": 2_000,
}


def small(trade: str, **changes: float) -> sim.Scenario:
    """Return a trade that takes a tenth of a second."""
    return sim.load(trade, changes={**SMALL, **changes})


def tables(scenario: sim.Scenario, seed: int) -> tuple[Visits, Complaints, sim.Run]:
    """Live a scenario, and return its tables."""
    one = sim.run(scenario, seed=seed)
    visits = visits_of(one)
    return visits, complaints_of(one, visits), one
