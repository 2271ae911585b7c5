"""Module 04: referrals do not add up, they multiply; close to one each, the tree has no end."""

from itertools import pairwise

import numpy as np
import pytest

from sim.lessons import lesson
from sim.lessons.answers import Answers
from sim.lessons.scoring import score
from sim.lessons.word_of_mouth import WON, all_of, brings
from sim.show.referrals import added, grown
from sim.show.style import STYLES, new_figure
from tests.lessons.trying import assert_readable, assert_sound, shown_at
from tests.show.reading import clipped, overlapping

LESSON = lesson("04")
JOINS, YEARS, _ = LESSON.knobs


@pytest.fixture(scope="module")
def answers():
    return Answers(LESSON)


def test_it_is_whole():
    assert_sound(LESSON)


def test_each_brings_more_the_more_join_up_to_one_and_beyond(answers):
    known = [answers.at(joins=stop) for stop in (0, 4, 7, 13, 20)]
    assert brings(known[0]) == 0
    assert brings(known[2]) == pytest.approx(0.5, abs=0.08)
    assert brings(known[3]) == pytest.approx(0.8, abs=0.08)
    assert 0.95 < brings(known[4]) < 1.2
    for less, more in pairwise(known):
        assert more.against(less, all_of).low > 0


def test_it_is_more_than_just_added_up_and_what_theory_says(answers):
    """A family that has grown out is 1 / (1 - R) times its first members (Galton and Watson)."""
    for stop in (4, 7):
        one = answers.at(joins=stop)
        assert one.spread(all_of).low > added(WON, brings(one))
        assert one.mean(all_of) == pytest.approx(grown(WON, brings(one)), rel=0.06)


def test_close_to_one_the_tree_is_not_grown_out_after_twenty_years(answers):
    one = answers.at(joins=13)
    assert one.spread(all_of).high < grown(WON, brings(one))


def test_the_same_step_is_worth_ten_times_as_much_close_to_one(answers):
    early = answers.at(joins=4).against(answers.at(joins=2), all_of)
    late = answers.at(joins=20).against(answers.at(joins=18), all_of)
    assert early.low > 0
    assert late.low > 3 * early.high


def test_who_just_adds_up_is_wrong_and_the_fourth_answer_holds(answers):
    truth = LESSON.prediction.truth(answers.all_lived(LESSON.prediction.settings))
    assert score(LESSON.prediction, 3, truth) == ((3,), 0)
    each = brings(answers.at(**LESSON.prediction.settings[0]))
    assert score(LESSON.prediction, 1, truth).off == 2
    assert LESSON.prediction.bins[1].low < added(WON, each) < LESSON.prediction.bins[1].high


def test_fewer_years_show_less_of_it(answers):
    assert answers.at(joins=13, years=4).against(answers.at(joins=13), all_of).high < 0


def test_asking_the_loyal_makes_the_tree_larger(answers):
    assert answers.at(asked=100).against(answers.at(), all_of).low > 0


def test_under_what_research_supports_the_tree_grows_larger_still(answers):
    """More customers are loyal there, as a failure weighs less; and the loyal bring others."""
    slogans = answers.lived({"joins": 7}, 8)
    published = answers.lived({"joins": 7}, 8, "published")
    assert published.against(slogans, all_of).low > 0


def test_what_is_told_comes_from_the_runs(answers):
    first, second, third, _ = LESSON.told(answers.at)
    half, most = answers.at(joins=7), answers.at(joins=13)
    assert f"it was {half.mean(all_of):.0f} (" in first
    assert f"won make {added(WON, brings(half)):.0f}" in first
    assert f"it was {most.mean(all_of):.0f} (" in second
    assert f"make {grown(WON, brings(most)):.0f}, once" in second
    step = answers.at(joins=4).against(answers.at(joins=2), all_of)
    assert f"bring {step.difference:.0f} (" in third


def test_the_trees_are_those_of_the_first_run(answers):
    one = answers.lived({"joins": 13}, 1)
    trees = one.seen["now"]["trees"]
    assert trees.won == WON
    assert trees.won + trees.brought == one.mean(all_of)


@pytest.mark.parametrize("preset", ["slogans", "published"])
@pytest.mark.parametrize(
    "setting", [{"joins": 0}, {"joins": 1}, {}, {"joins": 13}, {"joins": 20}, {"years": 4}]
)
def test_the_whole_picture_can_be_read(answers, setting, preset):
    assert_readable(LESSON, shown_at(answers, preset=preset, **setting))


def test_theory_is_broken_where_time_is_short(answers):
    assert not LESSON.challenge.done(shown_at(answers, 8))
    assert not LESSON.challenge.done(shown_at(answers, 8, joins=20))
    assert LESSON.challenge.done(shown_at(answers, 8, joins=14, years=4))


def test_one_bad_day_is_followed(answers):
    (aside,) = LESSON.asides
    for preset in ("slogans", "published"):
        seen = answers.aside(aside, preset)
        one = seen.seen["trade"]["incident"]
        usual = seen.seen["trade"]["usual"]
        assert len(one.told) == pytest.approx(usual, abs=1)
        wanted = seen.scenarios["trade"].talk
        listeners = wanted.listeners_per_good * wanted.bad_to_good_ratio
        # of all who tell, those who told nobody are left out, and some are told twice
        assert usual == pytest.approx(listeners, rel=0.05)
        assert f"This failure reached {len(one.told)}:" in aside.told(seen)[0]
        for style in STYLES:
            figure = new_figure(840, aside.height, style)
            aside.draw(figure, seen, style)
            assert clipped(figure) == []
            assert overlapping(figure) == []


def test_the_runs_are_those_of_the_command(answers):
    """The panel's figure is a hundred and the command's ``joined_referral``."""
    one = answers.at()
    table = one.experiment().summary()
    assert one.mean(all_of) == pytest.approx(100 + table.loc["joined_referral", "mean"])
    assert np.isfinite(table.loc["referral_reproduction", "mean"])
