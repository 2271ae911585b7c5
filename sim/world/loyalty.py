"""The loyalty account of a customer: credited, debited, fading."""

from sim import rules
from sim.world.person import Person
from sim.world.state import World


def balance(world: World, person: Person) -> float:
    """Return what the account holds now, without touching it."""
    p = world.p
    since = world.clock.now - person.account_at
    return rules.faded(person.account, since, p.half_life, p.negative_half_life)


def is_loyal(world: World, person: Person) -> bool:
    """Tell whether a customer is loyal, or retained only."""
    return world.clock.now < person.loyal_until


def set_balance(world: World, person: Person, account: float) -> None:
    """Write the account anew, and until when it makes a loyal customer."""
    now = world.clock.now
    person.account = account
    person.account_at = now
    person.loyal_until = rules.loyal_until(account, now, world.p.threshold, world.p.half_life)


def credit(world: World, person: Person) -> None:
    """Add a moment of magic, if the last one that counted is long enough ago."""
    now = world.clock.now
    if now - person.credited_at >= world.p.credit_every:
        person.credited_at = now
        set_balance(world, person, balance(world, person) + 1.0)


def debit(world: World, person: Person) -> None:
    """Take off an unresolved misery."""
    set_balance(world, person, balance(world, person) - world.p.weight)
