"""Time is up: what stands is taken, else the last settings; the luck is what it would have been."""

import pytest

import sim
from sim.play.game import Game, reopened
from sim.play.game.decisions import Elsewhere
from sim.play.game.time_up import Standing, run_due

SMALL = {"market.customers": 60, "market.people": 150}


@pytest.fixture(scope="module")
def shop():
    return sim.load("corner_shop", changes=SMALL)


def standing(game, **moved):
    beside = {
        name: moved.pop(name) for name in ("information", "bonus", "forecast") if name in moved
    }
    return Standing(game.quarter, {**game.settings, **moved}, **beside)


def test_what_stands_on_the_screen_is_taken(shop):
    game, by_hand = Game(shop, 2), Game(shop, 2)
    stands = standing(game, training=60, information="survey", forecast=(3, 60))
    said = run_due(game, lambda quarter: quarter == 1, stands)
    assert said == ("Time is up: quarter 1 has run with your decisions as they stood.",)
    by_hand.decide(training=60, information="survey", forecast=(3, 60))
    by_hand.advance()
    assert game.plain() == by_hand.plain() and game.dashboards == by_hand.dashboards


def test_nothing_touched_or_nobody_there_carries_the_last_settings_over(shop):
    game, by_hand = Game(shop, 3), Game(shop, 3)
    for one in (game, by_hand):
        one.decide(training=60)
        one.advance()
    run_due(game, lambda quarter: quarter == 2, standing(game))
    said = run_due(game, lambda _: True)
    assert said == ("Time is up: quarter 3 has run with last quarter's settings.",)
    by_hand.advance()
    by_hand.advance()
    assert game.plain() == by_hand.plain() and game.dashboards == by_hand.dashboards
    assert game.over and run_due(game, lambda _: True) == ()


def test_over_the_budget_carries_over_and_says_why(shop):
    game = Game(shop, 2)
    stands = standing(game, staff=game.terms.find("staff").high, forecast=(3, 60))
    (said,) = run_due(game, lambda quarter: quarter == 1, stands)
    assert said.startswith("Time is up: quarter 1 has run with the business as you found it, since")
    assert "but must cost at most its budget of" in said
    assert game.settings == game.terms.start and game.entries[0].forecast == (3, 60)


def test_a_card_without_an_answer_is_not_signed(shop):
    game = Game(shop, 1)
    (said,) = run_due(game, lambda _: True, standing(game, training=60))
    assert said.endswith("with your decisions as they stood, and the card is not signed.")
    assert not game.entries[0].bonus


def test_what_stood_for_another_quarter_is_not_taken(shop):
    game = Game(shop, 2)
    old = standing(game, training=60)
    game.advance()
    run_due(game, lambda _: True, old)
    assert game.entries[1].settings == game.terms.start


def test_a_quarter_that_was_cut_off_runs_as_it_was_decided(shop, tmp_path):
    game, whole = Game(shop, 1, log=tmp_path / "log.json"), Game(shop, 1)
    for one in (game, whole):
        one.decide(training=60)
    again = reopened(tmp_path / "log.json")
    assert run_due(again, lambda _: True) == ("Time is up: quarter 1 has run as it was decided.",)
    assert again.dashboard == whole.advance()


def test_a_game_that_has_gone_on_elsewhere_is_left_alone(shop, tmp_path):
    game = Game(shop, 2, log=tmp_path / "log.json")
    stale = reopened(tmp_path / "log.json")
    game.advance()
    with pytest.raises(Elsewhere, match="has gone on in another window"):
        run_due(stale, lambda quarter: quarter == 1)
    assert stale.entries == ()
