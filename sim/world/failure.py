"""A failure: who hears of it, what is done about it, and whether the customer stays."""

from typing import Any

from sim import facts, luck, rules
from sim.world import desk, second_chance
from sim.world.person import Failure, Person
from sim.world.state import World


def happens(world: World, person: Person, touchpoint: Any, occasion: int, employee: int) -> None:
    """Let a customer live a failure.

    Parameters
    ----------
    world : World
        Where it happens.
    person : Person
        Whom it happens to.
    touchpoint
        At which touchpoint.
    occasion : int
        The index of its luck: twice that of the contact, plus 1 for a hand-off.
    employee : int
        Who served, or nobody.
    """
    p, now = world.p, world.clock.now
    serious = person.luck(luck.SERIOUS, occasion) < touchpoint.serious_share
    misery = facts.MISERY_SERIOUS if serious else facts.MISERY_MINOR
    world.write(misery, person.number, touchpoint.number, employee)
    again = now - person.failed_at < p.repeat_window
    person.failed_at = now
    if employee != facts.NOBODY:
        person.seen_at = now
    person.spoiled |= facts.TRUE_SPOIL

    speaks = p.speaks_serious if serious else p.speaks_minor
    u = person.luck(luck.SPEAKS_UP, occasion)
    failure = Failure(touchpoint.number, occasion, serious, again, speaks_by_nature=u < speaks)
    if u < rules.eased(speaks, p.ease):
        world.write(facts.SPOKE_UP, person.number, touchpoint.number)
        heard(world, person, failure, asked=False)
    elif person.luck(luck.ASKED, occasion) < p.asked_share:
        world.write(facts.ASKED, person.number, touchpoint.number)
        heard(world, person, failure, asked=True)
    else:  # here the twenty-six stay silent
        world.write(facts.SILENT, person.number, touchpoint.number)
        silent, _, _ = second_chance.chances(world, person, failure, spoke=False)
        stays = person.luck(luck.SECOND_CHANCE, occasion) < silent
        second_chance.leave_unresolved(world, person, failure, stays, heard=False)


def heard(world: World, person: Person, failure: Failure, asked: bool) -> None:
    """Put a failure right on the spot, pass it on to the desk, or let it lie."""
    p = world.p
    touchpoint, occasion = failure.touchpoint, failure.occasion
    management = asked or person.luck(luck.MANAGEMENT_HEARS, occasion) < p.management_hears
    may = person.luck(luck.AUTHORITY, occasion) < p.authority
    put_right = may and person.luck(luck.PUT_RIGHT, occasion) < p.recovery_success
    if put_right:
        management = management and person.luck(luck.LOGGED, occasion) < p.logged
    if management and not asked:
        world.write(facts.COMPLAINED, person.number, touchpoint)
        person.complained_at = world.clock.now
        person.spoiled |= facts.SPOIL_ON_RECORD

    _, unresolved, fast = second_chance.chances(world, person, failure, spoke=True)
    u = person.luck(luck.SECOND_CHANCE, occasion)
    if put_right:
        world.write(facts.PUT_RIGHT, person.number, touchpoint)
        world.write(facts.RECOVERY, person.number, touchpoint, amount=float(p.recovery_cents))
        second_chance.decide(world, person, failure, stays=u < fast, heard=True)
    elif management and person.case is None:
        hope = rules.hope_lasts(u, unresolved, fast, p.anger_half_life)
        desk.open_case(world, person, failure, hope)
    else:
        if management:
            world.write(facts.CASE_ADDED, person.number, touchpoint)
        second_chance.leave_unresolved(world, person, failure, stays=u < unresolved, heard=True)
