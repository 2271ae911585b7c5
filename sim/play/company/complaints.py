"""A table of complaints: when each was opened and closed, how it ended, and whose it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sim.play.company.cells import Dates, Keys, as_text
from sim.play.company.columns import known_names, plain
from sim.play.company.dates import DAY, NO_DATE, forms_of
from sim.play.company.flaws import TableError, counted, quoted
from sim.play.company.source import Source, open_table
from sim.play.company.visits import settled

RESOLVED, UNRESOLVED, OPEN, WITHDRAWN, UNKNOWN = "resolved", "unresolved", "open", "withdrawn", ""
OUTCOMES = (UNKNOWN, RESOLVED, UNRESOLVED, OPEN, WITHDRAWN)


@dataclass(frozen=True)
class Complaints:
    """Complaints, in the order in which they were opened.

    Attributes
    ----------
    opened, closed
        In seconds since 1970; `sim.play.company.dates.NO_DATE` for one that is still open.
    outcome
        The place of its outcome in `OUTCOMES`.
    customer
        The number of the customer in the table of visits; -1 for one who is not there or not said.
    has_times
        Whether there are times of day.
    rows
        Rows that were read.
    remarks
        What was noticed, a sentence each.
    """

    opened: NDArray[np.int64]
    closed: NDArray[np.int64]
    outcome: NDArray[np.int8]
    customer: NDArray[np.int64]
    has_times: bool
    rows: int
    remarks: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.opened)

    def between(self, start: int, end: int) -> "Complaints":
        """Return those opened from one moment up to another; what is closed later is open."""
        kept = (self.opened >= start) & (self.opened < end)
        closed = self.closed[kept]
        late = closed >= end
        return Complaints(
            self.opened[kept],
            np.where(late, NO_DATE, closed),
            np.where(late, OUTCOMES.index(OPEN), self.outcome[kept]).astype(np.int8),
            self.customer[kept],
            self.has_times,
            self.rows,
            self.remarks,
        )


def read_complaints(
    file: Path | str,
    customers: Any = None,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    dates: str | None = None,
    leave_out: bool = False,
) -> Complaints:
    """Read a table of complaints from CSV or Parquet.

    Parameters
    ----------
    file
        Where it is.
    customers
        What the table of visits calls its customers, as `Visits.names` has it.
    columns
        The names of the columns by role (customer, opened, closed, outcome, complaint); guessed
        where not said.
    encoding, dates
        As for `sim.play.company.visits.read_visits`.
    leave_out
        Whether rows with flaws are left out and told as remarks, rather than refused.

    Raises
    ------
    TableError
        With a sentence for each thing that is wrong, and the numbers of the rows that have it.
    """
    source = open_table(Path(file), "complaints", columns, encoding)
    _mend_guess(source, columns or {})
    who, numbers = Keys(), Keys()
    opened, closed = Dates("date of opening", dates), Dates("date of closing", dates)
    outcomes: list[NDArray[np.int8]] = []
    strange: list[str] = []
    rows = 0
    for block in source.blocks():
        opened.add(block["opened"])
        rows += len(block["opened"])
        if "closed" in block:
            closed.add(block["closed"])
        if "outcome" in block:
            outcomes.append(_outcomes(block["outcome"], strange))
        if "customer" in block:
            who.add(block["customer"])
        if "complaint" in block:
            numbers.add(block["complaint"])
    if rows == 0:
        raise TableError([f"{source.file}: the table has no rows"])
    flaws = [source.uneven_flaw()] if source.uneven else []
    try:
        begin, remarks = opened.seconds()
        end, more = closed.seconds() if "closed" in source.columns else (np.full(rows, NO_DATE), [])
    except TableError as error:
        raise TableError([f"{source.file}: {fault}" for fault in error.faults]) from None
    outcome = np.concatenate(outcomes) if outcomes else np.zeros(rows, np.int8)
    code, names = who.coded() if "customer" in source.columns else (np.full(rows, -1), None)
    blank = opened.empty() & (end == NO_DATE) & (code < 0) & (outcome <= 0)
    flaws += opened.flaws(source, begin, blank)
    if "closed" in source.columns:
        flaws += closed.flaws(source, end)
    right = (begin != NO_DATE) & (outcome >= 0)
    if "closed" in source.columns:
        right &= (end != NO_DATE) | closed.empty()
    early = right & (end != NO_DATE) & (end < begin // DAY * DAY)
    if early.any():
        flaws.append(source.flaw("closed", "closed before it was opened", early))
    if (outcome < 0).any():
        words = f"the outcome is no word that is known: {strange[0]} is one of them"
        flaws.append(source.flaw("outcome", words, outcome < 0))
    twice = _twice(numbers.coded()[0], right) if "complaint" in source.columns else early & False
    if twice.any():
        flaws.append(source.flaw("duplicate", "the complaint has the number of another", twice))
    right &= ~early & ~twice
    remarks = [*source.remarks, *remarks, *more, *settled(source.file, flaws, leave_out)]
    if not right.any():
        raise TableError([f"{source.file}: no row has a date of opening"])
    customer = _matched(code, names, customers)
    remarks += _strangers(customer[right], code[right], customers)
    return _complaints(begin, end, outcome, customer, right, rows, tuple(remarks))


def _complaints(
    begin: NDArray[np.int64],
    end: NDArray[np.int64],
    outcome: NDArray[np.int8],
    customer: NDArray[np.int64],
    right: NDArray[np.bool_],
    rows: int,
    remarks: tuple[str, ...],
) -> Complaints:
    kept = np.flatnonzero(right)
    kept = kept[np.argsort(begin[kept], kind="stable")]
    begin, end = begin[kept], end[kept]
    # A day without a time is midnight, which may lie before the moment of opening.
    end = np.where(end == NO_DATE, NO_DATE, np.maximum(begin, end))
    outcome = outcome[kept]
    still_open = (end == NO_DATE) & (outcome == OUTCOMES.index(UNKNOWN))
    outcome = np.where(still_open, np.int8(OUTCOMES.index(OPEN)), outcome)
    has_times = bool((begin % DAY != 0).any())
    return Complaints(begin, end, outcome.astype(np.int8), customer[kept], has_times, rows, remarks)


def _mend_guess(source: Source, said: Mapping[str, str]) -> None:
    """Take a column called "resolved" for the outcome where it holds no dates."""
    name = source.columns.get("closed")
    if name is None or "closed" in said or "outcome" in source.columns:
        return
    first = next(source.blocks(), None)
    source.uneven.clear()
    if first is None or not pa.types.is_string(first["closed"].type):
        return
    texts = as_text(first["closed"])
    texts = texts.filter(pc.not_equal(texts, "")).slice(0, 1000)
    if len(texts) and not forms_of(texts):
        source.columns["outcome"] = source.columns.pop("closed")


@cache
def _words() -> dict[str, int]:
    """Return the place of the outcome that each word stands for."""
    known = known_names()["outcomes"]
    return {plain(word): OUTCOMES.index(name) for name, words in known.items() for word in words}


def _outcomes(column: Any, strange: list[str]) -> NDArray[np.int8]:
    """Read outcomes; -1 for a word that is not known, which is noted."""
    if pa.types.is_boolean(column.type):
        column = pc.if_else(column, "yes", "no")
    coded = as_text(column).dictionary_encode()
    words = coded.dictionary.to_pylist()
    places = [_words().get(plain(word), -1) if plain(word) else 0 for word in words]
    strange += [quoted(word) for word, place in zip(words, places, strict=True) if place < 0]
    indices = coded.indices.to_numpy(zero_copy_only=False)
    return np.asarray(places, np.int8)[indices]


def _twice(number: NDArray[np.int32], right: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Find complaints whose number an earlier row has already."""
    known = np.flatnonzero(right & (number >= 0))
    _, first = np.unique(number[known], return_index=True)
    wrong = np.zeros(len(number), bool)
    wrong[known] = True
    wrong[known[first]] = False
    return wrong


def _matched(code: NDArray[np.int32], names: Any, customers: Any) -> NDArray[np.int64]:
    """Return the numbers that customers have in the table of visits."""
    if names is None or customers is None or not len(names):
        return np.full(len(code), -1, np.int64)
    place = pc.fill_null(pc.index_in(names, customers), -1).to_numpy(zero_copy_only=False)
    return np.asarray(np.append(place, -1)[code], np.int64)


def _strangers(customer: NDArray[np.int64], code: NDArray[np.int32], customers: Any) -> list[str]:
    if customers is None:
        return []
    unknown = int(((code >= 0) & (customer < 0)).sum())
    if not unknown:
        return []
    return [
        f"{counted(unknown, 'complaint is', 'complaints are')} of customers who are not in the "
        "table of visits"
    ]
