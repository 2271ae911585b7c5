"""Claims on trial: the rule of the verdict, the arithmetic, and what each reading computes."""

from math import inf, isinf, isnan, nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import sim
from sim.study.replicate import interval
from sim.study.trial import claims_on_trial, court
from sim.study.trial.arithmetic import lifetime_rise, profit_rise, value_rise
from sim.study.trial.estimate import estimate, exactly
from sim.study.trial.first_visit import first_margin, share_below
from sim.study.trial.others import not_tried, outcomes
from sim.study.trial.verdict import VERDICTS, claimed, claimed_by, judge, more_than

LITTLE = {
    "time.days": 728,
    "time.warm_up_days": 182,
    "money.overhead_per_year": 40.0,
}
OUTCOMES = {"C07", "C11", "C14", "C15", "C16", "C28", "C30", "C33"}


# The rule


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (30, 90, "reproduced"),
        (25, 100, "reproduced"),
        (5, 24.9, "not reproduced"),
        (100.1, 300, "not reproduced"),
        (inf, inf, "not reproduced"),
        (-inf, -inf, "not reproduced"),
        (20, 30, "cannot be told"),
        (90, 110, "cannot be told"),
        (0, 500, "cannot be told"),
        (nan, nan, "cannot be told"),
        (30, nan, "cannot be told"),
    ],
)
def test_an_interval_is_judged_by_where_it_lies(low, high, verdict):
    assert judge(low, high, claimed(25, 100)) == verdict


def test_what_follows_from_definitions_is_true_only_where_it_is_what_is_claimed():
    assert judge(25, 25, claimed(25, 100), by_definition=True) == "true by definition"
    assert judge(20, 20, claimed(25, 100), by_definition=True) == "not reproduced"
    assert judge(20, 30, claimed(25, 100), by_definition=True) == "cannot be told"


def test_a_single_figure_has_a_tenth_of_room():
    five = claimed(5, 5)
    assert (five.low, five.high) == pytest.approx((4.5, 5.5))
    assert judge(4.5, 5.5, five) == "reproduced"
    assert judge(4.4, 5.0, five) == "cannot be told"
    assert judge(5.6, 6.0, five) == "not reproduced"
    loss = claimed(-10, -10)
    assert (loss.low, loss.high) == pytest.approx((-11, -9))


def test_more_than_has_no_upper_end():
    assert judge(1.1, 1e9, more_than(1)) == "reproduced"
    assert judge(inf, inf, more_than(1)) == "reproduced"
    assert judge(0.5, 0.9, more_than(1)) == "not reproduced"
    assert judge(0.5, 1.1, more_than(1)) == "cannot be told"


@given(
    st.floats(-1e6, 1e6), st.floats(0, 1e6), st.floats(-1e6, 1e6), st.floats(0, 1e6), st.booleans()
)
def test_a_narrower_interval_never_turns_a_verdict_round(low, width, at, range_width, definition):
    claim = claimed(at, at + range_width)
    wide = judge(low, low + width, claim, definition)
    narrow = judge(low + width / 4, low + width / 2, claim, definition)
    assert wide in ("cannot be told", narrow)


def test_what_is_claimed_is_read_from_the_ledger():
    assert claimed_by("C07")[:2] == (6, 7)
    assert claimed_by("C15", "%").text == "25 to 100%"
    assert claimed_by("C30", "%", 1).text == "8%, give or take 10%"


@pytest.mark.parametrize("ends", [(7, 6), (nan, 6)])
def test_a_range_the_wrong_way_round_is_refused(ends):
    with pytest.raises(ValueError, match="must be a range from low to high"):
        claimed(*ends)


# The arithmetic


def test_reichhelds_lifetimes_by_hand():
    # one who stays with 75% stays 4 years, with 80% 5, with 85% 6 2/3, with 90% 10, with 95% 20
    assert lifetime_rise(0.75, 0.05) == pytest.approx(100 * (5 / 4 - 1))
    assert lifetime_rise(0.80, 0.05) == pytest.approx(100 * (20 / 3 / 5 - 1))
    assert lifetime_rise(0.90, 0.05) == pytest.approx(100)


def test_the_lifetime_value_is_a_sum_of_discounted_margins():
    def worth(retention):
        return sum((retention / 1.1) ** year for year in range(2000))

    assert value_rise(0.80, 0.05, 0.1) == pytest.approx(100 * (worth(0.85) / worth(0.80) - 1))
    assert value_rise(0.80, 0.05, 0.1) == pytest.approx(20)  # 0.30 / 0.25
    assert value_rise(0.90, 0.05, 0.1) == pytest.approx(100 / 3)  # 0.20 / 0.15


def test_the_companys_profit_by_hand():
    # 100 customers, 20 join: 105 after a year, 102.5 on the way; contribution 4, profit 1
    assert profit_rise(0.80, 0.05, 4.0, 1) == pytest.approx(10)
    # after the second: 105 x 0.85 + 20 = 109.25, 107.125 on the way; 4 x (2.5 + 7.125) / 2
    assert profit_rise(0.80, 0.05, 4.0, 2) == pytest.approx(19.25)
    assert profit_rise(0.80, 0.05, 4.0, 10) == pytest.approx(67.3, abs=0.05)
    # in the end there are a third more, as the lifetimes say
    assert profit_rise(0.80, 0.05, 1.0, 20_000) == pytest.approx(
        lifetime_rise(0.80, 0.05), rel=1e-3
    )
    assert profit_rise(0.80, 0.0, 4.0, 10) == pytest.approx(0)


@pytest.mark.parametrize(
    ("retention", "step"), [(1.0, 0.0), (0.95, 0.05), (-0.1, 0.0), (0.1, -0.2)]
)
def test_nobody_stays_for_ever(retention, step):
    for work_out in (
        lambda: lifetime_rise(retention, step),
        lambda: profit_rise(retention, step, 4.0, 1),
    ):
        with pytest.raises(ValueError, match=r"retention.* is .*, but must be at least 0"):
            work_out()


def test_no_years_are_refused():
    with pytest.raises(ValueError, match="years is 0, but must be 1 or more"):
        profit_rise(0.8, 0.05, 4.0, 0)


# The estimate


def test_the_jackknife_of_a_mean_is_students_interval():
    values = pd.DataFrame({"x": [3.0, 1.0, 4.0, 1.5, 9.0]})
    found = estimate(lambda a: a["x"], ["x"], values)
    assert tuple(found) == pytest.approx(tuple(interval(values["x"])[["mean", "low", "high"]]))


def test_differences_are_paired():
    one = pd.DataFrame({"x": [3.0, 1.0, 4.0]})
    assert tuple(estimate(lambda a, b: b["x"] - a["x"], ["x"], one, one + 2)) == pytest.approx(
        (2, 2, 2)
    )


def test_the_interval_of_a_ratio_is_that_of_the_delta_method():
    rng = np.random.default_rng(26)
    below = rng.normal(10, 1, 400)
    above = 3 * below + rng.normal(0, 1, 400)
    found = estimate(lambda a: a["y"] / a["x"], ["x", "y"], pd.DataFrame({"x": below, "y": above}))
    ratio = above.mean() / below.mean()
    error = np.std(above - ratio * below, ddof=1) / below.mean() / 20
    assert found.figure == pytest.approx(ratio, rel=1e-4)
    assert (found.high - found.low) / 2 == pytest.approx(stats.t(399).ppf(0.975) * error, rel=0.01)


def test_replications_without_a_figure_are_left_out_of_every_world():
    one = pd.DataFrame({"x": [1.0, nan, 3.0, 5.0], "unused": nan})
    other = pd.DataFrame({"x": [2.0, 2.0, nan, 9.0]})
    found = estimate(lambda a, b: b["x"] - a["x"], ["x"], one, other)
    assert found.figure == pytest.approx(2.5)  # the first and the last


def test_too_few_replications_have_no_interval():
    one = pd.DataFrame({"x": [2.0]})
    found = estimate(lambda a: a["x"], ["x"], one)
    assert found.figure == 2
    assert isnan(found.low)
    assert isnan(estimate(lambda a: a["x"], ["x"], one * nan).figure)
    assert isnan(estimate(lambda a: a["x"], ["absent"], one).figure)
    assert isnan(estimate(lambda a: 1 / a["x"], ["x"], pd.DataFrame({"x": [0.0, 0.0]})).figure)
    assert exactly(3.0) == (3, 3, 3)


# The readings, from known figures


BASE = {
    "revenue": 1000.0,  # of which 300 is margin, at 30%: 3 for each of 100 customers
    "cost": 900.0,  # of which 200 are not goods
    "profit": 100.0,
    "profit_npv": 1000.0,
    "churn_rate": 0.2,
    "retention_rate": 0.8,
    "customers_end": 100.0,
    "lifetime_value": 10.0,
    "joined_marketing": 30.0,  # in 1.5 years
    "joined_referral": 0.0,
    "acquisition_cost": 2.0,
    "acquisition_cost_marketing": 2.0,
    "keeping_cost": 0.5,
    "acquisition_to_keeping": 4.0,
    "perceived_quality": 0.99,
    "front_line_quality": 0.36,
    "internal_gap": 0.19,
    "lived_quality": 0.5,
    "loyal_share": 0.08,
    "delivery_gap": 0.49,
    "walked_out_share": 0.7,
    "left_waiting_share": 0.2,
}


def kind_of(scenario, start):
    """Which change was made to a scenario."""
    if scenario.market.marketing_per_year > start.market.marketing_per_year:
        return "marketing"
    if scenario.exits.moving_per_year == 0:
        return "gift"
    if scenario.lock.convenience_share > start.lock.convenience_share:
        return "convenience"
    if scenario.workforce.recognition == 1:
        return "recognition"
    if scenario.workforce.training_hours == 80:
        return "training"
    if scenario.recovery.authority == 1 and scenario.voice.asked_share == 0:
        return "authority"
    return "base"


MOVED = {
    "base": {},
    "marketing": {"cost": 50, "joined_marketing": 15},  # 10 more a year, 5 each
    "recognition": {"cost": 8, "churn_rate": -0.08},  # 8 more kept, 1 each
    "authority": {"cost": -5, "churn_rate": -0.05},
    "training": {"cost": 0, "churn_rate": -0.05},
    "gift": {"retention_rate": 0.04, "profit": 40, "profit_npv": 200, "customers_end": 8},
    "convenience": {"retention_rate": 0.02, "profit": 40},
}


def lived_with(base, moved=MOVED):
    start = {name: sim.load(name) for name in ("corner_shop", "telecom")}

    def lived(pieces, jobs=1, engine="auto", on_progress=None, **_more):
        lived.pieces = list(pieces)
        found = []
        for piece in pieces:
            own = start["telecom" if piece.scenario.name == "telecom" else "corner_shop"]
            change = moved[kind_of(piece.scenario, own)]
            found.append({name: value + change.get(name, 0) for name, value in base.items()})
        return tuple(found)

    return lived


def tried(monkeypatch, base=BASE, moved=MOVED, **options):
    monkeypatch.setattr(court, "lived", lived_with(base, moved))
    return claims_on_trial(n=4, changes=LITTLE, **options)


def row(trial, claim, reading, means=None):
    table = trial.table
    rows = table[(table["claim"] == claim) & (table["reading"] == reading)]
    if means:
        rows = rows[rows["means"] == means]
    assert len(rows) == 1
    return rows.iloc[0]


def assert_found(one, figure, verdict):
    assert one["figure"] == pytest.approx(figure)
    assert one["verdict"] == verdict
    assert one["why"].endswith(".")


def test_averages_from_the_ledger(monkeypatch):
    trial = tried(monkeypatch)
    assert_found(row(trial, "C07", "average, ledger"), 4, "not reproduced")
    assert_found(row(trial, "C07", "average, by marketing"), 4, "not reproduced")
    # 200 less 40 of overhead and 40 of marketing leave 120 to serve 100 customers: 1.20 each
    assert_found(row(trial, "C07", "average, to serving"), 2 / 1.2, "not reproduced")


def test_one_more_won_against_one_more_kept(monkeypatch):
    trial = tried(monkeypatch)
    name = "one more won / one more kept"
    assert_found(row(trial, "C14", name, "recognition"), 5, "reproduced")
    assert_found(row(trial, "C07", name, "recognition"), 5, "not reproduced")
    assert "5 EUR of marketing" in row(trial, "C07", name, "recognition")["why"]
    saves = row(trial, "C07", name, "authority")
    assert isinf(saves["figure"])
    assert saves["verdict"] == "not reproduced"
    assert "money is saved" in saves["why"]
    free = row(trial, "C07", name, "training and coaching")
    assert "cannot be told from nothing" in free["why"]
    idle = row(trial, "C07", name, "faster desk")
    assert "no more are kept" in idle["why"]
    for one in (free, idle):
        assert isnan(one["figure"])
        assert one["verdict"] == "cannot be told"


def test_marketing_that_wins_nobody_settles_nothing(monkeypatch):
    moved = MOVED | {"marketing": {"cost": 50}}
    trial = tried(monkeypatch, moved=moved, only=["C07"])
    one = row(trial, "C07", "one more won / one more kept", "recognition")
    assert one["verdict"] == "cannot be told"
    assert "wins no more" in one["why"]


def test_retention_and_profit(monkeypatch):
    trial = tried(monkeypatch)
    gift = "gift: none moves"
    assert_found(row(trial, "C15", "profit a year, +5 points", gift), 50, "reproduced")
    assert_found(row(trial, "C15", "profit a year, +5%", gift), 40, "reproduced")
    assert_found(row(trial, "C15", "long-run profit, +5 points", gift), 25, "reproduced")
    assert_found(row(trial, "C16", "profit a year, +1 point", gift), 10, "not reproduced")
    assert_found(row(trial, "C16", "profit a year, +1%", gift), 8, "not reproduced")
    assert_found(row(trial, "C16", "profit a year, +1% customers", gift), 5, "not reproduced")
    why = row(trial, "C15", "profit a year, +5 points", gift)["why"]
    assert "retention rises by 4 points" in why
    assert "years 0.5 to 2" in why
    assert "contribution is 3.0 times profit" in why


def test_a_means_is_not_stretched_beyond_twice_its_size(monkeypatch):
    trial = tried(monkeypatch)
    far = row(trial, "C15", "profit a year, +5 points", "convenience lock")
    assert_found(far, 100, "cannot be told")
    assert "out of its reach" in far["why"]
    # 5% of 80% are 4 points, just twice the 2 that it raises: within reach
    assert_found(row(trial, "C15", "profit a year, +5%", "convenience lock"), 80, "reproduced")


def test_a_means_that_raises_nothing_settles_nothing(monkeypatch):
    trial = tried(monkeypatch)
    one = row(trial, "C15", "profit a year, +5 points", "recognition")
    assert isnan(one["figure"])
    assert one["verdict"] == "cannot be told"
    assert "nothing that could be told from luck" in one["why"]


@pytest.mark.parametrize("profit", [-100.0, 0.0])
def test_there_is_no_percentage_of_a_loss(monkeypatch, profit):
    trial = tried(monkeypatch, base=BASE | {"profit": profit}, only=["C15", "C16"])
    one = row(trial, "C15", "profit a year, +5 points", "gift: none moves")
    assert isnan(one["figure"])
    assert "no sure profit" in one["why"]
    own = row(trial, "C16", "1% more customers, own")
    assert isnan(own["figure"])
    assert own["verdict"] == "cannot be told"
    long_run = row(trial, "C15", "long-run profit, +5 points", "gift: none moves")
    assert_found(long_run, 25, "reproduced")
    assert "no sure profit a year" in long_run["why"]


def test_contracts_are_tried_where_they_live(monkeypatch):
    trial = tried(monkeypatch)
    contracts = trial.table[trial.table["means"] == "more contracts"]
    assert set(contracts["trade"]) == {"telecom"}
    assert set(trial.table.loc[trial.table["means"] != "more contracts", "trade"]) == {
        "corner_shop"
    }


def test_one_more_in_a_hundred_is_leverage(monkeypatch):
    trial = tried(monkeypatch)
    assert_found(row(trial, "C16", "1% more customers, 4 times"), 4, "true by definition")
    assert_found(row(trial, "C16", "1% more customers, own"), 3, "not reproduced")
    assert_found(row(trial, "C15", "lifetime, 75% to 80%"), 25, "true by definition")
    assert_found(row(trial, "C15", "lifetime value, 80% to 85%"), 20, "not reproduced")


def test_gaps(monkeypatch):
    trial = tried(monkeypatch)
    assert_found(row(trial, "C11", "management's view"), 99, "not reproduced")
    assert_found(row(trial, "C11", "front line's view"), 36, "reproduced")
    assert_found(row(trial, "C11", "gap inside the company"), 19, "reproduced")
    assert row(trial, "C11", "top not customer-focused")["verdict"] == "cannot be told"
    assert_found(row(trial, "C30", "by complaint report"), 99, "not reproduced")
    assert_found(row(trial, "C30", "as customers lived it"), 50, "not reproduced")
    assert_found(row(trial, "C30", "customers who are loyal"), 8, "reproduced")
    assert_found(row(trial, "C30", "gap to the customers"), 49, "not reproduced")
    assert row(trial, "C30", "share of companies")["verdict"] == "cannot be told"


def test_who_left_a_touchpoint(monkeypatch):
    trial = tried(monkeypatch)
    assert_found(row(trial, "C28", "walked out of a line"), 70, "reproduced")
    assert_found(row(trial, "C28", "left for good"), 20, "not reproduced")
    nobody = tried(monkeypatch, base=BASE | {"walked_out_share": nan}, only=["C28"])
    one = row(nobody, "C28", "walked out of a line")
    assert one["verdict"] == "cannot be told"
    assert "nothing to compute it from" in one["why"]


def test_the_first_visit(monkeypatch):
    trial = tried(monkeypatch)
    assert_found(row(trial, "C33", "to pay for a newcomer"), 2 / 4.2, "not reproduced")
    below = stats.gamma(4, scale=4.2 / 4).cdf(2)
    assert_found(row(trial, "C33", "in debt after one visit"), 100 * below, "not reproduced")
    dear = BASE | {
        "joined_referral": 10.0,
        "acquisition_cost": 75.0,
        "acquisition_cost_marketing": 100.0,
    }
    trial = tried(monkeypatch, base=dear, only=["C33"])
    assert_found(row(trial, "C33", "to pay for one won"), 100 / 4.2, "reproduced")
    assert_found(row(trial, "C33", "in debt after one visit"), 75, "reproduced")


def test_a_fee_is_counted_by_the_month():
    telecom = sim.load("telecom")
    what, margin = first_margin(telecom)
    assert what == "month"
    assert margin == pytest.approx(0.55 * 400 / 12)
    assert share_below(telecom, margin - 1) == 0
    assert share_below(telecom, margin + 1) == 1


# The trial


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_every_outcome_claim_is_read_under_both_presets(monkeypatch, preset):
    trial = tried(monkeypatch, preset=preset)
    assert {one.id for one in outcomes()} == OUTCOMES
    assert set(trial.table["claim"]) == OUTCOMES == set(trial.counts.index)
    assert list(trial.table["claim"]) == sorted(trial.table["claim"])
    assert set(trial.table["preset"]) == {preset}
    assert set(trial.table["verdict"]) <= set(VERDICTS)
    assert not trial.table.duplicated(["claim", "reading", "means"]).any()
    assert all(why.endswith(".") and len(why) > 20 for why in trial.table["why"])
    assert trial.counts.to_numpy().sum() == len(trial.table)


def test_everything_is_lived_at_once_and_each_world_once(monkeypatch):
    lived = lived_with(BASE)
    monkeypatch.setattr(court, "lived", lived)
    claims_on_trial(n=4, seed=7, changes=LITTLE)
    assert len(lived.pieces) == court.pieces_to_live(n=4) == len(set(lived.pieces))
    assert {piece.seed for piece in lived.pieces} == {7}
    assert {piece.replication for piece in lived.pieces} == {0, 1, 2, 3}


def test_only_what_is_asked_for_is_tried(monkeypatch):
    lived = lived_with(BASE)
    monkeypatch.setattr(court, "lived", lived)
    trial = claims_on_trial(n=2, only=["C30"], changes=LITTLE)
    assert set(trial.table["claim"]) == {"C30"}
    assert len(lived.pieces) == 2


def test_wrong_questions_are_refused():
    with pytest.raises(ValueError, match="n is 1, but must be 2 or more"):
        claims_on_trial(n=1)
    with pytest.raises(ValueError, match="claim is C12, but must be one of C07, C11"):
        claims_on_trial(only=["C12"])


def test_what_is_not_tried_says_why():
    table = not_tried().set_index("claim")
    ledger = {one.id: one.role for one in sim.claims()}
    wanted = {name for name, role in ledger.items() if role in ("input", "context")}
    assert set(table.index) == wanted
    assert table.loc["C12", "verdict"] == "put in"
    assert table.loc["C03", "verdict"] == table.loc["C05", "verdict"] == "cannot be told"
    assert "any world" in table.loc["C03", "why"]


def test_a_small_real_trial():
    small = {"time.days": 90, "time.warm_up_days": 30}
    steps = []
    trial = claims_on_trial(n=3, only=["C07"], changes=small, on_progress=steps.append)
    assert set(trial.table["claim"]) == {"C07"}
    assert len(steps) == court.pieces_to_live(n=3, only=["C07"])
    shop = sim.load("corner_shop", changes=small)
    wanted = sim.replicate(shop, n=3).summary().loc["acquisition_to_keeping"]
    one = row(trial, "C07", "average, ledger")
    assert tuple(one[["figure", "low", "high"]]) == pytest.approx(tuple(wanted[:3]))
    again = claims_on_trial(n=3, only=["C07"], changes=small)
    pd.testing.assert_frame_equal(trial.table, again.table)


def test_customers_are_what_the_day_counts_say():
    from sim.study.trial.cost import acquisition, customers, spending

    small = sim.load("corner_shop", changes={"time.days": 120, "time.warm_up_days": 30})
    one = sim.run(small, keep_events=False)
    days = one.daily.iloc[30:]
    assert customers(one.figures, small) == pytest.approx(days["customers"].mean(), rel=0.01)
    years = 90 / 364
    goods = days["goods"].sum() / years
    assert spending(one.figures, small) == pytest.approx(one.figures["cost"] - goods, rel=1e-3)
    spent = (days["marketing"] + days["reward"]).sum() / years
    assert acquisition(one.figures, small) == pytest.approx(spent)


def test_what_was_lived_elsewhere_is_judged_alike():
    small = {"time.days": 90, "time.warm_up_days": 30}
    trial = claims_on_trial(n=3, only=["C33"], changes=small)
    worlds = court.to_live(only=["C33"], changes=small)
    figures = {world: sim.replicate(one, n=3).figures for world, one in worlds.items()}
    again = court.judged(worlds, figures, only=["C33"])
    pd.testing.assert_frame_equal(trial.table, again.table)
    alone = court.judged(worlds, {one: found[:1] for one, found in figures.items()}, only=["C33"])
    assert set(alone.table["verdict"]) == {"cannot be told"}, "one run has no interval"


def test_a_key_figure_that_nobody_has_is_no_figure():
    table = pd.DataFrame({"cost": [1.0, 2.0]})
    assert isnan(estimate(lambda means: means["gone"], ["gone"], table).figure)
