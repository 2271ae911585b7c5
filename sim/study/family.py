"""Who brought whom: generations of customers, and what one failure sets going."""

from dataclasses import dataclass
from math import nan

import numpy as np
import pandas as pd

from sim import facts
from sim.study.run import Run, facts_kept

REFERRED = facts.KINDS[facts.JOINED_REFERRAL].name


@dataclass(frozen=True)
class Families:
    """Customers by who brought them.

    Attributes
    ----------
    generations : pandas.DataFrame
        As `generations` gives it.
    largest : pandas.DataFrame
        As `largest_family` gives it.
    reproduction : float
        Customers whom one brings in a lifetime (the key figure ``referral_reproduction``); not a
        number where it is not known.
    """

    generations: pd.DataFrame
    largest: pd.DataFrame
    reproduction: float = nan


def families(customers: pd.DataFrame, reproduction: float = nan) -> Families:
    """Put together what the picture of families needs.

    Parameters
    ----------
    customers : pandas.DataFrame
        `Run.customers`.
    reproduction : float
        The key figure ``referral_reproduction``, if it is known.
    """
    return Families(generations(customers), largest_family(customers), float(reproduction))


def descent(customers: pd.DataFrame) -> pd.DataFrame:
    """Say for each customer how many referrals lie behind them, and whose family they are of.

    Somebody who left and came back counts by the latest joining: that is what the table keeps.
    Where a parent has come back since, its former self is taken as the first of a family.

    Parameters
    ----------
    customers : pandas.DataFrame
        `Run.customers`: by the customer's number, at least ``origin``, ``parent``, ``joined_at``.

    Returns
    -------
    pandas.DataFrame
        By customer: ``parent`` (-1 for none), ``generation`` (0 for those whom nobody brought) and
        ``family``, the number of its first member.

    Raises
    ------
    ValueError
        If somebody was brought by a person who is not in the table.
    """
    referred = customers["origin"].to_numpy() == REFERRED
    parents = np.where(referred, customers["parent"], facts.NOBODY)
    joined = customers["joined_at"].to_numpy(dtype=float)
    place = {int(who): row for row, who in enumerate(customers.index)}
    generation = np.zeros(len(customers), dtype=int)
    family = customers.index.to_numpy(dtype=int, copy=True)
    for row in np.argsort(joined, kind="stable"):
        if not referred[row]:
            continue
        parent = int(parents[row])
        if parent not in place:
            raise ValueError(
                f"customer {customers.index[row]} came on the word of {parent}, "
                "but whoever brings a customer must be in the table"
            )
        # a parent who has come back since is not placed yet, and so counts as the first of a family
        generation[row] = generation[place[parent]] + 1
        family[row] = family[place[parent]]
    return pd.DataFrame(
        {"parent": parents.astype(int), "generation": generation, "family": family},
        index=customers.index,
    )


def generations(customers: pd.DataFrame) -> pd.DataFrame:
    """Count the customers of each generation.

    Parameters
    ----------
    customers : pandas.DataFrame
        `Run.customers`.

    Returns
    -------
    pandas.DataFrame
        A row a generation: ``generation``, from 0 without a gap, and ``people``.
    """
    people = np.bincount(descent(customers)["generation"], minlength=1)
    return pd.DataFrame({"generation": np.arange(len(people)), "people": people})


def largest_family(customers: pd.DataFrame) -> pd.DataFrame:
    """Return the family with the most members, the first of those that are equally large.

    Parameters
    ----------
    customers : pandas.DataFrame
        `Run.customers`.

    Returns
    -------
    pandas.DataFrame
        By customer, the first member first: ``parent`` (-1 for the first), ``generation``,
        ``active``. Empty where nobody was brought by another.
    """
    line = descent(customers)
    line["active"] = customers["active"]
    brought = line[line["generation"] > 0]
    if brought.empty:
        return line.loc[[], ["parent", "generation", "active"]]
    sizes = brought.groupby("family").size()
    first = int(sizes.index[sizes.to_numpy().argmax()])
    head = line.loc[[first]].assign(parent=facts.NOBODY, generation=0)
    rest = brought[(brought["family"] == first) & (brought.index != first)]
    rest = rest.sort_values("generation", kind="stable")
    return pd.concat([head, rest])[["parent", "generation", "active"]]


@dataclass(frozen=True)
class Incident:
    """One failure, and who was told of it.

    Attributes
    ----------
    customer : int
        Whom it happened to.
    day : int
        When.
    serious : bool
        Whether it was a serious failure.
    heard : bool
        Whether anybody in the business heard of it from the customer, asked or unasked.
    left : bool
        Whether the customer had left when `window` days were over.
    told : pandas.DataFrame
        By the listener's number: ``customer`` (was one when told), ``warned_off`` (by these words)
        and ``changed`` (had stopped, or begun, to be a customer when `window` days were over).
    window : int
        Days that are followed after the failure, or as many as the run has left.
    """

    customer: int
    day: int
    serious: bool
    heard: bool
    left: bool
    told: pd.DataFrame
    window: int


def incidents(run: Run) -> pd.DataFrame:
    """List every failure with the number of times that somebody heard of it.

    Parameters
    ----------
    run : Run
        A run that has kept its events.

    Returns
    -------
    pandas.DataFrame
        A row a failure, in the order in which they happened: ``customer``, ``day``, ``listeners``.
        What is told counts for the teller's last failure before it.

    Raises
    ------
    ValueError
        If the run has not kept its events.
    """
    told = facts_kept(run.outcome)
    told = told[np.isin(told["kind"], (*_FAILURES, facts.HEARD_BAD))]
    failed = np.isin(told["kind"], _FAILURES)
    table = pd.DataFrame(
        {
            "customer": np.where(failed, told["who"], told["other"]),
            "failure": failed,
            "day": told["time"].astype(int),
        }
    )
    table["number"] = table.groupby("customer")["failure"].cumsum()
    heard = table[~table["failure"]].groupby(["customer", "number"]).size()
    rows = table[table["failure"]]
    keys = pd.MultiIndex.from_frame(rows[["customer", "number"]])
    listeners = heard.reindex(keys, fill_value=0).to_numpy()
    return rows[["customer", "day"]].assign(listeners=listeners).reset_index(drop=True)


def incident(run: Run, customer: int, day: int, window: int = 90) -> Incident:
    """Follow one failure: who was told, who was warned off, and what they did in the days after.

    Parameters
    ----------
    run : Run
        A run that has kept its events.
    customer, day : int
        Whose failure, and on which day, as in `incidents`; the first where there were several.
    window : int
        For how many days it is followed.

    Returns
    -------
    Incident
        What listeners did afterwards, they did after it; it need not be because of it.

    Raises
    ------
    ValueError
        If the run has not kept its events, the customer had no failure on that day, or the window
        is shorter than a day.
    """
    if window < 1:
        raise ValueError(f"window is {window}, but must be 1 or more days")
    record = facts_kept(run.outcome)
    own = record["who"] == customer
    failures = np.flatnonzero(own & np.isin(record["kind"], _FAILURES))
    these = failures[record["time"][failures].astype(int) == day]
    if not len(these):
        raise ValueError(f"customer {customer} had no failure on day {day}, but must have had one")
    begins = these[0]
    later = failures[failures > begins]
    ends = later[0] if len(later) else len(record)
    time = float(record["time"][begins])
    until = min(time + window, float(run.scenario.time.days))
    between = np.zeros(len(record), dtype=bool)
    between[begins:ends] = True
    heard = between & own & np.isin(record["kind"], (facts.SPOKE_UP, facts.ASKED))
    words = np.flatnonzero(
        between & (record["kind"] == facts.HEARD_BAD) & (record["other"] == customer)
    )
    warned = between & (record["kind"] == facts.WARNED_OFF) & (record["other"] == customer)
    put_off = set(record["who"][warned].tolist())
    rows: dict[int, tuple[bool, bool, bool]] = {}
    for who in dict.fromkeys(record["who"][words].tolist()):  # some are told twice
        was = _is_customer(record[: words[0]], who)
        after = record[words[0] :]
        now = _is_customer(after[after["time"] <= until], who, was)
        rows[who] = (was, who in put_off, was != now)
    told = pd.DataFrame.from_dict(
        rows, orient="index", columns=["customer", "warned_off", "changed"]
    ).astype(bool)
    told.index.name = "listener"
    stays = _is_customer(record[record["time"] <= until], customer)
    return Incident(
        customer=int(customer),
        day=int(day),
        serious=bool(record["kind"][begins] == facts.MISERY_SERIOUS),
        heard=bool(heard.any()),
        left=not stays,
        told=told,
        window=int(min(window, run.scenario.time.days - day)),
    )


_FAILURES = (facts.MISERY_MINOR, facts.MISERY_SERIOUS)


def _is_customer(record: np.ndarray, who: int, before: bool = False) -> bool:
    """Tell whether somebody is a customer after these facts."""
    turns = record["kind"][
        (record["who"] == who) & np.isin(record["kind"], (*facts.JOINING, *facts.LEAVING))
    ]
    return bool(turns[-1] in facts.JOINING) if len(turns) else before
