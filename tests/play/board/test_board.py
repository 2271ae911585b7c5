"""A class board: forty seats at once, writers that die, and entries that are not in order."""

import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from sim.play.board import Board, BoardError, Entry

SEATS, EACH = 40, 5


def test_forty_seats_write_at_once_and_nothing_is_lost(tmp_path):
    file = tmp_path / "class.sqlite"

    def seat(number):
        board = Board(file)
        return [
            board.put(Entry("prediction", f"seat {number}", "02", {"answer": place}))
            for place in range(EACH)
        ]

    with ThreadPoolExecutor(SEATS) as pool:
        acknowledged = [one for numbers in pool.map(seat, range(SEATS)) for one in numbers]
    found = Board(file).read()
    assert sorted(acknowledged) == list(range(1, SEATS * EACH + 1))
    assert len(found.entries) == SEATS * EACH and found.aside == ()
    for number in range(SEATS):
        own = [one.payload["answer"] for one in found.entries if one.seat == f"seat {number}"]
        assert own == list(range(EACH)), "in the order in which a seat has put them there"


WRITER = """
import sys
from sim.play.board import Board, Entry
board = Board(sys.argv[1])
for place in range(100_000):
    print(board.put(Entry("log", sys.argv[2], "10", {"place": place})), flush=True)
"""


def test_writers_that_are_killed_take_nothing_with_them(tmp_path):
    file = tmp_path / "class.sqlite"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file), name], stdout=subprocess.PIPE, text=True
        )
        for name in ("one", "two")
    ]
    told = [[writer.stdout.readline() for _ in range(20)] for writer in writers]
    acknowledged = set()
    for writer, lines in zip(writers, told, strict=True):
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().splitlines(keepends=True)
        writer.wait()
        acknowledged |= {int(line) for line in [*lines, *rest] if line.endswith("\n")}
    board = Board(file)
    with sqlite3.connect(file) as book:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = {row[0] for row in book.execute("SELECT id FROM entries")}
    assert len(acknowledged) >= 40 and acknowledged <= kept
    assert board.read().aside == ()
    assert board.put(Entry("log", "three", "10", {})) == max(kept) + 1


def test_what_is_put_there_twice_stands_there_once(tmp_path):
    board = Board(tmp_path / "class.sqlite")
    entry = Entry("log", "seat 1", "10", {"ran": 2})
    assert board.put(entry) == board.put(entry) == 1
    assert board.read().entries == (entry,)


def test_what_json_writes_in_another_way_is_still_one_s_own(tmp_path):
    board = Board(tmp_path / "class.sqlite")
    board.put(Entry("log", "Zoë", "10", {10: (1.5, None), 9: "é"}))
    found = board.read()
    assert found.aside == () and found.entries[0].payload == {"10": [1.5, None], "9": "é"}


def test_one_reads_on_from_where_one_was_and_by_kind(tmp_path):
    board = Board(tmp_path / "class.sqlite")
    for number in range(4):
        kind = "log" if number % 2 else "prediction"
        board.put(Entry(kind, "seat 1", "10", {"n": number}))
    first = board.read(kinds=["log"])
    assert [one.payload["n"] for one in first.entries] == [1, 3] and first.last == 4
    assert board.read(since=first.last) == ((), (), 4)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("UPDATE entries SET payload = '{\"answer\": 5}' WHERE id = 2", "somebody has changed"),
        ("UPDATE entries SET seat = 'seat 9' WHERE id = 2", "changed what seat 9 had put there"),
        ("UPDATE entries SET payload = '{' WHERE id = 2", "what it says is no JSON"),
        ("UPDATE entries SET payload = '[1]' WHERE id = 2", "is no JSON object"),
        ("UPDATE entries SET kind = 'A b' WHERE id = 2", "kind is 'A b', but must be a word"),
        ("UPDATE entries SET payload = x'ff00' WHERE id = 2", "it is not written in words"),
        (
            "UPDATE entries SET payload = CAST(x'7b2261223a22ff227d' AS TEXT) WHERE id = 2",
            "somebody has changed",
        ),
        (f"UPDATE entries SET payload = '{'[' * 100_000}' WHERE id = 2", "what it says is no JSON"),
    ],
)
def test_a_damaged_or_foreign_entry_is_set_aside_and_named(tmp_path, change, sentence):
    board = Board(tmp_path / "class.sqlite")
    for number in (1, 2, 3):
        board.put(Entry("prediction", f"seat {number}", "02", {"answer": number}))
    with sqlite3.connect(board.file) as book:
        book.execute(change)
    found = board.read()
    assert [one.seat for one in found.entries] == ["seat 1", "seat 3"]
    (told,) = found.aside
    assert "entry 2 is set aside" in told and sentence in told and "\n" not in told


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("log!", "a", "10", {}), "kind is 'log!', but must be a word in small letters"),
        (("log", " ", "10", {}), "seat is ' ', but must have 1 to 64 letters"),
        (("log", "a", "7", {}), "module is '7', but must be two digits"),
        (("log", "a", "10", {"x": float("nan")}), "the payload is no JSON"),
        (("log", "a", "10", {"x": "y" * 1_000_001}), "but must have at most 1,000,000"),
    ],
)
def test_what_is_no_entry_is_refused_in_a_sentence(given, sentence):
    with pytest.raises(BoardError, match=sentence):
        Entry(*given)


def test_a_file_that_is_something_else_is_left_alone(tmp_path):
    text, other = tmp_path / "a.txt", tmp_path / "b.sqlite"
    text.write_text("not a board, " * 100)
    with sqlite3.connect(other) as book:
        book.execute("CREATE TABLE mine (x)")
    for file in (text, other):
        kept = file.read_bytes()
        with pytest.raises(BoardError, match=r"(no board|cannot be used)"):
            Board(file)
        assert file.read_bytes() == kept
