"""A class that plays together: the trainer opens, the clock ends, nobody is named wrongly."""

import pytest

import sim
from sim.lessons.logbook import Logbook
from sim.panels.game import ClassFlight, FlightSimulator, SeatInClass
from sim.panels.game.decide import Decide
from sim.panels.game.end import End
from sim.panels.game.join import Join
from sim.panels.game.leading import Leading
from sim.panels.game.lifted import Lifted
from sim.panels.game.reported import Reported
from sim.panels.game.seen import Seen
from sim.panels.game.steps import STEPS
from sim.panels.game.waiting import Waiting
from sim.panels.module import open_module
from sim.play.board import BOARD, SEAT, TRAINER, Board, BoardError
from sim.play.game.room import Room
from sim.play.game.seat import Seat
from sim.play.game.telling import page_of
from tests.panels.test_game import all_text

SMALL = {"market.customers": 120, "market.people": 300}


class Clock:
    """The time of day, as the test says."""

    def __init__(self):
        self.at = 1000.0

    def __call__(self):
        return self.at


@pytest.fixture
def board(tmp_path):
    return Board(tmp_path / "class.sqlite")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def trainer(board, clock, tmp_path):
    book = Logbook(tmp_path / "trainer" / "book.sqlite")
    led = ClassFlight(Room(board, TRAINER), Seat(book), 2, 1, clock)
    yield led
    led.close()


@pytest.fixture
def opened(board, clock, tmp_path):
    """Opens a seat by its name, as often as it is asked for."""
    seats = []

    def open_seat(name):
        book = Logbook(tmp_path / name / "book.sqlite")
        seats.append(SeatInClass(Seat(book), Room(board, name), 2, 1, clock))
        return seats[-1]

    yield open_seat
    for one in seats:
        one.close()


def begin(trainer, quarters=1):
    scenario = sim.load("corner_shop", changes=SMALL)
    trainer.screen._begin("", scenario, {"quarters": quarters, "seed": 7, "searching": False})


def join(game, team):
    game.screen.team.value = team
    game.screen.go.click()
    assert game.screen.fault == ""
    game.screen.go.click()


def play(game):
    screen = game.screen
    screen.complaints.value, screen.customers.value = "3", "120"
    if game.flight.game.card_lies_there:
        screen.card.value = False
    screen.go.click()
    return screen


def guess(game, number="10"):
    if isinstance(game.screen, Seen):
        game.screen.go.click()
    game.keep_time()
    game.ending.wait()
    game.answer()
    assert isinstance(game.screen, End)
    game.screen.guess.value = number
    game.screen.go.click()
    assert game.screen.fault == ""


def test_a_class_plays_a_game_to_its_end(trainer, opened):
    one, two = (opened(name) for name in ("seat 1", "seat 2"))
    assert isinstance(one.screen, Join)
    one.screen.team.value = "Aces"
    one.screen.go.click()
    assert one.screen.fault.startswith("Your trainer has not begun yet")
    begin(trainer)
    assert trainer.screen.next.description == "Open quarter 1 (12 minutes)"
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

    trainer.screen.next.click()
    assert trainer.screen.fault == "" and "12:00 left" in trainer.screen.clock.value
    assert trainer.screen.says.value.startswith("<div role='status'>The board has it: quarter 1")
    assert trainer.screen.next.disabled, "there is no second quarter"
    play(one)
    assert "The board has your quarter 1." in one.screen.told.value
    trainer.refresh()
    assert "Aces" in trainer.screen.teams.value and "Kings" not in trainer.screen.teams.value
    one.screen.go.click()
    assert isinstance(one.screen, Waiting)
    assert "Kings (0 of 1 quarters)" in one.screen.says.value
    play(two)
    guess(one)
    assert "Kings" in one.screen.children[1].value and one.screen.go.disabled
    assert "Your trainer lifts the waterline" in one.screen.says.value
    guess(two, "20")

    trainer.refresh()
    trainer.ending.wait()
    trainer.refresh()
    assert isinstance(trainer.screen, Reported)
    said = " ".join(all_text(trainer.screen))
    assert "1  " in said and "Aces" in said and ">10<" in said and ">20<" in said
    trainer.screen.go.click()
    assert isinstance(trainer.screen, Lifted)
    for game in (one, two):
        game.keep_time()
        assert isinstance(game.screen, Lifted)
        assert set(game.ending.ends) == {"Aces", "Kings"}, "the class, and no computer team"
        for reading, found in trainer.ending.readings.items():
            assert game.ending.readings[reading].scores.equals(found.scores)
        whole, taken = trainer.ending.debrief(), game.ending.debrief()
        assert page_of(taken) == page_of(whole), "worked out once, on the trainer's seat"
    assert one.ending.lived < trainer.ending.lived
    again = ClassFlight(trainer.room, trainer.seat, 2, 1)
    again.ending.wait()
    assert page_of(again.ending.debrief()) == page_of(whole), "after a restart"
    assert again.ending.lived == one.ending.lived
    again.close()


def test_the_trainer_has_every_step_of_the_end_and_opens_the_second_flight(trainer, opened):
    begin(trainer)
    one = opened("seat 1")
    join(one, "Aces")
    trainer.screen.next.click()
    play(one)
    guess(one)
    trainer.refresh()
    trainer.ending.wait()
    trainer.refresh()
    trainer.screen.go.click()
    screen = trainer.screen
    for place, step in enumerate(STEPS):
        screen.go(place)
        screen.refresh()
        assert screen.message.value == "<div role='alert'></div>", step.title
        (shown,) = screen.place.children
        texts = " ".join(all_text(shown))
        if step.title == "The debrief to keep":
            assert "Team Aces" in texts and "they had guessed 10" in texts
            shown.children[0].children[0].click()
            assert (trainer.seat.folder / "class_debrief.ipynb").exists()
    one.keep_time()
    one.ending.wait()
    again = one.afterwards().children
    again[1].children[0].click()
    assert "Your trainer opens the second flight" in again[2].value
    open_second = screen.place.children[0].children[1].children[0]
    open_second.click()
    assert open_second.disabled
    again[1].children[0].click()
    assert isinstance(one.screen, Seen) and one.flight.first is not None
    one.screen.go.click()
    play(one)
    screen.place.children[0].children[1].children[1].click()
    assert "Aces" in screen.place.children[0].children[3].value
    assert "Listen" in one.screen.told.value, "in its own time, beside the computer teams"


def test_when_time_is_up_what_stands_is_taken_and_said(trainer, opened, clock):
    begin(trainer, 2)
    one = opened("seat 1")
    join(one, "Aces")
    one.keep_time()
    assert one.screen.clock.value == "not open yet"
    trainer.screen.next.click()
    one.keep_time()
    assert one.screen.clock.value == "12:00 left"
    one.screen.rows["training"].slider.value = 60
    one.screen.back.click()
    assert isinstance(one.screen, Seen)
    one.screen.go.click()
    assert one.screen.rows["training"].slider.value == 60, "a look at the dashboard loses nothing"
    clock.at += 719
    one.keep_time()
    assert isinstance(one.screen, Decide) and one.screen.clock.value == "0:01 left"
    clock.at += 1
    one.keep_time()
    assert isinstance(one.screen, Seen)
    assert "quarter 1 has run with your decisions as they stood." in one.screen.told.value
    assert one.flight.game.entries[0].settings["training"] == 60
    one.keep_time()
    assert one.flight.game.quarter == 2, "the second is not open"


def test_more_time_and_an_early_end_reach_every_seat(trainer, opened, clock):
    begin(trainer)
    one = opened("seat 1")
    join(one, "Aces")
    assert trainer.screen.more.disabled and trainer.screen.end.disabled
    trainer.screen.next.click()
    clock.at += 700
    trainer.screen.more.click()
    one.keep_time()
    assert one.screen.clock.value == "2:20 left"
    trainer.screen.end.click()
    assert trainer.screen.end.disabled and "time is up" in trainer.screen.clock.value
    one.keep_time()
    assert one.flight.game.over


def test_who_was_away_catches_up_with_the_luck_of_who_was_there(trainer, opened, clock):
    begin(trainer, 2)
    away, there = opened("seat 1"), opened("seat 2")
    join(away, "Aces")
    join(there, "Kings")
    away.close()
    for _ in range(2):
        trainer.screen.next.click()
        clock.at += 721
        there.keep_time()
    back = opened("seat 1")
    back.keep_time()
    assert back.flight.team == "Aces" and back.flight.game.over
    said = back.screen.told.value
    assert "quarter 1 has run with the business as you found it." in said
    assert "quarter 2 has run with last quarter" in said
    assert back.flight.game.dashboards == there.flight.game.dashboards


def test_a_game_that_was_played_elsewhere_is_not_gone_on_with(trainer, opened, tmp_path):
    alone = FlightSimulator(Seat(Logbook(tmp_path / "seat 1" / "book.sqlite")))
    scenario = sim.load("corner_shop", changes=SMALL)
    alone.begin("Aces", scenario, {"quarters": 1, "seed": 7})
    begin(trainer)
    assert isinstance(opened("seat 1").screen, Join), "the terms are the same, but not the class"


def test_the_trainer_goes_on_without_who_is_late(trainer, opened, clock):
    begin(trainer)
    one, late = opened("seat 1"), opened("seat 2")
    join(one, "Aces")
    join(late, "Kings")
    trainer.screen.next.click()
    play(one)
    trainer.refresh()
    assert trainer.screen.without.layout.display == "none", "there is time yet"
    clock.at += 721
    trainer.refresh()
    assert trainer.screen.without.description == "Go on without Kings"
    trainer.screen.without.click()
    trainer.refresh()
    trainer.ending.wait()
    trainer.refresh()
    assert isinstance(trainer.screen, Reported)
    assert "Team Kings is left out: it had run 0 quarters." in " ".join(all_text(trainer.screen))
    late.keep_time()
    assert late.flight.game.over
    guess(late)
    assert "Your team came too late" in " ".join(all_text(late.screen))
    assert set(late.ending.logs) >= {"Aces", "Kings"}, "it sees its own game all the same"


def test_a_board_that_is_gone_stops_nobody(board, trainer, opened, monkeypatch):
    begin(trainer)
    trainer.screen.next.click()
    game = opened("seat 1")
    join(game, "Aces")
    monkeypatch.setattr(Board, "put", _gone)
    play(game)
    assert game.flight.game.over
    assert "The class does not know of this quarter yet" in game.screen.message.value
    monkeypatch.undo()
    game.screen.go.click()
    assert [team.ran for team in Room(board, TRAINER).teams] == [1], "told when it can be told"


def test_what_the_board_does_not_take_is_told_to_the_trainer(trainer, monkeypatch):
    begin(trainer)
    monkeypatch.setattr(Board, "put", _gone)
    trainer.screen.next.click()
    assert trainer.screen.fault == "The board cannot be used: the disk is gone."
    assert "The board has it" not in trainer.screen.says.value
    assert isinstance(trainer.screen, Leading)


def _gone(*_):
    raise BoardError("the board cannot be used: the disk is gone")


def test_the_environment_says_which_class_a_seat_belongs_to(board, monkeypatch):
    monkeypatch.setenv(BOARD, str(board.file))
    monkeypatch.setenv(SEAT, TRAINER)
    assert isinstance(open_module("10").game(), ClassFlight)
    monkeypatch.setenv(SEAT, "seat 4")
    game = open_module("10").game()
    assert isinstance(game, FlightSimulator) and game.room.seat == "seat 4"


def test_the_trainers_file_says_how_long_a_quarter_is_open(trainer, tmp_path, monkeypatch):
    file = tmp_path / "class.toml"
    file.write_text("[game]\nminutes = [9, 4.5]\n", encoding="utf-8")
    monkeypatch.setenv("SILENT26_WORKSHOP", str(file))
    begin(trainer, quarters=2)
    assert trainer.screen.next.description == "Open quarter 1 (9 minutes)"
    trainer.screen.next.click()
    assert "9:00 left" in trainer.screen.clock.value
    assert trainer.screen.next.description == "Open quarter 2 (4.5 minutes)"
