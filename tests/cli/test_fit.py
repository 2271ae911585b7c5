"""``silent26 fit``: a company's tables become a scenario, or a sentence says why not."""

import csv
import json

import pytest

import sim
from sim.cli import owning
from sim.play.company.recorded import write_tables
from tests.cli.asking import ask, is_wrong

SIZE = {"market.customers": 150, "market.people": 400, "voice.silent_per_complaint": 5}
SHORT = {"time.days": 182, "time.warm_up_days": 0}


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with the tables of a business that was simulated."""
    monkeypatch.chdir(tmp_path)
    business = sim.load("corner_shop", changes=SHORT | SIZE)
    write_tables(sim.run(business, seed=4), tmp_path / "visits.csv", tmp_path / "complaints.csv")
    return tmp_path


def fitted(*words):
    return ask(
        "fit", "visits.csv", *words, "--trade", "corner_shop", "--out", "ours.toml", "--quick"
    )


def test_tables_become_a_scenario_that_the_other_commands_take(desk):
    found = fitted("complaints.csv")
    assert found.exit_code == 0, found.stderr
    assert "Written to ours.toml: silent26 run ours.toml" in found.output
    assert ask("check", "ours.toml").exit_code == 0
    ours = sim.load(desk / "ours.toml")
    assert ours.origin("visits.visits_per_year").source.startswith("own data")
    run = ask(
        "run", "ours.toml", "--days", "28", "--set", "time.warm_up_days=0", "--replications", "2"
    )
    assert run.exit_code == 0, run.stderr


def test_the_same_tables_give_the_same_file(desk):
    assert fitted("complaints.csv").exit_code == 0
    first = (desk / "ours.toml").read_bytes()
    assert fitted("complaints.csv").exit_code == 0
    assert (desk / "ours.toml").read_bytes() == first


def test_it_is_told_in_json_and_csv(desk):
    told = json.loads(fitted("--format", "json").output)
    assert told
    rows = list(csv.DictReader(fitted("--format", "csv").output.splitlines()))
    assert {"key", "trade", "ours", "origin"} <= set(rows[0])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("there_is_none.csv",), "there_is_none.csv: there is no such file"),
        (("--column", "customer=nobody"), "nobody"),
        (("--rules", "none.toml"), "none.toml: there is no such file"),
        (("--set", "visits.visits_per_yaer=3"), "visits_per_yaer"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_nothing_is_written(desk, words, sentence):
    found = fitted(*words)
    assert found.exit_code == 2
    assert sentence in found.stderr
    assert "Traceback" not in found.stderr
    assert not (desk / "ours.toml").exists()


def test_a_faulty_row_is_named_and_nothing_is_written(desk):
    file = desk / "visits.csv"
    names, *rows = file.read_text(encoding="utf-8").splitlines()
    dated = [":" in cell or "-" in cell for cell in rows[4].split(",")]
    assert any(dated)
    cells = zip(rows[4].split(","), dated, strict=True)
    rows[4] = ",".join("not a date" if one else cell for cell, one in cells)
    file.write_text("\n".join([names, *rows]) + "\n", encoding="utf-8")
    found = fitted()
    assert found.exit_code == 2
    assert "6" in found.stderr, "as a spreadsheet counts: the names are row 1"
    assert not (desk / "ours.toml").exists()


def test_without_quick_there_is_advice_with_intervals(desk):
    found = ask(
        *("fit", "visits.csv", "--trade", "corner_shop", "--out", "ours.toml"),
        *("--days", "56", "--set", "time.warm_up_days=0", "--replications", "2"),
        *("--format", "json"),
    )
    assert found.exit_code == 0, found.stderr
    told = json.loads(found.output)
    assert told["file"] == "ours.toml"
    for one in told["held_back"]:
        assert one["low"] <= one["foretold"] <= one["high"]
        assert one["naive"] >= 0
    assert len(told["changes"]) > 3
    assert all(one["low"] <= one["gain"] <= one["high"] for one in told["changes"])
    assert told["measure_first"]
    assert told["data"]["cannot_tell"][0].startswith(
        "How many customers were unhappy and said nothing"
    )


def test_who_breaks_off_during_the_advice_has_the_scenario(desk, monkeypatch):
    def broken_off(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(owning, "_advice", broken_off)
    found = ask("fit", "--figure", "customers=200", "--trade", "hotel", "--out", "ours.toml")
    assert (found.exit_code, found.stderr) == (130, "silent26: interrupted\n")
    assert sim.load(desk / "ours.toml").market.customers == 200


def test_answers_are_asked_filled_in_and_taken(desk):
    assert ask("fit", "--trade", "hotel", "--blank", "answers.toml").exit_code == 0
    said = '[figures]\ncustomers = 300\nstaff = "unknown"\n\n[[audit]]\n[audit.answers]\n'
    (desk / "answers.toml").write_text(said + "empowered = 9\n", encoding="utf-8")
    words = ("fit", "--trade", "hotel", "--answers", "answers.toml", "--out", "ours.toml")
    assert ask(*words, "--figure", "customers=400", "--quick").exit_code == 0
    ours = sim.load(desk / "ours.toml")
    assert ours.market.customers == 400, "what is typed counts above the file"
    assert ours.origin("recovery.authority").source.startswith("own answer")
    (desk / "answers.toml").write_text(said + "empowerd = 9\n", encoding="utf-8")
    found = ask(*words, "--quick")
    assert found.exit_code == 2
    assert "empowerd" in found.stderr
    assert sim.load(desk / "ours.toml") == ours


def test_a_file_that_is_not_ours_is_not_written_over(desk):
    (desk / "ours.toml").write_text("# my notes\n", encoding="utf-8")
    found = ask("fit", "--figure", "staff=4", "--trade", "hotel", "--out", "ours.toml", "--quick")
    assert found.exit_code == 2
    assert (desk / "ours.toml").read_text(encoding="utf-8") == "# my notes\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("--figure", "margin"),
            "--figure is margin, but must be NAME=VALUE with one of the names",
        ),
        (("--figure", "staff=many"), "--figure staff is many, but must be a number, two as in"),
        (
            ("visits.csv", "--column", "x=y"),
            "--column is x=y, but must be ROLE=NAME with a role of",
        ),
        ((), "fit needs a table of visits, --answers or --figure"),
    ],
)
def test_words_that_cannot_be_are_told(desk, words, sentence):
    found = ask("fit", "--trade", "hotel", "--out", "ours.toml", *words)
    assert found.exit_code == 2
    assert found.stderr.startswith(f"silent26: {sentence}")
    assert found.stderr.count("\n") == 1


def test_where_it_goes_must_be_said(desk):
    is_wrong(ask("fit", "visits.csv", "--trade", "hotel"), "Missing option '--out'.")
