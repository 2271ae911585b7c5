"""What one will do about it on Monday, kept with the predictions."""

import ipywidgets as widgets

from sim.panels.names import Names
from sim.panels.page import Page
from sim.panels.words import look, spoken, text


class Monday(widgets.VBox):
    """Asks the question for the week after, and keeps the answer.

    Parameters
    ----------
    page : Page
        The page that it is part of.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.answer = widgets.Textarea(
            value=page.logbook.latest(page.lesson.number, "monday") or "",
            description="On Monday",
            placeholder="What, with whom, by when?",
            rows=2,
            style={"description_width": "110px"},
        )
        self.keep = widgets.Button(description="Keep this")
        self.says = text(role="status")
        self.keep.on_click(lambda _: self._on_keep())
        asked = text(page.lesson.monday)
        super().__init__([asked, self.answer, self.keep, self.says, Names(), look()])
        self.add_class("s26-page")
        self.add_class("s26-monday")

    def _on_keep(self) -> None:
        self.page.note("monday", self.answer.value.strip())
        self.says.value = spoken(self.page.logbook.fault or "Kept.", "status")
