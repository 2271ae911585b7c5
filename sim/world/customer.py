"""A customer's day.

Scenario: a customer comes in when they feel like it and passes the touchpoints in their order,
each only if they need it. On the way from one department to another they may fall through. At
each touchpoint they are served, at once or after waiting in line; who has no patience left
walks out, and the visit is over. A contact is a moment of magic, of mediocrity or of misery.
Then they go home, and come again, unless they have left for good.
"""

from collections.abc import Generator
from typing import Any

from sim import facts, luck, order, rules
from sim.order import OCCASIONS
from sim.world import failure, loyalty, talk
from sim.world.coming import first_visit, next_visit
from sim.world.leaving import leave_or_be_held
from sim.world.person import Person
from sim.world.state import World
from sim.world.team import Employee


def life(world: World, person: Person) -> Generator[Any, Any, None]:
    """Come again and again, until one leaves."""
    tenure = person.tenure
    comes_at = first_visit(world, person)
    while True:
        yield world.clock.at(comes_at, order.VISIT, person.number)
        if person.gone_since(tenure):
            return
        comes_at = next_visit(world, person)
        yield from visit(world, person)
        if person.gone_since(tenure):
            return
        comes_at = max(comes_at, world.clock.now)


def visit(world: World, person: Person) -> Generator[Any, Any, None]:
    """Pass the touchpoints of one visit."""
    person.visits += 1
    person.in_visit = True
    world.write(facts.VISIT, person.number)
    person.spoiled = 0
    complete = False  # something was bought, or nothing cut the visit short
    came_from = facts.NOWHERE
    for touchpoint in world.touchpoints:
        occasion = person.visits * OCCASIONS + touchpoint.number
        if person.luck(luck.USE, occasion) >= touchpoint.use:
            continue
        if touchpoint.delay > 0.0:
            delay = luck.exponential(person.luck(luck.DELAY, occasion), touchpoint.delay)
            yield world.clock.after(delay, order.TOUCH, person.number)
            if person.has_left():
                break
        if came_from not in (facts.NOWHERE, touchpoint.team):
            hand_off(world, person, touchpoint, occasion)
            if person.has_left():
                break
        came_from = touchpoint.team
        waited_from = world.clock.now
        employee = yield from meet_employee(world, person, touchpoint, occasion)
        if employee is None:
            walk_out(world, person, touchpoint, occasion, world.clock.now - waited_from)
            break
        if person.has_left():
            world.teams[touchpoint.team].release(employee)
            break
        wait = world.clock.now - waited_from
        yield from be_served(world, person, touchpoint, occasion, employee, wait)
        if person.has_left():
            break
        if touchpoint.sells and not complete:
            complete = True
            buy(world, person, touchpoint)
        moment(world, person, touchpoint, occasion, employee, wait)
        if person.has_left():
            break
    else:
        complete = True
    go_home(world, person, complete)


def go_home(world: World, person: Person, complete: bool) -> None:
    """End the visit."""
    person.in_visit = False
    if complete:
        world.write(facts.COMPLETED, person.number)
        person.years_bought |= 1 << rules.years_before(world.p.days, world.clock.now)
        if person.spoiled == facts.TOUCHED_BY_MAGIC and loyalty.is_loyal(world, person):
            talk.praise(world, person)
    else:
        world.write(facts.ABANDONED, person.number)
        person.abandoned += 1
    if person.spoiled & facts.TRUE_SPOIL:
        world.write(facts.SPOILED, person.number)
    if person.spoiled & facts.SPOIL_ON_RECORD:
        world.write(facts.SPOILED_ON_RECORD, person.number)


def hand_off(world: World, person: Person, touchpoint: Any, occasion: int) -> None:
    """Go from one department to another, and perhaps fall through between them."""
    if person.luck(luck.FALLS_THROUGH, occasion) < touchpoint.falls_through:
        world.write(facts.FELL_THROUGH, person.number, touchpoint.number)
        failure.happens(world, person, touchpoint, occasion * 2 + 1, facts.NOBODY)


def meet_employee(
    world: World, person: Person, touchpoint: Any, occasion: int
) -> Generator[Any, Any, Employee | None]:
    """Get an employee, at once or after waiting in line; None for one who loses patience."""
    team = world.teams[touchpoint.team]
    employee = team.seize()
    if employee is not None:
        return employee
    world.write(facts.QUEUED, person.number, touchpoint.number)
    turn = team.line_up(person.number)
    patience = luck.exponential(person.luck(luck.PATIENCE, occasion), touchpoint.patience)
    lost = world.clock.after(patience, order.PATIENCE, person.number)
    lost.callbacks.append(lambda _: team.give_up(person.number) if not turn.triggered else None)
    return (yield turn)


def walk_out(world: World, person: Person, touchpoint: Any, occasion: int, waited: float) -> None:
    """Walk out of the line: a trivial failure, rarely the end of the relation."""
    world.write(facts.WALKED_OUT, person.number, touchpoint.number, amount=waited)
    person.spoiled |= facts.TRUE_SPOIL
    leaves = person.luck(luck.WALKS_AWAY, occasion) < world.p.walk_out_leaves
    if leaves and person.active:
        leave_or_be_held(world, person, facts.LEFT_WAITING, touchpoint.number)


def be_served(
    world: World, person: Person, touchpoint: Any, occasion: int, employee: Employee, wait: float
) -> Generator[Any, Any, None]:
    """Be served, for as long as it takes."""
    started = world.clock.now
    here = (person.number, touchpoint.number, employee.number)
    world.write(facts.STARTED, *here, wait)
    if wait > touchpoint.promised_wait:
        world.write(facts.BROKEN_PROMISE, *here, wait)
        person.spoiled |= facts.TRUE_SPOIL
        if person.luck(luck.RECORDED, occasion) >= world.p.hushed:
            person.spoiled |= facts.SPOIL_ON_RECORD
    u = person.luck(luck.SERVICE, occasion)
    duration = luck.exponential(u, touchpoint.service * world.slowness)
    yield world.clock.after(duration, order.SERVED, person.number)
    worked = world.clock.now - started
    world.teams[touchpoint.team].release(employee, worked)
    world.write(facts.SERVED, *here, worked)


def buy(world: World, person: Person, touchpoint: Any) -> None:
    """Buy something: income, and the cost of the goods."""
    p = world.p
    sale = rules.spend(person.spend, loyalty.is_loyal(world, person), p.loyal_spend_factor)
    world.write(facts.SALE, person.number, touchpoint.number, amount=float(sale))
    goods = rules.goods(sale, p.goods_share)
    world.write(facts.GOODS, person.number, touchpoint.number, amount=float(goods))


def moment(
    world: World, person: Person, touchpoint: Any, occasion: int, employee: Employee, wait: float
) -> None:
    """Live a moment of misery, of magic, or of neither."""
    p = world.p
    strain = (
        touchpoint.strain
        + rules.wait_strain(wait, touchpoint.promised_wait, p.wait_effect)
        + rules.service_strain(employee.skill, employee.morale, p.skill_effect, p.morale_effect)
        - p.bonus_effort
        + world.failure_strain
    )
    misery = rules.shifted(touchpoint.misery, strain)
    if person.luck(luck.MISERY, occasion) < misery:
        employee.angered += 1
        failure.happens(world, person, touchpoint, occasion * 2, employee.number)
        return
    magic = rules.shifted(touchpoint.magic, p.morale_effect * (employee.morale - 0.5))
    if person.luck(luck.MAGIC, occasion) < magic:
        world.write(facts.MAGIC, person.number, touchpoint.number, employee.number)
        person.spoiled |= facts.TOUCHED_BY_MAGIC
        employee.thanked += 1
        loyalty.credit(world, person)
