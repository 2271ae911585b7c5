"""Where the screens of a game follow one another: one is shown at a time."""

import ipywidgets as widgets

from sim.panels.files import joined
from sim.panels.game.screen import Screen
from sim.panels.game.turn import Turn
from sim.panels.loop import Bell
from sim.panels.names import Names
from sim.panels.words import look


class Stage(widgets.VBox):
    """Shows one screen after the other.

    Attributes
    ----------
    screen : Screen
        What is shown.
    bell : Bell
        Rung from any thread when there is more to show; `answer` is called then.
    """

    def __init__(self) -> None:
        self.bell = Bell(self.answer)
        self.screen = Screen("empty")
        self.place = widgets.VBox()
        self.turn = Turn()
        style = widgets.HTML(f"<style>{joined('game/game.css')}</style>")
        style.layout.display = "none"
        super().__init__([self.place, self.turn, Names(), look(), style])
        self.add_class("s26-page")
        self.add_class("s26-game")

    def answer(self) -> None:
        """Show what has come meanwhile."""

    def show(self, screen: Screen) -> None:
        """Show a screen in place of the one before."""
        before = self.place.children
        self.screen = screen
        self.place.children = (screen,)
        self.turn.turn += 1
        for one in before:
            one.close()
