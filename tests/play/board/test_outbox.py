"""A seat tells the board out of its logbook: nothing is lost while the board is away."""

import pytest

from sim.lessons import lesson
from sim.lessons.logbook import Logbook
from sim.play.board import BOARD, SEAT, TRAINER, Board
from sim.play.board.code import MOST, NUMBERED, result_of
from sim.play.board.outbox import Outbox, code_here, number_of, outbox_here
from sim.play.board.votes import votes_of


@pytest.fixture
def book(tmp_path):
    return Logbook(tmp_path / "logbook.sqlite")


def vote(book, answer, note="predicted", module="02"):
    book.note(module, note, {"answer": answer, "because": "they told me"})


def test_what_is_noted_is_told_once_however_often_it_is_sent(book, tmp_path):
    file = tmp_path / "class.sqlite"
    vote(book, 1)
    book.note("02", "moved", True)
    assert Outbox(book, str(file), "seat 1").send()
    vote(book, 3, "voted")
    book.note("02", "noticed", "It rose")
    book.note("02", "scored", {"mean": 3.0, "low": float("nan"), "high": float("nan")})
    again = Outbox(book, str(file), "seat 1")
    assert again.send() and again.send()
    entries = Board(file).read().entries
    assert [one.kind for one in entries] == ["prediction", "prediction", "noticed", "scored"]
    voter = votes_of(entries, "02").voters["seat 1"]
    assert voter.answers == {1: 1, 2: 3} and voter.noticed == "It rose"


def test_a_board_that_is_away_is_told_later_what_it_has_missed(book, tmp_path):
    wall = tmp_path / "away"
    wall.write_text("no folder")
    outbox = Outbox(book, str(wall / "class.sqlite"), "seat 1")
    vote(book, 1)
    vote(book, 2, module="03")
    assert not outbox.send()
    assert outbox.fault.startswith("The class does not know of it yet. It is kept here, and sent")
    assert "\n" not in outbox.fault
    wall.unlink()
    assert outbox.send() and outbox.fault == ""
    assert {one.module for one in Board(wall / "class.sqlite").read().entries} == {"02", "03"}


def test_what_the_board_does_not_take_is_told_in_a_sentence(book, tmp_path):
    outbox = Outbox(book, str(tmp_path / "class.sqlite"), "a name " * 10)
    vote(book, 1)
    assert not outbox.send()
    assert "but must have 1 to 64 letters" in outbox.fault


def test_the_environment_says_which_board_and_who_leads_does_not_vote(book, tmp_path, monkeypatch):
    monkeypatch.delenv(BOARD, raising=False)
    assert outbox_here(book) is None
    monkeypatch.setenv(BOARD, str(tmp_path))
    monkeypatch.setenv(SEAT, "seat 4")
    outbox = outbox_here(book)
    assert (outbox.place, outbox.seat) == (str(tmp_path), "seat 4")
    monkeypatch.setenv(SEAT, TRAINER)
    assert outbox_here(book) is None


def test_a_code_carries_the_votes_and_later_the_score(book):
    here = lesson("02")
    assert code_here(book, here, "seat 12") == ""
    vote(book, 1)
    assert result_of(code_here(book, here, "seat 12"))[:4] == ("02", 12, 1, None)
    vote(book, 3, "voted")
    book.note("02", "scored", {"mean": 3.0, "low": 2.9, "high": 3.1})
    result = result_of(code_here(book, here, "seat 12"))
    assert result.second == 3 and result.right == (2, 2)


def test_a_seat_without_a_number_draws_one_and_keeps_it(book):
    number = number_of("Zoë", book)
    assert NUMBERED <= number < MOST
    assert number_of("Zoë", Logbook(book.file)) == number
    assert number_of("seat 999", book) == 999
    assert number_of("seat 2000", book) == number
