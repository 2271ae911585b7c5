"""What the screens of the game share: a place for a fault, and a table."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from html import escape
from typing import Any

import ipywidgets as widgets

from sim.assumptions import ScenarioError
from sim.panels.words import spoken, text
from sim.play.game import GameError


class Screen(widgets.VBox):
    """A screen of the game, whose faults are one sentence in their place.

    Attributes
    ----------
    message : ipywidgets.HTML
        Where a fault is told.
    fault : str
        What was wrong with the last step, in a sentence; empty as a rule.
    clock : ipywidgets.HTML
        How much time is left, where a class plays; it is not read aloud second by second.
    """

    def __init__(self, name: str) -> None:
        self.fault = ""
        self.message = text(role="alert", name="s26-fault")
        self.clock = text(name="s26-clock")
        super().__init__()
        self.add_class(f"s26-{name}")

    def try_to(self, step: Callable[[], None]) -> bool:
        """Take a step; should the rules not allow it, say so in a sentence and change nothing."""
        try:
            step()
            self.fault = ""
        except (GameError, ScenarioError, OSError) as error:
            self.fault = told(error)
        self.message.value = spoken(self.fault, "alert")
        return not self.fault

    def try_quietly(self, step: Callable[[], None]) -> None:
        """Take a step that nobody has asked for; should it fail, nothing is said or changed."""
        with suppress(GameError, OSError):
            step()


def head(words: str, *beside: widgets.Widget) -> widgets.HBox:
    """Write what a screen is about, with its buttons beside it: they are in sight at once."""
    row = widgets.HBox([text(words, name="s26-head"), *beside])
    row.add_class("s26-top")
    return row


def field(words: str, width: str, **named: Any) -> widgets.Text:
    """Make a field for words, which sends what is written when it is left.

    Letter by letter, the last ones could come after the button that is pressed next.
    """
    style = {"description_width": width}
    return widgets.Text(description=words, continuous_update=False, style=style, **named)


def told(error: BaseException) -> str:
    """Say what was wrong as a sentence.

    Examples
    --------
    >>> told(GameError("staff is 9, but must be from 4 to 6"))
    'Staff is 9, but must be from 4 to 6.'
    """
    words = " ".join(str(error).split()) or type(error).__name__
    ends = "" if words.endswith((".", "?")) else "."
    return f"{words[:1].upper()}{words[1:]}{ends}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table as HTML: the first column is words, the others are numbers."""
    top = "".join(f"<th scope='col'>{escape(cell)}</th>" for cell in head)
    body = "".join(
        f"<tr><th scope='row'>{escape(first)}</th>"
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for first, *cells in rows
    )
    return f"<table class='s26-table'><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
