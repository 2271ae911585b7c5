"""What would matter most, and what to find out first because it would change that."""

import pytest

import sim
from sim.play.company import beside
from sim.play.company.answers import Figures
from sim.play.company.building import scenario_from
from sim.play.company.priorities import (
    AS_IS,
    CANDIDATES,
    changes_that_matter,
    ranges_to_measure,
    ways,
    what_to_measure_first,
)
from sim.show.tornado import describe_tornado, reaches
from sim.study.compare import compare
from sim.study.effects import Effect
from tests.play.company.worlds import TRADES

SHORT = {"time.days": 182, "time.warm_up_days": 28}

GOOD = Effect("less rent", "none", (("money.overhead_per_year", "to", 0.0),), "profit", 1)
BAD = Effect("more rent", "twice", (("money.overhead_per_year", "times", 2.0),), "profit", 1)
ASK = next(one for one in CANDIDATES if one.name == "asking the silent")


@pytest.fixture(scope="module")
def company():
    return scenario_from(
        "corner_shop", Figures(customers=200, gross_margin="unknown"), changes=SHORT
    )


@pytest.fixture(scope="module")
def found(company):
    return changes_that_matter(company, candidates=(BAD, GOOD, ASK), n=4, kpi="profit")


def test_the_best_comes_first_and_harm_is_no_advice(found, company):
    assert found.changes[0].name == "less rent"
    assert found.changes[-1].name == "more rent"
    assert "more rent" not in [one.name for one in found.three]
    rent = company.scenario.money.overhead_per_year
    assert found.changes[0].gain == pytest.approx(rent, rel=0.01)
    assert found.changes[0].is_clear
    assert found.changes[0].changes == {"money.overhead_per_year": 0.0}


def test_gains_are_those_of_the_same_luck(found, company):
    ask = next(one for one in found.changes if one.name == ASK.name)
    row = compare(company.scenario, ASK.on(company.scenario), n=4).summary(1 - 0.05 / 3)
    assert ask.gain == pytest.approx(row.loc["profit", "difference"])
    assert ask.low == pytest.approx(row.loc["profit", "low"])
    assert ask.churn == pytest.approx(row.loc["churn_rate", "difference"])
    assert AS_IS == "as it is"


def test_a_company_of_several_parts_has_the_gains_of_all():
    figures = Figures(customers=20_000)
    big = scenario_from("direct_sales", figures, changes={"time.days": 56, "time.warm_up_days": 0})
    assert big.parts == 4.0
    told = changes_that_matter(big, candidates=(GOOD,), n=2, kpi="profit").changes[0]
    assert told.gain == pytest.approx(4 * big.scenario.money.overhead_per_year, rel=0.01)
    rate = changes_that_matter(big, candidates=(GOOD,), n=2, kpi="churn_rate").changes[0]
    assert rate.gain == 0.0


def test_every_policy_is_tried_in_every_trade():
    assert len({one.name for one in CANDIDATES}) == len(CANDIDATES) == 16
    for trade in TRADES:
        scenario = sim.load(trade)
        assert all(one.on(scenario) for one in CANDIDATES)


def test_what_to_measure_is_ranked_by_what_knowing_it_is_worth(found):
    ranges = {"money.gross_margin": (0.17, 0.46), "market.cost_per_contact": (6.0, 24.0)}
    told = what_to_measure_first(found, ranges, n=3)
    assert {one.key for one in told.numbers} == set(ranges)
    assert [one.worth for one in told.numbers] == sorted(
        (o.worth for o in told.numbers), reverse=True
    )
    # No rent is best whatever the margin is: then knowing it would change nothing.
    assert all(one.worth == 0.0 and not one.would_change for one in told.numbers)
    assert all(one.best_at_low == one.best_at_high == "less rent" for one in told.numbers)


def test_a_number_that_would_change_the_answer_is_told(company):
    marketing = next(one for one in CANDIDATES if one.name == "marketing")
    two = changes_that_matter(company, candidates=(marketing, ASK), n=6, kpi="profit_npv")
    told = what_to_measure_first(two, {"market.cost_per_contact": (1.0, 400.0)}, n=4)
    (one,) = told.numbers
    assert one.best_at_low == "marketing"
    assert one.best_at_high != "marketing"
    assert one.worth > 0
    assert one.worth_low <= one.worth <= one.worth_high


def test_the_tornado_draws_what_was_found(found):
    told = what_to_measure_first(found, {"money.gross_margin": (0.17, 0.46)}, n=3)
    table = reaches(told.first, "profit")
    assert list(table.index) == ["money.gross_margin"]
    assert "gross margin (assumption), 0.17 to 0.46" in describe_tornado(told.first, "profit")


@pytest.mark.parametrize("preset", ["slogans", "published"])
@pytest.mark.parametrize("trade", TRADES)
def test_what_a_company_can_measure_is_said_with_a_way_to(trade, preset):
    company = scenario_from(trade, Figures(customers="unknown"), preset=preset)
    ranges = ranges_to_measure(company)
    assert len(ranges) >= 10
    assert set(ranges) <= set(ways())
    assert ("voice.silent_per_complaint" in ranges) == (preset == "slogans")
    assert ("voice.management_hears" in ranges) == (preset == "published")
    for key, (low, high) in ranges.items():
        assert low < high
        assert company.scenario.with_({key: low if key != "market.customers" else round(low)})
        assert ways()[key].endswith(".")


def test_all_ways_are_about_parameters():
    keys = {row.key for row in sim.load("corner_shop").parameters()}
    assert set(ways()) <= keys


def test_one_replication_is_refused(company):
    with pytest.raises(ValueError, match="replications is 1, but must be 2 or more"):
        changes_that_matter(company, n=1)


def test_a_company_is_put_beside_its_trade(company):
    rows = {one.key: one for one in beside.parameters(company)}
    assert rows["market.customers"].trade == 1_000.0
    assert rows["market.customers"].ours == 200.0
    assert rows["money.gross_margin"].origin == "trade"
    figures = {one.kpi: one for one in beside.figures(company, n=2)}
    assert figures["churn_rate"].low <= figures["churn_rate"].ours <= figures["churn_rate"].high
