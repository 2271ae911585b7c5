"""Pictures of an experiment as files: which there are, with words, the same bytes each time."""

from xml.etree import ElementTree

import pandas as pd
import pytest

import sim
from sim.show import saving
from sim.show.saving import save_comparison, save_sweep, save_trial
from sim.study.trial import Trial

SMALL = {
    "time.days": 28,
    "time.warm_up_days": 0,
    "market.customers": 60,
    "market.people": 150,
}
PNG = b"\x89PNG\r\n\x1a\n"
STAFF = "departments.till.staff"


@pytest.fixture(scope="module")
def little():
    return sim.load("corner_shop", changes=SMALL)


@pytest.fixture(scope="module")
def trial():
    return sim.claims_on_trial(n=2, only=["C07", "C33"], changes=SMALL)


def names(folder):
    return {file.name for file in folder.iterdir()}


def both(*stems):
    return {f"{stem}.{form}" for stem in stems for form in ("png", "svg")}


def are_pictures(folder):
    """Check that each file is what its name says, and that the SVG has its picture in words."""
    for file in folder.iterdir():
        if file.suffix == ".png":
            assert file.read_bytes().startswith(PNG)
        else:
            page = file.read_text(encoding="utf-8")
            assert ElementTree.fromstring(page).tag.endswith("svg")
            assert "<title>" in page or "<desc>" in page or "description" in page


def the_same_twice(save, found, tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        save(found, tmp_path / name)
    assert names(tmp_path / "one") == names(tmp_path / "two")
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes(), file.name


def test_a_comparison(little, tmp_path):
    found = sim.compare(little, little.with_({STAFF: 3}), n=3)
    save_comparison(found, tmp_path)
    assert names(tmp_path) == both("differences")
    are_pictures(tmp_path)


def test_a_comparison_of_one_replication(little, tmp_path):
    save_comparison(sim.compare(little, little.with_({STAFF: 3}), n=1), tmp_path)
    assert names(tmp_path) == both("differences")


@pytest.mark.parametrize(
    "values",
    [
        {"voice.ease": [1.0, 2.0]},
        {"voice.ease": [1.0]},
        {"voice.ease": [1.0, 2.0], STAFF: [1, 2]},
    ],
    ids=["one key", "one point", "two keys"],
)
def test_a_sweep_of_one_or_two_numbers(little, tmp_path, values):
    save_sweep(sim.sweep(little, values, n=2), tmp_path)
    assert names(tmp_path) == both("churn_rate", "profit")
    are_pictures(tmp_path)


def test_a_sweep_of_three_has_no_picture(little, tmp_path):
    values = {"voice.ease": [1.0, 2.0], STAFF: [1], "voice.silent_per_complaint": [0.0]}
    save_sweep(sim.sweep(little, values, n=1), tmp_path)
    assert names(tmp_path) == set()


def test_a_sweep_of_words_has_no_picture(little, tmp_path):
    key = "touchpoints.till.department"
    found = sim.sweep(little, {key: [little.value(key)]}, n=1)
    save_sweep(found, tmp_path)
    assert names(tmp_path) == set()


def test_a_trial_has_a_picture_a_claim(trial, tmp_path):
    save_trial(trial, tmp_path)
    assert names(tmp_path) == both("verdicts", "verdicts_C07", "verdicts_C33")
    are_pictures(tmp_path)


def test_a_claim_of_many_readings_has_a_picture_a_reading(trial, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "MOST_ROWS", 3)
    save_trial(trial, tmp_path)
    readings = trial.table.loc[trial.table["claim"] == "C07", "reading"].nunique()
    assert readings > 1
    of_c07 = [f"verdicts_C07_{number}" for number in range(1, readings + 1)]
    assert names(tmp_path) == both("verdicts", *of_c07, "verdicts_C33")


def test_arithmetic_has_a_picture_of_its_own(trial, tmp_path, monkeypatch):
    monkeypatch.setattr(saving, "MOST_ROWS", 0)
    rows = trial.table[trial.table["claim"] == "C33"].copy()
    rows.iloc[0, rows.columns.get_loc("means")] = "by arithmetic"
    save_trial(Trial(pd.DataFrame(rows), trial.not_tried), tmp_path)
    assert {"verdicts_C33_arithmetic.png", "verdicts_C33_1.png"} <= names(tmp_path)
    assert names(tmp_path) == both(
        *("verdicts", "verdicts_C33_arithmetic", "verdicts_C33_1", "verdicts_C33_2")
    )


def test_the_bytes_are_the_same_each_time(little, trial, tmp_path):
    for name in ("comparison", "sweep", "trial"):
        (tmp_path / name).mkdir()
    compared = sim.compare(little, little.with_({STAFF: 3}), n=2)
    the_same_twice(save_comparison, compared, tmp_path / "comparison")
    swept = sim.sweep(little, {"voice.ease": [1.0, 2.0], STAFF: [1, 2]}, n=2)
    the_same_twice(save_sweep, swept, tmp_path / "sweep")
    the_same_twice(save_trial, trial, tmp_path / "trial")
