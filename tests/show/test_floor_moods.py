"""Moods: worked by hand, and checked against the world's own account of its people."""

from math import inf

import numpy as np
import pytest

import sim
from sim import facts
from sim.population import YEAR
from sim.show.floor_moods import CONTENT, GONE, LET_DOWN, MAGIC, moods_of

BEGIN, END = 100.0, 110.0
HERE = (0.0, facts.STARTED_AS_CUSTOMER)


def moods(*rows, begin=BEGIN, end=END):
    """The moods of one customer from (time, kind): (time, mood, front, management)."""
    table = np.array([(time, kind, 0, 0, -1, 0.0) for time, kind in rows], dtype=facts.FACT)
    return [row[1:] for row in moods_of(table, 1, begin, end).tolist()]


def silent(time):
    return (time, facts.MISERY_MINOR), (time, facts.SILENT), (time, facts.STAYS_SILENT)


def test_who_lives_nothing_special_is_content_all_along():
    assert moods(HERE) == [(BEGIN, CONTENT, 0, 0)]
    assert moods(HERE, (101.0, facts.VISIT), (101.1, facts.COMPLETED)) == [(BEGIN, CONTENT, 0, 0)]


def test_magic_lasts_until_the_next_visit():
    told = moods(
        HERE,
        (50.0, facts.VISIT),
        (50.1, facts.MAGIC),
        (50.2, facts.COMPLETED),
        (103.0, facts.VISIT),
        (103.1, facts.MAGIC),
        (105.0, facts.VISIT),
    )
    assert told == [
        (BEGIN, MAGIC, 0, 0),
        (103.0, CONTENT, 0, 0),
        (103.1, MAGIC, 0, 0),
        (105.0, CONTENT, 0, 0),
    ]


def test_a_silent_failure_is_remembered_for_a_year_and_nobody_knows():
    assert moods(HERE, *silent(103.0)) == [(BEGIN, CONTENT, 0, 0), (103.0, LET_DOWN, 0, 0)]
    ends = np.nextafter(5.0 + YEAR, inf)
    told = moods(HERE, *silent(5.0), begin=360.0, end=380.0)
    assert told == [(360.0, LET_DOWN, 0, 0), (ends, CONTENT, 0, 0)]


def test_magic_does_not_make_up_for_a_failure():
    told = moods(HERE, *silent(50.0), (103.0, facts.VISIT), (103.1, facts.MAGIC))
    assert told == [(BEGIN, LET_DOWN, 0, 0)]


def test_what_is_put_right_at_once_is_forgotten_at_once():
    told = moods(
        HERE,
        (103.0, facts.MISERY_SERIOUS),
        (103.0, facts.SPOKE_UP),
        (103.0, facts.COMPLAINED),
        (103.0, facts.PUT_RIGHT),
        (103.0, facts.STAYS_VOICED),
    )
    assert told == [(BEGIN, CONTENT, 0, 0)]


def test_who_hears_of_it():
    told = moods(
        HERE, (103.0, facts.MISERY_MINOR), (103.0, facts.SPOKE_UP), (103.0, facts.STAYS_VOICED)
    )
    assert told[-1] == (103.0, LET_DOWN, 1, 0)  # the front line, and no further
    told = moods(
        HERE, (103.0, facts.MISERY_MINOR), (103.0, facts.ASKED), (103.0, facts.STAYS_VOICED)
    )
    assert told[-1] == (103.0, LET_DOWN, 1, 1)


COMPLAINS = (
    HERE,
    (103.0, facts.MISERY_MINOR),
    (103.0, facts.SPOKE_UP),
    (103.0, facts.COMPLAINED),
    (103.0, facts.CASE_OPENED),
)


def test_an_open_complaint_is_known_and_its_answer_ends_it():
    told = moods(*COMPLAINS, (106.0, facts.RESOLVED_LATE), (106.0, facts.STAYS_VOICED))
    assert told == [(BEGIN, CONTENT, 0, 0), (103.0, LET_DOWN, 1, 1), (106.0, CONTENT, 0, 0)]


def test_an_answer_that_does_not_help_leaves_it_as_it_is():
    told = moods(*COMPLAINS, (106.0, facts.UNRESOLVED), (106.0, facts.STAYS_VOICED))
    assert told == [(BEGIN, CONTENT, 0, 0), (103.0, LET_DOWN, 1, 1)]


def test_who_has_given_up_hope_is_not_won_back_by_the_answer():
    told = moods(
        *COMPLAINS, (105.0, facts.QUITS_VOICED), (105.0, facts.HELD), (106.0, facts.RESOLVED_LATE)
    )
    assert told == [(BEGIN, CONTENT, 0, 0), (103.0, LET_DOWN, 1, 1)]


def test_an_unheard_failure_beside_a_solved_complaint_stays_unheard():
    told = moods(*COMPLAINS[:1], *silent(101.0), *COMPLAINS[1:], (106.0, facts.RESOLVED_FAST))
    assert told[1:] == [
        (101.0, LET_DOWN, 0, 0),
        (103.0, LET_DOWN, 1, 1),
        (106.0, LET_DOWN, 0, 0),
    ]


def test_joining_and_leaving():
    assert moods((103.0, facts.JOINED_MARKETING), (105.0, facts.LEFT_MOVED)) == [
        (103.0, CONTENT, 0, 0),
        (105.0, GONE, 0, 0),
    ]
    assert moods(HERE, (50.0, facts.LEFT_MOVED)) == []
    assert moods((103.0, facts.HEARD_GOOD)) == []


@pytest.mark.parametrize("trade", ["corner_shop", "telecom"])
def test_moods_at_the_end_are_the_worlds_own(trade):
    often = {"moments.problems_per_customer_year": 3.0, "voice.silent_per_complaint": 2.0}
    changes = {"time.days": 400, "time.warm_up_days": 0, "voice.asked_share": 0.2} | often
    run = sim.run(sim.load(trade, changes=changes))
    people, table = run.outcome.people, run.outcome.facts
    found = moods_of(table, len(people), 392.0, 400.0)
    last = {row[0]: row[2] for row in found.tolist()}
    mood = np.array([last.get(who, GONE) for who in range(len(people))])
    assert np.array_equal(mood != GONE, people["active"] == 1)

    hurt = people["unresolved_at"] >= 400 - YEAR
    waiting = np.zeros(len(people), dtype=bool)
    for who, kind in zip(table["who"].tolist(), table["kind"].tolist(), strict=True):
        if kind == facts.CASE_OPENED:
            waiting[who] = True
        elif kind in (facts.RESOLVED_FAST, facts.RESOLVED_LATE, facts.UNRESOLVED, facts.WITHDRAWN):
            waiting[who] = False
    assert waiting.sum() == run.daily["open_cases"].iloc[-1] > 0
    let_down = (people["active"] == 1) & (hurt | waiting)
    assert np.array_equal(mood == LET_DOWN, let_down)

    touched = np.zeros(len(people), dtype=bool)
    for who, kind in zip(table["who"].tolist(), table["kind"].tolist(), strict=True):
        if kind in (facts.VISIT, facts.MAGIC):
            touched[who] = kind == facts.MAGIC
    assert np.array_equal(mood == MAGIC, (people["active"] == 1) & ~let_down & touched)


def test_the_first_moods_are_those_of_an_earlier_look():
    run = sim.run(sim.load("corner_shop", changes={"time.days": 60, "time.warm_up_days": 0}))
    people = len(run.outcome.people)
    late = moods_of(run.outcome.facts, people, 50.0, 60.0)
    whole = moods_of(run.outcome.facts, people, 0.0, 60.0)
    known = {row[0]: row[2:] for row in whole[whole["time"] <= 50.0].tolist()}
    first = {row[0]: row[2:] for row in late[late["time"] == 50.0].tolist()}
    assert first == {who: mood for who, mood in known.items() if mood[0] != GONE}
    assert late[late["time"] > 50.0].tolist() == whole[whole["time"] > 50.0].tolist()
