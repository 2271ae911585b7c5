"""Reading a picture back: what is written on it, and where."""

from itertools import combinations

from matplotlib.figure import Figure
from matplotlib.text import Text


def written(figure: Figure) -> list[Text]:
    """Every text that can be seen."""
    figure.canvas.draw()
    hidden = {
        label
        for ax in figure.axes
        for axis in (ax.xaxis, ax.yaxis)
        for tick in axis.get_major_ticks() + axis.get_minor_ticks()
        for label in (tick.label1, tick.label2)
    }
    shown = {
        tick.label1
        for ax in figure.axes
        for axis in (ax.xaxis, ax.yaxis)
        for tick in axis.get_major_ticks()
        if min(axis.get_view_interval()) <= tick.get_loc() <= max(axis.get_view_interval())
    }
    return [
        text
        for text in figure.findobj(Text)
        if text.get_text().strip() and text.get_visible() and (text not in hidden or text in shown)
    ]


def words(figure: Figure) -> str:
    """All that is written, in one string."""
    return "\n".join(text.get_text() for text in written(figure))


def clipped(figure: Figure) -> list[str]:
    """Texts that leave the picture."""
    page = figure.bbox
    found = []
    for text in written(figure):
        box = text.get_window_extent()
        if box.x0 < 0 or box.y0 < 0 or box.x1 > page.x1 or box.y1 > page.y1:
            found.append(text.get_text())
    return found


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of texts of which one lies on the other."""
    boxes = [(text.get_text(), text.get_window_extent()) for text in written(figure)]
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1
    ]


def smallest(figure: Figure) -> float:
    """Size in pixels of the smallest text."""
    return min(text.get_fontsize() * figure.dpi / 72 for text in written(figure))
