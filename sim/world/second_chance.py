"""The second chance: whether a customer stays after a failure."""

from sim import facts, rules
from sim.world import loyalty, talk
from sim.world.leaving import leave_or_be_held
from sim.world.person import Failure, Person
from sim.world.state import World


def chances(
    world: World, person: Person, failure: Failure, spoke: bool
) -> tuple[float, float, float]:
    """Return the chances of staying: unheard, heard without help, put right fast."""
    p = world.p
    if failure.serious:
        table = (p.silent_serious, p.unresolved_serious, p.fast_serious)
    else:
        table = (p.silent_minor, p.unresolved_minor, p.fast_minor)
    shift = rules.self_selection(
        table[0], table[1], p.causal_share, failure.speaks_by_nature, spoke
    )
    repeat = p.repeat_factor if failure.again else 1.0
    account = loyalty.balance(world, person)
    silent, unresolved, fast = (
        rules.forgiven(rules.within(chance + shift) * repeat, account, p.undisturbed, p.forgiveness)
        for chance in table
    )
    return silent, unresolved, fast


def leave_unresolved(
    world: World, person: Person, failure: Failure, stays: bool, heard: bool
) -> None:
    """Leave a failure unresolved: it weighs on the account, and others are told."""
    loyalty.debit(world, person)
    person.unresolved_at = world.clock.now
    talk.complain_to_others(world, person, failure.occasion)
    decide(world, person, failure, stays, heard)


def decide(world: World, person: Person, failure: Failure, stays: bool, heard: bool) -> None:
    """Give a second chance, or leave."""
    if failure.again:
        kind = facts.STAYS_AGAIN if stays else facts.QUITS_AGAIN
    elif heard:
        kind = facts.STAYS_VOICED if stays else facts.QUITS_VOICED
    else:
        kind = facts.STAYS_SILENT if stays else facts.QUITS_SILENT
    world.write(kind, person.number, failure.touchpoint)
    if not stays:
        leave_or_be_held(world, person, facts.LEFT_FAILURE, failure.touchpoint)
