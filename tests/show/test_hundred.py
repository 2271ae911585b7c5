"""Of a hundred figures as many are filled as it says."""

import pytest
from matplotlib.colors import to_hex

from sim.show.hundred import describe_hundred, hundred
from sim.show.style import STYLES, new_figure
from tests.show.reading import clipped, overlapping


@pytest.mark.parametrize("number", [0, 1, 30.4, 99.6, 100])
def test_as_many_are_filled_as_it_says(number):
    for style in STYLES:
        figure = new_figure(840, 380, style)
        ax = figure.add_axes((0.01, 0.02, 0.46, 0.86))
        hundred(ax, number, style, title=f"Of 100 customers {number:.0f} are hurt")
        filled = {to_hex(one.get_facecolor()[0]): len(one.get_offsets()) for one in ax.collections}
        assert filled == {style.poor: round(number), style.paper: 100 - round(number)}
        assert clipped(figure) == overlapping(figure) == []
    assert f"of whom {round(number)} were hurt" in describe_hundred(number, "were hurt")
