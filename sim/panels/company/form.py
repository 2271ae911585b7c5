"""A form: fields with their labels, what is filled in, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

import anywidget
import traitlets

from sim.panels.files import joined

Kind = Literal["choice", "select", "text", "figure", "check"]
OPEN = ("", "Skip")
"""The choice that takes an answer back."""


@dataclass(frozen=True)
class Field:
    """A field of a form.

    Attributes
    ----------
    kind
        ``"choice"`` (buttons, one of which is chosen), ``"select"`` (a list), ``"text"``,
        ``"figure"`` (a text with "I do not know" beside it) or ``"check"``.
    name, label
        What the program calls it, and what people do.
    options
        Values with their words; of a text, what may be meant.
    hint
        A line below, or what stands in an empty text.
    group
        The heading above, and lines below it; fields of one group follow each other.
    """

    kind: Kind
    name: str
    label: str
    options: Sequence[tuple[str, str]] = ()
    hint: str = ""
    group: str = ""


class Form(anywidget.AnyWidget):
    """Fields that somebody fills in.

    Attributes
    ----------
    values
        What stands in each field, by its name.
    faults
        What is wrong with a field, by its name.
    heard
        How many choices of each page that shows it have come here.

    Examples
    --------
    >>> form = Form([Field("text", "who", "Your name")])
    >>> form.values = {"who": "Ada"}  # as somebody types it
    >>> form.value("who"), form.value("where")
    ('Ada', '')
    """

    _esm = joined("company/form.js")
    _css = joined("company/form.css")

    fields: traitlets.List[dict[str, object]] = traitlets.List().tag(sync=True)
    values = traitlets.Dict().tag(sync=True)
    faults = traitlets.Dict().tag(sync=True)
    heard = traitlets.Dict().tag(sync=True)

    def __init__(
        self, fields: Sequence[Field] = (), values: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.on_msg(self._on_choice)
        self.ask(fields, values or {})

    def ask(self, fields: Sequence[Field], values: Mapping[str, str]) -> None:
        """Ask other questions, with what stands in them at first."""
        with self.hold_sync():
            self.fields = [_plain(one) for one in fields]
            self.values = dict(values)
            self.faults = {}

    def _on_choice(self, _: object, told: Mapping[str, object], __: object) -> None:
        """Take one field's value from a page, and tell the page that it was heard."""
        with self.hold_sync():
            self.values = {**self.values, str(told["name"]): told["value"]}
            self.heard = {**self.heard, str(told["from"]): told["number"]}

    def value(self, name: str) -> str:
        """Return what stands in a field; nothing where it is left open."""
        return str(self.values.get(name, ""))

    def fill(self, **values: str) -> None:
        """Fill in fields, as a hand would."""
        self.values = {**self.values, **values}


def _plain(field: Field) -> dict[str, object]:
    return asdict(field) | {"options": [list(one) for one in field.options]}
