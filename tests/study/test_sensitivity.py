"""Sensitivity and uncertainty, beside functions whose answers are known."""

import numpy as np
import pytest

import sim
from sim.study import sensitivity, uncertainty
from sim.study.kpis import KPIS
from sim.study.plausible import (
    BY_THE_ODDS,
    BY_THE_RULE,
    PUBLISHED_RANGES,
    bounds,
    chosen_ranges,
    weak_parameters,
)
from sim.study.sensitivity import morris, one_at_a_time
from sim.study.uncertainty import split

SILENT, EASE, CAUSAL = (
    "voice.silent_per_complaint",
    "voice.ease",
    "voice.share_of_voice_gap_causal",
)
COST, DAYS = "recovery.cost", "desk.escalation_days"
SMALL = {"time.days": 60, "time.warm_up_days": 20}


@pytest.fixture(scope="module")
def shop():
    return sim.load("corner_shop", changes=SMALL)


@pytest.fixture
def world(monkeypatch):
    """Have a function of the scenario and of luck in place of a world; it gives ``profit``."""
    counted = []

    def put(of):
        def lived(pieces, jobs, engine, on_progress, **_more):
            counted.extend(pieces)
            nothing = dict.fromkeys((kpi.name for kpi in KPIS), float("nan"))
            return tuple(nothing | {"profit": of(one.scenario, one.replication)} for one in pieces)

        monkeypatch.setattr(sensitivity, "lived", lived)
        monkeypatch.setattr(uncertainty, "lived", lived)
        return counted

    return put


def luck(replication):
    return float(np.random.default_rng(replication).normal())


# Which numbers, and within which ranges


def test_weak_numbers_are_the_ones_that_are_neither_measured_nor_chosen(shop):
    weak = {one.key: one for one in weak_parameters(shop)}
    assert {SILENT, CAUSAL, COST, "loyalty.positives_per_negative"} <= set(weak)
    for key, one in weak.items():
        assert one.grade == shop.origin(key).grade in ("folklore", "assumption")
        assert one.low <= shop.value(key) <= one.high
        assert one.low < one.high
        assert one.basis
    survey, policy, whole, chosen = (
        "second_chance.silent_minor",
        "desk.hours_per_week",
        "market.people",
        "time.open_hours",
    )
    assert not {survey, policy, whole, chosen} & set(weak)


def test_what_does_nothing_here_is_left_out(shop):
    ears, bonus = "voice.management_hears", "workforce.bonus_effort"
    two = shop.with_({"voice.ears": 2, ears: 0.1, SILENT: 26.0})  # changed, so an assumption
    one = two.with_({"voice.ears": 1})
    with_two, with_one = (
        {weak.key for weak in weak_parameters(scenario)} & {SILENT, ears, bonus}
        for scenario in (two, one.with_({"workforce.bonus": 0.5}))
    )
    assert with_two == {ears}
    assert with_one == {SILENT, bonus}


@pytest.mark.parametrize("trade", sim.bundled())
def test_both_ends_of_every_range_are_a_valid_scenario(trade):
    preset = "published" if trade == "corner_shop" else "slogans"
    scenario = sim.load(
        trade, preset=preset, changes={"market.people": 100, "market.customers": 50}
    )
    for one in weak_parameters(scenario):
        for end in (one.low, one.high):
            assert scenario.with_({one.key: end}).value(one.key) == end


def test_ranges_by_the_rule_stay_within_bounds(shop):
    for one in weak_parameters(shop):
        least, most = bounds(one.key)
        assert least <= one.low < one.high <= most
        if one.basis == BY_THE_RULE:
            assert (one.low, one.high) == (max(one.value / 2, least), min(one.value * 2, most))
        elif one.basis == BY_THE_ODDS:
            odds = [p / (1 - p) for p in (one.low, one.value, one.high)]
            assert odds[1] / odds[0] == pytest.approx(2)
            assert odds[2] / odds[1] == pytest.approx(2)
        else:
            assert one.key in PUBLISHED_RANGES


def test_published_ranges_hold_the_value_of_either_preset():
    key = "loyalty.positives_per_negative"
    ends = [
        chosen_ranges(sim.load("corner_shop", preset=preset), [key])[key]
        for preset in ("slogans", "published")
    ]
    assert ends == [(1.0, 12.0), (1.0, 5.0)]
    assert all(key in shop_keys() for key in PUBLISHED_RANGES)


def shop_keys():
    return sim.load("corner_shop").keys()


@pytest.mark.parametrize(
    ("key", "rule"),
    [
        ("desk.agents", "desk.agents is 1, but must be a number with decimals"),
        ("voice.asked_share", "voice.asked_share is 0.0, where the rule gives no range"),
        ("voice.volume", "voice.volume"),
    ],
)
def test_a_number_without_a_range_is_refused(shop, key, rule):
    with pytest.raises(ValueError, match=rule):
        chosen_ranges(shop, [key])


# Morris


def test_morris_finds_the_coefficients_of_a_straight_function(shop, world):
    # the luck is the same at every point and goes out of each effect
    pieces = world(lambda s, r: 3 * s.recovery.cost - 0.5 * s.desk.escalation_days + 100 * luck(r))
    ranges = {COST: (2.0, 12.0), DAYS: (1.0, 5.0), EASE: (0.5, 2.0)}
    found = morris(shop, "profit", ranges, trajectories=4, n=2).table.set_index("key")
    assert list(found.index) == [COST, DAYS, EASE]  # the strongest first
    assert found["mu_star"].tolist() == pytest.approx([30.0, 2.0, 0.0])
    assert found["mu"].tolist() == pytest.approx([30.0, -2.0, 0.0])
    assert found["sigma"].tolist() == pytest.approx([0.0, 0.0, 0.0], abs=1e-9)
    assert found["mu_star_low"].tolist() == pytest.approx([30.0, 2.0, 0.0])
    assert found["mu_star_high"].tolist() == pytest.approx([30.0, 2.0, 0.0])
    assert found.loc[COST, ["low", "high", "grade"]].tolist() == [2.0, 12.0, "assumption"]
    assert found.loc[COST, "words"] == "what putting one failure right costs"
    assert len(pieces) <= 4 * (3 + 1) * 2


def test_morris_sees_where_numbers_work_together(shop, world):
    world(lambda s, r: s.recovery.cost * s.desk.escalation_days)
    ranges = {COST: (0.0, 1.0), DAYS: (1.0, 2.0)}
    found = morris(shop, "profit", ranges, trajectories=40, n=1).table.set_index("key")
    # an effect is the other number: on four levels, uniform in thirds
    assert found.loc[COST, "mu_star"] == pytest.approx(1.5, abs=0.15)
    assert found.loc[DAYS, "mu_star"] == pytest.approx(0.5, abs=0.15)
    assert found["sigma"].tolist() == pytest.approx([np.sqrt(5 / 36)] * 2, abs=0.08)
    assert (found["mu_star_low"] < found["mu_star"]).all()


def test_morris_gives_the_same_answer_twice_and_each_figure_its_own_rows(shop, world):
    world(lambda s, r: s.recovery.cost**2)
    ranges = {COST: (2.0, 12.0), DAYS: (1.0, 5.0)}
    once, again = (morris(shop, ["profit"], ranges, trajectories=5, n=1) for _ in range(2))
    assert once.table.equals(again.table)
    assert set(once.table["kpi"]) == {"profit"}


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        ({"kpis": "proft"}, "kpi is proft, but must be a key figure"),
        ({"kpis": []}, "number of key figures is 0"),
        ({"trajectories": 1}, "trajectories is 1, but must be 2 or more"),
        ({"n": 0}, "n is 0, but must be 1 or more"),
        ({"parameters": {COST: (3.0, 3.0)}}, f"{COST} is to go from 3.0 to 3.0"),
        ({"parameters": {COST: (-9.0, 3.0)}}, rf"{COST} is -\d.*, but must be 0 or more"),
        ({"parameters": {"recovery.cots": (1.0, 3.0)}}, "recovery.cots"),
        ({"kpis": "nps"}, "nps has nothing to be computed from"),
    ],
)
def test_what_morris_cannot_do_is_told(shop, world, arguments, rule):
    world(lambda s, r: 0.0)
    given = {"kpis": "profit", "parameters": {COST: (2.0, 12.0)}, "n": 1} | arguments
    with pytest.raises(ValueError, match=rule):
        morris(shop, **given)


# One at a time


def test_one_at_a_time_worked_by_hand(shop, world):
    pieces = world(lambda s, r: s.recovery.cost + s.recovery.cost * luck(r) / 8)
    base = shop.recovery.cost
    found = one_at_a_time(shop, "profit", {COST: (base - 4, base + 8), EASE: (1.0, 2.0)}, n=4)
    rows = found.table.set_index(["key", "end"])
    mean = np.mean([luck(r) for r in range(4)])
    assert rows.loc[(COST, "low"), "mean"] == pytest.approx(-4 - mean / 2)
    assert rows.loc[(COST, "high"), "mean"] == pytest.approx(8 + mean)
    assert rows.loc[(COST, "high"), "value"] == base + 8
    assert rows["is_clear"].tolist() == [True, True, False, False]
    assert rows.loc[(EASE, "high"), ["mean", "low", "high"]].tolist() == [0, 0, 0]
    assert found.base.loc["profit", "mean"] == pytest.approx(base + base * mean / 8)
    assert found.base.loc["profit", "n"] == 4
    # as the ease stands at 1 already, its low end is the scenario itself, lived once
    assert len(pieces) == 4 * 4


def test_the_effect_of_a_decision_can_depend_on_what_profit_does_not(shop, world):
    world(
        lambda s, r: (
            1000 * luck(r) + s.voice.ease * s.voice.share_of_voice_gap_causal - s.voice.ease
        )
    )
    ranges = {CAUSAL: (0.0, 1.0), COST: (2.0, 12.0)}
    found = one_at_a_time(shop, "profit", ranges, n=3, decision={EASE: 4.0})
    rows = found.table.set_index(["key", "end"])["mean"]
    assert found.base.loc["profit", "mean"] == pytest.approx(0.0, abs=1e-9)
    assert rows[(CAUSAL, "low")] == pytest.approx(-3.0)  # then ease costs 3 and wins nothing
    assert rows[(COST, "high")] == pytest.approx(0.0, abs=1e-9)
    screened = morris(shop, "profit", ranges, trajectories=3, n=2, decision={EASE: 4.0})
    assert screened.table.set_index("key")["mu_star"].round(6).to_dict() == {CAUSAL: 3.0, COST: 0.0}


def test_failures_a_year_matter_and_the_overhead_does_not(shop):
    keys = ["moments.problems_per_customer_year", "money.overhead_per_year"]
    found = one_at_a_time(shop, ["miseries", "cost"], keys, n=8).table
    rows = found.set_index(["key", "end", "kpi"])
    assert rows.loc[(keys[0], "low", "miseries"), "high"] < 0
    assert rows.loc[(keys[0], "high", "miseries"), "low"] > 0
    assert rows.loc[(keys[1], "high", "miseries"), ["mean", "low", "high"]].tolist() == [0, 0, 0]
    overhead = shop.money.overhead_per_year
    assert rows.loc[(keys[1], "high", "cost"), "mean"] == pytest.approx(overhead, rel=1e-3)


# Uncertainty


def test_the_variance_is_split_as_it_was_put_together():
    rng = np.random.default_rng(26)
    k, n, by_parameters, by_luck = 4000, 5, 3.0, 2.0
    x = rng.normal(10, by_parameters, (k, 1))
    found = split(x + rng.normal(0, by_luck, (k, n)))
    assert found["variance_parameters"] == pytest.approx(9, rel=0.08)
    assert found["variance_luck"] == pytest.approx(4, rel=0.05)
    assert found["share_low"] < 9 / 13 < found["share_high"]
    for name, spread in (("parameters_", 3), ("luck_", 2), ("", np.sqrt(13))):
        reach = 1.959964 * spread
        assert found[f"{name}low"] == pytest.approx(10 - reach, abs=0.35)
        assert found[f"{name}high"] == pytest.approx(10 + reach, abs=0.35)


def test_the_interval_of_the_share_holds_what_it_promises():
    rng = np.random.default_rng(1)
    share, rounds = 0.4, 600
    held = 0
    for _ in range(rounds):
        x = rng.normal(0, np.sqrt(share), (12, 1)) + rng.normal(0, np.sqrt(1 - share), (12, 3))
        found = split(x, confidence=0.9)
        held += found["share_low"] <= share <= found["share_high"]
    assert held / rounds == pytest.approx(0.9, abs=4 * np.sqrt(0.9 * 0.1 / rounds))


def test_splitting_worked_by_hand_and_at_its_ends():
    # means 2 and 6, so MSB = 2 × 8 = 16; within each point the variance is 2
    found = split(np.array([[1.0, 3.0], [5.0, 7.0], [np.nan, 0.0]]))
    assert found["points"] == 2
    assert found[["mean", "variance_parameters", "variance_luck"]].tolist() == [4.0, 7.0, 2.0]
    assert found["share_parameters"] == pytest.approx(7 / 9)
    luck_only = split(np.array([[0.0, 2.0], [2.0, 0.0]]))
    assert luck_only[["variance_parameters", "share_parameters", "share_low"]].tolist() == [0, 0, 0]
    assert luck_only["parameters_low"] == luck_only["parameters_high"] == 1.0
    sure = split(np.array([[1.0, 1.0], [3.0, 3.0]]))
    assert sure[["variance_luck", "share_parameters", "share_low", "share_high"]].tolist() == [
        0, 1, 1, 1,
    ]  # fmt: skip
    assert sure["luck_low"] == sure["luck_high"] == 2.0
    assert np.isnan(split(np.array([[1.0, 2.0]]))["mean"])
    assert np.isnan(split(np.ones((3, 2)))["share_parameters"])


def test_every_point_has_luck_of_its_own(shop, world):
    pieces = world(lambda s, r: s.recovery.cost + luck(r))
    ranges = {COST: (0.0, np.sqrt(12 * 3.0))}  # a variance of 3, and luck of 1
    found = uncertainty.uncertainty(shop, ranges, points=400, n=3)
    assert [piece.replication for piece in pieces] == list(range(1200))
    row = found.table().loc["profit"]
    assert row["variance_parameters"] == pytest.approx(3, rel=0.15)
    assert row["variance_luck"] == pytest.approx(1, rel=0.15)
    assert row["share_low"] < 0.75 < row["share_high"]
    assert found.table().loc["nps", "points"] == 0
    assert list(found.figures.columns[:2]) == ["point", "replication"]


@pytest.mark.parametrize("wrong", [{"points": 1}, {"n": 1}])
def test_one_of_anything_has_no_variance(shop, wrong):
    with pytest.raises(ValueError, match="is 1, but must be 2 or more"):
        uncertainty.uncertainty(shop, {COST: (1.0, 2.0)}, **wrong)
