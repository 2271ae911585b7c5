"""A form that builds what the third part of an exercise asks for, and writes it as Python."""

from html import escape
from typing import Any

import ipywidgets as widgets

from sim.exercises.exercise import Sheet
from sim.exercises.form import Field
from sim.panels.names import Names
from sim.panels.words import look, text

LABEL = {"description_width": "initial"}


class BuildForm(widgets.VBox):
    """Fields, a button that checks them, and the line of Python that makes the same.

    Parameters
    ----------
    sheet : Sheet
        The exercise that is worked on.

    Attributes
    ----------
    rows : list of dict
        A widget for each field, row by row.
    check : ipywidgets.Button
        Checks what is filled in.
    line : ipywidgets.Textarea
        The line of Python, to be copied.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        form = sheet.exercise.form
        self.rows = [{one.name: _made(one) for one in form.fields} for _ in range(form.rows)]
        self.check = widgets.Button(description="Check", button_style="primary")
        self.says = text(role="status")
        self.line = widgets.Textarea(
            description="As Python, to copy",
            style=LABEL,
            rows=form.rows + 2 if form.rows > 1 else 2,
            layout={"width": "95%"},
        )
        for row in self.rows:
            for held in row.values():
                held.observe(lambda _: self._write(), names="value")
        self.check.on_click(lambda _: self._on_check())
        super().__init__([*self._laid_out(), self.check, self.says, self.line, Names(), look()])
        self.add_class("s26-page")
        self.add_class("s26-form")
        self._write()

    @property
    def values(self) -> list[dict[str, Any]]:
        """What is filled in, row by row."""
        return [{name: _plain(held.value) for name, held in row.items()} for row in self.rows]

    def fill(self, *rows: dict[str, Any]) -> None:
        """Fill it in."""
        for row, values in zip(self.rows, rows, strict=True):
            for name, value in values.items():
                row[name].value = value

    def _laid_out(self) -> list[widgets.Widget]:
        if len(self.rows) == 1:
            return list(self.rows[0].values())
        wrap = {"flex_flow": "row wrap"}
        return [
            widgets.HBox([text(f"{place}"), widgets.HBox(list(row.values()), layout=wrap)])
            for place, row in enumerate(self.rows, 1)
        ]

    def _write(self) -> None:
        self.line.value = self.sheet.exercise.form.line(self.values)

    def _on_check(self) -> None:
        form = self.sheet.exercise.form
        try:
            made = [form.make(**row) for row in self.values]
            said = self.sheet.check("build", made if form.rows > 1 else made[0])
            self.says.value = said._repr_html_()
        except Exception as error:
            self.says.value = f"<div role='status'>{escape(str(error))}</div>"


def build_form(sheet: Sheet) -> BuildForm:
    """Make the form of an exercise."""
    return BuildForm(sheet)


def _made(field: Field) -> Any:
    label = f"{field.label} ({field.unit})" if field.unit else field.label
    if field.choices:
        wide = {"width": "max-content"}
        return widgets.Dropdown(options=field.choices, description=label, style=LABEL, layout=wide)
    if field.is_text:
        wide = {"width": f"{len(label) + 22}ch"}
        return widgets.Text(description=label, style=LABEL, layout=wide)
    kind = widgets.BoundedFloatText
    if all(float(one).is_integer() for one in (field.low, field.high, field.step, field.start)):
        kind = widgets.BoundedIntText
    return kind(
        value=field.first,
        min=_plain(field.low),
        max=_plain(field.high),
        step=_plain(field.step),
        description=label,
        style=LABEL,
        layout={"width": f"{len(label) + 11}ch"},
    )


def _plain(value: Any) -> Any:
    """Write a whole number without a point."""
    whole = isinstance(value, float) and value.is_integer()
    return int(value) if whole else value
