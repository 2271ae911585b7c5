"""What a business in the simulator would have in its own files: tables of visits and complaints.

It writes down whom it served and who complained to management. It writes down neither who walked
out of the line, nor who was unhappy and said nothing, nor who has left.
"""

import csv
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from sim import facts
from sim.play.company.complaints import OPEN, OUTCOMES, RESOLVED, UNRESOLVED, WITHDRAWN, Complaints
from sim.play.company.dates import NO_DATE
from sim.play.company.visits import Visits
from sim.study.clock import microseconds
from sim.study.run import Run, facts_kept

_ANSWERS = {
    facts.RESOLVED_FAST: RESOLVED,
    facts.RESOLVED_LATE: RESOLVED,
    facts.UNRESOLVED: UNRESOLVED,
    facts.WITHDRAWN: WITHDRAWN,
}


def visits_of(run: Run) -> Visits:
    """Return the visits that a business has on record: those in which somebody was served.

    Parameters
    ----------
    run
        A run that has kept its events.

    Examples
    --------
    >>> import sim
    >>> shop = sim.load("corner_shop", changes={"time.days": 28, "time.warm_up_days": 0})
    >>> one = sim.run(shop, engine="simpy")
    >>> visits_of(one).days
    28
    """
    told = facts_kept(run.outcome)
    told = told[np.isin(told["kind"], (facts.VISIT, facts.STARTED, facts.SALE))]
    told = told[np.argsort(told["who"], kind="stable")]
    number = np.cumsum(told["kind"] == facts.VISIT) - 1
    served = np.flatnonzero(told["kind"] == facts.STARTED)
    there, first = np.unique(number[served], return_index=True)
    served = served[first]
    sold = told["kind"] == facts.SALE
    amount = np.full(len(told), np.nan)
    bought = np.bincount(number[sold], told["amount"][sold] / 100, minlength=len(told))
    has = np.bincount(number[sold], minlength=len(told)) > 0
    amount = np.where(has, bought, np.nan)[there]
    seconds = _seconds(run, told["time"][served])
    people, code = np.unique(told["who"][served], return_inverse=True)
    names = pa.array([f"C{who:06}" for who in people], pa.string())
    return Visits(code.astype(np.int32), seconds, amount, names, True, len(seconds))


def complaints_of(run: Run, visits: Visits) -> Complaints:
    """Return the complaints that a business has on record: those that reached management.

    Parameters
    ----------
    run
        A run that has kept its events.
    visits
        Its visits, as `visits_of` gives them.
    """
    told = facts_kept(run.outcome)
    kinds = (facts.COMPLAINED, facts.PUT_RIGHT, facts.CASE_OPENED, facts.CASE_ADDED, *_ANSWERS)
    told = told[np.isin(told["kind"], kinds)]
    told = told[np.argsort(told["who"], kind="stable")]
    opened: list[float] = []
    closed: list[float] = []
    ended: list[str] = []
    whose: list[int] = []
    waiting: list[int] = []  # of the person in hand, complaints that the desk has
    last = -1
    heard = False
    for time, kind, who in zip(told["time"], told["kind"], told["who"], strict=True):
        if who != last:
            waiting, last, heard = [], int(who), False
        if kind == facts.COMPLAINED:
            opened.append(float(time))
            closed.append(np.nan)
            ended.append(OPEN)
            whose.append(int(who))
            heard = True
        elif kind == facts.PUT_RIGHT:
            if heard:
                closed[-1], ended[-1] = float(time), RESOLVED
            heard = False
        elif kind in (facts.CASE_OPENED, facts.CASE_ADDED):
            if heard:  # or the customer was asked, and did not complain
                waiting.append(len(opened) - 1)
            heard = False
        else:
            for place in waiting:
                closed[place], ended[place] = float(time), _ANSWERS[int(kind)]
            waiting = []
    return _complaints(run, visits, np.array(opened), np.array(closed), ended, np.array(whose))


def _complaints(
    run: Run,
    visits: Visits,
    opened: NDArray[np.float64],
    closed: NDArray[np.float64],
    ended: list[str],
    whose: NDArray[np.int64],
) -> Complaints:
    sorting = np.argsort(opened, kind="stable")
    begin = _seconds(run, opened[sorting])
    known = np.isfinite(closed[sorting])
    end = np.full(len(begin), NO_DATE)
    end[known] = _seconds(run, closed[sorting][known])
    outcome = np.array([OUTCOMES.index(one) for one in ended], np.int8)[sorting]
    places = {name: place for place, name in enumerate(visits.names.to_pylist())}
    customer = [places.get(f"C{who:06}", -1) for who in whose[sorting]]
    return Complaints(begin, end, outcome, np.array(customer, np.int64), True, len(begin))


def write_tables(run: Run, visits: Path, complaints: Path | None = None) -> None:
    """Write both tables as CSV files, as a business might hand them over.

    Parameters
    ----------
    run
        A run that has kept its events.
    visits, complaints
        Where to; the second may be left out.
    """
    found = visits_of(run)
    names = found.names.to_pylist()
    with visits.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["customer", "date", "amount"])
        sorting = np.argsort(found.seconds, kind="stable")
        for who, when, amount in zip(
            found.customer[sorting],
            _written(found.seconds[sorting]),
            found.amount[sorting],
            strict=True,
        ):
            writer.writerow([names[who], when, "" if np.isnan(amount) else f"{amount:.2f}"])
    if complaints is None:
        return
    told = complaints_of(run, found)
    with complaints.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(["customer", "opened", "closed", "outcome"])
        for who, begin, end, outcome in zip(
            told.customer,
            _written(told.opened),
            _written(told.closed),
            told.outcome,
            strict=True,
        ):
            writer.writerow([names[who] if who >= 0 else "", begin, end, OUTCOMES[outcome]])


def _seconds(run: Run, time: NDArray[np.float64]) -> NDArray[np.int64]:
    return microseconds(run.scenario, time) // 1_000_000


def _written(seconds: NDArray[np.int64]) -> list[str]:
    times = np.where(seconds == NO_DATE, 0, seconds).astype("datetime64[s]").astype(str)
    return [
        "" if one == NO_DATE else str(time).replace("T", " ")
        for one, time in zip(seconds, times, strict=True)
    ]
