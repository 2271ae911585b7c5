"""Module 10: who cuts is ahead at first and behind in the end, and the reports see little."""

import numpy as np
import pytest

from sim.lessons import lesson
from sim.lessons.answers import Answers
from sim.lessons.flight_simulator import AS_IT_IS, QUARTERS, ahead, heard
from tests.lessons.trying import assert_readable, shown_at

RUNS = 8


@pytest.fixture(scope="module")
def answers():
    return Answers(lesson("10"))


def test_who_cuts_is_ahead_for_two_quarters_and_behind_after_eight(answers):
    cut = answers.lived({"cut": 50}, RUNS)
    early = cut.gain("first_half", AS_IT_IS)
    late = cut.gain("all_quarters", AS_IT_IS)
    assert early.distinguishable and early.difference > 0
    assert late.distinguishable and late.difference < 0
    assert ahead(cut)[-1] == pytest.approx(late.difference)


def test_nothing_changed_is_nothing_ahead(answers):
    same = answers.lived({"cut": 0}, 2)
    assert np.allclose(ahead(same), 0)


def test_quarters_add_up_to_the_whole(answers):
    same = answers.lived({"cut": 0}, 2)
    views = heard(same)
    assert len(views) == QUARTERS
    assert sum(one.silent for one in views) == pytest.approx(same.mean("unheard"))
    assert sum(one.complaints for one in views) == pytest.approx(same.mean("complaints"))
    assert all(one.lived < one.recorded <= 100 for one in views)


def test_asking_lets_fewer_go_unheard_and_more_is_told(answers):
    before, after = (answers.lived({"cut": 0, "asked": share}, RUNS) for share in (0, 40))
    fewer = after.against(before, "unheard")
    assert fewer.distinguishable and fewer.difference < 0
    assert after.average("told_by_quarter").sum() > before.average("told_by_quarter").sum() == 0


def test_the_rule_can_be_broken(answers):
    one = lesson("10")
    assert one.challenge.done(shown_at(answers, RUNS, cut=30, asked=40))
    assert not one.challenge.done(shown_at(answers, RUNS, cut=30))
    assert not one.challenge.done(shown_at(answers, RUNS, cut=0, asked=40))


@pytest.mark.parametrize("under", [0, 1])
@pytest.mark.parametrize("cut", [0, 50, 100])
def test_the_picture_can_be_read(answers, under, cut):
    shown = shown_at(answers, cut=cut, under=under)
    assert_readable(lesson("10"), shown)
    assert ("Below it" in lesson("10").describe(shown)) == bool(under)


def test_what_it_teaches_is_in_numbers_of_its_own(answers):
    told = " ".join(lesson("10").told(lambda **setting: answers.lived(setting, RUNS)))
    assert "ahead after half a year" in told and "In quarter 4 you fall behind" in told
