"""What is said of an answer."""

from dataclasses import dataclass
from html import escape
from typing import Literal

State = Literal["not attempted", "not yet", "right"]
BLANK = "put your answer in place of None, and run the cell again."
_TITLES: dict[State, str] = {
    "not attempted": "Not attempted",
    "not yet": "Not yet",
    "right": "Right",
}
_SIGNS: dict[State, str] = {"not attempted": "○", "not yet": "✗", "right": "✓"}
_LINES: dict[State, str] = {"not attempted": "dotted", "not yet": "dashed", "right": "solid"}


@dataclass(frozen=True)
class Feedback:
    """A sentence or two about an answer; true where it is right.

    Attributes
    ----------
    state : {"not attempted", "not yet", "right"}
        How far it is.
    says : str
        What is off, with a hint; never the answer.

    Examples
    --------
    >>> Feedback("not yet", "this is half of it. Look at the other half.")
    Not yet: this is half of it. Look at the other half.
    >>> bool(Feedback("right", "you hear few of them."))
    True
    """

    state: State
    says: str

    def __bool__(self) -> bool:
        return self.state == "right"

    def __repr__(self) -> str:
        return f"{_TITLES[self.state]}: {self.says}"

    def _repr_html_(self) -> str:
        """Show it with a sign and a line of its own, so that no colour is needed."""
        look = f"border-left: 4px {_LINES[self.state]}; padding: 0.3em 0.8em; max-width: 46em"
        title = f"<b>{_SIGNS[self.state]} {_TITLES[self.state]}</b>"
        return f"<div role='status' style='{look}'>{title}: {escape(self.says)}</div>"


def blank() -> Feedback:
    """Say that there is no answer yet."""
    return Feedback("not attempted", BLANK)
