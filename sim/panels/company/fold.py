"""Something that is folded away, opened and closed by mouse and by keyboard."""

import ipywidgets as widgets


class Fold(widgets.VBox):
    """A button, and below it what the button shows.

    Parameters
    ----------
    words : str
        What the button says.
    within : ipywidgets.Widget
        What is folded.

    Examples
    --------
    >>> fold = Fold("More", widgets.Text())
    >>> fold.open_or_shut.value = True
    >>> fold.within.layout.display, fold.open_or_shut.description
    ('', '▾ More')
    """

    def __init__(self, words: str, within: widgets.Widget) -> None:
        self.words = words
        self.within = within
        self.open_or_shut = widgets.ToggleButton(value=False)
        self.open_or_shut.observe(lambda _: self._show(), names="value")
        super().__init__([self.open_or_shut, within])
        self._show()

    def _show(self) -> None:
        is_open = self.open_or_shut.value
        self.within.layout.display = "" if is_open else "none"
        self.open_or_shut.description = f"{'▾' if is_open else '▸'} {self.words}"
