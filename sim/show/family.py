"""Who brought whom, and how far one failure is told."""

from math import isfinite

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from sim.show.scale import line_height
from sim.show.style import LIGHT, Style, dress, undress, write
from sim.show.words import count
from sim.study.family import Families, Incident

MOST_ROWS = 6
"""Generations with a row of their own; the last row takes all later ones."""
MOST_ABREAST = 14
"""Members side by side that are drawn one by one."""
TREE = (0.56, 0.98)
"""Where the largest family stands, in shares of the width."""
MOST_IN_LINE = 10
"""Listeners side by side."""


def family_tree(ax: Axes, found: Families, style: Style = LIGHT) -> None:
    """Draw how many customers each generation brought, and beside it the largest family.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    found : Families
        Who brought whom.
    style : Style
        Its colours.
    """
    rows = _rows(found.generations)
    everybody = sum(people for _, people in rows)
    title = f"{count(everybody - rows[0][1])} of {count(everybody)} came on a customer's word"
    if isfinite(found.reproduction):
        title = f"Over time 100 customers bring in {count(100 * found.reproduction)} more"
    dress(ax, style, title)
    undress(ax)
    ax.set_xlim(0, 1)
    ax.set_ylim(max(len(rows), 3) - 0.1, -1.3)
    most = max(1, *(people for _, people in rows))
    for place, (text, people) in enumerate(rows):
        write(ax, 0.0, place, f"{count(people)} {text}", style)
        ax.barh(place + 0.46, 0.5 * people / most, height=0.12, color=_colour(place, style))
    if found.largest.empty:
        return
    members = f"largest family: {count(len(found.largest))}"
    write(ax, TREE[1], -0.85, members, style, across="right", bold=True)
    if _fits(found.largest):
        _draw_members(ax, found.largest, style)
        if not found.largest["active"].all():
            foot = max(len(rows), 3) - 0.45
            write(ax, TREE[1], foot, "hollow: has left", style, across="right")
    else:
        _draw_many(ax, found.largest, style)


def describe_family_tree(found: Families) -> str:
    """Say what `family_tree` shows."""
    rows = found.generations["people"].to_list()
    told = f"Customers by who brought them: {count(rows[0])} whom no customer brought"
    later = [f"{count(n)} in generation {place}" for place, n in enumerate(rows[1:], start=1)]
    told += "".join(f", {part}" for part in later) + "."
    if not found.largest.empty:
        left = int((~found.largest["active"]).sum())
        gone = f", of whom {count(left)} {'has' if left == 1 else 'have'} left" if left else ""
        told += f" The largest family has {count(len(found.largest))} members{gone}."
    if isfinite(found.reproduction):
        told += (
            f" In their time with the business 100 customers bring in "
            f"{count(100 * found.reproduction)} others"
        )
        alone = found.reproduction >= 1
        told += (
            ": word of mouth alone keeps the business going."
            if alone
            else ", too few to replace those who leave."
        )
    return told


def spread(ax: Axes, told: Incident, style: Style = LIGHT) -> None:
    """Draw one failure, and everybody who was told of it, by what the words did.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    told : Incident
        The failure.
    style : Style
        Its colours.
    """
    dress(ax, style, f"One failure, {people(len(told.told))} told")
    undress(ax)
    ax.set_xlim(0, 1)
    ax.set_ylim(8.6, 0)
    size = "serious" if told.serious else "minor"
    heard = "the business heard of it" if told.heard else "the business heard nothing"
    fate = "the customer left" if told.left else "the customer stayed"
    line = min(line_height(ax), 1.0)
    write(ax, 0.0, 0.6, f"customer {told.customer} on day {told.day}: a {size} failure", style)
    write(ax, 0.0, 0.6 + line, f"{heard}; {fate}", style)
    teller, middle = 0.035, 5.3
    looks = {
        "customers": ("o", style.poor),
        "warned": ("s", style.poor),
        "unmoved": ("^", style.other),
    }
    groups = reactions(told)
    shown = [(name, group) for name, group in groups.items() if len(group)]
    for row, (name, group) in enumerate(shown):
        height = 5.3 + 2.2 * (row - (len(shown) - 1) / 2)
        marker, colour = looks[name]
        x, y = _block(len(group), height)
        for end_x, end_y in zip(x, y, strict=True):
            ax.plot([teller, end_x], [middle, end_y], color=style.quiet, linewidth=0.8, zorder=1)
        ax.scatter(x, y, s=70, marker=marker, color=colour, edgecolor=style.ink, zorder=3)
        first, second = _reaction(name, group, told.window)
        write(ax, 0.43, height - line / 2, first, style, bold=True)
        write(ax, 0.43, height + line / 2, second, style)
    ax.scatter([teller], [middle], s=260, marker="D", color=style.poor, edgecolor=style.ink)
    if not shown:
        write(ax, 0.12, middle, "nobody else was told", style)


def describe_spread(told: Incident) -> str:
    """Say what `spread` shows."""
    groups = reactions(told)
    size = "serious" if told.serious else "minor"
    heard = "somebody in the business heard" if told.heard else "nobody in the business heard"
    text = (
        f"On day {told.day} customer {told.customer} lived a {size} failure, of which {heard}; "
        f"{people(len(told.told))} heard of it"
    )
    parts = [
        f"{first}, of whom {second}"
        for name, group in groups.items()
        if len(group)
        for first, second in [_reaction(name, group, told.window)]
    ]
    text += (": " + "; ".join(parts) if parts else "") + "."
    fate = "has left" if told.left else "is still there"
    text += f" The customer {fate} {_after(told.window)}."
    if parts:
        text += " What the listeners did in that time need not be because of what they heard."
    return text


def reactions(told: Incident) -> dict[str, pd.DataFrame]:
    """Sort the listeners by what the words did to them.

    Parameters
    ----------
    told : Incident
        The failure.

    Returns
    -------
    dict
        Rows of `Incident.told`: ``customers``, who think worse of the business; ``warned``,
        strangers who are warned off; ``unmoved``, strangers who are not.
    """
    table = told.told
    return {
        "customers": table[table["customer"]],
        "warned": table[~table["customer"] & table["warned_off"]],
        "unmoved": table[~table["customer"] & ~table["warned_off"]],
    }


def people(number: int) -> str:
    """Say how many people.

    Examples
    --------
    >>> people(1), people(9)
    ('1 person', '9 people')
    """
    return "1 person" if number == 1 else f"{count(number)} people"


def _reaction(name: str, group: pd.DataFrame, window: int) -> tuple[str, str]:
    """Say what a group thinks, and what it did."""
    one = len(group) == 1
    who = "customer" if name == "customers" else "stranger"
    thinks = {
        "customers": "thinks worse" if one else "think worse",
        "warned": "warned off",
        "unmoved": "unmoved",
    }[name]
    did = "left" if name == "customers" else "joined"
    changed = int(group["changed"].sum())
    first = f"{count(len(group))} {who}{'' if one else 's'} {thinks}"
    return first, f"{count(changed) if changed else 'none'} {did} within {window} days"


def _after(window: int) -> str:
    return f"{window} days later" if window != 1 else "a day later"


def _block(number: int, height: float) -> tuple[list[float], list[float]]:
    """Place a group of listeners, in lines about a height."""
    lines = -(-number // MOST_IN_LINE)
    gap = min(0.55, 1.5 / max(lines, 1))
    x, y = [], []
    for line in range(lines):
        here = min(MOST_IN_LINE, number - line * MOST_IN_LINE)
        x += [0.14 + 0.028 * place for place in range(here)]
        y += [height + gap * (line - (lines - 1) / 2)] * here
    return x, y


def _rows(generations: pd.DataFrame) -> list[tuple[str, int]]:
    """Return what to write of each generation, and its people; the latest taken together."""
    people = [int(n) for n in generations["people"]]
    texts = ["brought by nobody", "brought by them", *["by those"] * max(len(people) - 2, 0)]
    if len(people) > MOST_ROWS:
        people = [*people[: MOST_ROWS - 1], sum(people[MOST_ROWS - 1 :])]
        texts[MOST_ROWS - 1] = "by all later ones"
    return list(zip(texts[: len(people)], people, strict=True))


def _colour(place: int, style: Style) -> str:
    return style.good if place else style.other


def _fits(family: pd.DataFrame) -> bool:
    """Tell whether there is room for a family member by member."""
    leaves = len(family) - family["parent"].isin(family.index).groupby(family["parent"]).any().sum()
    return int(leaves) <= MOST_ABREAST and int(family["generation"].max()) < MOST_ROWS


def _draw_members(ax: Axes, family: pd.DataFrame, style: Style) -> None:
    """Draw each member on the row of the generation, parents above the middle of theirs."""
    places = layout(family)
    low, high = TREE
    widest = max(max(places.values()), 1.0)
    x = {who: low + 0.02 + (high - low - 0.04) * place / widest for who, place in places.items()}
    for who, parent, generation in zip(
        family.index, family["parent"], family["generation"], strict=True
    ):
        if parent in x:
            ends = ([x[parent], x[who]], [generation - 1, generation])
            ax.plot(*ends, color=style.quiet, linewidth=2, zorder=1)
    for who, active, generation in zip(
        family.index, family["active"], family["generation"], strict=True
    ):
        edge = _colour(generation, style)
        fill = edge if active else style.paper
        ax.scatter([x[who]], [generation], s=110, color=fill, edgecolor=edge, lw=2.5, zorder=3)


def layout(family: pd.DataFrame) -> dict[int, float]:
    """Place the members of a family from left to right so that no two lines cross.

    Parameters
    ----------
    family : pandas.DataFrame
        As `sim.study.family.largest_family` gives it.

    Returns
    -------
    dict
        By member: the place, from 0; who has brought nobody is 1 from the next, a parent stands
        above the middle of the first and the last of its own.
    """
    children: dict[int, list[int]] = {int(who): [] for who in family.index}
    for who, parent in zip(family.index, family["parent"], strict=True):
        if parent in children:
            children[int(parent)].append(int(who))
    places: dict[int, float] = {}
    free = 0.0
    stack = [(int(family.index[0]), False)]
    while stack:
        who, done = stack.pop()
        own = children[who]
        if own and not done:
            stack.append((who, True))
            stack += [(child, False) for child in reversed(own)]
        elif own:
            places[who] = (places[own[0]] + places[own[-1]]) / 2
        else:
            places[who] = free
            free += 1.0
    return places


def _draw_many(ax: Axes, family: pd.DataFrame, style: Style) -> None:
    """Draw a large family as a number for each generation."""
    sizes = np.bincount(family["generation"])
    if len(sizes) > MOST_ROWS:
        sizes = np.append(sizes[: MOST_ROWS - 1], sizes[MOST_ROWS - 1 :].sum())
    x = TREE[0] + 0.12
    ax.plot([x, x], [0, len(sizes) - 1], color=style.quiet, linewidth=2, zorder=1)
    area = 60 + 240 * sizes / sizes.max()
    for place, (number, size) in enumerate(zip(sizes, area, strict=True)):
        ax.scatter([x], [place], s=size, color=_colour(place, style), zorder=3)
        write(ax, x + 0.06, place, count(number), style, bold=True)
