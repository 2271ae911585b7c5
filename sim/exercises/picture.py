"""A picture in a notebook, with words for whoever does not see it."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from matplotlib.figure import Figure

from sim.show.style import DARK, LIGHT, Style, new_figure, to_bytes

WIDTH, HEIGHT = 840, 380


@dataclass(frozen=True)
class Picture:
    """A picture, light and dark, and what is seen on it.

    Attributes
    ----------
    png, dark : bytes
        The picture for a light page, and for a dark one.
    words : str
        What is seen.
    """

    png: bytes
    dark: bytes
    words: str

    def __repr__(self) -> str:
        return self.words

    def _repr_html_(self) -> str:
        """Show the one that suits JupyterLab's theme; the light one where styles are not let in."""
        return (
            f"<style>{LOOK}</style>{_shown(self.png, self.words, 's26-on-light')}"
            f"{_shown(self.dark, self.words, 's26-on-dark', 'display: none')}"
        )


LOOK = (
    "body[data-jp-theme-light='false'] .s26-on-light {display: none !important}"
    "body[data-jp-theme-light='false'] .s26-on-dark {display: inline !important}"
)


def _shown(png: bytes, words: str, name: str, look: str = "") -> str:
    data = b64encode(png).decode()
    said = escape(words, True)
    return f"<img class='{name}' style='{look}' src='data:image/png;base64,{data}' alt='{said}'>"


def picture(draw: Callable[[Figure, Style], str], height: int = HEIGHT) -> Picture:
    """Draw a picture; `draw` returns what is seen on it."""
    light, dark = (_drawn(draw, height, style) for style in (LIGHT, DARK))
    return Picture(light[0], dark[0], light[1])


def _drawn(draw: Callable[[Figure, Style], str], height: int, style: Style) -> tuple[bytes, str]:
    figure = new_figure(WIDTH, height, style)
    words = draw(figure, style)
    return to_bytes(figure, "png"), words
