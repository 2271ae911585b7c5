"""A rule drawn alone: what it returns, along its first argument."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes

from sim.show.style import LIGHT, SMALLEST, Style, dress, points


def rule(
    ax: Axes,
    value: Callable[[float], float],
    along: tuple[float, float],
    style: Style = LIGHT,
    *,
    across: str = "",
    up: str = "",
) -> None:
    """Draw a function of a number.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    value : callable
        The function.
    along : tuple of float
        From where to where.
    style : Style
        Its colours.
    across, up : str
        What goes in and what comes out, in words.
    """
    dress(ax, style, up)
    x = np.linspace(*along, 201)
    y = [value(float(one)) for one in x]
    ax.plot(x, y, color=style.good, linewidth=3)
    ax.set_xlim(*along)
    ax.set_ylim(bottom=min(0.0, min(y)))
    ax.set_xlabel(across, color=style.ink, fontsize=points(SMALLEST), labelpad=6)


def describe_rule(
    value: Callable[[float], float], along: tuple[float, float], across: str, up: str
) -> str:
    """Say what `rule` shows.

    Examples
    --------
    >>> describe_rule(lambda x: 100 / (1 + x), (0, 50), "Silent", "Heard, in 100")
    'Heard, in 100: 100 where silent is 0, 3.85 where it is 25, 1.96 where it is 50.'
    """
    first, last = along
    middle = (first + last) / 2
    named = across[:1].lower() + across[1:]
    return (
        f"{up}: {value(first):.3g} where {named} is {first:g}, "
        f"{value(middle):.3g} where it is {middle:g}, {value(last):.3g} where it is {last:g}."
    )
