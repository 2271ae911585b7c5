"""A part of the answer: a heading, a picture, and what is said of it."""

from collections.abc import Callable

import ipywidgets as widgets
from matplotlib.axes import Axes

from sim.panels.picture import Picture
from sim.panels.words import spoken, text
from sim.show.style import Style, new_figure, to_bytes

WIDTH = 840
Draw = Callable[[Axes, Style], None]


class Seen(widgets.VBox):
    """Shows nothing until there is something.

    Parameters
    ----------
    heading : str
        What it is about.
    height : int
        Of the picture, in pixels.
    """

    def __init__(self, heading: str, height: int) -> None:
        self.picture = Picture(width=WIDTH, height=height)
        self.says = text(role="status")
        self._drawn: tuple[Draw, str, tuple[float, float, float, float]] | None = None
        super().__init__([widgets.HTML(f"<b>{heading}</b>"), self.picture, self.says])
        self.picture.observe(lambda _: self._draw(), names="theme")
        self.clear()

    def clear(self) -> None:
        """Show nothing."""
        self._drawn = None
        self.layout.display = self.picture.layout.display = "none"

    def show(self, draw: Draw, words: str, place: tuple[float, float, float, float]) -> None:
        """Show a picture.

        Parameters
        ----------
        draw
            Draws on an axis.
        words
            What is seen.
        place
            Of the axis on the picture: left, bottom, width, height, as shares.
        """
        self._drawn = (draw, words, place)
        self.layout.display = self.picture.layout.display = ""
        self._draw()

    def say(self, words: str) -> None:
        """Say something of it."""
        self.tell(spoken(words, "status"))

    def tell(self, html: str) -> None:
        """Say something that is HTML already."""
        self.layout.display = ""
        self.says.value = html

    def _draw(self) -> None:
        if self._drawn is None:
            return
        draw, words, place = self._drawn
        style = self.picture.style
        figure = new_figure(WIDTH, self.picture.height, style)
        draw(figure.add_axes(place), style)
        self.picture.show(to_bytes(figure, "png"), words)
