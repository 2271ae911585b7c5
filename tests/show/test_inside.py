"""Pictures of module 07: what lasts of training, the levers with their price, who sees what."""

import numpy as np
import pytest

from sim.show.lasting import december, describe_lasting, lasting
from sim.show.levers import UNCLEAR, Gain, Pulled, describe_levers, levers, said, scale_of
from sim.show.perception import Side, describe_perception, perception
from sim.show.style import LIGHT, SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest, words

NONE = float("nan")
DAYS = 728
COURSES = [182, 364, 546]


def sawtooth(left: float) -> np.ndarray:
    """Skill that each course lifts by 20, and of which so much is left after half a year."""
    days = np.arange(DAYS)
    round_, since = np.divmod(days, 182)
    start = 50 + 20 * left * (1 - left**round_) / (1 - left)
    return np.where(round_ == 0, 50.0, (start - 50 + 20 / left * left) * left ** (since / 182) + 50)


ALONE, COACHED = sawtooth(0.1), sawtooth(0.6)


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


def axis(style, size=(840, 380), place=(0.065, 0.12, 0.555, 0.75)):
    return new_figure(*size, style).add_axes(place)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize(
    ("now", "courses"),
    [(COACHED, COURSES), (ALONE, COURSES), (ALONE + 1.5, COURSES), (np.full(DAYS, 99.0), [])],
    ids=["a staircase", "the same", "one beside the other", "no course"],
)
def test_what_lasts_can_be_read(style, now, courses):
    ax = axis(style)
    lasting(ax, now, ALONE, courses, style, title="Skill of 100, day by day")
    assert_readable(ax.figure)


def test_the_lines_are_the_series_and_the_last_december_is_written():
    ax = axis(LIGHT)
    lasting(ax, COACHED, ALONE, COURSES)
    drawn = [np.asarray(line.get_ydata()) for line in ax.lines if len(line.get_ydata()) == DAYS]
    assert np.array_equal(drawn[0], ALONE)
    assert np.array_equal(drawn[1], COACHED)
    styles = {line.get_linestyle() for line in ax.lines if len(line.get_ydata()) == DAYS}
    assert len(styles) == 2, "told apart without colours"
    marks = next(line for line in ax.lines if line.get_marker() == "^")
    assert list(marks.get_xdata()) == COURSES
    shown = words(ax.figure)
    assert f"{december(COACHED):.0f} coached" in shown
    assert f"{december(ALONE):.0f} alone" in shown


def test_where_coaching_changes_nothing_there_is_one_line():
    ax = axis(LIGHT)
    lasting(ax, ALONE, ALONE, COURSES, named="either way")
    assert sum(len(line.get_ydata()) == DAYS for line in ax.lines) == 1
    assert "either way" in words(ax.figure)


def test_what_lasts_is_told_in_words():
    assert describe_lasting(COACHED, ALONE, COURSES) == (
        f"Skill of the front line, of 100, over 2 years with 3 courses: 50 before the first "
        f"course, {december(ALONE):.0f} in the last December without coaching, "
        f"{december(COACHED):.0f} with it."
    )
    assert describe_lasting(ALONE, ALONE, [182]).endswith("without coaching.")


CLEAR, CHANCE, ONE = Gain(20.0, 15.0, 25.0), Gain(3.0, -2.0, 8.0), Gain(4.0, NONE, NONE)
MONEY, LOSS = Gain(34e3, 20e3, 48e3), Gain(-54e3, -60e3, -48e3)
ROWS = [
    Pulled("Culture of service", 17e3, CLEAR, MONEY, Gain(2.3e6, 2e6, 2.6e6)),
    Pulled("Responsive", 55e3, CHANCE, LOSS, CHANCE),
    Pulled("Empowered", -6.6e3, ONE, ONE, ONE),
]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("rows", [ROWS, ROWS[2:], [*ROWS, *ROWS]], ids=len)
def test_the_levers_can_be_read(style, rows):
    ax = axis(style, place=(0.02, 0.03, 0.96, 0.86))
    levers(ax, rows, style, "Five levers, each fully pulled")
    assert_readable(ax.figure)


def test_a_mark_stands_where_its_figure_is_and_is_hollow_where_it_could_be_chance():
    ax = axis(LIGHT, place=(0.02, 0.03, 0.96, 0.86))
    levers(ax, ROWS)
    marks = [line for line in ax.lines if line.get_marker() == "o"]
    places = [float(np.ravel(line.get_xdata())[0]) for line in marks]
    values = [row.kept.mean for row in ROWS]
    slope = (places[0] - places[1]) / (values[0] - values[1])
    assert (places[2] - places[1]) / (values[2] - values[1]) == pytest.approx(slope)
    hollow = [line.get_markerfacecolor() == LIGHT.paper for line in marks]
    assert hollow == [False, True, True]
    shown = words(ax.figure)
    assert "+20" in shown
    assert "+2.3m" in shown
    assert "−54k" in shown
    assert shown.count(UNCLEAR) == 5


def test_the_scale_holds_every_interval():
    low, high = scale_of(ROWS)
    assert low < -2
    assert high > 25
    assert scale_of([ROWS[2]])[1] > 4


def test_money_is_said_with_its_sign_or_not_at_all():
    assert said(MONEY) == "+34k"
    assert said(LOSS) == "−54k"
    assert said(CHANCE) == said(ONE) == UNCLEAR
    text = describe_levers(ROWS, "EUR")
    assert "Culture of service: price 17k, kept +20, profit +34k, long run +2.3m" in text
    assert "Responsive: price 55k, kept not sure, profit −54k, long run not sure" in text


SIDES = [
    Side("Management: its report", 99.1, 98.9, 99.3, (55.0, 80.0)),
    Side("Front line: what it saw", 87.3, NONE, NONE, (36.0,)),
    Side("Customers: what they lived", 86.7, 85.7, 87.6, (8.0,)),
    Side("Customers who are loyal", NONE, NONE, NONE),
]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("shift", [0.0, -86.0])
def test_the_perception_gap_can_be_read(style, shift):
    ax = axis(style, (840, 330), (0.02, 0.03, 0.96, 0.84))
    moved = [side._replace(mean=side.mean + shift, low=NONE, high=NONE) for side in SIDES[1:]]
    perception(ax, [SIDES[0], *(one._replace(asked=()) for one in moved)], style, "A gap")
    assert_readable(ax.figure)


def test_what_is_here_and_what_surveys_heard_are_told_apart_without_colours():
    ax = axis(LIGHT, (840, 330), (0.02, 0.03, 0.96, 0.84))
    perception(ax, SIDES)
    here = [np.ravel(one.get_xdata())[0] for one in ax.lines if one.get_marker() == "o"]
    asked = [np.ravel(one.get_xdata())[0] for one in ax.lines if one.get_marker() == "D"]
    assert here[1:] == [99.1, 87.3, 86.7]
    assert asked[1:] == [55.0, 80.0, 36.0, 8.0]
    assert describe_perception(SIDES[:2]) == (
        "Content customers, of 100. Management: its report: 99; surveys heard 55 and 80. "
        "Front line: what it saw: 87; surveys heard 36."
    )
