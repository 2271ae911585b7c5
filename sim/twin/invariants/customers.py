"""Customers and their complaints: who is one, and what each of them waits for."""

import numpy as np

from sim import facts, order, rules
from sim.order import AWAITS_APPROVAL, IN_INBOX, IN_LINE, IN_WORK, NO_CASE
from sim.twin.state import NONE


def people(look):
    """Hold each person's relation with the business together, and the account with loyalty."""
    w, c, p, now = look.world, look.world.people, look.world.p[0], look.now
    left, active = c.left_at < np.inf, c.active != 0
    back = c.joined_at - c.left_at
    together = (
        (active <= (c.tenure > 0))
        & ((c.origin >= 0) == (c.tenure > 0))
        & (left == (c.tenure > c.active))
        & (left == np.isin(c.left_because, facts.LEAVING))
        & (left != (c.left_because == NONE))
        & (~left | ((c.left_at <= now) & np.where(active, back >= 0.0, back <= 0.0)))
    )
    of_relation = (c.active, c.tenure, c.origin, c.joined_at, c.left_at, c.left_because)
    look.rows("relation", ~together, *of_relation)
    by_word = c.origin == facts.JOINED_REFERRAL
    alone = (c.parent == NONE) | (c.parent == np.arange(len(c)))
    look.rows("parent", by_word == alone, c.origin, c.parent)
    if w.clock[0].customers != active.sum():
        look.say("customers", w.clock[0].customers, active.sum())
    look.rows("account", ~np.isfinite(c.account), c.account)
    for i in np.flatnonzero((c.tenure > 0) & np.isfinite(c.account)):
        account, at = float(c.account[i]), float(c.account_at[i])
        until = rules.loyal_until(account, at, float(p.threshold), float(p.half_life))
        if c.loyal_until[i] != until:
            look.say("loyal", i, c.loyal_until[i], account, at, until)


def visits(look):
    """Find for everybody the one thing that they wait for."""
    w, c, active = look.world, look.world.people, look.world.people.active != 0
    mine = slice(len(c))
    waits = (look.counted(order.TOUCH, len(c)), look.granted[mine], look.served[mine])
    waits += (look.in_line[mine],)
    look.rows("visit", sum(waits) != c.in_visit, c.in_visit, *waits)
    look.awaited(order.VISIT, active & (c.in_visit == 0), c.visit_at)
    look.awaited(order.PATIENCE, look.in_line[mine], c.patience_at)
    look.awaited(order.OUTSIDE, active & (w.p[0].outside_gap > 0.0), c.outside_at)
    look.awaited(order.RENEWAL, active & (c.renewal_at > look.now), c.renewal_at)


def cases(look):
    """Hold each complaint to its stage."""
    w, cases, active = look.world, look.world.cases, look.world.people.active
    stage, mine = cases.stage, slice(look.first_complaint, None)
    inbox, approved = (look.counted(r, len(cases)) for r in (order.INBOX, order.APPROVED))
    granted, served, in_line = look.granted[mine], look.served[mine], look.in_line[mine]
    stale = (stage == NO_CASE) & (inbox == 1)  # withdrawn at the instant
    right = (
        ((inbox == (stage == IN_INBOX)) | stale)
        & (approved == (stage == AWAITS_APPROVAL))
        & (served == (stage == IN_WORK))
        & (granted + in_line == (stage == IN_LINE))
    )
    look.rows("case", ~right, stage, inbox, approved, granted, served, in_line)
    is_open = (active != 0) & (stage != NO_CASE)
    look.rows("case open", is_open != (cases.open != 0), cases.open, stage, active)
    if w.clock[0].open_cases != cases.open.sum():
        look.say("open cases", w.clock[0].open_cases, cases.open.sum())
    hopes = (cases.open != 0) & (cases.given_up == 0) & (cases.hope_ends_at < np.inf)
    look.awaited(order.HOPE_LOST, hopes, cases.hope_ends_at)
