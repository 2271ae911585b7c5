"""How fast the engines are: ``make bench``.

Both engines live the corner shop for two years at several sizes, in turn, without keeping
events, and the fastest of several goes counts. A single time says little on a busy machine;
the ratio of two taken side by side says more.
"""

import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

import sim
from sim import facts
from sim.study.run import Engine

SIZES = (500, 2_000, 5_000)
GOES = 3


def shop_of(customers: int) -> sim.Scenario:
    """Return the corner shop with so many customers, and staff and market to match."""
    shop = sim.load("corner_shop")
    factor = customers / shop.market.customers
    changes: dict[str, float] = {
        "market.customers": customers,
        "market.people": round(shop.market.people * factor),
        "market.marketing_per_year": shop.market.marketing_per_year * factor,
    }
    for department in shop.departments:
        key = f"departments.{department.name}.staff"
        changes[key] = max(1, round(department.staff * factor))
    return shop.with_(changes)


def microseconds_a_visit(scenario: sim.Scenario, engine: Engine) -> float:
    """Return the time of one run for each of its visits."""
    start = time.perf_counter()
    one = sim.run(scenario, engine=engine, keep_events=False)
    taken = time.perf_counter() - start
    return 1e6 * taken / float(one.outcome.counts[:, facts.VISIT].sum())


def fastest(measure: Callable[[], float]) -> float:
    """Return the best of several goes."""
    return min(measure() for _ in range(GOES))


def main() -> None:
    """Print microseconds a visit on either engine, and the ratio, at each size."""
    table = Table("customers", "SimPy, us a visit", "compiled, us a visit", "ratio")
    sim.run(sim.load("corner_shop"), engine="compiled", keep_events=False)  # compile first
    for customers in SIZES:
        scenario = shop_of(customers)
        slow = microseconds_a_visit(scenario, "simpy")
        fast = fastest(lambda world=scenario: microseconds_a_visit(world, "compiled"))
        table.add_row(f"{customers:,}", f"{slow:.1f}", f"{fast:.3f}", f"{slow / fast:.0f}")
    Console().print(table)


if __name__ == "__main__":
    main()
