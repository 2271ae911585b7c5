"""Leaving, or being held: how a customer's relation with the business ends."""

from sim import facts, order
from sim.order import IN_INBOX, IN_LINE
from sim.world import loyalty
from sim.world.person import Person
from sim.world.shocks import is_held_by_convenience, is_locked
from sim.world.state import World


def leave_or_be_held(world: World, person: Person, why: int, touchpoint: int) -> None:
    """Leave; or stay, retained only, where convenience or a contract holds one."""
    if not is_locked(world, person):
        leave(world, person, why, touchpoint)
        return
    world.write(facts.HELD, person.number, touchpoint)
    loyalty.set_balance(world, person, min(0.0, loyalty.balance(world, person)))
    if not person.contract or person.renewal_at >= world.clock.now:
        return
    person.renewal_touchpoint = touchpoint
    person.renewal_at = next_renewal(world, person)
    renewal = world.clock.at(person.renewal_at, order.RENEWAL, person.number)
    tenure = person.tenure
    renewal.callbacks.append(lambda _: let_contract_end(world, person, tenure))


def next_renewal(world: World, person: Person) -> float:
    """Return when the contract of a customer comes up for renewal next."""
    p, now = world.p, world.clock.now
    over = (now - person.contract_from) // p.contract_days
    return person.contract_from + (over + 1.0) * p.contract_days


def let_contract_end(world: World, person: Person, tenure: int) -> None:
    """Leave at last, unless convenience holds one too."""
    if not person.gone_since(tenure) and not is_held_by_convenience(world, person):
        leave(world, person, facts.LEFT_RENEWAL, person.renewal_touchpoint)


def leave(world: World, person: Person, why: int, touchpoint: int = facts.NOWHERE) -> None:
    """Stop being a customer, for a reason that began somewhere."""
    person.active = False
    person.left_at = world.clock.now
    person.left_because = why
    person.returns_at = world.clock.now + world.p.returns_after
    del world.active[person.number]
    world.write(why, person.number, touchpoint)
    withdraw_complaint(world, person)


def withdraw_complaint(world: World, person: Person) -> None:
    """Take a customer's complaint away with them when they leave."""
    case = person.case
    if case is None or not case.open:
        return
    case.open = False
    world.open_cases -= 1
    days = world.clock.now - case.opened_at
    world.write(facts.WITHDRAWN, person.number, case.failure.touchpoint, amount=days)
    if case.stage == IN_LINE:
        world.desk.give_up(world.complaint_ticket(person), case.line)
    if case.stage in (IN_INBOX, IN_LINE):
        person.case = None
