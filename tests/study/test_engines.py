"""Which engine lives a run, what is said about it, and how light a start is."""

import os
import subprocess
import sys

import pytest

import sim
from sim.study import engines
from sim.study.engines import COMPILING, NOT_KEPT, WITHOUT_NUMBA, choose_engine, say_once
from sim.twin import kept as kept_module
from sim.twin.kept import Kept, share
from tests.cli.asking import ROOT, SMALL, ask

FEW_DAYS = {"time.days": 7, "time.warm_up_days": 0}


@pytest.fixture
def nothing_said():
    """What is said once is said again."""
    say_once.cache_clear()
    yield
    say_once.cache_clear()


@pytest.fixture
def without_numba(monkeypatch, nothing_said):
    monkeypatch.setattr(engines, "find_spec", lambda name: None)


def test_the_fast_one_is_taken_where_it_is_there(capsys):
    assert choose_engine("auto") == "compiled"
    assert (choose_engine("simpy"), choose_engine("compiled")) == ("simpy", "compiled")
    assert capsys.readouterr() == ("", "")


def test_without_numba_simpy_does_it_and_that_is_said_once(without_numba, capsys):
    shop = sim.load("corner_shop", changes=FEW_DAYS)
    found = sim.replicate(shop, 2)
    assert choose_engine("auto") == "simpy"
    sim.run(shop)
    assert capsys.readouterr() == ("", WITHOUT_NUMBA + "\n")
    assert found == sim.replicate(shop, 2, engine="simpy")


def test_without_numba_the_command_line_says_it_once(without_numba):
    result = ask("run", *SMALL, "--replications", 2)
    assert (result.exit_code, result.stderr) == (0, WITHOUT_NUMBA + "\n")


def test_without_numba_nothing_is_said_to_whoever_asks_for_simpy(without_numba, capsys):
    assert choose_engine("simpy") == "simpy"
    assert capsys.readouterr() == ("", "")


def test_without_numba_the_compiled_engine_is_refused(without_numba):
    sentence = "^engine is compiled, but Numba is not installed: use auto or simpy$"
    with pytest.raises(ValueError, match=sentence):
        sim.run(sim.load("corner_shop", changes=FEW_DAYS), engine="compiled")


def test_an_engine_that_is_none_is_refused():
    sentence = "^engine is fast, but must be auto, simpy or compiled$"
    with pytest.raises(ValueError, match=sentence):
        choose_engine("fast")


@pytest.mark.parametrize("lasts", [True, False])
def test_compiling_is_said_once_and_that_it_is_for_nothing(
    monkeypatch, nothing_said, capsys, tmp_path, lasts
):
    monkeypatch.setattr(kept_module, "kept", lambda: Kept(tmp_path, lasts))
    for done in range(3):
        engines._show_compiling(done)
    said = [COMPILING] if lasts else [COMPILING, NOT_KEPT]
    assert capsys.readouterr().err == "".join(f"{line}\n" for line in said)


def test_on_a_terminal_it_is_shown_how_far_compiling_is(
    monkeypatch, nothing_said, capsys, tmp_path
):
    monkeypatch.setattr(kept_module, "kept", lambda: Kept(tmp_path, True))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    from sim.twin.compiler import FUNCTIONS

    for done in (0, FUNCTIONS // 2, FUNCTIONS, FUNCTIONS + 5):
        engines._show_compiling(done)
    shown = capsys.readouterr().err.removeprefix(f"{COMPILING}\n")
    assert [part.strip() for part in shown.split("\r") if part.strip()] == ["0%", "50%"]
    assert shown.endswith("\r       \r")


def python(code, **env):
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done


def test_what_the_installation_offers_is_not_compiled_again(tmp_path):
    shop = sim.load("corner_shop", changes=FEW_DAYS)
    expected = sim.run(shop, engine="compiled").figures["customers_end"]
    assert share()
    code = (
        "import sim; "
        f"one = sim.run(sim.load('corner_shop', changes={FEW_DAYS})); "
        "print(one.figures['customers_end'])"
    )
    done = python(code, XDG_CACHE_HOME=str(tmp_path))
    assert done.stderr == ""
    assert float(done.stdout) == expected
    assert list(tmp_path.rglob("*.nbi"))


def test_a_start_is_light():
    code = """
import sys
import sim
sim.load("corner_shop")
heavy = {"numba", "pandas", "scipy", "matplotlib", "simpy", "numpy", "pyarrow", "rich"}
print(*sorted(heavy & set(sys.modules)))
"""
    assert python(code).stdout.split() == []
