"""One style for every picture, light and dark, to be read from the last row.

Sizes are in the pixels of a projector of 1280 by 720: no text is smaller than `SMALLEST`. Colours
are told apart by the colour-blind (after Okabe and Ito), and none carries a meaning alone: beside
it there is always a marker, a hatch, a kind of line or a word.
"""

from dataclasses import dataclass
from io import BytesIO

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

DPI = 100
PROJECTOR = (1280, 720)
SMALLEST = 20
"""Pixels of the smallest text."""


@dataclass(frozen=True)
class Style:
    """The colours of a picture.

    Attributes
    ----------
    name : str
        ``"light"`` or ``"dark"``.
    paper, ink, quiet : str
        Background; text; thin lines that help the eye.
    good, poor, money, other : str
        Fills and lines of what is good, what is poor, what is money and what is neither.
    deep : str
        What lies below the waterline.
    """

    name: str
    paper: str
    ink: str
    quiet: str
    good: str
    poor: str
    money: str
    other: str
    deep: str


LIGHT = Style(
    name="light",
    paper="#ffffff",
    ink="#1a1a1a",
    quiet="#8c8c8c",
    good="#0072b2",
    poor="#e69f00",
    money="#009e73",
    other="#a6a6a6",
    deep="#cfe6f5",
)
DARK = Style(
    name="dark",
    paper="#111111",
    ink="#f2f2f2",
    quiet="#8c8c8c",
    good="#3a8fd6",
    poor="#e69f00",
    money="#2bb58f",
    other="#8f8f8f",
    deep="#16364a",
)
STYLES = (LIGHT, DARK)


def style_of(dark: bool) -> Style:
    """Return the dark style or the light one."""
    return DARK if dark else LIGHT


def points(pixels: float) -> float:
    """Turn pixels into the points in which Matplotlib wants its sizes.

    Examples
    --------
    >>> points(25)
    18.0
    """
    return pixels * 72 / DPI


def new_figure(width: int, height: int, style: Style) -> Figure:
    """Make a figure of its own, that no other part of the program knows of.

    Parameters
    ----------
    width, height : int
        In pixels.
    style : Style
        Whose paper it is drawn on.

    Returns
    -------
    matplotlib.figure.Figure
    """
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=style.paper)
    FigureCanvasAgg(figure)
    return figure


def dress(ax: Axes, style: Style, title: str = "") -> None:
    """Give an axis the house's look: a title on the left, two thin lines, large figures.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The axis, to be dressed after it was cleared and before anything is drawn.
    style : Style
        Its colours.
    title : str
        What the picture says.
    """
    ax.set_facecolor(style.paper)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    for side in ("left", "bottom"):
        ax.spines[side].set_color(style.quiet)
    ax.tick_params(colors=style.quiet, labelcolor=style.ink, labelsize=points(SMALLEST), length=4)
    size = points(SMALLEST + 2)
    ax.set_title(title, loc="left", color=style.ink, fontsize=size, fontweight="bold", pad=8)


def undress(ax: Axes) -> None:
    """Take lines and ticks away, for a picture that has no scale."""
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_visible(False)


def write(
    ax: Axes,
    x: float,
    y: float,
    text: str,
    style: Style,
    *,
    across: str = "left",
    up: str = "center",
    bold: bool = False,
    on_paper: bool = False,
    in_axis: bool = False,
) -> Text:
    """Write on a picture, in ink of the smallest size that is allowed.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        Where.
    x, y : float
        The place, in data, or in shares of the axis if `in_axis`.
    text : str
        What.
    style : Style
        Its colours.
    across, up : str
        How the text lies to that place: ``left``, ``center``, ``right``; ``bottom``, ``center``,
        ``top``.
    bold : bool
        For a key number.
    on_paper : bool
        Put a slip of paper beneath, where the text lies on a hatch or a colour.
    in_axis : bool
        Whether the place is in shares of the axis.
    """
    slip = {"boxstyle": "round,pad=0.15", "facecolor": style.paper, "edgecolor": "none"}
    return ax.text(
        x,
        y,
        text,
        ha=across,
        va=up,
        color=style.ink,
        fontsize=points(SMALLEST),
        fontweight="bold" if bold else "normal",
        bbox=slip if on_paper else None,
        transform=ax.transAxes if in_axis else ax.transData,
        zorder=10,
    )


def to_bytes(figure: Figure, form: str, description: str = "") -> bytes:
    """Turn a figure into a file's bytes, the same bytes each time.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        What to write.
    form : {"png", "svg"}
        How.
    description : str
        What is seen, for those who cannot see it; it is kept inside the file.

    Returns
    -------
    bytes
    """
    known = {"Date": None, "Creator": None} if form == "svg" else {"Software": None}
    held = BytesIO()
    with mpl.rc_context({"svg.hashsalt": "silent26", "svg.fonttype": "path"}):
        figure.savefig(
            held,
            format=form,
            dpi=DPI,
            facecolor=figure.get_facecolor(),
            metadata=known | ({"Description": description} if description else {}),
        )
    return held.getvalue()


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as the web's guidelines (WCAG 2) define it.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in mpl.colors.to_rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
