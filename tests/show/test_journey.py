"""The journey map counts what the facts say, and shows it."""

import numpy as np
import pytest
from matplotlib.patches import FancyArrowPatch, Rectangle

import sim
from sim import facts
from sim.brief import make_brief
from sim.show.journey import (
    HandOff,
    Journey,
    Stop,
    describe_journey,
    fitted,
    hand_offs,
    journey,
    journey_steps,
)
from sim.show.style import SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest, words

LIGHT = STYLES[0]
SHORT = {"time.days": 120, "time.warm_up_days": 40}
THREE = Journey(
    (
        Stop("Asking", "before", "Desk", 0, contacts=500, failures=1, magic=5),
        Stop("Paying", "purchase", "Till", 1, contacts=1000, failures=20, magic=0),
        Stop("Returns", "after", "Office", 2, contacts=0, failures=0, magic=0),
    ),
    (HandOff(0, 1, 400, 4), HandOff(0, 2, 10, 0), HandOff(1, 2, 100, 3)),
    visits=1000,
)


def axis(style=LIGHT, width=900, height=500):
    return new_figure(width, height, style).add_axes((0.02, 0.02, 0.96, 0.86))


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


def table(*rows):
    """Facts from (time, kind, who, where)."""
    filled = [(time, kind, who, where, -1, 0.0) for time, kind, who, where in rows]
    return np.array(filled, dtype=facts.FACT)


@pytest.fixture(scope="module", params=["corner_shop", "hotel"])
def lived(request):
    return sim.run(sim.load(request.param, changes=SHORT))


def test_two_customers_who_cross_on_the_way_are_told_apart():
    way = hand_offs(
        table(
            (1.0, facts.VISIT, 7, -1),
            (1.0, facts.VISIT, 8, -1),
            (1.1, facts.STARTED, 7, 0),
            (1.1, facts.QUEUED, 8, 1),
            (1.2, facts.STARTED, 8, 1),  # the same stop: no step
            (1.3, facts.FELL_THROUGH, 7, 1),
            (1.3, facts.STARTED, 7, 1),  # fell through, and went on all the same
            (1.4, facts.FELL_THROUGH, 8, 2),  # and left for good
            (2.0, facts.VISIT, 7, -1),
            (2.1, facts.STARTED, 7, 1),  # a visit anew: no step
            (2.2, facts.STARTED, 7, 2),
        ),
        lanes=[0, 1, 2],
    )
    assert way == (HandOff(0, 1, 1, 1), HandOff(1, 2, 2, 1))


def test_a_step_within_a_department_is_no_hand_off_and_warm_up_is_left_out():
    rows = table(
        (1.0, facts.VISIT, 0, -1),
        (1.1, facts.STARTED, 0, 0),
        (1.2, facts.STARTED, 0, 1),
        (5.0, facts.STARTED, 0, 2),
    )
    assert hand_offs(rows, [0, 0, 1]) == (HandOff(1, 2, 1, 0),)
    assert hand_offs(rows, [0, 0, 1], since=5.0) == (HandOff(1, 2, 1, 0),)
    assert hand_offs(rows, [0, 1, 1], since=1.2) == (HandOff(0, 1, 1, 0),)
    assert hand_offs(rows, [0, 1, 1], since=1.3) == ()


def test_no_fact_is_counted_twice_or_lost(lived):
    steps = journey_steps(lived)
    days = lived.daily.iloc[lived.scenario.time.warm_up_days :]
    assert steps.visits == days["visit"].sum()
    assert sum(stop.contacts for stop in steps.stops) == days["started"].sum()
    assert sum(stop.magic for stop in steps.stops) == days["magic"].sum()
    fell = sum(one.fell_through for one in steps.hand_offs)
    assert fell == days["fell_through"].sum()
    failures = days["misery_minor"].sum() + days["misery_serious"].sum()
    assert sum(stop.failures for stop in steps.stops) + fell == failures


def test_the_share_that_falls_through_is_the_parameter():
    shop = sim.load("corner_shop", changes=SHORT | {"moments.problems_per_customer_year": 6.0})
    steps = journey_steps(sim.run(shop))
    chance = make_brief(shop, 26, 0).touchpoints["falls_through"][2]
    passed, fell = steps.arriving(2)
    spread = np.sqrt(passed * chance * (1 - chance))
    assert abs(fell - passed * chance) < 4 * spread


def test_a_run_without_events_has_no_journey(one):
    with pytest.raises(ValueError, match="0 events"):
        journey_steps(one)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("size", [(900, 500), (1280, 720)])
def test_the_map_can_be_read(lived, style, size):
    steps = journey_steps(lived)
    ax = axis(style, *size)
    journey(ax, steps, style)
    assert_readable(ax.figure)
    text = words(ax.figure)
    assert all(stop.department in text for stop in steps.stops)
    assert describe_journey(steps).endswith(".")


def test_the_map_shows_the_numbers_and_names_the_worst():
    ax = axis()
    journey(ax, THREE)
    text = words(ax.figure)
    assert "Most get lost from Desk to Till: 4" in text
    for number in ("50", "100", "2.0", "20", "10", "27"):  # 3 of 110 come to the office lost
        assert number in text.split("\n")
    assert_readable(ax.figure)
    bars = [bar for bar in ax.patches if isinstance(bar, Rectangle)]
    fail = {bar.get_label(): bar.get_width() for bar in bars}
    assert fail["fail 20.000"] == pytest.approx(10 * fail["fail 2.000"])
    assert fail["lost 10.000"] == pytest.approx(5 * fail["fail 2.000"])  # one scale for both
    assert fail["used 100.000"] == pytest.approx(2 * fail["used 50.000"])
    arrows = [patch for patch in ax.patches if isinstance(patch, FancyArrowPatch)]
    assert sorted(arrow.get_linewidth() for arrow in arrows) == [1 + 5 * 3 / 4, 6]  # one is rare


def test_where_nobody_gets_lost_the_title_says_so():
    calm = THREE._replace(hand_offs=(HandOff(0, 1, 400, 0),))
    assert calm.worst is None
    ax = axis()
    journey(ax, calm)
    assert "Nobody gets lost" in words(ax.figure)
    assert "Nobody gets lost" in describe_journey(calm)
    alone = Journey(THREE.stops[:1], (), 500)
    ax = axis()
    journey(ax, alone)
    assert_readable(ax.figure)


@pytest.mark.parametrize("number", [7, 10])
def test_long_names_and_many_stops_are_kept_within_the_page(number):
    long = "The department of everything that nobody else feels responsible for"
    stops = tuple(
        Stop(f"{i} {long}", "purchase", f"{i} {long}", i, 100, 100, 0) for i in range(number)
    )
    steps = Journey(stops, tuple(HandOff(i, i + 1, 9, i) for i in range(number - 1)), 100)
    ax = axis()
    journey(ax, steps)
    assert_readable(ax.figure)


def test_a_text_is_shortened_no_more_than_needs_be():
    assert fitted("Paying at the till", 400) == "Paying at the till"
    widths = [len(fitted("Paying at the till", width)) for width in range(20, 300, 10)]
    assert widths == sorted(widths)
    assert fitted("Paying at the till", 1) == "…"
