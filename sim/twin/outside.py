"""Life outside the business: people move away, and competitors make offers."""

from sim import facts, luck, order, rules
from sim.twin.compiler import inner
from sim.twin.heap import push
from sim.twin.leaving import leave
from sim.twin.loyalty import is_loyal
from sim.twin.record import draw
from sim.twin.shocks import is_locked, temptation
from sim.twin.state import NONE


@inner
def wait_for_outside(w, i):
    """Wait until life outside calls."""
    c, p = w.people[i], w.p[0]
    c.outside += 1
    gap = luck.exponential(draw(c.key, luck.OUTSIDE_GAP, c.outside), p.outside_gap)
    c.outside_at = w.clock[0].now + rules.grained(gap, p.grain)
    push(w, c.outside_at, order.OUTSIDE, i)


@inner
def on_outside(w, i):
    """Move away, take an offer, or go on as before."""
    c, p = w.people[i], w.p[0]
    if c.active == 0 or c.outside_at != w.clock[0].now:
        return
    c.outside_at = -1.0
    if draw(c.key, luck.OUTSIDE_KIND, c.outside) < p.moving_share:
        leave(w, i, facts.LEFT_MOVED, NONE)
        return
    if not is_locked(w, c):
        taken = rules.offer_taken(
            p.offer_accepted, temptation(w, c), is_loyal(w, c), p.loyal_protection
        )
        if draw(c.key, luck.OFFER, c.outside) < taken:
            leave(w, i, facts.LEFT_COMPETITOR, NONE)
            return
    wait_for_outside(w, i)
