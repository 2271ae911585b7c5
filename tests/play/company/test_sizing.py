"""A company's size: everything in proportion, and people no busier than in the trade."""

import pytest

import sim
from sim.play.company.sizing import (
    EXTENSIVE,
    MOST_CUSTOMERS,
    hours_for_customers,
    mean_wage,
    overloaded,
    parts_of,
    resized,
    with_staff,
)
from tests.play.company.worlds import TRADES


def load_of(scenario, name):
    one = next(d for d in scenario.departments if d.name == name)
    hours = hours_for_customers(scenario, name) + one.background_hours
    return hours / (one.staff * scenario.time.open_hours)


@pytest.mark.parametrize("trade", TRADES)
@pytest.mark.parametrize("size", [0.3, 1.0, 1.7])
@pytest.mark.parametrize("often", [0.5, 1.0, 2.0])
def test_people_are_no_busier_than_in_the_trade(trade, size, often):
    scenario = sim.load(trade)
    customers = min(scenario.market.customers * size, MOST_CUSTOMERS)
    other = resized(scenario, customers, scenario.visits.visits_per_year * often)
    for one in scenario.departments:
        assert load_of(other, one.name) <= load_of(scenario, one.name) * 1.11
        if one.staff >= 4 and size * often >= 1:
            assert load_of(other, one.name) >= load_of(scenario, one.name) * 0.8
    assert not overloaded(other)


@pytest.mark.parametrize("trade", TRADES)
def test_the_trade_at_its_own_size_is_the_trade(trade):
    scenario = sim.load(trade)
    same = resized(scenario, scenario.market.customers)
    changed = {
        row.key: (row.value, same.value(row.key))
        for row in scenario.parameters()
        if row.value != pytest.approx(same.value(row.key))
    }
    assert changed == {}


def test_a_large_company_is_several_equal_parts():
    assert parts_of(MOST_CUSTOMERS) == 1.0
    assert parts_of(1_000_000) == 200.0
    big = resized(sim.load("telecom"), 1_000_000)
    assert big.market.customers == MOST_CUSTOMERS


def test_money_and_the_market_are_in_proportion():
    scenario = sim.load("bank")
    half = resized(scenario, 1_500)
    assert half.market.people == scenario.market.people // 2
    for key in EXTENSIVE:
        assert half.value(key) == pytest.approx(scenario.value(key) / 2)


def test_so_many_people_as_are_said():
    hotel = sim.load("hotel")
    assert sum(one.staff for one in with_staff(hotel, 20).departments) == 20
    assert [one.staff for one in with_staff(hotel, 1).departments] == [1] * 5
    assert mean_wage(hotel) == pytest.approx((17 + 2 * 18 + 15 + 2 * 15 + 19) / 7)
    assert overloaded(with_staff(sim.load("telecom"), 4)) != []
