"""Module 05: two hotels keep as many until a rival opens; then the locked one loses far more."""

import pytest

from sim.lessons import lesson
from sim.lessons.answers import Answers
from sim.lessons.retained_or_loyal import after, fall
from sim.lessons.scoring import score
from sim.show.style import STYLES, new_figure
from tests.lessons.trying import assert_readable, assert_sound, shown_at
from tests.show.reading import clipped, overlapping

LESSON = lesson("05")
LOCK, RIVAL, FAILURES = LESSON.knobs


@pytest.fixture(scope="module")
def answers():
    return Answers(LESSON)


def test_it_is_whole():
    assert_sound(LESSON)


def test_before_the_rival_the_two_cannot_be_told_apart_in_a_report(answers):
    here = answers.at()
    assert abs(here.gain("first_year", "loyal").difference) < 1.5
    for name in ("loyal", "now"):
        assert here.mean("first_year", name) == pytest.approx(81, abs=1.5)


@pytest.mark.parametrize("preset", ["slogans", "published"])
def test_after_it_the_locked_hotel_loses_far_more(answers, preset):
    here = answers.lived({}, LESSON.replications, preset)
    assert here.gain(after, "loyal").high < -9
    assert here.gain("loyal_then", "loyal").high < -20


def test_a_lock_keeps_more_the_year_before_and_nobody_the_year_after(answers):
    none, half, most = (answers.at(lock=lock) for lock in (LOCK.low, 40, LOCK.high))
    assert half.against(none, "first_year").low > 5
    assert most.against(half, "first_year").low > 5
    assert most.against(none, after).high < 1
    assert most.against(none, fall).low > 15


def test_the_loyal_hotel_stands_still_while_the_slider_moves(answers):
    none, most = answers.at(lock=LOCK.low), answers.at(lock=LOCK.high)
    assert none.mean(after, "loyal") == most.mean(after, "loyal")


def test_loyalty_is_no_wall_either(answers):
    assert answers.at().spread(fall, "loyal").low > 10


def test_a_stronger_rival_takes_more(answers):
    weak, strong = (answers.lived({"rival": end}, 8) for end in (RIVAL.low, RIVAL.high))
    assert strong.against(weak, fall).low > 20


def test_the_fourth_answer_holds(answers):
    truth = LESSON.prediction.truth(answers.all_lived(LESSON.prediction.settings))
    assert score(LESSON.prediction, 3, truth) == ((3,), 0)


def test_what_is_told_comes_from_the_runs(answers):
    first, second, third, fourth, _ = LESSON.told(answers.at)
    here = answers.at()
    assert f"{here.mean('first_year', 'loyal'):.0f} (" in first
    assert f"{here.mean('first_year'):.0f} (" in first
    assert f"keeps {here.mean(after, 'loyal'):.0f} (" in second
    assert f"{-here.gain(after, 'loyal').difference:.0f} (" in second
    assert f"{here.mean('loyal_then'):.0f} in the other" in third
    more = answers.at(lock=80).against(answers.at(lock=0), "first_year")
    assert f"keeps {more.difference:.0f} (" in fourth


def test_the_lines_are_the_figures(answers):
    here = answers.lived({}, 4)
    left = here.average("left")
    assert left[0] == 100
    assert left[13] == pytest.approx(here.mean("first_year"))
    kept = 100 * left[-1] / left[13]
    # the key figure is exp(-departures a customer-year): the same but for its definition
    assert here.mean(after) == pytest.approx(kept, abs=1)
    assert here.mean(after) == pytest.approx(
        100 * here.experiment().summary().loc["retention_rate", "mean"]
    )


@pytest.mark.parametrize("preset", ["slogans", "published"])
@pytest.mark.parametrize(
    "setting",
    [
        {},
        {"lock": 0},
        {"lock": 20},
        {"lock": 80},
        {"rival": 1},
        {"rival": 8},
        {"failures": 0},
        {"failures": 8, "lock": 0},
    ],
)
def test_the_whole_picture_can_be_read(answers, setting, preset):
    assert_readable(LESSON, shown_at(answers, preset=preset, **setting))


def test_the_challenge_can_be_met_and_not_by_the_lock(answers):
    assert not LESSON.challenge.done(shown_at(answers, 8))
    assert not LESSON.challenge.done(shown_at(answers, 8, lock=80))
    assert LESSON.challenge.done(shown_at(answers, 8, failures=0))


@pytest.mark.parametrize("preset", ["slogans", "published"])
@pytest.mark.parametrize("aside", LESSON.asides, ids=lambda aside: aside.title)
def test_asides_can_be_read(answers, aside, preset):
    seen = answers.aside(aside, preset)
    for style in STYLES:
        figure = new_figure(840, aside.height, style)
        aside.draw(figure, seen, style)
        assert clipped(figure) == []
        assert overlapping(figure) == []
    assert len(aside.describe(seen)) > 40


def test_the_accounts_show_who_is_loyal(answers):
    accounts, _ = LESSON.asides
    seen = answers.aside(accounts)
    shares = [
        seen.seen[name]["accounts"].loyal / len(seen.seen[name]["accounts"].balances)
        for name in ("loyal", "now")
    ]
    assert shares[0] > shares[1] + 0.2
    assert f"{shares[0]:.0%}" in accounts.told(seen)[0]


def test_the_guest_who_was_held_left_for_the_rival(answers):
    _, one = LESSON.asides
    life = answers.aside(one).seen["locked"]["life"]
    assert life.stays[-1].why == "left_competitor"
    assert life.stays[-1].left > 364
    assert any(misery.time < life.stays[-1].left for misery in life.miseries)
