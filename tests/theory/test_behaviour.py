"""Behaviour: which way the world moves, and what happens at its edges.

Two policies are compared with the same luck, in a shop with many problems and loud customers,
so that what a manager does can be seen in a few replications. Nobody has theory for the size;
the sign is what must hold, with 99.9% confidence.
"""

from functools import cache
from math import sqrt

import numpy as np
import pytest
from scipy import stats

from sim import facts
from sim.assumptions import load

TROUBLED = {
    "market.people": 4_000,
    "market.customers": 1_000,
    "market.marketing_per_year": 0.0,
    "time.days": 364,
    "time.warm_up_days": 0,
    "visits.visits_per_year": 50.0,
    "moments.problems_per_customer_year": 1.2,
    "voice.silent_per_complaint": 1.0,
    "lock.convenience_share": 0.0,
    "desk.hours_per_week": 40.0,
    "desk.background_hours_per_week": 0.0,
}
QUICK = {"desk.agents": 8, "desk.escalation_share": 0.0, "desk.promise_days": 5.0}
SLOW = {"desk.handling_minutes": 120.0, "desk.escalation_share": 1.0}
SKILLED = {f"departments.{d}.skill": 0.9 for d in ("floor", "counter", "till", "office")}
MERRY = {f"departments.{d}.morale": 0.9 for d in ("floor", "counter", "till", "office")}
STAFFED = {f"departments.{d}.staff": 3 for d in ("floor", "counter", "till", "office")}
TIRED = {"touchpoints.till.service_minutes": 5.0, "touchpoints.till.patience_minutes": 30.0}

BETTER = {
    "a faster desk": (SLOW, QUICK),
    "more agents": ({"desk.handling_minutes": 600.0}, {"desk.handling_minutes": 600.0} | QUICK),
    "no approval needed": ({"desk.escalation_share": 1.0}, {"desk.escalation_share": 0.0}),
    "a desk that succeeds": ({"desk.success": 0.3}, {"desk.success": 0.95}),
    "more authority": ({"recovery.authority": 0.0}, {"recovery.authority": 0.8}),
    "success on the spot": (
        {"recovery.authority": 1.0, "recovery.success": 0.2},
        {"recovery.authority": 1.0, "recovery.success": 1.0},
    ),
    "skilled staff": ({}, SKILLED),
    "merry staff": ({}, MERRY),
    "staff enough": (TIRED, TIRED | STAFFED),
    "asking, at a desk that keeps its promise": (QUICK, QUICK | {"voice.asked_share": 0.5}),
    "easier complaining, at such a desk": (QUICK, QUICK | {"voice.ease": 8.0}),
    "fewer problems": ({}, {"moments.problems_per_customer_year": 0.6}),
    "forgiveness": ({"loyalty.forgiveness": 0.0}, {"loyalty.forgiveness": 0.5}),
    "locked in by convenience": ({}, {"lock.convenience_share": 0.4}),
}

SMALL = ("a faster desk",)
"""Effects that ten replications do not tell from nothing."""


@cache
def lived(lab, changes, replications, engine):
    """Customers lost, replication by replication; many comparisons share a side."""
    shop = load("corner_shop").with_(TROUBLED | dict(changes))
    kinds = (facts.LEFT_FAILURE, facts.LEFT_RENEWAL, facts.LEFT_WAITING)
    return np.array([lab.count(o, *kinds) for o in lab.live(shop, replications, engine)])


def lost(lab, changes, replications, engine="compiled"):
    """Customers lost to a failure or to waiting, replication by replication."""
    return lived(lab, tuple(sorted(changes.items())), replications, engine)


@pytest.mark.parametrize("what", BETTER)
def test_it_helps(lab, what):
    """With the same luck, fewer leave for a failure: the mean difference is clear of 0."""
    before, after = BETTER[what]
    replications = 20 if what in SMALL else 10
    won = lost(lab, before, replications) - lost(lab, after, replications)
    half = stats.t.ppf(0.9995, len(won) - 1) * won.std(ddof=1) / sqrt(len(won))
    assert won.mean() - half > 0, f"{what}: {won.mean():.1f} ± {half:.1f} of 1000 kept"


def test_it_helps_on_the_engine_that_defines_it(lab):
    """The same on SimPy, for authority."""
    small = {"market.people": 250, "market.customers": 250, "time.days": 182}
    before, after = BETTER["more authority"]
    won = lost(lab, small | before, 2, "simpy") - lost(lab, small | after, 2, "simpy")
    assert won.sum() > 0


def test_pairing_pays(lab):
    """The same luck under two policies: the difference varies less than two worlds apart would."""
    few, many = lost(lab, {}, 10), lost(lab, {"recovery.authority": 0.4}, 10)
    assert (few - many).var(ddof=1) < 0.7 * (few.var(ddof=1) + many.var(ddof=1))


def test_what_costs_only_money_moves_nobody(lab):
    """Prices, wages and the price of putting right change the books, not the people."""
    dear = {
        "recovery.cost": 99.0,
        "departments.till.wage_per_hour": 99.0,
        "money.fee_per_year": 1.0,
    }
    assert (lost(lab, dear, 3) == lost(lab, {}, 3)).all()


@pytest.fixture(params=["compiled", "simpy"])
def edge(request, lab):
    """Live a small shop at one of its edges."""

    def live(changes):
        small = {"market.people": 200, "market.customers": 100, "time.days": 182}
        shop = load("corner_shop").with_(TROUBLED | small | changes)
        return lab.live(shop, 1, request.param, keep=True)[0]

    return live


def test_no_problems_no_misery(lab, edge):
    outcome = edge({"moments.problems_per_customer_year": 0.0})
    assert lab.count(outcome, facts.VISIT) > 1_000
    kinds = (facts.MISERY_MINOR, facts.MISERY_SERIOUS, facts.SILENT, facts.SPOKE_UP)
    assert lab.count(outcome, *kinds, facts.CASE_OPENED, facts.LEFT_FAILURE) == 0


def test_everything_put_right_on_the_spot_leaves_the_desk_idle(lab, edge):
    outcome = edge({"recovery.authority": 1.0, "recovery.success": 1.0})
    assert lab.count(outcome, facts.CASE_OPENED) == 0
    assert lab.count(outcome, facts.PUT_RIGHT) == lab.count(outcome, facts.SPOKE_UP) > 5


def test_whoever_is_asked_is_not_silent(lab, edge):
    outcome = edge({"voice.asked_share": 1.0})
    assert lab.count(outcome, facts.SILENT) == 0
    assert lab.count(outcome, facts.ASKED) > 5


def test_without_patience_everybody_who_would_wait_walks(lab, edge):
    names = ("finding", "counter", "till", "returns")
    outcome = edge({f"touchpoints.{name}.patience_minutes": 1e-9 for name in names})
    assert lab.count(outcome, facts.WALKED_OUT) == lab.count(outcome, facts.QUEUED) > 10
    assert lab.total(outcome, facts.STARTED) == 0.0


def test_without_customers_nothing_happens(lab, edge):
    outcome = edge({"market.customers": 0})
    assert lab.count(outcome, facts.VISIT) == 0
    assert outcome.people["active"].sum() == 0


def test_everybody_is_a_customer(lab, edge):
    outcome = edge({"market.people": 100, "market.customers": 100})
    assert outcome.snapshots["customers"].max() == 100


def test_a_single_customer(lab, edge):
    outcome = edge({"market.people": 1, "market.customers": 1})
    assert set(outcome.facts["who"]) <= {-1, 0}
    assert lab.count(outcome, facts.VISIT) > 0


def test_a_single_day(lab, edge):
    outcome = edge({"time.days": 1})
    assert outcome.counts.shape[0] == 1
    assert len(outcome.snapshots) == 2
    assert outcome.facts["time"].max() < 1.0


def test_everybody_is_held(lab, edge):
    locked = {"lock.convenience_share": 1.0, "exits.moving_per_year": 0.0}
    outcome = edge(locked)
    assert lab.left(outcome) == 0
    assert lab.count(outcome, facts.HELD) > 5


def test_every_contact_fails(lab, edge):
    outcome = edge({"moments.problems_per_customer_year": 5_000.0})
    failed = lab.count(outcome, facts.MISERY_MINOR, facts.MISERY_SERIOUS)
    assert failed >= lab.count(outcome, facts.SERVED)
    assert lab.count(outcome, facts.MAGIC) == 0
