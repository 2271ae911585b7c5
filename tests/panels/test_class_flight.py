"""A class that plays together: the trainer opens, the seats run, and nobody is named wrongly."""

import pytest

import sim
from sim.lessons.logbook import Logbook
from sim.panels.game import ClassFlight, FlightSimulator
from sim.panels.game.end import End
from sim.panels.game.join import Join
from sim.panels.game.lifted import Lifted
from sim.panels.module import open_module
from sim.play.board import BOARD, SEAT, TRAINER, Board
from sim.play.game.room import Room
from sim.play.game.seat import Seat

SMALL = {"market.customers": 120, "market.people": 300}


@pytest.fixture
def board(tmp_path):
    return Board(tmp_path / "class.sqlite")


@pytest.fixture
def trainer(board):
    return ClassFlight(Room(board, TRAINER), now=lambda: 1000.0)


def seat(board, tmp_path, name):
    book = Logbook(tmp_path / name / "book.sqlite")
    return FlightSimulator(Seat(book), 2, 1, False, Room(board, name))


def begin(trainer):
    scenario = sim.load("corner_shop", changes=SMALL)
    trainer.start._begin("", scenario, {"quarters": 1, "seed": 7})


def play(game):
    screen = game.screen
    screen.complaints.value, screen.customers.value, screen.card.value = "3", "120", False
    screen.go.click()
    return screen


def test_a_class_plays_a_game_to_its_end(board, trainer, tmp_path):
    one, two = (seat(board, tmp_path, name) for name in ("seat 1", "seat 2"))
    assert isinstance(one.screen, Join)
    one.screen.team.value = "Aces"
    one.screen.go.click()
    assert one.screen.fault.startswith("Your trainer has not begun yet")
    begin(trainer)
    assert trainer.next.description == "Open quarter 1 (12 minutes)"
    one.screen.go.click()
    two.screen.team.value = "ACES"
    two.screen.go.click()
    assert "another seat has that name" in two.screen.fault
    two.screen.team.value = "Kings"
    two.screen.go.click()
    for game in (one, two):
        assert game.flight.game.terms.seed == 7
        game.screen.go.click()
    waiting = play(one)
    assert waiting.fault == "Quarter 1 is not open yet: your trainer opens it for all."
    assert not one.flight.game.decided

    trainer.next.click()
    assert trainer.fault == "" and "12:00 left" in trainer.clock.value
    assert trainer.next.disabled, "there is no second quarter"
    play(one)
    trainer.refresh()
    assert "Aces" in trainer.teams.value and "Kings" not in trainer.teams.value
    one.screen.go.click()
    assert isinstance(one.screen, End)
    one.screen.guess.value = "10"
    two.room.tell(two.flight)  # has begun, and has not run
    one.screen.go.click()
    assert "still on their way: kings" in one.screen.fault.lower()
    play(two)
    trainer.refresh()
    assert "1  " in trainer.teams.value and "Kings" in trainer.teams.value
    two.screen.go.click()
    assert "Aces" in two.screen.children[1].value
    two.screen.guess.value = "10"
    two.screen.go.click()
    assert isinstance(two.screen, Lifted)
    two.ending.wait()
    assert set(two.ending.ends) == {"Aces", "Kings"}, "the class, and no computer team"
    two.close()


def test_a_board_that_is_gone_stops_nobody(board, trainer, tmp_path, monkeypatch):
    begin(trainer)
    trainer.next.click()
    game = seat(board, tmp_path, "seat 1")
    game.screen.team.value = "Aces"
    game.screen.go.click()
    game.screen.go.click()
    monkeypatch.setattr(Board, "put", _gone)
    play(game)
    assert game.flight.game.over
    assert "The class does not know of this quarter yet" in game.screen.message.value
    monkeypatch.undo()
    game.screen.go.click()
    assert [team.ran for team in Room(board, TRAINER).teams] == [1], "told when it can be told"


def _gone(*_):
    from sim.play.board import BoardError

    raise BoardError("the board cannot be used: the disk is gone")


def test_the_environment_says_which_class_a_seat_belongs_to(board, monkeypatch):
    monkeypatch.setenv(BOARD, str(board.file))
    monkeypatch.setenv(SEAT, TRAINER)
    assert isinstance(open_module("10").game(), ClassFlight)
    monkeypatch.setenv(SEAT, "seat 4")
    game = open_module("10").game()
    assert isinstance(game, FlightSimulator) and game.room.seat == "seat 4"
