"""Joining the game of a class: a name is all that is asked for."""

from collections.abc import Callable

import ipywidgets as widgets

from sim.panels.game.screen import Screen, field, head
from sim.panels.words import paragraphs
from sim.play.game.seat import LONGEST

JOIN = (
    "Your trainer sets the business and opens each quarter. What counts in the end: your cash, and "
    "what one caretaker, the same for all, earns with the business afterwards.",
    "What is decided cannot be undone.",
)


class Join(Screen):
    """Asks for the name of a team.

    Parameters
    ----------
    join : callable
        Called with the name.

    Attributes
    ----------
    team : ipywidgets.Text
        The name.
    go : ipywidgets.Button
        Joins.
    """

    def __init__(self, join: Callable[[str], None]) -> None:
        super().__init__("start")
        self.team = field("Name of your team", "170px", placeholder=f"at most {LONGEST} letters")
        self.go = widgets.Button(description="Join", button_style="primary")
        self.go.on_click(lambda _: self.try_to(lambda: join(self.team.value)))
        said = widgets.HTML(paragraphs(JOIN))
        self.children = [head("The game of your class"), said, self.team, self.message, self.go]


def left_said(seconds: float) -> str:
    """Say how much time is left.

    Examples
    --------
    >>> left_said(372.4), left_said(-3)
    ('6:12 left', 'time is up')
    """
    if seconds <= 0:
        return "time is up"
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d} left"
