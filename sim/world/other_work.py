"""Other work: what a team has to do that we do not follow one by one."""

from collections.abc import Generator
from typing import Any

from sim import facts, luck, order
from sim.order import LATER, USUAL
from sim.world.state import World
from sim.world.team import Team


def other_work(world: World, number: int) -> Generator[Any, Any, None]:
    """Let other work come to a team, more of it in busy hours."""
    team, numbers = world.teams[number], world.team_numbers[number]
    occasion = 0
    while True:
        occasion += 1
        u = luck.uniform(numbers.key, luck.OTHER_GAP, occasion)
        comes_at = world.later(luck.exponential(u, numbers.other_gap))
        yield world.clock.at(comes_at, order.OTHER, number)
        if not team.room:
            world.write(facts.OTHER_TURNED_AWAY, where=number)
            continue
        work = luck.exponential(
            luck.uniform(numbers.key, luck.OTHER_WORK, occasion), numbers.other_work
        )
        world.clock.process(piece_of_work(world, team, number, team.room.pop(), work))


def piece_of_work(
    world: World, team: Team, number: int, place: int, work: float
) -> Generator[Any, Any, None]:
    """Do one piece of other work: at the desk it comes last, elsewhere it queues like anybody."""
    ticket = world.other_ticket(number, place)
    came_at = world.clock.now
    employee = team.seize()
    if employee is None:
        employee = yield team.line_up(ticket, LATER if team is world.desk else USUAL)
    started = world.clock.now
    world.write(facts.OTHER_STARTED, facts.NOBODY, number, employee.number, started - came_at)
    yield world.clock.after(work, order.SERVED, ticket)
    worked = world.clock.now - started
    team.release(employee, worked)
    team.room.append(place)
    kind = facts.DESK_OTHER_SERVED if team is world.desk else facts.OTHER_SERVED
    world.write(kind, facts.NOBODY, number, employee.number, worked)
