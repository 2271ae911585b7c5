"""Life outside the business: people move away, and competitors make offers."""

from collections.abc import Generator
from typing import Any

from sim import facts, luck, order, rules
from sim.world import loyalty
from sim.world.leaving import leave
from sim.world.person import Person
from sim.world.shocks import is_locked, temptation
from sim.world.state import World


def life_outside(world: World, person: Person) -> Generator[Any, Any, None]:
    """Live outside: people move away, and competitors make offers."""
    p = world.p
    tenure = person.tenure
    while True:
        person.outside += 1
        gap = luck.exponential(person.luck(luck.OUTSIDE_GAP, person.outside), p.outside_gap)
        yield world.clock.after(gap, order.OUTSIDE, person.number)
        if person.gone_since(tenure):
            return
        if person.luck(luck.OUTSIDE_KIND, person.outside) < p.moving_share:
            leave(world, person, facts.LEFT_MOVED)
            return
        if is_locked(world, person):
            continue
        taken = rules.offer_taken(
            p.offer_accepted,
            temptation(world, person),
            loyalty.is_loyal(world, person),
            p.loyal_protection,
        )
        if person.luck(luck.OFFER, person.outside) < taken:
            leave(world, person, facts.LEFT_COMPETITOR)
            return
