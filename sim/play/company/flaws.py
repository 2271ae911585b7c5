"""What is wrong with a table: a sentence for each kind of flaw, with the rows that have it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

SHOWN = 5
"""Rows that a sentence names; of more it says how many there are."""

LONGEST = 40
"""Characters of a cell that are quoted."""


class Flaw(NamedTuple):
    """One kind of flaw, and where it is."""

    kind: str
    """A short name, such as ``"date"``; the same for the same rule."""
    words: str
    """What is wrong, as it follows "3 rows": "have no date"."""
    rows: tuple[int, ...]
    """The first rows that have it, as a spreadsheet numbers them: the names are row 1."""
    many: int
    """How many rows have it."""

    def sentence(self) -> str:
        """Say it.

        Examples
        --------
        >>> Flaw("date", "no date", (7, 9), 2).sentence()
        'rows 7 and 9: no date'
        >>> Flaw("date", "no date", (7, 8, 9, 10, 11), 400).sentence()
        '400 rows, the first of them 7, 8, 9, 10 and 11: no date'
        """
        return f"{rows_told(self.rows, self.many)}: {self.words}"


class TableError(ValueError):
    """A table that cannot be used as it is.

    Parameters
    ----------
    faults
        A sentence for each thing that is wrong.
    flaws
        The same of the rows, as data.
    """

    def __init__(self, faults: Iterable[str], flaws: Sequence[Flaw] = ()) -> None:
        self.faults = list(faults)
        self.flaws = tuple(flaws)
        super().__init__("\n".join(self.faults))


def rows_told(rows: Sequence[int], count: int) -> str:
    """Name rows.

    Examples
    --------
    >>> rows_told([4], 1), rows_told([4, 5, 9], 3)
    ('row 4', 'rows 4, 5 and 9')
    """
    first = [f"{row:,}" for row in rows[:SHOWN]]
    listed = first[0] if len(first) == 1 else f"{', '.join(first[:-1])} and {first[-1]}"
    if count == 1:
        return f"row {listed}"
    if count <= len(first):
        return f"rows {listed}"
    return f"{count:,} rows, the first of them {listed}"


def quoted(cell: object) -> str:
    r"""Quote a cell so that it stays on its line, whatever is in it.

    Examples
    --------
    >>> quoted("a\nb"), quoted("x" * 50)
    ('"a b"', '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx..."')
    """
    text = " ".join("".join(c if c.isprintable() else " " for c in str(cell)).split())
    return f'"{text[: LONGEST - 3]}..."' if len(text) > LONGEST else f'"{text}"'


def counted(number: int, one: str, more: str) -> str:
    """Write a number with its word.

    Examples
    --------
    >>> counted(1, "row was", "rows were"), counted(2500, "row was", "rows were")
    ('1 row was', '2,500 rows were')
    """
    return f"{number:,} {one if number == 1 else more}"
