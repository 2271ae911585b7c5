"""Whatever was cut off goes on with the same command, and ends as if nothing had been."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sim.study.folder import Folder
from sim.study.work import live
from tests.cli.asking import ROOT, SMALL, ask, is_wrong

WORLD = SMALL[1:]
COMMANDS = {
    "run": (4, ("run", *SMALL, "--replications", 4, "--events")),
    "compare": (4, ("compare", *SMALL, "--set-b", "voice.ease=2", "--replications", 2)),
    "sweep": (
        6,
        ("sweep", *SMALL, "--vary", "voice.ease=1:3:3", "--replications", 2, "--jobs", 2),
    ),
    "claims": (4, ("claims", *WORLD, "--only", "C33", "--replications", 4)),
}
"""How many pieces each has to live, and the command."""
GOES_ON = "interrupted: what is finished is kept, and the same command goes on from there"

START = """
import os, signal, sys
place, times = sys.argv.pop(1), int(sys.argv.pop(1))
replace = os.replace
def watched(half, file):
    global times
    times -= os.path.basename(file).endswith(place)
    if times == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    replace(half, file)
os.replace = watched
from sim.cli.commands import silent26
sys.argv[1:], args = [], sys.argv[1:]
silent26.main(args)
"""
"""Kill oneself just before a file of this name is put in its place for the n-th time."""


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture(autouse=True)
def typed(monkeypatch):
    """Have the manifest say the same command for each folder."""
    monkeypatch.setattr("sys.argv", ["-c"])


@pytest.fixture(scope="module", params=COMMANDS)
def case(request, tmp_path_factory):
    """A command, how many pieces it lives, what it says and what it leaves if not cut off."""
    number, command = COMMANDS[request.param]
    folder = tmp_path_factory.mktemp("never") / "out"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["-c"])
        lived = watch(patch)
        result = ask(*command, "--out", folder)
    assert (result.exit_code, result.stderr, len(lived)) == (0, "", number)
    return request.param, number, command, result.stdout, contents(folder)


def watch(monkeypatch, interrupted_after: int | None = None) -> list[object]:
    """Return a list to which each piece that is lived from now on is added."""
    done = []

    def watched(piece, *args, **more):
        if len(done) == interrupted_after:
            raise KeyboardInterrupt
        done.append(piece)
        return live(piece, *args, **more)

    monkeypatch.setattr("sim.study.work.live", watched)
    return done


MOMENTS = {
    "run": [("settings.json", 1), ("03.json", 1), ("summary.png", 1)],
    "compare": [("manifest.json", 1)],
    "sweep": [(".json", 4), ("replications.csv", 1)],
    "claims": [("verdicts.csv", 1)],
}


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_killed_again_and_again(case, tmp_path, monkeypatch):
    name, number, command, said, expected = case
    out = tmp_path / "out"
    finished = {}
    for place, times in MOMENTS[name]:
        process = subprocess.run(
            [sys.executable, "-c", START, place, str(times), *map(str, command), "--out", str(out)],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert process.returncode == -signal.SIGKILL, process.stderr
        assert (process.stdout, process.stderr) == ("", "")
        now = {file.name: file.stat().st_mtime_ns for file in out.glob(".silent26/0*.json")}
        assert {file: now[file] for file in finished} == finished  # none was done again
        finished = now
    assert len(finished) == number
    lived = watch(monkeypatch)
    result = ask(*command, "--out", out)
    assert (result.exit_code, result.stderr, lived) == (0, "", [])
    assert result.stdout == said
    assert contents(out) == expected


def test_interrupted_in_the_middle(case, tmp_path):
    name, number, command, said, expected = case
    out = tmp_path / "out"
    with pytest.MonkeyPatch.context() as patch:
        watch(patch, interrupted_after=number - 2)
        result = ask(*command, "--out", out)
    finished = {file.name: file.stat().st_mtime_ns for file in out.glob(".silent26/0*.json")}
    assert result.exit_code == 130
    if name == "run":
        told = f"silent26: interrupted: {number - 2} of {number} replications were finished"
        assert result.stderr.startswith(told)
        assert (out / "manifest.json").exists()
        assert len(finished) == number - 2
    else:
        assert (result.stdout, result.stderr) == ("", f"silent26: {GOES_ON}\n")
        assert not (out / "manifest.json").exists()
        assert 1 <= len(finished) <= number - 2  # of two at once, one may not have been put away
    with pytest.MonkeyPatch.context() as patch:
        lived = watch(patch)
        result = ask(*command, "--out", out)
        assert len(lived) == number - len(finished)
    assert (result.exit_code, result.stderr, result.stdout) == (0, "", said)
    assert contents(out) == expected


def test_what_is_finished_is_not_done_again(case, tmp_path, monkeypatch):
    _, _, command, said, expected = case
    out = tmp_path / "out"
    for name, content in expected.items():
        (out / name).parent.mkdir(exist_ok=True)
        (out / name).write_bytes(content)
    (out / "notes.txt").write_text("mine")
    before = {file.name: file.stat().st_mtime_ns for file in out.iterdir()}
    lived = watch(monkeypatch)
    monkeypatch.setattr("sim.study.run.run", None)
    monkeypatch.setattr("sim.cli.living.run", None)
    result = ask(*command, "--out", out)
    assert (result.exit_code, result.stderr, result.stdout, lived) == (0, "", said, [])
    assert {file.name: file.stat().st_mtime_ns for file in out.iterdir()} == before
    assert contents(out) == {**expected, "notes.txt": b"mine"}
    result = ask(*command, "--out", out, "--seed", 27)
    assert result.exit_code == 2
    sentence = f"silent26: {out}: this folder holds something else: seed is 26 there and 27 here."
    assert result.stderr.startswith(sentence)


def test_somebody_is_in_the_folder(case, tmp_path):
    _, _, command, _, _ = case
    with Folder(tmp_path, {"seed": 1}):
        sentence = f"{tmp_path}: another run is writing into this folder"
        is_wrong(ask(*command, "--out", tmp_path), sentence)


def test_interrupted_without_a_folder(case, monkeypatch):
    name, number, command, _, _ = case
    watch(monkeypatch, interrupted_after=number - 2 if name != "run" else 0)
    result = ask(*command[: command.index("--events")] if name == "run" else command)
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr == "silent26: interrupted\n"


PRECISE = ("run", *SMALL, "--precision", "utilisation=20%", "--replications", 40)


def test_a_precise_run_goes_on_and_is_told_again(tmp_path, monkeypatch):
    never, out = tmp_path / "never", tmp_path / "out"
    first = ask(*PRECISE, "--out", never)
    assert "utilisation is known to" in first.stdout
    with pytest.MonkeyPatch.context() as patch:
        watch(patch, interrupted_after=4)
        assert ask(*PRECISE, "--out", out).exit_code == 130
    assert ask(*PRECISE, "--out", out).stdout == first.stdout
    assert contents(out) == contents(never)
    lived = watch(monkeypatch)
    assert ask(*PRECISE, "--out", out).stdout == first.stdout
    assert lived == []


@pytest.mark.parametrize("times", [1, 2])
def test_interrupted_while_it_is_delivered(tmp_path, monkeypatch, times):
    """Once may be by accident, and it is over soon; twice is meant."""
    command = COMMANDS["run"][1]

    def draw(*_args):
        for _ in range(times):
            signal.raise_signal(signal.SIGINT)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sim.show.pictures.save_figures", draw)
        result = ask(*command, "--out", tmp_path)
    if times == 1:
        assert (result.exit_code, result.stderr) == (0, "")
        assert (tmp_path / "manifest.json").exists()
        return
    assert (result.exit_code, result.stderr) == (130, f"silent26: {GOES_ON}\n")
    assert [file.name for file in tmp_path.iterdir()] == [".silent26"]
    lived = watch(monkeypatch)
    assert ask(*command, "--out", tmp_path).exit_code == 0
    assert lived == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="locks of POSIX")
def test_two_processes_at_once(tmp_path):
    """The second is refused, and the first does not notice."""
    code = (
        "from pathlib import Path; import sys; from sim.study.folder import Folder\n"
        f"with Folder(Path({str(tmp_path)!r}), {{}}): print(flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as first:
        first.stdout.readline()
        sentence = f"{tmp_path}: another run is writing into this folder"
        is_wrong(ask("run", *SMALL, "--out", tmp_path), sentence)
        first.kill()
    assert ask("run", *SMALL, "--replications", 1, "--out", tmp_path).exit_code == 0
