"""The table of the modules, with how far somebody has got in each."""

from collections.abc import Sequence
from html import escape

from sim.lessons import NAMES, lesson
from sim.lessons.logbook import Logbook

STEPS = (
    ("predicted", "predicted"),
    ("moved", "run"),
    ("scored", "scored"),
    ("monday", "Monday"),
)
"""The steps of a module, by the kind of note that says they were done."""


def steps_said(notes: dict[str, object]) -> str:
    """Say which steps are done, never by a colour alone.

    Examples
    --------
    >>> steps_said({"predicted": {}, "moved": True})
    '✓ predicted · ✓ run · ○ scored · ○ Monday'
    """
    return " · ".join(f"{'✓' if kind in notes else '○'} {words}" for kind, words in STEPS)


class Contents:
    """The modules, their questions, and how far somebody has got.

    Parameters
    ----------
    logbook : Logbook, optional
        Where that is written down.
    shown : sequence of str
        The modules, by number.
    remark : str
        What is to be said below the table.

    Examples
    --------
    >>> "02_the_silent_26.ipynb" in Contents()._repr_html_()
    True
    """

    def __init__(
        self, logbook: Logbook | None = None, shown: Sequence[str] = tuple(NAMES), remark: str = ""
    ) -> None:
        self.logbook = logbook or Logbook()
        self.shown = shown
        self.remark = remark

    def __repr__(self) -> str:
        return "\n".join(
            f"{one.number} {one.title}: {one.question}" for one in map(lesson, self.shown)
        )

    def _repr_html_(self) -> str:
        names = ("module", "question", "how far you are")
        head = "".join(f"<th scope='col' style='text-align: left'>{name}</th>" for name in names)
        rows = "".join(map(self._row, self.shown))
        said = f"{self.remark} {self.logbook.fault}".strip()
        fault = f"<p>{escape(said)}</p>" if said else ""
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        return f"<div class='s26-contents' style='font-size: 16px'>{table}{fault}</div>"

    def _row(self, number: str) -> str:
        one = lesson(number)
        link = f"<a href='{number}_{one.name}.ipynb'>{number} {escape(one.title)}</a>"
        steps = escape(steps_said(self.logbook.all(number)))
        cells = (link, escape(one.question), steps)
        return (
            "<tr>" + "".join(f"<td style='text-align: left'>{one}</td>" for one in cells) + "</tr>"
        )
