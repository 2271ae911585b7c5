"""A game: decided, run, closed and reopened; and what it does not allow."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

import sim
from sim.play.game import Game, GameError, reopened
from sim.play.game.flight import account_of, live
from sim.study.run import run

SMALL = {"market.customers": 120, "market.people": 300}


@pytest.fixture(scope="module")
def shop():
    return sim.load("corner_shop", changes=SMALL)


@pytest.fixture(scope="module")
def played(shop):
    game = Game(shop, quarters=4)
    game.decide(authority="any", asking=30, forecast=(5, 120))
    game.advance()
    game.decide(information="exit_interviews")
    game.advance()
    game.advance()
    game.decide(bonus=True, marketing=4062.5, information="survey")
    game.advance()
    return game


def test_seven_decisions_each_with_its_price(shop):
    game = Game(shop)
    names = [one.name for one in game.terms.decisions]
    assert names == ["staff", "training", "coaching", "authority", "desk", "asking", "marketing"]
    draft = game.draft(training=40)
    # 40 hours a year at 30 an hour for 4 people, a quarter of it
    assert draft.prices["training"].quarter == 40 * 30 * 4 / 4
    # two weeks' worth of nothing else: what is left is what the start leaves, less 20 hours more
    assert draft.left == pytest.approx(game.draft().left - 20 * 30 * 4 / 4)
    assert draft.affordable("training") >= 40
    assert not game.decided


def test_somebody_new_is_hired_and_somebody_let_go_is_paid(shop):
    bank = sim.load("bank")
    staff = Game(bank).terms.find("staff")
    start = {**Game(bank).terms.start}
    more = staff.price({**start, "staff": start["staff"] + 2}, start)
    assert more.later == 2 * bank.workforce.replacement_cost and more.once == 0
    fewer = staff.price(start, {**start, "staff": start["staff"] + 1})
    assert fewer.once == pytest.approx((more.quarter - fewer.quarter) / 2 * 6 / 13, rel=0.5)
    assert fewer.later == 0


def test_a_share_is_taken_as_the_nearest_step(shop):
    find = Game(shop).terms.find
    assert find("training").read(0.4) == 50  # of 120 hours, in steps of 10
    assert find("asking").read(0.3) == 30  # of the silent
    assert find("authority").read(0.9) == 2
    assert find("desk").read(1.125) == 1.125


def test_last_settings_carry_over(played):
    assert played.entries[2].settings == played.entries[1].settings
    assert played.entries[3].settings["asking"] == 30


def test_the_ledger_of_the_world_adds_up_with_what_the_game_charges(played):
    account = played.account()
    t = played.terms
    one = live(t, played.entries, caretaker=True)
    assert account == account_of(t, played.entries, one.outcome)
    daily = one.daily
    income = daily[["sale", "fees"]].to_numpy()[91 : 91 * 5].sum()
    costs = daily.loc[91 : 91 * 5 - 1, "goods":"overhead"].to_numpy().sum()
    expected = t.economics.cash + income - costs - sum(account.charged)
    assert account.cash[-1] == pytest.approx(expected)
    assert account.score == account.cash[-1] + account.caretaker
    assert played.dashboard.cash == pytest.approx(account.cash[-1])


def test_what_is_overdrawn_costs_interest(shop):
    game = Game(shop, quarters=2, cash=-200_000)
    game.advance()
    game.advance()
    first, second = game.account().charged
    assert first == pytest.approx(0.03 * 200_000)
    assert second == pytest.approx(-0.03 * game.dashboards[1].cash)
    assert game.over  # and nobody is bankrupt


def test_the_plan_is_one_that_sim_run_takes(played):
    t = played.terms
    again = run(t.world(4), t.seed, plan=t.plan(played.entries))
    assert int(again.outcome.snapshots["customers"][-1]) == played.dashboard.customers


def test_either_engine_plays_the_same_game(shop, played):
    other = Game(shop, quarters=4, engine="simpy")
    for one in played.entries[:1]:
        other.decide(authority="any", asking=30, forecast=one.forecast)
    other.advance()
    assert other.dashboards == played.dashboards[:2]


def test_truth_is_locked_until_the_end(shop, played):
    game = Game(shop, quarters=2)
    game.advance()
    with pytest.raises(GameError, match="for the end, but 1 of 2 quarters have run"):
        _ = game.truth
    with pytest.raises(GameError, match="for the end"):
        _ = game.quarters
    assert len(game.truth_for_the_trainer()) == 1
    assert len(played.truth) == 4
    for seen, lived in zip(played.dashboards[1:], played.truth, strict=True):
        assert lived.failures >= seen.complaints + seen.told_when_asked
        assert lived.loyal + lived.retained_only == seen.customers


def test_a_bonus_on_the_index_makes_the_record_better_than_life(played):
    last, before = played.truth[3], played.truth[2]
    gap = played.dashboards[4].service_index - last.service_index
    assert gap > played.dashboards[3].service_index - before.service_index


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"tills": 3}, "decision is tills, but must be one of staff, training"),
        ({"staff": 40}, "staff is 40, but must be from 4 to 6 people in steps of 1"),
        ({"training": 13}, "training is 13, but must be from 0 to 120"),
        ({"training": "much"}, "training is 'much', but must be from 0"),
        ({"authority": "all"}, "authority is 'all', but must be none, small or any"),
        ({"authority": True}, "authority is True, but must be"),
        ({"staff": 6}, "but must cost at most its budget of 54,900 EUR"),
        ({"information": "gossip"}, "information is gossip, but must be one of survey"),
        ({"bonus": True}, "but must be decided in quarter 4, when it is offered"),
        ({"bonus": "yes"}, "bonus is 'yes', but must be true or false"),
        ({"forecast": 3}, "forecast is 3, but must be two numbers"),
        ({"forecast": (1, -2)}, "but must be two numbers from 0 up"),
    ],
)
def test_what_is_not_allowed_is_said_in_a_sentence_and_nothing_changes(
    shop, tmp_path, asked, sentence
):
    game = Game(shop, log=tmp_path / "team.json")
    before = (tmp_path / "team.json").read_bytes()
    with pytest.raises(GameError, match=sentence) as found:
        game.decide(**asked)
    assert "\n" not in str(found.value)
    assert (tmp_path / "team.json").read_bytes() == before
    assert not game.decided and game.settings == game.terms.start and game.entries == ()


def test_deciding_twice_and_going_on_after_the_end(shop, tmp_path):
    game = Game(shop, quarters=1, log=tmp_path / "team.json")
    game.decide(asking=20)
    kept = (tmp_path / "team.json").read_bytes()
    with pytest.raises(GameError, match=r"quarter 1 is decided already: advance\(\) runs it"):
        game.decide(asking=30)
    assert (tmp_path / "team.json").read_bytes() == kept and game.settings["asking"] == 20
    game.advance()
    kept = (tmp_path / "team.json").read_bytes()
    for after in (game.advance, game.decide):
        with pytest.raises(GameError, match="the game is over: it had 1 quarter"):
            after()
    assert (tmp_path / "team.json").read_bytes() == kept and len(game.dashboards) == 2


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ({"quarters": 0}, "quarters is 0, but must be from 1 to 20"),
        ({"seed": -1}, "seed is -1, but must be a whole number"),
        ({"budget": 10}, "budget is 10, but must be at least"),
        ({"interest": -1}, "interest is -1, but must be 0 or more"),
        ({"shocks": "some"}, "shocks is some, but must be scenario, seed or none"),
    ],
)
def test_terms_that_are_not_allowed(shop, terms, sentence):
    with pytest.raises(GameError, match=sentence):
        Game(shop, **terms)


def test_a_game_reopened_is_where_it_was_and_ends_alike(shop, tmp_path):
    log = tmp_path / "team.json"
    game = Game(shop, quarters=3, log=log)
    game.decide(authority="any", information="exit_interviews")
    game.advance()
    game.decide(asking=30, information="survey", forecast={"complaints": 4, "customers": 130})
    other = reopened(shutil.copy(log, tmp_path / "copy.json"))
    assert other.decided and other.quarter == 2 and other.entries == game.entries
    assert other.dashboards == game.dashboards and other.reports == game.reports
    for one in (game, other):
        one.advance()
        one.advance()
    assert other.quarters == game.quarters
    assert other.account() == game.account()
    with pytest.raises(GameError, match="a game is kept there already"):
        Game(shop, log=log)


KILLED = """
import os, signal, sys
import sim
from sim.play.game import Game
import sim.play.game.game as module

shop = sim.load("corner_shop", changes={"market.customers": 120, "market.people": 300})
game = Game(shop, quarters=2, log=sys.argv[1])
game.decide(authority="any", asking=30)
game.advance()
game.decide(marketing=4062.5)
real = module.live
def dies(*given, **named):
    real(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
module.live = dies
game.advance()
"""


def test_killed_in_the_middle_of_a_quarter_it_repeats_that_quarter(shop, tmp_path):
    log = tmp_path / "team.json"
    ended = subprocess.run([sys.executable, "-c", KILLED, str(log)], check=False)
    assert ended.returncode == -signal.SIGKILL
    game = reopened(log)
    assert game.quarter == 2 and game.decided and not game.over
    game.advance()
    whole = Game(shop, quarters=2)
    whole.decide(authority="any", asking=30)
    whole.advance()
    whole.decide(marketing=4062.5)
    whole.advance()
    assert game.quarters == whole.quarters


def test_two_windows_on_one_log_never_undo_each_other(shop, tmp_path):
    log = tmp_path / "team.json"
    game = Game(shop, quarters=3, log=log)
    other = reopened(log)
    game.decide(asking=20)
    kept = log.read_bytes()
    with pytest.raises(GameError, match="has gone on in another window: reopen it here"):
        other.decide(asking=40)
    assert log.read_bytes() == kept and not other.decided
    third = reopened(log)
    with (
        FileLock(f"{log}.lock"),
        pytest.raises(GameError, match="is being played in another window at this moment"),
    ):
        third.advance()
    assert log.read_bytes() == kept
    third.advance()
    with pytest.raises(GameError, match="gone on in another window"):
        game.advance()
    assert third.quarter == 2 and reopened(log).dashboards == third.dashboards


def test_days_come_to_what_the_dashboard_says(played):
    assert len(played.days) == 5  # the one before the start, and four
    for days, seen in zip(played.days, played.dashboards, strict=True):
        assert len(days.customers) == len(days.complaints) == len(days.cash) == 91
        assert days.customers[-1] == seen.customers
        assert sum(days.complaints) == seen.complaints
        assert days.cash[-1] == seen.cash


def test_a_log_that_cannot_be_written_leaves_the_game_as_it_was(shop, tmp_path, monkeypatch):
    game = Game(shop, log=tmp_path / "team.json")
    kept = (tmp_path / "team.json").read_bytes()
    monkeypatch.setattr(os, "replace", _full)
    with pytest.raises(OSError, match="full"):
        game.decide(asking=30)
    assert not game.decided and (tmp_path / "team.json").read_bytes() == kept


def _full(*_: object) -> None:
    raise OSError("the disk is full")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda kept: kept.pop("entries"), "this is not the log of a game"),
        (lambda kept: kept.update(model_version=0), "the log is of model 0, but must be of"),
        (lambda kept: kept.update(ran=2), "2 quarters have run, but 1 were decided"),
        (lambda kept: kept["entries"][0]["settings"].update(staff=90), "staff is 90, but must"),
        (lambda kept: kept["terms"].update(quarters=0), "quarters is 0, but must be from 1"),
        (lambda kept: kept.update(scenario="[market]\ncustomers = -1"), "this is not the log of"),
        (lambda kept: kept["entries"][0].update(settings=[]), "this is not the log of a game"),
    ],
)
def test_a_log_that_was_changed_is_refused_in_a_sentence(shop, tmp_path, change, sentence):
    log = tmp_path / "team.json"
    Game(shop, log=log).decide()
    kept = json.loads(log.read_text())
    change(kept)
    log.write_text(json.dumps(kept))
    with pytest.raises(GameError, match=sentence) as found:
        reopened(log)
    assert str(log) in str(found.value)


def test_no_log_at_all(tmp_path):
    with pytest.raises(OSError):
        reopened(Path(tmp_path / "none.json"))


def test_a_shock_counts_its_days_from_the_start_of_the_game(shop):
    rival = shop.with_({"shocks.rival.kind": "rival_opens", "shocks.rival.day": 100.0})
    assert Game(rival).terms.world(8).shocks[0].day == 191
    drawn = [Game(shop, seed=seed, shocks="seed").terms.world(8).shocks for seed in range(20)]
    assert all(91 * 2 <= one.day < 91 * 9 for (one,) in drawn)
    assert len({one.kind for (one,) in drawn}) > 1
    assert drawn[3] == Game(shop, seed=3, shocks="seed").terms.world(8).shocks


def test_a_second_flight_is_shorter_and_has_other_luck(played):
    again = played.second_flight()
    assert again.terms.quarters == 4 and again.terms.seed == played.terms.seed + 1
    assert again.terms.economics == played.terms.economics
