"""Module 06: the average says 45 times, the next euro about once; and the best split is inside."""

import numpy as np
import pytest

from sim.lessons import lesson
from sim.lessons.answers import Answers
from sim.lessons.scoring import score
from sim.lessons.what_a_customer_is_worth import SPLITS, more_profit, one_more
from sim.show.style import STYLES, new_figure
from tests.lessons.trying import assert_readable, assert_sound, shown_at
from tests.show.reading import clipped, overlapping

LESSON = lesson("06")


@pytest.fixture(scope="module")
def answers():
    return Answers(LESSON)


def test_it_is_whole():
    assert_sound(LESSON)


def test_every_euro_of_the_ten_thousand_is_spent_on_one_or_the_other(answers):
    base = answers.base("slogans")
    for keeping in LESSON.knobs[0].stops:
        for asking in (2, 4, 12):
            one = answers.scenarios({"keeping": keeping, "asking": asking})["now"]
            asked = one.voice.asked_share * one.voice.asking_cost * one.market.customers
            hours = one.desk.hours_per_week - base.desk.hours_per_week
            desk = 52 * hours * one.desk.wage_per_hour * one.desk.agents
            won = one.market.marketing_per_year - base.market.marketing_per_year
            assert asked + desk + won == pytest.approx(10_000)
            assert min(hours, won) >= -1e-9
            assert asked + desk == pytest.approx(1000 * keeping)


def test_the_profit_rises_and_falls_again(answers):
    profit = {split: answers.at(keeping=split) for split in SPLITS}
    for low, high in ((0, 2), (2, 4), (4, 6)):
        assert profit[high].against(profit[low], "profit").low > 0
    assert profit[10].against(profit[6], "profit").high < 0
    assert profit[8].against(profit[6], "profit").high < 0


def test_with_what_customers_are_still_worth_it_does_so_too(answers):
    worth = {split: answers.at(keeping=split) for split in SPLITS}
    assert max(worth, key=lambda split: worth[split].mean("profit_npv")) == 6
    assert worth[10].against(worth[6], "profit_npv").high < 0


def test_under_what_research_supports_the_hill_is_flatter(answers):
    known = {split: answers.lived({"keeping": split}, 8, "published") for split in (0, 4, 10)}
    assert known[10].against(known[4], "profit").high < 0
    rise = known[4].against(known[0], "profit")
    steep = answers.at(keeping=4).against(answers.at(keeping=0), "profit")
    assert rise.high < steep.low


def test_the_average_is_many_times_and_the_next_euro_about_once(answers):
    before = answers.at(keeping=0).mean("acquisition_to_keeping", "before")
    assert 30 < before < 60
    kept, won = one_more({split: answers.at(keeping=split) for split in SPLITS})
    assert kept[4].is_known and won[4].is_known
    assert 0.6 < won[4].mean / kept[4].mean < 1.8
    # hardly anybody more is to be had once all are asked and the desk answers in time
    assert not kept[10].is_known or kept[10].mean > 3 * won[10].mean


def test_the_middle_answer_holds(answers):
    truth = LESSON.prediction.truth(answers.all_lived(LESSON.prediction.settings))
    assert score(LESSON.prediction, 2, truth) == ((2,), 0)
    assert score(LESSON.prediction, 4, truth).off == 2


def test_what_is_told_comes_from_the_runs(answers):
    average, following, hill, *_ = LESSON.told(answers.at)
    first, best, last = (answers.at(keeping=split) for split in (0, 6, 10))
    won = first.mean("acquisition_cost_marketing", "before")
    assert f"a customer won costs EUR {won:.0f}" in average
    fewer = (first.mean("joined_marketing") - best.mean("joined_marketing")) / 1.5
    assert f"they win {fewer:.0f} (" in following
    assert f"at EUR {6000 / fewer:.0f} each" in following
    for one in (first, best, last):
        assert f"{one.gain('profit', 'before').difference / 1000:.1f} (" in hill


def test_the_panel_says_what_the_command_says(answers):
    here = answers.at()
    table = here.experiment().summary()
    assert here.spread(LESSON.measure.of)[:3] == pytest.approx(
        tuple(table.loc["profit", ["mean", "low", "high"]])
    )


@pytest.mark.parametrize("preset", ["slogans", "published"])
@pytest.mark.parametrize("setting", [{}, {"keeping": 0}, {"keeping": 6}, {"asking": 12}])
def test_the_whole_picture_can_be_read(answers, setting, preset):
    assert_readable(LESSON, shown_at(answers, preset=preset, **setting))


def test_the_picture_with_every_stop_can_be_read(answers):
    shown = shown_at(answers, 8, keeping=6)
    stops = {split: answers.at(keeping=split) for split in SPLITS}
    full = type(shown)(shown.setting, shown.answer, stops)
    assert_readable(LESSON, full)
    hill = more_profit(full)
    assert max(hill, key=lambda split: hill[split].mean) == 6
    assert "one more kept costs" in LESSON.describe(full)


def test_the_challenge_can_be_met_and_not_by_spending_more(answers):
    def shown(**setting):
        one = shown_at(answers, 8, **setting)
        near = {stop: answers.lived(dict(one.setting) | {"keeping": stop}, 8) for stop in range(5)}
        return type(one)(one.setting, one.answer, dict(one.stops) | near)

    assert not LESSON.challenge.done(shown(keeping=10))
    assert not LESSON.challenge.done(shown(keeping=2))
    assert LESSON.challenge.done(shown(keeping=2, asking=12))


def test_a_customer_won_pays_off_and_it_is_told_when(answers):
    (aside,) = LESSON.asides
    for preset in ("slogans", "published"):
        seen = answers.aside(aside, preset)
        found = seen.seen["shop"]["worth"]
        assert np.isfinite(found.break_even)
        assert f"visit {np.ceil(found.break_even_visit):.0f}" in aside.told(seen)[0]
        assert f"visit {np.ceil(found.break_even_visit):.0f}" in aside.describe(seen)
        for style in STYLES:
            figure = new_figure(840, aside.height, style)
            aside.draw(figure, seen, style)
            assert clipped(figure) == []
            assert overlapping(figure) == []
