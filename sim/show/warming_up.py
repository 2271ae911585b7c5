"""How long a world takes to settle, beside the warm-up that is left out of its figures."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.show.scale import calendar
from sim.show.style import LIGHT, Style, dress, write
from sim.study.warmup import BATCH, Advice, batch_means

BAND = 0.44
"""How much of its lane a series takes; the rest is for its name."""


def warming_up(ax: Axes, series: pd.DataFrame, advice: Advice, style: Style = LIGHT) -> None:
    """Draw daily series one above the other, with where each settles and the warm-up shaded.

    Each is drawn from its own least to its own greatest mean of five days.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; a series takes 60 pixels of height or more.
    series : pandas.DataFrame
        `sim.study.warmup.series_of`.
    advice : Advice
        What `sim.study.warmup.warm_up_advice` found in them.
    style : Style
        Its colours.
    """
    dress(ax, style, _title(advice))
    days = len(series)
    ax.set_ylim(len(series.columns), 0)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.axvspan(0, advice.warm_up_days, color=style.deep, linewidth=0)
    for lane, name in enumerate(series):
        means = batch_means(series[name])
        low, high = (float(means.min()), float(means.max())) if len(means) else (0.0, 0.0)
        share = (means - low) / (high - low) if high > low else np.full(len(means), 0.5)
        when = (np.arange(len(means)) + 0.5) * BATCH
        settled = advice.settles[str(name)]
        colour = style.other if settled is None else style.good
        foot = lane + 0.94
        ax.plot(when, foot - BAND * share, color=colour, linewidth=2, zorder=3)
        if settled is not None:
            ax.plot([settled, settled], [foot - BAND, foot], color=style.ink, linewidth=4)
        write(ax, 0.01 * days, lane + 0.25, _told(str(name), settled), style)
    calendar(ax, days)


def describe_warming_up(advice: Advice) -> str:
    """Say what `warming_up` shows."""
    told = "; ".join(_told(name, days) for name, days in advice.settles.items())
    return f"Daily series, and from which day each is settled. {told}. In short: {advice.says}."


def _title(advice: Advice) -> str:
    if advice.too_short:
        return f"Warm-up {advice.warm_up_days} days, but {advice.needed_days} are needed"
    if advice.unsettled:
        return f"Warm-up {advice.warm_up_days} days: {len(advice.unsettled)} series not settled"
    return f"Warm-up {advice.warm_up_days} days: long enough"


def _told(name: str, settled: int | None) -> str:
    plain = name.replace("_", " ")
    if settled is None:
        return f"{plain}: not settled"
    return f"{plain}: settled after {settled} days" if settled else f"{plain}: settled throughout"
