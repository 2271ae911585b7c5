"""The end of a class: from complete logs alone, the same on every seat, and nobody unnamed."""

import pytest

import sim
from sim.lessons.logbook import Logbook
from sim.play.board import Board, Entry
from sim.play.game import Game, GameError
from sim.play.game.room import TRAINER, Room
from sim.play.game.seat import Flight, Seat

SMALL = {"market.customers": 60, "market.people": 150}


@pytest.fixture(scope="module")
def terms():
    return Game(sim.load("corner_shop", changes=SMALL), 1).terms


@pytest.fixture
def board(tmp_path):
    return Board(tmp_path / "class.sqlite")


@pytest.fixture
def trainer(board, terms):
    room = Room(board, TRAINER)
    room.set_terms(terms)
    room.open_quarter(1, at=0.0)
    return room


def joined(board, terms, name):
    room = Room(board, f"seat of {name}")
    room.claim(name)
    return room, Flight(name, Game(terms.scenario, terms.quarters))


def arrive(room, flight):
    flight.game.advance()
    room.tell(flight)


def test_it_waits_for_every_team_that_has_a_name(board, terms, trainer):
    aces, kings = (joined(board, terms, name) for name in ("Aces", "Kings"))
    arrive(*aces)
    found = trainer.finished(terms)
    assert not found.over and found.waiting == {"Kings": 0} and found.aside == ()
    arrive(*kings)
    found = trainer.finished(terms)
    assert found.over and set(found.logs) == {"Aces", "Kings"} and found.aside == ()


def test_the_trainer_goes_on_without_who_is_late_and_names_them(board, terms, trainer):
    with pytest.raises(GameError, match="no team is at the end yet, but one must be"):
        trainer.go_on_without(terms)
    aces, kings = (joined(board, terms, name) for name in ("Aces", "Kings"))
    arrive(*aces)
    trainer.go_on_without(terms)
    arrive(*kings)  # too late: another seat may have built the end already
    for seen in (trainer, Room(board, "seat of Kings")):
        found = seen.finished(terms)
        assert found.over and set(found.logs) == {"Aces"}
        assert found.aside == ("Team Kings is left out: it had run 0 quarters.",)


def test_the_game_is_not_closed_before_all_its_quarters_are_open(board, terms):
    room = Room(board, TRAINER)
    room.set_terms(terms)
    with pytest.raises(GameError, match="quarter 0 of 1 is open, but all must be before"):
        room.go_on_without(terms)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda log: log["entries"][0]["settings"].update(staff=40), "damaged: staff is 40"),
        (lambda log: log.update(form=9), "damaged: the log is of model"),
        (lambda log: log.update(scenario="no = toml ="), "damaged: this is not the log of"),
        (lambda log: log.update(entries=[3]), "damaged: "),
        (lambda log: log["terms"].update(seed=3), "is of another game"),
    ],
)
def test_a_damaged_log_holds_nobody_up_and_is_named(board, terms, trainer, change, sentence):
    kings = joined(board, terms, "Kings")
    room, flight = joined(board, terms, "Aces")
    flight.game.advance()
    log = flight.game.plain()
    change(log)
    said = {"team": "Aces", "ran": 1, "cash": 1.0, "log": log}
    board.put(Entry("log", room.seat, "10", said))
    arrive(*kings)
    found = trainer.finished(terms)
    assert found.over and set(found.logs) == {"Kings"}
    (aside,) = found.aside
    assert aside.startswith("Team Aces is left out: its log") and sentence in aside


def test_who_takes_another_name_is_waited_for_by_that_one_alone(board, terms, trainer, tmp_path):
    room = Room(board, "seat 1")
    room.claim("Acess")
    seat = Seat(Logbook(tmp_path / "book.sqlite"))
    arrive(room, seat.join(room.claim("Aces"), terms))
    found = trainer.finished(terms)
    assert found.over and set(found.logs) == {"Aces"}


def test_who_comes_after_the_end_changes_nothing_of_it(board, terms, trainer):
    arrive(*joined(board, terms, "Aces"))
    late = joined(board, terms, "Kings")
    arrive(*late)
    assert set(trainer.finished(terms).logs) == {"Aces"}
