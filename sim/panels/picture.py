"""A picture in a panel: drawn in the theme of the page, swapped without a flicker, with words."""

from collections.abc import Callable, Sequence
from typing import Any

import anywidget
import traitlets

from sim.panels.files import joined
from sim.show.style import Style, style_of

Draw = Callable[[Style], tuple[bytes, str]]
"""Draws in a style; returns a PNG and what is seen on it, in words."""


class Picture(anywidget.AnyWidget):
    """A picture that is drawn by a callback, again whenever the page turns dark or light.

    The page says which theme it has; until it has, pictures are drawn light. Only the theme that
    is seen is ever drawn.

    Parameters
    ----------
    draw : callable, optional
        Given the style, returns a PNG and the words for it. Without it, the picture shows what
        `show` is given.
    width, height : int
        In pixels; a narrower page shows it smaller, in the same proportions.

    Attributes
    ----------
    png : bytes
        What is shown.
    alt : str
        What is seen, in words.
    theme : str
        ``"light"`` or ``"dark"``; empty until the page has said.
    under : bytes
        The picture before, where this one is drawn on over it as if time passed; else nothing.
    unrolled : list of float
        Between which shares of its width that happens, and in how many milliseconds.
    drawn : str
        The theme in which `png` is drawn.
    fault : str
        Why the picture could not be drawn anew, in a sentence; empty as a rule. The old picture
        stays.

    Examples
    --------
    >>> from sim.show.style import new_figure, to_bytes
    >>> def draw(style):
    ...     return to_bytes(new_figure(40, 20, style), "png"), f"An empty {style.name} page"
    >>> picture = Picture(draw, width=40, height=20)
    >>> picture.alt
    'An empty light page'
    >>> picture.theme = "dark"  # as the page says
    >>> picture.alt
    'An empty dark page'
    """

    _esm = joined("theme.js", "picture.js")
    _css = joined("picture.css")

    png = traitlets.Bytes().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)
    width = traitlets.Int(840).tag(sync=True)
    height = traitlets.Int(420).tag(sync=True)
    theme = traitlets.Enum(("", "light", "dark"), "").tag(sync=True)
    under = traitlets.Bytes().tag(sync=True)
    unrolled: traitlets.List[float] = traitlets.List().tag(sync=True)
    drawn = traitlets.Unicode("light").tag(sync=True)
    fault = traitlets.Unicode().tag(sync=True)

    def __init__(self, draw: Draw | None = None, width: int = 840, height: int = 420) -> None:
        super().__init__(width=width, height=height)
        self._draw = draw
        self.observe(self._on_theme, names="theme")
        if draw is not None:
            self.redraw()

    @property
    def style(self) -> Style:
        """The style to draw in."""
        return style_of(self.theme == "dark")

    def redraw(self) -> None:
        """Draw anew in the theme of the page; what the callback raises goes to who asked."""
        if self._draw is not None:
            self.show(*self._draw(self.style))

    def show(
        self, png: bytes, alt: str, under: bytes = b"", unrolled: Sequence[float] = ()
    ) -> None:
        """Show a picture that was drawn in `style`.

        Parameters
        ----------
        png : bytes
            The picture.
        alt : str
            What is seen, in words.
        under : bytes, optional
            The picture before, which gives way to this one from left to right.
        unrolled : sequence of float, optional
            Between which two shares of the width it does so, and in how many milliseconds.
        """
        with self.hold_sync():
            self.under, self.unrolled = under, list(unrolled)
            self.alt = alt
            self.drawn = self.style.name
            self.png = png
            self.fault = ""

    def _on_theme(self, _: Any) -> None:
        """Follow the page; should that fail, say so in a sentence and keep what is there."""
        if self.png and self.drawn == self.style.name:
            self.fault = ""
            return
        try:
            self.redraw()
        except Exception as error:
            told = " ".join(str(error).split()) or type(error).__name__
            self.fault = f"This picture could not be drawn: {told}"
