"""Who was hurt at least once is what the facts say, and each customer counts once."""

import numpy as np
import pytest

import sim
from sim import facts
from sim.study.hurt import contacts_per_visit, hurt, wrong_share

FAILING = (facts.MISERY_MINOR, facts.MISERY_SERIOUS)
YEAR = {"time.days": 364, "time.warm_up_days": 0}


@pytest.fixture(scope="module")
def lived():
    changes = YEAR | {"market.customers": 300, "market.people": 750}
    return sim.run(sim.load("corner_shop", changes=changes))


def names(record, kinds):
    return set(record["who"][np.isin(record["kind"], kinds)].tolist())


def test_it_is_what_the_facts_say(lived):
    record = lived.outcome.facts
    first = names(record, (facts.STARTED_AS_CUSTOMER,))
    assert hurt(lived).all == pytest.approx(len(names(record, FAILING) & first) / len(first))
    assert 0 < hurt(lived).all < 1


def test_after_a_warm_up_those_count_who_are_there_then():
    changes = {"time.days": 182, "time.warm_up_days": 91, "market.customers": 300}
    lived = sim.run(sim.load("corner_shop", changes=changes | {"market.people": 750}))
    record = lived.outcome.facts
    early, late = record[record["time"] <= 91], record[record["time"] > 91]
    there = set()
    for kind, who in zip(early["kind"].tolist(), early["who"].tolist(), strict=True):
        if kind in facts.JOINING:
            there.add(who)
        elif kind in facts.LEAVING:
            there.discard(who)
    struck = names(late, FAILING) & there
    assert hurt(lived).all == pytest.approx(len(struck) / len(there))


def test_events_are_not_needed(lived):
    again = sim.run(lived.scenario, keep_events=False)
    assert hurt(again) == hurt(lived)


def test_who_comes_often_is_hurt_more(lived):
    found = hurt(lived)
    assert found.seldom < found.all < found.often


def test_without_failures_nobody_is_hurt():
    changes = YEAR | {"moments.problems_per_customer_year": 0.0}
    lived = sim.run(sim.load("corner_shop", changes=changes), keep_events=False)
    assert hurt(lived) == (0, 0, 0)
    assert wrong_share(lived.outcome, 0) == 0


def test_contacts_of_a_visit_are_the_uses_of_its_touchpoints(lived):
    assert contacts_per_visit(lived.scenario) == pytest.approx(0.25 + 0.35 + 1 + 0.03)
    record = lived.outcome.facts
    contacts = (record["kind"] == facts.STARTED).sum()
    visits = (record["kind"] == facts.VISIT).sum()
    assert contacts / visits == pytest.approx(1.63, rel=0.03)
    wrong = np.isin(record["kind"], FAILING).sum() / contacts
    assert wrong_share(lived.outcome, 0) == pytest.approx(wrong)
