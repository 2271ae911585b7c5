"""Pictures of the flight simulator: what management sees, the waterline, places and scores."""

import numpy as np
import pytest

from sim.show.lifted import Heard, describe_lifted, lifted
from sim.show.placing import Placed, describe_rank_lines, describe_scores, rank_lines, scores
from sim.show.quarters import describe_quarters, quarters, reach
from sim.show.style import LIGHT, SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest, words

SEEN = [
    Heard(1, 3, 0, 57, 93.1, 89.8),
    Heard(2, 9, 31, 40, 95.0, 91.2),
    Heard(3, 4, 25, 22, 96.4, 93.0),
]
RANKS = {
    "The sixteen aces": [2, 3, 1],
    "Cut costs": [1, 1, 2],
    "Buy customers": [4, 4, 4],
    "Listen": [3, 2, 3],
}
LAST = {"The sixteen aces": 1, "Cut costs": 3, "Buy customers": 3, "Listen": 1}
SCORES = {
    "The sixteen aces": Placed(1, 4e5, 3.9e5, 4.1e5, 3.5e5, 4.4e5),
    "Listen": Placed(1, 3.9e5, 3.8e5, 4e5, 3.4e5, 4.2e5),
    "Cut costs": Placed(3, -1e5, -1.1e5, -0.9e5, -2e5, 1e4),
}


def days(number, level):
    wave = np.sin(np.arange(91) / 9)
    return [level + 5 * quarter + wave for quarter in range(number)]


def readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize(("seen", "number"), [(1, 1), (1, 8), (9, 8), (21, 20)])
def test_management_s_dashboard_can_be_read(style, seen, number):
    figure = new_figure(840, 340, style)
    complaints = [[1.0 * (day % 7 == 0) for day in range(91)]] * seen
    money = [1000.0 * one - 3000 for one in days(seen, 0)]
    quarters(figure, days(seen, 990), complaints, money, style, number=number, currency="EUR")
    readable(figure)
    assert "13 in the last quarter" in words(figure)


def test_while_a_quarter_runs_the_scales_stand_still():
    pictures = [new_figure(840, 340, LIGHT) for _ in range(2)]
    complaints = [[0.0] * 91, [3.0] * 91]
    for figure, drawn in zip(pictures, (1, None), strict=True):
        quarters(figure, days(2, 990), complaints, days(2, -3), LIGHT, number=4, drawn=drawn)
    before, after = pictures
    for one, other in zip(before.axes, after.axes, strict=True):
        assert one.get_ylim() == other.get_ylim()
    assert "Complaints a week: 0 in the last quarter" in words(before)
    assert len(before.axes[1].patches) == 13 and len(after.axes[1].patches) == 26
    assert len(before.axes[0].lines[0].get_xdata()) == 91


def test_a_quarter_takes_its_part_of_the_picture():
    figure = new_figure(840, 340, LIGHT)
    quarters(figure, days(2, 9), days(2, 9), days(2, 9), LIGHT, number=4)
    axis = figure.axes[0]
    for place in range(5):
        begins, ends = reach(place, 4)
        x = [axis.transData.transform((edge, 0))[0] / 840 for edge in (place - 1, place)]
        assert x == pytest.approx([begins, ends], abs=1e-6)
    assert "quarter 1" in describe_quarters(days(2, 9), days(2, 9), days(2, 9))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("under_water", [True, False])
@pytest.mark.parametrize("seen", [SEEN, SEEN[:1], SEEN * 6])
def test_the_waterline_can_be_read(style, under_water, seen):
    seen = [one._replace(quarter=place) for place, one in enumerate(seen, start=1)]
    figure = new_figure(840, 340, style)
    lifted(figure, seen, style, under_water=under_water)
    readable(figure)
    assert ("lived" in words(figure)) == under_water


def test_the_waterline_hides_what_nobody_heard_of():
    assert "119" in describe_lifted(SEEN) and "119" not in describe_lifted(SEEN, False)
    assert "72 failures that management heard of" in describe_lifted(SEEN, False)
    hidden, shown = (new_figure(840, 340, LIGHT) for _ in range(2))
    lifted(hidden, SEEN, LIGHT, under_water=False)
    lifted(shown, SEEN, LIGHT)
    assert [ax.get_ylim() for ax in hidden.axes] == [ax.get_ylim() for ax in shown.axes]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("longer", [1, 3, 6])
def test_places_can_be_read_and_ties_share_one(style, longer):
    figure = new_figure(840, 340, style)
    lines = {team: line * longer for team, line in RANKS.items()}
    rank_lines(figure.add_axes((0.04, 0.11, 0.95, 0.77)), lines, LAST, style)
    readable(figure)
    assert "1= The sixteen aces" in words(figure) and "3= Buy customers" in words(figure)
    assert "Cut costs: 1, 1, 2, by the score 3" in describe_rank_lines(RANKS, LAST)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("reached", [None, 4.6e5])
def test_scores_can_be_read(style, reached):
    figure = new_figure(840, 340, style)
    ax = figure.add_axes((0.29, 0.11, 0.69, 0.77))
    scores(ax, SCORES, style, reached=reached, currency="EUR")
    readable(figure)
    assert ("possible" in words(figure)) == (reached is not None)
    assert ("EUR 460k" in describe_scores(SCORES, reached, "EUR")) == (reached is not None)
