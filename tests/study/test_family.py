"""Who brought whom, and whom one failure was told to, worked by hand and against a run."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim import facts
from sim.outcome import Outcome
from sim.study.family import (
    descent,
    families,
    generations,
    incident,
    incidents,
    largest_family,
)
from sim.study.run import Run


def market(*rows):
    """Customers: number, parent (None for nobody's word), day of joining, still there."""
    return pd.DataFrame(
        {
            "origin": ["joined_marketing" if p is None else "joined_referral" for _, p, *_ in rows],
            "parent": [-1 if p is None else p for _, p, *_ in rows],
            "joined_at": [float(day) for _, _, day, _ in rows],
            "active": [there for *_, there in rows],
        },
        index=pd.Index([who for who, *_ in rows], name="customer", dtype=int),
    )


@pytest.fixture(scope="module")
def run():
    return sim.run(sim.load("corner_shop", changes={"time.days": 182, "time.warm_up_days": 28}))


def lived(*happened, days=100):
    """A run of which these facts are all: time, kind, who, other."""
    record = np.array([(t, k, w, -1, o, 0.0) for t, k, w, o in happened], dtype=facts.FACT)
    nothing = np.zeros(0)
    outcome = Outcome(record, nothing, nothing, nothing, nothing)
    shop = sim.load("corner_shop", changes={"time.days": days, "time.warm_up_days": 0})
    return Run(shop, 26, 0, "simpy", outcome)


def test_a_family_of_three_generations():
    #  1 brings 2 and 3; 2 brings 4; 5 brings 6; the order of the table tells nothing
    people = market(
        (4, 2, 30, True),
        (2, 1, 10, False),
        (1, None, 0, True),
        (3, 1, 20, True),
        (6, 5, 7, True),
        (5, None, 0, True),
    )
    assert descent(people)["generation"].to_dict() == {4: 2, 2: 1, 1: 0, 3: 1, 6: 1, 5: 0}
    assert descent(people)["family"].to_dict() == {4: 1, 2: 1, 1: 1, 3: 1, 6: 5, 5: 5}
    table = generations(people)
    assert table["generation"].tolist() == [0, 1, 2]
    assert table["people"].tolist() == [2, 3, 1]
    family = largest_family(people)
    assert family.index.tolist() == [1, 2, 3, 4]
    assert family["parent"].tolist() == [-1, 1, 1, 2]
    assert family["generation"].tolist() == [0, 1, 1, 2]
    assert family["active"].tolist() == [True, False, True, True]


def test_who_brings_back_the_one_that_brought_them():
    """1 brings 2, leaves, and is brought back by 2: no circle, and both are counted once."""
    people = market((1, 2, 50, True), (2, 1, 10, True))
    table = descent(people)
    assert table.loc[2, "generation"] == 1  # brought by the former self of 1
    assert table.loc[1, "generation"] == 2
    assert generations(people)["people"].tolist() == [0, 1, 1]
    assert largest_family(people).index.tolist() == [1, 2]


def test_nobody_and_nobody_brought():
    assert generations(market())["people"].tolist() == [0]
    assert largest_family(market()).empty
    alone = market((1, None, 0, True), (2, None, 3, True))
    assert generations(alone)["people"].tolist() == [2]
    assert largest_family(alone).empty


def test_a_chain_of_two_thousand():
    people = market((0, None, 0, True), *((n, n - 1, n, True) for n in range(1, 2000)))
    assert generations(people)["people"].tolist() == [1] * 2000
    assert len(largest_family(people)) == 2000


def test_a_parent_who_is_not_there_is_refused():
    with pytest.raises(ValueError, match="customer 2 came on the word of 9"):
        generations(market((2, 9, 10, True)))


def test_the_generations_of_a_run_are_its_customers(run):
    people = run.customers
    found = families(people, run.kpis["referral_reproduction"])
    assert found.generations["people"].sum() == len(people)
    referred = (people["origin"] == "joined_referral").sum()
    assert 0 < referred == found.generations["people"].iloc[1:].sum()
    assert found.reproduction == run.kpis["referral_reproduction"]


STORY = (
    (0.0, facts.STARTED_AS_CUSTOMER, 1, -1),
    (0.0, facts.STARTED_AS_CUSTOMER, 2, -1),
    (0.0, facts.STARTED_AS_CUSTOMER, 3, -1),
    (4.0, facts.LEFT_MOVED, 3, -1),
    (5.5, facts.MISERY_SERIOUS, 1, 0),
    (5.5, facts.SILENT, 1, -1),
    (5.5, facts.BAD_WORD, 1, -1),
    (5.5, facts.HEARD_BAD, 2, 1),
    (5.5, facts.HEARD_BAD, 3, 1),  # was a customer, but is none now
    (5.5, facts.WARNED_OFF, 3, 1),
    (5.5, facts.HEARD_BAD, 4, 1),
    (5.5, facts.HEARD_BAD, 4, 1),  # told twice
    (5.5, facts.HEARD_BAD, 5, 1),
    (5.5, facts.QUITS_SILENT, 1, -1),
    (5.5, facts.HELD, 1, -1),
    (6.0, facts.HEARD_BAD, 6, 2),  # another's words
    (9.0, facts.JOINED_MARKETING, 4, -1),
    (12.0, facts.LEFT_COMPETITOR, 2, -1),
    (40.0, facts.MISERY_MINOR, 1, 0),
    (40.0, facts.SPOKE_UP, 1, -1),
    (41.0, facts.HEARD_BAD, 5, 1),
    (42.0, facts.LEFT_FAILURE, 1, -1),
)


def test_an_incident_worked_by_hand():
    told = incident(lived(*STORY), 1, 5, window=10)
    assert (told.serious, told.heard, told.left, told.window) == (True, False, False, 10)
    assert told.told.index.tolist() == [2, 3, 4, 5]
    assert told.told["customer"].tolist() == [True, False, False, False]
    assert told.told["warned_off"].tolist() == [False, True, False, False]
    assert told.told["changed"].tolist() == [True, False, True, False]


def test_the_window_ends_what_is_followed():
    short = incident(lived(*STORY), 1, 5, window=5)  # to day 10.5: before 2 leaves
    assert short.told["changed"].tolist() == [False, False, True, False]
    assert incident(lived(*STORY), 1, 5, window=90).left  # on day 42
    last = incident(lived(*STORY), 1, 40, window=90)
    assert (last.serious, last.heard, last.left) == (False, True, True)
    assert last.told.index.tolist() == [5]
    assert last.window == 60  # the run ends


def test_listeners_go_with_the_failure_before():
    table = incidents(lived(*STORY))
    assert table["customer"].tolist() == [1, 1]
    assert table["day"].tolist() == [5, 40]
    assert table["listeners"].tolist() == [5, 1]


def test_every_listener_of_a_run_belongs_to_a_failure(run):
    table = incidents(run)
    assert len(table) == run.daily[["misery_minor", "misery_serious"]].to_numpy().sum()
    assert 0 < table["listeners"].sum() == run.daily["heard_bad"].sum()
    worst = table.loc[table["listeners"].idxmax()]
    told = incident(run, worst["customer"], worst["day"])
    assert 0 < len(told.told) <= worst["listeners"]
    assert not (told.told["customer"] & told.told["warned_off"]).any()


def test_wrong_incidents_are_refused():
    with pytest.raises(ValueError, match="customer 2 had no failure on day 5"):
        incident(lived(*STORY), 2, 5)
    with pytest.raises(ValueError, match="window is 0, but must be 1"):
        incident(lived(*STORY), 1, 5, window=0)
    with pytest.raises(ValueError, match="kept 0 events"):
        incidents(lived())
