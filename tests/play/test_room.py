"""A class that plays together: names, quarters that are opened, and how far each team is."""

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


def test_all_play_by_the_trainer_s_terms(board, terms):
    assert Room(board, "seat 1").terms is None
    Room(board, TRAINER).set_terms(terms)
    assert Room(board, "seat 1").terms == terms


def test_a_quarter_is_opened_after_the_other_with_time_for_it(board):
    trainer, seat = Room(board, TRAINER), Room(board, "seat 1")
    with pytest.raises(GameError, match="quarter 1 is not open yet: your trainer opens it"):
        seat.check_open(1)
    trainer.open_quarter(1, at=1000.0)
    assert seat.opened == (1, 1000.0 + 12 * 60)
    trainer.open_quarter(2, at=2000.0)
    assert seat.opened == (2, 2000.0 + 6 * 60)
    seat.check_open(2)
    with pytest.raises(GameError, match="quarter is 2, but must be 3: one after the other"):
        trainer.open_quarter(2, at=0.0)


def test_only_the_trainer_opens(board, terms):
    board.put(Entry("quarter", "seat 1", "10", {"quarter": 1, "closes": 0.0}))
    assert Room(board, TRAINER).opened.quarter == 0


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
    assert seen.logs(terms) == {}
    games["Aces"].advance()
    Room(board, "seat of Aces").tell(Flight("Aces", games["Aces"]))
    assert seen.logs(terms) == {"Aces": games["Aces"].entries}
    assert seen.cash(terms)["Aces"][-1] == pytest.approx(games["Aces"].dashboard.cash)


def test_a_seat_s_log_of_another_game_is_not_compared(board, terms, tmp_path):
    flight = Seat(Logbook(tmp_path / "book.sqlite")).begin("Aces", terms.scenario, quarters=1)
    flight.game.advance()
    room = Room(board, "seat 1")
    room.claim("Aces")
    room.tell(flight)
    assert room.logs(terms) == {}
