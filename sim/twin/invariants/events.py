"""The heap in its order, and every event in it that is due for the business itself."""

import numpy as np

from sim import order
from sim.twin.invariants.look import RANKS
from sim.twin.workforce import WEEK


def heap(look):
    """Hold the heap to its order, and its events to people and things that there are."""
    w, heap, now = look.world, look.heap, look.now
    people, staff, tickets = len(w.people), len(w.employees), len(w.tickets)
    known = dict.fromkeys(RANKS, people) | {order.DAY: 1, order.OTHER: len(w.teams)}
    known |= dict.fromkeys((order.GRANTED, order.SERVED), tickets)
    known |= dict.fromkeys((order.WEEK, order.HIRED), staff) | {order.SHOCK: 2 * len(w.shocks)}
    for place, (time, key) in enumerate(heap.tolist()):
        up_time, up_key = heap[max(0, (place - 1) >> 1)].item()
        if place and (time, key) < (up_time, up_key):
            look.say("heap order", place, time, key, up_time, up_key)
        if not now <= time < np.inf:
            look.say("heap time", place, time, now)
        rank, who = divmod(key, 1 << order.RANK_SHIFT)
        if not who < known.get(rank, 0):
            look.say("heap key", place, key, rank, who)


def due(look):
    """Find every event that is due for the business, its staff and its shocks."""
    w, now = look.world, look.now
    look.exactly(order.DAY, 0, [float(w.clock[0].day)])
    for number, one in enumerate(w.employees):
        weeks = [] if one.team == w.p[0].desk else [(one.week + 1) * WEEK]
        look.exactly(order.WEEK, number, weeks)
    for number, one in enumerate(w.shocks):
        for who, time in ((2 * number, one.begins), (2 * number + 1, one.ends)):
            if time != now or look.due(order.SHOCK, who):
                look.exactly(order.SHOCK, who, [float(time)] if time >= now else [])
    for team, gap in enumerate(w.teams.other_gap):
        if len(look.due(order.OTHER, team)) != (gap > 0.0):
            look.say("arrivals", team, len(look.due(order.OTHER, team)), int(gap > 0.0))
    for rank in (order.GRANTED, order.INBOX):
        for (that, who), times in look.times.items():
            if that == rank and set(times) != {now}:
                look.exactly(rank, who, [now])
