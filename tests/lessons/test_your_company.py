"""Module 08: bars that overlap and an order that stays; and a number that does change it."""

import pytest

from sim.lessons import lesson
from sim.lessons.answer import More
from sim.lessons.answers import Answers
from sim.lessons.your_company import (
    AS_IS,
    CHANGES,
    LESS,
    MORE,
    THINK,
    WORTH,
    bars,
    gain,
    lead,
    order,
    ranks,
    verdict,
)
from sim.show.three_bars import shared
from tests.lessons.trying import assert_readable, shown_at

LESSON = lesson("08")
RECOGNISE, RIGHT, ASK = CHANGES


@pytest.fixture(scope="module")
def answers():
    return Answers(LESSON)


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("off", [1, 4])
def test_the_picture_can_be_read(answers, number, off):
    assert_readable(LESSON, shown_at(answers, off=off, number=number))


def test_one_run_has_no_interval_and_can_still_be_drawn(answers):
    assert_readable(LESSON, shown_at(answers, runs=1))


def test_a_number_that_is_sure_is_the_same_at_both_ends(answers):
    answer = answers.lived({"off": 1}, 2)
    first = [gain(answer, RECOGNISE, end) for end in (LESS, THINK, MORE)]
    assert first[0] == first[1] == first[2]
    assert list(answer.scenarios)[-1] == f"recognition{MORE}", "the panel's figure is of the last"


def test_the_ends_are_so_many_times_less_and_more(answers):
    margins, visits = (
        [one.scenarios[AS_IS + end].value(key) for end in (LESS, THINK, MORE)]
        for key, number in (("money.gross_margin", 0), ("visits.visits_per_year", 1))
        for one in [answers.lived({"off": 2, "number": number}, 1)]
    )
    assert margins == pytest.approx([0.15, 0.3, 0.6])
    assert visits == pytest.approx([50, 100, 200])


def test_a_gain_is_a_difference_with_the_same_luck(answers):
    answer = answers.lived({"off": 2}, 3)
    pairs = zip(answer.values(WORTH, f"authority{LESS}"), answer.values(WORTH, AS_IS + LESS),
                strict=True)  # fmt: skip
    found = answer.values(More(WORTH, AS_IS + LESS), f"authority{LESS}")
    assert found == pytest.approx([with_it - without for with_it, without in pairs])
    assert gain(answer, RIGHT, LESS).mean == pytest.approx(found.mean())


@pytest.mark.slow
def test_bars_overlap_and_the_order_stays_unless_the_number_changes_it(answers):
    margin = answers.lived({"off": 4}, LESSON.replications)
    assert shared(bars(margin)) is not None
    assert order(margin, LESS) == order(margin, MORE) == [RECOGNISE, RIGHT, ASK]
    assert verdict(margin) == "The first stays first, whatever it is"
    visits = answers.lived({"off": 4, "number": 1}, LESSON.replications)
    assert order(visits, LESS)[0] == RIGHT
    assert lead(visits, LESS, RECOGNISE).high < 0
    assert verdict(visits) == "At one end another change comes first"
    assert ranks(visits)[0].startswith("If less: 1 put right, 2 recognise")


@pytest.mark.slow
def test_what_is_told_has_its_numbers_from_the_runs(answers):
    told = " ".join(LESSON.told(answers.at))
    margin = answers.at(off=LESSON.knobs[0].high)
    assert f"EUR {gain(margin, RECOGNISE, MORE).mean / 1e3:.0f}k" in told
    assert "put right, recognise, ask" in told
