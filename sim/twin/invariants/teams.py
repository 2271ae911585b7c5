"""Teams: who serves, who is idle, who stands in line, and the places for other work."""

import numpy as np

from sim import order
from sim.order import LATER, URGENT, USUAL
from sim.twin.state import NONE


def staff(look):
    """Hold employees to their places, and each who serves to the one who is served."""
    w, e = look.world, look.world.employees
    vacant = (e.employed != 0) & (e.on_duty == 0)
    together = (e.on_duty <= e.employed) & (vacant == (e.replacement_at != NONE))
    look.rows("employment", ~together, e.employed, e.on_duty, e.replacement_at)
    look.awaited(order.HIRED, vacant, e.replacement_at)
    on_duty = np.sum((e.team == np.arange(len(w.teams))[:, None]) & (e.on_duty != 0), axis=1)
    look.rows("on duty", on_duty != w.teams.on_duty, w.teams.on_duty, on_duty)
    served_by = w.tickets.employee.copy()
    served_by[: len(w.people)] = w.people.employee
    served_by[look.first_complaint :] = w.cases.agent
    have = np.zeros(len(e), dtype=int)
    for count, who in ((look.granted, w.tickets.employee), (look.served, served_by)):
        for ticket in np.flatnonzero(count):
            employee, team = who[ticket], look.team_of(ticket)
            if not (0 <= employee < len(e) and e.team[employee] == team):
                look.say("whose", ticket, employee, team)
            else:
                have[employee] += count[ticket]
    look.rows("serving", have != e.serving, e.serving, have)


def idle(look):
    """Hold the line of the idle to those on duty who serve nobody."""
    e = look.world.employees
    for team, one in enumerate(look.world.teams):
        resting, end = _walk(one.first_idle, e.next)
        free = np.flatnonzero((e.team == team) & (e.on_duty != 0) & (e.serving == 0)).tolist()
        if sorted(resting) != free:
            look.say("idle", team, resting, free)
        elif (one.last_idle, end) != ((resting or [NONE])[-1], NONE):
            look.say("last idle", team, one.last_idle, (resting or [NONE])[-1], end)
        for line in range(team * order.LINES, (team + 1) * order.LINES):
            first = look.world.lines.first[line]
            if first != NONE and one.first_idle != NONE:
                look.say("idle beside line", team, one.first_idle, first, line)


def lines(look):
    """Hold the lines to their links, and who stands in them to their turn."""
    w, tickets, desk = look.world, look.world.tickets, int(look.world.p[0].desk)
    came = np.concatenate((w.people.waited_from, w.jobs.came_at, w.cases.opened_at))
    for number, line in enumerate(w.lines):
        standing, end = _walk(line.first, tickets.behind)
        for before, ticket in zip([NONE, *standing], standing, strict=False):
            if tickets.line[ticket] != number or tickets.before[ticket] != before:
                mine = tickets[ticket]
                look.say("link", number, ticket, mine.line, mine.before, before)
            if before != NONE and came[ticket] < came[before]:
                look.say("turn", number, ticket, came[ticket], came[before])
        if (line.last, end) != ((standing or [NONE])[-1], NONE):
            look.say("last", number, line.last, (standing or [NONE])[-1], end)
        if len(standing) != np.sum(tickets.line == number):
            look.say("members", number, len(standing), np.sum(tickets.line == number))
    for ticket in np.flatnonzero(look.in_line):
        which, team = USUAL, look.team_of(ticket)
        if ticket >= look.first_complaint:
            which = URGENT if w.cases.serious[ticket - look.first_complaint] else USUAL
        elif ticket >= len(w.people) and team == desk:
            which = LATER
        if tickets.line[ticket] != team * order.LINES + which:
            look.say("own line", ticket, tickets.line[ticket], team * order.LINES + which)


def _walk(first, behind):
    """Follow links; return who was passed, and what ended it: NONE, if all is well."""
    passed, seen, here = [], set(), int(first)
    while 0 <= here < len(behind) and here not in seen:
        passed.append(here)
        seen.add(here)
        here = int(behind[here])
    return passed, here


def jobs(look):
    """Hold the places for other work to those in use and those that are free, once each."""
    w, room = look.world, order.OTHER_ROOM
    mine = slice(len(w.people), look.first_complaint)
    granted, served, in_line = look.granted[mine], look.served[mine], look.in_line[mine]
    in_use = granted + served + in_line
    tickets = np.arange(mine.start, mine.stop)
    for number in np.flatnonzero(in_use > 1):
        of_job = (granted[number], served[number], in_line[number])
        look.say("job", tickets[number], *of_job)
    for team, free in enumerate(w.teams.free):
        stack = w.jobs.free[team * room : team * room + max(0, free)].tolist()
        unused = np.flatnonzero(in_use[team * room : (team + 1) * room] == 0).tolist()
        if sorted(stack) != unused:
            look.say("places", team, free, stack, unused)
