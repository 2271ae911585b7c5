"""The company's own figures, each with "I do not know"."""

import ipywidgets as widgets

from sim.panels.company.form import Field, Form
from sim.panels.company.state import State
from sim.panels.words import spoken, text
from sim.play.company.answers import FIGURES, FigureQuestion

ABOUT = (
    "Leave open what you have no say in: then the trade's number stays. A number may be two, as in "
    "800 to 1200. “I do not know” stops nothing; it makes the answer less sure."
)


class OwnFigures(widgets.VBox):
    """Asks for figures.

    Parameters
    ----------
    state : State
        What the forms share.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.form = Form()
        self.progress = text(role="status")
        super().__init__([text(ABOUT), self.progress, self.form])
        self.form.observe(lambda _: self._on_values(), names="values")
        state.observe(lambda _: self._ask(), names="opened")
        state.observe(lambda _: self._ask(), names="trade")
        self._ask()

    def _ask(self) -> None:
        currency = self.state.scenario.money.currency
        fields = [
            Field("figure", one.name, asked(one, currency), hint="a number") for one in FIGURES
        ]
        self.form.ask(fields, self.state.draft.figures)
        self._say()

    def _on_values(self) -> None:
        told = {name: value.strip() for name, value in self.form.values.items() if value.strip()}
        if told != self.state.draft.figures:
            self.state.draft.figures = told
            self._say()
            self.state.edited()

    def _say(self) -> None:
        self.form.faults = self.state.draft.figure_faults()
        done = len(self.state.draft.figures)
        self.progress.value = spoken(f"{done} of {len(FIGURES)} answered.", "status")


def asked(one: FigureQuestion, currency: str) -> str:
    """Ask for a figure, with its unit.

    Examples
    --------
    >>> asked(FIGURES[5], "EUR")
    'What does an hour of one of them cost? (EUR)'
    """
    return f"{one.text} ({currency})" if one.unit == "currency" else one.text
