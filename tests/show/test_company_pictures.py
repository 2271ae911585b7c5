"""The pictures of a company: readable, and honest about what overlaps."""

import pytest

from sim.show.beside_trade import Row, beside_trade, describe_beside_trade
from sim.show.gaps import Differing, gaps, height_of
from sim.show.style import SMALLEST, STYLES, new_figure
from sim.show.three_bars import Bar, describe_three_bars, shared, three_bars
from tests.show.reading import clipped, overlapping, smallest, words

LONG = "Does somebody look at all complaints together, to see what they have in common, and why?"
NAN = float("nan")


def readable(draw, height, place):
    for style in STYLES:
        figure = new_figure(840, height, style)
        draw(figure.add_axes(place), style)
        assert clipped(figure) == []
        assert overlapping(figure) == []
        assert smallest(figure) >= SMALLEST - 1e-9
    return words(figure)


@pytest.mark.parametrize(
    "bars",
    [
        (Bar("Ask the silent, and triple the hours to answer", 9e5, 6e5, 12e5, "✓ you expected it"),
         Bar("Let the front line put things right", 7e5, 5e5, 8e5),
         Bar("Half as much again for winning customers", 1e5, -1e5, 3e5)),
        (Bar("One run only", 9e5, NAN, NAN), Bar("Another", 7e5, NAN, NAN)),
        (Bar("It does harm", -9e5, -10e5, -8e5),),
    ],
)  # fmt: skip
def test_bars_can_be_read(bars):
    told = readable(
        lambda ax, style: three_bars(ax, bars, style, "More in the long run, EUR"),
        380,
        (0.02, 0.03, 0.96, 0.84),
    )
    assert ("overlap" in told) == (shared(bars) is not None)
    assert ("overlap" in describe_three_bars(bars, "More")) == (shared(bars) is not None)


@pytest.mark.parametrize("many", [1, 5])
def test_gaps_can_be_read(many):
    rows = [Differing(LONG, 1.0, 0.1 * place) for place in range(many)]
    height = height_of(many)
    place = (0.02, 0.02, 0.96, 1 - 50 / height - 0.02)
    told = readable(lambda ax, style: gaps(ax, rows, style, "Where they differ"), height, place)
    assert "managers" in told and "front line" in told


def test_a_company_beside_its_trade_can_be_read():
    rows = [
        Row("Customers who leave", 0.2, 0.19, 0.21, 0.3, 0.29, 0.31, "20.0%", "30.0%"),
        Row("Promoters less detractors", -37.0, -40.0, -34.0, -36.0, -41.0, -31.0, "−37", "−36"),
        Row("Days to an answer", NAN, NAN, NAN, 3.0, NAN, NAN, "unknown", "3"),
    ]
    assert [row.differs for row in rows] == [True, False, False]
    readable(lambda ax, style: beside_trade(ax, rows, style), 300, (0.02, 0.02, 0.96, 0.96))
    assert describe_beside_trade(rows).count("which differs") == 1
