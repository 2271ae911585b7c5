"""The business, day by day: what is there, and what it costs."""

from collections.abc import Generator
from typing import Any

from sim import facts, order, rules
from sim.world import loyalty, market
from sim.world.state import World


def days(world: World) -> Generator[Any, Any, None]:
    """Begin one day after the other."""
    day = 0
    while True:
        yield world.clock.at(float(day), order.DAY, 0)
        count(world)
        pay(world)
        market.advertise(world, day)
        day += 1


def count(world: World) -> None:
    """Count what is there."""
    loyal = 0
    for person in world.people:
        if person.active and loyalty.is_loyal(world, person):
            loyal += 1
    world.record.snapshots.append((world.customers, loyal, world.open_cases))


def pay(world: World) -> None:
    """Book what a day costs, and what customers pay without visiting."""
    p = world.p
    for kind, cents in (
        (facts.FEES, rules.cents(p.fee_per_day * world.customers)),
        (facts.WAGES, p.wages_cents),
        (facts.DESK_WAGES, p.desk_wages_cents),
        (facts.MARKETING, p.marketing_cents),
        (facts.OVERHEAD, p.overhead_cents),
    ):
        if cents > 0:
            world.write(kind, amount=float(cents))
