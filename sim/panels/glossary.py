"""The glossary as a page: a field to search in, and the words below it.

JupyterLab takes Ctrl and F for a search of its own, which does not look at what cells show.
"""

import ipywidgets as widgets

from sim.lessons.glossary import as_list, matching
from sim.panels.code_button import CodeButton
from sim.panels.words import look, spoken, text


class Glossary(widgets.VBox):
    """All words of the field, and those that match what is typed.

    Examples
    --------
    >>> words = Glossary()
    >>> words.wanted.value = "reneg"
    >>> words.found.value
    "<div role='status'>1 word</div>"
    """

    def __init__(self) -> None:
        style = {"description_width": "initial"}
        self.wanted = widgets.Text(description="Find a word:", style=style)
        self.found = text()
        self.shown = widgets.HTML()
        self.wanted.observe(lambda _: self._show(), names="value")
        super().__init__([CodeButton(), self.wanted, self.found, self.shown, look()])
        self.add_class("s26-page")
        self._show()

    def _show(self) -> None:
        shown = matching(self.wanted.value)
        told = f"{len(shown)} word{'' if len(shown) == 1 else 's'}"
        self.found.value = spoken(told, "status")
        self.shown.value = as_list(shown)
