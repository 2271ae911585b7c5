"""Other work: what a team has to do that we do not follow one by one."""

from sim import facts, luck, order
from sim.order import LATER, USUAL
from sim.twin.coming import later
from sim.twin.compiler import inner
from sim.twin.heap import push, push_after
from sim.twin.record import draw, write
from sim.twin.state import NONE
from sim.twin.team import line_up, release, seize


@inner
def wait_for_other_work(w, team):
    """Wait until the next piece of other work comes."""
    t = w.teams[team]
    t.occasion += 1
    u = draw(t.key, luck.OTHER_GAP, t.occasion)
    push(w, later(w, luck.exponential(u, t.other_gap)), order.OTHER, team)


@inner
def on_other(w, team):
    """Begin a piece of other work, or let it go elsewhere."""
    t = w.teams[team]
    if t.free == 0:
        write(w, facts.OTHER_TURNED_AWAY, NONE, team, NONE, 0.0)
        wait_for_other_work(w, team)
        return
    t.free -= 1
    place = w.jobs[team * order.OTHER_ROOM + t.free].free
    job = w.jobs[team * order.OTHER_ROOM + place]
    job.work = luck.exponential(draw(t.key, luck.OTHER_WORK, t.occasion), t.other_work)
    job.came_at = w.clock[0].now
    wait_for_other_work(w, team)
    ticket = order.other_ticket(w.p[0].people, team, place)
    employee = seize(w, team)
    if employee == NONE:
        line_up(w, team, ticket, LATER if team == w.p[0].desk else USUAL)
    else:
        on_granted_work(w, ticket, employee)


@inner
def on_granted_work(w, ticket, employee):
    """Do one piece of other work."""
    number = ticket - w.p[0].people
    job = w.jobs[number]
    now = w.clock[0].now
    job.started = now
    w.tickets[ticket].employee = employee
    team = number // order.OTHER_ROOM
    write(w, facts.OTHER_STARTED, NONE, team, employee, now - job.came_at)
    push_after(w, job.work, order.SERVED, ticket)


@inner
def on_work_done(w, ticket):
    """Be done with it, and free the place."""
    number = ticket - w.p[0].people
    team = number // order.OTHER_ROOM
    t, employee = w.teams[team], w.tickets[ticket].employee
    worked = w.clock[0].now - w.jobs[number].started
    release(w, team, employee, worked)
    w.jobs[team * order.OTHER_ROOM + t.free].free = number % order.OTHER_ROOM
    t.free += 1
    kind = facts.DESK_OTHER_SERVED if team == w.p[0].desk else facts.OTHER_SERVED
    write(w, kind, NONE, team, employee, worked)
