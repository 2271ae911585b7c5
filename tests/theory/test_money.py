"""Money and people are conserved: every cent and every customer is accounted for.

The books are worked out again from the parameters and from what was counted, on the bundled
corner shop and on shops with other prices, loud customers and busy marketing.
"""

from math import floor, log2

import numpy as np
import pytest

from sim import facts
from sim.assumptions import load
from sim.study.measures import measure

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
SHAKEN = {
    "voice.silent_per_complaint": 2.0,
    "moments.problems_per_customer_year": 3.0,
    "workforce.turnover_per_year": 3.0,
    "workforce.training_hours": 33.0,
    "money.fee_per_year": 100.0,
    "talk.reward": 5.55,
}
SHOPS = {"as it is": {}, "busy": BUSY, "shaken": SHAKEN}
PLAN = {
    30: {
        "departments.floor.staff": 3,
        "workforce.coaching_hours": 17.0,
        "workforce.recognition": 0.7,
        "workforce.bonus": 0.3,
        "workforce.hired_attitude": 0.77,
        "voice.asked_share": 0.37,
        "voice.ease": 3.0,
        "moments.standards": 0.55,
    },
    61: {
        "departments.floor.staff": 1,
        "desk.agents": 2,
        "desk.hours_per_week": 33.0,
        "talk.referrals_asked_share": 0.3,
        "workforce.training_hours": 0.0,
        "market.marketing_per_year": 12_345.0,
        "talk.reward": 1.23,
        "recovery.authority": 0.8,
    },
}
"""For the shaken shop, to which a rival, a price cut and a failing product happen too."""
HIT = [
    {"name": kind, "kind": kind, "day": day, "lasts_days": 30, "strength": 3}
    for kind, day in (("rival_opens", 20), ("price_cut", 40), ("product_failure", 50.5))
]


def cents(amount):
    """Whole cents, halves upwards."""
    return floor(amount * 100 + 0.5)


@pytest.fixture(scope="module", params=["compiled", "simpy"])
def engine(request):
    return request.param


@pytest.fixture(scope="module", params=list(SHOPS))
def lived(request, lab, engine):
    """A shop day by day, as its policies were, and what happened in it."""
    small = {"time.days": 364} if engine == "compiled" else {"time.days": 98}
    if engine == "simpy":
        small |= {"market.people": 500, "market.customers": 200, "voice.silent_per_complaint": 5.0}
    shop = load("corner_shop").with_({"time.warm_up_days": 0, **SHOPS[request.param], **small})
    plan = {}
    if request.param == "shaken":
        shop, plan = type(shop)(**shop.plain() | {"shocks": HIT}), PLAN
    days, today = [], shop
    for day in range(shop.time.days):
        today = today.with_(plan[day]) if day in plan else today
        days.append(today)
    return days, lab.live(shop, 1, engine, keep=True, plan=plan)[0]


def fixed_costs(shop):
    """What a day costs whatever happens, by kind, in cents."""
    desk, work, voice, moments = shop.desk, shop.workforce, shop.voice, shop.moments
    staff = sum(d.staff for d in shop.departments)
    wages = sum(d.staff * d.wage_per_hour for d in shop.departments) * shop.time.open_hours
    return {
        facts.WAGES: cents(wages),
        facts.DESK_WAGES: cents(desk.agents * desk.wage_per_hour * desk.hours_per_week / 7),
        facts.MARKETING: cents(shop.market.marketing_per_year / 364),
        facts.TRAINING: cents(work.training_hours * work.training_cost * staff / 364),
        facts.COACHING: cents(work.coaching_hours * work.coaching_cost * staff / 364),
        facts.RECOGNITION: cents(work.recognition * work.recognition_cost * staff / 364),
        facts.STANDARDS: cents(moments.standards * moments.standards_cost / 364),
        facts.OVERHEAD: cents(shop.money.overhead_per_year / 364),
        facts.LISTENING: cents(voice.ease_cost * max(0.0, log2(voice.ease)) / 364),
    }


def cost_by_head(shop, customers):
    """What asking so many customers costs a day, and what they pay, in cents."""
    asking = cents(shop.voice.asked_share * shop.voice.asking_cost / 364 * customers)
    return asking, cents(shop.money.fee_per_year / 364 * customers)


def programme(shop):
    """What asking for referrals costs a day, in cents."""
    return cents(shop.talk.referrals_asked_share * shop.talk.asking_cost / 364)


def bonus(shop, yesterday):
    """The bonus of a day, in cents: the full one times the index that was recorded yesterday."""
    staff = sum(d.staff for d in shop.departments)
    full = cents(shop.workforce.bonus * shop.workforce.bonus_cost * staff / 364)
    visits = yesterday[facts.VISIT]
    return floor(full * (1 - yesterday[facts.SPOILED_ON_RECORD] / visits) + 0.5) if visits else 0


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
    shops, outcome = lived
    day = outcome.facts["time"].astype(int)
    cell = day * len(facts.KINDS) + outcome.facts["kind"]
    size = len(shops) * len(facts.KINDS)
    counts = np.bincount(cell, minlength=size)
    amounts = np.bincount(cell, outcome.facts["amount"], minlength=size)
    assert (counts == outcome.counts.ravel()).all()
    assert amounts == pytest.approx(outcome.amounts.ravel(), rel=1e-12, abs=1e-9)


def test_fixed_costs_and_fees(lived):
    """What a day costs whatever happens, from the parameters; asking and fees from who is there."""
    shops, outcome = lived
    there = outcome.snapshots["customers"][:-1].tolist()
    for day, (shop, customers) in enumerate(zip(shops, there, strict=True)):
        asking, fees = cost_by_head(shop, customers)
        for kind, amount in fixed_costs(shop).items():
            amount += asking if kind == facts.LISTENING else 0
            # A cent for halves that are not exact in binary.
            assert abs(outcome.amounts[day, kind] - amount) <= 1, (day, facts.KINDS[kind].name)
        assert abs(outcome.amounts[day, facts.FEES] - fees) <= 1
        if day > 0:
            paid = bonus(shop, outcome.counts[day - 1])
            assert abs(outcome.amounts[day, facts.BONUS] - paid) <= 1


def test_each_hire_reward_and_repair_has_its_price(lived):
    """Costs of what happens: their number a day × the price of that day."""
    shops, outcome = lived
    repaired = (facts.PUT_RIGHT, facts.RESOLVED_FAST, facts.RESOLVED_LATE)
    for day, shop in enumerate(shops):
        count, amount = outcome.counts[day], outcome.amounts[day]
        work = shop.workforce
        hire = work.replacement_cost + work.attitude_cost * max(0.0, work.hired_attitude - 0.5)
        assert amount[facts.HIRING] == count[facts.HIRED] * cents(hire)
        rewards = count[facts.JOINED_REFERRAL] * cents(shop.talk.reward)
        assert abs(amount[facts.REWARD] - rewards - programme(shop)) <= 1
        assert amount[facts.RECOVERY] == count[list(repaired)].sum() * cents(shop.recovery.cost)


def test_profit_is_what_the_parameters_say(lived):
    """Income less costs, to the cent, from parameters, sales, repairs, hires, referrals, customers.

    Also the ledger is the profit: the sum over all facts of money, income less cost.
    """
    shops, outcome = lived
    booked = outcome.amounts[:, facts.INCOME].sum() - outcome.amounts[:, facts.COSTS].sum()
    money = outcome.facts[np.isin(outcome.facts["kind"], [*facts.INCOME, *facts.COSTS])]
    signs = np.where(np.isin(money["kind"], facts.INCOME), 1.0, -1.0)
    assert (signs * money["amount"]).sum() == booked
    sales = outcome.facts[outcome.facts["kind"] == facts.SALE]["amount"]
    goods = sales * (1 - shops[0].money.gross_margin)
    profit = (sales - np.floor(goods + 0.5)).sum()
    there = outcome.snapshots["customers"][:-1].tolist()
    for day, (shop, customers) in enumerate(zip(shops, there, strict=True)):
        count, work = outcome.counts[day], shop.workforce
        asking, fees = cost_by_head(shop, customers)
        hire = work.replacement_cost + work.attitude_cost * max(0.0, work.hired_attitude - 0.5)
        repaired = count[[facts.PUT_RIGHT, facts.RESOLVED_FAST, facts.RESOLVED_LATE]].sum()
        profit += fees - cents(fees * (1 - shop.money.gross_margin) / 100)
        profit -= asking + sum(fixed_costs(shop).values()) + programme(shop)
        profit -= bonus(shop, outcome.counts[max(0, day - 1)]) if day > 0 else 0
        profit -= repaired * cents(shop.recovery.cost)
        profit -= count[facts.JOINED_REFERRAL] * cents(shop.talk.reward)
        profit -= count[facts.HIRED] * cents(hire)
    # Half a cent may fall to either side: the margin is not exact in binary.
    ties = np.count_nonzero(np.abs(goods % 1 - 0.5) < 1e-6)
    assert booked == pytest.approx(profit, abs=float(ties), rel=0)


def test_the_key_figures_are_the_ledger(lived):
    """Profit, revenue and cost a year are the ledger's, over 364 days."""
    shops, outcome = lived
    figures = measure(shops[0], outcome)
    income = outcome.amounts[:, facts.INCOME].sum() / 100
    cost = outcome.amounts[:, facts.COSTS].sum() / 100
    years = len(shops) / 364
    assert figures["revenue"] == pytest.approx(income / years)
    assert figures["cost"] == pytest.approx(cost / years)
    assert figures["profit"] == pytest.approx((income - cost) / years)


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
        assert begun.any(), "nothing to look at"
        same = some["who"][1:] == some["who"][:-1]
        assert (begun[1:] != begun[:-1])[same].all(), "twice the same in a row"
        assert begun[np.r_[True, ~same]].all(), "ends what never began"
    served = outcome.facts[np.isin(outcome.facts["kind"], (facts.STARTED, facts.SERVED))]
    served = served[np.argsort(served["other"], kind="stable")]
    same = served["other"][1:] == served["other"][:-1]
    alternates = served["kind"][1:] != served["kind"][:-1]
    assert alternates[same].all(), "an employee serves two customers at once"


def test_employees_are_conserved(lived):
    """One quits and is replaced in turn; nobody begins a service at a vacant place."""
    _, outcome = lived
    working = outcome.facts["other"] >= 0
    kinds = (facts.QUIT, facts.HIRED, facts.STARTED)
    vacant, seen = set(), 0
    for kind, who in outcome.facts[working & np.isin(outcome.facts["kind"], kinds)][
        ["kind", "other"]
    ].tolist():
        if kind == facts.QUIT:
            assert who not in vacant
            vacant.add(who)
            seen += 1
        elif kind == facts.HIRED:
            vacant.discard(who)
        else:
            assert who not in vacant, "a service begins at a vacant place"
    assert seen == outcome.counts[:, facts.QUIT].sum()
