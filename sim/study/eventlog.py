"""The event log of a run, in the columns that process-mining tools read."""

import numpy as np
import pyarrow as pa

from sim import facts
from sim.study.clock import microseconds
from sim.study.run import Run

BY_EMPLOYEE = (facts.STARTED, facts.SERVED, facts.BROKEN_PROMISE, facts.MAGIC)
"""Kinds whose `other` is the employee who serves."""


def event_log(run: Run) -> pa.Table:
    """Return what happened to the people of the market, an event a row.

    What concerns the business alone, such as its wages, is in no case and is left out.

    Parameters
    ----------
    run : Run
        A run that has kept its events.

    Returns
    -------
    pyarrow.Table
        ``case``: replication and person, as in ``0-12``; ``activity``: the kind of fact;
        ``time``: a date and time of day, day 0 being 1 January 2001; ``resource``: the department,
        and the employee where one serves; ``amount``: days, or money in the currency.
    """
    table = run.outcome.facts
    table = table[table["who"] != facts.NOBODY]
    cases = [f"{run.replication}-{who}" for who in range(run.scenario.market.people)]
    names = [kind.name for kind in facts.KINDS]
    in_money = np.array([kind.amount == "cents" for kind in facts.KINDS])
    amount = table["amount"] / np.where(in_money[table["kind"]], 100.0, 1.0)
    time = microseconds(run.scenario, table["time"])
    return pa.table(
        {
            "case": _words(table["who"], cases),
            "activity": _words(table["kind"], names),
            "time": pa.array(time, type=pa.timestamp("us")),
            "resource": _resources(run, table),
            "amount": pa.array(amount),
        }
    )


def daily_log(run: Run) -> pa.Table:
    """Return the daily tallies of a run with its replication and the day, a day a row."""
    daily = run.daily.reset_index()
    daily.insert(0, "replication", run.replication)
    return pa.Table.from_pandas(daily, preserve_index=False).replace_schema_metadata(None)


def _resources(run: Run, table: np.ndarray) -> pa.Array:
    """Name the department of each fact, with the employee's number where one serves."""
    departments = [touchpoint.department for touchpoint in run.scenario.touchpoints]
    many = 1 + max(int(table["other"].max(initial=-1)), 0) + 1
    employee = np.where(np.isin(table["kind"], BY_EMPLOYEE), table["other"], facts.NOBODY)
    code = table["where"].astype(np.int64) * many + employee + 1
    words = [
        department if number < 0 else f"{department} {number}"
        for department in departments
        for number in range(-1, many - 1)
    ]
    return _words(code, words, mask=table["where"] == facts.NOWHERE)


def _words(codes: np.ndarray, words: list[str], mask: np.ndarray | None = None) -> pa.Array:
    """Turn numbers into the words that they stand for."""
    places = pa.array(codes.astype(np.int32), mask=mask)
    return pa.DictionaryArray.from_arrays(places, pa.array(words)).cast(pa.string())
