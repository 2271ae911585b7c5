"""Information that is bought: from the truth, with the bias that it states."""

import numpy as np
import pytest

import sim
from sim import facts
from sim.play.game import Game
from sim.play.game.flight import live
from sim.play.game.information import ANSWERS, report_of
from sim.play.game.quarter import REASONS, Window


@pytest.fixture(scope="module")
def lived():
    game = Game(sim.load("corner_shop"), quarters=1)
    entry = game.terms.entry(None, {})
    return game.terms, live(game.terms, (entry,)).outcome


def several(terms, outcome, source, often=200):
    found = terms.source(source)
    return [report_of(found, outcome, 1, seed, 0).figures for seed in range(often)]


def test_a_survey_asks_only_those_who_still_come(lived):
    terms, outcome = lived
    people = outcome.people
    active = people["active"] == 1
    told = np.mean([one["content"] for one in several(terms, outcome, "survey")])
    assert told == pytest.approx((people["account"][active] >= 0).mean(), abs=0.01)
    left = (people["tenure"] > 0) & ~active
    everybody = (people["account"][active | left] >= 0).mean()
    assert told > everybody


def test_shoppers_see_what_is_lived_at_few_visits(lived):
    terms, outcome = lived
    seen = Window(outcome, 1)
    share = seen.count(facts.SPOILED) / seen.count(facts.VISIT)
    found = [one["spoiled"] for one in several(terms, outcome, "mystery_shopper")]
    visits = terms.source("mystery_shopper").asks
    assert np.mean(found) == pytest.approx(visits * share, abs=0.3)
    assert np.var(found) > 0


def test_exit_interviews_hear_the_angry_least(lived):
    terms, outcome = lived
    seen = Window(outcome, 1)
    assert sum(seen.count(kind) for kind in REASONS) <= terms.source("exit_interviews").asks
    rows = several(terms, outcome, "exit_interviews")
    for kind in (facts.LEFT_FAILURE, facts.LEFT_MOVED, facts.LEFT_COMPETITOR):
        told = np.mean([one[REASONS[kind]] for one in rows])
        assert told == pytest.approx(ANSWERS[kind] * seen.count(kind), rel=0.25, abs=1)


def test_the_same_quarter_reports_the_same(lived):
    terms, outcome = lived
    for source in terms.sources:
        assert report_of(source, outcome, 1, 26, 0) == report_of(source, outcome, 1, 26, 0)
        assert source.bias
