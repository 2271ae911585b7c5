"""What each command answers."""

import json
import subprocess
import sys
from math import inf, isnan

import pandas as pd
import pytest

import sim
from sim.assumptions import title_of
from sim.cli import console
from sim.cli.figures import GROUPS, REST, shown
from sim.study.engines import WITHOUT_NUMBA
from sim.study.kpis import KPIS
from sim.study.parity import parity_hash
from sim.study.replicate import Experiment
from tests.cli.asking import ROOT, SMALL, ask, ask_process
from tests.cli.test_compare import LITTLE, strict


def test_help_imports_nothing_heavy():
    code = """
import sys
from sim.cli import main
sys.argv = ["silent26", "--help"]
try:
    main()
except SystemExit as end:
    assert end.code == 0
heavy = {"numba", "pandas", "matplotlib", "scipy", "numpy", "pydantic", "simpy"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Usage: silent26 ")


def test_nothing_asked_is_answered_with_help():
    asked, helped = ask(), ask("--help")
    assert asked.exit_code == helped.exit_code == 0
    assert asked.stdout == helped.stdout


def test_version():
    assert ask("--version").stdout == f"silent26 {sim.__version__}\n"


def test_scenarios_are_listed_a_line_each():
    lines = ask("scenarios").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sim.bundled()
    assert [line.split(maxsplit=1)[1] for line in lines] == [
        title_of(name) for name in sim.bundled()
    ]


def test_show_gives_every_parameter_once():
    rows = json.loads(ask("show", "corner_shop", "--format", "json").stdout)
    known = [row.key for row in sim.load("corner_shop").parameters()]
    assert [row["key"] for row in rows] == known
    assert set(rows[0]) >= {"key", "value", "unit", "source", "grade"}
    table = ask("show", "corner_shop").stdout
    assert all(key in table for key in known)
    lines = ask("show", "corner_shop", "--format", "csv").stdout.splitlines()
    assert lines[0].startswith("key,value,unit,source,grade")
    assert len(lines) == len(known) + 1


def test_show_tells_what_was_changed_and_by_which_preset():
    args = ("--section", "voice", "--set", "voice.ease=2", "--format", "json")
    rows = json.loads(ask("show", "corner_shop", "--preset", "published", *args).stdout)
    found = {row["key"]: row for row in rows}
    assert all(key.startswith("voice.") for key in found)
    assert (found["voice.ease"]["value"], found["voice.ease"]["origin"]) == (2.0, "set")
    assert (found["voice.ears"]["value"], found["voice.ears"]["origin"]) == (2, "preset")


def test_run_shows_every_figure_in_its_group():
    page = ask("run", *SMALL, "--replications", 3).stdout
    first = [line.split()[0] for line in page.splitlines() if line.strip()]
    for kpi in KPIS:
        assert kpi.name in first
    named = {name for names in GROUPS.values() for name in names.split()}
    assert (REST in first) == any(kpi.name not in named for kpi in KPIS)
    assert page.startswith(
        "The corner shop: preset slogans, 28 days, no warm-up, 3 replications, seed 26\n"
    )
    assert max(map(len, page.splitlines())) <= 100
    assert "\x1b" not in page


def test_run_once_has_no_interval():
    page = ask("run", *SMALL, "--replications", 1).stdout
    assert "95% interval" not in page
    assert ", 1 replication, " in page


def test_run_in_json_and_csv_says_the_same():
    plain = json.loads(ask("run", *SMALL, "--replications", 2, "--format", "json").stdout)
    table = ask("run", *SMALL, "--replications", 2, "--format", "csv").stdout.splitlines()
    assert table[0] == "kpi,mean,low,high,n"
    for kpi, line in zip(plain["kpis"], table[1:], strict=True):
        name, mean, *_, n = line.split(",")
        assert (name, n) == (kpi["kpi"], str(kpi["n"]))
        assert kpi["mean"] == (float(mean) if mean else None)
    assert len(plain["parity_hash"]) == 64


@pytest.mark.parametrize("more", [(), ("--engine", "simpy", "--jobs", 2), ("--jobs", "auto")])
def test_python_command_and_manifest_agree_on_the_hash(tmp_path, more):
    out = tmp_path / "out"
    asked = ("--replications", 3, "--seed", 7, "--format", "json", "--out", out)
    told = json.loads(ask("run", *SMALL, *asked, *more).stdout)
    shop = sim.load("corner_shop", changes=LITTLE)
    ours = parity_hash(sim.replicate(shop, 3, seed=7))
    assert told["parity_hash"] == ours
    assert json.loads((out / "manifest.json").read_text())["parity_hash"] == ours
    assert ask("run", *SMALL, *asked[:4], *more).stdout.endswith(f"Parity hash {ours}\n")


def test_json_is_strict_and_csv_in_full():
    exact = sim.replicate(sim.load("corner_shop", changes=LITTLE), 2).summary()
    assert exact.isna().to_numpy().any()
    told = strict(ask("run", *SMALL, "--replications", 2, "--format", "json").stdout)
    table = ask("run", *SMALL, "--replications", 2, "--format", "csv").stdout.splitlines()
    for kpi, line in zip(told["kpis"], table[1:], strict=True):
        row = exact.loc[kpi["kpi"]]
        for name, text in zip(("mean", "low", "high"), line.split(",")[1:4], strict=True):
            known = not isnan(row[name])
            assert kpi[name] == (row[name] if known else None)
            assert text == (repr(float(row[name])) if known else "")


def test_a_figure_without_end_is_none_in_json():
    figures = dict.fromkeys((kpi.name for kpi in KPIS), 1.0) | {"acquisition_to_keeping": inf}
    told = strict(shown(Experiment(sim.load("corner_shop"), 26, (figures,)), 1, "json"))
    means = {kpi["kpi"]: kpi["mean"] for kpi in told["kpis"]}
    assert means.pop("acquisition_to_keeping") is None
    assert set(means.values()) == {1.0}


@pytest.mark.parametrize("width", [80, 100])
def test_a_page_with_remarks_is_neither_clipped_nor_broken(monkeypatch, width):
    monkeypatch.setattr(console, "WIDTH", width)
    world = ("corner_shop", "--days", 250, "--set", "time.warm_up_days=10", "--set")
    asked = ("--precision", "wait_minutes=0.1%", "--replications", 4)
    page = ask("run", *world, "money.spend_per_visit=9999", *asked).stdout
    lines = page.splitlines()
    assert max(map(len, lines)) <= width
    assert "…" not in page
    assert {kpi.name for kpi in KPIS} <= set(page.split())
    words = " ".join(page.split())
    assert "After 4 replications wait_minutes is known to " in words
    assert (
        "; 0.1% was asked for, and no more replications were allowed. The warm-up of 10 " in words
    )
    assert " days looks too short: " in words


def test_sentences_say_what_the_figures_say():
    plain = json.loads(ask("run", *SMALL, "--replications", 1, "--format", "json").stdout)
    means = {kpi["kpi"]: kpi["mean"] for kpi in plain["kpis"]}
    said = plain["in_words"][0]
    assert f"{means['miseries']:.0f} failure" in said
    assert f"heard {means['complaints']:.0f} complaint" in said


def test_a_valid_file_is_called_valid(tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text('based_on = "corner_shop"\n')
    result = ask("check", file)
    assert (result.stdout, result.exit_code) == (f"{file} is a valid scenario\n", 0)


def test_warm_says_how_long_it_took():
    pytest.importorskip("numba")
    result = ask("warm")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    assert line.startswith("The engine is ready after ")


def test_warm_says_when_there_is_nothing_to_compile(monkeypatch):
    monkeypatch.setattr("sim.cli.warming.find_spec", lambda name: None)
    result = ask("warm")
    assert result.exit_code == 0
    assert result.stdout == f"{WITHOUT_NUMBA}\n"


def test_the_module_answers_like_the_command():
    done = ask_process("scenarios")
    assert done.returncode == 0
    assert done.stdout.decode().split()[0] in sim.bundled()


def test_no_colour_and_a_fixed_width_where_nobody_looks():
    plain = ask_process("show", "corner_shop").stdout
    dressed = {"FORCE_COLOR": "1", "COLUMNS": "40", "TERM": "xterm-256color"}
    assert ask_process("show", "corner_shop", env=dressed).stdout == plain


def test_a_reader_who_has_read_enough_is_no_error():
    command = f"{sys.executable} -m sim show corner_shop --format csv | head -1"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.startswith("key,value,")
    assert done.stderr == ""


def test_events_hold_what_process_mining_reads(tmp_path):
    out = tmp_path / "out"
    assert ask("run", *SMALL, "--replications", 2, "--out", out, "--events").exit_code == 0
    log = pd.read_parquet(out / "events.parquet")
    assert list(log.columns) == ["case", "activity", "time", "resource", "amount"]
    assert pd.api.types.is_datetime64_any_dtype(log["time"])
    assert not log[["case", "activity", "time"]].isna().to_numpy().any()
    visits = log[log["activity"] == "visit"]
    assert set(visits["case"].str.split("-").str[0]) == {"0", "1"}
    assert visits["time"].dt.hour.between(8, 19).all()  # open for twelve hours from eight
    for _, life in log.groupby("case"):
        assert life["time"].is_monotonic_increasing
    departments = {one.department for one in sim.load("corner_shop").touchpoints}
    assert {name.split()[0] for name in log["resource"].dropna()} <= departments


def test_a_scenario_with_shocks_is_run_alike_on_both_engines(tmp_path):
    file = tmp_path / "shop.toml"
    file.write_text(
        'based_on = "corner_shop"\n[[shocks]]\nname = "rival"\nkind = "rival_opens"\nday = 7\n',
        encoding="utf-8",
    )
    small = (file, *SMALL[1:], "--replications", "1", "--format", "json")
    answers = [json.loads(ask("run", *small, "--engine", e).stdout) for e in ("simpy", "compiled")]
    assert answers[0]["kpis"] == answers[1]["kpis"]
    rows = json.loads(ask("show", file, "--section", "shocks", "--format", "json").stdout)
    assert {row["key"] for row in rows} >= {"shocks.rival.day", "shocks.rival.strength"}
