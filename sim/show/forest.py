"""Family trees over time: who brought whom, from those who were won to the latest newcomer."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from numpy.typing import NDArray

from sim import facts
from sim.population import YEAR
from sim.show.family import layout
from sim.show.style import LIGHT, SMALLEST, Style, dress, points, write
from sim.show.words import count
from sim.study.family import descent

ROOT = -2
"""The number of the forest itself, of which every tree is a branch."""


@dataclass(frozen=True)
class Forest:
    """Family trees, as they stand on the page.

    Attributes
    ----------
    year : array
        When each customer came, the first members of the families first.
    height : array
        Where they stand, from 0 to 1: who has brought nobody keeps clear of all others.
    parent : array
        The row of who brought them; -1 for none.
    family : array
        The number of the first member of their family.
    years : float
        How long the trees grew.
    """

    year: NDArray[np.float64]
    height: NDArray[np.float64]
    parent: NDArray[np.int64]
    family: NDArray[np.int64]
    years: float

    @property
    def won(self) -> int:
        """How many came by themselves."""
        return int((self.parent < 0).sum())

    @property
    def brought(self) -> int:
        """How many were brought by another."""
        return len(self.parent) - self.won

    @property
    def largest(self) -> int:
        """How many the largest family has."""
        return int(np.bincount(self.family - self.family.min()).max()) if len(self.family) else 0

    @property
    def last(self) -> float:
        """When the last one was brought, in years; not a number if nobody was."""
        came = self.year[self.parent >= 0]
        return float(came.max()) if len(came) else float("nan")


def forest_of(customers: pd.DataFrame, days: float) -> Forest:
    """Place everybody who was ever a customer.

    Who left and came back stands where they came last; whom they had brought before that begin
    trees of their own.

    Parameters
    ----------
    customers : pandas.DataFrame
        `Run.customers`.
    days : float
        How long the run was.

    Returns
    -------
    Forest
    """
    line = descent(customers)
    line["joined"] = customers["joined_at"].astype(float)
    line = line.sort_values("joined", kind="stable")
    joined = line["joined"].to_dict()
    parent = {
        who: by if by in joined and joined[by] < came else facts.NOBODY
        for who, by, came in zip(line.index, line["parent"], line["joined"], strict=True)
    }
    row = {who: place for place, who in enumerate(line.index)}
    branches = [by if by != facts.NOBODY else ROOT for by in parent.values()]
    tree = pd.DataFrame({"parent": [facts.NOBODY, *branches]}, index=[ROOT, *line.index])
    places = layout(tree)
    height = np.array([places[who] for who in line.index], dtype=float)
    return Forest(
        year=line["joined"].to_numpy(dtype=float) / YEAR,
        height=height / max(float(height.max(initial=0.0)), 1.0),
        parent=np.array([row.get(by, -1) for by in parent.values()], dtype=np.int64),
        family=line["family"].to_numpy(dtype=np.int64),
        years=days / YEAR,
    )


def forest(ax: Axes, trees: Forest, style: Style = LIGHT) -> None:
    """Draw the family trees from left to right as the years pass, the largest set apart.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    trees : Forest
        As `forest_of` gives them.
    style : Style
        Its colours.
    """
    dress(ax, style, _title(trees))
    ax.set_xlim(-0.03 * trees.years, 1.03 * trees.years)
    ax.set_ylim(1.12, -0.03)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.set_xticks(np.linspace(0, trees.years, 5 if trees.years % 4 == 0 else 6))
    ax.xaxis.set_major_formatter("{x:g}")
    across = "Years since they were won"
    ax.set_xlabel(across, color=style.ink, fontsize=points(SMALLEST), labelpad=6)
    own = trees.family == _family_of_most(trees)
    for chosen, colour, size in ((~own, style.good, 9), (own, style.poor, 26)):
        here = np.flatnonzero(chosen)
        child = here[trees.parent[here] >= 0]
        ends = np.stack(
            [
                np.stack([trees.year[trees.parent[child]], trees.height[trees.parent[child]]], 1),
                np.stack([trees.year[child], trees.height[child]], 1),
            ],
            axis=1,
        )
        width = 1.6 if size > 9 else 0.8
        ax.add_collection(LineCollection(list(ends), colors=colour, linewidths=width, alpha=0.8))
        ax.scatter(
            trees.year[here], trees.height[here], s=size, color=colour, linewidth=0, zorder=3
        )
    first = trees.parent < 0
    ax.scatter(trees.year[first], trees.height[first], s=12, color=style.ink, marker="s", zorder=4)
    if trees.largest > 1:
        text = f"largest family: {count(trees.largest)}"
        write(ax, 0.99, 0.015, text, style, across="right", up="bottom", in_axis=True)


def describe_forest(trees: Forest) -> str:
    """Say what `forest` shows."""
    text = (
        f"Family trees over {trees.years:g} years, in one of the runs: {count(trees.won)} customers"
        f" who were won brought {count(trees.brought)} others, they and those after them."
    )
    if not trees.brought:
        return text
    ends = (
        "new ones still come at the end"
        if trees.last > 0.97 * trees.years
        else (f"the last one came after {trees.last:.0f} years")
    )
    return f"{text} The largest family has {count(trees.largest)} members; {ends}."


def _title(trees: Forest) -> str:
    return f"One run: {count(trees.won)} won, {count(trees.brought)} followed"


def _family_of_most(trees: Forest) -> int:
    """Return the number of the largest family; -1 where each is a single customer."""
    if trees.largest < 2:
        return -1
    numbers, sizes = np.unique(trees.family, return_counts=True)
    return int(numbers[sizes.argmax()])
