"""A class that plays together: names, quarters with their time, and how far each team is."""

import pytest

import sim
from sim.lessons.logbook import Logbook
from sim.play.board import Board, Entry
from sim.play.game import Game, GameError
from sim.play.game.room import TRAINER, Room
from sim.play.game.seat import Flight, Seat

SMALL = {"market.customers": 120, "market.people": 300}


@pytest.fixture(scope="module")
def terms():
    return Game(sim.load("corner_shop", changes=SMALL), 2).terms


@pytest.fixture
def board(tmp_path):
    return Board(tmp_path / "class.sqlite")


@pytest.fixture
def trainer(board):
    return Room(board, TRAINER)


def test_all_play_by_the_trainer_s_terms(board, trainer, terms):
    assert Room(board, "seat 1").terms is None
    trainer.set_terms(terms, searching=False)
    assert Room(board, "seat 1").terms == terms
    assert not Room(board, "seat 1").searching


def test_a_quarter_is_opened_after_the_other_with_time_for_it(board, trainer):
    seat = Room(board, "seat 1")
    with pytest.raises(GameError, match="quarter 1 is not open yet: your trainer opens it"):
        seat.check_open(1)
    trainer.open_quarter(1, at=1000.0)
    assert seat.opened == (1, 1000.0 + 12 * 60)
    trainer.open_quarter(2, at=1100.0)
    assert seat.opened == (2, 1100.0 + 6 * 60)
    seat.check_open(2)
    assert seat.hours.closes(1) == 1000.0 + 12 * 60, "who is still at it keeps the time"
    with pytest.raises(GameError, match="quarter is 2, but must be 3: one after the other"):
        trainer.open_quarter(2, at=0.0)


def test_the_trainer_gives_time_or_takes_it(board, trainer):
    seat = Room(board, "seat 1")
    for step in (lambda: trainer.add_minutes(2, at=0.0), lambda: trainer.end_quarter(at=0.0)):
        with pytest.raises(GameError, match="no quarter is open, but one must be"):
            step()
    trainer.open_quarter(1, at=0.0)
    trainer.add_minutes(2, at=60.0)
    assert seat.opened == (1, 14 * 60), "to what is left"
    assert not seat.hours.due(1, at=14 * 60 - 1) and seat.hours.due(1, at=14 * 60)
    trainer.add_minutes(2, at=2000.0)
    assert seat.opened == (1, 2000.0 + 120), "to now, where nothing is left"
    trainer.end_quarter(at=2001.0)
    assert seat.hours.due(1, at=2001.0)
    with pytest.raises(GameError, match="minutes is -1, but must be above 0"):
        trainer.add_minutes(-1, at=0.0)


@pytest.mark.parametrize("kind", ["terms", "quarter", "closed", "lifted", "again"])
def test_only_the_trainer_leads(board, kind):
    board.put(Entry(kind, "seat 1", "10", {"quarter": 1, "closes": 0.0}))
    seen = Room(board, TRAINER)
    assert seen.opened.quarter == 0 and seen.terms is None
    assert not seen.lifted and not seen.again


def test_who_takes_a_name_first_has_it(board):
    one, other = Room(board, "seat 1"), Room(board, "seat 2")
    assert one.claim(" Aces ") == "Aces"
    with pytest.raises(GameError, match="another seat has that name"):
        other.claim("aces")
    assert one.claim("Aces") == "Aces", "after a restart"


def test_how_far_each_team_is_and_who_reports_most(board, terms):
    games = {}
    for name in ("Aces", "Kings"):
        room = Room(board, f"seat of {name}")
        room.claim(name)
        games[name] = Game(terms.scenario, 2)
        games[name].decide(marketing=0 if name == "Kings" else 6500)
        games[name].advance()
        room.tell(Flight(name, games[name]))
    stranger = Room(board, "seat 9")
    stranger.tell(Flight("Aces", Game(terms.scenario, 2)))
    seen = Room(board, TRAINER)
    order = sorted(games, key=lambda name: -games[name].dashboard.cash)
    assert [team.name for team in seen.teams] == order
    assert all(team.ran == 1 for team in seen.teams), "a strange seat tells nothing of a team"
    assert seen.finished(terms).logs == {}
    games["Aces"].advance()
    Room(board, "seat of Aces").tell(Flight("Aces", games["Aces"]))
    assert seen.finished(terms).logs == {"Aces": games["Aces"].entries}


def test_a_second_flight_is_told_apart_and_a_guess_is_the_first_word(board, terms, tmp_path):
    seat, room = Seat(Logbook(tmp_path / "book.sqlite")), Room(board, "seat 1")
    flight = seat.join(room.claim("Aces"), terms)
    room.tell(flight)
    room.tell(seat.second(flight))
    seen = Room(board, TRAINER)
    assert [one.ran for one in seen.teams] == [0] and [one.ran for one in seen.second] == [0]
    room.guess("Aces", 40)
    room.guess("Aces", 50)
    Room(board, "seat 2").guess("Aces", 60)
    assert seen.guesses == {"Aces": 40.0}
