"""Comparing two scenarios from the command line."""

import json
import math
from pathlib import Path

import pytest

import sim
from sim.cli import console
from sim.cli.numbers import difference
from sim.study.kpis import KPIS
from sim.study.parity import parity_hash_of_all
from sim.study.replicate import replicate
from tests.cli.asking import SMALL, ask, is_wrong

LITTLE = {"time.days": 28, "time.warm_up_days": 0, "market.customers": 60, "market.people": 150}
THREE = ("--set-b", "departments.till.staff=3")


def strict(text):
    """Read JSON as the standard has it, without NaN or Infinity."""

    def refuse(word):
        raise AssertionError(f"{word} is no JSON")

    return json.loads(text, parse_constant=refuse)


def test_what_is_shown_is_what_is_compared():
    result = ask("compare", *SMALL, *THREE, "--replications", 3, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    told = strict(result.stdout)
    shop = sim.load("corner_shop", changes=LITTLE)
    found = sim.compare(shop, shop.with_({"departments.till.staff": 3}), n=3)
    table = found.summary()
    assert [row["kpi"] for row in told["kpis"]] == list(table.index)
    for row in told["kpis"]:
        for name, exact in table.loc[row["kpi"]].items():
            assert row[name] == (exact if math.isfinite(exact) else None)
    assert (told["replications"], told["seed"], told["days"]) == (3, 26, 28)


def test_the_table_as_csv_is_in_full():
    result = ask("compare", *SMALL, *THREE, "--replications", 3, "--format", "csv")
    lines = [line.split(",") for line in result.stdout.splitlines()]
    shop = sim.load("corner_shop", changes=LITTLE)
    table = sim.compare(shop, shop.with_({"departments.till.staff": 3}), n=3).summary()
    assert lines[0] == ["kpi", *table.columns]
    assert [line[0] for line in lines[1:]] == list(table.index)
    for line in lines[1:]:
        row = table.loc[line[0]]
        for name, text in zip(lines[0][1:5], line[1:5], strict=True):
            assert text == ("" if math.isnan(row[name]) else repr(float(row[name])))
        assert line[lines[0].index("distinguishable")] in ("true", "false")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_the_hash_is_that_of_both_experiments(tmp_path, engine, jobs):
    more = ("--replications", 2, "--engine", engine, "--jobs", jobs, "--format", "json")
    told = json.loads(ask("compare", *SMALL, *THREE, *more, "--out", tmp_path / "out").stdout)
    shop = sim.load("corner_shop", changes=LITTLE)
    both = [replicate(one, 2) for one in (shop, shop.with_({"departments.till.staff": 3}))]
    assert told["parity_hash"] == parity_hash_of_all(both)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["parity_hash"] == told["parity_hash"]


def test_two_files_and_a_change_of_one(tmp_path):
    texts = {"a": "[voice]\nease = 0.5\n", "b": "[voice]\nease = 2.0\n"}
    for name, text in texts.items():
        (tmp_path / f"{name}.toml").write_text(f'based_on = "corner_shop"\n{text}')
    files = (tmp_path / "a.toml", tmp_path / "b.toml")
    more = (*SMALL[1:], "--replications", 1, "--format", "json")
    told = [
        json.loads(ask("compare", *files, *more).stdout)["parity_hash"],
        json.loads(ask("compare", files[0], *more, "--set-b", "voice.ease=2").stdout),
        json.loads(ask("compare", files[1], files[0], *more).stdout)["parity_hash"],
    ]
    assert told[0] != told[2]
    assert told[1]["a"]["scenario"] == told[1]["b"]["scenario"] == "a"
    shops = [sim.load(file, changes=LITTLE) for file in files]
    assert told[0] == parity_hash_of_all([replicate(one, 1) for one in shops])


def test_a_comparison_needs_two_different_things():
    sentence = "compare needs two scenarios, or one and --set-b KEY=VALUE"
    is_wrong(ask("compare", "corner_shop"), sentence)
    is_wrong(ask("compare"), "Missing argument 'A'.")
    is_wrong(
        ask("compare", "corner_shop", "corner_shp"),
        'there is no bundled scenario and no file "corner_shp": did you mean "corner_shop"?',
    )
    is_wrong(
        ask("compare", *SMALL, "--set-b", "voice.eas=1"),
        "there is no parameter voice.eas: did you mean voice.ease?",
    )
    is_wrong(ask("compare", *SMALL, "--set-b", "x"), '"x" is no change, which is written KEY=VALUE')


def test_scenarios_of_different_days_are_not_compared(tmp_path):
    result = ask("compare", *SMALL, "--set-b", "time.days=35", "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("silent26: time.days is 28 in a (corner_shop) and 35 in b ")
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_page_says_what_b_changes_and_what_is_told_apart():
    page = ask("compare", *SMALL, *THREE, "--replications", 3).stdout
    lines = page.splitlines()
    assert lines[0] == "B less A, with the same luck: 28 days, 3 replications, seed 26"
    assert lines[1] == "A  The corner shop, preset slogans"
    assert lines[2] == ("B  The corner shop, preset slogans, with departments.till.staff 3, not 1")
    shop = sim.load("corner_shop", changes=LITTLE)
    table = sim.compare(shop, shop.with_({"departments.till.staff": 3}), n=3).summary()
    said = {line.split()[0]: line for line in lines if line and line.split()[0] in table.index}
    assert list(said) == [kpi.name for kpi in KPIS]
    for kpi, line in said.items():
        assert line.endswith("  yes") == bool(table.loc[kpi, "distinguishable"])
    told = int(table["distinguishable"].sum())
    assert f"{told} of {len(KPIS)} key figures {'is' if told == 1 else 'are'} told apart" in page


def test_one_replication_tells_nothing_apart():
    page = ask("compare", *SMALL, *THREE, "--replications", 1).stdout
    assert ": 28 days, 1 replication, seed 26" in page
    assert "One replication has no interval, so nothing is told apart: take 2 or more." in page
    assert "  yes" not in page
    assert "would tell" not in page


def test_what_is_the_same_is_called_the_same():
    page = ask("compare", "corner_shop", *SMALL, "--replications", 2).stdout
    rows = [line for line in page.splitlines() if line.split() and line.split()[0] in NAMES]
    assert len(rows) == len(KPIS)
    assert all(row.endswith(("no: the same", "-  -")) for row in rows)
    assert "0 of" in page


NAMES = {kpi.name for kpi in KPIS}


@pytest.mark.parametrize("width", [80, 100])
def test_nothing_is_clipped_or_broken(monkeypatch, width):
    monkeypatch.setattr(console, "WIDTH", width)
    world = ("corner_shop", "--days", 28, "--set", "time.warm_up_days=0")
    page = ask("compare", *world, *THREE, "--replications", 4).stdout
    assert max(map(len, page.splitlines())) <= width
    assert "…" not in page
    words = set(page.split())
    assert words >= NAMES | {"EUR/year", "told", "apart?"}
    header = next(line for line in page.splitlines() if "told apart?" in line)
    assert header.split("B")[0].strip() == "A"
    assert header.count("B") == (2 if width == 100 else 1)


@pytest.mark.parametrize(
    ("size", "reach", "unit", "written"),
    [
        (4.75, 2.0, "people", ("4.75", "± 2.00")),
        (-5.0, 20.91, "count", ("-5.0", "± 20.9")),
        (-0.0049, 0.0033, "currency", ("-0.0049", "± 0.0033")),
        (0.0, 0.0, "points", ("0.00", "± 0.00")),
        (1e-12, 0.0, "points", ("0.00", "± 0.00")),
        (72629.4, 5718.2, "currency/year", ("72,629", "± 5,718")),
        (1.5, math.nan, "points", ("1.50", "-")),
        (math.nan, math.nan, "points", ("-", "-")),
    ],
)
def test_a_difference_is_not_rounded_away(size, reach, unit, written):
    assert difference(size, reach, unit) == written


def test_the_folder_holds_all_of_it(tmp_path):
    out = tmp_path / "out"
    assert ask("compare", *SMALL, *THREE, "--replications", 2, "--out", out).exit_code == 0
    names = {file.name for file in out.iterdir()}
    assert names == {
        *("comparison.csv", "replications.csv", "a.toml", "b.toml", "manifest.json"),
        *("differences.png", "differences.svg"),
    }
    rows = Path(out / "replications.csv").read_text().splitlines()
    assert [row.split(",")[:2] for row in rows] == [
        ["scenario", "replication"],
        *(["a", "0"], ["b", "0"], ["a", "1"], ["b", "1"]),
    ]
    assert sim.load(out / "b.toml").value("departments.till.staff") == 3
    again = ask("compare", out / "a.toml", out / "b.toml", "--replications", 2, "--format", "csv")
    assert again.stdout == (out / "comparison.csv").read_text()
