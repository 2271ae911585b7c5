"""Family trees over time: everybody once, nobody's line crossed, and the words say what is seen."""

import numpy as np
import pandas as pd
import pytest

import sim
from sim.show.forest import describe_forest, forest, forest_of
from sim.show.style import SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest, words

DAYS = 3640


def market(parents, came=None):
    """Customers 0, 1, 2 ... by who brought them; -1 for nobody."""
    came = range(len(parents)) if came is None else came
    return pd.DataFrame(
        {
            "origin": ["joined_marketing" if p < 0 else "joined_referral" for p in parents],
            "parent": parents,
            "joined_at": np.array(list(came), dtype=float),
            "active": True,
        }
    )


MARKETS = {
    "nobody": [],
    "alone": [-1],
    "strangers": [-1] * 300,
    "a pair": [-1, 0],
    "a few": [-1, 0, 0, 1, 1, 2, -1, 6],
    "wide": [-1] + [0] * 800,
    "deep": list(range(-1, 800)),
    "many": [n % 100 if n >= 100 else -1 for n in range(1500)],
}


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("name", MARKETS)
def test_it_can_be_read(name, style):
    figure = new_figure(840, 380, style)
    trees = forest_of(market(MARKETS[name]), DAYS)
    forest(figure.add_axes((0.02, 0.215, 0.43, 0.665)), trees, style)
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9
    assert f"{trees.won} won" in words(figure)
    assert describe_forest(trees).startswith("Family trees over 10 years")


def test_a_few_by_hand():
    trees = forest_of(market(MARKETS["a few"]), DAYS)
    assert (trees.won, trees.brought, trees.largest) == (2, 6, 6)
    assert trees.parent.tolist() == [-1, 0, 0, 1, 1, 2, -1, 6]
    assert trees.last == pytest.approx(7 / 364)
    # parents stand in the middle of their own
    assert trees.height[1] == pytest.approx((trees.height[3] + trees.height[4]) / 2)


def test_a_family_stands_together():
    trees = forest_of(market(MARKETS["many"]), DAYS)
    order = trees.family[np.argsort(trees.height, kind="stable")]
    changes = int((np.diff(order) != 0).sum())
    assert changes == len(np.unique(trees.family)) - 1


def test_who_came_back_begins_a_tree_where_their_own_came_before():
    """Customer 0 left, and came back on day 9; customer 1, whom 0 had brought, came on day 3."""
    trees = forest_of(market([-1, 0, 0], came=[9, 3, 12]), DAYS)
    assert trees.year.tolist() == pytest.approx([3 / 364, 9 / 364, 12 / 364])
    assert trees.parent.tolist() == [-1, -1, 1]


def test_whoever_is_in_the_run_is_in_the_forest():
    scenario = sim.load("direct_sales", changes={"time.days": 364, "market.customers": 300})
    one = sim.run(scenario, keep_events=False)
    trees = forest_of(one.customers, 364)
    assert trees.won + trees.brought == len(one.customers)
    assert (trees.year[trees.parent >= 0] >= trees.year[trees.parent[trees.parent >= 0]]).all()
