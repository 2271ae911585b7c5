"""What is said of figures and differences."""

import numpy as np

from sim.lessons.answer import Gain, Spread, spread_of
from sim.lessons.lesson import Measure
from sim.lessons.saying import difference_said, value_said

NONE = float("nan")
WAIT = Measure("wait_minutes", "Wait", "minutes", digits=1, more="longer", less="shorter")
PEOPLE = Measure("customers_end", "Customers")
SHARE = Measure("heard_share", "Heard", "%", per=100)


def test_a_figure_is_said_with_its_interval_as_far_as_there_is_one():
    assert value_said(WAIT, Spread(2.34, 2.0, 2.7, 8)) == "2.3 (2.0 to 2.7) minutes"
    assert value_said(WAIT, Spread(2.34, NONE, NONE, 1)) == "2.3 minutes"
    assert value_said(PEOPLE, Spread(1234.4, 1200, 1270, 8)) == "1,234 (1,200 to 1,270)"
    assert value_said(PEOPLE, Spread(NONE, NONE, NONE, 0)) == "not known"


def found(*differences: float) -> Gain:
    return Gain(*spread_of(np.array(differences)))


def test_a_difference_says_which_way_and_how_sure():
    longer, shorter = found(1.0, 1.1, 0.9), found(-1.0, -1.1, -0.9)
    assert difference_said(WAIT, longer, "the start") == (
        "Against the start: 1.0 minutes longer (0.8 to 1.2)."
    )
    assert "1.0 minutes shorter (0.8 to 1.2)" in difference_said(WAIT, shorter, "the start")


def test_what_could_be_chance_is_said_to_be():
    assert difference_said(WAIT, found(1.0, -1.1, 0.3), "the start") == (
        "Against the start: not distinguishable: the difference could be chance."
    )
    assert difference_said(WAIT, found(0.0, 0.0), "x") == "Against x: the same."
    assert difference_said(WAIT, found(1.0), "x") == ""


def test_per_cent_stands_at_the_figure_and_differs_by_points():
    assert value_said(SHARE, Spread(0.56, 0.52, 0.61, 8)) == "56% (52 to 61)"
    assert value_said(SHARE, Spread(0.56, NONE, NONE, 1)) == "56%"
    more = difference_said(SHARE, found(0.27, 0.28, 0.26), "the start")
    assert more == "Against the start: 27 points more (25 to 29)."
