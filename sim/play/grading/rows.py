"""What a grading comes to, a row for each hand-in and for each of its checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sim.study.tables import csv_text

GRADED, REMARKS, NOT_GRADED = "graded", "graded, see below", "not graded"


@dataclass(frozen=True)
class CheckRow:
    """One check of a hand-in, or one text that is for the trainer to read."""

    name: str
    points: float
    most: float
    to_read: bool = False
    told: str = ""

    @property
    def holds(self) -> bool:
        """Whether all of its points were given."""
        return not self.to_read and self.points >= self.most


@dataclass(frozen=True)
class Row:
    """One hand-in: whose, which, its points, and everything worth a sentence."""

    student: str
    exercise: str
    file: str
    most: float | None
    told: tuple[str, ...] = ()
    checks: tuple[CheckRow, ...] = field(default=())
    words: tuple[tuple[str, str], ...] = field(default=())
    """Texts of the student's own, by the cell that they stand in; no check reads them."""
    graded: bool = True

    @property
    def points(self) -> float | None:
        """The points of all its checks; None where it was not graded."""
        return sum(one.points for one in self.checks) if self.graded else None

    @property
    def to_read(self) -> float:
        """Points that only the trainer can give."""
        return sum(one.most for one in self.checks if one.to_read)

    @property
    def state(self) -> str:
        """One of three words."""
        if not self.graded:
            return NOT_GRADED
        return REMARKS if self.told else GRADED

    @property
    def sentence(self) -> str:
        """All there is to say, in a line."""
        told = list(self.told)
        if self.to_read:
            some = "point is" if self.to_read == 1 else "points are"
            told.append(f"{number(self.to_read)} {some} for you to give, for words")
        return "; ".join(told)

    def plain(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "student": self.student,
            "exercise": self.exercise,
            "points": self.points,
            "of": self.most,
            "state": self.state,
            "told": self.sentence,
            "file": self.file,
            "checks": [
                {
                    "check": one.name,
                    "points": one.points,
                    "of": one.most,
                    "told": one.told,
                }
                for one in self.checks
            ],
        }


COLUMNS = ("student", "exercise", "points", "of", "state", "told", "file")
CHECK_COLUMNS = ("student", "exercise", "check", "points", "of", "told")
WORD_COLUMNS = ("student", "exercise", "cell", "words")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows_csv(rows: Sequence[Row]) -> str:
    """Write a line for each hand-in."""
    return _csv(COLUMNS, [row.plain() for row in rows])


def checks_csv(rows: Sequence[Row]) -> str:
    """Write a line for each check of each hand-in."""
    lines = [{**row.plain(), **one} for row in rows for one in row.plain()["checks"]]
    return _csv(CHECK_COLUMNS, lines)


def words_csv(rows: Sequence[Row]) -> str:
    """Write a line for each text that a student has written."""
    lines = [
        {"student": row.student, "exercise": row.exercise, "cell": cell, "words": words}
        for row in rows
        for cell, words in row.words
    ]
    return _csv(WORD_COLUMNS, lines)


def number(value: float | None) -> str:
    """Write points.

    Examples
    --------
    >>> number(2.0), number(2.5), number(None)
    ('2', '2.5', '')
    """
    return "" if value is None else f"{value:g}"


def safe(text: object) -> str:
    """Write a cell of a table so that no spreadsheet takes it for a formula.

    Examples
    --------
    >>> safe("=1+1"), safe("Anna"), safe("-2")
    ("'=1+1", 'Anna', "'-2")
    """
    told = "" if text is None else str(text)
    return f"'{told}" if told.startswith(FORMULA) else told


def _csv(columns: Sequence[str], lines: Sequence[Mapping[str, Any]]) -> str:
    return csv_text(
        columns,
        [
            [
                number(line[name]) if name in ("points", "of") else safe(line[name])
                for name in columns
            ]
            for line in lines
        ],
    )
