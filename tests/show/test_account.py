"""The loyalty accounts: the counts are those of the key figures, and the picture can be read."""

import numpy as np
import pytest

from sim.brief import undisturbed_account
from sim.show.account import Accounts, account, accounts_of, bars, describe_account
from sim.show.style import SMALLEST, STYLES, new_figure
from tests.show.reading import clipped, overlapping, smallest, words

LIGHT = STYLES[0]
FIVE = Accounts(np.array([-12.0, 0.0, 4.0, 4.5, 9.0]), 4.0)


def axis(style=LIGHT, width=900, height=500):
    return new_figure(width, height, style).add_axes((0.1, 0.17, 0.86, 0.69))


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


def test_who_has_just_the_threshold_is_not_loyal():
    assert (FIVE.loyal, FIVE.retained_only) == (2, 3)


def test_the_counts_are_those_of_the_key_figures(one, shop):
    accounts = accounts_of(one)
    assert len(accounts.balances) == one.kpis["customers_end"]
    assert accounts.loyal / len(accounts.balances) == pytest.approx(one.kpis["loyal_share"])
    share = shop.loyalty.loyal_share_of_undisturbed
    assert accounts.threshold == pytest.approx(share * undisturbed_account(shop))


def test_the_bars_hold_everybody_once(one):
    accounts = accounts_of(one)
    for style in STYLES:
        ax = axis(style)
        account(ax, accounts, style)
        below, above = (
            sum(bar.get_height() for bar in ax.patches if (bar.get_hatch() is not None) == hatched)
            for hatched in (True, False)
        )
        assert (below, above) == (accounts.retained_only, accounts.loyal)
        assert all(
            (bar.get_x() < accounts.threshold - 1e-9) == (bar.get_hatch() is not None)
            for bar in ax.patches
            if bar.get_height()
        )
        assert_readable(ax.figure)
        text = words(ax.figure)
        assert f"{accounts.loyal:,} of {len(accounts.balances):,}" in text
        assert f"{accounts.loyal:,} loyal (" in text
        assert f"{accounts.retained_only:,} retained only (" in text


def test_one_edge_is_the_threshold_and_a_long_tail_does_not_squeeze_the_rest():
    many = np.concatenate([np.linspace(0, 10, 100), np.linspace(-200, -100, 10)])
    edges = bars(Accounts(many, 3.7))
    assert 3.7 in edges
    assert np.allclose(np.diff(edges), edges[1] - edges[0])
    assert -12 < edges[0] <= -10
    ax = axis()
    account(ax, Accounts(many, 3.7))
    assert max(bar.get_height() for bar in ax.patches if bar.get_x() == edges[0]) == 10
    assert "less" in words(ax.figure)


@pytest.mark.parametrize(
    "accounts",
    [
        FIVE,
        Accounts(np.array([]), 4.0),
        Accounts(np.array([0.0]), 0.0),
        Accounts(np.array([7.0]), 4.0),
        Accounts(np.full(30, -3.0), 4.0),
        Accounts(np.geomspace(1, 1e6, 2000), 8.0),
    ],
    ids=["five", "nobody", "at nought", "one loyal", "all angry", "far apart"],
)
@pytest.mark.parametrize("size", [(700, 400), (1280, 720)])
def test_any_accounts_can_be_drawn(accounts, size):
    ax = axis(LIGHT, *size)
    account(ax, accounts)
    assert_readable(ax.figure)
    assert describe_account(accounts).endswith(".")


def test_the_words_say_the_same():
    text = describe_account(FIVE)
    assert "5 customers" in text
    assert "2 are loyal (40%)" in text
    assert "3 are retained only (60%)" in text
    assert "1 are below zero" not in text
    assert "1 is below zero" in text
