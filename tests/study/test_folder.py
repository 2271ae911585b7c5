"""A folder that work is done into, at every moment at which something may go wrong."""

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.study.folder import Folder
from sim.study.work import Lived
from tests.cli.asking import ROOT
from tests.study.killed import NAMES, contents, deliver, piece, work

OURS = {"seed": 26}


@pytest.mark.skipif(sys.platform == "win32", reason="processes fork on POSIX")
def test_killed_at_any_moment_it_goes_on_and_ends_in_the_same_bytes(tmp_path):
    command = [sys.executable, "-m", "tests.study.killed", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told["files"] == ["kept.bin", "manifest.json", "replications.csv"]
    assert told["moments"] > 80
    assert told["wrong"] == []


def test_what_is_whole_is_not_done_again(tmp_path):
    assert work(tmp_path / "a") == [0, 1, 2]
    before = contents(tmp_path / "a")
    assert work(tmp_path / "a") == []
    assert contents(tmp_path / "a") == before
    with Folder(tmp_path / "a", {"seed": 26, "only": ["C1", "C2"]}) as folder:  # a list, a tuple
        assert folder.complete
        assert list(folder) == [0, 1, 2]
        for place in folder:
            expected, found = piece(place).figures, folder[place].figures
            assert found.pop(NAMES[0]) != expected.pop(NAMES[0])  # nan, which is not itself
            assert found == expected


def test_figures_come_back_to_the_last_bit(tmp_path):
    figures = {"a": float("inf"), "b": -0.0, "c": 0.1 + 0.2, "d": 5e-324, "e": float("nan")}
    with Folder(tmp_path / "a", OURS) as folder:
        folder[7] = Lived(figures, {})
        assert repr(folder[7].figures) == repr(figures)
    with Folder(tmp_path / "a", OURS) as folder:
        assert repr(folder[7].figures) == repr(figures)
        with pytest.raises(KeyError):
            folder[8]


def test_other_work_is_refused_and_what_is_there_stays(tmp_path):
    with Folder(tmp_path, {**OURS, "version": "1.0", "days": 28}) as folder:
        folder[0] = piece(0)
    before = contents(tmp_path)
    with pytest.raises(ValueError) as told, Folder(tmp_path, {**OURS, "version": "1.1"}):
        pass
    assert str(told.value) == (
        f"{tmp_path}: this folder holds something else: days is 28 there and not set here; "
        "version is 1.0 there and 1.1 here. Choose another folder, or remove this one"
    )
    assert contents(tmp_path) == before
    with Folder(tmp_path, {**OURS, "version": "1.0", "days": 28}) as folder:
        assert list(folder) == [0]


def test_other_results_are_refused_and_stay(tmp_path):
    work(tmp_path, settings={"a": 1, "b": 2, "c": 3, "d": 4})
    before = contents(tmp_path)
    with pytest.raises(ValueError, match=r"a is 1 there and 0 here; .*c is 3.*; and 1 more\."):
        work(tmp_path, settings={"a": 0, "b": 0, "c": 0, "d": 0})
    assert contents(tmp_path) == before


def test_begun_but_nothing_finished_is_nobodys(tmp_path):
    (tmp_path / ".silent26").mkdir()
    (tmp_path / ".silent26" / "settings.json").write_text('{"seed": 1}')
    (tmp_path / ".silent26" / "000000.json.half").write_text('{"fig')
    assert work(tmp_path) == [0, 1, 2]
    assert not (tmp_path / ".silent26").exists()


def test_one_at_a_time(tmp_path):
    with Folder(tmp_path / "out", OURS) as first:
        first[0] = piece(0)
        with pytest.raises(ValueError) as told, Folder(tmp_path / "out", OURS):
            pass
        assert str(told.value) == f"{tmp_path / 'out'}: another run is writing into this folder"
        assert first[0].files == {}
        first[1] = piece(1)
    with Folder(tmp_path / "out", OURS) as second:
        assert list(second) == [0, 1]


@pytest.mark.parametrize("with_results", [True, False])
def test_whoever_comes_at_the_very_end_is_left_alone(tmp_path, monkeypatch, with_results):
    """The next one is in the folder as soon as the lock is free, if not a moment before."""
    next_one = Folder(tmp_path / "out", OURS)
    with Folder(tmp_path / "out", OURS) as folder:
        if with_results:
            folder[0] = piece(0)
            deliver(folder, 1)
        release = folder._lock.release

        def release_and_let_in():
            release()
            next_one.__enter__()
            next_one[5] = piece(5)

        with monkeypatch.context() as patch:
            patch.setattr(folder._lock, "release", release_and_let_in)
            folder.__exit__(None, None, None)
    assert (tmp_path / "out" / ".silent26" / "000005.json").exists()
    with pytest.raises(ValueError, match="another run is writing"), Folder(tmp_path / "out", OURS):
        pass
    next_one.__exit__(None, None, None)


def test_files_of_others_stay(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "kept.bin").write_text("mine")
    work(tmp_path)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "sub" / "kept.bin").read_text() == "mine"


@pytest.mark.parametrize("name", ["kept.bin", "replications.csv"])
def test_no_file_of_others_is_overwritten(tmp_path, name):
    (tmp_path / name).write_text("mine")
    sentence = (
        f"{tmp_path / name}: this file is not from here, and would be overwritten by a result of "
        "this name: move it, or choose another folder"
    )
    with pytest.raises(ValueError) as told:
        work(tmp_path)
    assert str(told.value) == sentence
    assert {file.name for file in tmp_path.iterdir()} == {name, ".silent26"}
    assert (tmp_path / name).read_text() == "mine"
    (tmp_path / name).rename(tmp_path / "moved")
    assert work(tmp_path) == []  # the finished pieces were kept
    assert (tmp_path / "moved").read_text() == "mine"


@pytest.mark.parametrize("text", ["{", "[1]", '{"name": "an extension"}'])
def test_a_manifest_of_something_else_stays(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(ValueError, match=r"manifest\.json: this file is not from here"):
        work(tmp_path)
    assert (tmp_path / "manifest.json").read_text() == text
    assert len(list(tmp_path.iterdir())) == 1


def spoil_rows(path: Path) -> None:
    rows = (path / "replications.csv").read_text().splitlines(keepends=True)
    (path / "replications.csv").write_text("".join(rows[:-1]))


def spoil_number(path: Path) -> None:
    text = (path / "replications.csv").read_text()
    (path / "replications.csv").write_text(text.replace("1.0,", "1.5,", 1))


def spoil_file(path: Path) -> None:
    (path / "kept.bin").unlink()


@pytest.mark.parametrize("spoil", [spoil_rows, spoil_number, spoil_file])
def test_results_that_are_no_longer_whole_are_worked_out_again(tmp_path, spoil):
    work(tmp_path)
    before = contents(tmp_path)
    spoil(tmp_path)
    assert contents(tmp_path) != before
    assert work(tmp_path) == [0, 1, 2]
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", ["000001.json", "000001.kept.bin"])
@pytest.mark.parametrize("left", [0, 5])
def test_a_piece_cut_off_by_a_power_cut_is_done_again(tmp_path, name, left):
    with Folder(tmp_path, {"seed": 26, "only": ["C1", "C2"]}) as folder:
        folder[0], folder[1] = piece(0), piece(1)
    file = tmp_path / ".silent26" / name
    file.write_bytes(file.read_bytes()[:left])
    assert work(tmp_path) == [1, 2]


def test_interrupted_while_a_piece_is_put_away(tmp_path, monkeypatch):
    replace = os.replace

    def interrupted(half, file):
        replace(half, file)
        if str(file).endswith("000001.json"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Folder(tmp_path, OURS) as folder:
        folder[0] = piece(0)
        monkeypatch.setattr("os.replace", interrupted)
        folder[1] = piece(1)
    with Folder(tmp_path, OURS) as folder:
        assert list(folder) == [0, 1]


def test_interrupted_while_the_only_piece_is_put_away(tmp_path, monkeypatch):
    def interrupted(half, file):
        raise KeyboardInterrupt

    out = tmp_path / "new" / "out"
    with pytest.raises(KeyboardInterrupt), Folder(out, OURS) as folder:
        monkeypatch.setattr("os.replace", interrupted)
        folder[0] = piece(0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("delivering", [False, True])
def test_a_full_disk_keeps_what_is_finished_and_gives_room_back(tmp_path, monkeypatch, delivering):
    work(tmp_path / "never")
    write = Path.write_bytes

    def full(file, content):
        write(file, content[:3])
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "out"
    with (
        pytest.raises(OSError, match="cannot be written: no space left on device") as told,
        Folder(path, {"seed": 26, "only": ["C1", "C2"]}) as folder,
    ):
        for place in range(3 if delivering else 2):
            folder[place] = piece(place)
        monkeypatch.setattr(Path, "write_bytes", full)
        if delivering:
            deliver(folder, 3)
        folder[2] = piece(2)
    monkeypatch.undo()
    assert told.value.filename == str(path)
    assert [file.name for file in path.iterdir()] == [".silent26"]
    assert not list(path.glob(".silent26/*.half"))
    assert not (path / ".silent26" / "ready").exists()
    assert work(path) == ([] if delivering else [2])
    assert contents(path) == contents(tmp_path / "never")


def test_a_folder_below_a_file(tmp_path):
    (tmp_path / "file").write_text("mine")
    for path, reason in (
        (tmp_path / "file", "this is a file, but must be a folder"),
        (tmp_path / "file" / "out", "not a directory"),
    ):
        with pytest.raises(OSError) as told, Folder(path, OURS):
            pass
        assert told.value.strerror == f"the results cannot be written: {reason}"
        assert told.value.filename == str(path)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_folder_where_nothing_came_of_it_goes_again(tmp_path):
    with Folder(tmp_path / "a" / "b", OURS):
        assert (tmp_path / "a" / "b").is_dir()
    assert list(tmp_path.iterdir()) == []
    with Folder(tmp_path, OURS):  # but not one that was there before
        pass
    assert tmp_path.is_dir()
