"""Another picture of a module, from runs of its own that are lived when it is opened."""

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from sim.assumptions import Scenario
from sim.lessons.answer import Answer
from sim.lessons.drawing import WIDTH, aside_drawn
from sim.lessons.lesson import Aside
from sim.lessons.saying import runs_said
from sim.panels.controls import PRESETS
from sim.panels.page import Page
from sim.panels.picture import Picture
from sim.panels.words import paragraphs, sentence, spoken, text
from sim.study.work import Piece

LIVING = "Living it"
"""Said until there is something to show."""


class Beside(widgets.VBox):
    """A picture that grows surer while its runs come in, and what it says.

    It is drawn after 1, 2, 4, 8 ... replications and after the last: drawing it takes the time of
    whoever moves a slider meanwhile.

    Parameters
    ----------
    page : Page
        The page that it is part of.
    aside : Aside
        What is lived, drawn and said.

    Attributes
    ----------
    numbers : ipywidgets.ToggleButtons
        Which reading of the numbers.
    picture : Picture
        The picture.
    drawn : int
        The replications that it rests on; 0 before there is something to show.
    fault : str
        Why it could not be shown, in a sentence; empty as a rule.
    """

    def __init__(self, page: Page, aside: Aside) -> None:
        self.page = page
        self.aside = aside
        self.drawn = 0
        self.fault = ""
        self._made: dict[str, Mapping[str, Scenario]] = {}
        self.numbers = widgets.ToggleButtons(
            options=PRESETS, value=page.setup.preset, description="Numbers"
        )
        self.picture = Picture(width=WIDTH, height=aside.height)
        self.picture.layout.display = "none"
        self.says = text(role="status")
        self.told = text(role="status")
        words = text(aside.words)
        super().__init__([words, self.picture, self.says, self.told, self.numbers])
        self.picture.observe(lambda _: self._show(), names="theme")
        self.numbers.observe(self._on_numbers, names="value")
        page.observe(lambda _: self._on_arrival(), names="arrivals")
        page.wish(self, self._wishes)
        self._on_arrival()

    def settle(self) -> Answer:
        """Wait until everything was lived, show it, and return it.

        Raises
        ------
        RuntimeError
            If it could not be shown; the message says why.
        """
        answer = self.page.answers.aside(self.aside, self.numbers.value)
        self.page.ask()
        self._on_arrival()
        if self.fault:
            raise RuntimeError(self.fault)
        return answer

    def _wishes(self) -> list[Piece]:
        return self.page.answers.pieces_of(self._scenarios().values(), self.aside.replications)

    def _scenarios(self) -> Mapping[str, Scenario]:
        preset = self.numbers.value
        if preset not in self._made:
            self._made[preset] = self.aside.scenarios(preset)
        return self._made[preset]

    def _on_numbers(self, _: Any) -> None:
        self.drawn = 0
        self.page.wish(self, self._wishes)
        self._on_arrival()

    def _answer(self) -> Answer:
        return self.page.answers.answer_of(self._scenarios())

    def _on_arrival(self) -> None:
        """Draw it if there is something to show, and more of it than before."""
        most = self.aside.replications
        known = min(self._answer().n, most)
        if known < most and known:
            known = 1 << known.bit_length() - 1
        if known >= self.aside.least and known > self.drawn:
            self.drawn = known
            self._show()
        if not self.drawn and self.page.answers.fault is None:
            self.says.value = spoken(self._on_the_way())

    def _on_the_way(self) -> str:
        """Say how much of what has to be lived first is done."""
        answer, least = self._answer(), self.aside.least
        done = sum(min(len(figures), least) for figures in answer.figures.values())
        return f"{LIVING}: {done} of the first {least * len(answer.figures)} runs …"

    def _show(self) -> None:
        if not self.drawn:
            return
        aside, answer = self.aside, self._answer().first(self.drawn)
        try:
            made = aside.made_of(answer)
            self.picture.show(*aside_drawn(aside, made, self.picture.style))
            self.picture.layout.display = ""
            self.told.value = f"<div role='status'>{paragraphs(aside.told(made))}</div>"
            each = f"{runs_said(answer.n)} each, seed {answer.seed}."
            left = aside.replications - answer.n
            more = f" {left} more {'is' if left == 1 else 'are'} on the way." if left else ""
            self.says.value = spoken(each + more, "status")
            self.fault = ""
        except Exception as error:
            self.fault = sentence(error)
            self.says.value = spoken(self.fault, "alert")
