"""What is kept in a folder: complete, the same everywhere, or not at all."""

import csv
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.study.kpis import KPIS
from sim.study.parity import parity_hash
from sim.study.work import live
from tests.cli.asking import ROOT, SMALL, ask, ask_process, is_wrong
from tests.study.doing import until

TABLES = ("summary.csv", "replications.csv", "scenario.toml", "daily.parquet", "events.parquet")


def contents(folder) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def hash_in(folder) -> str:
    return json.loads((folder / "manifest.json").read_text())["parity_hash"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kept") / "a" / "b"
    result = ask("run", *SMALL, "--replications", 3, "--out", folder, "--events")
    assert result.exit_code == 0, result.stderr
    return folder


def test_everything_is_there_and_nothing_else(kept):
    names = {file.name for file in kept.iterdir()}
    assert names >= {*TABLES, "manifest.json"}
    told = json.loads((kept / "manifest.json").read_text())
    assert set(told["files"]) == names - {"manifest.json"}
    assert not any(name.startswith(".") for name in names)
    assert (told["seed"], told["replications"], told["days"]) == (26, 3, 28)
    assert told["engine"] in ("simpy", "compiled")
    assert told["version"] == sim.__version__


def test_tables_hold_every_figure_in_full(kept):
    summary, rows = (
        list(csv.DictReader((kept / name).open(newline="")))
        for name in ("summary.csv", "replications.csv")
    )
    names = [kpi.name for kpi in KPIS]
    assert list(summary[0]) == ["kpi", "mean", "low", "high", "n"]
    assert [row["kpi"] for row in summary] == names
    assert list(rows[0]) == ["replication", *names]
    assert [row["replication"] for row in rows] == ["0", "1", "2"]
    again = sim.replicate(sim.load(kept / "scenario.toml"), n=3)
    for row, exact in zip(rows, again.figures, strict=True):
        for name, value in exact.items():
            assert row[name] == ("" if value != value else repr(value))
    assert b"\r" not in (kept / "summary.csv").read_bytes()


def test_a_row_a_day_and_replication(kept):
    daily = pd.read_parquet(kept / "daily.parquet")
    assert list(daily.columns[:2]) == ["replication", "day"]
    assert len(daily) == 3 * 28
    rows = pd.read_csv(kept / "replications.csv")
    by_run = daily.groupby("replication")[["misery_minor", "misery_serious"]].sum().sum(axis=1)
    assert list(by_run) == list(rows["miseries"])


def test_the_resolved_scenario_gives_the_same_hash(kept, tmp_path):
    result = ask("run", kept / "scenario.toml", "--replications", 3, "--out", tmp_path / "again")
    assert result.exit_code == 0, result.stderr
    assert hash_in(tmp_path / "again") == hash_in(kept)
    assert (tmp_path / "again/scenario.toml").read_bytes() == (kept / "scenario.toml").read_bytes()


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
def test_either_engine_writes_the_same_bytes(kept, tmp_path, engine):
    args = ("--replications", 3, "--events", "--engine", engine)
    assert ask("run", *SMALL, *args, "--out", tmp_path).exit_code == 0
    for name in TABLES:
        assert (tmp_path / name).read_bytes() == (kept / name).read_bytes(), name
    assert hash_in(tmp_path) == hash_in(kept)


def test_another_process_writes_the_same_bytes(kept, tmp_path):
    said = []
    for number in ("1", "2"):
        args = ("--replications", 3, "--events", "--out", tmp_path / number)
        done = ask_process("run", *SMALL, *args, env={"PYTHONHASHSEED": number})
        assert done.returncode == 0, done.stderr
        assert done.stderr == b""
        said.append(done.stdout)
        for file in kept.iterdir():
            if file.name != "manifest.json":  # which holds the command
                ours = (tmp_path / number / file.name).read_bytes()
                assert ours == file.read_bytes(), file.name
        assert hash_in(tmp_path / number) == hash_in(kept)
    assert said[0] == said[1]


def test_what_matters_changes_the_hash_and_what_does_not_does_not():
    shop = sim.load("corner_shop", changes={"time.days": 7, "time.warm_up_days": 0})
    ours = parity_hash(sim.replicate(shop, n=2, engine="simpy"))
    assert parity_hash(sim.replicate(shop, n=2, engine="auto")) == ours
    others = [
        sim.replicate(shop, n=1),
        sim.replicate(shop, n=2, seed=27),
        sim.replicate(shop.with_({"voice.ease": 2.0}), n=2),
    ]
    assert len({ours, *map(parity_hash, others)}) == 4


def test_other_settings_do_not_go_into_the_same_folder(tmp_path):
    out = tmp_path / "out"
    assert ask("run", *SMALL, "--replications", 1, "--out", out, "--events").exit_code == 0
    (out / "notes.txt").write_text("kept")
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    is_wrong(
        ask("run", *SMALL, "--replications", 1, "--out", out),
        f"{out}: this folder holds something else: events is True there and False here. "
        "Choose another folder, or remove this one",
    )
    is_wrong(
        ask("run", *SMALL, "--replications", 1, "--out", out, "--events", "--seed", 27),
        f"{out}: this folder holds something else: seed is 26 there and 27 here. "
        "Choose another folder, or remove this one",
    )
    assert {file.name: file.read_bytes() for file in out.iterdir()} == before


def test_another_version_does_not_go_on(tmp_path, monkeypatch):
    command = ("run", *SMALL, "--replications", 1, "--out", tmp_path)
    monkeypatch.setattr("sim.study.output.version_of", lambda name: "0.0.9")
    assert ask(*command).exit_code == 0
    monkeypatch.undo()
    is_wrong(
        ask(*command),
        f"{tmp_path}: this folder holds something else: version is 0.0.9 there and "
        f"{sim.__version__} here. Choose another folder, or remove this one",
    )


def test_a_file_in_the_place_of_the_folder(tmp_path):
    file = tmp_path / "out"
    file.write_text("mine")
    is_wrong(
        ask("run", *SMALL, "--out", file),
        f"{file}: the results cannot be written: this is a file, but must be a folder",
    )
    is_wrong(
        ask("run", *SMALL, "--out", file / "deeper"),
        f"{file / 'deeper'}: the results cannot be written: not a directory",
    )
    assert file.read_text() == "mine"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_folder_that_may_not_be_written(tmp_path):
    tmp_path.chmod(0o555)
    is_wrong(
        ask("run", *SMALL, "--out", tmp_path / "out"),
        f"{tmp_path / 'out'}: the results cannot be written: permission denied",
    )


def test_a_folder_that_the_system_refuses(tmp_path, monkeypatch):
    def refuse(*_args, **_more):
        raise PermissionError(errno.EACCES, "Permission denied")

    out = tmp_path / "new" / "out"
    monkeypatch.setattr("pathlib.Path.mkdir", refuse)
    is_wrong(
        ask("run", *SMALL, "--out", out), f"{out}: the results cannot be written: permission denied"
    )
    assert list(tmp_path.iterdir()) == []


def full(*_args, **_more):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_is_full_from_the_start(tmp_path, monkeypatch):
    monkeypatch.setattr("os.fsync", full)
    out = tmp_path / "new" / "out"
    is_wrong(
        ask("run", *SMALL, "--replications", 2, "--out", out),
        f"{out}: the results cannot be written: no space left on device",
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("what", ["a piece", "the results"])
def test_a_full_disk_leaves_nothing_half_written(tmp_path, monkeypatch, what):
    monkeypatch.setattr("sys.argv", ["silent26"])
    out = tmp_path / "new" / "out"
    command = ("run", *SMALL, "--replications", 2, "--out")
    assert ask(*command, tmp_path / "never").exit_code == 0
    with monkeypatch.context() as patch:
        if what == "the results":
            patch.setattr("sim.study.output._join", full)
        else:
            write = Path.write_bytes
            patch.setattr(
                Path,
                "write_bytes",
                lambda file, content: (full if "000001" in file.name else write)(file, content),
            )
        is_wrong(
            ask(*command, out), f"{out}: the results cannot be written: no space left on device"
        )
    assert [file.name for file in out.iterdir()] == [".silent26"]
    assert not list(out.glob(".silent26/*.half"))
    assert ask(*command, out).exit_code == 0
    assert contents(out) == contents(tmp_path / "never")


@pytest.mark.skipif(shutil.which("mount") is None, reason="no disk to fill")
def test_a_disk_that_is_really_full(tmp_path, monkeypatch):
    monkeypatch.setattr("sys.argv", ["silent26"])
    command = ("run", *SMALL, "--replications", 4, "--out")
    assert ask(*command, tmp_path / "never").exit_code == 0
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no disk of one's own may be mounted here")
    try:
        out = disk / "out"
        is_wrong(
            ask(*command, out), f"{out}: the results cannot be written: no space left on device"
        )
        assert [file.name for file in out.iterdir()] == [".silent26"]
        kept = len(list(out.glob(".silent26/0*.json")))
        assert 1 <= kept <= 4
        subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
        done = lives(monkeypatch)
        assert ask(*command, out).exit_code == 0
        assert len(done) == 4 - kept
        assert contents(out) == contents(tmp_path / "never")
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def lives(monkeypatch) -> list[int]:
    """Return a list to which each replication that is lived from now on is added."""
    done = []

    def watched(piece, *args, **more):
        done.append(piece.replication)
        return live(piece, *args, **more)

    monkeypatch.setattr("sim.study.work.live", watched)
    return done


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("with_out", [True, False], ids=["with --out", "without"])
def test_an_interrupted_run_keeps_what_was_finished(tmp_path, with_out):
    # A shell that starts things in the background has them ignore the signal.
    start = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from sim.study import work\n"
        "live = work.live\n"
        "def watched(piece, *args, **more):\n"
        f"    open({str(tmp_path / 'begun')!r}, 'a').write('.')\n"
        "    return live(piece, *args, **more)\n"
        "work.live = watched\n"
        "from sim.cli import main; main()"
    )
    out = tmp_path / "out"
    args = ["run", *SMALL, "--replications", "100000", "--engine", "simpy"]
    args += ["--out", str(out)] if with_out else []
    process = subprocess.Popen(
        [sys.executable, "-c", start, *args],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    begun = tmp_path / "begun"
    until(lambda: process.poll() is not None or (begun.exists() and begun.stat().st_size > 3))
    process.send_signal(signal.SIGINT)
    said, complained = process.communicate(timeout=60)
    assert process.returncode == 130, complained
    done = int(complained.split("interrupted: ")[1].split()[0])
    sentence = f"interrupted: {done} of 100000 replications were finished, and are shown"
    sentence += "; the same command goes on from there" if with_out else ""
    assert complained == f"silent26: {sentence}\n"
    assert done >= 3
    assert f"{done} of 100000 replications, seed 26" in said.splitlines()[0]
    if with_out:
        rows = pd.read_csv(out / "replications.csv")
        assert len(rows) == done
        assert len(pd.read_parquet(out / "daily.parquet")) == 28 * done
        told = json.loads((out / "manifest.json").read_text())
        assert (told["replications"], told["replications_asked_for"]) == (done, 100000)
        assert not told["complete"]
        assert len(list(out.glob(".silent26/0*.json"))) == done  # to go on from


def test_interrupted_before_anything_was_finished(monkeypatch, tmp_path):
    def stop(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr("sim.study.work.live", stop)
    result = ask("run", *SMALL, "--out", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr == "silent26: interrupted\n"
    assert not (tmp_path / "out").exists()
