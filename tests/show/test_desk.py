"""The complaint desk: cases put together right from the facts, and drawn so that it can be read."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Rectangle

import sim
from sim import facts
from sim.outcome import Outcome
from sim.show.desk import (
    describe_desk,
    describe_open_cases,
    desk,
    desk_cases,
    open_cases,
)
from sim.show.style import SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest, words

NAN = float("nan")
SIZES = [(900, 500), (1280, 720)]

CASES = pd.DataFrame(
    [
        (1, 0.0, 1.0, 1.0, "in_time", NAN),
        (2, 0.0, 2.5, 2.5, "in_time", 2.5),
        (3, 1.0, 9.0, 8.0, "late", NAN),
        (4, 2.0, 3.5, 1.5, "unresolved", 1.5),
        (5, 4.0, 7.0, 3.0, "withdrawn", 3.0),
        (6, 9.0, NAN, NAN, "open", NAN),
    ],
    columns=["who", "opened", "closed", "days", "outcome", "lost"],
)


def lived(*told):
    """An outcome of nothing but these facts: time, kind, person."""
    table = np.zeros(len(told), facts.FACT)
    for place, (time, kind, who) in enumerate(told):
        table[place] = (time, kind, who, 0, -1, 0.0)
    return Outcome(table, None, None, None, None)


def axis(style, size):
    return new_figure(*size, style).add_axes((0.1, 0.16, 0.88, 0.72))


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


def bars(ax):
    return [patch for patch in ax.patches if isinstance(patch, Rectangle)]


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        (facts.RESOLVED_FAST, "in_time"),
        (facts.RESOLVED_LATE, "late"),
        (facts.UNRESOLVED, "unresolved"),
        (facts.WITHDRAWN, "withdrawn"),
    ],
)
def test_a_case_has_its_days_and_its_end(kind, outcome):
    (case,) = desk_cases(lived((1.5, facts.CASE_OPENED, 7), (5.0, kind, 7))).to_dict("records")
    lost = case.pop("lost")
    assert np.isnan(lost)
    assert case == {"who": 7, "opened": 1.5, "closed": 5.0, "days": 3.5, "outcome": outcome}


def test_a_case_that_nobody_closed_is_open():
    (case,) = desk_cases(lived((1.5, facts.CASE_OPENED, 7))).to_dict("records")
    assert case["outcome"] == "open"
    assert np.isnan([case["closed"], case["days"], case["lost"]]).all()


@pytest.mark.parametrize("refuses", [facts.QUITS_VOICED, facts.QUITS_AGAIN])
def test_hope_is_lost_while_the_case_is_open_or_with_the_answer(refuses):
    early = lived(
        (1.0, facts.MISERY_MINOR, 7),
        (1.0, facts.CASE_OPENED, 7),
        (6.0, refuses, 7),
        (6.0, facts.HELD, 7),
        (9.0, facts.RESOLVED_LATE, 7),
    )
    at_answer = lived((1.0, facts.CASE_OPENED, 7), (3.0, facts.UNRESOLVED, 7), (3.0, refuses, 7))
    gone = lived((1.0, facts.CASE_OPENED, 7), (4.0, refuses, 7), (4.0, facts.WITHDRAWN, 7))
    assert [float(desk_cases(one)["lost"].iloc[0]) for one in (early, at_answer, gone)] == [5, 2, 3]


def test_with_a_promise_of_no_days_hope_may_end_in_the_moment_of_the_failure():
    told = []
    for day in (1.0, 5.0):
        told += [(day, facts.MISERY_SERIOUS, 7), (day, facts.CASE_OPENED, 7)]
        told += [(day, facts.QUITS_VOICED, 7), (day, facts.HELD, 7), (day + 1, facts.UNRESOLVED, 7)]
    assert desk_cases(lived(*told))["lost"].tolist() == [0.0, 0.0]


def test_another_failure_or_another_customer_is_no_loss_of_this_case():
    told = lived(
        (1.0, facts.CASE_OPENED, 7),
        (2.0, facts.MISERY_MINOR, 7),
        (2.0, facts.QUITS_AGAIN, 7),  # about the failure of day 2
        (3.0, facts.QUITS_VOICED, 8),
        (4.0, facts.RESOLVED_LATE, 7),
        (4.0, facts.STAYS_VOICED, 7),
        (8.0, facts.MISERY_MINOR, 7),
        (8.0, facts.QUITS_AGAIN, 7),  # long after the answer
    )
    assert np.isnan(desk_cases(told)["lost"]).all()


def test_cases_of_one_customer_are_told_apart_and_those_before_the_start_left_out():
    told = lived(
        (1.0, facts.CASE_OPENED, 7),
        (2.0, facts.CASE_OPENED, 3),
        (3.0, facts.RESOLVED_FAST, 7),
        (5.0, facts.CASE_OPENED, 7),
        (9.0, facts.RESOLVED_LATE, 7),
        (9.0, facts.QUITS_AGAIN, 7),
    )
    table = desk_cases(told)
    assert table["who"].tolist() == [7, 3, 7]
    assert table["outcome"].tolist() == ["in_time", "open", "late"]
    assert table["lost"].isna().tolist() == [True, True, False]
    assert desk_cases(told, start=2.0)["opened"].tolist() == [2.0, 5.0]
    assert desk_cases(lived((1.0, facts.VISIT, 7))).empty


def test_a_run_without_its_events_is_refused():
    with pytest.raises(ValueError, match=r"0 events, but must .* keep_events=True"):
        desk_cases(lived())


@pytest.fixture(scope="module")
def hotel():
    changes = {"time.days": 182, "time.warm_up_days": 28}
    return sim.run(sim.load("hotel", changes=changes))


def test_cases_of_a_run_are_those_of_its_tallies(hotel):
    cases, daily = desk_cases(hotel.outcome), hotel.daily
    assert len(cases) == daily["case_opened"].sum() > 10
    ends = {
        "in_time": "resolved_fast",
        "late": "resolved_late",
        "unresolved": "unresolved",
        "withdrawn": "withdrawn",
    }
    for outcome, kind in ends.items():
        assert (cases["outcome"] == outcome).sum() == daily[kind].sum()
    assert (cases["outcome"] == "open").sum() == daily["open_cases"].iloc[-1]
    events = hotel.events
    closing = events[events["kind"].isin(ends.values())]
    assert np.allclose(np.sort(cases["days"].dropna()), np.sort(closing["amount"]))
    promise = hotel.scenario.desk.promise_days
    assert (cases.loc[cases["outcome"] == "in_time", "days"] <= promise).all()
    assert (cases.loc[cases["outcome"] == "late", "days"] > promise).all()
    assert (cases["lost"].dropna() >= 0).all()
    # whoever refuses after being heard for the first time, or again, had a complaint or a failure
    assert 0 < cases["lost"].notna().sum() <= daily[["quits_voiced", "quits_again"]].sum().sum()


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_the_desk_can_be_read(style, size, hotel):
    many = pd.concat([CASES] * 500, ignore_index=True)
    one = CASES.iloc[[0]]
    for cases in (CASES, CASES.iloc[:0], one, many, desk_cases(hotel.outcome)):
        for promise in (0.0, 3.0, 60.0):
            ax = axis(style, size)
            desk(ax, cases, promise, style)
            assert_readable(ax.figure)


def test_bars_stand_for_every_closed_case_and_every_loss():
    ax = axis(STYLES[0], SIZES[0])
    desk(ax, CASES, 3.0)
    heights = [-bar.get_height() for bar in bars(ax)]
    one = min(heights)
    assert sum(round(height / one) for height in heights) == 5 + 3
    said = words(ax.figure)
    assert "2 of 6 complaints put right in time, 1 still open" in said
    assert "2 (33%)" in said
    assert "3 (50%)" in said  # gave up
    assert "promise: 3 days" in said


@pytest.mark.parametrize("promise", [2.0, 2.5, 5.0, 7.0])
@pytest.mark.parametrize("oldest", [8.0, 50.0, 400.0])
def test_no_bar_lies_on_both_sides_of_the_promise(promise, oldest):
    days = [0.1, promise - 0.01, promise + 0.01, oldest]
    cases = pd.DataFrame(
        {"who": 1, "opened": 0.0, "closed": days, "days": days, "outcome": "late", "lost": days}
    )
    ax = axis(STYLES[0], SIZES[0])
    desk(ax, cases, promise)
    spans = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars(ax)]
    assert all(end <= promise or start >= promise - 1e-9 for start, end in spans)
    assert max(end for _, end in spans) > 0.9 * oldest
    assert min(start for start, _ in spans) == 0


def test_the_desk_is_told_in_words():
    assert describe_desk(CASES, 3.0) == (
        "6 complaints with an answer promised within 3 days: put right in time 2, put right late "
        "1, answer did not help 1, left before the answer 1, still open 1. 3 of these customers "
        "gave up, half of them within 2.5 days."
    )
    assert "0 of these customers gave up." in describe_desk(CASES.iloc[[0]], 3.0)
    assert describe_desk(CASES.iloc[:0], 3.0) == "No complaint came to the desk."


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("number", [[0], [0, 1, 3, 0], [2] * 400, [1234] * 91])
def test_open_complaints_can_be_read(style, size, number):
    ax = axis(style, size)
    open_cases(ax, pd.DataFrame({"open_cases": number}), style)
    assert_readable(ax.figure)


def test_open_complaints_are_those_of_each_day():
    daily = pd.DataFrame({"open_cases": [0, 1, 3, 0]})
    ax = axis(STYLES[0], SIZES[0])
    open_cases(ax, daily)
    (steps,) = ax.patches
    assert list(steps.get_data().values) == [0, 1, 3, 0]
    assert list(ax.lines[0].get_ydata()) == [1.0, 1.0]
    assert "1.0 on average, 3 at most" in words(ax.figure)
    assert describe_open_cases(daily).endswith(
        "1.0 on average, 3 at most, none on 50% of the days."
    )
