"""Marketing: contacts are Poisson, and the market is used up.

A contact falls on anybody in the market with the same chance, whoever they are; so with nobody
leaving, customers grow as P·(1 − (1 − C/P)·e^(−contacts × p/P)).
"""

from math import exp

import numpy as np
import pytest
from scipy import stats

from sim import facts


def advertised(lab, a_day, people=5_000, customers=1_000, join=0.25, **more):
    """So many contacts a day at 10 each, and nobody leaves."""
    return lab.bare(
        {
            "market.people": people,
            "market.customers": customers,
            "market.cost_per_contact": 10.0,
            "market.marketing_per_year": a_day * 364 * 10.0,
            "market.join_probability": join,
            "visits.visits_per_year": 1,
            **{key.replace("__", "."): value for key, value in more.items()},
        }
    )


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
@pytest.mark.parametrize("a_day", [0.5, 8.0, 30.0])
def test_contacts_are_poisson(lab, engine, a_day):
    """Contacts a year have the mean money ÷ price, and a day's are Poisson (index of dispersion).

    Thirty a day are drawn in batches of eight; that must not show.
    """
    days = 3640 if engine == "compiled" else 728
    (outcome,) = lab.live(advertised(lab, a_day, time__days=days), 1, engine)
    daily = outcome.counts[:, facts.CONTACTED]
    chance = 2 * min(
        stats.poisson.cdf(daily.sum(), a_day * days),
        stats.poisson.sf(daily.sum() - 1, a_day * days),
    )
    lab.fits(f"{daily.mean():.4g} a day, Poisson", min(1, chance), f"{a_day} contacts, {engine}")
    spread = ((daily - daily.mean()) ** 2).sum() / daily.mean()
    low = stats.chi2.cdf(spread, days - 1)
    lab.fits("dispersion", 2 * min(low, 1 - low), f"{a_day} contacts a day, {engine}")
    on_whom = np.array_split(outcome.people["contacts"], 50)
    seen = np.array([part.sum() for part in on_whom])
    lab.fits("chi-square", stats.chisquare(seen).pvalue, f"{a_day} contacts: on whom, {engine}")


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_a_contact_joins(lab, engine):
    """A contact joins with join_probability × the share of the market that is free to be won."""
    people, customers, join = 5_000, 2_000, 0.25
    scenario = advertised(lab, 30.0, people, customers, join, time__days=364)
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    is_customer = np.zeros(people, dtype=bool)
    free, busy, joined = 0, 0, 0
    for kind, who in outcome.facts[["kind", "who"]].tolist():
        if kind == facts.CONTACTED:
            busy, free = busy + is_customer[who], free + (not is_customer[who])
        elif kind in facts.JOINING:
            assert not is_customer[who]
            is_customer[who] = True
            joined += kind == facts.JOINED_MARKETING
    lab.share_agrees(joined, int(free), join, 0.025, f"a free contact joins, {engine}")
    for day in (91, 182, 364):
        used = 1 - (1 - customers / people) * exp(-30 * join * day / people)
        there = int(outcome.snapshots["customers"][day])
        what = f"market used up by day {day}, {engine}"
        lab.share_agrees(there - customers, people - customers, (used - 0.4) / 0.6, 0.03, what)


def test_customers_get_dearer(lab):
    """Money per customer won = price ÷ (join × free share): it rises as the market is used up."""
    people, join, a_day = 5_000, 0.25, 60.0
    outcomes = lab.live(advertised(lab, a_day, people, 1_000, join, time__days=364), 20)
    prices = []
    for quarter in range(4):
        days = slice(91 * quarter, 91 * (quarter + 1))
        won = [o.counts[days, facts.JOINED_MARKETING].sum() for o in outcomes]
        money = [o.amounts[days, facts.MARKETING].sum() / 100 for o in outcomes]
        free = [0.8 * people * exp(-a_day * join * d / people) for d in (days.start, days.stop)]
        expected = a_day * 91 * 10.0 / (free[0] - free[1])
        each = np.array(money) / np.array(won)
        lab.mean_agrees(each, expected, 0.08, f"money per customer won, quarter {quarter + 1}")
        prices.append(each.mean())
    assert prices == sorted(prices)
    assert prices[-1] > 1.5 * prices[0]


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_the_lost_come_back_after_a_while(lab, engine):
    """One who left can be won again after `returns_after_days`, and not before."""
    scenario = advertised(
        lab,
        60.0,
        400,
        400,
        1.0,
        time__days=728,
        exits__moving_per_year=3.0,
        market__returns_after_days=100.0,
    )
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    left_at, away = {}, []
    kinds = (*facts.LEAVING, facts.JOINED_MARKETING)
    for time, kind, who in lab.of(outcome, *kinds)[["time", "kind", "who"]].tolist():
        if kind in facts.LEAVING:
            left_at[who] = time
        else:
            away.append(time - left_at[who])
    assert len(away) > 300
    assert 100.0 <= min(away) < 100.5
    assert np.mean(away) == pytest.approx(100 + 400 / 60, rel=0.05)
