"""The end of a game in parts: in the background, with what is quick first, and stopped at will."""

import pytest

import sim
from sim.play.game import Game
from sim.play.game.debrief import debrief
from sim.play.game.ending import Ending
from sim.play.game.readings import READINGS
from sim.play.game.seat import rivals
from sim.play.game.telling import reached_sentence

SMALL = {"market.customers": 120, "market.people": 300}


@pytest.fixture(scope="module")
def played():
    game = Game(sim.load("corner_shop", changes=SMALL), 1, caretaker=1)
    game.decide(training=60)
    game.advance()
    return game


@pytest.fixture(scope="module")
def logs(played):
    return {"ours": played.entries, **rivals(played.terms)}


def test_part_by_part_it_comes_to_the_same_debrief(played, logs):
    ending = Ending(played.terms, logs, replays=2, lives=2, searching=False)
    ending.wait()
    whole = debrief(played.terms, logs, 2, 2, searching=False, guesses={"ours": 7.0})
    found = ending.debrief({"ours": 7.0})
    assert found.teams == whole.teams and found.reported == whole.reported
    for name in READINGS:
        assert found.readings[name].scores.equals(whole.readings[name].scores)


def test_what_is_looked_at_first_comes_first_and_progress_is_counted(played, logs):
    seen = []
    ending = Ending(played.terms, logs, 2, 1, False, arrived=lambda: seen.append(state()))

    def state():
        return ending.doing, ending.done

    ending.wait()
    parts = list(dict.fromkeys(doing for doing, _ in seen if doing))
    assert parts[0] == "what nobody could see" and parts[1] == "the replays, as played"
    assert [done for _, done in seen] == sorted(done for _, done in seen)
    assert ending.done == ending.total and ending.complete


def test_a_good_policy_is_searched_for_and_how_good_it_is_known_to_be_is_said(played, logs):
    ending = Ending(played.terms, logs, replays=2, lives=0, searching=True)
    ending.wait()
    assert ending.reached.tried > 16
    said = reached_sentence(ending.debrief())
    assert f"best of {ending.reached.tried} policies" in said
    assert "2 other replays. Nothing proves that there is none better." in said
    assert ending.done <= ending.total


def test_it_can_be_stopped_and_is_not_complete_then(played, logs):
    ending = Ending(played.terms, logs, replays=30, lives=5, arrived=lambda: ending.stop())
    ending.wait()
    assert not ending.complete and ending.fault is None and ending.done < ending.total
    with pytest.raises(ValueError, match="not worked out yet"):
        ending.debrief()


def test_what_goes_wrong_is_kept_for_who_asks(played, logs, monkeypatch):
    monkeypatch.setattr("sim.play.game.ending.standings", _broken)
    ending = Ending(played.terms, logs, replays=2, lives=0, searching=False)
    with pytest.raises(ArithmeticError, match="no luck"):
        ending.wait()
    assert len(ending.ends) == 4 and not ending.complete


def _broken(*_):
    raise ArithmeticError("no luck")
