"""The questions of an audit, for the person who answers now."""

import ipywidgets as widgets

from sim.panels.company.form import OPEN, Field, Form
from sim.panels.company.people import name_of
from sim.panels.company.state import State
from sim.panels.words import spoken, text
from sim.play.company.questions import Instrument, Question, questions

SIDES = {"outside": "What customers meet", "inside": "What the company does behind it"}
UNKNOWN = ("unknown", "I do not know")
YES_NO = (("yes", "Yes"), ("no", "No"), UNKNOWN, OPEN)
SCALE = (*((str(one), str(one)) for one in range(11)), UNKNOWN, OPEN)


class Asked(widgets.VBox):
    """The questions of one instrument.

    Parameters
    ----------
    state : State
        What the forms share.
    instrument : {"self_audit", "icare"}
        Which questions.
    """

    def __init__(self, state: State, instrument: Instrument) -> None:
        self.state = state
        self.instrument = instrument
        self.form = Form()
        self.progress = text(role="status")
        super().__init__([self.progress, self.form])
        self.form.observe(lambda _: self._on_values(), names="values")
        state.observe(lambda _: self._ask(), names="opened")
        state.observe(lambda _: self._say(), names="edits")
        self._ask()

    def _ask(self) -> None:
        asked = sorted(questions(self.instrument), key=lambda one: one.side == "inside")
        answers = self.state.person.answers
        self.form.ask([field_of(one) for one in asked], {n: v for n, v in answers.items() if v})
        self._say()

    def _on_values(self) -> None:
        before = dict(self.state.person.answers)
        for one in questions(self.instrument):
            self.state.person.answers[one.id] = self.form.value(one.id)
        if before != self.state.person.answers:
            self.state.edited()

    def _say(self) -> None:
        whole = len(questions(self.instrument))
        done = self.state.person.answered(self.instrument)
        who = name_of(self.state.person, self.state.who)
        self.progress.value = spoken(f"{who}: {done} of {whole} answered.", "status")


def field_of(one: Question) -> Field:
    """Make a field of a question."""
    if one.kind == "yes_no":
        return Field("choice", one.id, one.text, YES_NO, group=SIDES[one.side])
    return Field("choice", one.id, one.text, SCALE)
