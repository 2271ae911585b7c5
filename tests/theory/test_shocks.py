"""Shocks: nothing before the day, the hand-worked effect while they last, nothing after."""

from math import exp

import numpy as np
import pytest

from sim import facts
from sim.assumptions import load
from sim.assumptions.shocks import SHOCK_KINDS
from sim.brief import make_brief

YEAR = 364.0
STAY = {"second_chance.silent_minor": 1, "second_chance.silent_serious": 1}


def shaken(scenario, kind, day, lasts, strength):
    """Return a scenario to which one thing happens."""
    values = scenario.plain()
    values["shocks"] = [
        {"name": "it", "kind": kind, "day": day, "lasts_days": lasts, "strength": strength}
    ]
    return type(scenario)(**values)


@pytest.mark.parametrize(
    ("kind", "engine"),
    [*[(kind, "compiled") for kind in SHOCK_KINDS], ("rival_opens", "simpy")],
)
def test_before_its_day_nothing_differs(lab, kind, engine):
    """The same facts to the last byte up to the day of the shock, and others from then on."""
    shop = load("corner_shop").with_(
        {"market.people": 200, "market.customers": 150, "time.days": 112, "time.warm_up_days": 0}
        | {"exits.offers_per_year": 20.0, "exits.price_sensitive_share": 0.8}
    )
    (calm,) = lab.live(shop, 1, engine, keep=True)
    (hit,) = lab.live(shaken(shop, kind, 60.5, 70, 8), 1, engine, keep=True)
    before = [o.facts[o.facts["time"] < 60.5] for o in (calm, hit)]
    assert len(before[0]) > 1_000
    assert before[0].tobytes() == before[1].tobytes()
    assert calm.counts[:60].tobytes() == hit.counts[:60].tobytes()
    assert calm.amounts[:60].tobytes() == hit.amounts[:60].tobytes()
    assert calm.snapshots[:61].tobytes() == hit.snapshots[:61].tobytes()
    told = lab.of(hit, facts.SHOCK)
    assert told["time"].tolist() == [60.5]
    assert told["other"].tolist() == [SHOCK_KINDS.index(kind)]
    after = hit.facts[(hit.facts["time"] >= 60.5) & (hit.facts["kind"] != facts.SHOCK)]
    assert after.tobytes() != calm.facts[calm.facts["time"] >= 60.5].tobytes()


@pytest.mark.parametrize(("engine", "people"), [("compiled", 20_000), ("simpy", 1_500)])
def test_a_rival_opens_the_lock_of_convenience(lab, engine, people):
    """Who comes for convenience takes offers while a rival is open: 1 − e^(−offers × accepted × f).

    Sixty of a hundred come for convenience; the others are under contract, which still holds.
    Nobody leaves before the rival opens, nor after it has closed.
    """
    scenario = lab.bare(
        {
            **lab.people(people),
            "visits.visits_per_year": 1,
            "lock.convenience_share": 1,
            "lock.contract_share": 0.4,
            "exits.offers_per_year": 3,
            "exits.offer_accepted": 0.2,
        }
    )
    scenario = shaken(scenario, "rival_opens", 150, 100, 2)
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    gone = lab.of(outcome, facts.LEFT_COMPETITOR)
    assert len(gone) == lab.left(outcome)
    assert gone["time"].min() >= 150
    assert gone["time"].max() <= 250
    contract = make_brief(scenario, 26, 0).people.contract
    assert not contract[gone["who"]].any()
    lost = 1 - exp(-3 * 0.2 * 2 * 100 / YEAR)
    what = f"rival: lost of those not under contract, {engine}"
    lab.share_agrees(len(gone), int((~contract).sum()), lost, 0.06, what)


@pytest.mark.parametrize(("engine", "people"), [("compiled", 20_000), ("simpy", 1_500)])
def test_a_rival_opens_the_lock_for_failures_too(lab, engine, people):
    """A failure that is not forgiven is held by convenience before, and costs the customer after.

    Lost: 1 − e^(−failures × (1 − 0.37) × days), all failures minor and unheard.
    """
    scenario = lab.bare(
        {
            **lab.people(people),
            "visits.visits_per_year": 60,
            "moments.problems_per_customer_year": 1.5,
            "touchpoints.till.serious_share": 0,
            "voice.silent_per_complaint": 1e9,
            "lock.convenience_share": 1,
        }
    )
    (outcome,) = lab.live(shaken(scenario, "rival_opens", 182, 182, 1), 1, engine)
    assert lab.left(outcome) == lab.count(outcome, facts.LEFT_FAILURE, since=182)
    assert lab.count(outcome, facts.HELD) > 0
    assert lab.count(outcome, facts.HELD, since=182) == 0
    lost = 1 - exp(-1.5 * 0.63 / 2)
    what = f"rival: lost to failures, {engine}"
    lab.share_agrees(lab.left(outcome), people, lost, 0.05, what)


@pytest.mark.parametrize(("engine", "people"), [("compiled", 20_000), ("simpy", 1_500)])
def test_a_price_cut_moves_the_price_sensitive_only(lab, engine, people):
    """Lost in the year of the cut: 1 − e^(−0.9) of those for whom the price decides, else e^(−0.3).

    Three offers a year, a tenth of them taken, thrice as many by the price-sensitive.
    """
    scenario = lab.bare(
        {
            **lab.people(people),
            "visits.visits_per_year": 1,
            "exits.offers_per_year": 3,
            "exits.offer_accepted": 0.1,
            "exits.price_sensitive_share": 0.3,
        }
    )
    scenario = shaken(scenario, "price_cut", 0, 364, 3)
    (outcome,) = lab.live(scenario, 1, engine)
    sensitive = make_brief(scenario, 26, 0).people.price_sensitive
    lab.share_agrees(int(sensitive.sum()), people, 0.3, 0.04, f"price-sensitive, {engine}")
    gone = outcome.people["active"] == 0
    for who, hazard, what in ((sensitive, 0.9, "price decides"), (~sensitive, 0.3, "it does not")):
        share = 1 - exp(-hazard)
        told = f"price cut, {what}, {engine}: lost"
        lab.share_agrees(int(gone[who].sum()), int(who.sum()), share, 0.08, told)


@pytest.mark.parametrize(("engine", "people"), [("compiled", 4_000), ("simpy", 400)])
def test_a_product_failure_multiplies_the_odds(lab, engine, people):
    """Odds of misery × 4 while it lasts: 0.05 becomes 0.2/1.15. Before and after it is 0.05."""
    scenario = lab.bare(
        {
            **lab.people(people),
            **STAY,
            "visits.visits_per_year": 50,
            "moments.problems_per_customer_year": 2.5,
            "voice.silent_per_complaint": 1e9,
        }
    )
    (outcome,) = lab.live(shaken(scenario, "product_failure", 100, 150, 4), 1, engine)
    for since, until, chance in ((0, 100, 0.05), (100, 250, 0.2 / 1.15), (250, 364, 0.05)):
        days = outcome.counts[since:until]
        failed = days[:, [facts.MISERY_MINOR, facts.MISERY_SERIOUS]].sum()
        what = f"product failure, days {since} to {until}, {engine}"
        lab.share_agrees(int(failed), int(days[:, facts.SERVED].sum()), chance, 0.02, what)


@pytest.mark.parametrize(("engine", "people"), [("compiled", 4_000), ("simpy", 800)])
def test_a_shortage_of_staff_lengthens_service(lab, engine, people):
    """Services that begin while it lasts take 1.6 times as long on average, and no others."""
    scenario = lab.bare(
        {
            **lab.people(people),
            "visits.visits_per_year": 40,
            "touchpoints.till.service_minutes": 6,
        }
    )
    (outcome,) = lab.live(shaken(scenario, "staff_shortage", 100, 100, 1.6), 1, engine, keep=True)
    served = lab.of(outcome, facts.SERVED)
    began = served["time"] - served["amount"]
    for since, until, minutes in ((0, 100, 6.0), (100, 200, 9.6), (200, 364, 6.0)):
        during = served[(began >= since) & (began < until)]["amount"] * 720
        what = f"staff shortage, days {since} to {until}, {engine}"
        lab.mean_agrees(during, minutes, 0.04, what)


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_shocks_add_up(lab, engine):
    """Two product failures at once multiply: the odds × 2 and × 3, then each alone."""
    scenario = lab.bare(
        {
            **lab.people(4_000 if engine == "compiled" else 400),
            **STAY,
            "visits.visits_per_year": 50,
            "moments.problems_per_customer_year": 2.5,
            "voice.silent_per_complaint": 1e9,
        }
    )
    values = scenario.plain()
    values["shocks"] = [
        {"name": name, "kind": "product_failure", "day": day, "lasts_days": 200, "strength": f}
        for name, day, f in (("one", 50, 2), ("two", 150, 3))
    ]
    (outcome,) = lab.live(type(scenario)(**values), 1, engine)
    odds = 0.05 / 0.95
    for since, until, factor in ((0, 50, 1), (50, 150, 2), (150, 250, 6), (250, 350, 3)):
        days = outcome.counts[since:until]
        failed = days[:, [facts.MISERY_MINOR, facts.MISERY_SERIOUS]].sum()
        chance = odds * factor / (1 + odds * factor)
        what = f"odds × {factor}, {engine}"
        lab.share_agrees(int(failed), int(np.sum(days[:, facts.SERVED])), chance, 0.03, what)
