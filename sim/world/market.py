"""The market: how strangers become customers."""

from sim import facts, luck
from sim.world import loyalty
from sim.world.person import Person
from sim.world.state import World


def begin(world: World, person: Person, account: float, renewal_phase: float) -> None:
    """Be a customer from the start, with an account and a contract that are under way."""
    join(world, person, facts.STARTED_AS_CUSTOMER, account)
    person.contract_from = -renewal_phase * world.p.contract_days


def join(
    world: World,
    person: Person,
    how: int,
    account: float = 0.0,
    parent: int = facts.NOBODY,
) -> None:
    """Become a customer."""
    person.active = True
    person.origin = how
    person.parent = parent
    person.tenure += 1
    person.joined_at = person.contract_from = world.clock.now
    person.renewal_at = -1.0
    world.active[person.number] = person
    world.write(how, person.number, other=parent)
    loyalty.set_balance(world, person, account)
    world.start_life(person)


def can_be_won(world: World, person: Person) -> bool:
    """Tell whether somebody in the market is free to become a customer."""
    return (
        not person.active
        and not person.in_visit
        and person.case is None
        and world.clock.now >= person.returns_at
        and world.clock.now >= person.warned_until
    )


def advertise(world: World, day: int) -> None:
    """Reach people in the market; whoever is no customer may become one.

    Anybody may be reached, customers and the lost too: money buys fewer new customers, the
    more of the market is used up.
    """
    p = world.p
    number = 0
    left = p.contacts_per_day
    batch = 0
    while left > 0.0:
        u = luck.uniform(p.market_key, luck.CONTACTS, (day << 20) + batch)
        for _ in range(luck.poisson(u, min(left, luck.POISSON_BATCH))):
            u = luck.uniform(p.market_key, luck.CONTACTED, (day << 20) + number)
            number += 1
            meet_offer(world, world.people[int(u * p.people)])
        left -= luck.POISSON_BATCH
        batch += 1


def meet_offer(world: World, person: Person) -> None:
    """Look at an offer of ours, and perhaps join."""
    person.contacts += 1
    world.write(facts.CONTACTED, person.number)
    u = person.luck(luck.JOIN, person.contacts)
    if can_be_won(world, person) and u < world.p.join_probability:
        join(world, person, facts.JOINED_MARKETING)
