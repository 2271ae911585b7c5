"""A life in steps: worked by hand, nothing left out, and the people worth following."""

from dataclasses import replace

import numpy as np
import pytest

import sim
from sim import facts
from sim.show.life_choice import SEVERAL, interesting
from sim.show.life_steps import FAILED, steps_of

DAYS = 182
SHOP = sim.load(
    "corner_shop",
    changes={
        "time.days": DAYS,
        "time.warm_up_days": 0,
        "moments.problems_per_customer_year": 2.0,
        "voice.silent_per_complaint": 4.0,
    },
)


@pytest.fixture(scope="module")
def lived():
    return sim.run(SHOP)


def by_hand(lived, *rows, **how):
    """Steps of customer 5 from (time, kind, where)."""
    filled = [(*row, -1)[:3] for row in rows]
    table = np.array([(t, kind, 5, where, -1, 0.0) for t, kind, where in filled], dtype=facts.FACT)
    run = replace(lived, outcome=lived.outcome._replace(facts=table))
    return [(step.when, step.text) for step in steps_of(run, 5, **how)]


def visit(time, *rows, ends=facts.COMPLETED):
    return (
        (time, facts.VISIT),
        (time, facts.STARTED, 2),
        (time + 0.01, facts.SERVED, 2),
        *rows,
        (time + 0.01, facts.SALE, 2),
        (time + 0.01, facts.GOODS, 2),
        (time + 0.01, ends),
    )


STARTS = (0.0, facts.STARTED_AS_CUSTOMER)


def test_visits_with_nothing_special_are_one_step(lived):
    told = by_hand(lived, STARTS, *visit(1.5), *visit(3.0), *visit(3.5), *visit(9.25))
    assert told == [
        ("day 0, 08:00", "Is a customer from the start."),
        ("day 1 to day 9", "Comes in 4 times, and nothing special happens."),
        (f"day {DAYS}", "Still a customer at the end."),
    ]
    assert by_hand(lived, *visit(3.0), *visit(3.5), (5.0, facts.LEFT_MOVED)) == [
        ("day 3", "Comes in twice, and nothing special happens."),
        ("day 5, 08:00", "Moves away."),
        (f"day {DAYS}", "No customer any more at the end."),
    ]
    told = by_hand(lived, *visit(1.0), *visit(2.0), *visit(3.0), *visit(4.0), cut=3.0)
    assert [text for _, text in told][:2] == ["Comes in twice, and nothing special happens."] * 2


def test_magic_is_one_sentence_with_its_visit(lived):
    magic = (1.51, facts.MAGIC, 2)
    told = by_hand(lived, STARTS, *visit(1.5, magic), *visit(3.5))
    assert told[1] == (
        "day 1, 14:00",
        'Comes in, lives a moment of magic at "Paying at the till" and goes home.',
    )
    assert told[2] == ("day 3, 14:00", "Comes in, and nothing special happens.")
    told = by_hand(lived, STARTS, *visit(1.5, magic), *visit(3.5), left_out=(facts.MAGIC,))
    assert told[1] == ("day 1 to day 3", "Comes in twice, and nothing special happens.")


def test_a_walk_out_is_told_without_going_home_twice(lived):
    told = by_hand(
        lived,
        STARTS,
        (1.5, facts.VISIT),
        (1.5, facts.QUEUED, 2),
        (1.6, facts.WALKED_OUT, 2),
        (1.6, facts.ABANDONED),
        (1.6, facts.SPOILED),
    )
    assert told[1][1] == (
        'Comes in, walks out of the line at "Paying at the till" after 0 seconds and goes home '
        "without buying."
    )


def test_a_failure_is_told_instant_by_instant_and_no_place_twice_in_a_row(lived):
    told = by_hand(
        lived,
        STARTS,
        *visit(
            1.5,
            (1.51, facts.MISERY_SERIOUS, 2),
            (1.51, facts.SILENT, 2),
            (1.51, facts.QUITS_SILENT, 2),
            (1.51, facts.LEFT_FAILURE, 2),
            ends=facts.ABANDONED,
        ),
        (1.51, facts.SPOILED),
    )
    assert told[1:] == [
        ("day 1, 14:00", 'Comes in and is served at "Paying at the till" at once.'),
        (
            "day 1, 14:07",
            'Lives a serious failure at "Paying at the till", says nothing to anybody and '
            "leaves for good.",
        ),
        (f"day {DAYS}", "No customer any more at the end."),
    ]


def test_what_happens_between_visits_at_one_instant_is_one_step(lived):
    told = by_hand(
        lived,
        STARTS,
        (5.0, facts.QUITS_AGAIN, 2),
        (5.0, facts.LEFT_FAILURE, 2),
        (5.0, facts.WITHDRAWN, 2),
        (6.0, facts.HEARD_BAD),
    )
    assert [when for when, _ in told] == [
        "day 0, 08:00",
        "day 5, 08:00",
        "day 6, 08:00",
        f"day {DAYS}",
    ]
    assert told[1][1].startswith("Has had one failure too many, leaves")


def test_every_failure_and_every_visit_is_in_some_step(lived):
    table = lived.outcome.facts
    let_down = np.unique(table["who"][np.isin(table["kind"], FAILED)])[:25]
    assert len(let_down) == 25
    for customer in let_down.tolist():
        own = table[table["who"] == customer]
        steps = steps_of(lived, customer)
        times = [step.time for step in steps]
        assert times == sorted(times)
        assert steps[-1].time == DAYS
        failures = own["time"][np.isin(own["kind"], FAILED)]
        assert {step.time for step in steps if step.failed} == set(failures.tolist())
        came = 0
        for step in steps:
            words = step.text.split()
            if step.text.startswith("Comes in"):
                came += {"twice,": 2}.get(words[2], int(words[2]) if words[2].isdigit() else 1)
        assert came == (own["kind"] == facts.VISIT).sum()


def test_those_worth_following_are_what_their_names_say(lived):
    table = lived.outcome.facts
    chosen = interesting(lived)
    assert chosen == interesting(lived)
    assert len({one.customer for one in chosen}) == len(chosen) == 24
    assert len({one.name for one in chosen[:6]}) == 6, "each of another sort"
    for one in chosen:
        kinds = table["kind"][table["who"] == one.customer].tolist()
        silent, failures = kinds.count(facts.SILENT), sum(kinds.count(kind) for kind in FAILED)
        assert kinds.count(facts.VISIT) >= SEVERAL
        if "said nothing" in one.name:
            assert silent == failures > 0
        if "never let down" in one.name:
            assert failures == 0
        if "complained" in one.name:
            assert facts.COMPLAINED in kinds
        if "left" in one.name:
            assert any(kind in facts.LEAVING for kind in kinds)
        if "stayed" in one.name:
            assert not any(kind in facts.LEAVING for kind in kinds)


def test_where_nobody_is_worth_following_it_is_who_came_most(lived):
    calm = sim.run(sim.load("corner_shop", changes={"time.days": 2, "time.warm_up_days": 0}))
    table = calm.outcome.facts
    calm = replace(calm, outcome=calm.outcome._replace(facts=table[table["kind"] == facts.VISIT]))
    (only,) = interesting(calm)
    assert only.customer == calm.outcome.people["visits"].argmax()


def test_without_events_or_for_nobody_there_are_no_steps(lived, one):
    with pytest.raises(ValueError, match="0 events"):
        steps_of(one, 0)
    with pytest.raises(ValueError, match="0 events"):
        interesting(one)
    with pytest.raises(ValueError, match="must be a number from 0"):
        steps_of(lived, 10**6)
