"""Forty processes write to one board at once, and a quarter of them are killed in the middle."""

import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from sim.play.board import Board, Folder
from sim.play.board.votes import votes_of

SEATS, KILLED, EACH = 40, 10, 10
ROOM = """
import os, sys
from pathlib import Path
from sim.play.board import Entry, board_at
place, told, seats, killed, each = sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:])
board_at(place)
for seat in range(seats):
    if os.fork():
        continue
    board, known = board_at(place), os.open(told / str(seat), os.O_WRONLY | os.O_CREAT)
    for number in range(10**6 if seat < killed else each):
        said = {"vote": 1 + number % 2, "answer": number % 5, "because": "because " * number}
        entry = Entry("prediction", f"seat {seat}", "02", said)
        board.put(entry)
        os.write(known, f"{os.getpid()} {entry.key}\\n".encode())
    os._exit(0)
for _ in range(seats):
    os.wait()
"""


def acknowledged(told, seat):
    """Return the process of a seat, and the keys of what it knows to be on the board."""
    file = told / str(seat)
    text = file.read_text() if file.exists() else ""
    lines = [line.split() for line in text.splitlines(keepends=True) if line.endswith("\n")]
    return (int(lines[0][0]) if lines else 0), [key for _, key in lines]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_all_that_was_acknowledged_is_there_whoever_dies(tmp_path, kind):
    place, told = tmp_path / "class", tmp_path / "told"
    told.mkdir()
    if kind == "folder":
        place.mkdir()
    words = (place, told, SEATS, KILLED, EACH)
    room = subprocess.Popen([sys.executable, "-c", ROOM, *map(str, words)])
    left = set(range(KILLED))
    while left:
        assert room.poll() is None, "the room has ended by itself"
        for seat in sorted(left):
            process, keys = acknowledged(told, seat)
            if len(keys) >= 5:
                os.kill(process, signal.SIGKILL)
                left.remove(seat)
        time.sleep(0.01)
    assert room.wait() == 0

    keys = {seat: acknowledged(told, seat)[1] for seat in range(SEATS)}
    assert all(len(keys[seat]) == EACH for seat in range(KILLED, SEATS))
    board = Board(place) if kind == "file" else Folder(place)
    found = board.read()
    assert found.aside == ()
    there = {one.key for one in found.entries}
    assert {key for own in keys.values() for key in own} <= there
    assert len(there) <= sum(map(len, keys.values())) + KILLED, "at most one that nobody was told"
    for seat in range(KILLED, SEATS):
        own = [one.key for one in found.entries if one.seat == f"seat {seat}"]
        assert own == keys[seat], "in the order in which the seat has put them there"
    votes = votes_of(found.entries, "02")
    assert sum(votes.counts(1)) == sum(votes.counts(2)) == SEATS
    if kind == "file":
        with sqlite3.connect(place) as book:
            assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
