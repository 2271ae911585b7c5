"""Columns of a table turned into numbers, block by block, with what is wrong with each row."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sim.play.company import amounts, dates
from sim.play.company.amounts import Decimal
from sim.play.company.flaws import Flaw, TableError, quoted
from sim.play.company.source import Source


def as_text(column: Any) -> Any:
    """Give a column as texts, without blanks at their ends."""
    if not pa.types.is_string(column.type):
        column = pc.cast(column, pa.string(), safe=False)
    return pc.utf8_trim_whitespace(pc.fill_null(column, ""))


def is_in_time(column: Any) -> bool:
    """Tell whether a column of a Parquet file is of dates already."""
    return bool(pa.types.is_timestamp(column.type) or pa.types.is_date(column.type))


class Keys:
    """A column whose texts stand for somebody: customers, orders."""

    def __init__(self) -> None:
        self._blocks: list[Any] = []

    def add(self, column: Any) -> None:
        """Take up a block."""
        self._blocks.append(as_text(column).dictionary_encode())

    def coded(self) -> tuple[NDArray[np.int32], Any]:
        """Return a number for each row, and the text that each number stands for.

        Rows without a text have -1.
        """
        if not self._blocks:
            return np.empty(0, np.int32), pa.array([], pa.string())
        whole = pa.chunked_array(self._blocks).unify_dictionaries()
        self._blocks = []
        names = whole.chunk(0).dictionary
        code = np.concatenate(
            [chunk.indices.to_numpy(zero_copy_only=False) for chunk in whole.chunks]
        ).astype(np.int32)
        nothing = pc.index(names, "").as_py()
        return (np.where(code == nothing, np.int32(-1), code), names)


class Dates:
    """A column of dates, in a form that its first block tells unless somebody says it.

    Parameters
    ----------
    role
        What the dates are called.
    form
        The name of the form, where somebody has said it.
    """

    def __init__(self, role: str, form: str | None = None) -> None:
        self.role = role
        self.forms = None if form is None else [dates.form_called(form)]
        self.said = form is not None
        self._seconds: list[list[NDArray[np.int64]]] = []
        self._empty: list[NDArray[np.bool_]] = []
        self._others: list[NDArray[np.bool_]] = []
        self._example = ""
        self._other = ""
        self._formulas: list[NDArray[np.bool_]] = []

    def add(self, column: Any) -> None:
        """Take up a block."""
        if is_in_time(column):
            seconds = dates.from_arrow(column)
            nothing = np.zeros(len(seconds), bool)
            self._keep([seconds], seconds == dates.NO_DATE, nothing, nothing)
            return
        texts = as_text(column)
        empty = pc.equal(texts, "").to_numpy(zero_copy_only=False)
        if self.forms is None and not empty.all():
            self.forms = _forms(texts)
        forms = self.forms or [dates.FORMS[0]]
        read = [dates.parse(texts, form) for form in forms]
        unread = np.all([one == dates.NO_DATE for one in read], axis=0) & ~empty
        other = np.zeros(len(empty), bool)
        formulas = np.zeros(len(empty), bool)
        if unread.any():
            rest = texts.filter(pa.array(unread))
            formulas[unread] = amounts.formulas(rest)
            others = [(form, dates.parse(rest, form)) for form in dates.FORMS]
            for form, seconds in others:
                fits = seconds != dates.NO_DATE
                if fits.any() and form not in forms:
                    other[np.flatnonzero(unread)[fits]] = True
                    self._other = self._other or quoted(rest[int(np.flatnonzero(fits)[0])])
            plain = ~other[unread] & ~formulas[unread]
            if plain.any():
                first = int(np.flatnonzero(plain)[0])
                self._example = self._example or quoted(rest[first])
        self._keep(read, empty, other, formulas)

    def _keep(
        self,
        read: list[NDArray[np.int64]],
        empty: NDArray[np.bool_],
        other: NDArray[np.bool_],
        formulas: NDArray[np.bool_],
    ) -> None:
        self._seconds.append(read)
        self._empty.append(empty)
        self._others.append(other)
        self._formulas.append(formulas)

    def seconds(self) -> tuple[NDArray[np.int64], list[str]]:
        """Return seconds since 1970, `dates.NO_DATE` where there is none, and remarks.

        Raises
        ------
        TableError
            When day and month cannot be told apart.
        """
        if not self._seconds:
            return np.empty(0, np.int64), []
        most = max(len(read) for read in self._seconds)
        ways = [
            np.concatenate([read[min(way, len(read) - 1)] for read in self._seconds])
            for way in range(most)
        ]
        self._seconds = []
        if most == 1:
            return ways[0], []
        forms = self.forms or []
        names = [f"{form.name} ({form.example})" for form in forms]
        unread = [int((way == dates.NO_DATE).sum()) for way in ways]
        if unread[0] != unread[1]:
            return ways[int(unread[1] < unread[0])], []
        if np.array_equal(ways[0], ways[1]):
            return ways[0], []
        rising = [bool((np.diff(way) >= 0).all()) for way in ways]
        if rising[0] != rising[1]:
            best = int(rising[1])
            told = f"the {self.role} were read as {names[best]}, in which they go up row by row"
            return ways[best], [told]
        raise TableError(
            [
                f"the {self.role} can be read as {names[0]} or as {names[1]}: no day is above 12; "
                f"say dates {forms[0].name} or dates {forms[1].name}"
            ]
        )

    def empty(self) -> NDArray[np.bool_]:
        """Tell in which rows there is nothing."""
        return np.concatenate(self._empty)

    def flaws(
        self, source: Source, seconds: NDArray[np.int64], blank: NDArray[np.bool_] | None = None
    ) -> list[Flaw]:
        """Tell what is wrong with the dates, and in which rows.

        Parameters
        ----------
        source
            Whose rows.
        seconds
            The dates as they were read.
        blank
            The rows in which a date may be missing; left out, it may be in all.
        """
        empty, other = self.empty(), np.concatenate(self._others)
        formulas = np.concatenate(self._formulas)
        unread = (seconds == dates.NO_DATE) & ~empty
        form = f"{self.forms[0].name}, such as {self.forms[0].example}" if self.forms else "a date"
        found = []
        missing = empty & ~blank if blank is not None else np.zeros(len(empty), bool)
        if missing.any():
            found.append(source.flaw("no date", f"no {self.role}", missing))
        if formulas.any():
            words = f"the {self.role} is a formula: save the values"
            found.append(source.flaw("formula", words, formulas))
        mixed = unread & other
        if mixed.any():
            words = (
                f"the {self.role} is written in another form ({self._other}) than in the other "
                f"rows ({form})"
            )
            found.append(source.flaw("mixed dates", words, mixed))
        rest = unread & ~other & ~formulas
        if rest.any():
            words = f"the {self.role} is no date of the form {form}: {self._example} is one of them"
            found.append(source.flaw("date", words, rest))
        return found


def _forms(texts: Any) -> list[dates.Form] | None:
    """Choose the form of a block, or two that look alike."""
    ranked = dates.forms_of(texts.slice(0, 50_000))
    if not ranked:
        return None
    first = ranked[0][0]
    for twins in dates.TWINS:
        if first.name in twins:
            return [dates.form_called(name) for name in twins]
    return [first]


class Money:
    """A column of amounts."""

    def __init__(self, decimal: Decimal | None = None) -> None:
        self.decimal = decimal
        self.said = decimal is not None
        self._values: list[NDArray[np.float64]] = []
        self._wrong: list[NDArray[np.bool_]] = []
        self._formulas: list[NDArray[np.bool_]] = []
        self._example = ""

    def add(self, column: Any) -> None:
        """Take up a block."""
        if not (pa.types.is_string(column.type) or pa.types.is_large_string(column.type)):
            read = amounts.from_arrow(column)
            formulas = np.zeros(len(read.values), bool)
        else:
            texts = pc.fill_null(column, "")
            if self.decimal is None:
                self.decimal = amounts.convention(texts)
            read = amounts.parse(texts, self.decimal)
            formulas = np.zeros(len(read.values), bool)
            if read.unreadable.any():
                rest = texts.filter(pa.array(read.unreadable))
                formulas[read.unreadable] = amounts.formulas(rest)
                others = rest.filter(pa.array(~amounts.formulas(rest)))
                self._example = self._example or (quoted(others[0]) if len(others) else "")
        self._values.append(read.values)
        self._wrong.append(read.unreadable)
        self._formulas.append(formulas)

    def values(self) -> NDArray[np.float64]:
        """Return the amounts; not a number where there is none."""
        values = np.concatenate(self._values) if self._values else np.empty(0)
        self._values = []
        return values

    def unreadable(self) -> NDArray[np.bool_]:
        """Tell in which rows there is something that is no number."""
        return np.concatenate(self._wrong)

    def flaws(self, source: Source) -> list[Flaw]:
        """Tell what is wrong with the amounts, and in which rows."""
        wrong, formulas = self.unreadable(), np.concatenate(self._formulas)
        found = []
        if formulas.any():
            words = "the amount is a formula: save the values"
            found.append(source.flaw("formula", words, formulas))
        rest = wrong & ~formulas
        if rest.any():
            decimal = f"a decimal {self.decimal or 'point'}"
            words = f"the amount is no number with {decimal}: {self._example} is one of them"
            found.append(source.flaw("amount", words, rest))
        return found
