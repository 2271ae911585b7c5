"""Who answers: one person, or a team, each for themselves."""

import ipywidgets as widgets

from sim.panels.company.form import Field, Form
from sim.panels.company.state import State
from sim.play.company.draft import Person

ROLES = (("manager", "Manager"), ("front line", "Front line"), ("", "Not said"))
MOST = 40


class People(widgets.VBox):
    """Chooses whose answers are shown, and asks who that is.

    Parameters
    ----------
    state : State
        What the forms share.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.form = Form()
        self.add = widgets.Button(description="Add a person")
        self.remove = widgets.Button(description="Take this person out")
        self.add.on_click(lambda _: self._on_add())
        self.remove.on_click(lambda _: self._on_remove())
        super().__init__([self.form, widgets.HBox([self.add, self.remove])])
        self.form.observe(self._on_values, names="values")
        state.observe(lambda _: self._ask(), names="opened")
        self._ask()

    def _ask(self) -> None:
        people = self.state.draft.people
        who = [(str(place), name_of(one, place)) for place, one in enumerate(people)]
        fields = [
            Field("text", "name", "Your name, or any word for you", hint="not needed"),
            Field("choice", "role", "You are", ROLES),
        ]
        values = {"name": self.state.person.name, "role": self.state.person.role}
        if len(people) > 1:
            fields.insert(0, Field("choice", "who", "Who answers now?", who))
            values["who"] = str(self.state.who)
        self.form.ask(fields, values)
        self.remove.disabled = len(people) == 1
        self.add.disabled = len(people) >= MOST

    def _on_values(self, change: dict[str, dict[str, str]]) -> None:
        now = self.form.values
        who = int(now.get("who") or self.state.who)
        if who != self.state.who:
            self.state.who = who
            self.state.reopen()
            return
        person = self.state.person
        if (now.get("name", ""), now.get("role", "")) == (person.name, person.role):
            return
        person.name, person.role = now.get("name", "").strip(), now.get("role", "")
        if len(self.state.draft.people) > 1:
            self._ask()
        self.state.edited()

    def _on_add(self) -> None:
        self.state.draft.people.append(Person())
        self.state.who = len(self.state.draft.people) - 1
        self.state.reopen()

    def _on_remove(self) -> None:
        del self.state.draft.people[self.state.who]
        self.state.who = max(self.state.who - 1, 0)
        self.state.reopen()


def name_of(person: Person, place: int) -> str:
    """Say who somebody is.

    Examples
    --------
    >>> name_of(Person("Ada", "manager"), 0), name_of(Person(), 1)
    ('Ada (manager)', 'Person 2')
    """
    name = person.name or f"Person {place + 1}"
    return f"{name} ({person.role})" if person.role else name
