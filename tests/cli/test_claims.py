"""Claims on trial from the command line."""

import csv
import json
import math

import pytest
from junitparser import JUnitXml

import sim
from sim.cli import console
from sim.cli.trying import hash_of
from tests.cli.asking import SMALL, ask
from tests.cli.test_compare import LITTLE, strict

ONE = (*SMALL[1:], "--only", "C33", "--replications", 2)


@pytest.fixture(scope="module")
def found():
    return sim.claims_on_trial(n=2, only=["C33"], changes=LITTLE)


def test_what_is_shown_is_what_is_tried(found):
    result = ask("claims", *ONE, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    told = strict(result.stdout)
    assert (told["trade"], told["preset"]) == ("corner_shop", "slogans")
    assert (told["replications"], told["seed"]) == (2, 26)
    assert told["parity_hash"] == hash_of(found)
    assert len(told["verdicts"]) == len(found.table)
    for row, exact in zip(told["verdicts"], found.table.to_dict(orient="records"), strict=True):
        assert row == {
            name: None if isinstance(value, float) and not math.isfinite(value) else value
            for name, value in exact.items()
        }
    assert [row["claim"] for row in told["not_tried"]] == list(found.not_tried["claim"])


def test_the_table_as_csv_is_in_full(found):
    lines = list(csv.DictReader(ask("claims", *ONE, "--format", "csv").stdout.splitlines()))
    assert len(lines) == len(found.table)
    for line, row in zip(lines, found.table.to_dict(orient="records"), strict=True):
        assert list(line) == list(row)
        assert line["verdict"] == row["verdict"]
        assert line["figure"] == ("" if math.isnan(row["figure"]) else repr(row["figure"]))


@pytest.mark.parametrize(("engine", "jobs"), [("simpy", 1), ("simpy", 2), ("compiled", 2)])
def test_whoever_does_the_work_the_hash_is_the_same(found, tmp_path, engine, jobs):
    more = ("--engine", engine, "--jobs", jobs, "--out", tmp_path / "out")
    assert ask("claims", *ONE, *more).stdout.endswith(f"Parity hash {hash_of(found)}\n")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["parity_hash"] == hash_of(found)
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert names >= {"verdicts.csv", "replications.csv", "verdicts.png", "verdicts_C33.svg"}


def test_another_preset_is_another_trial():
    told = strict(ask("claims", *ONE, "--preset", "published", "--format", "json").stdout)
    assert told["preset"] == "published"
    assert {row["preset"] for row in told["verdicts"]} == {"published"}
    assert (
        told["parity_hash"] != strict(ask("claims", *ONE, "--format", "json").stdout)["parity_hash"]
    )
    assert "preset published" in ask("claims", *ONE, "--preset", "published").stdout


def test_a_file_may_be_the_trade(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('based_on = "corner_shop"\n[voice]\nease = 2.0\n')
    told = strict(ask("claims", *ONE, "--trade", file, "--format", "json").stdout)
    assert told["trade"] == str(file)
    trial = sim.claims_on_trial(trade=str(file), n=2, only=["C33"], changes=LITTLE)
    assert told["parity_hash"] == hash_of(trial)


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("--only", "C99"), "claim is C99, but must be one of C07, "),
        (("--only", "C02"), "claim is C02, but must be one of C07, "),
        (
            ("--only", "C33", "--replications", "1"),
            "--replications is 1, but must be 2 or more: a ",
        ),
        (("--trade", "corner_shp"), 'there is no bundled scenario and no file "corner_shp": did '),
        (("--trade", "none.toml"), "none.toml: there is no such file"),
        (("--preset", "x"), 'preset is "x", but must be "slogans" or "published"'),
        (("--set", "voice.eas=1"), "there is no parameter voice.eas: did you mean voice.ease?"),
        (("--days", "56"), "--days is 56, but the warm-up alone takes 182"),
        (("--expect", "nps>0"), "No such option '--expect'."),
    ],
)
def test_what_cannot_be_tried_is_told(args, sentence, tmp_path):
    result = ask("claims", *args, *(() if "--expect" in args else ("--out", tmp_path / "out")))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"silent26: {sentence}")
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("width", [80, 100])
def test_nothing_is_clipped_and_each_thing_is_said_once(monkeypatch, width):
    monkeypatch.setattr(console, "WIDTH", width)
    world = (*SMALL[1:], "--replications", 2, "--only", "C07", "--only", "C11")
    page = ask("claims", *world).stdout
    lines = page.splitlines()
    assert max(map(len, lines)) <= width
    assert "…" not in page
    assert page.count("claimed: 6 to 7 times\n") == 1
    assert page.count("one more won / one more kept\n") == 1
    assert sum(line.startswith("C07 ") for line in lines) == 1
    told = sim.claims_on_trial(n=2, only=["C07", "C11"], changes=LITTLE).table
    verdicts = [line for line in lines if line.endswith(tuple(set(told["verdict"])))]
    assert len(verdicts) == len(told)
    assert f"{len(told)} readings: " in page


def test_numbers_agree_with_their_nouns(found):
    from sim.cli.options import Wanted
    from sim.cli.trying import shown
    from sim.study.trial import Trial

    one = Trial(found.table.iloc[:1], found.not_tried)
    page = shown(one, "table", "corner_shop", Wanted(26, "auto", 2))
    assert "\n1 reading: 1 " in page


def test_a_build_server_sees_every_verdict(tmp_path):
    file = tmp_path / "verdicts.xml"
    result = ask("claims", *ONE, "--junit", file, "--format", "json")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)["verdicts"]
    (suite,) = JUnitXml.fromfile(str(file))
    assert [case.system_out.partition(".")[0] for case in suite] == [one["verdict"] for one in told]
    assert all(case.is_passed for case in suite)
