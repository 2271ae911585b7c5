"""Every field within its values, and the clock within the days and shocks."""

from math import ceil, floor, log

import numpy as np

from sim import facts, order
from sim.order import AWAITS_APPROVAL, NO_CASE
from sim.twin.state import NONE

FLAGS = {
    "people": ("active", "in_visit", "bought", "convenience", "contract", "price_sensitive"),
    "cases": ("open", "serious", "again", "given_up"),
    "employees": ("employed", "on_duty", "serving"),
    "clock": ("keep",),
}
SHARES = {"employees": ("skill", "morale", "attitude")}
COUNTS = {
    "people": ("tenure", "visits", "contacts", "outside", "heard", "wait"),
    "cases": ("occasion",),
    "teams": ("occasion",),
    "employees": ("busy", "angered", "thanked", "hires", "week"),
    "jobs": ("work",),
}
PAST = {
    "people": [
        "joined_at",
        "account_at",
        "failed_at",
        "unresolved_at",
        "complained_at",
        "seen_at",
        "credited_at",
        "told_good_at",
        "told_bad_at",
        "contract_from",
        "waited_from",
        "started",
    ],
    "cases": ("opened_at", "started"),
    "jobs": ("came_at", "started"),
}
FUTURE = {
    "people": [
        "left_at",
        "returns_at",
        "renewal_at",
        "warned_until",
        "visit_at",
        "outside_at",
        "patience_at",
        "comes_at",
    ],
    "cases": ("hope", "hope_ends_at"),
    "employees": ("replacement_at",),
}
"""Times that may lie ahead."""


def ranges(look):
    """Hold every field to the values that it can have."""
    w, top = look.world, np.inf
    places, staff, people = len(w.touchpoints), len(w.employees), len(w.people)
    bounds = [
        *((table, name, 0, 1) for table in FLAGS for name in FLAGS[table]),
        *((table, name, 0, 1) for table in SHARES for name in SHARES[table]),
        *((table, name, 0, top) for table in COUNTS for name in COUNTS[table]),
        ("people", "origin", NONE, facts.JOINED_REFERRAL),
        ("people", "parent", NONE, people - 1),
        ("people", "abandoned", 0, w.people.visits),
        ("people", "years_bought", 0, 2**61 - 1),
        ("people", "spoiled", 0, 7),
        ("people", "step", 0, places - w.people.in_visit),
        ("people", "came_from", NONE, len(w.teams) - 1),
        ("people", "employee", 0, staff - 1),
        ("people", "renewal_touchpoint", 0, places - 1),
        ("cases", "stage", NO_CASE, AWAITS_APPROVAL),
        ("cases", "touchpoint", NONE, places - 1),
        ("cases", "agent", 0, staff - 1),
        ("teams", "on_duty", 1, w.teams.places),
        ("teams", "free", 0, order.OTHER_ROOM),
    ]
    for bound in bounds:
        look.within(*bound)
    for table, names in PAST.items():
        for name in names:
            column = getattr(w, table)[name]
            for row in np.flatnonzero(~(column <= look.now)):
                look.say("time", table, row, name, column[row], look.now)
    for table, names in FUTURE.items():
        for name in names:
            for row in np.flatnonzero(np.isnan(getattr(w, table)[name])):
                look.say("number", table, row, name)


def clock(look):
    """Hold the clock to the day that begins next, to its room and to the shocks of the moment."""
    w, clock, now = look.world, look.world.clock[0], look.now
    if not ceil(now) <= clock.day <= floor(now) + 1:
        look.say("next day", clock.day, now)
    for name, array in (("events", w.heap), ("facts", w.facts)):
        if not 0 <= clock[name] <= len(array):
            look.say("room", name, clock[name], len(array))
    names = ("rivals", "offer_factor", "price_factor", "slowness", "failure_strain")
    values = tuple(clock[name].item() for name in names)
    after = _felt(w.shocks, lambda one: one.begins <= now < one.ends)
    before = _felt(w.shocks, lambda one: one.begins < now <= one.ends)
    some_due = any(now in look.due(order.SHOCK, who) for who in range(2 * len(w.shocks)))
    if values != after and not (some_due and values == before):
        for name, value, felt in zip(names, values, after, strict=True):
            if value != felt:
                look.say("shocks", name, value, felt)


def _felt(shocks, is_on):
    """Return what those shocks that are on come to together, multiplied in the engine's order."""
    rivals, offer, price, slowness, strain = 0, 1.0, 1.0, 1.0, 0.0
    for one in shocks:
        if not is_on(one):
            continue
        if one.kind == order.RIVAL_OPENS:
            rivals, offer = rivals + 1, offer * one.strength
        elif one.kind == order.PRICE_CUT:
            price *= one.strength
        elif one.kind == order.PRODUCT_FAILURE:
            strain += log(one.strength)
        else:
            slowness *= one.strength
    return rivals, offer, price, slowness, strain
