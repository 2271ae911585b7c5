"""The reduced world in The Silent 26, on either engine: a scenario with all else switched off."""

from functools import cache, partial
from typing import Any

import sim
from benchmarks.peers.reduced import WORLD, Lived, World
from sim import facts
from sim.study.run import Engine

SEED = 26
NEVER = 1e9
"""Minutes of patience: so many that nobody walks out."""

SWITCHED_OFF: dict[str, dict[str, Any]] = {
    "moments": {"problems_per_customer_year": 0, "skill_spread": 0, "wait_effect": 0},
    "talk": {"listeners_per_good": 0, "referrals_asked_share": 0},
    "recovery": {"cost": 0},
    "desk": {
        "hours_per_week": 84,
        "handling_minutes": 1,
        "wage_per_hour": 0,
        "background_hours_per_week": 0,
    },
    "workforce": {"training_hours": 0, "load_wears": 0, "turnover_per_year": 0},
    "lock": {"convenience_share": 0},
    "exits": {"moving_per_year": 0, "offers_per_year": 0, "offer_accepted": 0},
    "money": {"gross_margin": 0.5},
}
"""No failures, no talk, no complaints, no other work, no turnover; nobody moves away."""


@cache
def scenario(world: World = WORLD) -> sim.Scenario:
    """Return the reduced world as a scenario.

    Customers are as alike as a scenario can make them (their rates differ by 1%), and come as often
    whether they are loyal or not.
    """
    return sim.Scenario(
        name="reduced",
        time={
            "days": world.days,
            "warm_up_days": world.warm_up_days,
            "open_hours": world.day / 60,
        },
        market={
            "people": world.customers,
            "customers": world.customers,
            "marketing_per_year": 0,
            "cost_per_contact": 1,
        },
        visits={
            "visits_per_year": 364 * world.day / world.gap,
            "rate_shape": 10_000,
            "retained_only_factor": 1,
            "loyal_factor": 1,
        },
        departments=[{"name": "team", "staff": world.staff, "wage_per_hour": 0}],
        touchpoints=[
            {
                "name": "till",
                "stage": "purchase",
                "department": "team",
                "service_minutes": world.service,
                "patience_minutes": NEVER,
                "magic": 0,
            }
        ],
        **SWITCHED_OFF,
    )


def _live(engine: Engine, world: World, replication: int) -> Lived:
    run = sim.run(scenario(world), SEED, replication, engine, keep_events=False)
    counts = run.outcome.counts
    begun = int(counts[world.warm_up_days :, facts.STARTED].sum())
    served = int(counts[:, facts.SERVED].sum())
    return Lived(served, begun, run.figures["wait_minutes"] * begun)


compiled = partial(_live, "compiled")
simpy = partial(_live, "simpy")
