"""A picture in a notebook, with words for whoever does not see it."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from matplotlib.figure import Figure

from sim.show.style import LIGHT, Style, new_figure, to_bytes

WIDTH, HEIGHT = 840, 380


@dataclass(frozen=True)
class Picture:
    """A picture, and what is seen on it.

    Attributes
    ----------
    png : bytes
        The picture.
    words : str
        What is seen.
    """

    png: bytes
    words: str

    def __repr__(self) -> str:
        return self.words

    def _repr_html_(self) -> str:
        data = b64encode(self.png).decode()
        return f"<img src='data:image/png;base64,{data}' alt='{escape(self.words, True)}'>"


def picture(draw: Callable[[Figure, Style], str], height: int = HEIGHT) -> Picture:
    """Draw a picture; `draw` returns what is seen on it."""
    figure = new_figure(WIDTH, height, LIGHT)
    words = draw(figure, LIGHT)
    return Picture(to_bytes(figure, "png"), words)
