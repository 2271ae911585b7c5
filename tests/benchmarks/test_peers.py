"""The reduced world is the same for all: theory, our two engines, plain SimPy, and who is off."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.peers import installing, ours, results, theory, with_simpy
from benchmarks.peers.reduced import WORLD, Tally, World, go
from benchmarks.peers.results import FIRST, PEERS, Result, agree, rows

SHORT = WORLD._replace(days=28)


def lived(live, world, replications, name="somebody", package="silent26"):
    """Live the reduced world some times, as one go."""
    return Result(name, package, "0").with_go(go(package, live, world, range(replications)))


@pytest.fixture(scope="module")
def first():
    """What our compiled engine comes to in as many replications as in three goes."""
    return lived(ours.compiled, WORLD, 30, FIRST)


def meets_theory(result, world, within):
    """Assert that wait and visits a day are the theory's, by an interval that can tell."""
    truths = (theory.mean_wait(world), theory.begun_a_day(world))
    for truth, (_, low, high) in zip(truths, results.figures(result, world).values(), strict=True):
        assert (high - low) / 2 <= within * truth
        assert low <= truth <= high


def test_one_clerk_who_is_busy_half_of_the_time():
    """M/M/1 at 1/2: the mean wait is ρ/(1 − ρ) services, which is one."""
    assert theory.mean_wait(World(100, 1, 6.0, 1_200.0)) == pytest.approx(6.0)


def test_two_clerks():
    """M/M/2: ρ²/(1 − ρ²) services; at ρ = 1/2 a third of 6 minutes."""
    assert theory.mean_wait(World(100, 2, 6.0, 600.0)) == pytest.approx(2.0)


def test_the_world_is_loaded_to_four_fifths():
    assert WORLD.arrivals * WORLD.service / WORLD.staff == pytest.approx(0.8)
    assert theory.begun_a_day(WORLD) == pytest.approx(288)


def test_tally_counts_what_begins_after_the_warm_up():
    tally = Tally(warm_up=100.0)
    tally.begin(90.0, 99.0)
    tally.begin(95.0, 100.0)
    tally.begin(120.0, 122.0)
    tally.end()
    assert tally.total() == (1, 2, 7.0)


def test_compiled_engine_meets_theory(first):
    meets_theory(first, WORLD, 0.04)


@pytest.mark.parametrize(
    ("live", "package", "days", "replications", "within"),
    [(ours.simpy, "silent26", 42, 12, 0.2), (with_simpy.live, "simpy", 98, 20, 0.1)],
)
def test_slower_ones_meet_theory(live, package, days, replications, within):
    world = WORLD._replace(days=days)
    meets_theory(lived(live, world, replications, package=package), world, within)


def test_our_two_engines_live_the_same():
    assert ours.simpy(SHORT, 3) == ours.compiled(SHORT, 3)


def test_nothing_but_the_queue_happens():
    """Everybody who comes is served at once or in turn, and all are still customers at the end."""
    figures = results.ours.sim.run(ours.scenario(SHORT), 26, 0, "compiled").figures
    for name in ("miseries", "complaints", "told_good", "told_bad", "abandoned_share"):
        assert figures[name] == 0, name
    assert figures["customers_end"] == SHORT.customers


def test_who_is_the_same_agrees(first):
    verdicts = agree([first, first._replace(name="twin")])
    assert [verdict.agrees for verdict in verdicts.values()] == [True, True]


@pytest.mark.parametrize("factor", [0.95, 1.05])
def test_who_is_off_by_five_percent_is_caught(first, factor):
    waits = tuple(wait * factor for wait in first.waits)
    begun = tuple(round(count * factor) for count in first.begun)
    slow = first._replace(name="waits", waits=waits)
    many = first._replace(name="visits", begun=begun)
    verdicts = agree([first, slow, many])
    assert verdicts[FIRST].agrees is True
    assert verdicts["waits"].agrees is False
    assert verdicts["waits"].objections[0].startswith("mean wait of ")
    assert verdicts["visits"].agrees is False
    assert verdicts["visits"].objections[0].startswith("visits a day of ")


def test_who_meets_theory_may_still_differ_from_us(first):
    """Two narrow intervals on either side of the theory, which is at the edge of both."""
    reach = results.figures(first)["mean wait"][2] - results.figures(first)["mean wait"][0]
    mean = results.figures(first)["mean wait"][0]
    truth = theory.mean_wait(WORLD)
    wrong = [
        first._replace(name=name, waits=tuple(w - mean + truth + by for w in first.waits))
        for name, by in ((FIRST, -1.2 * reach), ("above", 0.9 * reach))
    ]
    verdict = agree(wrong)["above"]
    assert verdict.agrees is False
    assert "is not ours" in verdict.objections[0]


def test_too_few_replications_cannot_tell(first):
    few = first._replace(waits=first.waits[:3], begun=first.begun[:3])
    verdict = agree([few])[FIRST]
    assert verdict.agrees is None
    assert "too uncertain" in verdict.objections[0]


def test_an_absent_peer_is_marked_and_the_others_go_on(monkeypatch):
    """SimPy answers from a process of its own, here in this Python; the rest cannot be had."""
    absent = {name: f"{name} could not be installed" for name in PEERS.values() if name != "simpy"}
    monkeypatch.setattr(installing, "ready", lambda packages: (Path(sys.executable), absent))
    found = results.collect(goes=2, replications=2, world=SHORT)
    table = {
        row["name"]: row for row in json.loads(json.dumps(rows(found, SHORT), allow_nan=False))
    }
    assert list(table) == [*results.OURS, *PEERS]
    for name, package in PEERS.items():
        assert table[name]["absent"] == absent.get(package)
        assert (table[name]["microseconds"] is None) == (package in absent)
    assert table[FIRST]["times_ours"] == 1
    assert table["SimPy"]["replications"] == 4
    simpy = next(one for one in found if one.name == "SimPy")
    assert len(set(simpy.waits)) == 4  # every go has replications of its own
    here = [with_simpy.live(SHORT, n) for n in range(4)]
    assert simpy.waits == tuple(one.waited / one.begun for one in here)


def test_a_peer_that_fails_is_absent():
    broken = Result("Nobody", "nobody", "1.0")
    asked = results._asked(Path(sys.executable), broken, SHORT, [0])
    assert asked.absent == "nobody 1.0 ended with an error"
    assert agree([asked]) == {}


@pytest.mark.parametrize("count", [{"goes": 0}, {"replications": 0}])
def test_nothing_to_do_is_refused(count):
    with pytest.raises(ValueError, match="is 0, but must be 1 or more"):
        results.collect(**count)


def test_every_peer_is_pinned():
    assert set(PEERS.values()) <= set(installing.pins())


def test_peers_are_installed_one_by_one(monkeypatch):
    """What is there in its version is left alone; what cannot be had is said in a sentence."""
    pins = installing.pins()
    there = {"simpy": pins["simpy"], "ciw": "0.1"}
    calls = []

    def install(command, check):
        calls.append(command)
        if f"ciw=={pins['ciw']}" in command:
            there["ciw"] = pins["ciw"]

    monkeypatch.setattr(installing, "python_in", lambda environment: Path(sys.executable))
    monkeypatch.setattr(installing, "_there", lambda python: dict(there))
    monkeypatch.setattr(subprocess, "run", install)
    _, absent = installing.ready(["simpy", "ciw", "mesa"])
    assert [call[-3] for call in calls] == [f"ciw=={pins['ciw']}", f"mesa=={pins['mesa']}"]
    assert all(call[-2:] == ["-c", installing.REQUIREMENTS] for call in calls)
    assert absent == {"mesa": f"mesa {pins['mesa']} could not be installed"}


def test_without_an_environment_all_are_absent(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setattr(installing, "folder", lambda: tmp_path / "file" / "environment")
    _, absent = installing.ready(["ciw", "mesa"])
    assert set(absent) == {"ciw", "mesa"}
