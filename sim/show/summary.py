"""A run in one picture, and its pictures as files."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.show.customers import describe_reasons, describe_two_years, reasons, two_years
from sim.show.earning import describe_money, money
from sim.show.hearing import describe_heard_and_lived, describe_iceberg, heard_and_lived, iceberg
from sim.show.style import LIGHT, PROJECTOR, SMALLEST, Style, new_figure, points, style_of, to_bytes
from sim.show.words import between
from sim.study.replicate import Experiment
from sim.study.run import Run

Draw = Callable[[Axes, Style], None]


def summary_figure(run: Run, experiment: Experiment | None = None, dark: bool = False) -> Figure:
    """Draw a run on one page: who is there, what is heard, what is earned, why people leave.

    Parameters
    ----------
    run : Run
        The run whose days are drawn.
    experiment : Experiment, optional
        Its replications: the key figures are then their means, and come with their intervals.
    dark : bool
        Whether on dark paper.

    Returns
    -------
    matplotlib.figure.Figure
        Of the projector's size.
    """
    style = style_of(dark)
    width, height = PROJECTOR
    figure = new_figure(width, height, style)
    drawn = drawings(run, experiment)
    places = {
        "two_years": (0.065, 0.57, 0.40, 0.29),
        "iceberg": (0.53, 0.53, 0.45, 0.33),
        "money": (0.065, 0.13, 0.40, 0.29),
        "reasons": (0.53, 0.08, 0.45, 0.34),
    }
    for name, place in places.items():
        draw, _ = drawn[name]
        draw(figure.add_axes(place), style)
    big, small = points(SMALLEST + 6), points(SMALLEST)
    title = run.scenario.title or run.scenario.name
    figure.text(0.02, 0.98, title, color=style.ink, fontsize=big, fontweight="bold", va="top")
    leaving = _leaving(run, experiment)
    figure.text(0.98, 0.975, leaving, color=style.ink, fontsize=small, va="top", ha="right")
    rests = _rests_on(run, experiment)
    figure.text(0.02, 0.015, rests, color=style.ink, fontsize=small, va="bottom")
    return figure


def describe_summary(run: Run, experiment: Experiment | None = None) -> str:
    """Say what `summary_figure` shows."""
    drawn = drawings(run, experiment)
    parts = [drawn[name][1] for name in ("two_years", "iceberg", "money", "reasons")]
    return " ".join([f"{run.scenario.title or run.scenario.name}.", *parts])


def drawings(run: Run, experiment: Experiment | None = None) -> dict[str, tuple[Draw, str]]:
    """List the pictures of a run.

    Parameters
    ----------
    run : Run
        The run.
    experiment : Experiment, optional
        Its replications.

    Returns
    -------
    dict
        By name: what draws it onto an axis, and what it shows, in words.
    """
    daily, currency = run.daily, run.scenario.money.currency
    kpis = {str(name): float(value) for name, value in figures(run, experiment).items()}
    return {
        "two_years": (
            lambda ax, style: two_years(ax, daily, style),
            describe_two_years(daily),
        ),
        "iceberg": (lambda ax, style: iceberg(ax, kpis, style), describe_iceberg(kpis)),
        "money": (
            lambda ax, style: money(ax, daily, style, currency),
            describe_money(daily, currency),
        ),
        "reasons": (lambda ax, style: reasons(ax, daily, style), describe_reasons(daily)),
        "heard_and_lived": (
            lambda ax, style: heard_and_lived(ax, daily, style),
            describe_heard_and_lived(daily),
        ),
    }


def figures(run: Run, experiment: Experiment | None = None) -> pd.Series:
    """Return the key figures to write on a picture: the means of the replications, if any."""
    return run.kpis if experiment is None else experiment.summary()["mean"]


def save_figures(run: Run, experiment: Experiment | None, folder: Path | str) -> list[Path]:
    """Write the pictures of a run as PNG and SVG, the same bytes each time.

    Parameters
    ----------
    run : Run
        The run whose days are drawn.
    experiment : Experiment or None
        Its replications, if any.
    folder : path
        Where; it is made if it is not there.

    Returns
    -------
    list of pathlib.Path
        The files, ``summary`` first.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    pages = {"summary": (summary_figure(run, experiment), describe_summary(run, experiment))}
    for name, (draw, description) in drawings(run, experiment).items():
        figure = new_figure(900, 500, LIGHT)
        draw(figure.add_axes((0.1, 0.12, 0.87, 0.75)), LIGHT)
        pages[name] = (figure, description)
    written = []
    for name, (figure, description) in pages.items():
        for form in ("png", "svg"):
            file = folder / f"{name}.{form}"
            file.write_bytes(to_bytes(figure, form, description))
            written.append(file)
    return written


def _leaving(run: Run, experiment: Experiment | None) -> str:
    if experiment is None:
        return f"{100 * run.kpis['churn_rate']:.0f} of 100 customers leave a year"
    mean, low, high, _ = 100 * experiment.summary().loc["churn_rate"]
    return f"{between(mean, low, high, 0)} of 100 customers leave a year"


def _rests_on(run: Run, experiment: Experiment | None) -> str:
    if experiment is None:
        return f"One run, seed {run.seed}."
    n = len(experiment.replications)
    return f"Iceberg and share who leave: mean of {n} runs. The rest: the first. Seed {run.seed}."
