"""Both styles can be read from the last row, by everybody."""

from itertools import combinations

import pytest

from sim.show.style import STYLES, contrast, new_figure, to_bytes, write


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_ink_stands_out_from_paper_and_water(style):
    assert contrast(style.ink, style.paper) >= 7
    assert contrast(style.ink, style.deep) >= 4.5


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_lines_and_fills_stand_out_from_paper(style):
    for fill in (style.good, style.poor, style.money, style.other, style.quiet):
        assert contrast(fill, style.paper) >= 2, fill


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_what_stands_side_by_side_differs_in_brightness_too(style):
    # so that it is told apart on a black-and-white print
    assert contrast(style.good, style.poor) >= 1.1
    colours = (style.good, style.poor, style.money, style.other)
    assert all(one != other for one, other in combinations(colours, 2))


def test_contrast_is_the_one_of_the_guidelines():
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize("form", ["png", "svg"])
def test_the_same_figure_gives_the_same_bytes(form):
    def draw():
        figure = new_figure(300, 200, STYLES[0])
        ax = figure.add_axes((0, 0, 1, 1))
        ax.fill_between([0, 1], 0, [1, 2], hatch="//")
        write(ax, 0.5, 0.5, "a word", STYLES[0])
        return to_bytes(figure, form, "what is seen")

    first = draw()
    assert first == draw()
    assert b"what is seen" in first
    assert b"<dc:date>" not in first
