"""Predictions are scored as a fair judge would."""

import pytest

from sim.lessons.answer import Spread
from sim.lessons.lesson import Bin, Prediction
from sim.lessons.scoring import place_of, score, score_said

NONE = float("nan")
ASKED = Prediction(
    question="How many?",
    bins=(
        Bin("less", 0, 1),
        Bin("same", 1, 2),
        Bin("twice", 2, 3),
        Bin("thrice", 3, 4),
        Bin("more", 4, float("inf")),
    ),
    settings=(),
    truth=lambda _: Spread(2.5, 2.2, 2.8, 8),
    said=lambda truth: f"{truth.mean:.1f}",
)


@pytest.mark.parametrize(
    ("given", "right", "off"),
    [(0, (2,), 2), (1, (2,), 1), (2, (2,), 0), (3, (2,), 1), (4, (2,), 2)],
)
def test_one_answer_holds(given, right, off):
    assert score(ASKED, given, Spread(2.5, 2.2, 2.8, 8)) == (right, off)


def test_where_the_interval_reaches_into_a_second_answer_both_hold():
    truth = Spread(2.1, 1.8, 2.4, 8)
    assert score(ASKED, 1, truth).off == score(ASKED, 2, truth).off == 0
    assert score(ASKED, 4, truth).off == 2


def test_one_run_has_no_interval_and_is_scored_by_itself():
    assert score(ASKED, 4, Spread(2.1, NONE, NONE, 1)) == ((2,), 2)


def test_the_edge_belongs_to_the_upper_answer():
    assert [place_of(ASKED, value) for value in (0, 1, 2, 3.999, 4, 1e9)] == [0, 1, 2, 3, 4, 4]
    with pytest.raises(ValueError, match=r"the truth is -0.5, but no answer"):
        place_of(ASKED, -0.5)


def test_it_is_said_without_blame():
    truth = Spread(2.5, 2.2, 2.8, 8)
    assert score_said(ASKED, 2, truth) == "It came to 2.5. Your answer holds."
    low, high = score_said(ASKED, 1, truth), score_said(ASKED, 4, truth)
    assert low == "It came to 2.5. Your answer was one answer too low: “twice” holds."
    assert high == "It came to 2.5. Your answer was 2 answers too high: “twice” holds."
