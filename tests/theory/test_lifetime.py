"""Lifetime: visits with a fixed chance of leaving after each, and what a customer is worth.

BG/NBD (Fader, Hardie and Lee 2005): Poisson visits at a rate that is gamma over customers; after
each visit one leaves with a fixed chance p. In the model of the paper p is beta over customers;
here it is the same for all, so its heterogeneity is off. A failure that nobody hears and nobody
survives, with chance p at each visit, is such a world.
"""

from math import exp, log

import numpy as np
import pytest
from scipy import stats

from sim import facts
from sim.study.measures import measure

YEAR = 364.0


def leaving(lab, people, p, visits=20, **more):
    """Each visit is the last with chance p."""
    return lab.bare(
        {
            **lab.people(people),
            "visits.visits_per_year": visits,
            "moments.problems_per_customer_year": p * visits,
            "voice.silent_per_complaint": 1e9,
            "second_chance.silent_minor": 0,
            "second_chance.silent_serious": 0,
            **{key.replace("__", "."): value for key, value in more.items()},
        }
    )


@pytest.mark.parametrize(("engine", "people"), [("compiled", 20_000), ("simpy", 2_000)])
def test_visits_in_a_life_are_geometric(lab, engine, people):
    """Visits until leaving: P(n) = (1 − p)^(n−1)·p, by chi-square; the mean is 1/p.

    The horizon is long enough for everybody to have left.
    """
    p = 0.2
    (outcome,) = lab.live(leaving(lab, people, p, visits=50, time__days=1820), 1, engine)
    assert lab.left(outcome) == people
    visits = outcome.people["visits"]
    most = 25
    expected = p * (1 - p) ** np.arange(most) * people
    expected = np.append(expected, people - expected.sum())
    seen = np.bincount(np.minimum(visits, most + 1) - 1, minlength=most + 1)
    chance = stats.chisquare(seen, expected).pvalue
    lab.fits("chi-square", chance, f"visits in a life, {engine}")
    batches = [part.mean() for part in np.array_split(visits, 20)]
    lab.mean_agrees(batches, 1 / p, 0.1, f"mean visits in a life, {engine}")


@pytest.mark.parametrize("shape", [10_000.0, 2.0, 0.5])
@pytest.mark.parametrize(
    ("engine", "people", "within"), [("compiled", 40_000, 0.04), ("simpy", 3_000, 0.25)]
)
def test_visits_by_a_day_are_those_of_bg_nbd(lab, shape, engine, people, within):
    """E[X(t)] = (1 − (α/(α + p·t))^r)/p: rates gamma with shape r and rate α = r/mean.

    The closed form is E[(1 − e^(−pλt))/p] over λ. A large r is the case without heterogeneity.
    """
    p, days = 0.1, 182
    scenario = leaving(lab, people, p, visits__rate_shape=shape, time__days=days)
    (outcome,) = lab.live(scenario, 1, engine)
    alpha = shape / (20 / YEAR)
    expected = (1 - (alpha / (alpha + p * days)) ** shape) / p
    batches = [part.mean() for part in np.array_split(outcome.people["visits"], 20)]
    lab.mean_agrees(batches, expected, within, f"BG/NBD, shape {shape:g}, {engine}: visits")


@pytest.mark.parametrize("shape", [10_000.0, 2.0])
def test_lives_are_those_of_the_rates(lab, shape):
    """Still a customer at t: (α/(α + p·t))^r, which is e^(−churn·t) without heterogeneity."""
    p, people = 0.1, 40_000
    (outcome,) = lab.live(leaving(lab, people, p, visits__rate_shape=shape))
    alpha = shape / (20 / YEAR)
    for day in (91, 182, 364):
        stay = (alpha / (alpha + p * day)) ** shape
        here = int(outcome.snapshots["customers"][day])
        lab.share_agrees(here, people, stay, 0.01, f"shape {shape:g}: still here on day {day}")


@pytest.mark.parametrize(("engine", "people"), [("compiled", 20_000), ("simpy", 1_000)])
def test_a_life_lasts_one_over_churn(lab, engine, people):
    """With a constant churn c: retention of a year e^(−c), expected life 1/c years."""
    churn = 0.8
    scenario = lab.bare(
        {**lab.people(people), "visits.visits_per_year": 0.5, "time.days": 5096}
        | {"exits.moving_per_year": churn, "market.returns_after_days": lab.never}
    )
    (outcome,) = lab.live(scenario, 1, engine)
    years = np.minimum(outcome.people["left_at"], 5096.0) / YEAR
    batches = [part.mean() for part in np.array_split(years, 20)]
    lab.mean_agrees(batches, 1 / churn, 0.25, f"years of a life, {engine}")
    for year in (1, 2):
        before, after = outcome.snapshots["customers"][[(year - 1) * 364, year * 364]]
        what = f"retention of year {year}, {engine}"
        lab.share_agrees(int(after), int(before), exp(-churn), 0.08, what)


CHURN, DISCOUNT, FEE, PEOPLE = 0.3, 0.1, 364.0, 10_000


@pytest.fixture(scope="module")
def payers(lab):
    """Forty years of people who pay a fee and move away at a constant rate, eight times."""
    scenario = lab.bare(
        {**lab.people(PEOPLE), "visits.visits_per_year": 0.05, "time.days": 14_560}
        | {"exits.moving_per_year": CHURN, "money.fee_per_year": FEE, "money.gross_margin": 1}
    )
    return scenario, lab.live(scenario, 8)


def paid_day_by_day(outcome):
    """The present value of what a customer paid, fees falling due each day."""
    paid = outcome.amounts[:, facts.FEES] / 100
    return (paid * np.exp(-DISCOUNT * np.arange(len(paid)) / 364)).sum() / PEOPLE


def test_lifetime_value(lab, payers):
    """Margin m at the end of each year from those still there: m·r/(1 + d − r).

    The same money a day, as fees fall: the sum of m/364·(r/(1 + d))^(k/364) over days k from 0,
    which is m/(churn + ln(1 + d)) to within a day's pay. Exact with constant churn; r = e^(−churn),
    and d is what the rate of 0.1, compounded continuously, makes in a year; 40 years stand for all.
    """
    r, d = exp(-CHURN), exp(DISCOUNT) - 1
    yearly = []
    for outcome in payers[1]:
        left = outcome.snapshots["customers"][364::364]
        paid = left * FEE / (1 + d) ** np.arange(1, len(left) + 1)
        yearly.append(paid.sum() / PEOPLE)
    lab.mean_agrees(yearly, FEE * r / (1 + d - r), 0.03, "lifetime value, end of year")
    step = (r / (1 + d)) ** (1 / 364)
    expected = FEE / 364 / (1 - step)
    assert expected == pytest.approx(FEE / (CHURN + log(1 + d)), rel=1e-3)
    daily = [paid_day_by_day(outcome) for outcome in payers[1]]
    lab.mean_agrees(daily, expected, 0.03, "lifetime value, day by day")


def test_the_key_figure_is_what_the_money_was_worth(lab, payers):
    """The key figure `lifetime_value` is the present value of what customers paid, as it fell.

    And `profit_npv`, of a business that costs nothing, is that of all of them.
    """
    scenario, outcomes = payers
    figures = [measure(scenario, outcome) for outcome in outcomes]
    worth = [paid_day_by_day(outcome) for outcome in outcomes]
    apart = [f["lifetime_value"] - w for f, w in zip(figures, worth, strict=True)]
    lab.is_nothing(apart, 8.0, "lifetime value: key figure − money day by day")
    for figure, value in zip(figures, worth, strict=True):
        assert figure["profit_npv"] == pytest.approx(value * PEOPLE, rel=1e-3)
