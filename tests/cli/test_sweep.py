"""Sweeping over parameters from the command line."""

import csv
import json
import math

import pytest

import sim
from sim.cli import console
from sim.study.parity import parity_hash_of_all
from sim.study.replicate import replicate
from tests.cli.asking import SMALL, ask, is_wrong
from tests.cli.test_compare import LITTLE, strict

SILENT = "voice.silent_per_complaint"
STAFF = "departments.till.staff"
TWO_KEYS = ("--vary", f"{SILENT}=0,26", "--vary", f"{STAFF}=1,2")
RULE = "must be written KEY=LO:HI:N with LO below HI and N from 2 to 10000, or KEY=a,b,c"


@pytest.fixture(scope="module")
def shop():
    return sim.load("corner_shop", changes=LITTLE)


def test_what_is_shown_is_what_is_swept(shop):
    more = ("--vary", f"{SILENT}=0:50:3", "--replications", 2)
    told = strict(ask("sweep", *SMALL, *more, "--format", "json").stdout)
    table = sim.sweep(shop, {SILENT: [0.0, 25.0, 50.0]}, n=2).summary()
    assert len(told["points"]) == len(table)
    for row, exact in zip(told["points"], table.to_dict(orient="records"), strict=True):
        assert row == {
            name: None if isinstance(value, float) and math.isnan(value) else value
            for name, value in exact.items()
        }
    lines = list(csv.reader(ask("sweep", *SMALL, *more, "--format", "csv").stdout.splitlines()))
    assert lines[0] == [SILENT, "kpi", "mean", "low", "high", "n"]
    for line, row in zip(lines[1:], told["points"], strict=True):
        assert line[:2] == [repr(row[SILENT]), row["kpi"]]
        assert line[2] == ("" if row["mean"] is None else repr(row["mean"]))


@pytest.mark.parametrize(("engine", "jobs"), [("simpy", 1), ("compiled", 2)])
def test_the_hash_is_that_of_every_point(shop, tmp_path, engine, jobs):
    more = ("--replications", 2, "--engine", engine, "--jobs", jobs, "--format", "json")
    told = json.loads(ask("sweep", *SMALL, *TWO_KEYS, *more, "--out", tmp_path / "out").stdout)
    points = [{SILENT: silent, STAFF: staff} for silent in (0, 26) for staff in (1, 2)]
    lived = [replicate(shop.with_(point), 2) for point in points]
    assert told["parity_hash"] == parity_hash_of_all(lived)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["parity_hash"] == told["parity_hash"]


@pytest.mark.parametrize(
    "text",
    [
        *("", "voice.ease", "=1,2", "voice.ease=", "voice.ease=1:2", "voice.ease=1:2:3:4"),
        *("voice.ease=2:1:3", "voice.ease=1:1:3", "voice.ease=1:2:1", "voice.ease=1:2:x"),
        *("voice.ease=1:inf:3", "voice.ease=nan:1:3", "voice.ease=1:2:10001", "voice.ease=1:2:2.5"),
    ],
)
def test_what_cannot_be_varied_is_named_with_the_rule(text):
    is_wrong(ask("sweep", *SMALL, "--vary", text), f'what to vary is "{text}", but {RULE}')


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("voice.eas=1,2", "there is no parameter voice.eas: did you mean voice.ease?"),
        ("voice.management_hears=0,2", "voice.management_hears is 2, but must be 1 or less"),
        ("voice.ease=1,much", 'voice.ease is "much", but must be a number'),
    ],
)
def test_a_value_that_cannot_be_is_named_with_its_key(text, sentence):
    is_wrong(ask("sweep", *SMALL, "--vary", text), sentence)


def test_a_key_is_varied_once():
    vary = ("--vary", "voice.ease=1,2", "--vary", "voice.ease=3,4")
    is_wrong(ask("sweep", *SMALL, *vary), "--vary names voice.ease twice, but must name it once")
    is_wrong(ask("sweep", *SMALL), "Missing option '--vary'.")


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("keys", [1, 2])
def test_names_break_where_their_parts_meet_and_nothing_is_clipped(monkeypatch, width, keys):
    monkeypatch.setattr(console, "WIDTH", width)
    page = ask("sweep", *SMALL, *TWO_KEYS[: 2 * keys], "--replications", 2).stdout
    lines = page.splitlines()
    assert max(map(len, lines)) <= width
    assert "…" not in page
    table = lines[2 : lines.index("", 2)]
    first = next(number for number, line in enumerate(table) if line.split()[0] == "0")
    head = " ".join(table[:first]).split()
    parts = {"voice.", "silent_", "per_", "complaint", "customers_", "churn_", "wait_", "minutes"}
    assert set(head) >= parts if keys == 2 or width == 80 else set(head) >= {"voice."}
    for line in table[first:]:
        assert not line.endswith("±")  # an interval stays in one piece
    assert sum("±" in line for line in table) == 2**keys


@pytest.mark.parametrize(
    ("values", "n", "heading", "sentence"),
    [
        ("1", 1, "1 point of 1 replication,", "One replication has no interval: take 2 or more."),
        ("1", 2, "1 point of 2 replications,", "Intervals are 95%."),
        (
            *("2,3", 2, "2 points of 2 replications,"),
            "a star marks what differs clearly from voice.ease 2.",
        ),
        ("1,2", 1, "2 points of 1 replication,", "One replication has no interval"),
    ],
)
def test_numbers_agree_with_their_nouns(values, n, heading, sentence):
    page = ask("sweep", *SMALL, "--vary", f"voice.ease={values}", "--replications", n).stdout
    assert heading in page
    assert sentence in " ".join(page.split())
    assert ("±" in page) == (n > 1)


def test_a_star_marks_what_differs_from_the_scenario_as_it_stands(shop):
    page = ask("sweep", *SMALL, "--vary", f"{STAFF}=1,4", "--replications", 3).stdout
    assert f"a star marks what differs clearly from {STAFF} 1." in " ".join(page.split())
    clear = sim.sweep(shop, {STAFF: [1, 4]}, n=3).against(
        kpis=["customers_end", "churn_rate", "loyal_share", "heard_share", "wait_minutes", "profit"]
    )["is_clear"]
    assert page.count("*") == clear.sum() > 0


@pytest.mark.parametrize("vary", [TWO_KEYS[:2], TWO_KEYS], ids=["one", "two"])
def test_the_folder_holds_all_of_it(tmp_path, vary):
    out = tmp_path / "out"
    assert ask("sweep", *SMALL, *vary, "--replications", 2, "--out", out).exit_code == 0
    tables = {"sweep.csv", "differences.csv", "replications.csv", "scenario.toml", "manifest.json"}
    pictures = {f"{kpi}.{form}" for kpi in ("churn_rate", "profit") for form in ("png", "svg")}
    assert {file.name for file in out.iterdir()} == tables | pictures
    points = 2 ** (len(vary) // 2)
    assert len((out / "replications.csv").read_text().splitlines()) == 1 + 2 * points
    told = json.loads((out / "manifest.json").read_text())
    assert (told["points"], told["replications"]) == (points, 2)
