"""Each picture shows what the data say, in both styles, with nothing clipped or overlapping."""

import numpy as np
import pytest
from matplotlib.patches import Polygon, Rectangle

from sim import facts
from sim.show import hearing
from sim.show.customers import describe_reasons, left_because, reasons, two_years
from sim.show.earning import earnings, money
from sim.show.hearing import area_above, describe_iceberg, heard_and_lived, iceberg, service_index
from sim.show.style import SMALLEST, STYLES, new_figure
from sim.show.summary import describe_summary, drawings, save_figures, summary_figure
from tests.show.reading import clipped, overlapping, smallest, words

PICTURES = ("two_years", "iceberg", "money", "reasons", "heard_and_lived")
LIGHT = STYLES[0]


def axis(style=LIGHT, width=620, height=320):
    return new_figure(width, height, style).add_axes((0.14, 0.14, 0.83, 0.7))


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_can_be_read(one, many, name, style):
    draw, description = drawings(one, many)[name]
    ax = axis(style)
    draw(ax, style)
    assert_readable(ax.figure)
    assert len(description) > 40
    assert description.endswith(".")


@pytest.mark.parametrize("dark", [False, True])
def test_the_summary_can_be_read(one, many, dark):
    for experiment in (None, many):
        figure = summary_figure(one, experiment, dark)
        assert tuple(figure.get_size_inches() * figure.dpi) == (1280, 720)
        assert_readable(figure)
        assert len(figure.axes) == 4
        assert describe_summary(one, experiment).startswith("The corner shop.")


def test_the_summary_says_what_it_rests_on(one, many):
    assert "seed 26" in words(summary_figure(one)).lower()
    text = words(summary_figure(one, many))
    assert "3 runs" in text
    mean, low, high, _ = 100 * many.summary().loc["churn_rate"]
    assert f"{mean:.0f} ({low:.0f} to {high:.0f}) of 100" in text


@pytest.mark.parametrize("heard", [0, 1, 9, 100, 250, 333, 399, 400])
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_the_iceberg_is_in_proportion(heard, style):
    ax = axis(style)
    iceberg(ax, {"miseries": 400, "complaints": heard}, style)
    (ice,) = [
        patch for patch in ax.patches if isinstance(patch, Polygon) and patch.get_label() == "ice"
    ]
    water = ax.lines[0].get_ydata()[0]
    x, y = ice.get_xy()[:-1].T
    whole = abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2
    assert whole == pytest.approx(area_above(0))
    assert area_above(water) / whole == pytest.approx(heard / 400, abs=1e-6)
    assert f"Management heard {heard} of 400 failures" in words(ax.figure)
    assert f"{400 - heard} it never heard of" in words(ax.figure)
    assert_readable(ax.figure)


def test_the_outline_of_the_iceberg_is_one_piece_at_every_height():
    # else the clipped outline would not be the ice that lies above
    for height in np.linspace(0.001, 0.999, 200):
        edges = zip(hearing.ICE, np.roll(hearing.ICE, -1, axis=0), strict=True)
        assert sum((a[1] > height) != (b[1] > height) for a, b in edges) == 2


def test_an_iceberg_without_failures_says_so():
    ax = axis()
    iceberg(ax, {"miseries": 0, "complaints": 0})
    assert_readable(ax.figure)
    assert "no customer" in describe_iceberg({"miseries": 0, "complaints": 0})


def test_the_areas_add_up_to_the_customers(one):
    ax = axis()
    two_years(ax, one.daily)
    loyal, retained = (area.get_paths()[0].vertices for area in ax.collections)
    customers = one.daily["customers"]
    assert retained[:, 1].max() == customers.max()
    wanted = (customers * one.daily["loyal_share"]).max()
    assert loyal[:, 1].max() == pytest.approx(wanted)
    assert f"became {customers.iloc[-1]:,}" in words(ax.figure)


@pytest.mark.parametrize("share", [0.0, 0.03, 0.5, 0.97, 1.0])
def test_thin_areas_keep_their_labels_apart(one, share):
    daily = one.daily.assign(loyal_share=share, retained_only_share=1 - share)
    ax = axis()
    two_years(ax, daily)
    assert_readable(ax.figure)


def test_every_departure_has_its_bar(one):
    ax = axis()
    reasons(ax, one.daily)
    bars = [patch.get_width() for patch in ax.patches if isinstance(patch, Rectangle)]
    names = [facts.KINDS[kind].name for kind in facts.LEAVING]
    assert sum(bars) == one.daily[names].to_numpy().sum()
    assert bars == sorted(bars, reverse=True)
    total = sum(left_because(one.daily).values())
    assert f"{round(total)} customers left" in describe_reasons(one.daily)


def test_nobody_left_and_too_many_reasons(one):
    names = [facts.KINDS[kind].name for kind in facts.LEAVING]
    for number in (0, 12_345):
        daily = one.daily.head(1).assign(**dict.fromkeys(names, number))
        ax = axis()
        reasons(ax, daily)
        assert_readable(ax.figure)
        assert sum(left_because(daily).values()) == number * len(names)


def test_profit_is_income_less_cost(one):
    table = earnings(one.daily)
    assert len(table) == len(one.daily) // 28
    assert np.allclose(table["profit"], table["income"] - table["cost"])
    ax = axis()
    money(ax, one.daily, currency="EUR")
    bars = [patch.get_height() for patch in ax.patches]
    assert np.allclose(bars, table["profit"])


@pytest.mark.parametrize("factor", [0.0, 1e-3, 1.0, 1e3])
def test_money_of_any_size_can_be_read(one, factor):
    names = [facts.KINDS[kind].name for kind in (*facts.INCOME, *facts.COSTS)]
    daily = one.daily.assign(**{name: factor * one.daily[name] for name in names})
    ax = axis()
    money(ax, daily, currency="EUR")
    assert_readable(ax.figure)


def test_the_index_is_that_of_the_key_figures(one):
    start = one.scenario.time.warm_up_days
    daily = one.daily.iloc[start:]
    lived = 100 * (1 - daily["spoiled"].sum() / daily["visit"].sum())
    assert lived == pytest.approx(one.kpis["service_index_lived"])
    index = service_index(one.daily)
    assert (index["recorded"] >= index["lived"]).all()
    ax = axis()
    heard_and_lived(ax, one.daily)
    recorded, as_lived = ax.lines
    assert np.allclose(recorded.get_ydata(), index["recorded"])
    assert np.allclose(as_lived.get_ydata(), index["lived"])


@pytest.mark.parametrize("days", [1, 13, 91, 363, 728, 1100])
@pytest.mark.parametrize("name", PICTURES)
def test_runs_of_any_length_can_be_drawn(one, name, days):
    import pandas as pd

    daily = pd.concat([one.daily] * 4, ignore_index=True).head(days)
    stretched = type(one)(one.scenario, one.seed, 0, one.engine, one.outcome)
    stretched.__dict__["daily"] = daily
    ax = axis()
    drawings(stretched)[name][0](ax, LIGHT)
    assert_readable(ax.figure)


def test_files_are_written_twice_alike(one, many, tmp_path):
    first = save_figures(one, many, tmp_path / "a")
    again = save_figures(one, many, tmp_path / "b")
    names = [file.name for file in first]
    assert names[:2] == ["summary.png", "summary.svg"]
    assert {name.split(".")[0] for name in names} == {"summary", *PICTURES}
    for file, twin in zip(first, again, strict=True):
        assert file.read_bytes() == twin.read_bytes(), file.name
