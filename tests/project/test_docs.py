"""The pages in docs/ tell the truth: examples run, commands work, links lead somewhere."""

import doctest
import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from junitparser import JUnitXml

import sim
from sim.assumptions import bundled, check
from sim.cli.commands import silent26
from sim.lessons import NAMES, lesson
from sim.play.grading import proving
from sim.play.grading.handins import find
from sim.play.grading.isolation import candidates
from sim.play.grading.limits import Limits
from sim.play.grading.masters import read_masters
from sim.show import pictures
from sim.study.modeldoc import rewritten
from sim.workshop.doc import PARTS
from tests.cli.asking import ask
from tests.play.grading.making import answered, write
from tests.play.grading.making import key as make_key

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = {
    name: (DOCS / name).read_text(encoding="utf-8")
    for name in (
        "board.md",
        "class.md",
        "cluster.md",
        "experiments.md",
        "grading.md",
        "workshop.md",
    )
}
README = (ROOT / "README.md").read_text(encoding="utf-8")
OUR_SHOP = DOCS / "examples" / "our_shop.toml"
WORKFLOW = DOCS / "examples" / "silent26.yml"
NUMBERS = ("run", "compare", "sweep", "claims")
OF_THEIR_OWN = {
    "board": "tests/cli/test_board",
    "warm": "compiles where this installation is",
    "play": "test_play",
    "fit": "test_fit",
    "grade": "tests/play/grading",
    "trainer": "tests/trainer",
    "class": "tests/browser/test_class_server.py",
}
"""Commands that are not run here, and why, or where they are tried on files of their own."""
SMALL = (
    *("--days", "60", "--replications", "2"),
    *("--set", "time.warm_up_days=0"),
    *("--set", "market.customers=60"),
    *("--set", "market.people=150"),
)


def typed(text: str, program: str) -> list[str]:
    """Return the commands that a page says to type: after a prompt, in a shell block or a table."""
    prompted = re.findall(rf"^\$ ({program} .+)$", text, re.MULTILINE)
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    in_blocks = [line for block in blocks for line in block.splitlines()]
    in_tables = re.findall(rf"^\| `({program} [^`]+)`", text, re.MULTILINE)
    bare = [line.partition(" #")[0] for line in in_blocks if line.startswith(f"{program} ")]
    return prompted + in_tables + bare


COMMANDS = [
    pytest.param(command, id=f"{name}: {command}")
    for name, text in [*PAGES.items(), ("README.md", README)]
    for command in typed(text, "silent26")
]


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Work in a folder of its own, where our_shop.toml is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "our_shop.toml").write_bytes(OUR_SHOP.read_bytes())
    (tmp_path / "workshop.toml").write_bytes((DOCS / "examples" / "workshop.toml").read_bytes())
    (tmp_path / "mine.toml").write_bytes(OUR_SHOP.read_bytes())
    return tmp_path


def without(words: list[str], option: str) -> list[str]:
    """Drop an option and its value."""
    if option not in words:
        return words
    at = words.index(option)
    return words[:at] + words[at + 2 :]


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/cluster.md", "docs/experiments.md"])
def test_the_python_examples_run(page, desk):
    result = doctest.testfile(str(ROOT / page), module_relative=False)
    assert result.attempted >= 8
    assert result.failed == 0


def test_every_way_to_experiment_has_a_command_on_the_page():
    shown = {shlex.split(command)[1] for command in typed(PAGES["experiments.md"], "silent26")}
    assert shown == set(NUMBERS)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_that_is_shown_does_its_work_in_a_small_world(command, desk):
    _, name, *words = shlex.split(command)
    silent26.commands[name].make_context(name, list(words))
    if name in OF_THEIR_OWN:
        return
    if name in NUMBERS:
        words = [*without(words, "--dask"), *SMALL]
    result = ask(name, *words)
    assert result.exit_code in ((0, 1) if "--expect" in words else (0,)), result.stderr
    assert result.stdout.count("\n") >= 1
    for option in ("--out", "--junit"):
        if option in words:
            assert (desk / words[words.index(option) + 1]).exists()


@pytest.mark.parametrize("command", typed(PAGES["cluster.md"], "dask"))
def test_a_command_of_dask_is_one(command):
    _, name, *words = shlex.split(command)
    of_dask = import_module(f"distributed.cli.dask_{name}").main
    context = of_dask.make_context(name, words)
    assert context.params["dashboard"] is False
    assert name == "scheduler" or context.params["nthreads"] == 1


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name):
    links = re.findall(r"\]\(([^)]+)\)", PAGES[name])
    assert links
    for link in links:
        file, _, anchor = link.partition("#")
        target = DOCS / file if file else DOCS / name
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            anchors = {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
            assert anchor in anchors, link


@pytest.mark.parametrize("name", PAGES)
def test_every_name_is_there(name):
    for dotted in re.findall(r"`(sim\.[\w.]+)`", PAGES[name]):
        module, _, last = dotted.rpartition(".")
        try:
            import_module(dotted)
        except ModuleNotFoundError:
            assert hasattr(import_module(module), last), dotted
    shop = sim.load("corner_shop")
    for key in re.findall(r"`((?:time|voice|desk)\.\w+)`", PAGES[name]):
        assert shop.value(key) is not None
    for file in re.findall(r"`((?:lock|docs|sim)/[\w./]+)`", PAGES[name]):
        assert (ROOT / file).exists(), file


def test_the_pictures_that_are_named_are_there():
    *_, told = PAGES["experiments.md"].split("## Pictures of experiments")
    names = re.findall(r"`([a-z_]+)`", told)
    assert len(names) >= 10
    assert set(names) <= set(pictures.__all__)
    assert all(hasattr(pictures, name) for name in pictures.__all__)


@pytest.mark.parametrize(
    "words",
    [
        ("run", "corner_shop", "--events"),
        ("compare", "corner_shop", "--set-b", "voice.asked_share=0.3"),
        ("sweep", "corner_shop", "--vary", "voice.asked_share=0,0.3"),
        ("claims", "--only", "C07"),
    ],
    ids=NUMBERS,
)
def test_the_files_of_a_folder_are_those_that_are_listed(words, desk):
    (row,) = re.findall(rf"^\| `{words[0]}` \| (.+?) \|$", PAGES["experiments.md"], re.MULTILINE)[
        -1:
    ]
    listed = set(re.findall(r"`([\w.]+)`", row))
    assert ask(*words, *SMALL, "--out", "there").exit_code == 0
    written = {file.name for file in (desk / "there").iterdir()}
    drawn = {name for name in written if name.endswith((".png", ".svg"))}
    assert written - drawn == listed
    assert drawn


def test_nothing_settles_of_what_the_page_says_does_not():
    for name in bundled():
        trade = sim.load(name)
        runs = [sim.run(trade, replication=number, keep_events=False) for number in range(3)]
        settles = sim.warm_up_advice(runs).settles
        assert [settles[one] for one in ("customers", "loyal_share", "morale")] == [None] * 3
        failures = settles["failures_per_visit"]  # as MODEL.md has it
        assert failures is None if name in ("bank", "hotel") else failures <= 120
        assert (trade.time.days, trade.time.warm_up_days) == (728, 182)


@pytest.mark.parametrize(("seed", "runs", "days"), [(26, 3, 255), (26, 10, 340), (1, 3, 30)])
def test_the_open_cases_of_the_hotel_settle_as_the_page_says(seed, runs, days):
    hotel = sim.load("hotel")
    lives = [sim.run(hotel, seed, number, keep_events=False) for number in range(runs)]
    assert sim.warm_up_advice(lives).settles["open_cases"] == days
    assert str(days) in PAGES["experiments.md"]


def test_the_tables_of_the_trainers_file_are_as_the_code_says():
    assert rewritten(PAGES["workshop.md"], PARTS) == PAGES["workshop.md"]
    free = [number for number in NAMES if lesson(number).anywhere]
    assert f"played in any business: {' and '.join(free)}." in PAGES["workshop.md"]


def test_the_example_scenario_is_valid():
    assert check(OUR_SHOP) == []
    assert sim.load(OUR_SHOP).name == "our_shop"


def steps() -> list[dict]:
    """Return the steps of the workflow."""
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    assert set(workflow) >= {"name", True, "jobs"}  # YAML takes `on` for yes
    (job,) = workflow["jobs"].values()
    return job["steps"]


def test_the_workflow_does_what_it_should_and_in_that_order():
    used = [step["uses"].partition("@")[0] for step in steps() if "uses" in step]
    assert used == ["actions/checkout", "actions/setup-python", "actions/upload-artifact"]
    python = next(step["with"]["python-version"] for step in steps() if "setup-python" in str(step))
    assert python in ("3.11", "3.12", "3.13")
    typed_there = [step["run"].split()[:2] for step in steps() if "run" in step]
    assert typed_there == [
        ["python", "-m"],
        *(["silent26", name] for name in ("warm", "check", "run")),
    ]
    kept = steps()[-1]
    assert kept["if"] == "always()"
    assert kept["with"]["path"].split() == ["results", "result.xml"]


def test_the_commands_of_the_workflow_hold(desk):
    commands = [shlex.split(step["run"]) for step in steps() if "run" in step]
    for _, name, *words in commands[1:]:
        silent26.commands[name].make_context(name, list(words))
        if name != "warm":
            result = ask(name, *words)
            assert result.exit_code == 0, result.stderr
    (suite,) = JUnitXml.fromfile(str(desk / "result.xml"))
    assert (suite.tests, suite.failures) == (1, 0)
    assert (desk / "results" / "summary.csv").read_text().startswith("kpi,mean,low,high,n\n")


def first_cells(header: str) -> list[str]:
    """Return the first column of a table of the page on grading."""
    (table,) = re.findall(rf"^\| {header} \|.*\n\|[-|]+\n((?:\|.*\n)+)", PAGES["grading.md"], re.M)
    return [line.split(" | ")[0].strip("| `") for line in table.splitlines()]


def test_the_page_on_grading_knows_the_isolations_and_what_they_leave_open():
    kinds = [one.removesuffix(", as a user of its own") for one in first_cells("isolation")]
    assert [one.name for one in candidates()][-1] == "limits alone"
    assert {one.name.split(",")[0] for one in candidates()} <= set(kinds)
    assert first_cells("tried") == list(proving.HELD)
    assert all(
        f"| `{name}` | {held} |" in PAGES["grading.md"] for name, held in proving.HELD.items()
    )
    assert all(f"- {phrase}\n" in PAGES["grading.md"] for phrase in proving.ALWAYS)


def test_the_page_on_grading_knows_the_limits():
    options = {word for one in silent26.commands["grade"].params for word in one.opts}
    assert set(first_cells("limit")) == options & {
        f"--{one.replace('_', '-')}" for one in Limits().plain()
    }
    assert f"writes have {Limits().files} MB" in PAGES["grading.md"]
    assert f"own file {Limits().size} MB" in PAGES["grading.md"]


@pytest.mark.parametrize("path", first_cells("in the folder"))
def test_a_folder_is_understood_as_the_page_says(path, tmp_path):
    masters = read_masters(make_key(tmp_path / "key", "01_moments"))
    write(tmp_path / "in" / path, answered())
    (found,) = find(tmp_path / "in", masters, 20)
    assert (found.student, found.exercise) == (path.split("/")[0].split("_")[0], "01_moments")
    assert found.fault is None
