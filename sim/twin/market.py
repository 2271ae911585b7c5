"""The market: how strangers become customers."""

from sim import facts, luck
from sim.order import NO_CASE
from sim.twin.coming import come_first
from sim.twin.compiler import inner
from sim.twin.loyalty import set_balance
from sim.twin.outside import wait_for_outside
from sim.twin.record import draw, write
from sim.twin.state import NONE


@inner
def begin(w, i, account, renewal_phase):
    """Be a customer from the start, with an account and a contract that are under way."""
    join(w, i, facts.STARTED_AS_CUSTOMER, account, NONE)
    w.people[i].contract_from = -renewal_phase * w.p[0].contract_days


@inner
def join(w, i, how, account, parent):
    """Become a customer."""
    c = w.people[i]
    c.active = 1
    c.origin = how
    c.parent = parent
    c.tenure += 1
    c.joined_at = w.clock[0].now
    c.contract_from = w.clock[0].now
    c.renewal_at = -1.0
    w.clock[0].customers += 1
    write(w, how, i, NONE, parent, 0.0)
    set_balance(w, c, account)
    come_first(w, i)
    if w.p[0].outside_gap > 0.0:
        wait_for_outside(w, i)


@inner
def can_be_won(w, i):
    """Tell whether somebody in the market is free to become a customer."""
    c = w.people[i]
    return (
        c.active == 0
        and c.in_visit == 0
        and w.cases[i].stage == NO_CASE
        and w.clock[0].now >= c.returns_at
        and w.clock[0].now >= c.warned_until
    )


@inner
def advertise(w, day):
    """Reach people in the market; whoever is no customer may become one."""
    p = w.p[0]
    number = 0
    left = p.contacts_per_day
    batch = 0
    while left > 0.0:
        u = draw(p.market_key, luck.CONTACTS, (day << 20) + batch)
        for _ in range(luck.poisson(u, min(left, luck.POISSON_BATCH))):
            u = draw(p.market_key, luck.CONTACTED, (day << 20) + number)
            number += 1
            meet_offer(w, int(u * p.people))
        left -= luck.POISSON_BATCH
        batch += 1


@inner
def meet_offer(w, i):
    """Look at an offer of ours, and perhaps join."""
    c = w.people[i]
    c.contacts += 1
    write(w, facts.CONTACTED, i, NONE, NONE, 0.0)
    if can_be_won(w, i) and draw(c.key, luck.JOIN, c.contacts) < w.p[0].join_probability:
        join(w, i, facts.JOINED_MARKETING, 0.0, NONE)
