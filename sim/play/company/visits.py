"""A table of visits or orders: who came when, and what they spent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim.play.company.amounts import Decimal
from sim.play.company.cells import Dates, Keys, Money
from sim.play.company.dates import DAY, NO_DATE
from sim.play.company.flaws import Flaw, TableError, counted
from sim.play.company.source import open_table

BITS = 34
"""Bits of a time in seconds since 1900: enough until the year 2444."""

EPOCH = 2_208_988_800
"""Seconds from 1900 to 1970."""


@dataclass(frozen=True)
class Visits:
    """Visits, in the order of customers and, of each, of time.

    Attributes
    ----------
    customer
        The number of the customer of each visit, from 0.
    seconds
        When, in seconds since 1970 by the clock on the wall.
    amount
        What was spent; not a number where that is not known.
    names
        What the table calls each customer; an Arrow array.
    has_times
        Whether there are times of day, or days only.
    rows
        Rows that were read.
    remarks
        What was noticed, a sentence each.
    """

    customer: NDArray[np.int32]
    seconds: NDArray[np.int64]
    amount: NDArray[np.float64]
    names: Any
    has_times: bool
    rows: int
    remarks: tuple[str, ...] = ()

    cut: tuple[int | None, int | None] = (None, None)
    """Where the table was cut off at its start and at its end; None where it was not."""

    @property
    def customers(self) -> int:
        """How many customers came."""
        return len(np.unique(self.customer))

    @property
    def start(self) -> int:
        """Midnight before the first visit, or where the table was cut, in seconds since 1970."""
        return int(self.seconds.min()) // DAY * DAY if self.cut[0] is None else self.cut[0]

    @property
    def end(self) -> int:
        """Midnight after the last visit, or where the table was cut."""
        return (int(self.seconds.max()) // DAY + 1) * DAY if self.cut[1] is None else self.cut[1]

    @property
    def days(self) -> int:
        """How many days the table is of."""
        return (self.end - self.start) // DAY

    def until(self, seconds: int) -> "Visits":
        """Return the visits before a midnight, with the numbers of the customers as they are."""
        return self._part(self.seconds < seconds, (self.cut[0], seconds))

    def since(self, seconds: int) -> "Visits":
        """Return the visits from a midnight on."""
        return self._part(self.seconds >= seconds, (seconds, self.cut[1]))

    def _part(self, kept: NDArray[np.bool_], cut: tuple[int | None, int | None]) -> "Visits":
        return replace(
            self,
            customer=self.customer[kept],
            seconds=self.seconds[kept],
            amount=self.amount[kept],
            cut=cut,
        )


def read_visits(
    file: Path | str,
    columns: Mapping[str, str] | None = None,
    encoding: str | None = None,
    dates: str | None = None,
    decimal: Decimal | None = None,
    leave_out: bool = False,
) -> Visits:
    """Read a table of visits or orders from CSV or Parquet.

    Rows of one customer at one moment are one visit, and so are rows of one order; where a table
    has days only, that is one visit a day. A negative amount is a return: no visit, but money
    taken off the last visit before it.

    Parameters
    ----------
    file
        Where it is.
    columns
        The names of the columns by role (customer, date, amount, order); guessed where not said.
    encoding, dates, decimal
        How a CSV file is written, where it should not be guessed: an encoding, the name of a form
        of `sim.play.company.dates.FORMS`, ``"point"`` or ``"comma"``.
    leave_out
        Whether rows with flaws are left out and told as remarks, rather than refused.

    Raises
    ------
    TableError
        With a sentence for each thing that is wrong, and the numbers of the rows that have it.
    """
    source = open_table(Path(file), "visits", columns, encoding)
    who, orders = Keys(), Keys()
    when, money = Dates("date", dates), Money(decimal)
    for block in source.blocks():
        who.add(block["customer"])
        when.add(block["date"])
        if "amount" in block:
            money.add(block["amount"])
        if "order" in block:
            orders.add(block["order"])
    customer, names = who.coded()
    rows = len(customer)
    if rows == 0:
        told = [source.uneven_flaw().sentence()] if source.uneven else []
        raise TableError([f"{source.file}: {one}" for one in ["the table has no rows", *told]])
    try:
        seconds, remarks = when.seconds()
    except TableError as error:
        raise TableError([f"{source.file}: {fault}" for fault in error.faults]) from None
    flaws = [source.uneven_flaw()] if source.uneven else []
    amount, order = np.full(rows, np.nan), np.full(rows, -1, np.int32)
    unreadable = np.zeros(rows, bool)
    if "amount" in source.columns:
        unreadable, amount = money.unreadable(), money.values()
    if "order" in source.columns:
        order, _ = orders.coded()
    # An empty row, such as the last one often is, is no flaw.
    blank = (customer < 0) & when.empty() & np.isnan(amount) & ~unreadable
    nobody = (customer < 0) & ~blank
    if nobody.any():
        flaws.append(source.flaw("no customer", "no customer", nobody))
    flaws += when.flaws(source, seconds, blank)
    if "amount" in source.columns:
        flaws += money.flaws(source)
    right = (customer >= 0) & (seconds != NO_DATE) & ~unreadable
    shared = _orders_of_two(customer, order, right)
    if shared.any():
        words = "the order has the number of an order of another customer"
        flaws.append(source.flaw("duplicate", words, shared))
    right &= ~shared
    key = _key(customer, seconds)
    loose = _returns_of_nothing(customer, key, amount, right)
    if loose.any():
        words = (
            "a negative amount is a return, but this customer had bought nothing before: "
            "if it is no return, mend its sign"
        )
        flaws.append(source.flaw("return", words, loose))
    right &= ~loose
    remarks = [*source.remarks, *remarks, *settled(source.file, flaws, leave_out)]
    if not right.any():
        raise TableError([f"{source.file}: no row has a customer and a date"])
    return _visits(customer, key, amount, order, right, names, tuple(remarks))


def settled(file: Path, flaws: list[Flaw], leave_out: bool) -> list[str]:
    """Refuse flaws, or say that their rows are left out.

    Raises
    ------
    TableError
        With all of them, unless their rows are to be left out.
    """
    told = [flaw.sentence() for flaw in flaws]
    if not leave_out and flaws:
        raise TableError([f"{file}: {one}" for one in told], flaws)
    return [f"left out, {one}" for one in told]


def _key(customer: NDArray[np.int32], seconds: NDArray[np.int64]) -> NDArray[np.int64]:
    """Put customer and time into one number, so that sorting it sorts by both.

    A time counts from 1900 and a customer's number is below 2^28, so that both have room.
    """
    since = np.where(seconds == NO_DATE, 0, seconds + EPOCH)
    return (customer.astype(np.int64) << BITS) | since


def _orders_of_two(
    customer: NDArray[np.int32], order: NDArray[np.int32], right: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Find the rows of orders that more than one customer has."""
    wrong = np.zeros(len(customer), bool)
    known = right & (order >= 0)
    if not known.any():
        return wrong
    many = int(order.max()) + 1
    least = np.full(many, np.iinfo(np.int32).max, np.int32)
    most = np.full(many, -1, np.int32)
    np.minimum.at(least, order[known], customer[known])
    np.maximum.at(most, order[known], customer[known])
    wrong[known] = (least != most)[order[known]]
    return wrong


def _returns_of_nothing(
    customer: NDArray[np.int32],
    key: NDArray[np.int64],
    amount: NDArray[np.float64],
    right: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """Find the negative amounts of customers who had not bought anything until then."""
    wrong = np.zeros(len(customer), bool)
    negative = right & (amount < 0)
    if not negative.any():
        return wrong
    bought = right & ~(amount < 0)
    first = np.full(int(customer.max()) + 1, np.iinfo(np.int64).max, np.int64)
    np.minimum.at(first, customer[bought], key[bought])
    wrong[negative] = first[customer[negative]] > key[negative]
    return wrong


def _visits(
    customer: NDArray[np.int32],
    key: NDArray[np.int64],
    amount: NDArray[np.float64],
    order: NDArray[np.int32],
    right: NDArray[np.bool_],
    names: Any,
    remarks: tuple[str, ...],
) -> Visits:
    """Make visits of rows: put together what belongs together, and take returns off."""
    rows = len(customer)
    if (order >= 0).any():
        key = _first_of_order(key, order, right)
    negative = right & (amount < 0)
    returns, back = key[negative], amount[negative]
    kept = right & ~negative
    key, amount = key[kept], amount[kept]
    sorting = np.argsort(key, kind="stable")
    key, amount = key[sorting], amount[sorting]
    new = np.concatenate([[True], key[1:] != key[:-1]])
    starts = np.flatnonzero(new)
    known = np.isfinite(amount)
    money = np.add.reduceat(np.where(known, amount, 0.0), starts)
    money[~np.logical_or.reduceat(known, starts)] = np.nan
    merged = len(key) - len(starts)
    key = key[starts]
    if len(returns):
        place = np.searchsorted(key, returns, side="right") - 1
        np.add.at(money, place, back)
        money = np.where(money < 0, 0.0, money)
        many = counted(len(returns), "negative amount is a return", "negative amounts are returns")
        told = f"{many}: taken off the visit before"
        remarks = (*remarks, told)
    code = (key >> BITS).astype(np.int32)
    there = np.unique(code)  # customers all of whose rows were left out go
    seconds = (key & ((1 << BITS) - 1)) - EPOCH
    has_times = bool((seconds % DAY != 0).any())
    if merged:
        what = "at one moment" if has_times else "on one day"
        many = counted(merged, "row was", "rows were")
        told = f"{many} put together with others of one customer {what}: one visit"
        remarks = (*remarks, told)
    return Visits(
        np.searchsorted(there, code).astype(np.int32),
        seconds,
        money,
        names.take(pa.array(there)),
        has_times,
        rows,
        remarks,
    )


def _first_of_order(
    key: NDArray[np.int64], order: NDArray[np.int32], right: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Give every row of an order the time of the earliest of them."""
    known = right & (order >= 0)
    first = np.full(int(order.max()) + 1, np.iinfo(np.int64).max, np.int64)
    np.minimum.at(first, order[known], key[known])
    moved = key.copy()
    moved[known] = first[order[known]]
    return moved
