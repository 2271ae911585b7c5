"""The dashboard beside the truth: the right figures, the gap in words, legible throughout."""

import pytest

from sim.show.dashboard import ROWS, dashboard, describe_dashboard, gap, values
from sim.show.style import SMALLEST, STYLES, new_figure
from sim.study.kpis import KPIS
from tests.show.reading import clipped, overlapping, smallest, words, written

NAN = float("nan")
SIZES = [(900, 500), (1280, 720)]
KEY_FIGURES = {
    "service_index": 94.0,
    "service_index_lived": 90.9,
    "perceived_quality": 0.994,
    "lived_quality": 0.879,
    "survey_satisfied": 0.96,
    "satisfied": 0.96,
    "repeat_rate": 0.82,
    "retention_rate": 0.87,
    "complaints": 13.0,
    "miseries": 512.0,
}
NOTHING = dict.fromkeys(KEY_FIGURES, 0.0)
ALL = {name: 100.0 if "service" in name else 1.0 for name in KEY_FIGURES}
HUGE = ALL | {"complaints": 123_456.0, "miseries": 1_234_567.0}
UPSIDE_DOWN = dict(KEY_FIGURES) | {"survey_satisfied": 0.0, "satisfied": 1.0, "complaints": 512.0}


def axis(style, size):
    return new_figure(*size, style).add_axes((0.03, 0.04, 0.94, 0.84))


def assert_readable(figure):
    assert clipped(figure) == []
    assert overlapping(figure) == []
    assert smallest(figure) >= SMALLEST - 1e-9


def marks(ax, shape):
    """Places of the marks of the rows, from top to bottom, without that of the legend."""
    found = [line for line in ax.lines if line.get_marker() == shape and line.get_ydata()[0] > 0]
    return [float(line.get_xdata()[0]) for line in found]


def test_every_row_sets_managements_view_beside_the_truth():
    views = {kpi.name: kpi.view for kpi in KPIS}
    for row in ROWS:
        assert (views[row.reported], views[row.lived]) == ("management", "truth"), row.name


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
@pytest.mark.parametrize("as_reported", [False, True])
@pytest.mark.parametrize("kpis", [KEY_FIGURES, NOTHING, ALL, HUGE, UPSIDE_DOWN, {}])
def test_the_dashboard_can_be_read(style, size, as_reported, kpis):
    ax = axis(style, size)
    dashboard(ax, kpis, style, as_reported)
    assert_readable(ax.figure)


@pytest.mark.parametrize("dropped", sorted(KEY_FIGURES))
def test_a_figure_that_is_not_known_leaves_its_mark_out(dropped):
    kpis = KEY_FIGURES | {dropped: NAN}
    ax = axis(STYLES[0], SIZES[0])
    dashboard(ax, kpis)
    assert_readable(ax.figure)
    assert len(marks(ax, "s")) + len(marks(ax, "o")) == 9
    assert "not known" in words(ax.figure)
    assert "of 4 figures" in words(ax.figure)
    assert "not known" in describe_dashboard(kpis)


def test_marks_stand_where_the_figures_are():
    ax = axis(STYLES[0], SIZES[0])
    dashboard(ax, KEY_FIGURES)
    assert marks(ax, "s") == pytest.approx([0.94, 0.99, 0.96, 0.82, 13 / 512])
    assert marks(ax, "o") == pytest.approx([0.91, 0.88, 0.96, 0.87, 1.0])
    said = words(ax.figure)
    for text in ("3 too high", "11 too high", "as lived", "5 too low", "499 unheard"):
        assert text in said
    assert "3 of 5 figures look better in the reports than they are" in said


def test_before_the_waterline_is_lifted_only_the_reports_are_seen_and_nothing_jumps_later():
    before, after = axis(STYLES[0], SIZES[0]), axis(STYLES[0], SIZES[0])
    dashboard(before, KEY_FIGURES, as_reported=True)
    dashboard(after, KEY_FIGURES)
    assert marks(before, "o") == []
    assert marks(before, "s") == marks(after, "s")
    assert before.get_xlim() == after.get_xlim()
    shown = {text.get_text() for text in written(before.figure)}
    assert not shown & {"lived", "the gap", "as lived", "3 too high", "499 unheard", "512", "88"}
    assert {"reported", "94", "99", "96", "82", "13"} <= shown
    assert "lived" not in describe_dashboard(KEY_FIGURES, as_reported=True)


def test_managements_figures_alone_are_enough_for_its_dashboard():
    own = {row.reported: KEY_FIGURES[row.reported] for row in ROWS}
    ax = axis(STYLES[0], SIZES[0])
    dashboard(ax, own, as_reported=True)
    assert_readable(ax.figure)
    assert marks(ax, "s") == pytest.approx([0.94, 0.99, 0.96, 0.82, 0.0])
    assert {"94", "13"} <= {text.get_text() for text in written(ax.figure)}


def test_the_gap_is_that_of_the_figures_as_written():
    for row in ROWS[1:4]:
        # 0.914 and 0.906 are both written 91
        pair = values(row, {row.reported: 0.914, row.lived: 0.906})
        assert pair == (91, 91)
        assert gap(row, *pair) == "as lived"
    assert gap(ROWS[4], 5, 5) == "all heard"
    assert gap(ROWS[0], NAN, 5) == "not known"


def test_the_dashboard_is_told_in_words():
    assert describe_dashboard(KEY_FIGURES) == (
        "Management's figures beside the truth, of every 100: visits that went well 94 reported, "
        "91 lived (3 too high); customers without trouble 99 reported, 88 lived (11 too high); "
        "satisfied customers 96 reported, 96 lived (as lived); customers who stay 82 reported, 87 "
        "lived (5 too low). And failures, in number 13 reported, 512 lived (499 unheard)."
    )


def test_one_figure_looks_better_in_the_singular():
    same = KEY_FIGURES | {"perceived_quality": 0.879, "complaints": 512.0}
    ax = axis(STYLES[0], SIZES[0])
    dashboard(ax, same)
    assert "1 of 5 figures looks better" in words(ax.figure)


def test_the_figures_of_a_run_can_be_read(many):
    figures = many.replications.iloc[0]
    ax = axis(STYLES[0], SIZES[0])
    dashboard(ax, figures)
    assert_readable(ax.figure)
    assert f"{round(figures['miseries'])} lived" in describe_dashboard(figures)
