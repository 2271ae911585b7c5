"""Modules as a trainer's file has them: their business, locks, what is hidden, and who reveals."""

import re

import pytest

from sim.lessons import NAMES, lesson
from sim.lessons.answers import Answers
from sim.lessons.logbook import Logbook
from sim.panels import contents, open_module
from sim.panels.begin import Begin
from sim.panels.explain import OWN, Explain
from sim.panels.game.start import Start
from sim.panels.module import LEFT_OUT
from sim.panels.page import ALONE, Page
from sim.panels.panel import WAITING, Panel
from sim.panels.predict import OPENED, Predict
from sim.play.board import Board, Entry
from sim.play.board.curtain import Curtain
from sim.workshop import ModuleTerms, Workshop
from sim.workshop.here import PLACE
from tests.cli.asking import ask

BOARD, SEAT = "SILENT26_BOARD", "SILENT26_SEAT"


@pytest.fixture
def logbook(tmp_path):
    return Logbook(tmp_path / "logbook.sqlite")


@pytest.fixture
def board(tmp_path, monkeypatch):
    file = tmp_path / "class.sqlite"
    monkeypatch.setenv(BOARD, str(file))
    monkeypatch.setenv(SEAT, "seat01")
    return Board(file)


@pytest.fixture
def fresh():
    """Open modules anew, before and after."""
    open_module.cache_clear()
    yield
    open_module.cache_clear()


def made(logbook, number="02", **terms) -> Page:
    whole = {name: terms.pop(name) for name in list(terms) if name in Workshop.model_fields}
    workshop = Workshop(module={number: ModuleTerms(**terms)}, **whole)
    return Page(lesson(number), logbook, workshop=workshop)


def vote(asked: Predict) -> None:
    for answer in (1, 3):
        asked.choice.value = answer
        asked.commit.click()


def test_without_a_file_a_page_is_as_it_was(logbook):
    page = Page(lesson("02"), logbook)
    assert page.remarks == ()
    assert page.lesson == lesson("02")
    panel = Panel(page)
    assert (panel.controls.preset, panel.controls.seed) == ("slogans", 26)
    assert not any(one.disabled for one in panel.controls.of.values())
    vote(Predict(page))
    assert page.revealed
    assert not page.waiting


def test_a_locked_slider_is_shown_and_says_why_it_does_not_move(logbook):
    controls = Panel(made(logbook, locked=["ease", "seed"])).controls
    assert controls.of["ease"].disabled
    assert controls.luck.disabled
    assert controls.of["ease"].description.endswith(", locked by your trainer")
    assert controls.of["ease"].layout.display is None
    assert not controls.of["asked"].disabled
    assert controls.play.layout.display is None


def test_what_is_hidden_is_not_shown(logbook):
    controls = Panel(made(logbook, hidden=["asked_share", "preset"])).controls
    assert controls.of["asked"].layout.display == "none"
    assert controls.numbers.layout.display == "none"
    assert controls.play.layout.display == controls.forward.layout.display == "none"


def test_sliders_begin_where_the_trainer_says_and_go_back_there(logbook):
    page = made(logbook, start={"asked": 30, "ease": 2}, preset="published", seed=7)
    panel = Panel(page)
    assert panel.controls.setting == {"asked": 30.0, "lifted": 0.0, "ease": 2.0}
    assert (panel.controls.preset, panel.controls.seed) == ("published", 7)
    panel.controls.move({"asked": 0, "ease": 0})
    panel.controls.luck.value = 8
    panel.controls.numbers.value = "slogans"
    panel.controls.start_again()
    assert panel.controls.setting == page.lesson.start
    assert (panel.controls.preset, panel.controls.seed) == ("published", 7)
    assert "as research supports" in " ".join(page.remarks)
    page.close()


def test_a_page_plays_in_the_trainers_business_and_says_so(logbook):
    page = made(logbook, scenario="hotel")
    assert page.answers.base().name == "hotel"
    assert "another business: “The hotel" in Begin(page).children[1].value
    assert page.setup.file == ""
    page.close()


@pytest.mark.parametrize("number", [one for one in NAMES if not lesson(one).anywhere])
def test_a_page_that_holds_in_one_business_only_keeps_it_and_says_so(number, logbook):
    other = "bank"
    page = made(logbook, number, scenario=other)
    assert page.lesson.trade == lesson(number).trade
    (said,) = page.remarks
    assert "keeps its own business" in said


def test_a_business_that_a_module_cannot_take_is_left_out_with_a_reason(logbook, tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text('based_on = "hotel"\n[time]\ndays = 300\nwarm_up_days = 200\n')
    page = made(logbook, "07", scenario=str(file))
    assert page.lesson.trade == lesson("07").trade
    (said,) = page.remarks
    assert "cannot be played here" in said
    assert "warm_up_days" in said


def test_the_prediction_is_scored_in_the_business_that_is_shown(logbook):
    page = made(logbook, scenario="software_subscription", seed=5, start={"ease": 1})
    asked = Predict(page)
    vote(asked)
    asked.score.click()
    other = Answers(page.lesson, seed=5)
    truth = page.lesson.prediction.truth(other.all_lived(page.lesson.prediction.settings))
    assert logbook.latest("02", "scored")["mean"] == truth.mean
    assert other.base().name == "software_subscription"
    assert page.lesson.start["ease"] == 1
    page.close()


def test_the_explanation_says_on_which_settings_it_rests(logbook):
    page = made(logbook, start={"lifted": 1})
    page.reveal()
    explained = Explain(page)
    for _ in range(4):  # it asks for one setting after the other
        page.settle()
    assert OWN in explained.told.value
    page.close()


def test_the_command_names_the_file_and_gives_the_same_numbers(logbook, tmp_path):
    file = tmp_path / "ours.toml"
    file.write_text('based_on = "hotel"\npreset = "published"\n')
    panel = Panel(made(logbook, scenario=str(file)))
    panel.move(2, asked=30)
    words = panel.command.value
    mark = re.search(r"Parity hash (\w+)", words)[1]
    plain = re.sub("<[^>]+>", "", re.search("<code>(.*)</code>", words)[1]).split()
    assert plain[:3] == ["silent26", "run", str(file)]
    assert f"Parity hash {mark}" in ask(*plain[1:]).stdout
    panel.page.close()


def test_the_picture_waits_for_the_trainer_and_the_prediction_is_kept(logbook, board):
    page = made(logbook, reveal="trainer")
    asked, panel = Predict(page), Panel(page)
    assert panel.controls.show_me.layout.display == "none"
    vote(asked)
    assert page.waiting
    assert not page.revealed
    assert panel.body.layout.display == "none"
    assert WAITING in panel.card.value
    assert asked.choice.disabled
    assert logbook.latest("02", "voted")["answer"] == 3
    again = made(logbook, reveal="trainer")
    assert again.waiting, "a restart waits, too"

    Curtain(Board(board.file), "02").lift()
    again._look()
    assert again.revealed
    assert not again.waiting
    assert made(logbook, reveal="trainer").revealed


def test_the_trainer_reveals_to_all_those_who_did_not_vote_too(logbook, board, monkeypatch):
    late = made(logbook, reveal="trainer")
    asked = Predict(late)
    monkeypatch.setenv(SEAT, "trainer")
    page = made(Logbook(logbook.file.with_name("trainer.sqlite")), reveal="trainer")
    panel = Panel(page)
    reveal = panel.children[0]
    vote(Predict(page))
    assert page.revealed, "the trainer may look before"
    assert not reveal.button.disabled
    assert [one.kind for one in board.read(kinds=["reveal"]).entries] == []
    reveal.button.click()
    assert reveal.button.disabled
    assert "open at every seat" in reveal.says.value
    late._look()
    assert late.revealed
    assert OPENED in asked.says.value


def test_nobody_but_the_trainer_lifts_the_curtain(board):
    curtain = Curtain(board, "02")
    board.put(Entry("reveal", "seat 7", "02", {}))
    board.put(Entry("reveal", "trainer", "03", {}))
    assert not curtain.up()


def test_a_board_that_is_away_is_told_at_the_button(logbook, board, monkeypatch):
    monkeypatch.setenv(SEAT, "trainer")
    panel = Panel(made(logbook, reveal="trainer"))
    board.file.write_bytes(b"no board at all, but long enough to be looked at" * 40)
    panel.children[0].button.click()
    assert "Not revealed" in panel.children[0].says.value
    assert not panel.page.revealed


def test_without_a_board_the_own_vote_uncovers_it(logbook, monkeypatch):
    monkeypatch.delenv(BOARD, raising=False)
    page = made(logbook, reveal="trainer")
    assert ALONE in page.remarks
    vote(Predict(page))
    assert page.revealed


def test_modules_that_are_left_out_are_not_listed_and_say_so(tmp_path, monkeypatch, fresh):
    file = tmp_path / "monday.toml"
    file.write_text('modules = ["00", "02"]\n')
    monkeypatch.setenv(PLACE, str(file))
    assert [line[:2] for line in repr(contents()).splitlines()] == ["00", "02"]
    closed = open_module("03")
    assert LEFT_OUT in closed.begin().children[0].value
    for part in ("predict", "panel", "explain", "floor", "life", "monday", "more"):
        assert getattr(closed, part)().children == ()
    with pytest.raises(AttributeError):
        closed.nothing()
    assert isinstance(open_module("02").begin(), Begin)


def test_a_broken_file_is_one_sentence_and_the_page_is_as_without(tmp_path, monkeypatch, fresh):
    file = tmp_path / "monday.toml"
    file.write_text('seed = "x"\nmodules = ["77"]\n')
    monkeypatch.setenv(PLACE, str(file))
    page = open_module("02").page
    (said,) = page.remarks
    assert f"{file}:1: seed is" in said
    assert "(and 1 more)" in said
    assert said in Begin(page).children[1].value.replace("&quot;", '"').replace("&#x27;", "'")
    assert page.lesson == lesson("02")
    assert "cannot be used" in contents()._repr_html_()
    assert len(repr(contents()).splitlines()) == len(NAMES)


def test_the_games_start_is_filled_in_as_the_file_says(tmp_path, monkeypatch):
    (tmp_path / "ours.toml").write_text('based_on = "hotel"\n')
    file = tmp_path / "monday.toml"
    file.write_text(
        'scenario = "ours.toml"\npreset = "published"\nseed = 5\n'
        '[game]\nquarters = 4\nbudget = 20500\nshocks = "seed"\n'
    )
    monkeypatch.setenv(PLACE, str(file))
    begun = []
    start = Start(lambda *given: begun.append(given))
    assert start.own.layout.display == ""
    assert start.own.value == str(tmp_path / "ours.toml")
    start.team.value = "Ada"
    start.go.click()
    assert start.fault == ""
    team, scenario, terms = begun[0]
    assert (team, scenario.name, scenario.preset) == ("Ada", "ours", "published")
    wanted = {"quarters": 4, "seed": 5, "budget": 20500.0, "shocks": "seed"}
    assert {name: terms[name] for name in wanted} == wanted
    file.write_text('scenario = "bank"\n[game]\nseed = 7\n')
    other = Start(lambda *_: None)
    assert (other.business.value, other.seed.value, other.quarters.value) == ("bank", 7, 8)
    assert other.own.layout.display == "none"
