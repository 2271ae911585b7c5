"""What a visit costs on either engine, at every size, beside the limits; all in one run."""

from typing import Any

import sim
from benchmarks.limits import AVisit, a_visit, compiled_limit, simpy_limit
from benchmarks.shop import seconds, shop_of
from sim import facts
from sim.study.engines import Engine

SIZES: dict[int, tuple[int, float]] = {
    500: (728, 728),
    5_000: (728, 100),
    50_000: (728, 20),
    1_000_000: (91, 2),
}
"""Customers, and the days that the compiled and the SimPy engine live."""
GOES = 3


def a_visit_costs(scenario: sim.Scenario, engine: Engine) -> float:
    """Return microseconds a visit of one whole run, from the scenario to its key figures."""
    runs: list[sim.Run] = []
    taken = seconds(
        lambda: runs.append(sim.run(scenario, engine=engine, keep_events=False)) or runs[0].figures
    )
    return 1e6 * taken / float(runs[0].outcome.counts[:, facts.VISIT].sum())


def measure(sizes: dict[int, tuple[int, float]] = SIZES) -> list[dict[str, Any]]:
    """Return a row a size: microseconds a visit of each engine and of its limit."""
    sim.run(shop_of(500, 7), engine="compiled", keep_events=False)  # compiled before it is timed
    needed = a_visit()
    return [measure_size(customers, needed, *days) for customers, days in sizes.items()]


def measure_size(customers: int, needed: AVisit, days: int, simpy_days: float) -> dict[str, Any]:
    """Take the best of several goes of each, in turns."""
    fast, slow = shop_of(customers, days), shop_of(customers, max(1, round(simpy_days)))
    events = min(20_000_000, round(customers * days * needed.events / 3.64))
    goes = GOES if customers < 1_000_000 else 1
    best: dict[str, float] = {}
    for _ in range(goes):
        costs = {
            "limit": compiled_limit(customers, needed, events),
            "compiled": a_visit_costs(fast, "compiled"),
            "bare SimPy": simpy_limit(customers, needed, simpy_days),
            "SimPy": a_visit_costs(slow, "simpy"),
        }
        best = {name: min(cost, best.get(name, cost)) for name, cost in costs.items()}
    return {
        "customers": customers,
        "days": days,
        "simpy_days": simpy_days,
        **best,
        "compiled / limit": best["compiled"] / best["limit"],
        "SimPy / bare SimPy": best["SimPy"] / best["bare SimPy"],
        "SimPy / compiled": best["SimPy"] / best["compiled"],
        "goes": goes,
    }
