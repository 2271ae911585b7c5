"""The trainer's button: the picture of a module is uncovered at every seat."""

from contextlib import suppress

import ipywidgets as widgets

from sim.panels.page import Page
from sim.panels.words import spoken, text
from sim.play.board import BoardError

BEFORE = "Every seat keeps its picture covered until you press."
ROW = {"align_items": "center", "grid_gap": "12px", "margin": "0 0 12px"}
AFTER = "The picture is open at every seat."


class RevealToAll(widgets.HBox):
    """Lets the trainer uncover a module's picture for all.

    Parameters
    ----------
    page : Page
        The trainer's own page of the module.

    Attributes
    ----------
    button : ipywidgets.Button
        Uncovers it.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.button = widgets.Button(description="Reveal to all", button_style="primary")
        self.says = text(role="status")
        self.button.on_click(lambda _: self._on_click())
        super().__init__([self.button, self.says], layout=ROW)
        self.add_class("s26-card")
        self._show()

    def _on_click(self) -> None:
        try:
            self.page.reveal_to_all()
        except BoardError as error:
            self.says.value = spoken(f"Not revealed: {error}.", "alert")
        else:
            self._show()

    def _show(self) -> None:
        """Say whether it is open; a picture that only the trainer has seen is not."""
        opened = False
        with suppress(BoardError):  # pressing the button says what is wrong
            opened = self.page.curtain is not None and self.page.curtain.up()
        self.button.disabled = opened
        self.says.value = spoken(AFTER if opened else BEFORE, "status")
