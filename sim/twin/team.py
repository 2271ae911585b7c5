"""A team: employees who serve, and the lines of those who wait for them."""

from sim import order
from sim.order import LINES
from sim.twin.compiler import inner
from sim.twin.heap import push
from sim.twin.state import NONE


@inner
def seize(w, team):
    """Take an idle employee, if there is one."""
    t = w.teams[team]
    employee = t.first_idle
    if employee != NONE:
        t.first_idle = w.employees[employee].next
        if t.first_idle == NONE:
            t.last_idle = NONE
        w.employees[employee].serving = 1
    return employee


@inner
def line_up(w, team, ticket, line):
    """Wait in line."""
    number = team * LINES + line
    ahead = w.lines[number].last
    mine = w.tickets[ticket]
    mine.line = number
    mine.before = ahead
    mine.behind = NONE
    if ahead == NONE:
        w.lines[number].first = ticket
    else:
        w.tickets[ahead].behind = ticket
    w.lines[number].last = ticket


@inner
def give_up(w, ticket):
    """Leave the line, if still in it."""
    mine = w.tickets[ticket]
    if mine.line == NONE:
        return
    if mine.before == NONE:
        w.lines[mine.line].first = mine.behind
    else:
        w.tickets[mine.before].behind = mine.behind
    if mine.behind == NONE:
        w.lines[mine.line].last = mine.before
    else:
        w.tickets[mine.behind].before = mine.before
    mine.line = NONE


@inner
def release(w, team, employee, worked):
    """Let an employee go after so much work: on to the next in line, to rest, or home."""
    e = w.employees[employee]
    e.busy += worked
    e.serving = 0
    if e.on_duty != 0:
        call_next(w, team, employee)


@inner
def call_next(w, team, employee):
    """Let an employee serve the next in line, or rest."""
    for line in range(LINES):
        ticket = w.lines[team * LINES + line].first
        if ticket != NONE:
            give_up(w, ticket)
            w.employees[employee].serving = 1
            w.tickets[ticket].employee = employee
            push(w, w.clock[0].now, order.GRANTED, ticket)
            return
    t = w.teams[team]
    w.employees[employee].next = NONE
    if t.last_idle == NONE:
        t.first_idle = employee
    else:
        w.employees[t.last_idle].next = employee
    t.last_idle = employee


@inner
def lose(w, employee):
    """Do without an employee; whoever is served finishes first."""
    e = w.employees[employee]
    t = w.teams[e.team]
    e.on_duty = 0
    t.on_duty -= 1
    if e.serving != 0:
        return
    before = NONE
    here = t.first_idle
    while here != employee:
        before = here
        here = w.employees[here].next
    if before == NONE:
        t.first_idle = e.next
    else:
        w.employees[before].next = e.next
    if t.last_idle == employee:
        t.last_idle = before


@inner
def regain(w, employee):
    """Have somebody at that place again."""
    e = w.employees[employee]
    e.on_duty = 1
    w.teams[e.team].on_duty += 1
    if e.serving == 0:
        call_next(w, e.team, employee)
