"""Whether the game is fair: what is played, what is made of it, and the page that says so."""

import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import sim
from sim.play.game.balance import __main__ as command
from sim.play.game.balance.kept import Shelf, key_of
from sim.play.game.balance.tournament import (
    CUTTER,
    IDLE,
    LOT,
    MIXES,
    SEARCHED,
    Balance,
    Size,
    balance_of,
    digest_of,
    levers_of,
    logs_of,
    mark_of,
    terms_for,
)
from sim.play.game.balance.verdicts import spread, verdicts
from sim.play.game.balance.writing import page_of
from sim.play.game.economics import Economics
from sim.play.game.page import Table, markdown
from sim.play.game.readings import AS_PLAYED, READINGS, reading
from sim.play.game.score import Piece, Standings, standings
from sim.play.game.search import Reached
from sim.play.game.strategies import TEAMS
from sim.play.game.terms import terms_of

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "game.md"
SMALL = {"market.customers": 120, "market.people": 300}
TINY = Size(replays=2, policies=5, generations=0, lives=1)
REPLAYS = 6
LEVER = "Marketing: 0 EUR a quarter"


@pytest.fixture(scope="module")
def page():
    return PAGE.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def terms():
    return terms_of(sim.load("corner_shop", changes=SMALL), quarters=6, caretaker=2)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    return Shelf(tmp_path_factory.mktemp("game") / "corner_shop.jsonl")


@pytest.fixture(scope="module")
def lived(terms, shelf):
    return balance_of(terms, TINY, shelf)


def figures(score: float, cash: tuple[float, ...], customers: float = 1000.0) -> pd.DataFrame:
    """Return what a team came to: the same in each replay, but for a little luck."""
    luck = [float(number) for number in range(REPLAYS)]
    table = {"score": [score + one for one in luck], "cash": cash[-1], "caretaker": score}
    for quarter in range(1, 9):
        table[f"cash_{quarter}"] = cash[min(quarter, len(cash)) - 1]
        table[f"customers_{quarter}"] = customers
    return pd.DataFrame(table, index=range(REPLAYS))


def made(changed: dict[str, pd.DataFrame], lever: float = 500.0) -> Balance:
    """Return the balance of a fair game, with some of its teams changed."""
    terms = terms_of(sim.load("corner_shop"))
    fair = {
        **{name: figures(1000.0 - 20 * place, (10.0,) * 8) for place, name in enumerate(MIXES)},
        "buy_customers": figures(500.0, (10.0,) * 8),
        CUTTER: figures(300.0, (50.0, 50.0, 50.0, 20.0, 10.0, 5.0)),
        IDLE: figures(400.0, (20.0,) * 8),
        LOT: figures(100.0, (5.0,) * 8),
        SEARCHED: figures(1010.0, (10.0,) * 8),
    }
    played = Standings(terms, {**fair, **changed})
    levers = Standings(terms, {LEVER: figures(lever, (30.0, 30.0, 10.0))})
    reached = Reached(terms.start, (), 5, 1010.0, 1020.0, "")
    return Balance(terms, dict.fromkeys(READINGS, played), levers, reached)


def words(balance: Balance) -> list[str]:
    return [one.word for one in verdicts(balance)]


def test_a_fair_game_is_told_to_be_fair():
    assert words(made({})) == ["yes"] * 7


@pytest.mark.parametrize(
    ("place", "changed", "lever"),
    [
        (0, {}, 1200.0),
        (1, {name: figures(800.0, (10.0,) * 8) for name in MIXES[1:]}, 500.0),
        (2, {CUTTER: figures(300.0, (50.0,) * 8)}, 500.0),
        (2, {CUTTER: figures(300.0, (50.0, 50.0, 15.0, 5.0))}, 500.0),
        (3, {IDLE: figures(2000.0, (20.0,) * 8)}, 500.0),
        (3, {IDLE: figures(400.0, (20.0,) * 8, customers=600.0)}, 500.0),
        (3, {IDLE: figures(400.0, (20.0, -1.0))}, 500.0),
        (4, {LOT: figures(1005.0, (5.0,) * 8)}, 500.0),
    ],
)
def test_what_is_unfair_is_told(place, changed, lever):
    assert words(made(changed, lever))[place] == "**no**"


def test_luck_of_the_class_that_turns_the_order_round_is_named():
    lot = figures(100.0, (5.0,) * 8)
    lot.loc[0, "score"] = 310.0  # ahead of the cutter in the class's replay alone
    rivals, everybody = verdicts(made({LOT: lot}))[5:]
    assert rivals.word == "yes", "nobody plays against the lot"
    assert everybody.word == "**no**"
    assert "*Decide by lot* before *Cut costs* is turned round" in everybody.found
    buyer = figures(500.0, (10.0,) * 8)
    buyer.loc[0, "score"] = 290.0
    rivals, _ = verdicts(made({"buy_customers": buyer}))[5:]
    assert "*Cut costs* before *Buy customers* is turned round" in rivals.found


def test_what_luck_may_turn_holds_on_average_only():
    mix = figures(1000.0, (10.0,) * 8)
    mix["score"] = [400.0, 1600.0, 450.0, 1700.0, 400.0, 1600.0]
    others = {name: figures(300.0, (10.0,) * 8) for name in MIXES[1:]}
    assert words(made({MIXES[0]: mix, **others}))[0] == "on average"


def test_a_lever_alone_moves_nothing_else(terms):
    levers = levers_of(terms)
    assert LEVER.split(":", maxsplit=1)[0] in {name.split(":")[0] for name in levers}
    for name, log in levers.items():
        moved = {key for key, value in log[-1].settings.items() if value != terms.start[key]}
        title = name.split(":")[0]
        assert {terms.find(key).title for key in moved} == {title}
    assert len({tuple(one.settings.items()) for (*_, one) in levers.values()}) == len(levers)


def test_everybody_has_the_same_luck_and_the_search_stands_beside_the_teams(lived, terms):
    assert set(lived.played.scores.columns) == {*TEAMS, SEARCHED}
    assert all(list(one.scores.index) == [0, 1] for one in lived.standings.values())
    assert set(lived.levers.scores.columns) == set(levers_of(terms))
    assert set(lived.standings) == set(READINGS)


def test_the_page_says_what_was_played(lived):
    text = markdown(page_of({"corner_shop": lived}, TINY))
    for one in verdicts(lived):
        assert f"| {one.asked} | {one.word} |" in text
        assert one.found in text
    score = lived.played.table().loc[LOT]
    assert spread(score["score"], score["low"], score["high"]) in text
    assert mark_of({"corner_shop": digest_of(lived.terms, TINY)}) in text


def test_the_mark_changes_with_what_the_page_follows_from(terms):
    mark = digest_of(terms, TINY)
    money = terms.economics
    others = [
        replace(terms, economics=Economics(money.budget + 1, money.cash)),
        replace(terms, scenario=terms.scenario.with_({"workforce.training_cost": 31.0})),
        replace(terms, caretaker=4),
        replace(terms, seed=27),
    ]
    marks = {digest_of(one, TINY) for one in others}
    assert digest_of(terms, TINY) == mark
    assert len(marks | {mark, digest_of(terms, Size(replays=3))}) == 6


def test_what_was_flown_is_not_flown_again(lived, terms, shelf, monkeypatch):
    monkeypatch.setattr("sim.play.game.score.fly", _grounded)
    again = balance_of(terms, TINY, Shelf(shelf.path))
    assert verdicts(again) == verdicts(lived) and again.reached == lived.reached
    for which, found in lived.standings.items():
        for team, table in found.figures.items():
            pd.testing.assert_frame_equal(again.standings[which].figures[team], table)


def _grounded(*_: object, **__: object) -> None:
    raise AssertionError("it is flown again")


def test_a_flight_that_was_cut_off_is_flown_anew(lived, terms, shelf, tmp_path):
    whole = shelf.path.read_text()
    half = tmp_path / "half.jsonl"
    half.write_text(whole[:-20])
    assert len(Shelf(half).flights) == len(shelf.flights) - 1
    Shelf(half).put("another", {"score": 1.0})
    assert len(Shelf(half).flights) == len(shelf.flights)


def test_each_flight_has_a_mark_of_its_own(terms):
    idle, cutter = (logs_of(terms)[name] for name in (IDLE, CUTTER))
    other = replace(terms, economics=Economics(terms.economics.budget, 1.0))
    pieces = [
        Piece(terms, idle, 0),
        Piece(terms, idle, 1),
        Piece(terms, cutter, 0),
        Piece(other, idle, 0),
        Piece(reading(terms, READINGS[2]), idle, 0),
    ]
    assert len({key_of(piece) for piece in pieces}) == len(pieces)
    assert key_of(Piece(terms, idle, 0)) == key_of(pieces[0])
    with pytest.raises(TypeError, match="listen decides while flying"):
        key_of(Piece(terms, TEAMS["listen"], 0))


def test_the_command_writes_the_page(lived, terms, shelf, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(command, "KEPT", shelf.path.parent)
    monkeypatch.setattr(command, "bundled", lambda: ["corner_shop"])
    monkeypatch.setattr(command, "terms_for", lambda _: terms)
    size = ["--replays", "2", "--policies", "5", "--generations", "0", "--lives", "1"]
    monkeypatch.setattr(sys, "argv", ["balance", *size, "--jobs", "1"])
    command.main()
    assert [one.name for one in (tmp_path / "docs").iterdir()] == ["game.md"]
    page = (tmp_path / "docs" / "game.md").read_text(encoding="utf-8")
    assert page == markdown(page_of({"corner_shop": lived}, TINY))


def test_the_page_is_of_the_terms_as_they_are(page):
    marks = {name: digest_of(terms_for(name), Size()) for name in sim.bundled()}
    assert f"`{mark_of(marks)}`" in page, "docs/game.md is out of date: run `make game`"


def test_the_page_says_of_direct_sales_what_its_games_come_to(page):
    terms = terms_for("direct_sales")
    logs = {name: log for name, log in logs_of(terms).items() if name in (CUTTER, IDLE, "listen")}
    found = standings(terms, logs, Size().replays, first=0)
    part = page.partition("## Direct sales\n")[2].partition("\n## ")[0]
    for name, row in found.table().iterrows():
        said = spread(row["score"], row["low"], row["high"])
        assert f"| {TEAMS[str(name)].title} | " in part
        assert f": {said} |" in part
    assert found.scores.mean()["listen"] > max(found.scores.mean()[[CUTTER, IDLE]])
    cash = found.by_quarter("cash")
    assert all(cash.loc[quarter].idxmax() == CUTTER for quarter in (2, 3))
    assert cash.loc[6].idxmin() == CUTTER or cash.loc[6, CUTTER] < cash.loc[6, "listen"]


def test_the_page_has_a_word_for_each_claim_in_each_trade(page):
    overview = page.partition("## What holds, and what does not")[2].partition("\n## ")[0]
    rows = [line.split(" | ") for line in overview.splitlines() if line.startswith("| ")]
    head, _, *claims = rows
    assert [cell.strip(" |") for cell in head[1:]] == list(sim.bundled())
    assert [row[0].strip("| ") for row in claims] == [v.asked for v in verdicts(made({}))]
    for row in claims:
        said = [cell.strip(" |") for cell in row[1:]]
        assert set(said) <= {"yes", "on average", "**no**"}
        in_parts = [line for line in page.splitlines() if line.startswith(f"{row[0]} | ")]
        assert [line.split(" | ")[1] for line in in_parts[1:]] == said


def test_who_comes_first_is_said_for_each_world(lived):
    worlds = [one for one in page_of({"corner_shop": lived}, TINY) if isinstance(one, Table)][1]
    assert worlds.header[1:] == READINGS
    (row,) = worlds.rows
    first = lived.standings[AS_PLAYED].table().drop(SEARCHED).index[0]
    assert row[1].startswith(f"*{TEAMS[first].title}*")
