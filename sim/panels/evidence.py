"""How good the numbers of a module are: the same picture under what research supports."""

from html import escape
from typing import Any

import ipywidgets as widgets

from sim.lessons.answer import Answer
from sim.lessons.drawing import HEIGHT, WIDTH, drawn
from sim.lessons.evidence import claims_said, numbers_behind
from sim.lessons.lesson import Setting, Shown
from sim.panels.page import Page
from sim.panels.panel import LOOK_AGAIN
from sim.panels.picture import Picture
from sim.panels.words import paragraphs, sentence, text
from sim.study.work import Piece

PRESET = "published"
NUMBER = 8
SAME = "The same picture under what research supports, with the sliders as they stand in the panel."


class Evidence(widgets.VBox):
    """The picture under the other reading of the numbers, and where each number comes from.

    Parameters
    ----------
    page : Page
        The page that it is part of.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        shown = page.shown
        self.setting: Setting = page.lesson.start if shown is None else dict(shown.setting)
        self._rested_on = 0
        self._timer: Any = None
        self.picture = Picture(width=WIDTH, height=HEIGHT)
        self.picture.observe(lambda _: self._show(), names="theme")
        self.says = text("Living it …", role="status")
        tables = widgets.HTML(tables_of(page))
        super().__init__([text(SAME), self.picture, self.says, tables])
        page.observe(lambda _: self._on_arrival(), names="arrivals")
        page.wish(self, self._wishes)
        self._show()

    def _wishes(self) -> list[Piece]:
        answers = self.page.answers
        opened = self.page.lesson.knobs[0]
        settings = [dict(self.setting) | {opened.name: stop} for stop in opened.stops]
        pieces = [piece for one in settings for piece in answers.pieces(one, 1, PRESET)]
        number = min(NUMBER, self.page.lesson.replications)
        for one in (self.setting, *settings):
            pieces += answers.pieces(one, number, PRESET)
        return pieces

    def _on_arrival(self) -> None:
        """Draw at once if it makes the answer surer, else after a while: drawing takes time."""
        known = self._answer(self.setting).n
        if known >= 2 * self._rested_on or not self.page.bell.answered:
            self._show()
        elif self._timer is None:
            self._timer = self.page.bell.later(LOOK_AGAIN, self._show)

    def _show(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        opened = self.page.lesson.knobs[0]
        answer = self._answer(self.setting)
        if not answer.n:
            return
        self._rested_on = answer.n
        stops = {
            stop: self._answer(dict(self.setting) | {opened.name: stop}) for stop in opened.stops
        }
        known = {stop: one for stop, one in stops.items() if one.n}
        try:
            shown = Shown(self.setting, answer, known)
            style = self.picture.style
            self.picture.show(*drawn(self.page.lesson, shown, style))
            runs = "One run" if answer.n == 1 else f"Mean of {answer.n} runs"
            self.says.value = f"{runs}, seed {answer.seed}."
        except Exception as error:
            self.says.value = escape(sentence(error))

    def _answer(self, setting: Setting) -> Answer:
        return self.page.answers.answer(setting, PRESET)


def tables_of(page: Page) -> str:
    """Write the claims, and the parameters behind them, as tables."""
    lesson = page.lesson
    head = (
        "<tr><th>parameter</th><th>slogans</th><th>research</th><th>source</th><th>grade</th></tr>"
    )
    bases = (page.answers.base(preset) for preset in ("slogans", PRESET))
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in numbers_behind(lesson, *bases)
    )
    said = paragraphs(claims_said(lesson))
    return f"{said}<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
