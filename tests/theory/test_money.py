"""Money and people are conserved: every cent and every customer is accounted for.

The books are worked out again from the parameters and from what was counted, on the bundled
corner shop and on shops with other prices, loud customers and busy marketing.
"""

from math import floor

import numpy as np
import pytest

from sim import facts
from sim.assumptions import load

BUSY = {
    "voice.silent_per_complaint": 2.0,
    "moments.problems_per_customer_year": 3.0,
    "market.marketing_per_year": 60_000.0,
    "market.returns_after_days": 60.0,
    "exits.moving_per_year": 0.5,
    "money.fee_per_year": 123.45,
    "money.gross_margin": 0.37,
    "money.spend_per_visit": 7.77,
    "departments.till.wage_per_hour": 13.37,
    "desk.wage_per_hour": 21.99,
    "recovery.cost": 8.05,
    "talk.reward": 5.55,
}
SHOPS = {"as it is": {}, "busy": BUSY}


def cents(amount):
    """Whole cents, halves upwards."""
    return floor(amount * 100 + 0.5)


@pytest.fixture(scope="module", params=["compiled", "simpy"])
def engine(request):
    return request.param


@pytest.fixture(scope="module", params=list(SHOPS))
def lived(request, lab, engine):
    """A shop and what happened in it."""
    small = {"time.days": 364} if engine == "compiled" else {"time.days": 98}
    if engine == "simpy":
        small |= {"market.people": 500, "market.customers": 200}
    shop = load("corner_shop").with_({"time.warm_up_days": 0, **SHOPS[request.param], **small})
    return shop, lab.live(shop, 1, engine, keep=True)[0]


def test_every_amount_of_money_is_whole_cents(lived):
    """Money is in whole cents, in the facts and in the tallies."""
    _, outcome = lived
    kinds = [*facts.INCOME, *facts.COSTS]
    money = outcome.facts[np.isin(outcome.facts["kind"], kinds)]["amount"]
    assert len(money) > 1_000
    assert (money == np.floor(money)).all()
    assert (outcome.amounts[:, kinds] == np.floor(outcome.amounts[:, kinds])).all()
    assert money.min() > 0


def test_tallies_are_the_facts_added_up(lived):
    """The tallies of a day are the number and the sum of its facts."""
    shop, outcome = lived
    day = outcome.facts["time"].astype(int)
    cell = day * len(facts.KINDS) + outcome.facts["kind"]
    size = shop.time.days * len(facts.KINDS)
    counts = np.bincount(cell, minlength=size)
    amounts = np.bincount(cell, outcome.facts["amount"], minlength=size)
    assert (counts == outcome.counts.ravel()).all()
    assert amounts == pytest.approx(outcome.amounts.ravel(), rel=1e-12, abs=1e-9)


def test_fixed_costs_and_fees(lived):
    """Wages, desk, marketing and overhead a day from the parameters; fees from who is there."""
    shop, outcome = lived
    days, money, desk = shop.time.days, shop.money, shop.desk
    wages = sum(d.staff * d.wage_per_hour for d in shop.departments) * shop.time.open_hours
    a_day = {
        facts.WAGES: cents(wages),
        facts.DESK_WAGES: cents(desk.agents * desk.wage_per_hour * desk.hours_per_week / 7),
        facts.MARKETING: cents(shop.market.marketing_per_year / 364),
        facts.OVERHEAD: cents(money.overhead_per_year / 364),
    }
    for kind, amount in a_day.items():
        assert (outcome.amounts[:, kind] == amount).all(), facts.KINDS[kind].name
    there = outcome.snapshots["customers"][:days]
    fees = [cents(money.fee_per_year / 364 * n) for n in there]
    assert outcome.amounts[:, facts.FEES] == pytest.approx(fees, abs=1)


def test_sales_goods_and_recovery(lived):
    """A sale is what its customer spends; goods are its share; each putting right has its price."""
    shop, outcome = lived
    sale = outcome.facts[outcome.facts["kind"] == facts.SALE]
    goods = outcome.facts[outcome.facts["kind"] == facts.GOODS]
    assert (sale["who"] == goods["who"]).all()
    assert (sale["time"] == goods["time"]).all()
    share = sale["amount"] * (1 - shop.money.gross_margin)
    assert np.abs(goods["amount"] - share).max() <= 0.5 + 1e-6
    for who in np.unique(sale["who"])[:50]:
        assert len(set(sale["amount"][sale["who"] == who])) == 1
    repaired = outcome.counts[:, [facts.PUT_RIGHT, facts.RESOLVED_FAST, facts.RESOLVED_LATE]].sum()
    assert outcome.amounts[:, facts.RECOVERY].sum() == repaired * cents(shop.recovery.cost)


def test_profit_is_what_the_parameters_say(lived):
    """Income less costs, to the cent, from parameters, visits, repairs, referrals and customers."""
    shop, outcome = lived
    booked = outcome.amounts[:, facts.INCOME].sum() - outcome.amounts[:, facts.COSTS].sum()
    days, money, desk = shop.time.days, shop.money, shop.desk
    sales = outcome.facts[outcome.facts["kind"] == facts.SALE]["amount"]
    goods = sales * (1 - money.gross_margin)
    earned = (sales - np.floor(goods + 0.5)).sum()
    there = outcome.snapshots["customers"][:days].tolist()
    fees = sum(cents(money.fee_per_year / 364 * n) for n in there)
    fixed = (
        cents(sum(d.staff * d.wage_per_hour for d in shop.departments) * shop.time.open_hours)
        + cents(desk.agents * desk.wage_per_hour * desk.hours_per_week / 7)
        + cents(shop.market.marketing_per_year / 364)
        + cents(money.overhead_per_year / 364)
    )
    repaired = outcome.counts[:, [facts.PUT_RIGHT, facts.RESOLVED_FAST, facts.RESOLVED_LATE]].sum()
    referred = outcome.counts[:, facts.JOINED_REFERRAL].sum()
    profit = earned + fees - fixed * days - repaired * cents(shop.recovery.cost)
    profit -= referred * cents(shop.talk.reward)
    # Half a cent may fall to either side: the margin is not exact in binary.
    ties = np.count_nonzero(np.abs(goods % 1 - 0.5) < 1e-6)
    assert booked == pytest.approx(profit, abs=float(ties), rel=0)


def test_what_people_spend(lab):
    """Spending a visit is gamma over customers, with the mean it says."""
    shop = lab.bare(
        {
            **lab.people(20_000),
            "visits.visits_per_year": 12,
            "money.spend_per_visit": 20.0,
            "money.spend_shape": 4.0,
            "touchpoints.till.sells": True,
        }
    )
    (outcome,) = lab.live(shop, 1, keep=True)
    sale = lab.of(outcome, facts.SALE)
    _, first = np.unique(sale["who"], return_index=True)
    spend = sale["amount"][first] / 100
    lab.mean_agrees(spend, 20.0, 0.02, "spend a visit")
    squares = (spend - 20.0) ** 2
    lab.mean_agrees(squares, 20.0**2 / 4, 0.06, "variance of spend")


def test_customers_are_conserved(lived):
    """Each day, and at the end: joined − left = customers."""
    _, outcome = lived
    joined = outcome.counts[:, list(facts.JOINING)].sum(axis=1)
    left = outcome.counts[:, list(facts.LEAVING)].sum(axis=1)
    # A morning is counted before what else happens in that instant, but after the founders.
    started = outcome.counts[:, facts.STARTED_AS_CUSTOMER].sum()
    at_end_of_day = np.cumsum(joined - left)
    assert outcome.snapshots["customers"][0] == started
    assert (outcome.snapshots["customers"][1:] == at_end_of_day).all()
    assert outcome.people["active"].sum() == at_end_of_day[-1]
    assert left.sum() > 5


def test_complaints_are_conserved(lived):
    """Each day: opened − closed = open."""
    _, outcome = lived
    closing = [facts.RESOLVED_FAST, facts.RESOLVED_LATE, facts.UNRESOLVED, facts.WITHDRAWN]
    opened = outcome.counts[:, facts.CASE_OPENED]
    still = np.cumsum(opened - outcome.counts[:, closing].sum(axis=1))
    assert (outcome.snapshots["open_cases"][1:] == still).all()
    assert opened.sum() > 0


def test_nobody_is_in_two_places(lived):
    """One joins and leaves in turn; comes in and goes home in turn; is served one at a time."""
    _, outcome = lived
    told = outcome.facts[outcome.facts["who"] >= 0]
    told = told[np.argsort(told["who"], kind="stable")]
    for begins, ends in (
        (facts.JOINING, facts.LEAVING),
        ((facts.VISIT,), (facts.COMPLETED, facts.ABANDONED)),
        ((facts.STARTED,), (facts.SERVED,)),
        (
            (facts.CASE_OPENED,),
            (facts.RESOLVED_FAST, facts.RESOLVED_LATE, facts.UNRESOLVED, facts.WITHDRAWN),
        ),
    ):
        some = told[np.isin(told["kind"], (*begins, *ends))]
        begun = np.isin(some["kind"], begins)
        same = some["who"][1:] == some["who"][:-1]
        assert (begun[1:] != begun[:-1])[same].all(), "twice the same in a row"
        assert begun[np.r_[True, ~same]].all(), "ends what never began"
    served = outcome.facts[np.isin(outcome.facts["kind"], (facts.STARTED, facts.SERVED))]
    served = served[np.argsort(served["other"], kind="stable")]
    same = served["other"][1:] == served["other"][:-1]
    alternates = served["kind"][1:] != served["kind"][:-1]
    assert alternates[same].all(), "an employee serves two customers at once"
