"""Two lives: where they part, worked by hand and in two runs; and the picture of them."""

import re
from dataclasses import replace

import numpy as np
import pytest

import sim
from sim import facts
from sim.show.style import SMALLEST, STYLES, new_figure
from sim.show.two_lives import describe_two_lives, two_lives
from sim.show.two_lives_data import (
    NOTHING,
    joint_steps,
    parting_of,
    parting_sentence,
    two_lives_of,
    who_ends_differently,
)
from tests.show.reading import clipped, overlapping, smallest, words

LIGHT = STYLES[0]
DAYS = 182
NAMES = ("As it is", "If asked")
SHOP = sim.load(
    "corner_shop",
    changes={
        "time.days": DAYS,
        "time.warm_up_days": 0,
        "moments.problems_per_customer_year": 2.0,
    },
)


@pytest.fixture(scope="module")
def one():
    return sim.run(SHOP)


@pytest.fixture(scope="module")
def other():
    return sim.run(SHOP.with_({"voice.asked_share": 0.5, "recovery.authority": 1.0}))


@pytest.fixture(scope="module")
def both(one, other):
    return two_lives_of(one, other, who_ends_differently(one, other)[0], NAMES)


def with_facts(run, *rows):
    """The run with these facts of customer 5 in it: (time, kind, where, other)."""
    filled = [(*row, -1, -1)[:4] for row in rows]
    table = np.array([(t, kind, 5, where, by, 0.0) for t, kind, where, by in filled], facts.FACT)
    return replace(run, outcome=run.outcome._replace(facts=table))


START = ((0.0, facts.STARTED_AS_CUSTOMER), (3.0, facts.VISIT))
FAILS = ((3.1, facts.MISERY_MINOR, 2), (3.1, facts.SILENT, 2))
ASKED = ((3.1, facts.MISERY_MINOR, 2), (3.1, facts.ASKED, 2))


def test_two_lives_part_at_the_first_thing_that_is_not_the_same(one):
    parting = parting_of(with_facts(one, *START, *FAILS), with_facts(one, *START, *ASKED), 5)
    assert parting == (
        3.1,
        "says nothing to anybody",
        "is asked, and tells",
        (facts.SILENT, facts.ASKED),
    )


def test_a_little_more_waiting_is_no_difference(one):
    here = with_facts(one, *START, (3.1, facts.QUEUED, 2), (3.11, facts.MAGIC, 2))
    there = with_facts(one, *START, (3.14, facts.MAGIC, 2))
    assert parting_of(here, there, 5) is None
    there = with_facts(one, *START, (3.7, facts.MAGIC, 2))
    assert parting_of(here, there, 5).time == 3.11


def test_another_place_or_another_customers_word_is_a_difference(one):
    here = with_facts(one, *START, (3.1, facts.MAGIC, 2))
    assert parting_of(here, with_facts(one, *START, (3.1, facts.MAGIC, 1)), 5).time == 3.1
    here = with_facts(one, *START, (4.0, facts.HEARD_GOOD, -1, 7))
    there = with_facts(one, *START, (4.0, facts.HEARD_GOOD, -1, 8))
    assert parting_of(here, there, 5).first == "hears a good word from customer 7"


def test_where_one_life_has_nothing_more_the_other_goes_on(one):
    parting = parting_of(with_facts(one, *START, *FAILS), with_facts(one, *START), 5)
    assert (parting.time, parting.second) == (3.1, NOTHING)
    assert parting.kinds == (facts.MISERY_MINOR, facts.NOWHERE)


def test_the_same_scenario_is_one_life(one):
    assert who_ends_differently(one, one) == ()
    both = two_lives_of(one, one, 3, NAMES)
    assert both.parting is None
    assert parting_sentence(both) == "The two lives are the same from beginning to end."
    assert describe_two_lives(both).endswith("The two lives are the same from beginning to end.")
    steps = joint_steps(one, one, both)
    assert all("As it is" not in step.text for step in steps)
    ax = axis()
    two_lives(ax, both)
    assert "no difference" in words(ax.figure)


def test_those_who_end_differently_do_and_the_asked_come_first(one, other):
    found = who_ends_differently(one, other)
    assert found == who_ends_differently(one, other)
    here, there = one.outcome.people, other.outcome.people
    ever = (here["tenure"] > 0) & (there["tenure"] > 0)
    assert set(found) == set(np.flatnonzero(ever & (here["active"] != there["active"])).tolist())
    first = [parting_of(one, other, customer).kinds for customer in found]
    directly = [facts.SILENT in kinds and facts.ASKED in kinds for kinds in first]
    assert directly == sorted(directly, reverse=True)
    assert sum(directly) > 3
    many = sum(directly)
    assert list(found[:many]) == sorted(found[:many])
    assert list(found[many:]) == sorted(found[many:])


def test_until_they_part_everything_is_told_once(one, other, both):
    steps = joint_steps(one, other, both)
    times = [step.time for step in steps]
    assert times == sorted(times)
    cut = both.parting.time
    before = [step for step in steps if step.time < cut]
    assert before
    assert all(step.text.startswith("In both: ") for step in before)
    (parting,) = [step for step in steps if step.time == cut]
    assert "As it is: says nothing to anybody" in parting.text
    assert "If asked: is asked, and tells" in parting.text
    assert steps[-1].text in (
        "As it is: no customer any more at the end.\nIf asked: still a customer at the end.",
        "As it is: still a customer at the end.\nIf asked: no customer any more at the end.",
    )


def test_no_visit_is_lost_in_telling_two_lives(one, other):
    for customer in who_ends_differently(one, other)[:10]:
        both = two_lives_of(one, other, customer, NAMES)
        came = {"As it is": 0, "If asked": 0}
        for step in joint_steps(one, other, both):
            for line in step.text.split("\n"):
                name, _, text = line.partition(": ")
                for often in re.findall(r"comes in( twice| [\d,]+ times)?", text):
                    number = {"": 1, " twice": 2}.get(often) or int(often.split()[0])
                    for life in came if name == "In both" else (name,):
                        came[life] += number
        for run, told in zip((one, other), came.values(), strict=True):
            table = run.outcome.facts
            own = table["who"] == customer
            assert told == (table["kind"][own] == facts.VISIT).sum()


def axis(style=LIGHT, width=840, height=304):
    return new_figure(width, height, style).add_axes((0.005, 0.12, 0.985, 0.76))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("size", [(840, 304), (1280, 720)])
def test_the_picture_can_be_read_at_every_time(one, other, style, size):
    for customer in who_ends_differently(one, other)[:2]:
        both = two_lives_of(one, other, customer, NAMES)
        for until in (0.0, both.parting.time, 0.9 * DAYS, None):
            ax = axis(style, *size)
            two_lives(ax, both, style, until)
            assert clipped(ax.figure) == []
            assert overlapping(ax.figure) == []
            assert smallest(ax.figure) >= SMALLEST - 1e-9


def test_the_picture_holds_both_lives_and_the_day_on_which_they_part(both):
    ax = axis()
    two_lives(ax, both)
    drawn = {}
    for mark in ax.lines:
        drawn.setdefault(mark.get_label(), []).append(np.asarray(mark.get_xdata(), dtype=float))
    for place, life in enumerate(both.lives):
        assert np.array_equal(drawn["visits"][place], life.visits)
        assert np.array_equal(drawn["moments of magic"][place], life.magic)
        heard = [one.time for one in life.miseries if one.heard]
        assert drawn["failures heard"][place].tolist() == heard
    assert all(line.tolist() == [both.parting.time] * 2 for line in drawn["they part"])
    assert f"they part on day {int(both.parting.time)}" in words(ax.figure)


def test_before_they_part_nothing_is_given_away_and_nothing_jumps(both):
    seen = []
    for until in (both.parting.time - 0.5, None):
        ax = axis()
        two_lives(ax, both, until=until)
        thresholds = [
            tuple(line.get_ydata()) for line in ax.lines if line.get_label() == "threshold"
        ]
        seen.append((ax.get_xlim(), ax.get_ylim(), thresholds))
        parted = [line for line in ax.lines if line.get_label() == "they part"]
        assert bool(parted) == (until is None)
        assert ("so far alike" in words(ax.figure)) == (until is not None)
    assert seen[0] == seen[1]
    assert describe_two_lives(both, 1.0).endswith("There is no difference yet.")


def test_both_lives_are_said(both):
    said = describe_two_lives(both)
    assert said.startswith(
        f"The life of customer {both.customer}, twice with the same luck, up to day {DAYS}."
    )
    assert parting_sentence(both) in said
    assert "As it is: " in said
    assert "If asked: " in said


def test_runs_without_the_same_luck_or_length_are_no_two_lives(one):
    with pytest.raises(ValueError, match="seed is 26 in one run and 27 in the other"):
        two_lives_of(one, replace(one, seed=27), 3, NAMES)
    short = sim.run(SHOP.with_({"time.days": 20}))
    with pytest.raises(ValueError, match="days is 182 in one run"):
        who_ends_differently(one, short)
    with pytest.raises(ValueError, match="must be a number from 0"):
        two_lives_of(one, one, 10**6, NAMES)
