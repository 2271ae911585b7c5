"""The corner shop at any size, and how long something takes."""

import time
from collections.abc import Callable

import sim


def shop_of(customers: int, days: int | None = None) -> sim.Scenario:
    """Return the corner shop with so many customers, and staff and market to match."""
    shop = sim.load("corner_shop")
    factor = customers / shop.market.customers
    changes: dict[str, float] = {
        "market.customers": customers,
        "market.people": round(shop.market.people * factor),
        "market.marketing_per_year": shop.market.marketing_per_year * factor,
    }
    if days is not None:
        changes |= {"time.days": days, "time.warm_up_days": 0}
    for department in shop.departments:
        key = f"departments.{department.name}.staff"
        changes[key] = max(1, round(department.staff * factor))
    return shop.with_(changes)


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return how long something takes; of this process alone, so that others matter less."""
    start = clock()
    work()
    return clock() - start
