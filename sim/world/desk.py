"""The complaint desk.

Scenario: a complaint comes in and waits until an agent is free, the serious ones first; agents
have other work too. The agent works on it; some answers need somebody's approval, which takes
days. All that time its customer gets angrier, and on some day it is too late. In the end the
answer helps, within the promise or late, or it does not.
"""

from collections.abc import Generator
from math import inf
from typing import Any

from sim import facts, luck, order
from sim.order import AWAITS_APPROVAL, IN_LINE, IN_WORK
from sim.world import second_chance
from sim.world.person import Case, Failure, Person
from sim.world.state import World


def open_case(world: World, person: Person, failure: Failure, hope: float) -> None:
    """Put a complaint on the desk."""
    world.write(facts.CASE_OPENED, person.number, failure.touchpoint)
    world.open_cases += 1
    person.case = case = Case(failure, world.clock.now, hope)
    if hope < inf:
        ends_at = world.clock.now + world.p.promise + max(0.0, hope)
        too_late = world.clock.at(ends_at, order.HOPE_LOST, person.number)
        too_late.callbacks.append(lambda _: lose_hope(world, person, case))
    world.clock.process(work_on(world, person, case))


def work_on(world: World, person: Person, case: Case) -> Generator[Any, Any, None]:
    """Take a complaint from the inbox to its answer."""
    p, desk, ticket = world.p, world.desk, world.complaint_ticket(person)
    touchpoint, occasion = case.failure.touchpoint, case.failure.occasion
    yield world.clock.at(world.clock.now, order.INBOX, person.number)
    if not case.open:
        return  # the customer has gone, and the complaint with them
    agent = desk.seize()
    if agent is None:
        case.stage = IN_LINE
        agent = yield desk.line_up(ticket, case.line)
        if agent is None:
            return
    case.stage = IN_WORK
    since = world.clock.now - case.opened_at
    world.write(facts.CASE_STARTED, person.number, touchpoint, agent.number, since)
    handling = luck.exponential(person.luck(luck.HANDLING, occasion), p.handling)
    started = world.clock.now
    yield world.clock.after(handling, order.SERVED, ticket)
    desk.release(agent, world.clock.now - started)
    if case.open and person.luck(luck.APPROVAL, occasion) < p.escalation_share:
        case.stage = AWAITS_APPROVAL
        world.write(facts.CASE_ESCALATED, person.number, touchpoint)
        days = luck.exponential(person.luck(luck.APPROVAL_DAYS, occasion), p.escalation)
        yield world.clock.after(days, order.APPROVED, person.number)
    person.case = None
    if case.open:
        close(world, person, case)


def close(world: World, person: Person, case: Case) -> None:
    """Give the answer, and see whether the customer stays."""
    p, failure = world.p, case.failure
    days = world.clock.now - case.opened_at
    case.open = False
    world.open_cases -= 1
    resolved = person.luck(luck.RESOLVED, failure.occasion) < p.desk_success
    if resolved:
        kind = facts.RESOLVED_FAST if days <= p.promise else facts.RESOLVED_LATE
        world.write(kind, person.number, failure.touchpoint, amount=days)
        cost = float(p.recovery_cents)
        world.write(facts.RECOVERY, person.number, failure.touchpoint, amount=cost)
    else:
        world.write(facts.UNRESOLVED, person.number, failure.touchpoint, amount=days)
    if case.given_up:
        return
    if resolved:
        second_chance.decide(world, person, failure, stays=case.hope >= 0.0, heard=True)
    else:
        stays = case.hope == inf
        second_chance.leave_unresolved(world, person, failure, stays, heard=True)


def lose_hope(world: World, person: Person, case: Case) -> None:
    """Wait no longer for an answer."""
    if not case.open:
        return
    case.given_up = True
    second_chance.leave_unresolved(world, person, case.failure, stays=False, heard=True)
