"""When customers come."""

from sim import facts, luck, order, rules
from sim.order import LONGEST_GAP
from sim.twin.compiler import inner
from sim.twin.heap import push
from sim.twin.loyalty import is_loyal
from sim.twin.record import draw


@inner
def later(w, gap):
    """Return the time at which so many average days of arrivals have passed."""
    p, now = w.p[0], w.clock[0].now
    time = rules.later(now, gap, p.peak_start, p.peak_length, p.peak_share)
    return now + rules.grained(time - now, p.grain)


@inner
def come_first(w, i):
    """Let a new customer come first: within a day, or at any time if here before us."""
    c = w.people[i]
    u = draw(c.key, luck.FIRST_VISIT, c.tenure)
    gap = u
    if c.origin == facts.STARTED_AS_CUSTOMER:
        gap = min(luck.exponential(u, 1.0) / c.visits_per_day, LONGEST_GAP)
    c.visit_at = later(w, gap)
    push(w, c.visit_at, order.VISIT, i)


@inner
def next_visit(w, c):
    """Return when a customer wants to come again; the loyal come more often."""
    p = w.p[0]
    factor = rules.visit_factor(is_loyal(w, c), p.loyal_factor, p.retained_only_factor)
    u = draw(c.key, luck.NEXT_VISIT, c.visits)
    rate = c.visits_per_day * factor
    gap = LONGEST_GAP
    if rate > 0.0:
        gap = min(luck.exponential(u, 1.0) / rate, LONGEST_GAP)
    return later(w, gap)
