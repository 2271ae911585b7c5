"""Module 02: ask the silent, and the report gets worse while fewer leave."""

import pytest

from sim.lessons import lesson
from sim.lessons.answers import Answers
from sim.lessons.scoring import score
from sim.lessons.the_silent_26 import heard, leave, saved
from sim.lessons.two_views import TWO_VIEWS
from sim.show.style import STYLES, new_figure
from tests.lessons.trying import assert_readable, assert_sound, shown_at
from tests.show.reading import clipped, overlapping

LESSON = lesson("02")
RUNS = LESSON.replications


@pytest.fixture(scope="module")
def answers():
    return Answers(LESSON)


def test_it_is_whole():
    assert_sound(LESSON)


def test_the_report_grows_with_every_step_while_fewer_leave(answers):
    quiet, half, most = (answers.at(asked=asked) for asked in (0, 30, 60))
    assert half.against(quiet, heard).low > 0
    assert most.against(half, heard).low > 0
    assert half.against(quiet, leave).high < 0
    assert most.against(half, leave).high < 0


def test_the_shop_does_not_get_worse(answers):
    """More is heard of; what customers live through grows only with the number who stay."""
    quiet, asked = answers.at(asked=0), answers.at(asked=30)
    more = asked.against(quiet, "miseries").difference / quiet.mean("miseries")
    assert -0.05 < more < 0.1


def test_twenty_six_are_silent_for_each_one_heard(answers):
    silent = answers.at(asked=0).spread(lambda one: (one["miseries"] - heard(one)) / heard(one))
    assert silent.low < 27 < silent.high + 3
    assert 22 < silent.mean < 33


def test_nine_times_as_many_are_heard(answers):
    truth = LESSON.prediction.truth(answers.all_lived(LESSON.prediction.settings))
    assert score(LESSON.prediction, 3, truth) == ((3,), 0)
    # of 27 one is heard unasked, and of the other 26 three in ten: 1 + 26 * 0.3 = 8.8
    assert truth.low < 8.8 < truth.high


def test_what_is_told_comes_from_the_runs(answers):
    first, second, third, _ = LESSON.told(answers.at)
    quiet, asked = answers.at(asked=0), answers.at(asked=30)
    assert f"heard of {quiet.mean(heard):.0f} failures" in first
    assert f"through {quiet.mean('miseries'):.0f}" in first
    assert f"shows {asked.mean(heard):.0f} failures" in second
    assert f"{quiet.mean(leave):.1f} left a year" in third
    assert f"{asked.mean(leave):.1f} after" in third


@pytest.mark.parametrize("lifted", [0, 1])
@pytest.mark.parametrize("asked", [0, 30, 60])
def test_the_whole_picture_can_be_read(answers, asked, lifted):
    shown = shown_at(answers, asked=asked, lifted=lifted)
    assert_readable(LESSON, shown)
    assert ("never heard of" in LESSON.describe(shown)) == bool(lifted)


def test_the_curve_starts_at_none_kept(answers):
    stops = saved(shown_at(answers, asked=30))
    assert stops[0].mean == 0
    assert stops[60].mean > stops[30].mean > 0


def test_the_challenge_can_be_met_and_is_not_met_by_doing_nothing(answers):
    assert not LESSON.challenge.done(shown_at(answers))
    assert not LESSON.challenge.done(shown_at(answers, asked=30))
    assert LESSON.challenge.done(shown_at(answers, asked=60))
    assert LESSON.challenge.done(shown_at(answers, asked=40, ease=4))


def test_the_two_views_can_be_read_and_lie_apart(answers):
    seen = answers.lived({}, 4)
    for style in STYLES:
        figure = new_figure(840, TWO_VIEWS.height, style)
        TWO_VIEWS.draw(figure, seen, style)
        assert clipped(figure) == []
        assert overlapping(figure) == []
    perceived, lived = (
        round(100 * seen.mean(name)) for name in ("perceived_quality", "lived_quality")
    )
    assert perceived > lived
    assert f"{perceived} of 100" in TWO_VIEWS.told(seen)[0]
    assert f"{perceived} reported, {lived} lived" in TWO_VIEWS.describe(seen)
