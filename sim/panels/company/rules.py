"""What each answer does to the scenario: the rule, open to be read and changed."""

from html import escape

import ipywidgets as widgets

from sim.lessons.evidence import meaning
from sim.panels.company.form import Field, Form
from sim.panels.company.state import State
from sim.panels.company.tables import said
from sim.panels.words import spoken, text
from sim.play.company.answers import AnswerError
from sim.play.company.audits import Rule, Span, spans_of, with_moments
from sim.play.company.draft import figure_of
from sim.play.company.questions import questions
from sim.play.company.rules_file import end_fault, name_of

ABOUT = (
    "Each answer counts from 0 (no, or misery) to 1 (yes, or magic), and a rule makes a number of "
    "it. All the rules are our judgement. Change one where you know better."
)
HOW = {
    "times": "The trade's number times what stands here.",
    "odds": "The trade's chance, its odds times what stands here.",
    "to": "The number itself.",
}
ENDS = (("at_no", "If the answer is no"), ("at_yes", "If the answer is yes"))
NOTHING = "No answer yet, so no rule is at work: all numbers are the trade's."


class RulesView(widgets.VBox):
    """Shows the rules that the answers have set to work, and lets them be changed.

    Parameters
    ----------
    state : State
        What the forms share.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.form = Form()
        self.says = text(role="status")
        self.back = widgets.Button(description="Back to the rules as they were")
        self.back.on_click(lambda _: self._on_back())
        super().__init__([text(ABOUT), self.says, self.form, self.back])
        self.form.observe(lambda _: self._on_values(), names="values")

    def show(self) -> None:
        """Show the rules that are at work now."""
        try:
            spans, rules = self._at_work()
        except AnswerError as error:
            self.form.ask([], {})
            self.says.value = spoken(" ".join(error.faults), "alert")
            return
        fields, values = [], {}
        for rule in rules:
            group = f"{words_of(rule)}\n{HOW[rule.how]} Because {rule.why}."
            for end, words in ENDS:
                name = f"{name_of(rule)}|{end}"
                fields.append(Field("text", name, words, group=group, hint="a number"))
                values[name] = f"{getattr(rule, end):g}"
        self.form.ask(fields, values)
        self._say(spans)

    def _at_work(self) -> tuple[dict[str, Span], list[Rule]]:
        audits = self.state.draft.to_audits(self.state.scenario)
        shaped, _ = with_moments(self.state.scenario, audits)
        by = self.state.by
        answered = {name for one in audits for name in one.answers}
        at_work = [one for one in by.rules if answered & set(one.questions)]
        rated = any(one.moments for one in audits)
        return spans_of(shaped, audits, by), [*at_work, *(by.moment if rated else ())]

    def _say(self, spans: dict[str, Span]) -> None:
        if not spans:
            self.says.value = spoken(NOTHING, "status")
            return
        trade, there = self.state.scenario, set(self.state.scenario.keys())
        rows = []
        for key, span in spans.items():
            before = said(float(trade.value(key))) if key in there else "new"
            ends = f"{said(span.low)} to {said(span.high)}"
            cells = (meaning(key), _place(key), before, said(span.value), ends)
            rows.append("<tr>" + "".join(f"<td>{escape(one)}</td>" for one in cells) + "</tr>")
        head = "".join(
            f"<th scope='col'>{one}</th>" for one in ("number", "of", "trade", "yours", "between")
        )
        self.says.value = (
            f"<details open><summary>What your answers make of the numbers: {len(rows)}</summary>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></details>"
        )

    def _on_values(self) -> None:
        """Take over what was typed, or say what is wrong with it."""
        try:
            _, rules = self._at_work()
        except AnswerError:
            return
        by_name = {name_of(one): one for one in rules}
        ends: dict[str, dict[str, float]] = {}
        faults = {}
        for field, typed in self.form.values.items():
            name, _, end = field.partition("|")
            if name not in by_name:
                continue
            fault, value = _read(by_name[name], end, typed)
            if fault:
                faults[field] = fault
            ends.setdefault(name, {})[end] = value
        self.form.faults = faults
        if faults:
            return
        now = {name: (both["at_no"], both["at_yes"]) for name, both in ends.items()}
        before = {name: (one.at_no, one.at_yes) for name, one in by_name.items()}
        moved = {name: both for name, both in now.items() if both != before[name]}
        if moved:
            self.state.ends |= moved
            self._say(self._at_work()[0])
            self.state.edited()

    def _on_back(self) -> None:
        self.state.ends = {}
        self.state.edited()
        self.show()


def words_of(rule: Rule) -> str:
    """Say what a rule is about."""
    key = rule.key if "." in rule.key else f"touchpoints.*.{rule.key}"
    asked = [one.text for one in questions() if one.id in rule.questions]
    from_what = f"Asked: {' '.join(asked)}" if asked else "From how each moment is rated."
    told = meaning(key)
    return f"{told[:1].upper()}{told[1:]}\n{from_what}"


def _place(key: str) -> str:
    _, *place, _ = key.split(".")
    return place[0].replace("_", " ") if place else "all"


def _read(rule: Rule, end: str, typed: str) -> tuple[str, float]:
    try:
        value = figure_of(typed)
    except AnswerError as error:
        return error.faults[0], 0.0
    if not isinstance(value, float):
        return "This must be a number.", 0.0
    fault = end_fault(rule, end, value)
    return fault.replace(f"{end} is", "This is", 1), value
