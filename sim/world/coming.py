"""When customers come."""

from sim import facts, luck, rules
from sim.order import LONGEST_GAP
from sim.world import loyalty
from sim.world.person import Person
from sim.world.state import World


def first_visit(world: World, person: Person) -> float:
    """Return when a new customer comes first: within a day, or at any time if here before us."""
    u = person.luck(luck.FIRST_VISIT, person.tenure)
    if person.origin == facts.STARTED_AS_CUSTOMER:
        return world.later(min(luck.exponential(u, 1.0) / person.visits_per_day, LONGEST_GAP))
    return world.later(u)


def next_visit(world: World, person: Person) -> float:
    """Return when a customer wants to come again; the loyal come more often."""
    p = world.p
    factor = rules.visit_factor(
        loyalty.is_loyal(world, person), p.loyal_factor, p.retained_only_factor
    )
    u = person.luck(luck.NEXT_VISIT, person.visits)
    rate = person.visits_per_day * factor
    return world.later(
        min(luck.exponential(u, 1.0) / rate, LONGEST_GAP) if rate > 0.0 else LONGEST_GAP
    )
