"""The head of a page: how far one has got."""

from html import escape

import ipywidgets as widgets

from sim.lessons.contents import steps_said
from sim.panels.code_button import CodeButton
from sim.panels.page import Page
from sim.panels.words import look, paragraphs


class Begin(widgets.VBox):
    """Says how far one has got in a module.

    Parameters
    ----------
    page : Page
        The page that it is part of.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = widgets.HTML()
        remarks = [widgets.HTML(paragraphs(page.remarks))] if page.remarks else []
        super().__init__([self.steps, *remarks, CodeButton(), look()])
        self.add_class("s26-page")
        page.observe(lambda _: self._show(), names=["revealed", "moved", "noted"])
        self._show()

    def _show(self) -> None:
        notes = self.page.logbook.all(self.page.lesson.number)
        fault = self.page.logbook.fault
        said = escape(f"{steps_said(notes)} {fault}".strip())
        self.steps.value = f"<div role='status'>{said}</div>"
