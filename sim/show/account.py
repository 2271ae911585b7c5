"""The loyalty accounts of all customers, and where loyalty begins."""

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from sim.brief import undisturbed_account
from sim.show.scale import line_height
from sim.show.style import LIGHT, SMALLEST, Style, dress, points, write
from sim.show.words import count, percent
from sim.study.measures import balances
from sim.study.run import Run

BARS = 24
"""About how many bars the accounts are sorted into."""


class Accounts(NamedTuple):
    """What the loyalty accounts hold."""

    balances: NDArray[np.float64]
    """Of each active customer at the end, in moments of magic."""
    threshold: float
    """Above it a customer is loyal, otherwise retained only."""

    @property
    def loyal(self) -> int:
        """How many are loyal."""
        return int((self.balances > self.threshold).sum())

    @property
    def retained_only(self) -> int:
        """How many still come, and are not loyal."""
        return len(self.balances) - self.loyal


def accounts_of(run: Run) -> Accounts:
    """Look into the accounts of those who are customers at the end of a run.

    Parameters
    ----------
    run : Run
        The run; its events need not be kept.

    Returns
    -------
    Accounts
    """
    loyalty = run.scenario.loyalty
    threshold = undisturbed_account(run.scenario) * loyalty.loyal_share_of_undisturbed
    return Accounts(balances(run.scenario, run.outcome), threshold)


def account(ax: Axes, accounts: Accounts, style: Style = LIGHT) -> None:
    """Draw how many customers hold how much in their loyalty account, the loyal set apart.

    Accounts far out on either side are counted into the outermost bars, which then say so.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    accounts : Accounts
        As `accounts_of` gives them.
    style : Style
        Its colours.
    """
    here, loyal = len(accounts.balances), accounts.loyal
    customers = "customer" if here == 1 else "customers"
    dress(ax, style, f"{count(loyal)} of {count(here)} {customers} are loyal")
    edges = bars(accounts)
    held = np.clip(accounts.balances, edges[0], edges[-1])
    above = accounts.balances > accounts.threshold
    most = 1.0
    for chosen, colour, hatch in ((~above, style.poor, "//"), (above, style.good, None)):
        if not chosen.any():
            continue
        side = edges[edges >= accounts.threshold] if hatch is None else edges
        heights, _, _ = ax.hist(
            held[chosen],
            bins=side.tolist(),
            color=colour,
            hatch=hatch,
            edgecolor=style.paper,
            linewidth=1,
        )
        most = max(most, float(np.max(heights)))
    ax.set_xlim(edges[0], edges[-1])
    ax.set_ylim(0, most)
    line = line_height(ax) / most  # of the height; two lines of text go above the bars
    ax.set_ylim(0, most / max(1 - 2.6 * line, 0.3))
    ax.axvline(
        accounts.threshold, ymax=1 - 1.3 * line, color=style.ink, linewidth=3, linestyle="--"
    )
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    _scale(ax, accounts, edges, style)
    _sides(ax, accounts, style, 1 - 1.95 * line)


def describe_account(accounts: Accounts) -> str:
    """Say what `account` shows."""
    here = len(accounts.balances)
    if not here:
        return "Loyalty accounts: nobody is a customer at the end."
    loyal, retained = accounts.loyal, accounts.retained_only
    below = int((accounts.balances < 0).sum())
    return (
        f"The loyalty accounts of {count(here)} customers at the end: {count(loyal)} are loyal "
        f"({percent(loyal / here)}), with more than {accounts.threshold:.1f} in the account; "
        f"{count(retained)} are retained only ({percent(retained / here)}). "
        f"{count(below)} {'is' if below == 1 else 'are'} below zero, by failures left unresolved."
    )


def bars(accounts: Accounts) -> NDArray[np.float64]:
    """Return the edges of the bars: all alike, one edge where loyalty begins.

    Parameters
    ----------
    accounts : Accounts
        What to sort.

    Returns
    -------
    numpy.ndarray
        Ascending, with the threshold among them, bit for bit; they reach to both sides of it. At
        the top they leave a hundredth of the accounts out, at the bottom as much or all that are
        further below zero than the top is above: else a few very angry would squeeze the rest.

    Examples
    --------
    >>> float(bars(Accounts(np.array([0.0, 24.0]), 12.0))[0])
    0.0
    """
    threshold = accounts.threshold
    held = accounts.balances if len(accounts.balances) else np.zeros(1)
    low, high = (float(edge) for edge in np.percentile(held, [1, 99], method="nearest"))
    high = max(high, threshold)
    low = min(max(low, -high), threshold, 0.0)
    step = (high - low) / BARS or 1.0
    below = max(1, int(np.ceil((threshold - low) / step - 1e-9)))
    above = max(1, int(np.ceil((high - threshold) / step - 1e-9)))
    return np.asarray(threshold + step * np.arange(-below, above + 1))


def _scale(ax: Axes, accounts: Accounts, edges: NDArray[np.float64], style: Style) -> None:
    """Mark zero, the threshold and bars that hold what lies further out; say what is counted."""
    threshold, held = accounts.threshold, accounts.balances
    room = 62 / ax.get_window_extent().width * (edges[-1] - edges[0])  # pixels between two words
    marks = [(threshold, f"{threshold:.1f}")]
    half = (edges[1] - edges[0]) / 2
    wanted = [(0.0, "0")]
    if (held < edges[0]).any():
        wanted.append((edges[0] + half, "less"))
    if (held > edges[-1]).any():
        wanted.append((edges[-1] - half, "more"))
    for place, text in wanted:
        if all(abs(place - other) > room for other, _ in marks):
            marks.append((place, text))
    ax.set_xticks([place for place, _ in marks], [text for _, text in marks])
    ax.set_xlabel(
        "in the loyalty account, in moments of magic",
        color=style.ink,
        fontsize=points(SMALLEST),
        labelpad=6,
    )


def _sides(ax: Axes, accounts: Accounts, style: Style, beside: float) -> None:
    """Write above the bars how many are on either side of the threshold, and what it is."""
    here = len(accounts.balances)
    if not here:
        write(ax, 0.5, 0.5, "nobody is a customer", style, across="center", in_axis=True)
        return
    sides = (
        (0.0, "left", "retained only", accounts.retained_only),
        (1.0, "right", "loyal", accounts.loyal),
    )
    for x, across, name, number in sides:
        text = f"{count(number)} {name} ({percent(number / here)})"
        write(ax, x, 1.0, text, style, across=across, up="top", bold=True, in_axis=True)
    low, high = ax.get_xlim()
    place = (accounts.threshold - low) / (high - low)
    across, away = ("left", 0.01) if place < 0.6 else ("right", -0.01)
    text = f"loyal above {accounts.threshold:.1f}"
    write(ax, place + away, beside, text, style, across=across, in_axis=True)
