"""Pictures of verdicts: to scale within the claimed band, readable, no meaning by colour alone."""

from itertools import pairwise
from math import inf, nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.show.style import SMALLEST, STYLES, new_figure
from sim.show.verdicts import (
    FARTHEST,
    HATCHES,
    MARKERS,
    MOST,
    SHORT,
    SIGNS,
    colour,
    counted_figure,
    describe_most,
    describe_verdicts,
    of_claim,
    place,
    verdicts,
    verdicts_figure,
)
from sim.study.trial.others import outcomes
from sim.study.trial.verdict import VERDICTS
from tests.show.reading import clipped, overlapping, smallest, words

ROWS = [
    ("C07", "average, to serving", "as it is", 0.3664, 0.359, 0.373, "times", 6, 7,
     "not reproduced"),
    ("C07", "marginal", "authority", inf, inf, inf, "times", 6, 7, "not reproduced"),
    ("C07", "marginal", "faster desk", nan, nan, nan, "times", 6, 7, "cannot be told"),
    ("C07", "marginal", "recognition", 5.98, 3.98, 7.97, "times", 6, 7, "cannot be told"),
    ("C07", "marginal", "asking all, authority", 6.5, 6.2, 6.8, "times", 6, 7, "reproduced"),
    ("C15", "profit in 10 years, 80% to 85%", "by arithmetic", 67.3, 67.3, 67.3, "%", 25, 100,
     "true by definition"),
    ("C15", "profit a year, +5 points", "training and coaching", -567.6, -883.9, -251.3, "%", 25,
     100, "cannot be told"),
    ("C15", "profit a year, +5 points", "authority", 1234.5, 900.1, 1600.2, "%", 25, 100,
     "not reproduced"),
    ("C33", "to pay for a newcomer", "as it is", 16.11, 15.8, 16.4, "visits", 1, inf, "reproduced"),
    ("C33", "in debt after one visit", "as it is", 67, 66, 68, "%", 50, inf, "reproduced"),
]  # fmt: skip
TABLE = pd.DataFrame(
    [
        {
            "claim": claim,
            "reading": reading,
            "means": means,
            "trade": "software_subscription" if claim == "C15" else "corner_shop",
            "preset": "published",
            "figure": figure,
            "low": low,
            "high": high,
            "unit": unit,
            "claimed": f"{at} to {end}",
            "claimed_low": at,
            "claimed_high": end,
            "verdict": verdict,
            "why": "So it is.",
        }
        for claim, reading, means, figure, low, high, unit, at, end, verdict in ROWS
    ]
)


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6), st.lists(st.floats(-1e9, 1e9), min_size=2))
def test_places_keep_the_order_of_figures_and_stay_on_the_axis(low, width, values):
    for high in (low + width, inf):
        if high == inf and low <= 0:
            continue
        places = [place(value, low, high) for value in sorted(values)]
        assert all(one <= other + 1e-9 for one, other in pairwise(places))
        assert all(-FARTHEST <= one <= 1 + FARTHEST for one in places)


def test_within_the_band_the_axis_is_to_scale_and_outside_it_is_outside():
    assert [place(value, 20, 40) for value in (20, 25, 40)] == [0, 0.25, 1]
    assert -0.2 < place(19, 20, 40) < 0
    assert 1 < place(41, 20, 40) < 1.2
    assert place(-1e9, 20, 40) == -FARTHEST
    assert place(0.5, 1, inf) < 0 <= place(1, 1, inf) < place(100, 1, inf) < 1


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("claim", "reading"),
    [
        ("C07", None),
        ("C07", "marginal"),
        ("C15", None),
        ("C15", "by arithmetic"),
        ("C15", "profit a year, +5 points"),
        ("C33", None),
    ],
)
def test_every_page_can_be_read(claim, reading, dark):
    figure = verdicts_figure(TABLE, claim, reading, dark)
    assert_readable(figure)
    said = words(figure)
    assert claim in said
    for one in of_claim(TABLE, claim, reading).itertuples():
        assert f"{one.verdict}" in said
        assert SIGNS[one.verdict] in said


def test_figures_are_written_with_their_intervals():
    said = words(verdicts_figure(TABLE, "C07"))
    assert "0.366 (0.359 to 0.373)" in said
    assert "6.0 (4.0 to 8.0)" in said
    assert "without end" in said
    assert "no figure" in said
    assert "−568% (−884 to −251)" in words(verdicts_figure(TABLE, "C15"))
    assert "67%" in words(verdicts_figure(TABLE, "C15", "by arithmetic"))


def test_marks_lie_where_the_figures_are():
    ax = new_figure(1280, 400, STYLES[0]).add_axes((0.01, 0.05, 0.98, 0.8))
    verdicts(ax, of_claim(TABLE, "C07"))
    marks = {
        line.get_ydata()[0]: (line.get_xdata()[0], line.get_marker())
        for line in ax.lines
        if line.get_marker() not in (None, "None", "none", "")
    }
    assert marks[4] == (pytest.approx(0.5), MARKERS["reproduced"])
    assert marks[1] == (1 + FARTHEST, ">")  # an arrow: it is off the axis
    assert 2 not in marks  # no figure, no mark
    spans = [line.get_xdata() for line in ax.lines if len(set(line.get_ydata())) == 1]
    assert [pytest.approx(0.2), pytest.approx(0.8)] in [list(span) for span in spans]


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_no_verdict_is_told_by_colour_alone(style):
    for known in (SIGNS, MARKERS, HATCHES):
        assert set(known) == set(VERDICTS)
        assert len(set(known.values())) == len(VERDICTS)
    assert len({colour(verdict, style) for verdict in VERDICTS}) == len(VERDICTS)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("times", [1, 7])
def test_counts_add_up(dark, times):
    table = pd.concat([TABLE] * times, ignore_index=True)
    figure = counted_figure(table, dark)
    assert_readable(figure)
    assert sum(patch.get_width() for patch in figure.axes[0].patches) == len(table)
    assert f"{len(table)} readings of 3 claims on trial" in words(figure)
    assert "1 of 3 claims get the same verdict" in describe_most(table)


def test_every_outcome_claim_has_its_few_words():
    assert set(SHORT) == {one.id for one in outcomes()}


def test_the_sentence_counts_the_verdicts():
    assert describe_verdicts(TABLE) == (
        "10 readings on trial: 3 reproduced (C07, C33); 3 not reproduced (C07, C15); "
        "1 true by definition (C15); 3 cannot be told (C07, C15)."
    )
    assert describe_verdicts(TABLE.head(1)).startswith("1 reading on trial: 1 not reproduced")
    assert describe_verdicts(TABLE.head(0)) == "No claim is on trial."


def test_wrong_questions_are_refused():
    with pytest.raises(ValueError, match="claim is C12, but must be one of C07, C15, C33"):
        verdicts_figure(TABLE, "C12")
    with pytest.raises(ValueError, match="reading is lately, but must be one of average, to"):
        verdicts_figure(TABLE, "C07", "lately")
    many = pd.concat([TABLE.head(1)] * (MOST + 1))
    with pytest.raises(ValueError, match=f"rows is {MOST + 1}, but must be from 1 to {MOST}"):
        verdicts_figure(many, "C07")
