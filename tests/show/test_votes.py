"""Pictures of a class: its votes, and what its teams decide."""

import numpy as np
import pytest
from matplotlib.patches import Rectangle

from sim.lessons import NAMES, lesson
from sim.show.style import LIGHT, SMALLEST, STYLES, new_figure
from sim.show.teams import Choice, Decided, describe_teams, height_of, teams
from sim.show.votes import Ballot, ballot, describe_ballot
from tests.show.reading import clipped, overlapping, smallest, words

FIRST, SECOND = (5, 11, 6, 2, 1), (2, 4, 15, 3, 0)


def answers(number="02"):
    return tuple(one.words for one in lesson(number).prediction.bins)


def drawn(votes, style=LIGHT):
    figure = new_figure(1160, 430, style)
    ballot(figure.add_axes((0.01, 0.02, 0.98, 0.97)), votes, style)
    return figure


def readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("number", NAMES)
def test_the_votes_on_every_module_can_be_read(number, style):
    for right in (None, (0, 0), (2, 4)):
        readable(drawn(Ballot(answers(number), FIRST, SECOND, 25, right), style))


@pytest.mark.parametrize("counts", [(0,) * 5, (300, 0, 0, 0, 999), (1,) * 5])
def test_no_votes_and_many_can_be_read(counts):
    figure = drawn(Ballot(answers(), counts, counts, 999, (4, 4)))
    readable(figure)
    assert f"First vote, alone: {sum(counts)} of 999" in words(figure)


def test_what_holds_is_marked_only_when_it_may_be_known():
    hidden = Ballot(answers(), FIRST, SECOND, 25)
    assert "holds" not in words(drawn(hidden)) and "holds" not in describe_ballot(hidden)
    shown = hidden._replace(right=(2, 3))
    assert words(drawn(shown)).count("✓ holds") == 2
    assert describe_ballot(shown).count("this holds") == 2


def test_answers_that_are_covered_are_not_seen_and_their_number_is():
    covered = Ballot(answers(), FIRST, SECOND, 25, (2, 2), covered=True)
    figure = drawn(covered)
    readable(figure)
    assert "First vote, alone: 25 of 25" in words(figure)
    assert "holds" not in words(figure) and "11" not in words(figure)
    assert describe_ballot(covered).endswith("25. The answers are covered.")


def test_a_bar_is_as_long_as_its_votes_are_many():
    bars = [
        bar
        for bar in drawn(Ballot(answers(), FIRST, SECOND, 25)).findobj(Rectangle)
        if bar.get_x() == pytest.approx(0.39) and bar.get_width() > 0
    ]
    given = [number for pair in zip(FIRST, SECOND, strict=True) for number in pair if number]
    wide = np.array([bar.get_width() for bar in bars])
    assert wide / wide.max() == pytest.approx(np.array(given) / max(given))
    assert {bool(bar.get_hatch()) for bar in bars} == {True, False}, "told apart without colours"


HEADS = ["staff", "training", "coaching", "authority", "desk", "asking", "marketing"]
CHOICES = (
    *(Choice("5.4", 0.6), Choice("120", 1.0), Choice("0", 0.0), Choice("small", 0.5)),
    *(Choice("12.5", 0.7), Choice("100%", 1.0), Choice("43.6k", 2.0)),
)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("number", [0, 1, 4, 25])
def test_the_teams_can_be_read(number, style):
    rows = [Decided(f"The long name of team {n}", 8, CHOICES, 1e3 - 4e5 * n) for n in range(number)]
    figure = new_figure(1160, height_of(number), style)
    teams(figure.add_axes((0.01, 0, 0.98, 1)), HEADS, rows, style, currency="EUR")
    readable(figure)


def test_the_teams_are_told_in_words():
    told = describe_teams(HEADS, [Decided("Aces", 3, CHOICES, -2e4)], "EUR")
    assert told.startswith("Aces, 3 quarters: staff 5.4, training 120,")
    assert told.endswith("cash −EUR 20k.")
    assert describe_teams(HEADS, []) == "No team has run a quarter yet."
