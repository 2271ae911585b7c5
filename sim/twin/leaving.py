"""Leaving, or being held: how a customer's relation with the business ends."""

from sim import facts, order
from sim.order import IN_INBOX, IN_LINE, NO_CASE
from sim.twin.compiler import inner
from sim.twin.heap import push
from sim.twin.loyalty import balance, set_balance
from sim.twin.record import write
from sim.twin.shocks import is_held_by_convenience, is_locked
from sim.twin.state import NONE
from sim.twin.team import give_up


@inner
def withdraw_complaint(w, i):
    """Take a customer's complaint away with them when they leave."""
    case = w.cases[i]
    if case.open == 0:
        return
    case.open = 0
    w.clock[0].open_cases -= 1
    days = w.clock[0].now - case.opened_at
    write(w, facts.WITHDRAWN, i, case.touchpoint, NONE, days)
    if case.stage == IN_LINE:
        give_up(w, order.complaint_ticket(w.p[0].people, len(w.teams), i))
    if case.stage == IN_INBOX or case.stage == IN_LINE:
        case.stage = NO_CASE


@inner
def leave(w, i, why, touchpoint):
    """Stop being a customer, for a reason that began somewhere."""
    c, now = w.people[i], w.clock[0].now
    c.active = 0
    c.left_at = now
    c.left_because = why
    c.returns_at = now + w.p[0].returns_after
    w.clock[0].customers -= 1
    write(w, why, i, touchpoint, NONE, 0.0)
    withdraw_complaint(w, i)


@inner
def leave_or_be_held(w, i, why, touchpoint):
    """Leave; or stay, retained only, where convenience or a contract holds one."""
    c = w.people[i]
    if not is_locked(w, c):
        leave(w, i, why, touchpoint)
        return
    write(w, facts.HELD, i, touchpoint, NONE, 0.0)
    set_balance(w, c, min(0.0, balance(w, c)))
    if c.contract == 0 or c.renewal_at >= w.clock[0].now:
        return
    c.renewal_touchpoint = touchpoint
    c.renewal_at = next_renewal(w, c)
    push(w, c.renewal_at, order.RENEWAL, i)


@inner
def next_renewal(w, c):
    """Return when the contract of a customer comes up for renewal next."""
    p, now = w.p[0], w.clock[0].now
    over = (now - c.contract_from) // p.contract_days
    return c.contract_from + (over + 1.0) * p.contract_days


@inner
def on_renewal(w, i):
    """Leave at last, unless convenience holds one too."""
    c = w.people[i]
    if c.active == 0 or c.renewal_at != w.clock[0].now:
        return
    if not is_held_by_convenience(w, c):
        leave(w, i, facts.LEFT_RENEWAL, c.renewal_touchpoint)
