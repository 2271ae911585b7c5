"""``silent26 play``: strategies against each other."""

import csv
import json

import pytest

from tests.cli.asking import ask

SHOP = ("corner_shop", "--set", "market.customers=60", "--set", "market.people=150")
QUICK = ("--quarters", "2", "--replications", "2")
TEAMS = ("--alone", "--strategy", "nothing", "--strategy", "listen")


def test_a_tournament_in_three_forms():
    table = ask("play", *SHOP, *QUICK, *TEAMS)
    assert table.exit_code == 0 and "Parity hash" in table.output
    told = json.loads(ask("play", *SHOP, *QUICK, *TEAMS, "--format", "json").output)
    rows = list(
        csv.DictReader(ask("play", *SHOP, *QUICK, *TEAMS, "--format", "csv").output.splitlines())
    )
    assert [one["team"] for one in rows] == [one["team"] for one in told["standings"]]
    assert {one["team"] for one in rows} == {"nothing", "listen"}


def test_a_folder_is_whole_and_the_same_command_goes_on_from_it(tmp_path):
    given = ("play", *SHOP, *QUICK, *TEAMS, "--out", tmp_path / "out", "--debrief")
    first = ask(*given)
    assert first.exit_code == 0
    names = {file.name for file in (tmp_path / "out").iterdir()}
    assert names == {
        "standings.csv",
        "replications.csv",
        "quarters.csv",
        "scenario.toml",
        "debrief.md",
        "debrief.html",
        "manifest.json",
    }
    assert ask(*given).output == first.output
    assert ask(*given, "--budget", "90000").exit_code == 2


def test_a_strategy_from_a_file_meets_the_computer_teams(tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text("[[quarters]]\nquarter = 1\nasking = 20\n")
    found = ask("play", *SHOP, *QUICK, "--strategy", file, "--format", "csv")
    teams = {row["team"] for row in csv.DictReader(found.output.splitlines())}
    assert {"ours", "cut_costs", "buy_customers", "listen", "nothing", "random"} <= teams


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("--alone", "--strategy", "nothing"), "with --alone must be 2 or more"),
        (("--strategy", "none.toml"), "none.toml: no such file or directory"),
        (("--strategy", "listen", "--strategy", "listen"), "there is a team listen already"),
        (("--budget", "1"), "budget is 1, but must be at least"),
        (("--replications", "1"), "--replications is 1, but must be 2 or more"),
        (("--debrief",), "--debrief needs --out DIR"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(given, sentence):
    found = ask("play", *SHOP, *given)
    assert found.exit_code == 2
    assert sentence in found.output and len(found.output.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "ours.py",
            "def decide(view):\n    return 1 / 0\n",
            "decide failed in line 2: ZeroDiv",
        ),
        ("ours.py", "import no_such_thing\n", "it cannot be run in line 1: ModuleNotFoundError"),
        ("ours.toml", "[[quarters]]\nquarter = 1\nstaff = 6\n", "its budget of 54,900 EUR"),
        ("ours.toml", "[[quarters]]\nquarter = 1\ntills = 6\n", "decision is tills, but must be"),
        ("ours.toml", "[[quarters\n", "this is no TOML"),
    ],
)
def test_a_strategy_at_fault_is_named_in_a_line(tmp_path, name, text, sentence):
    file = tmp_path / name
    file.write_text(text)
    found = ask("play", *SHOP, *QUICK, "--alone", "--strategy", "nothing", "--strategy", file)
    assert found.exit_code == 2
    assert sentence in found.output and len(found.output.strip().splitlines()) == 1
