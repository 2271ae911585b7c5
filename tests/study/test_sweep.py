"""Sweeps: where they look, what they hold, and that luck is shared."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim.study import sweep as module
from sim.study.design import grid, latin_hypercube, parse_vary
from sim.study.kpis import KPIS
from sim.study.run import run
from sim.study.sweep import sample, sweep

SILENT, EASE, AGENTS = "voice.silent_per_complaint", "voice.ease", "desk.agents"
SMALL = {"time.days": 90, "time.warm_up_days": 30}


@pytest.fixture(scope="module")
def shop():
    return sim.load("corner_shop", changes=SMALL)


@pytest.fixture
def told(monkeypatch):
    """No world is lived: profit is silent + 100 × replication, and each piece is noted."""
    pieces = []

    def lived(given, jobs, engine, on_progress, **_more):
        pieces.extend(given)
        nothing = dict.fromkeys((kpi.name for kpi in KPIS), float("nan"))
        return tuple(
            nothing | {"profit": one.scenario.value(SILENT) + 100 * one.replication}
            for one in given
        )

    monkeypatch.setattr(module, "lived", lived)
    return pieces


def test_a_grid_has_every_combination_in_order():
    found = grid({EASE: [1, 2], AGENTS: [1, 2, 3]})
    assert [tuple(point.values()) for point in found] == [
        (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3),
    ]  # fmt: skip
    assert all(list(point) == [EASE, AGENTS] for point in found)


@pytest.mark.parametrize(("values", "rule"), [({}, "1 or more"), ({EASE: []}, f"{EASE} has no")])
def test_a_grid_of_nothing_is_refused(values, rule):
    with pytest.raises(ValueError, match=rule):
        grid(values)


@pytest.mark.parametrize("points", [1, 7, 40])
def test_a_latin_hypercube_has_one_point_in_each_stratum(points):
    ranges = {SILENT: (5.0, 25.0), EASE: (0.5, 4.0)}
    found = latin_hypercube(ranges, points, seed=3)
    for key, (low, high) in ranges.items():
        strata = [int((point[key] - low) / (high - low) * points) for point in found]
        assert sorted(strata) == list(range(points))


def test_a_latin_hypercube_depends_on_its_seed_alone():
    ranges = {SILENT: (5.0, 25.0)}
    assert latin_hypercube(ranges, 9, seed=1) == latin_hypercube(ranges, 9, seed=1)
    assert latin_hypercube(ranges, 9, seed=1) != latin_hypercube(ranges, 9, seed=2)


@pytest.mark.parametrize("ends", [(3.0, 3.0), (4.0, 3.0), (0.0, float("inf"))])
def test_a_range_without_width_is_refused(ends):
    with pytest.raises(ValueError, match=f"{EASE} is to go from .* but must go from a number"):
        latin_hypercube({EASE: ends}, 3)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("voice.silent_per_complaint=0:50:6", [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]),
        ("voice.asked_share=0:1:11", [i / 10 for i in range(11)]),
        (" desk.agents = 1:4:10 ", [1, 2, 3, 4]),
        ("departments.till.staff=1:3:3", [1, 2, 3]),
        ("voice.ease=-1:1:2", [-1.0, 1.0]),  # that this cannot be is the scenario's to say
        ("voice.ease=0.5,1,2", [0.5, 1, 2]),
        ("touchpoints.till.stage=before,after", ["before", "after"]),
    ],
)
def test_what_to_vary_can_be_written(text, values):
    key, found = parse_vary(text)
    assert key == text.partition("=")[0].strip()
    assert found == values
    assert [type(value) for value in found] == [type(value) for value in values]


@pytest.mark.parametrize(
    "text",
    [
        "voice.ease", "=1:2:3", "voice.ease=", "voice.ease=1:2", "voice.ease=1:2:3:4",
        "voice.ease=1:2:1", "voice.ease=1:2:2.5", "voice.ease=2:1:3", "voice.ease=1:inf:3",
        "voice.ease=nan:2:3", "voice.ease=a:b:c", "voice.ease=1,,2", "voice.ease=1,2,",
        "voice.ease=1:2:999999999",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_the_rule(text):
    with pytest.raises(ValueError, match="must be written KEY=LO:HI:N") as error:
        parse_vary(text)
    assert f'"{text}"' in str(error.value)
    assert "\n" not in str(error.value)


def test_the_table_has_a_row_a_point_and_replication(shop, told):
    done = sweep(shop, {SILENT: [0, 10], AGENTS: [1, 2]}, n=3, seed=4)
    assert list(done.table.columns) == [SILENT, AGENTS, "replication", *(k.name for k in KPIS)]
    assert len(done.table) == 2 * 2 * 3 == len(told)
    assert done.points[1] == {SILENT: 0.0, AGENTS: 2}
    assert done.table["replication"].tolist() == [0, 1, 2] * 4
    assert {piece.seed for piece in told} == {4}
    expected = done.table[SILENT] + 100 * done.table["replication"]
    assert done.table["profit"].tolist() == expected.tolist()


def test_summary_and_differences_worked_by_hand(shop, told):
    done = sweep(shop, {SILENT: [0, 10]}, n=3)
    means = done.summary().query("kpi == 'profit'")
    assert means["mean"].tolist() == [100.0, 110.0]
    reach = 4.302652729911275 * 100 / np.sqrt(3)  # Student t, two degrees of freedom
    assert (means["high"] - means["mean"]).tolist() == pytest.approx([reach, reach])
    # The luck of 0, 100 and 200 is the same at both points, and goes out of the difference.
    differences = done.against().query("kpi == 'profit'")
    assert differences[["mean", "low", "high"]].to_numpy().tolist() == [[0, 0, 0], [10, 10, 10]]
    assert differences["is_clear"].tolist() == [False, True]
    assert differences["n"].tolist() == [3, 3]
    nothing = done.against().query("kpi == 'nps'")
    assert nothing["n"].tolist() == [0, 0]
    assert not nothing["is_clear"].any()


def test_the_reference_is_the_scenario_as_it_stands_or_the_first_point(shop, told):
    assert sweep(shop, {SILENT: [0, 26, 50]}, n=2).place() == 1
    done = sweep(shop, {SILENT: [0, 20, 50]}, n=2)
    assert done.place() == 0
    assert done.place({SILENT: 50}) == done.place(2) == 2
    assert done.against(1).query("kpi == 'profit'")["mean"].tolist() == [-20.0, 0.0, 30.0]
    for wrong in (3, -1, {SILENT: 51}, {EASE: 1}):
        with pytest.raises(ValueError, match=r"reference is .* but must be"):
            done.against(wrong)


def test_a_point_that_is_asked_for_twice_is_lived_once(shop, told):
    done = sweep(shop, {SILENT: [5, 5.0, np.int64(5), 7]}, n=2)
    assert done.points == ({SILENT: 5.0}, {SILENT: 7.0})
    assert len(told) == 4


def test_points_can_be_given(shop, told):
    points = [{SILENT: 1, AGENTS: 1}, {SILENT: 2, AGENTS: 3}]
    assert list(sweep(shop, points=points, n=1).points) == points
    found = sample(shop, {SILENT: (0, 50), EASE: (0.5, 2)}, points=8, n=1)
    assert sorted(int(point[SILENT] // 6.25) for point in found.points) == list(range(8))


@pytest.mark.parametrize(
    ("arguments", "rule"),
    [
        ({"vary": {SILENT: [1, -1]}}, f"{SILENT} is -1, but must be 0 or more"),
        ({"vary": {"voice.eas": [1]}}, "voice.eas"),
        ({"vary": {AGENTS: [1.5]}}, f"{AGENTS} is 1.5, but must be a whole number"),
        ({"vary": {EASE: [1]}, "n": 0}, "n is 0, but must be 1 or more"),
        ({"vary": {}}, "but must be 1 or more"),
        ({"points": []}, "but must be 1 or more"),
        ({"points": [{EASE: 1}, {AGENTS: 1}]}, "as the first one does"),
        ({}, "either what to vary or its points"),
        ({"vary": {EASE: [1]}, "points": [{EASE: 1}]}, "either what to vary or its points"),
    ],
)
def test_what_is_impossible_is_told_before_anything_is_lived(shop, told, arguments, rule):
    with pytest.raises(ValueError, match=rule):
        sweep(shop, **arguments)
    assert told == []


def test_who_lives_the_pieces_and_in_which_order_makes_no_difference(shop, monkeypatch):
    values = {SILENT: [0, 5, 25]}
    done = sweep(shop, values, n=2)

    def backwards(pieces, jobs, engine, on_progress, **_more):
        found = [run(*piece, engine, keep_events=False).figures for piece in reversed(pieces)]
        return tuple(reversed(found))

    monkeypatch.setattr(module, "lived", backwards)
    pd.testing.assert_frame_equal(sweep(shop, values, n=2).table, done.table)
    turned = sweep(shop, {SILENT: [25, 5, 0]}, n=2).table
    ordered = turned.sort_values([SILENT, "replication"], ignore_index=True)
    pd.testing.assert_frame_equal(ordered, done.table)


def test_a_point_is_that_scenario_replicated(shop):
    done = sweep(shop, {SILENT: [3]}, n=2, seed=5)
    same = sim.replicate(shop.with_({SILENT: 3}), n=2, seed=5).replications
    names = [kpi.name for kpi in KPIS]
    assert np.array_equal(done.table[names], same[names], equal_nan=True)


def test_the_more_stay_silent_the_fewer_complaints_run_by_run(shop):
    done = sweep(shop, {SILENT: [0, 1, 4, 26]}, n=5)
    complaints = done.table["complaints"].to_numpy().reshape(4, 5)
    assert (np.diff(complaints, axis=0) <= 0).all()
    assert (complaints[0] > complaints[-1]).all()
    differences = done.against(0).query("kpi == 'complaints'")
    assert differences["is_clear"].tolist() == [False, True, True, True]
    assert (differences["high"].to_numpy()[1:] < 0).all()
