"""The trainer's board: it follows the class, draws only what is new, and gives nobody away."""

import re

import pytest

import sim
from sim.lessons import lesson
from sim.lessons.answers import Answers
from sim.panels import open_board
from sim.panels.board import ClassBoard, opening
from sim.panels.page import Page
from sim.panels.predict import Predict
from sim.play.board import BOARD, TRAINER, Board, BoardError, Entry, Folder
from sim.play.board.code import Result, code_of
from sim.play.board.outbox import Outbox
from sim.play.board.table import BEGINS
from sim.play.game.room import Room
from sim.workshop import Workshop
from sim.workshop.here import PLACE

MARKED = {"right": [3, 3], "said": "So it is."}


@pytest.fixture
def shared(tmp_path):
    return Board(tmp_path / "class.sqlite")


@pytest.fixture
def board(shared):
    made = ClassBoard(shared)
    made.choice.value = "02"
    return made


def vote(seat, number, answer, because=""):
    return Entry("prediction", seat, "02", {"vote": number, "answer": answer, "because": because})


def said(widget) -> str:
    return re.sub("<[^>]*>", " ", widget.value)


def test_the_picture_follows_and_is_drawn_only_when_something_is_new(board, shared):
    assert board.picture.alt.startswith("First vote: 0 of 0; second vote: 0 of 0.")
    shared.put(vote("seat01", 1, 2))
    board.refresh()
    assert board.picture.alt.startswith("First vote: 1 of 1; second vote: 0 of 1.")
    drawn = []
    board.picture.observe(drawn.append, names=["png", "alt"])
    board.refresh()
    shared.put(Entry("log", "seat01", "10", {}))
    board.refresh()
    assert drawn == []
    shared.put(vote("seat01", 2, 3))
    board.refresh()
    assert len(drawn) == 2


def test_a_page_turned_dark_is_drawn_dark(board):
    board.picture.theme = "dark"
    assert board.picture.drawn == "dark"


def test_answers_can_be_covered_while_the_class_votes(board, shared):
    shared.put(vote("seat01", 1, 2))
    board.cover.value = True
    assert board.picture.alt == (
        "First vote: 1 of 1; second vote: 0 of 1. The answers are covered."
    )
    board.cover.value = False
    assert "covered" not in board.picture.alt


def test_it_opens_at_the_module_that_the_class_is_at(shared):
    shared.put(vote("seat01", 1, 2))
    shared.put(Entry("opened", "seat02", "05", {}))
    assert ClassBoard(shared).choice.value == "05"
    assert ClassBoard(shared, Workshop(modules=("00", "02"))).choice.value == "02"


def test_it_says_how_many_of_the_seats_have_voted(shared):
    shared.put(vote("seat01", 1, 2))
    assert "First vote: 1 of 25" in ClassBoard(shared, Workshop(seats=25)).picture.alt


def test_reasons_are_shown_without_names_and_as_they_were_written(board, shared):
    shared.put(vote("seat01", 1, 2, "<i>few</i> complain"))
    board.refresh()
    assert "&lt;i&gt;few&lt;/i&gt; complain" in board.said.value
    assert "seat01" not in board.said.value


def test_what_came_is_marked_hidden_and_marked_by_hand_alone(board, shared):
    seen = {"mean": 3.0, "low": 2.9, "high": 3.1}
    for seat in ("seat01", "seat02"):
        shared.put(vote(seat, 1, 0))
        shared.put(Entry("scored", seat, "02", seen))
    board.refresh()
    assert "holds" not in board.picture.alt
    assert board.mark.description == "Mark what came"
    board.mark.click()
    assert board.picture.alt.count("this holds") == 1
    assert said(board.came).strip().startswith("It came to 3")
    assert "holds" in ClassBoard(shared).picture.alt, "also on a page that is opened later"
    board.mark.click()
    assert "holds" not in board.picture.alt and said(board.came).strip() == ""


def test_where_no_seat_has_seen_it_it_is_lived_as_the_class_plays_it(shared, monkeypatch):
    lived = []

    def in_no_time(answers, settings):
        lived.append((answers.lesson.trade, answers.seed))
        return [Answers(lesson("02")).lived(one, 2) for one in settings]

    monkeypatch.setattr(Answers, "all_lived", in_no_time)
    board = ClassBoard(shared, Workshop(scenario="hotel", seed=7))
    board.choice.value = "02"
    board.mark.click()
    assert lived == [("hotel", 7)] and "this holds" in board.picture.alt


@pytest.mark.parametrize("wrong_names", [False, True])
def test_nobody_is_named_unless_the_trainer_has_said_so(shared, wrong_names):
    shared.put(vote("seat01", 1, 0))
    shared.put(vote("seat02", 1, 3))
    board = ClassBoard(shared, Workshop(wrong_names=wrong_names))
    assert "seat" not in board.said.value, "nothing before the answer is marked"
    shared.put(Entry("marked", TRAINER, "02", MARKED))
    board.refresh()
    assert ("seat01" in board.said.value) == wrong_names
    assert "seat02" not in board.said.value


def test_pasted_codes_are_taken_and_what_is_refused_stays(board):
    good = [code_of(Result("02", seat, 1, 3)) for seat in (4, 5)]
    other, twice = code_of(Result("03", 6, 1)), good[0].lower()
    mistyped = good[1][:-1] + ("0" if good[1][-1] != "0" else "1")
    board.codes.box.value = "\n".join([*good, mistyped, other, twice])
    board.codes.go.click()
    told = said(board.codes.says)
    assert "2 codes taken." in told
    assert f"{mistyped}: a letter is mistyped" in told
    assert f"{other}: it is of module 03, but this is 02" in told
    assert f"{twice}: this code is here already" in told
    assert board.codes.box.value.split() == [mistyped, other, twice]
    assert board.picture.alt.startswith("First vote: 2 of 2; second vote: 2 of 2.")


def test_raised_hands_are_counted(board):
    for field, number in zip(board.hands.counts, (1, 2, 3, 4, 5), strict=True):
        field.value = number
    board.hands.go.click()
    assert "15 hands counted." in said(board.hands.says)
    assert board.picture.alt.startswith("First vote: 15 of 15; second vote: 0 of 15.")
    board.hands.vote.value = 2
    board.hands.go.click()
    assert "second vote: 15 of 15" in board.picture.alt


def test_a_board_that_is_away_is_told_and_nothing_is_lost(board, shared, monkeypatch):
    shared.put(vote("seat01", 1, 2))
    board.refresh()
    with monkeypatch.context() as away:
        for step in ("read", "put"):
            away.setattr(Board, step, _gone)
        board.refresh()
        assert said(board.message).strip() == "The disk is gone."
        board.hands.go.click()
        assert said(board.hands.says).strip() == "the disk is gone."
    assert board.picture.alt.startswith("First vote: 1 of 1")
    board.refresh()
    assert said(board.message).strip() == ""


def _gone(*_):
    raise BoardError("the disk is gone")


def test_what_is_set_aside_is_named(board, shared):
    shared.put(vote("seat01", 1, 9))
    board.refresh()
    assert "What seat01 said about 02 is set aside: vote 1 is 9" in board.aside.value


def test_the_votes_are_written_as_a_table_and_over_nothing_else(
    board, shared, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    shared.put(vote("seat01", 1, 2))
    board.save.click()
    assert "Written to votes.csv" in said(board.message)
    assert (tmp_path / "votes.csv").read_text().startswith(f"{BEGINS}02,seat01,1,3,")
    board.refresh()
    assert "Written to votes.csv" in said(board.message), "it stays until something else is done"
    (tmp_path / "votes.csv").write_text("mine")
    board.save.click()
    assert "this file is not from here" in said(board.message)
    assert (tmp_path / "votes.csv").read_text() == "mine"


def test_the_game_of_the_class_is_one_picture(board, shared):
    board.choice.value = "game"
    assert board.picture.alt == "No team has run a quarter yet."
    assert board.mark.layout.display == "none"
    terms = sim.Game(sim.load("corner_shop"), 2).terms
    Room(shared, TRAINER).set_terms(terms)
    for seat, name in (("seat01", "Aces"), ("seat02", "Kings")):
        Room(shared, seat).claim(name)
        log = {"entries": [{"settings": dict(terms.start)}]}
        shared.put(Entry("log", seat, "10", {"team": name, "ran": 1, "cash": 5e4, "log": log}))
    board.refresh()
    assert "Aces, 1 quarters: staff" in board.picture.alt and "Kings" in board.picture.alt
    board.choice.value = "02"
    assert board.picture.alt.startswith("First vote")
    assert board.mark.layout.display == ""


def test_two_seats_vote_and_the_board_knows(shared, short, tmp_path):
    from sim.lessons.logbook import Logbook

    board = ClassBoard(shared)
    board.choice.value = "02"
    for seat in ("seat01", "seat02"):
        book = Logbook(tmp_path / seat)
        page = Page(short, book, Outbox(book, str(shared.file), seat))
        predict = Predict(page)
        assert said(predict.shared).strip() == ""
        for answer in (0, 3):
            predict.choice.value = answer
            predict.because.value = "few complain"
            predict.commit.click()
        assert "Your vote is on the board of your class." in said(predict.shared)
        page.close()
    board.refresh()
    assert board.picture.alt.startswith("First vote: 2 of 2; second vote: 2 of 2.")
    assert board.said.value.count("few complain") == 1


def test_a_seat_whose_board_is_away_goes_on_and_shows_its_code(short, book, tmp_path):
    wall = tmp_path / "wall"
    wall.write_text("no folder")
    page = Page(short, book, Outbox(book, str(wall / "class"), "seat07"))
    predict = Predict(page)
    predict.choice.value = 2
    predict.commit.click()
    told = said(predict.shared)
    assert "The class does not know of it yet" in told
    assert f"yours is {code_of(Result('02', 7, 2))}." in told
    wall.unlink()
    page.tell()
    page.noted += 1
    assert "Your vote is on the board of your class." in said(predict.shared)
    page.close()


def test_a_page_without_a_class_shows_its_code(page):
    predict = Predict(page)
    assert said(predict.shared).strip() == ""
    predict.choice.value = 2
    predict.commit.click()
    assert re.search(r"yours is 02-[0-9A-Z]{4}-[0-9A-Z]{4}\.", said(predict.shared))


def test_the_environment_says_where_the_board_is(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "own_file", lambda name: tmp_path / "own" / name)
    monkeypatch.delenv(BOARD, raising=False)
    monkeypatch.delenv(PLACE, raising=False)
    assert open_board().shared.file.parent == tmp_path / "own"
    folder = tmp_path / "shared"
    folder.mkdir()
    monkeypatch.setenv(BOARD, str(folder))
    Folder(folder).put(vote("seat01", 1, 2))
    assert open_board().picture.alt.startswith("First vote: 1 of 1")
    monkeypatch.setenv(BOARD, str(tmp_path / "wall" / "class"))
    (tmp_path / "wall").write_text("no folder")
    assert "the board cannot be opened" in open_board().value


def test_the_trainer_s_file_says_how_many_seats_there_are_and_who_may_be_named(
    shared, tmp_path, monkeypatch
):
    file = tmp_path / "day.toml"
    file.write_text('modules = ["02", "04"]\nseats = 25\nwrong_names = true\n')
    monkeypatch.setenv(PLACE, str(file))
    board = open_board(shared.file)
    assert [number for _, number in board.choice.options] == ["02", "04", "game"]
    assert len(board.workshop.seat_names) == 25 and board.workshop.wrong_names
    file.write_text("seats = 0\n")
    board = open_board(shared.file)
    assert "seats" in said(board.message) and board.workshop is None


def test_every_module_can_be_shown(board):
    for _, number in board.choice.options:
        board.choice.value = number
        if number != "game":
            assert lesson(number).prediction.question in said(board.question).replace("&#x27;", "'")
