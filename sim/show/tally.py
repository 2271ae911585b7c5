"""How the readings of each claim were judged, as a table whose numbers can be read from afar."""

import pandas as pd
from matplotlib.axes import Axes

from sim.show.style import LIGHT, Style, dress, undress, write
from sim.show.verdicts import MARKERS, SHORT, colour
from sim.study.trial.verdict import VERDICTS

HEADS = {
    "reproduced": ("✓", "reproduced"),
    "not reproduced": ("✗", "not so"),
    "true by definition": ("=", "by definition"),
    "cannot be told": ("?", "not told"),
}
FIRST, STEP = 0.452, 0.161
"""Where the first column of numbers stands, and how far the columns are apart, of the width."""


def tally(ax: Axes, table: pd.DataFrame, style: Style = LIGHT, title: str = "") -> None:
    """Draw how many readings of each claim came to each verdict; the most frequent is marked.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where; 800 pixels wide or more.
    table : pandas.DataFrame
        `Trial.table`.
    style : Style
        Its colours.
    title : str
        What the picture says.
    """
    dress(ax, style, title)
    undress(ax)
    counts = counted(table)
    ax.set_xlim(0, 1)
    ax.set_ylim(len(counts) - 0.4, -1.3)
    places = [FIRST + STEP * turn for turn in range(len(VERDICTS))]
    for place, verdict in zip(places, VERDICTS, strict=True):
        sign, words = HEADS[verdict]
        write(ax, place, -0.9, f"{sign} {words}", style, across="center")
    ax.plot([0, 1], [-0.5, -0.5], color=style.quiet, linewidth=1)
    for row, (claim, numbers) in enumerate(counts.iterrows()):
        write(ax, 0.0, row, str(claim), style, bold=True)
        write(ax, 0.065, row, SHORT.get(str(claim), ""), style)
        most = numbers.max()
        for place, verdict in zip(places, VERDICTS, strict=True):
            number = int(numbers[verdict])
            leads = number == most
            if leads:
                look = {"markerfacecolor": colour(verdict, style), "markeredgecolor": style.ink}
                ax.plot(place - 0.035, row, MARKERS[verdict], markersize=12, **look)  # type: ignore[arg-type]
            text = str(number) if number else "·"
            write(ax, place, row, text, style, across="center", bold=leads)


def counted(table: pd.DataFrame) -> pd.DataFrame:
    """Count the readings of each claim by verdict: a row a claim.

    Examples
    --------
    >>> rows = pd.DataFrame({"claim": ["C15", "C15"], "verdict": ["reproduced", "cannot be told"]})
    >>> counted(rows).loc["C15"].to_list()
    [1, 0, 0, 1]
    """
    counts = pd.crosstab(table["claim"], table["verdict"])
    return counts.reindex(columns=list(VERDICTS), fill_value=0)


def describe_tally(table: pd.DataFrame) -> str:
    """Say what `tally` shows."""
    told = []
    for claim, numbers in counted(table).iterrows():
        parts = [f"{numbers[one]} {one}" for one in VERDICTS if numbers[one]]
        told.append(f"{claim}, {SHORT.get(str(claim), 'no short name')}: {', '.join(parts)}")
    return f"{len(table)} readings on trial. {'; '.join(told)}."
