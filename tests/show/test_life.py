"""One customer's life: worked by hand, checked against the world's own account, and drawn."""

from math import inf

import numpy as np
import pytest

import sim
from sim import facts
from sim.show.life import describe_life, life
from sim.show.life_data import (
    Complaint,
    Misery,
    Stay,
    _start_account,
    account_changes,
    complaints_of,
    life_of,
    miseries_of,
    so_far,
    stays_of,
)
from sim.show.style import SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest, words

LIGHT = STYLES[0]
SHOP = sim.load(
    "corner_shop",
    changes={
        "time.days": 364,
        "time.warm_up_days": 91,
        "moments.problems_per_customer_year": 4.0,
        "market.returns_after_days": 30.0,
        "loyalty.half_life_days": 100.0,
        "loyalty.negative_half_life_days": 50.0,
        "loyalty.positives_per_negative": 12.0,
        "loyalty.credit_every_days": 7.0,
    },
)


def axis(style=LIGHT, width=900, height=500):
    return new_figure(width, height, style).add_axes((0.02, 0.1, 0.96, 0.78))


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


def table(*rows):
    """Facts of one customer from (time, kind)."""
    return np.array([(time, kind, 0, 0, -1, 0.0) for time, kind in rows], dtype=facts.FACT)


@pytest.fixture(scope="module")
def lived():
    return sim.run(SHOP)


@pytest.fixture(scope="module")
def full(lived):
    """A customer to whom nearly everything has happened."""
    told = lived.outcome.facts
    wanted = (facts.CASE_OPENED, facts.LEFT_FAILURE, facts.SILENT, facts.MAGIC, facts.BAD_WORD)
    found = set.intersection(*(set(told["who"][told["kind"] == kind].tolist()) for kind in wanted))
    people = lived.outcome.people
    late = (people["left_at"] > 200) & (people["left_at"] < 350) & (people["tenure"] == 1)
    return life_of(lived, min(found & set(np.flatnonzero(late).tolist())))


def test_the_account_of_a_life_worked_by_hand():
    own = table(
        (0.0, facts.STARTED_AS_CUSTOMER),
        (100.0, facts.MAGIC),  # 8 has halved to 4, and 1
        (103.0, facts.MAGIC),  # too soon after the last
        (200.0, facts.MISERY_MINOR),
        (200.0, facts.SPOKE_UP),
        (200.0, facts.PUT_RIGHT),
        (200.0, facts.RECOVERY),
        (200.0, facts.STAYS_VOICED),  # put right: nothing is taken off
        (200.0, facts.MISERY_SERIOUS),
        (200.0, facts.SILENT),
        (200.0, facts.BAD_WORD),
        (200.0, facts.STAYS_AGAIN),  # 5 has halved to 2.5, less 12
        (250.0, facts.MAGIC),  # what is below zero fades in half the time
        (251.0, facts.LEFT_MOVED),
        (252.0, facts.HEARD_GOOD),  # no customer any more
        (300.0, facts.JOINED_REFERRAL),
    )
    changes = account_changes(SHOP, own, start=8.0)
    assert [time for time, _ in changes] == [0, 100, 200, 250, 300]
    assert [balance for _, balance in changes] == pytest.approx([8, 5, -9.5, -3.75, 0])


def test_who_would_leave_but_is_held_has_nothing_left():
    own = table((0.0, facts.STARTED_AS_CUSTOMER), (100.0, facts.HELD), (200.0, facts.HEARD_BAD))
    assert account_changes(SHOP, own, start=40.0) == (
        (0.0, 40.0),
        (100.0, 0.0),
        (200.0, -SHOP.talk.bad_word_debit),
    )


@pytest.mark.parametrize("trade", ["corner_shop", "telecom"])
def test_the_account_ends_where_the_world_left_it(lived, trade):
    changes = {"time.days": 182, "time.warm_up_days": 28, "moments.problems_per_customer_year": 6.0}
    run = lived if trade == "corner_shop" else sim.run(sim.load(trade, changes=changes))
    told = run.outcome.facts
    touched = set(told["who"][told["kind"] == facts.HELD].tolist())
    resolved = np.isin(told["kind"], (facts.RESOLVED_LATE, facts.RESOLVED_FAST, facts.UNRESOLVED))
    touched |= set(told["who"][resolved].tolist())
    people = sorted(touched)[:40]
    assert len(people) > 10
    for customer in people:
        own = told[told["who"] == customer]
        stays = stays_of(own)
        start = _start_account(run, customer) if stays[0].joined == 0 else 0.0
        at, balance = account_changes(run.scenario, own, start)[-1]
        assert at == run.outcome.people["account_at"][customer]
        assert balance == pytest.approx(run.outcome.people["account"][customer], abs=1e-9)


def test_stays_failures_and_complaints_worked_by_hand():
    own = table(
        (1.0, facts.JOINED_MARKETING),
        (2.0, facts.MISERY_SERIOUS),
        (2.0, facts.SILENT),
        (3.0, facts.MISERY_MINOR),
        (3.0, facts.SPOKE_UP),
        (3.0, facts.CASE_OPENED),
        (9.0, facts.RESOLVED_LATE),
        (20.0, facts.MISERY_MINOR),
        (20.0, facts.ASKED),
        (20.0, facts.CASE_OPENED),
        (21.0, facts.LEFT_COMPETITOR),
        (21.0, facts.WITHDRAWN),
        (90.0, facts.JOINED_REFERRAL),
    )
    assert stays_of(own) == (Stay(1.0, 21.0, "left_competitor"), Stay(90.0, inf, ""))
    assert miseries_of(own) == (
        Misery(2.0, serious=True, heard=False),
        Misery(3.0, serious=False, heard=True),
        Misery(20.0, serious=False, heard=True),
    )
    assert complaints_of(own) == (
        Complaint(3.0, 9.0, "resolved late"),
        Complaint(20.0, 21.0, "withdrawn"),
    )


def test_up_to_a_day_there_is_no_word_of_what_comes_later(full):
    opened = full.complaints[0].opened
    before, then = so_far(full, opened - 1e-6), so_far(full, opened)
    assert len(before.complaints) == 0
    assert then.complaints == (Complaint(opened, inf, "open"),)
    assert then.stays[-1].left == inf
    assert (then.visits <= opened).all()
    assert then.account[-1, 0] == opened
    assert so_far(full, None) == full
    start = so_far(full, 0)
    assert len(start.account) == (1 if full.stays[0].joined == 0 else 0)


@pytest.mark.parametrize("until", [-1, 365, float("nan")])
def test_a_day_outside_the_run_is_refused(full, until):
    with pytest.raises(ValueError, match="must be from 0 to 364"):
        so_far(full, until)


def test_the_account_on_a_day_is_what_has_not_faded_yet(full):
    day = 150.0
    (since, balance), *_ = [row for row in full.account[::-1] if row[0] <= day]
    half_life = 50.0 if balance < 0 else 100.0
    held = so_far(full, day).account[-1]
    assert held[0] == day
    assert held[1] == pytest.approx(balance * 0.5 ** ((day - since) / half_life), rel=2e-3)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("size", [(900, 500), (1280, 720)])
@pytest.mark.parametrize("until", [0, 100, None])
def test_a_life_can_be_read(full, style, size, until):
    ax = axis(style, *size)
    life(ax, full, style, until)
    assert_readable(ax.figure)
    assert describe_life(full, until).endswith(".")
    left = "left: a failure" in words(ax.figure)
    assert left == (until is None)


def test_the_rows_hold_what_happened(full):
    ax = axis()
    life(ax, full)
    drawn = {}
    for mark in ax.lines:
        drawn.setdefault(mark.get_label(), []).append(np.asarray(mark.get_xdata(), dtype=float))
    assert np.array_equal(drawn["visits"][0], full.visits)
    assert np.array_equal(drawn["moments of magic"][0], full.magic)
    heard = [one.time for one in full.miseries if one.heard]
    unheard = [one.time for one in full.miseries if not one.heard]
    assert drawn["failures heard"][0].tolist() == heard
    assert drawn["failures unheard"][0].tolist() == unheard
    assert drawn["account"][0].tolist() == full.account[:, 0].tolist()
    text = words(ax.figure)
    assert f"{len(heard)} heard, then left" in text


def test_nothing_jumps_from_step_to_step(full):
    lines = []
    for until in (50, 200, None):
        ax = axis()
        life(ax, full, until=until)
        (threshold,) = (line for line in ax.lines if line.get_label() == "threshold")
        lines.append((ax.get_xlim(), ax.get_ylim(), tuple(threshold.get_ydata())))
    assert len(set(lines)) == 1


def test_one_who_never_joined_and_one_who_came_back_can_be_drawn(lived):
    told = lived.outcome.facts
    joined = np.isin(told["kind"], facts.JOINING)
    never = min(set(range(len(lived.outcome.people))) - set(told["who"][joined].tolist()))
    story = life_of(lived, never)
    ax = axis()
    life(ax, story)
    assert_readable(ax.figure)
    assert describe_life(story) == f"Customer {never} has never been a customer."
    twice = int(np.argmax(lived.outcome.people["tenure"]))
    story = life_of(lived, twice)
    assert len(story.stays) == lived.outcome.people["tenure"][twice] > 1
    ax = axis()
    life(ax, story)
    assert_readable(ax.figure)


def test_without_events_or_for_nobody_there_is_no_life(lived, one):
    with pytest.raises(ValueError, match="0 events"):
        life_of(one, 0)
    with pytest.raises(ValueError, match="must be a number from 0"):
        life_of(lived, 10**6)
