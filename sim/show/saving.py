"""Pictures of an experiment as files, PNG and SVG, the same bytes each time."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from matplotlib.figure import Figure

from sim.show.comparing import describe_differences, differences
from sim.show.style import LIGHT, new_figure, to_bytes
from sim.show.sweeping import describe_heat_map, describe_response, heat_map, response
from sim.show.verdicts import (
    counted_figure,
    describe_most,
    describe_verdicts,
    of_claim,
    verdicts_figure,
)
from sim.show.warming_up import describe_warming_up, warming_up
from sim.study.compare import Comparison
from sim.study.run import Run
from sim.study.sweep import Sweep
from sim.study.trial import Trial
from sim.study.warmup import series_of, warm_up_advice

DRAWN = ("churn_rate", "profit")
"""The key figures of a sweep that are drawn."""
MOST_ROWS = 12
"""Rows of verdicts on one picture; of a claim with more, each reading has a picture of its own."""


def save_warm_up(runs: Sequence[Run], folder: Path) -> None:
    """Draw into a folder how long the world of these replications takes to settle."""
    advice = warm_up_advice(runs)
    figure = new_figure(900, 500, LIGHT)
    series = series_of([one.daily for one in runs])
    warming_up(figure.add_axes((0.04, 0.12, 0.92, 0.75)), series, advice)
    _save(figure, folder / "warm_up", describe_warming_up(advice))


def save_comparison(found: Comparison, folder: Path) -> None:
    """Draw the differences of a comparison into a folder."""
    currency, summary = found.a.money.currency, found.summary()
    figure = new_figure(1280, 480, LIGHT)
    ax = figure.add_axes((0.04, 0.14, 0.92, 0.7))
    differences(ax, summary, LIGHT, currency=currency)
    _save(figure, folder / "differences", describe_differences(summary, currency=currency))


def save_sweep(found: Sweep, folder: Path) -> None:
    """Draw a sweep of one or two parameters into a folder; of more there is no picture."""
    if len(found.keys) > 2 or not all(_are_numbers(found, key) for key in found.keys):
        return
    for kpi in DRAWN:
        figure = new_figure(1000, 640, LIGHT)
        ax = figure.add_axes((0.14, 0.16, 0.8, 0.66))
        if len(found.keys) == 1:
            response(ax, found, kpi)
            words = describe_response(found, kpi)
        else:
            heat_map(ax, found, kpi)
            words = describe_heat_map(found, kpi)
        _save(figure, folder / kpi, words)


def save_trial(found: Trial, folder: Path) -> None:
    """Draw the verdicts of each claim, and how many there are of each, into a folder."""
    _save(counted_figure(found.table), folder / "verdicts", describe_most(found.table))
    for name, claim, reading in _pages(found):
        rows = of_claim(found.table, claim, reading)
        _save(verdicts_figure(found.table, claim, reading), folder / name, describe_verdicts(rows))


def _pages(found: Trial) -> Iterator[tuple[str, str, str | None]]:
    """List what gets a picture of its own: its name, the claim and the reading."""
    for claim, rows in found.table.groupby("claim", sort=False):
        if len(rows) <= MOST_ROWS:
            yield f"verdicts_{claim}", str(claim), None
            continue
        simulated = rows[rows["means"] != "by arithmetic"]
        if len(simulated) < len(rows):
            yield f"verdicts_{claim}_arithmetic", str(claim), "by arithmetic"
        for number, reading in enumerate(dict.fromkeys(simulated["reading"]), start=1):
            yield f"verdicts_{claim}_{number}", str(claim), str(reading)


def _are_numbers(found: Sweep, key: str) -> bool:
    return all(isinstance(point[key], int | float) for point in found.points)


def _save(figure: Figure, file: Path, words: str) -> None:
    for form in ("png", "svg"):
        file.with_suffix(f".{form}").write_bytes(to_bytes(figure, form, words))
