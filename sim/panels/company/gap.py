"""The picture of where managers and the front line differ."""

import ipywidgets as widgets

from sim.panels.company.state import State
from sim.panels.picture import Picture
from sim.panels.words import spoken, text
from sim.play.company.answers import AnswerError
from sim.play.company.audits import gaps
from sim.show.gaps import Differing, describe_gaps, height_of
from sim.show.gaps import gaps as drawn
from sim.show.style import Style, new_figure, to_bytes

WIDTH = 840
MOST = 5
TITLE = "Where managers and the front line differ"
COUNTS = "Where they differ the front line counts, as it meets the customers."


class GapPicture(widgets.VBox):
    """Shows the widest gaps, as soon as both sides have answered a question.

    Parameters
    ----------
    state : State
        What the forms share.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.rows: tuple[Differing, ...] = ()
        self.picture = Picture(width=WIDTH, height=height_of(1))
        self.picture.observe(lambda _: self._draw(), names="theme")
        self.says = text(role="status")
        super().__init__([self.picture, self.says])
        state.observe(lambda _: self.show(), names="edits")
        self.show()

    def show(self) -> None:
        """Show the gaps as they are now."""
        try:
            found = gaps(self.state.draft.to_audits(self.state.scenario))
        except AnswerError:
            return
        wide = [one for one in found if one.difference]
        rows = tuple(Differing(one.text, one.managers, one.front_line) for one in wide[:MOST])
        self.picture.layout.display = "" if rows else "none"
        more = f" The widest {MOST} of {len(wide)} are shown." if len(wide) > MOST else ""
        same = len(found) - len(wide)
        agree = f" They agree on {same} of {len(found)} questions." if same else ""
        told = f"{COUNTS}{more}{agree}" if rows else agree
        self.says.value = spoken(told.strip(), "status")
        if rows != self.rows:
            self.rows = rows
            self._draw()

    def _draw(self) -> None:
        if not self.rows:
            return
        style: Style = self.picture.style
        height = height_of(len(self.rows))
        figure = new_figure(WIDTH, height, style)
        ax = figure.add_axes((0.02, 0.02, 0.96, 1 - 50 / height - 0.02))
        drawn(ax, self.rows, style, TITLE)
        self.picture.height = height
        self.picture.show(to_bytes(figure, "png"), f"{TITLE}. {describe_gaps(self.rows)}")
