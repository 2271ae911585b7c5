"""A board in a shared folder: a small file an entry, and whatever else lies there."""

import json
import shutil
import signal
import subprocess
import sys

import pytest

from sim.play.board import Board, BoardError, Entry, Folder, board_at
from sim.play.board.gathered import Gathered


def vote(seat, answer=1):
    return Entry("prediction", seat, "02", {"vote": 1, "answer": answer})


def test_what_one_puts_there_the_others_read_on_from_where_they_were(tmp_path):
    seats, trainer = [Folder(tmp_path) for _ in range(3)], Folder(tmp_path)
    for number, seat in enumerate(seats):
        seat.put(vote(f"seat {number}"))
    first = trainer.read()
    assert {one.seat for one in first.entries} == {"seat 0", "seat 1", "seat 2"}
    assert first.aside == () and first.last == 3
    seats[0].put(Entry("log", "seat 0", "10", {}))
    assert [one.kind for one in trainer.read(first.last).entries] == ["log"]
    assert trainer.read(0, kinds=["log"]).entries[0].seat == "seat 0"


def test_what_is_put_there_twice_or_copied_by_a_drive_stands_there_once(tmp_path):
    entry = vote("seat 1")
    Folder(tmp_path).put_all([entry, entry])
    (file,) = tmp_path.iterdir()
    shutil.copy(file, tmp_path / f"{file.stem} (conflict).json")
    assert Folder(tmp_path).read().entries == (entry,)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "no entry of a board, or only half of one"),
        ("[1]", "it is no entry of a board"),
        ('{"key": "a"}', "it is no entry of a board"),
        ("a recipe", "no entry of a board"),
        ("[" * 100_000, "no entry of a board"),
    ],
)
def test_a_damaged_or_foreign_file_is_named_once_and_left_alone(tmp_path, text, sentence):
    board = Folder(tmp_path)
    board.put(vote("seat 1"))
    (tmp_path / "strange.json").write_text(text)
    found = board.read()
    assert len(found.entries) == 1
    (told,) = found.aside
    assert "strange.json is set aside" in told and sentence in told
    assert board.read(found.last) == ((), (), 1), "named once"
    assert (tmp_path / "strange.json").read_text() == text


def test_an_entry_that_somebody_has_changed_is_set_aside(tmp_path):
    board = Folder(tmp_path)
    board.put(vote("seat 1"))
    (file,) = tmp_path.iterdir()
    said = json.loads(file.read_text())
    file.write_text(json.dumps(said | {"seat": "seat 2"}))
    assert "changed what seat 2 had put there" in board.read().aside[0]


def test_half_a_file_is_read_once_it_is_whole(tmp_path):
    board, other = Folder(tmp_path / "shared"), Folder(tmp_path / "other")
    other.put(vote("seat 1"))
    (whole,) = other.path.iterdir()
    late = board.path / whole.name
    late.write_bytes(whole.read_bytes()[:40])
    assert "set aside" in board.read().aside[0]
    late.write_bytes(whole.read_bytes())
    assert [one.seat for one in board.read().entries] == ["seat 1"]


WRITER = """
import sys
from sim.play.board import Entry, Folder
board = Folder(sys.argv[1])
for place in range(100_000):
    entry = Entry("log", sys.argv[2], "10", {"place": place})
    board.put(entry)
    print(entry.key, flush=True)
"""


def test_a_writer_that_is_killed_leaves_no_half_entry(tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path), "one"], stdout=subprocess.PIPE, text=True
    )
    told = [writer.stdout.readline() for _ in range(20)]
    writer.send_signal(signal.SIGKILL)
    told += writer.stdout.read().splitlines(keepends=True)
    writer.wait()
    acknowledged = {line.strip() for line in told if line.endswith("\n")}
    found = Folder(tmp_path).read()
    assert found.aside == ()
    assert len(acknowledged) >= 20
    assert acknowledged <= {one.key for one in found.entries}


def test_the_trainer_keeps_what_was_once_in_the_folder(tmp_path):
    shared = tmp_path / "shared"
    seat, led = Folder(shared), Gathered(Folder(shared), tmp_path / "kept.sqlite")
    seat.put(vote("seat 1"))
    (shared / "x.json").write_text("{")
    found = led.read()
    assert len(found.entries) == 1 and "x.json" in found.aside[0]
    led.put(Entry("hands", "trainer", "02", {"vote": 1, "counts": [1, 2, 3, 4, 5]}))
    assert [one.kind for one in seat.read().entries] == ["prediction", "hands"], "all see it"
    assert [one.kind for one in led.read(found.last).entries] == ["hands"]
    shutil.rmtree(shared)
    shared.mkdir()
    again = Gathered(Folder(shared), tmp_path / "kept.sqlite")
    assert len(again.read().entries) == 2


def test_a_place_says_what_kind_of_board_is_there(tmp_path):
    assert isinstance(board_at(tmp_path), Folder)
    assert isinstance(board_at(f"{tmp_path / 'not there yet'}/"), Folder)
    assert isinstance(board_at(tmp_path / "class.sqlite"), Board)


def test_a_folder_that_cannot_be_had_is_told_in_a_sentence(tmp_path):
    (tmp_path / "wall").write_text("no folder")
    with pytest.raises(BoardError, match="the board cannot be opened"):
        Folder(tmp_path / "wall" / "shared")
    board = Folder(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    for step in (board.read, lambda: board.put(vote("seat 1"))):
        with pytest.raises(BoardError, match="the board cannot be used"):
            step()
