"""The moments audit: each touchpoint rated, who owns it, and where customers fall through."""

import ipywidgets as widgets

from sim.assumptions import Scenario
from sim.panels.company.fold import Fold
from sim.panels.company.form import OPEN, Field, Form
from sim.panels.company.people import name_of
from sim.panels.company.state import State
from sim.panels.words import spoken, text
from sim.play.company.draft import Own, slug

STAGES = {
    "before": "Before the purchase",
    "purchase": "During the purchase",
    "after": "After the purchase",
}
RATINGS = (
    ("magic", "Magic"),
    ("mediocrity", "Mediocrity"),
    ("misery", "Misery"),
    ("unknown", "I do not know"),
    OPEN,
)
NEEDED = "A touchpoint needs a name and a department that owns it."
TWICE = "There is a touchpoint of that name already."


class Moments(widgets.VBox):
    """Rates the touchpoints, adds the company's own, and names the worst hand-offs.

    Parameters
    ----------
    state : State
        What the forms share.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.progress = text(role="status")
        self.ratings = Form()
        self.owners = Form()
        self.new = Form()
        self.ways = Form()
        self.falls = text(role="status")
        self.says = text(role="alert")
        self.add = _button("Add this touchpoint", self._on_add)
        self.drop = _button("Take out the last one added", self._on_drop)
        self.fall = _button("Customers fall through here", self._on_fall)
        self.mend = _button("Take out the last one named", self._on_mend)
        folded = Fold("Who owns each touchpoint? Change it here", self.owners)
        super().__init__(
            [
                *(self.progress, self.ratings, folded),
                *(_head("A touchpoint that is missing"), self.new),
                *(widgets.HBox([self.add, self.drop]), self.says),
                *(_head("From which department to which do customers fall through?"), self.ways),
                *(widgets.HBox([self.fall, self.mend]), self.falls),
            ]
        )
        self.ratings.observe(lambda _: self._on_ratings(), names="values")
        self.owners.observe(lambda _: self._on_owners(), names="values")
        state.observe(lambda _: self._ask(), names=["opened", "trade"])
        state.observe(lambda _: self._say(), names="edits")
        self._ask()

    def _ask(self) -> None:
        trade = self.state.scenario
        departments = departments_of(trade, self.state.draft.own)
        touchpoints = self._touchpoints(trade)
        person = self.state.person
        self.ratings.ask(
            [
                Field("choice", name, title, RATINGS, f"Owned by: {departments[owner]}", STAGES[at])
                for name, title, at, owner in touchpoints
            ],
            {name: rating for name, rating in person.ratings.items() if rating},
        )
        named = tuple(departments.items())
        self.owners.ask(
            [Field("select", name, title, named) for name, title, _, _ in touchpoints],
            {name: owner for name, _, _, owner in touchpoints},
        )
        self.new.ask(
            [
                Field("text", "title", "What is it called?", hint="Phone line"),
                Field("choice", "stage", "When is it?", tuple(STAGES.items())),
                Field(
                    "text",
                    "department",
                    "Which department owns it?",
                    tuple((words, words) for words in departments.values()),
                    hint="or a new one",
                ),
            ],
            {"stage": "before"},
        )
        self.ways.ask(
            [Field("select", end, words, named) for end, words in (("from", "From"), ("to", "To"))],
            {"from": named[0][0], "to": named[-1][0]},
        )
        self._say()

    def _touchpoints(self, trade: Scenario) -> list[tuple[str, str, str, str]]:
        """Return name, title, stage and owner of every touchpoint, in the order of a visit."""
        draft = self.state.draft
        told: list[tuple[str, str, str, str]] = [
            (one.name, one.title, one.stage, draft.owners.get(one.name, one.department))
            for one in trade.touchpoints
        ]
        told += [(one.name, one.title, one.stage, one.department) for one in draft.own]
        return sorted(told, key=lambda one: list(STAGES).index(one[2]))

    def _on_ratings(self) -> None:
        ratings = {name: value for name, value in self.ratings.values.items() if value}
        if ratings != self.state.person.ratings:
            self.state.person.ratings = ratings
            self.state.edited()

    def _on_owners(self) -> None:
        trade, values, draft = self.state.scenario, self.owners.values, self.state.draft
        usual = {one.name: one.department for one in trade.touchpoints}
        owners = {n: values[n] for n in usual if n in values and values[n] != usual[n]}
        moved = [one for one in draft.own if values.get(one.name, one.department) != one.department]
        if owners == draft.owners and not moved:
            return
        draft.owners = owners
        for one in moved:
            one.department = values[one.name]
        self.state.reopen()

    def _on_add(self) -> None:
        title, department = (self.new.value(name).strip() for name in ("title", "department"))
        if not title or not department:
            self.says.value = spoken(NEEDED, "alert")
            return
        known = departments_of(self.state.scenario, self.state.draft.own)
        by_words = {words.lower(): name for name, words in known.items()}
        owner = by_words.get(department.lower(), slug(department))
        new = Own(title, self.new.value("stage") or "before", owner)
        if new.name in {name for name, *_ in self._touchpoints(self.state.scenario)}:
            self.says.value = spoken(TWICE, "alert")
            return
        self.says.value = ""
        self.state.draft.own.append(new)
        self.state.reopen()

    def _on_drop(self) -> None:
        if self.state.draft.own:
            gone = self.state.draft.own.pop()
            for person in self.state.draft.people:
                person.ratings.pop(gone.name, None)
            self.state.reopen()

    def _on_fall(self) -> None:
        way = (self.ways.value("from"), self.ways.value("to"))
        if way not in self.state.person.falls and way[0] != way[1]:
            self.state.person.falls.append(way)
            self.state.edited()

    def _on_mend(self) -> None:
        if self.state.person.falls:
            self.state.person.falls.pop()
            self.state.edited()

    def _say(self) -> None:
        there = {name for name, *_ in self._touchpoints(self.state.scenario)}
        person = self.state.person
        done = len(there & {name for name, rating in person.ratings.items() if rating})
        who = name_of(person, self.state.who)
        self.progress.value = spoken(f"{who}: {done} of {len(there)} rated.", "status")
        words = departments_of(self.state.scenario, self.state.draft.own)
        ways = "; ".join(f"{words.get(a, a)} → {words.get(b, b)}" for a, b in person.falls)
        self.falls.value = spoken(f"{who}: {ways or 'no hand-off named'}.", "status")
        self.drop.disabled = not self.state.draft.own
        self.mend.disabled = not person.falls


def departments_of(trade: Scenario, own: list[Own]) -> dict[str, str]:
    """Return the departments as people say them, by name."""
    found = {one.name: one.title or one.name for one in trade.departments}
    for one in own:
        found.setdefault(one.department, one.department.replace("_", " ").capitalize())
    return found


def _button(words: str, do: object) -> widgets.Button:
    button = widgets.Button(description=words)
    button.on_click(lambda _: do())  # type: ignore[operator]
    return button


def _head(words: str) -> widgets.HTML:
    return widgets.HTML(f"<b>{words}</b>")
