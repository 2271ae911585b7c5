"""The figure along a slider: its scale fits what is known, from the first point on."""

import pytest
from matplotlib.figure import Figure

from sim.show.curve import Point, curve


def scale(stops):
    ax = Figure(figsize=(8, 5)).subplots()
    curve(ax, stops, title="Kept", across="Share asked")
    return ax.get_ylim()


def test_a_first_point_at_the_foot_has_a_scale_one_can_read():
    low, high = scale({0.0: Point(0.0, 0.0, 0.0)})
    assert (low, high) == (0.0, pytest.approx(1.22))


def test_the_highest_interval_has_room_above_it():
    low, high = scale({0.0: Point(0.0, 0.0, 0.0), 0.5: Point(40.0, 30.0, 50.0)})
    assert (low, high) == (0.0, pytest.approx(61.0))
