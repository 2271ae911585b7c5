"""Families and spreading words can be read at any size, and show what the data say."""

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_rgba

from sim.show.family import (
    describe_family_tree,
    describe_spread,
    family_tree,
    layout,
    reactions,
    spread,
)
from sim.show.style import LIGHT, SMALLEST, STYLES, new_figure
from sim.study.family import Families, Incident, families, incident, incidents
from tests.show.reading import clipped, overlapping, smallest, words

SIZES = ((620, 320, (0.14, 0.14, 0.83, 0.7)), (900, 500, (0.1, 0.12, 0.87, 0.75)))


def axis(style=LIGHT, size=SIZES[0]):
    width, height, place = size
    return new_figure(width, height, style).add_axes(place)


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


def market(parents, left=()):
    """Customers 0, 1, 2 ... by who brought them; -1 for nobody."""
    return pd.DataFrame(
        {
            "origin": ["joined_marketing" if p < 0 else "joined_referral" for p in parents],
            "parent": parents,
            "joined_at": np.arange(len(parents), dtype=float),
            "active": [who not in left for who in range(len(parents))],
        }
    )


MARKETS = {
    "nobody": [],
    "alone": [-1],
    "strangers": [-1] * 2000,
    "a pair": [-1, 0],
    "a few": [-1, 0, 0, 1, 1, 2, -1, 6],
    "wide": [-1] + [0] * 1999,
    "deep": list(range(-1, 1999)),
    "both": [-1] + [n // 2 for n in range(1999)],
    "many": [n % 400 if n >= 400 else -1 for n in range(2000)],
}


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize("name", MARKETS)
def test_every_family_can_be_read(name, size, style):
    found = families(market(MARKETS[name], left={1}), 0.33)
    ax = axis(style, size)
    family_tree(ax, found, style)
    assert_readable(ax.figure)
    assert "Over time 100 customers bring in 33 more" in words(ax.figure)
    assert describe_family_tree(found).endswith(".")


def test_the_bars_are_the_generations_and_the_title_counts_without_a_rate():
    found = families(market(MARKETS["a few"]))
    ax = axis()
    family_tree(ax, found)
    bars = [patch.get_width() for patch in ax.patches]
    assert np.allclose(np.divide(bars, bars[0]) * 2, [2, 3, 3])
    assert "6 of 8 came on a customer's word" in words(ax.figure)
    assert "2 brought by nobody\n3 brought by them\n3 by those" in words(ax.figure)
    assert "100 customers" not in describe_family_tree(found)


def test_each_member_is_drawn_once_and_the_gone_are_hollow():
    found = families(market(MARKETS["a few"], left={3, 5}))
    ax = axis()
    family_tree(ax, found)
    assert len(ax.collections) == len(found.largest) == 6
    heights = sorted(float(dot.get_offsets()[0][1]) for dot in ax.collections)
    assert heights == [0, 1, 1, 2, 2, 2]
    fills = [tuple(dot.get_facecolor()[0]) for dot in ax.collections]
    assert fills.count(to_rgba(LIGHT.paper)) == 2
    assert "hollow: has left" in words(ax.figure)
    assert "of whom 2 have left" in describe_family_tree(found)


def test_parents_stand_above_the_middle_of_their_own():
    places = layout(families(market(MARKETS["a few"])).largest)
    assert places == {3: 0.0, 4: 1.0, 1: 0.5, 5: 2.0, 2: 2.0, 0: 1.25}


def test_a_large_family_is_counted_by_generation():
    ax = axis()
    family_tree(ax, families(market(MARKETS["both"])))
    assert "largest family: 2,000" in words(ax.figure)
    assert "1,969 by all later ones" in words(ax.figure)
    numbers = [text.get_text() for text in ax.texts if text.get_text()[-1].isdigit()]
    assert numbers == ["largest family: 2,000", "1", "2", "4", "8", "16", "1,969"]


def test_the_reproduction_is_said_in_words():
    customers = market(MARKETS["a few"])
    assert "too few to replace" in describe_family_tree(families(customers, 0.99))
    assert "word of mouth alone" in describe_family_tree(families(customers, 1.0))


def told(customers=0, warned=0, unmoved=0, changed=0, **more):
    number = customers + warned + unmoved
    table = pd.DataFrame(
        {
            "customer": np.arange(number) < customers,
            "warned_off": (np.arange(number) >= customers)
            & (np.arange(number) < customers + warned),
            "changed": np.arange(number) < changed,
        }
    )
    facts = {"customer": 4344, "day": 1110, "serious": True, "heard": False, "left": True}
    return Incident(told=table, window=90, **(facts | more))


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
@pytest.mark.parametrize(
    "groups", [(0, 0, 0), (1, 1, 1), (5, 4, 7), (0, 3, 0), (12, 0, 15), (30, 40, 50)]
)
def test_every_spread_can_be_read(groups, size, style):
    found = told(*groups, changed=1)
    ax = axis(style, size)
    spread(ax, found, style)
    assert_readable(ax.figure)
    number = sum(groups)
    assert f"One failure, {number} {'person' if number == 1 else 'people'} told" in words(ax.figure)
    dots = sum(len(group.get_offsets()) for group in ax.collections)
    assert dots == number + 1  # and the teller
    assert len(ax.lines) == number
    assert describe_spread(found).endswith(".")


def test_the_groups_say_what_they_did():
    found = told(3, 2, 1, changed=2, heard=True, left=False, serious=False)
    ax = axis()
    spread(ax, found)
    text = words(ax.figure)
    assert "3 customers think worse\n2 left within 90 days" in text
    assert "2 strangers warned off\nnone joined within 90 days" in text
    assert "1 stranger unmoved\nnone joined within 90 days" in text
    assert "a minor failure\nthe business heard of it; the customer stayed" in text
    assert "need not be because" in describe_spread(found)


def test_a_run_is_drawn_as_it_was(shop):
    import sim

    run = sim.run(shop.with_({"time.days": 182}))
    worst = incidents(run).sort_values("listeners").iloc[-1]
    found = incident(run, worst["customer"], worst["day"])
    ax = axis()
    spread(ax, found)
    assert_readable(ax.figure)
    assert sum(len(group) for group in reactions(found).values()) == len(found.told) > 0
    people = families(run.customers, run.kpis["referral_reproduction"])
    assert isinstance(people, Families)
    ax = axis()
    family_tree(ax, people)
    assert_readable(ax.figure)
