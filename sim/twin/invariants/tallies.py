"""What was written down: tallies, facts and snapshots, beside the state that they led to."""

import numpy as np

from sim import facts
from sim.assumptions.shocks import SHOCK_KINDS
from sim.twin.state import NONE

OPENING = (facts.CASE_OPENED,)
CLOSING = (facts.RESOLVED_FAST, facts.RESOLVED_LATE, facts.UNRESOLVED, facts.WITHDRAWN)
OF_TEAMS = (
    *(facts.OTHER_STARTED, facts.OTHER_SERVED, facts.DESK_OTHER_SERVED, facts.OTHER_TURNED_AWAY),
)
"""Facts whose place is a team."""
OF_OTHERS = (facts.JOINED_REFERRAL, facts.HEARD_GOOD, facts.HEARD_BAD, facts.WARNED_OFF)
"""Facts in which the other is a person."""


def tallies(look):
    """Hold the tallies to what can be counted, and to the state that they led to."""
    w, c, now = look.world, look.world.people, look.now
    counts, amounts = w.counts, w.amounts
    money = np.isin(np.arange(len(facts.KINDS)), (*facts.INCOME, *facts.COSTS))
    look.rows("count", counts < 0, counts)
    wrong = ~np.isfinite(amounts) | (amounts < 0) | ((amounts != 0) & (counts == 0))
    look.rows("amount", wrong | (money & (amounts % 1 != 0)), amounts, counts)
    ahead = (np.arange(len(counts)) > now)[:, None]
    look.rows("not yet", ahead & (counts != 0), counts, now)
    joined, left, opened, closed = (
        counts[:, kinds].sum() for kinds in (facts.JOINING, facts.LEAVING, OPENING, CLOSING)
    )
    done = counts.sum(axis=0)
    jobs = slice(len(c), look.first_complaint)
    other = done[facts.OTHER_SERVED] + done[facts.DESK_OTHER_SERVED]
    for what, tallied, there in (
        ("customers", joined - left, c.active.sum()),
        ("joiners", joined, c.tenure.sum()),
        ("contacts", done[facts.CONTACTED], c.contacts.sum()),
        ("visits", done[facts.VISIT], c.visits.sum()),
        ("visits abandoned", done[facts.ABANDONED], c.abandoned.sum()),
        (
            "visits under way",
            done[facts.VISIT] - done[facts.COMPLETED] - done[facts.ABANDONED],
            c.in_visit.sum(),
        ),
        (
            "services under way",
            done[facts.STARTED] - done[facts.SERVED],
            look.served[: len(c)].sum(),
        ),
        ("words heard", done[facts.HEARD_GOOD] + done[facts.HEARD_BAD], c.heard.sum()),
        ("open complaints", opened - closed, w.cases.open.sum()),
        ("other work under way", done[facts.OTHER_STARTED] - other, look.served[jobs].sum()),
        ("newcomers", done[facts.HIRED], w.employees.hires.sum()),
    ):
        if tallied != there:
            look.say("balance", tallied, what, there)


def record(look):
    """Hold the facts, where they are kept, to their order, and the tallies to them."""
    w, now = look.world, look.now
    kept = w.facts[: max(0, int(w.clock[0].facts))]
    if w.clock[0].keep == 0:
        return
    before = np.concatenate(([0.0], kept.time[:-1]))
    look.rows("facts order", ~((before <= kept.time) & (kept.time <= now)), kept.time, before, now)
    at_team = np.isin(kept.kind, OF_TEAMS)
    of_others = np.where(np.isin(kept.kind, OF_OTHERS), len(w.people), len(w.employees))
    for name, low, high in (
        ("kind", 0, len(facts.KINDS) - 1),
        ("who", NONE, len(w.people) - 1),
        ("where", NONE, np.where(at_team, len(w.teams), len(w.touchpoints)) - 1),
        ("other", NONE, np.where(kept.kind == facts.SHOCK, len(SHOCK_KINDS), of_others) - 1),
        ("amount", 0.0, np.finfo(float).max),
    ):
        column = kept[name]
        wrong = ~((low <= column) & (column <= high))
        look.rows("fact", wrong, name, column, low, high)
    counts, amounts = np.zeros_like(w.counts), np.zeros_like(w.amounts)
    there = (kept.kind >= 0) & (kept.kind < len(facts.KINDS))
    good = kept[there & (kept.time >= 0.0) & (kept.time < len(counts))]
    cells = good.time.astype(int), good.kind
    np.add.at(counts, cells, 1)
    np.add.at(amounts, cells, good.amount)  # one after the other, as the engine does
    look.rows("facts and count", counts != w.counts, w.counts, counts)
    look.rows("facts and amount", amounts != w.amounts, w.amounts, amounts)


def snapshots(look):
    """Hold what was counted as each day began to the tallies of the days before."""
    w, shots = look.world, look.world.snapshots
    day, days, number = w.clock[0].day, w.p[0].days, np.arange(len(shots))
    at_the_end = (number == day) & (day == days) & (shots.on_duty != 0)
    written = (number < day) | at_the_end
    something = np.any([shots[name] != 0 for name in shots.dtype.names], axis=0)
    look.rows("blank", something & ~written, day)
    flows = (
        ("customers", w.counts[0, facts.STARTED_AS_CUSTOMER], facts.JOINING, facts.LEAVING),
        ("open_cases", 0, OPENING, CLOSING),
    )
    for name, at_first, comes, goes in flows:
        changes = w.counts[:, comes].sum(axis=1) - w.counts[:, goes].sum(axis=1)
        there = np.concatenate(([at_first], np.cumsum(changes)))
        look.rows("snapshot", written & (shots[name] != there), name, shots[name], there)
    for name, low, high in (
        ("loyal", 0, shots.customers),
        ("on_duty", 1, len(w.employees)),
        ("skill", 0.0, 1.0),
        ("morale", 0.0, 1.0),
    ):
        look.within("snapshots", name, low, high, written)
