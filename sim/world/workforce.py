"""The people inside: they learn and forget, their morale follows how they are treated, some quit.

Scenario: each employee works week after week. Training comes in rounds and raises skill; the
job teaches a newcomer what is usual; what goes beyond is forgotten, more slowly where somebody
coaches. Morale moves towards a level that authority, recognition, load and angry customers
set; training does not mend it. The lower it is, the likelier somebody quits. A replacement
costs money, comes late, and starts with little skill.
"""

from collections.abc import Generator
from typing import Any

from sim import facts, luck, order, rules
from sim.world.state import World
from sim.world.team import Employee, Team

WEEK = 7.0


def career(world: World, team: Team, employee: Employee) -> Generator[Any, Any, None]:
    """Work week after week."""
    week = 0
    while True:
        week += 1
        yield world.clock.at(week * WEEK, order.WEEK, employee.number)
        if not employee.on_duty:
            continue
        learn(world, employee, week)
        feel(world, employee)
        p = world.p
        chance = rules.quits(p.turnover, employee.morale, p.morale_holds, WEEK)
        if employee.luck(luck.QUITS, week) < chance:
            leave_job(world, team, employee)


def learn(world: World, employee: Employee, week: int) -> None:
    """Practise for a week, and be trained if a round of training is due."""
    p = world.p
    employee.skill = rules.practised(
        employee.skill, employee.usual_skill, WEEK, p.learning, p.forgetting
    )
    rounds = rules.rounds(week * WEEK, p.training_every)
    hours = p.training_hours * (rounds - rules.rounds(week * WEEK - WEEK, p.training_every))
    if hours > 0.0:
        employee.skill = rules.trained(employee.skill, hours, p.training_scale)
        world.write(facts.TRAINED, other=employee.number, amount=hours)


def feel(world: World, employee: Employee) -> None:
    """Feel how the week went."""
    p = world.p
    recognised = p.recognition * (p.recognition_lifts + p.compliment_lifts * employee.thanked)
    level = rules.morale_level(
        employee.attitude,
        p.authority,
        p.authority_lifts,
        recognised,
        employee.busy / WEEK,
        p.load_wears,
        p.anger_wears * employee.angered,
    )
    employee.morale = rules.morale_after(employee.morale, level, WEEK, p.morale_half_life)
    employee.busy = 0.0
    employee.angered = 0
    employee.thanked = 0


def leave_job(world: World, team: Team, employee: Employee) -> None:
    """Quit; the last on duty stays until the replacement is there."""
    world.write(facts.QUIT, other=employee.number)
    if team.on_duty == 1:
        take_over(world, employee)
        return
    team.lose(employee)
    wait_for_replacement(world, team, employee)


def wait_for_replacement(world: World, team: Team, employee: Employee) -> None:
    """Look for somebody to fill a vacant place."""
    delay = rules.grained(world.p.vacancy, world.p.grain)
    employee.replacement_at = world.clock.now + delay
    comes = world.clock.at(employee.replacement_at, order.HIRED, employee.number)
    comes.callbacks.append(lambda _: fill(world, team, employee))


def fill(world: World, team: Team, employee: Employee) -> None:
    """Fill the vacant place, unless it was given up meanwhile."""
    if employee.replacement_at != world.clock.now:
        return
    employee.replacement_at = -1.0
    take_over(world, employee)
    team.regain(employee)


def set_staff(world: World, team: Team, staff: int) -> None:
    """Give up places, vacant ones first, or open new ones; somebody always stays."""
    employed = [employee for employee in team.employees if employee.employed]
    vacant = [employee for employee in employed if not employee.on_duty]
    filled = [employee for employee in employed if employee.on_duty]
    for employee in [*vacant[::-1], *filled[::-1]][: max(0, len(employed) - staff)]:
        employee.employed = False
        employee.replacement_at = -1.0
        if employee.on_duty:
            team.lose(employee)
    spare = [employee for employee in team.employees if not employee.employed]
    for employee in spare[: max(0, staff - len(employed))]:
        employee.employed = True
        wait_for_replacement(world, team, employee)


def take_over(world: World, employee: Employee) -> None:
    """Start at somebody's place: unskilled, with the attitude that was hired for."""
    p = world.p
    employee.hires += 1
    employee.skill = min(p.newcomer_skill, employee.usual_skill)
    employee.attitude = employee.morale = p.hired_attitude
    employee.busy = 0.0
    employee.angered = 0
    employee.thanked = 0
    world.write(facts.HIRED, other=employee.number)
    world.write(facts.HIRING, other=employee.number, amount=float(p.hiring_cents))
