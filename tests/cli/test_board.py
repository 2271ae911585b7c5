"""``silent26 board``: how a class has voted, and the votes as a table."""

import pytest

from sim.play.board import TRAINER, Entry, board_at
from sim.play.board.table import BEGINS
from tests.cli.asking import ask, is_wrong


@pytest.fixture(params=["file", "folder"])
def place(request, tmp_path):
    place = tmp_path / "class"
    if request.param == "folder":
        place.mkdir()
    board = board_at(place)
    for seat, (first, second) in enumerate([(0, 3), (1, 3), (1, 1)]):
        for vote, answer in ((1, first), (2, second)):
            said = {"vote": vote, "answer": answer, "because": "so they say"}
            board.put(Entry("prediction", f"seat {seat}", "02", said))
    board.put(Entry("hands", TRAINER, "04", {"vote": 1, "counts": [0, 0, 2, 0, 0]}))
    return place


def test_a_line_for_each_module_that_was_voted_on(place):
    found = ask("board", place)
    assert found.exit_code == 0 and found.stderr == ""
    assert found.stdout.splitlines() == [
        "02 The silent 26: 3 there; votes 1 2 0 0 0, then 0 1 0 2 0",
        "04 Word of mouth: 2 there; votes 0 0 2 0 0, then 0 0 0 0 0",
    ]


def test_the_table_is_written_anew_and_over_nothing_else(place, tmp_path):
    out = tmp_path / "votes.csv"
    for _ in range(2):
        assert ask("board", place, "--out", out).exit_code == 0
    assert out.read_text().startswith(BEGINS)
    assert out.read_text().count("\n") == 8
    out.write_text("my own\n")
    is_wrong(
        ask("board", place, "--out", out),
        f"{out}: this file is not from here, and would be overwritten: choose another name",
    )
    assert out.read_text() == "my own\n"


def test_what_is_set_aside_is_named(place):
    board_at(place).put(Entry("prediction", "seat 9", "02", {"vote": 1, "answer": 8}))
    found = ask("board", place)
    assert found.exit_code == 0 and "3 there" in found.stdout
    assert found.stderr == (
        "What seat 9 said about 02 is set aside: vote 1 is 8, but there are 5 answers.\n"
    )


def test_an_empty_board_says_so(tmp_path):
    assert ask("board", tmp_path).stdout == "Nobody has voted yet\n"


def test_what_is_no_board_is_refused_and_left_alone(tmp_path):
    is_wrong(ask("board", tmp_path / "none"), f"{tmp_path / 'none'}: there is no board here")
    assert list(tmp_path.iterdir()) == []
    text = tmp_path / "a.txt"
    text.write_text("a recipe, " * 200)
    found = ask("board", text)
    assert found.exit_code == 2 and "the board cannot be used" in found.stderr
    assert text.read_text() == "a recipe, " * 200
