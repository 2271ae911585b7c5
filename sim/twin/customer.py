"""A customer's day."""

from sim import facts, luck, order, rules
from sim.order import OCCASIONS, USUAL
from sim.twin.coming import next_visit
from sim.twin.compiler import inner
from sim.twin.failure import happens
from sim.twin.heap import push, push_after
from sim.twin.leaving import leave_or_be_held
from sim.twin.loyalty import credit, is_loyal
from sim.twin.record import draw, write
from sim.twin.state import NONE
from sim.twin.talk import praise
from sim.twin.team import give_up, line_up, release, seize


@inner
def on_visit(w, i):
    """Come in."""
    c = w.people[i]
    if c.active == 0 or c.visit_at != w.clock[0].now:
        return
    c.visit_at = -1.0
    c.comes_at = next_visit(w, c)
    c.visits += 1
    c.in_visit = 1
    write(w, facts.VISIT, i, NONE, NONE, 0.0)
    c.spoiled = 0
    c.bought = 0
    c.came_from = NONE
    c.step = 0
    go_on(w, i)


@inner
def go_on(w, i):
    """Go on to the next touchpoint that this visit needs, or home."""
    c = w.people[i]
    while c.step < len(w.touchpoints):
        t = w.touchpoints[c.step]
        occasion = c.visits * OCCASIONS + c.step
        if draw(c.key, luck.USE, occasion) < t.use:
            if t.delay > 0.0:
                delay = luck.exponential(draw(c.key, luck.DELAY, occasion), t.delay)
                push_after(w, delay, order.TOUCH, i)
            else:
                arrive(w, i)
            return
        c.step += 1
    go_home(w, i, True)


@inner
def on_touch(w, i):
    """Come to a touchpoint after a delay."""
    if w.people[i].active != 0:
        arrive(w, i)
    else:
        go_home(w, i, False)


@inner
def arrive(w, i):
    """Arrive at a touchpoint, and be served at once or wait in line."""
    c = w.people[i]
    t = w.touchpoints[c.step]
    occasion = c.visits * OCCASIONS + c.step
    if c.came_from != NONE and c.came_from != t.team:
        if draw(c.key, luck.FALLS_THROUGH, occasion) < t.falls_through:
            write(w, facts.FELL_THROUGH, i, c.step, NONE, 0.0)
            happens(w, i, c.step, occasion * 2 + 1, NONE)
        if c.active == 0:
            go_home(w, i, False)
            return
    c.came_from = t.team
    c.waited_from = w.clock[0].now
    employee = seize(w, t.team)
    if employee != NONE:
        be_served(w, i, employee)
        return
    write(w, facts.QUEUED, i, c.step, NONE, 0.0)
    line_up(w, t.team, i, USUAL)
    patience = luck.exponential(draw(c.key, luck.PATIENCE, occasion), t.patience)
    c.patience_at = w.clock[0].now + rules.grained(patience, w.p[0].grain)
    push(w, c.patience_at, order.PATIENCE, i)


@inner
def on_patience(w, i):
    """Walk out of the line: a trivial failure, rarely the end of the relation."""
    c, now = w.people[i], w.clock[0].now
    if w.tickets[i].line == NONE or c.patience_at != now:
        return
    give_up(w, i)
    write(w, facts.WALKED_OUT, i, c.step, NONE, now - c.waited_from)
    c.spoiled |= facts.TRUE_SPOIL
    leaves = draw(c.key, luck.WALKS_AWAY, c.visits * OCCASIONS + c.step) < w.p[0].walk_out_leaves
    if leaves and c.active != 0:
        leave_or_be_held(w, i, facts.LEFT_WAITING, c.step)
    go_home(w, i, False)


@inner
def on_turn(w, i, employee):
    """Have waited in line, and get an employee."""
    c = w.people[i]
    if c.active == 0:
        release(w, w.touchpoints[c.step].team, employee, 0.0)
        go_home(w, i, False)
    else:
        be_served(w, i, employee)


@inner
def be_served(w, i, employee):
    """Be served, for as long as it takes."""
    c = w.people[i]
    t = w.touchpoints[c.step]
    c.employee = employee
    c.started = w.clock[0].now
    c.wait = c.started - c.waited_from
    write(w, facts.STARTED, i, c.step, employee, c.wait)
    if c.wait > t.promised_wait:
        write(w, facts.BROKEN_PROMISE, i, c.step, employee, c.wait)
        c.spoiled |= facts.TRUE_SPOIL
        if draw(c.key, luck.RECORDED, c.visits * OCCASIONS + c.step) >= w.p[0].hushed:
            c.spoiled |= facts.SPOIL_ON_RECORD
    u = draw(c.key, luck.SERVICE, c.visits * OCCASIONS + c.step)
    push_after(w, luck.exponential(u, t.service * w.clock[0].slowness), order.SERVED, i)


@inner
def on_served(w, i):
    """Be done, buy, and live a moment."""
    c = w.people[i]
    t = w.touchpoints[c.step]
    worked = w.clock[0].now - c.started
    release(w, t.team, c.employee, worked)
    write(w, facts.SERVED, i, c.step, c.employee, worked)
    if c.active != 0:
        if t.sells != 0 and c.bought == 0:
            c.bought = 1
            buy(w, i)
        moment(w, i)
    if c.active == 0:
        go_home(w, i, False)
        return
    c.step += 1
    go_on(w, i)


@inner
def buy(w, i):
    """Buy something: income, and the cost of the goods."""
    c = w.people[i]
    sale = float(rules.spend(c.spend, is_loyal(w, c), w.p[0].loyal_spend_factor))
    write(w, facts.SALE, i, c.step, NONE, sale)
    goods = rules.goods(sale, w.p[0].goods_share)
    write(w, facts.GOODS, i, c.step, NONE, float(goods))


@inner
def moment(w, i):
    """Live a moment of misery, of magic, or of neither."""
    p, c = w.p[0], w.people[i]
    t, employee = w.touchpoints[c.step], w.employees[c.employee]
    occasion = c.visits * OCCASIONS + c.step
    strain = (
        t.strain
        + rules.wait_strain(c.wait, t.promised_wait, p.wait_effect)
        + rules.service_strain(employee.skill, employee.morale, p.skill_effect, p.morale_effect)
        - p.bonus_effort
        + w.clock[0].failure_strain
    )
    misery = rules.shifted(t.misery, strain)
    if draw(c.key, luck.MISERY, occasion) < misery:
        employee.angered += 1
        happens(w, i, c.step, occasion * 2, c.employee)
        return
    magic = rules.shifted(t.magic, p.morale_effect * (employee.morale - 0.5))
    if draw(c.key, luck.MAGIC, occasion) < magic:
        write(w, facts.MAGIC, i, c.step, c.employee, 0.0)
        c.spoiled |= facts.TOUCHED_BY_MAGIC
        employee.thanked += 1
        credit(w, c)


@inner
def go_home(w, i, done):
    """End the visit, and want to come again if still a customer."""
    c = w.people[i]
    c.in_visit = 0
    if done or c.bought != 0:
        write(w, facts.COMPLETED, i, NONE, NONE, 0.0)
        c.years_bought |= 1 << rules.years_before(w.p[0].days, w.clock[0].now)
        if c.spoiled == facts.TOUCHED_BY_MAGIC and is_loyal(w, c):
            praise(w, i)
    else:
        write(w, facts.ABANDONED, i, NONE, NONE, 0.0)
        c.abandoned += 1
    if c.spoiled & facts.TRUE_SPOIL:
        write(w, facts.SPOILED, i, NONE, NONE, 0.0)
    if c.spoiled & facts.SPOIL_ON_RECORD:
        write(w, facts.SPOILED_ON_RECORD, i, NONE, NONE, 0.0)
    if c.active != 0:
        c.visit_at = max(c.comes_at, w.clock[0].now)
        push(w, c.visit_at, order.VISIT, i)
