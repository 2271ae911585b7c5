"""What the explorers share: the colours that the browser draws in, and how a fault is told."""

from collections.abc import Callable
from dataclasses import asdict
from html import escape

import anywidget
import ipywidgets as widgets
import traitlets

from sim.show.style import STYLES


class Explorer(anywidget.AnyWidget):
    """A widget that is told the house's colours, by theme."""

    colours = traitlets.Dict({style.name: asdict(style) for style in STYLES}).tag(sync=True)


class Careful(widgets.VBox):
    """A box whose faults are one sentence, and which is never left dead.

    Attributes
    ----------
    fault : str
        What went wrong at the last move, in a sentence; empty as a rule.
    message : ipywidgets.HTML
        Where it is shown.
    """

    def __init__(self) -> None:
        self.fault = ""
        self.message = widgets.HTML()
        super().__init__()

    def guarded(self, step: Callable[[], None]) -> None:
        """Take a step; should it fail, say so in a sentence and stay ready for the next."""
        try:
            step()
            self.fault = ""
        except Exception as error:
            told = " ".join(str(error).split()) or type(error).__name__
            self.fault = f"This could not be shown: {told}"
        self.message.value = f"<span role='alert'>{escape(self.fault)}</span>" if self.fault else ""
