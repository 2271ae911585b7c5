"""A box that takes pasted result codes, many at once."""

from collections.abc import Callable

import ipywidgets as widgets

from sim.panels.words import paragraphs, text
from sim.play.board import BoardError
from sim.play.board.code import split_codes

ASK = "Paste the codes that the seats show, in any order: a line each, or many in a line."


class Codes(widgets.VBox):
    """Takes codes; what is refused stays in the box, and is told why.

    Parameters
    ----------
    take : callable
        Called with each code; raises `BoardError` for one that it refuses.

    Attributes
    ----------
    box : ipywidgets.Textarea
        The codes.
    go : ipywidgets.Button
        Takes them.
    """

    def __init__(self, take: Callable[[str], None]) -> None:
        self._take = take
        style = {"description_width": "initial"}
        self.box = widgets.Textarea(description="Codes", rows=3, style=style)
        self.go = widgets.Button(description="Take these codes")
        self.go.on_click(lambda _: self._on_go())
        self.says = text(role="status")
        super().__init__([widgets.HTML(paragraphs((ASK,))), self.box, self.go, self.says])

    def _on_go(self) -> None:
        taken, refused, told = 0, [], []
        for code in split_codes(self.box.value):
            try:
                self._take(code)
                taken += 1
            except BoardError as error:
                refused.append(code)
                told.append(f"{error}.")
        said = f"{taken} code{'' if taken == 1 else 's'} taken."
        self.box.value = "\n".join(refused)
        self.says.value = f"<div role='status'>{paragraphs((said, *told))}</div>"
