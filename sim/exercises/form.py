"""What can be built: fields with their bounds. A form of widgets shows them, a check reads them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    """One thing to fill in: a number, one of several words, or a text.

    Attributes
    ----------
    name : str
        What it is called in Python.
    label, unit : str
        What a manager calls it, and what stands behind its value.
    low, high, step, start : float
        For a number.
    choices : tuple of str
        The words to choose from; empty for a number or a text.
    is_text : bool
        Whether any text will do.
    """

    name: str
    label: str
    unit: str = ""
    low: float = 0.0
    high: float = 100.0
    step: float = 1.0
    start: float = 0.0
    choices: tuple[str, ...] = ()
    is_text: bool = False

    @property
    def first(self) -> Any:
        """What it holds before anybody touched it."""
        if self.choices:
            return self.choices[0]
        if self.is_text:
            return ""
        return int(self.start) if float(self.start).is_integer() else self.start


@dataclass(frozen=True)
class Form:
    """Fields, and the line of Python that makes the same.

    Attributes
    ----------
    fields : tuple of Field
        What is filled in.
    rows : int
        How often; more than 1 makes a list.
    make : callable
        What takes the fields by name: `dict`, or a function that the notebook imports.
    answer : str
        The name that the notebook gives to it.
    """

    fields: tuple[Field, ...]
    rows: int = 1
    make: Callable[..., Any] = dict
    answer: str = "build"

    @property
    def start(self) -> list[dict[str, Any]]:
        """What it holds before anybody touched it, row by row."""
        return [{one.name: one.first for one in self.fields} for _ in range(self.rows)]

    def line(self, values: Sequence[Mapping[str, Any]]) -> str:
        """Write the line of Python.

        Examples
        --------
        >>> Form((Field("asked", "Asked"),)).line([{"asked": 30}])
        'build = dict(asked=30)'
        """
        made = [f"{self.make.__name__}({_named(row)})" for row in values]
        if self.rows == 1:
            return f"{self.answer} = {made[0]}"
        listed = "".join(f"    {one},\n" for one in made)
        return f"{self.answer} = [\n{listed}]"


def _named(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in row.items())
