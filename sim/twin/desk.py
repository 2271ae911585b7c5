"""The complaint desk."""

from math import inf

from sim import facts, luck, order
from sim.order import (
    AWAITS_APPROVAL,
    IN_INBOX,
    IN_LINE,
    IN_WORK,
    NO_CASE,
    URGENT,
    USUAL,
)
from sim.twin.compiler import inner
from sim.twin.heap import push, push_after
from sim.twin.record import draw, write
from sim.twin.second_chance import decide, leave_unresolved
from sim.twin.state import NONE
from sim.twin.team import line_up, release, seize


@inner
def open_case(w, i, touchpoint, occasion, serious, again, hope):
    """Put a complaint on the desk."""
    now, case = w.clock[0].now, w.cases[i]
    write(w, facts.CASE_OPENED, i, touchpoint, NONE, 0.0)
    w.clock[0].open_cases += 1
    case.stage = IN_INBOX
    case.open = 1
    case.opened_at = now
    case.occasion = occasion
    case.touchpoint = touchpoint
    case.serious = serious
    case.again = again
    case.hope = hope
    case.hope_ends_at = inf
    case.given_up = 0
    if hope < inf:
        case.hope_ends_at = now + w.p[0].promise + max(0.0, hope)
        push(w, case.hope_ends_at, order.HOPE_LOST, i)
    push(w, now, order.INBOX, i)


@inner
def on_inbox(w, i):
    """Take the complaint up, or let it wait in line."""
    case, desk = w.cases[i], w.p[0].desk
    if case.stage != IN_INBOX:
        return
    agent = seize(w, desk)
    if agent == NONE:
        case.stage = IN_LINE
        ticket = order.complaint_ticket(w.p[0].people, len(w.teams), i)
        line_up(w, desk, ticket, URGENT if case.serious != 0 else USUAL)
        return
    on_granted_agent(w, i, agent)


@inner
def on_granted_agent(w, i, agent):
    """Work on the complaint."""
    case, p = w.cases[i], w.p[0]
    case.stage = IN_WORK
    case.agent = agent
    since = w.clock[0].now - case.opened_at
    write(w, facts.CASE_STARTED, i, case.touchpoint, agent, since)
    u = draw(w.people[i].key, luck.HANDLING, case.occasion)
    case.started = w.clock[0].now
    ticket = order.complaint_ticket(p.people, len(w.teams), i)
    push_after(w, luck.exponential(u, p.handling), order.SERVED, ticket)


@inner
def on_handled(w, i):
    """Answer at once, or wait for somebody's approval."""
    case, p, key = w.cases[i], w.p[0], w.people[i].key
    release(w, p.desk, case.agent, w.clock[0].now - case.started)
    if case.open != 0 and draw(key, luck.APPROVAL, case.occasion) < p.escalation_share:
        case.stage = AWAITS_APPROVAL
        write(w, facts.CASE_ESCALATED, i, case.touchpoint, NONE, 0.0)
        u = draw(key, luck.APPROVAL_DAYS, case.occasion)
        push_after(w, luck.exponential(u, p.escalation), order.APPROVED, i)
        return
    on_approved(w, i)


@inner
def on_approved(w, i):
    """Close the complaint, if it is still open."""
    case = w.cases[i]
    case.stage = NO_CASE
    if case.open != 0:
        close(w, i)


@inner
def close(w, i):
    """Give the answer, and see whether the customer stays."""
    p, case = w.p[0], w.cases[i]
    days = w.clock[0].now - case.opened_at
    case.open = 0
    w.clock[0].open_cases -= 1
    resolved = draw(w.people[i].key, luck.RESOLVED, case.occasion) < p.desk_success
    if resolved:
        kind = facts.RESOLVED_FAST if days <= p.promise else facts.RESOLVED_LATE
        write(w, kind, i, case.touchpoint, NONE, days)
        write(w, facts.RECOVERY, i, case.touchpoint, NONE, float(p.recovery_cents))
    else:
        write(w, facts.UNRESOLVED, i, case.touchpoint, NONE, days)
    if case.given_up != 0:
        return
    again = case.again != 0
    if resolved:
        decide(w, i, case.touchpoint, again, case.hope >= 0.0, True)
    else:
        leave_unresolved(w, i, case.touchpoint, case.occasion, again, case.hope == inf, True)


@inner
def on_hope_lost(w, i):
    """Wait no longer for an answer."""
    case = w.cases[i]
    if case.open == 0 or case.given_up != 0 or case.hope_ends_at != w.clock[0].now:
        return
    case.given_up = 1
    leave_unresolved(w, i, case.touchpoint, case.occasion, case.again != 0, False, True)
