"""What a customer is worth: worked by hand, against the ledger and against the formula."""

from math import exp, isnan, nan

import numpy as np
import pandas as pd
import pytest

import sim
from sim.population import YEAR
from sim.study import worth as module
from sim.study.worth import Worth, crossing, memberships, payments, per_head, worth

SHORT = {"time.days": 182, "time.warm_up_days": 28}


@pytest.fixture(scope="module")
def shop_run():
    return sim.run(sim.load("corner_shop", changes=SHORT))


@pytest.fixture(scope="module")
def bank_run():
    return sim.run(sim.load("bank", changes=SHORT))


@pytest.fixture(params=["shop_run", "bank_run"])
def run(request):
    return request.getfixturevalue(request.param)


def events(*rows):
    return pd.DataFrame(rows, columns=["membership", "age", "money"])


def test_each_week_counts_those_who_are_seen_through_it(monkeypatch):
    """Three join on days 0, 7 and 10; the run ends on day 21: 3, 2 and 1 whole weeks are seen."""
    monkeypatch.setattr(module, "FEWEST", 1)
    monkeypatch.setattr(module, "LEAST_SHARE", 0.0)
    joined = pd.Series([0.0, 7.0, 10.0])
    paid = events(
        (0, 1.0, 30.0),
        (1, 6.9, 60.0),
        (2, 3.0, 3.0),  # week 0: 93 by three
        (1, 7.0, 8.0),  # week 1: 8 by two
        (2, 8.0, 999.0),  # in a week that the run does not see whole
        (0, 20.0, 5.0),  # week 2: 5 by one
        (0, 21.0, 999.0),  # beyond
        (7, 1.0, 999.0),  # of another cohort
    )
    table = per_head(joined, {"margin": paid, "times": paid[["membership", "age"]]}, 21)
    assert table.index.tolist() == [0, 7, 14, 21]
    assert table["observed"].tolist() == [3, 3, 2, 1]
    assert table["margin"].tolist() == pytest.approx([0, 31, 35, 40])
    assert table["times"].tolist() == pytest.approx([0, 1, 1.5, 2.5])


def test_the_curve_ends_where_too_few_are_seen(monkeypatch):
    monkeypatch.setattr(module, "FEWEST", 2)
    joined = pd.Series([0.0, 7.0, 10.0])
    assert per_head(joined, {"margin": events()}, 21).index.tolist() == [0, 7, 14]
    monkeypatch.setattr(module, "LEAST_SHARE", 0.9)
    assert per_head(joined, {"margin": events()}, 21).index.tolist() == [0, 7]
    assert per_head(joined.iloc[:0], {"margin": events()}, 21)["margin"].tolist() == [0]


@pytest.mark.parametrize(
    ("height", "place"), [(-5.0, 0.0), (0.0, 0.0), (10.0, 7.0), (25.0, 12.25), (31.0, nan)]
)
def test_where_a_line_reaches_a_height(height, place):
    line = pd.Series([0.0, 10.0, 30.0, 20.0], index=[0, 7, 14, 21])
    assert crossing(line, height) == pytest.approx(place, nan_ok=True)


def test_break_even_is_read_off_the_curve():
    table = pd.DataFrame(
        {"margin": [0.0, 40.0, 60.0], "visits": [0.0, 4.0, 5.0], "formula": 0.0, "observed": 20},
        index=pd.RangeIndex(0, 15, 7),
    )
    found = Worth(table, acquisition=50.0, won=20, still=12, lifetime_value=900.0)
    assert (found.break_even, found.break_even_visit) == (10.5, 4.5)
    assert (found.measured, found.horizon) == (60.0, 14)
    never = Worth(table, acquisition=61.0, won=20, still=12, lifetime_value=900.0)
    assert isnan(never.break_even)
    assert isnan(never.break_even_visit)


def test_memberships_are_the_joinings_and_the_departures(run):
    lives = memberships(run)
    kinds = [name for name in run.daily if name.startswith(("joined_", "started_as"))]
    assert len(lives) == run.daily[kinds].to_numpy().sum()
    left = [name for name in run.daily if name.startswith("left_")]
    assert 0 < lives["left"].notna().sum() == run.daily[left].to_numpy().sum()
    assert (lives["left"].dropna() >= lives["joined"][lives["left"].notna()]).all()
    assert lives["left"].isna().sum() == run.kpis["customers_end"]


def test_no_cent_is_lost_or_counted_twice(run):
    paid = payments(run, memberships(run))
    booked = run.daily["sale"].sum() + run.daily["fees"].sum() - run.daily["goods"].sum()
    assert paid["money"].sum() == pytest.approx(booked)
    assert not paid.isna().any().any()
    assert (paid["age"] >= 0).all()


def test_the_worth_of_those_won(run):
    found = worth(run)
    assert found.won == run.kpis["joined_marketing"]
    assert 0 < found.still <= found.won
    assert found.acquisition == run.kpis["acquisition_cost_marketing"]
    churn, rate = run.kpis["churn_rate"], run.scenario.money.discount_rate
    years = found.horizon / YEAR
    foreseen = run.kpis["lifetime_value"] * (1 - exp(-(churn + rate) * years))
    assert found.table["formula"].iloc[-1] == pytest.approx(foreseen)
    assert (np.diff(found.table["observed"]) <= 0).all()
    assert found.measured > 0


def test_formula_and_measure_agree_where_all_customers_are_alike():
    """Everybody pays the same fee, and nothing but moving away, at one rate, ends it.

    Then the margin by age T is m·(1 − e^(−(churn + rate)·T))/(churn + rate) for new and old alike;
    but for the day of joining, whose fee nobody pays.
    """
    alike = {
        "market.people": 20_000,
        "time.days": 728,
        "time.warm_up_days": 28,
        "money.fee_per_year": 520.0,
        "money.spend_per_visit": 0.0,
        "moments.problems_per_customer_year": 0.0,
        "visits.visits_per_year": 0.5,
        "exits.moving_per_year": 0.3,
        "exits.offer_accepted": 0.0,
    }
    shop = sim.load("bank", changes=alike)
    found = worth(sim.run(shop))
    line = found.table.iloc[8:]
    assert found.won > 500
    assert line["margin"].to_numpy() == pytest.approx(line["formula"].to_numpy(), rel=0.03)


def test_a_run_without_events_is_refused():
    shop = sim.load("corner_shop", changes={"time.days": 28, "time.warm_up_days": 0})
    with pytest.raises(ValueError, match="kept 0 events"):
        worth(sim.run(shop, keep_events=False))
