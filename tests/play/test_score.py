"""Scores, tournaments, strategies, and the end of a game."""

import pickle
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest

import sim
from sim.play.game.debrief import debrief, learned, two_lives
from sim.play.game.leaving_out import changes_of, lives_of, without, worths
from sim.play.game.log import read_log, write_log
from sim.play.game.own_strategy import own_strategy
from sim.play.game.page import Bullets, Heading, Table, Text, html, markdown
from sim.play.game.readings import NO_CAUSE, READINGS, reading
from sim.play.game.score import Piece, Standings, fly, standings
from sim.play.game.search import search
from sim.play.game.strategies import TEAMS, entries_of, one_lever
from sim.play.game.telling import CHECKLIST, page_of
from sim.play.game.terms import terms_of

SMALL = {"market.customers": 120, "market.people": 300}


@pytest.fixture(scope="module")
def terms():
    return terms_of(sim.load("corner_shop", changes=SMALL), quarters=3, caretaker=2)


@pytest.fixture(scope="module")
def logs(terms):
    return {name: entries_of(TEAMS[name], terms) for name in ("cut_costs", "listen", "nothing")}


def read_back(terms):
    """Return the terms as a log gives them back."""
    with TemporaryDirectory() as folder:
        write_log(Path(folder) / "log.json", terms, (), 0)
        return read_log(Path(folder) / "log.json")[0]


def test_every_computer_team_keeps_to_the_rules_in_every_trade():
    for name in sim.bundled():
        terms = terms_of(sim.load(name))
        levers = [one_lever(one.name) for one in terms.decisions]
        for team in (*TEAMS.values(), *levers):
            log = entries_of(team, terms)
            assert len(log) == 8
            before = terms.start
            for entry in log:
                assert terms.price(entry, before) <= terms.economics.budget
                before = entry.settings


def test_random_is_by_the_seed(terms):
    team = TEAMS["random"]
    assert entries_of(team, terms) == entries_of(team, terms)
    other = terms_of(terms.scenario, 3, seed=27)
    assert entries_of(team, terms) != entries_of(team, other)


def test_a_tournament_ranks_by_the_mean_and_shares_ranks_in_ties(terms, logs):
    found = standings(terms, {**logs, "idle": logs["nothing"]}, replays=4)
    table = found.table()
    assert list(table["score"]) == sorted(table["score"], reverse=True)
    assert table.loc["idle", "score"] == table.loc["nothing", "score"]
    assert table.loc["idle", "rank"] == table.loc["nothing", "rank"]
    assert "idle" in table.loc["nothing", "tied_with"]
    assert (table["least"] <= table["score"]).all() and (table["score"] <= table["most"]).all()
    assert table["behind"].iloc[0] == 0
    assert (table["low"] + table["high"]).tolist() == pytest.approx((2 * table["score"]).tolist())
    assert list(found.ranks_by_quarter().index) == [1, 2, 3]


def test_the_same_numbers_on_either_engine_and_in_any_number_of_workers(terms, logs):
    one = standings(terms, logs, replays=2)
    other = standings(terms, logs, replays=2, jobs=2, engine="simpy")
    for name in logs:
        pd.testing.assert_frame_equal(one.figures[name], other.figures[name])


def test_a_team_that_is_told_to_be_better_is_ranked_before(terms):
    table = pd.DataFrame({"cash": [0.0] * 3, "caretaker": [0.0] * 3})
    made = {"a": [10.0, 11, 12], "b": [9.0, 12, 11], "c": [1.0, 2, 2.5]}
    found = Standings(terms, {name: table.assign(score=one) for name, one in made.items()})
    rows = found.table()
    assert list(rows["rank"]) == [1, 1, 3]
    assert rows.loc["a", "tied_with"] == ("b",) and rows.loc["c", "tied_with"] == ()
    assert rows.loc["c", "behind"] == pytest.approx(11 - 5.5 / 3)
    assert rows.loc["c", "behind_low"] < rows.loc["c", "behind"] < rows.loc["c", "behind_high"]


def test_a_toml_is_a_strategy(terms, tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text(
        'title = "Ours"\n[[quarters]]\nquarter = 1\nauthority = "any"\n'
        '[[quarters]]\nquarter = 2\nasking = 20\ninformation = "survey"\nforecast = [3, 130]\n'
    )
    first, second, third = entries_of(own_strategy(file), terms)
    assert first.settings["authority"] == 2 and second.settings["asking"] == 20
    assert second.information == "survey" and third.information is None
    assert third.settings == second.settings and second.forecast == (3, 130)


def test_a_python_function_sees_the_dashboards(terms, tmp_path):
    file = tmp_path / "look.py"
    file.write_text(
        "def decide(view):\n"
        "    assert len(view.dashboards) == view.quarter\n"
        "    return {'desk': view.dashboards[-1].customers > 0 and 1.5 or 3}\n"
    )
    team = pickle.loads(pickle.dumps(own_strategy(file)))
    assert team.looks and len(entries_of(team, terms)) == 3
    assert (
        fly(Piece(terms, team, 1))["score"]
        == fly(Piece(terms, entries_of(team, terms), 1))["score"]
    )


def test_leaving_a_change_out_keeps_what_was_before_until_it_is_changed_again(terms):
    first = terms.entry(None, {"asking": 10})
    second = terms.entry(first, {"asking": 20, "training": 10})
    third = terms.entry(second, {})
    log = (first, second, third)
    changes = changes_of(terms, log)
    assert [(one.quarter, one.name) for one in changes] == [
        (1, "asking"),
        (2, "training"),
        (2, "asking"),
    ]
    asked = [one.settings["asking"] for one in without(terms, log, changes[0])]
    assert asked == [0, 20, 20]
    asked = [one.settings["asking"] for one in without(terms, log, changes[2])]
    assert asked == [10, 10, 10]


def test_what_a_change_was_worth_is_the_difference_with_the_same_luck(terms, logs):
    log = logs["cut_costs"]
    found = worths(terms, log, lives=1)
    assert [one.worth for one in found] == sorted((one.worth for one in found), reverse=True)
    change = found[0].change
    whole, less = (fly(Piece(terms, one, 0))["score"] for one in (log, without(terms, log, change)))
    assert found[0].here == found[0].worth == pytest.approx(whole - less)


def test_of_many_changes_only_the_best_and_the_costliest_are_lived_often(terms):
    cheap = {"training": 0, "coaching": 0, "marketing": 0}
    first = terms.entry(None, {**cheap, "authority": 2, "desk": terms.find("desk").low})
    log = (first, terms.entry(first, {"training": 20, "asking": 10, "coaching": 10}))
    number = len(changes_of(terms, log))
    assert number > 6
    counted = []
    found = worths(terms, log, lives=3, on_progress=counted.append)
    assert len(counted) == lives_of(number, 3) == (1 + number) + 2 * 7
    assert len(found) == 6 and found[0].worth >= found[-1].worth
    every = {
        change: fly(Piece(terms, log, 0))["score"]
        - fly(Piece(terms, without(terms, log, change), 0))["score"]
        for change in changes_of(terms, log)
    }
    left_out = set(every) - {one.change for one in found}
    here = sorted(one.here for one in found)
    assert all(here[2] <= every[change] <= here[3] for change in left_out)
    assert all(one.here == pytest.approx(every[one.change]) for one in found)


def test_the_same_logs_in_other_readings_of_the_world(terms):
    published = reading(terms, READINGS[1])
    assert published.scenario.voice.ears == 2 and published.economics == terms.economics
    none = reading(terms, NO_CAUSE).scenario
    assert none.voice.share_of_voice_gap_causal == 0 and none.voice.ears == 1
    kept = reading(read_back(terms), READINGS[1])
    assert kept.scenario == published.scenario  # a log that was closed and reopened
    own = terms.scenario.with_({"talk.bad_to_good_ratio": 1.7})
    assert reading(terms_of(own), READINGS[1]).scenario.talk.bad_to_good_ratio == 1.7


def test_a_search_finds_no_less_than_what_it_began_with(terms, logs):
    begin = [logs["listen"][-1].settings]
    found = search(terms, begin, policies=8, generations=1, lives=1, replays=2)
    assert 8 <= found.tried <= 16
    start = fly(Piece(terms, logs["nothing"], 1_000))["score"]
    assert found.seen >= start
    again = search(terms, begin, policies=8, generations=1, lives=1, replays=2)
    assert again == found


@pytest.fixture(scope="module")
def end(terms, logs):
    return debrief(terms, logs, replays=2, lives=1, searching=False)


def test_the_end_puts_the_truth_beside_the_dashboard(end):
    for team in end.teams.values():
        assert len(team.dashboards) == len(team.truths) == 4
        assert team.brought == sum(one.brought for one in team.truths[1:])
        assert sum(team.left.values()) == sum(sum(one.left.values()) for one in team.truths[1:])
    cash = [end.teams[name].account.cash[-1] for name in end.reported]
    assert cash == sorted(cash, reverse=True)
    assert list(end.readings) == list(READINGS)


def test_the_debrief_tells_each_team_and_asks_questions(end):
    page = page_of(end)
    text = markdown(page)
    for name in end.teams:
        assert f"## Team {name}" in text
    for line in CHECKLIST:
        assert f"- [ ] {line}" in text
    assert "nan" not in text and "None" not in text
    assert text.index("What was reported") < text.index("The score") < text.index("rigged")
    shown = html(page, "End <1>")
    assert shown.startswith("<!doctype html>") and "<title>End &lt;1&gt;</title>" in shown
    assert shown.count("<table>") == sum(isinstance(block, Table) for block in page)


def test_two_lives_of_a_customer_under_two_teams(terms, logs):
    both = two_lives(terms, ("listen", logs["listen"]), ("cut", logs["cut_costs"]))
    assert both is None or both.names == ("listen", "cut")
    one = two_lives(terms, ("listen", logs["listen"]), ("cut", logs["cut_costs"]), customer=3)
    assert one is not None and one.customer == 3


def test_what_was_learned_is_told_with_the_same_luck(terms, logs):
    found = learned(terms, logs["nothing"], terms, logs["listen"][:2], replays=2)
    assert set(found.figures) == {"first flight", "second flight"}
    assert found.terms.quarters == 2


def test_a_page_is_written_as_markdown_and_html():
    page = [Heading("A", 1), Text("b & c"), Bullets(["d"]), Table(("e", "f"), [("g", "1")])]
    assert markdown(page) == "# A\n\nb & c\n\n- d\n\n| e | f |\n| --- | ---: |\n| g | 1 |\n"
    assert "<p>b &amp; c</p>" in html(page, "A")
