"""What a company's own tables say, and what tables like these cannot say.

Only sums and estimates are kept: no row of a table, and no name of a customer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sim.play.company.complaints import Complaints
from sim.play.company.dates import DAY
from sim.play.company.flaws import TableError
from sim.play.company.lifetime import Lifetime, fit_lifetime, histories
from sim.play.company.measures import (
    FEWEST,
    Estimate,
    coming_again,
    coming_and_leaving,
    complaining,
    horizon,
    new_customers,
    spending,
)
from sim.play.company.visits import Visits

FEWEST_CUSTOMERS = 30
FEWEST_DAYS = 28
LONGEST = 1_092
"""Days that are looked at, the last three years: what is older is another business."""

HELD_BACK = 0.25
LONGEST_HELD_BACK = 182


class Later(NamedTuple):
    """What happened in the last part of a table, which the fit of `Fitted.earlier` did not see."""

    days: int
    customers: int
    """Customers who had come before."""
    visits: int
    """Visits of theirs in these days."""
    came: int
    """How many of them came."""
    visits_before: int
    """Visits of those who came in as many days before: what a naive forecast repeats."""
    came_before: int


@dataclass(frozen=True)
class Fitted:
    """What tables of visits and complaints say.

    Attributes
    ----------
    estimates
        By name, each figure that is known, with its interval at 95%.
    lifetime
        The Pareto/NBD model behind the first of them.
    start, end
        The first and the last day, as in 2024-12-31.
    days, rows, visits, customers
        How much there was.
    complaints
        How many there were; None where there is no such table.
    horizon
        Days that "in good time" means, where coming again is told.
    remarks
        What was noticed while reading.
    cannot_tell
        What data like these cannot tell, a sentence each.
    earlier
        The same without the last part of the table; None where it is too short for that.
    later
        What happened in that last part.
    """

    estimates: Mapping[str, Estimate]
    lifetime: Lifetime
    start: str
    end: str
    days: int
    rows: int
    visits: int
    customers: int
    complaints: int | None
    horizon: float
    remarks: tuple[str, ...]
    cannot_tell: tuple[str, ...]
    earlier: "Fitted | None" = None
    later: Later | None = None


def fit(
    visits: Visits, complaints: Complaints | None = None, hold_back: bool = True, seed: int = 26
) -> Fitted:
    """Work out what tables of visits and complaints say.

    Parameters
    ----------
    visits
        The visits, as `sim.play.company.visits.read_visits` gives them.
    complaints
        The complaints, if there is such a table.
    hold_back
        Whether the last quarter of the table, half a year at most, is looked at apart, so that one
        can see how well it would have been foretold.
    seed
        Whose luck chooses the customers who are looked at, where there are very many.

    Raises
    ------
    TableError
        When the tables are too small to say anything.

    Examples
    --------
    >>> import sim
    >>> from sim.play.company.recorded import visits_of
    >>> changes = {"time.days": 182, "time.warm_up_days": 0, "market.customers": 200}
    >>> shop = sim.load("corner_shop", changes=changes)
    >>> found = fit(visits_of(sim.run(shop, engine="simpy")), hold_back=False)
    >>> rate = found.estimates["visits_per_year"]
    >>> rate.low < rate.value < rate.high
    True
    """
    remarks = list(visits.remarks)
    if visits.days > LONGEST:
        kept = visits.end - LONGEST * DAY
        remarks.append(f"only the last {LONGEST} of {visits.days:,} days were looked at")
        visits = visits.since(kept)
    _check(visits)
    if complaints is not None:
        remarks += complaints.remarks
        within = complaints.between(visits.start, visits.end)
        outside = len(complaints) - len(within)
        if outside:
            remarks.append(
                f"{outside:,} complaints were opened outside the days of the visits, and left out"
            )
        complaints = within
    earlier, later = (None, None)
    if hold_back:
        earlier, later = _held_back(visits, complaints, seed)
    customers = histories(visits)
    lifetime = fit_lifetime(customers, seed)
    told: list[Estimate | None] = [
        *coming_and_leaving(lifetime, customers, len(customers)),
        new_customers(visits, lifetime, customers),
        *spending(visits),
    ]
    if complaints is not None:
        told += complaining(complaints, lifetime, customers, visits.end)
        told += coming_again(visits, complaints)
    estimates = {one.name: one for one in told if one is not None}
    start, end = (
        str(np.datetime64(second, "s").astype("datetime64[D]"))
        for second in (visits.start, visits.end - DAY)
    )
    return Fitted(
        estimates,
        lifetime,
        start,
        end,
        visits.days,
        visits.rows,
        len(visits.seconds),
        len(customers),
        None if complaints is None else len(complaints),
        horizon(visits),
        tuple(remarks),
        _cannot_tell(estimates, visits, complaints),
        earlier,
        later,
    )


def _check(visits: Visits) -> None:
    """Refuse tables that are too small."""
    faults = []
    many = visits.customers
    rule = f"must be {FEWEST_CUSTOMERS} or more for anything to be said of them"
    if many == 1:
        name = visits.names[int(visits.customer[0])].as_py()
        faults.append(
            f'the table of visits has 1 customer, "{name}", but there {rule}: '
            "is it the right column?"
        )
    elif many < FEWEST_CUSTOMERS:
        faults.append(f"the table of visits has {many} customers, but there {rule}")
    if visits.days < FEWEST_DAYS:
        faults.append(
            f"the table of visits is of {visits.days} days, but must be of {FEWEST_DAYS} or more"
        )
    if not faults and len(visits.seconds) == many:
        faults.append(
            "nobody in the table of visits came twice, but somebody must for it to say how often "
            "customers come: is the column of the customer the right one?"
        )
    if faults:
        raise TableError(faults)


def _held_back(
    visits: Visits, complaints: Complaints | None, seed: int
) -> tuple[Fitted | None, Later | None]:
    """Fit without the last part, and count what happened in it."""
    days = int(min(visits.days * HELD_BACK, LONGEST_HELD_BACK))
    cut = visits.end - days * DAY
    before, after = visits.until(cut), visits.since(cut)
    if days < 14 or len(before.seconds) == 0 or before.days < 2 * days:
        return None, None
    known = np.unique(before.customer)
    if len(known) < FEWEST_CUSTOMERS or len(before.seconds) == len(known):
        return None, None
    theirs = after.customer[np.isin(after.customer, known)]
    last = before.customer[before.seconds >= cut - days * DAY]
    part = None if complaints is None else complaints.between(visits.start, cut)
    earlier = fit(before, part, hold_back=False, seed=seed)
    later = Later(
        days, len(known), len(theirs), len(np.unique(theirs)), len(last), len(np.unique(last))
    )
    return earlier, later


def _cannot_tell(
    estimates: Mapping[str, Estimate], visits: Visits, complaints: Complaints | None
) -> tuple[str, ...]:
    """Say what such tables cannot tell."""
    told = [
        "How many customers were unhappy and said nothing: the silent are in no table. They come "
        "less, or no more, and look like everybody else who does.",
        "Why customers left, and who has: nobody signs off. A visit that does not come is all "
        "there is, and of those who come seldom it takes long to be seen.",
        "Who walked out before being served, who never came for what they heard, and what people "
        "tell each other.",
        "What would have happened otherwise: customers who complained differ from those who did "
        "not, so that more of them staying does not say that complaining, or your answer, kept "
        "them.",
    ]
    usual = horizon(visits)
    if visits.days < 4 * usual:
        told.append(
            f"How many leave, with much trust: customers come again within {usual:.0f} days, and "
            f"the table is of {visits.days} days only."
        )
    if not visits.has_times:
        told.append("Visits on one day by one customer: they count as one, as there are no times.")
    if complaints is None:
        told.append("Anything about complaints: there is no table of them.")
    elif "return_ratio" not in estimates:
        told.append(
            f"Whether customers come again after a complaint: fewer than {FEWEST} complaints of "
            "known customers lie far enough back."
        )
    if "spend_per_visit" not in estimates:
        told.append("What customers spend: there are no amounts.")
    return tuple(told)
