"""``silent26 fit``: a company's tables become a scenario, or a sentence says why not."""

import csv
import json

import pytest

import sim
from sim.play.company.recorded import write_tables
from tests.cli.asking import ask

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
