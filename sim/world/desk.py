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
from sim.order import AWAITS_APPROVAL, IN_INBOX, IN_LINE, IN_WORK, NO_CASE
from sim.world import second_chance
from sim.world.person import Case, Person
from sim.world.state import World


def is_free_for(person: Person) -> bool:
    """Tell whether a person has no complaint on the desk yet."""
    return person.case.stage == NO_CASE


def open_case(
    world: World,
    person: Person,
    touchpoint: int,
    occasion: int,
    serious: bool,
    again: bool,
    hope: float,
) -> None:
    """Put a complaint on the desk."""
    p, now = world.p, world.clock.now
    world.write(facts.CASE_OPENED, person.number, touchpoint)
    world.open_cases += 1
    person.case = Case(
        stage=IN_INBOX,
        open=True,
        opened_at=now,
        occasion=occasion,
        touchpoint=touchpoint,
        serious=serious,
        again=again,
        hope=hope,
    )
    if hope < inf:
        case = person.case
        case.hope_ends_at = now + p.promise + max(0.0, hope)
        too_late = world.clock.at(case.hope_ends_at, order.HOPE_LOST, person.number)
        too_late.callbacks.append(lambda _: lose_hope(world, person, case))
    world.clock.process(work_on(world, person, person.case))


def work_on(world: World, person: Person, case: Case) -> Generator[Any, Any, None]:
    """Take a complaint from the inbox to its answer."""
    p, desk, ticket = world.p, world.desk, world.complaint_ticket(person)
    yield world.clock.at(world.clock.now, order.INBOX, person.number)
    if case.stage != IN_INBOX:
        return
    agent = desk.seize()
    if agent is None:
        case.stage = IN_LINE
        agent = yield desk.line_up(ticket, case.line)
        if agent is None:
            return  # the customer has gone, and the complaint with them
    case.stage = IN_WORK
    since = world.clock.now - case.opened_at
    world.write(facts.CASE_STARTED, person.number, case.touchpoint, agent.number, since)
    handling = luck.exponential(person.luck(luck.HANDLING, case.occasion), p.handling)
    started = world.clock.now
    yield world.clock.after(handling, order.SERVED, ticket)
    desk.release(agent, world.clock.now - started)
    if case.open and person.luck(luck.APPROVAL, case.occasion) < p.escalation_share:
        case.stage = AWAITS_APPROVAL
        world.write(facts.CASE_ESCALATED, person.number, case.touchpoint)
        days = luck.exponential(person.luck(luck.APPROVAL_DAYS, case.occasion), p.escalation)
        yield world.clock.after(days, order.APPROVED, person.number)
    case.stage = NO_CASE
    if case.open:
        close(world, person, case)


def close(world: World, person: Person, case: Case) -> None:
    """Give the answer, and see whether the customer stays."""
    p = world.p
    days = world.clock.now - case.opened_at
    case.open = False
    world.open_cases -= 1
    resolved = person.luck(luck.RESOLVED, case.occasion) < p.desk_success
    if resolved:
        kind = facts.RESOLVED_FAST if days <= p.promise else facts.RESOLVED_LATE
        world.write(kind, person.number, case.touchpoint, amount=days)
        cost = float(p.recovery_cents)
        world.write(facts.RECOVERY, person.number, case.touchpoint, amount=cost)
    else:
        world.write(facts.UNRESOLVED, person.number, case.touchpoint, amount=days)
    if case.given_up:
        return
    if resolved:
        second_chance.decide(
            world, person, case.touchpoint, case.again, case.hope >= 0.0, heard=True
        )
    else:
        stays = case.hope == inf
        second_chance.leave_unresolved(
            world, person, case.touchpoint, case.occasion, case.again, stays, heard=True
        )


def lose_hope(world: World, person: Person, case: Case) -> None:
    """Wait no longer for an answer."""
    if not case.open:
        return
    case.given_up = True
    second_chance.leave_unresolved(
        world, person, case.touchpoint, case.occasion, case.again, stays=False, heard=True
    )
