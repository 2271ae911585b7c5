"""Raised hands: five numbers a vote, counted in the room and typed in."""

from collections.abc import Callable

import ipywidgets as widgets

from sim.panels.words import paragraphs, spoken, text
from sim.play.board import BoardError
from sim.play.board.code import ANSWERS

ASK = "Ask for hands, answer by answer. Type how many you count; a later count stands for this one."
MOST = 999
LETTERS = "ABCDE"
VOTES = (("First vote", 1), ("Second vote", 2))


class Hands(widgets.VBox):
    """Takes five counts for one of the two votes.

    Parameters
    ----------
    take : callable
        Called with the number of the vote and the five counts.

    Attributes
    ----------
    vote : ipywidgets.ToggleButtons
        Which vote.
    counts : list of ipywidgets.BoundedIntText
        How many hands for each answer.
    go : ipywidgets.Button
        Takes them.
    """

    def __init__(self, take: Callable[[int, tuple[int, ...]], None]) -> None:
        self._take = take
        self.vote = widgets.ToggleButtons(options=VOTES)
        self.counts = [_field(letter) for letter in LETTERS[:ANSWERS]]
        self.go = widgets.Button(description="Count these hands")
        self.go.on_click(lambda _: self._on_go())
        self.says = text(role="status")
        row = widgets.HBox(self.counts)
        row.add_class("s26-hands")
        ask = widgets.HTML(paragraphs((ASK,)))
        super().__init__([ask, self.vote, row, self.go, self.says])

    def _on_go(self) -> None:
        counts = tuple(one.value for one in self.counts)
        try:
            self._take(self.vote.value, counts)
            said = f"{sum(counts)} hands counted."
        except BoardError as error:
            said = f"{error}."
        self.says.value = spoken(said, "status")


def _field(letter: str) -> widgets.BoundedIntText:
    style = {"description_width": "24px"}
    return widgets.BoundedIntText(0, min=0, max=MOST, description=letter, style=style)
