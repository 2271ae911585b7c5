"""The votes of a class, whichever way they came: counted once, without names, or set aside."""

import csv
from io import StringIO

import pytest

from sim.lessons import lesson
from sim.lessons.answers import Answers
from sim.play.board import TRAINER, BoardError, Entry
from sim.play.board.came import what_came
from sim.play.board.code import Result, code_of
from sim.play.board.table import BEGINS, votes_table
from sim.play.board.votes import check_code, votes_of


def vote(seat, number, answer, because="", module="02"):
    said = {"vote": number, "answer": answer, "because": because}
    return Entry("prediction", seat, module, said)


def hands(number, counts):
    return Entry("hands", TRAINER, "02", {"vote": number, "counts": counts})


def code(seat, first, second=None, right=None, module="02"):
    return code_of(Result(module, seat, first, second, right))


def test_both_votes_are_counted_and_a_later_one_stands_for_an_earlier_one():
    votes = votes_of(
        [
            Entry("opened", "seat 3", "02", {}),
            vote("seat 1", 1, 0, "few complain"),
            vote("seat 2", 1, 0, "Few complain <b>"),
            vote("seat 1", 2, 3, "few complain"),
            vote("seat 1", 2, 4, "few complain"),
            vote("seat 2", 1, 2, module="03"),
        ],
        "02",
    )
    assert votes.counts(1) == (2, 0, 0, 0, 0) and votes.counts(2) == (0, 0, 0, 0, 1)
    assert votes.people == 3, "who has opened the module is there, voted or not"
    assert votes.reasons == ("few complain", "Few complain <b>")
    assert "seat" not in " ".join(votes.reasons)


def test_who_leads_does_not_vote_and_who_sits_does_not_lead():
    mark = {"right": [3, 3], "said": ""}
    votes = votes_of(
        [
            vote(TRAINER, 1, 2),
            Entry("hands", "seat 1", "02", {"vote": 1, "counts": [9, 9, 9, 9, 9]}),
            Entry("marked", "seat 1", "02", mark),
        ],
        "02",
    )
    assert votes.counts(1) == (0,) * 5 and votes.people == 0 and votes.right is None


def test_raised_hands_are_added_and_the_last_count_stands():
    votes = votes_of([hands(1, [9, 0, 0, 0, 0]), hands(1, [1, 2, 3, 4, 5]), vote("a", 1, 0)], "02")
    assert votes.counts(1) == (2, 2, 3, 4, 5)
    assert votes.people == 16


@pytest.mark.parametrize(
    "wrong",
    [
        vote("seat 1", 1, 5),
        vote("seat 1", 1, -1),
        vote("seat 1", 1, "3"),
        vote("seat 1", 1, True),
        vote("seat 1", 1, [1]),
        vote("seat 1", 3, 1),
        Entry("prediction", "seat 1", "02", {}),
        Entry("scored", "seat 1", "02", {"mean": "much"}),
        hands(1, [1, 2]),
        hands(1, [1, 2, 3, 4, -5]),
        Entry("code", TRAINER, "02", {"code": "02-0000-0000"}),
        Entry("marked", TRAINER, "02", {"right": [3, 9], "said": ""}),
    ],
)
def test_what_says_something_else_is_set_aside_and_named(wrong):
    votes = votes_of([wrong, vote("seat 2", 1, 4)], "02")
    assert votes.counts(1) == (0, 0, 0, 0, 1)
    (told,) = votes.aside
    assert told.startswith(f"What {wrong.seat} said about 02 is set aside: ")


def test_who_was_wrong_is_known_only_once_the_answer_is_marked():
    entries = [vote("seat 1", 1, 0), vote("seat 1", 2, 3), vote("seat 2", 1, 1)]
    assert votes_of(entries, "02").wrong == ()
    marked = [*entries, Entry("marked", TRAINER, "02", {"right": [3, 4], "said": "So it is."})]
    votes = votes_of(marked, "02")
    assert votes.wrong == ("seat 2",) and votes.came == "So it is."
    hidden = [*marked, Entry("marked", TRAINER, "02", {"right": None, "said": ""})]
    assert votes_of(hidden, "02").right is None


def test_a_code_is_taken_once_and_a_later_one_of_the_seat_adds_to_it():
    first = check_code(code(7, 1), "02", [])
    second = check_code(code(7, 1, 3), "02", [first])
    votes = votes_of([first, second], "02")
    assert votes.counts(1) == (0, 1, 0, 0, 0) and votes.counts(2) == (0, 0, 0, 1, 0)
    assert list(votes.voters) == ["seat07"]
    for again in (code(7, 1), code(7, 1).lower().replace("-", " ")):
        with pytest.raises(BoardError, match="this code is here already"):
            check_code(again, "02", [first, second])


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (code(7, 1, module="03"), "it is of module 03, but this is 02"),
        (code(7, 2, 3), "seat07 has voted already, and differently"),
        (code(7, None), "there is no vote in it"),
        (code(7, 1)[:-1] + "U", "no code has the letter U"),
    ],
)
def test_a_code_is_refused_in_a_sentence_that_says_why(given, sentence):
    there = [check_code(code(7, 1, 3), "02", [])]
    with pytest.raises(BoardError) as told:
        check_code(given, "02", there)
    assert sentence in str(told.value)


def test_what_came_is_what_the_seats_have_seen():
    seen = {"mean": 3.0, "low": 2.9, "high": 3.1}
    votes = votes_of([Entry("scored", f"seat {one}", "02", seen) for one in range(2)], "02")
    came = what_came(Answers(lesson("02")), votes)
    bins = lesson("02").prediction.bins
    (place,) = [place for place, one in enumerate(bins) if one.low <= 3.0 < one.high]
    assert came["right"] == [place, place] and came["said"].startswith("It came to 3")


def test_the_votes_are_a_table_whose_cells_no_spreadsheet_runs():
    entries = [
        vote("seat 1", 1, 0, "=1+1"),
        Entry("scored", "seat 1", "02", {"mean": 3.0, "low": None, "high": None}),
        check_code(code(9, 4, right=(2, 3)), "02", []),
        hands(2, [0, 0, 8, 0, 0]),
    ]
    text = votes_table(entries)
    assert text.startswith(BEGINS)
    rows = list(csv.DictReader(StringIO(text)))
    told = [(row["seat"], row["vote"], row["answer"], row["off"], row["number"]) for row in rows]
    assert told == [
        ("seat 1", "1", "1", "2", "1"),
        ("seat09", "1", "5", "1", "1"),
        ("raised hands", "2", "3", "", "8"),
    ]
    assert rows[0]["because"] == "'=1+1"
    assert rows[0]["words"] == lesson("02").prediction.bins[0].words


@pytest.mark.parametrize("mean", [-1.0, None, 10**400, "much"])
def test_a_score_that_cannot_be_costs_the_others_nothing(mean):
    odd = Entry("scored", "seat 1", "02", {"mean": mean, "low": 2.9, "high": 3.1})
    text = votes_table([vote("seat 1", 1, 0), odd, vote("seat 2", 1, 0)])
    assert [row["off"] for row in csv.DictReader(StringIO(text))] == ["", ""]


def test_a_code_is_compared_with_those_that_the_trainer_has_taken():
    strange = Entry("code", "seat 1", "02", {})
    assert check_code(code(7, 1), "02", [strange]).seat == TRAINER
