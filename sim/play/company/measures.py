"""What tables of visits and complaints say, each with the interval that holds it at 95%."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import chdtri, ndtri, stdtrit

from sim.play.company.complaints import OPEN, OUTCOMES, RESOLVED, UNRESOLVED, WITHDRAWN, Complaints
from sim.play.company.dates import DAY, NO_DATE
from sim.play.company.lifetime import (
    MOST_CUSTOMERS,
    Array,
    Histories,
    Lifetime,
    departures_a_year,
    still_there,
    years_as_customer,
)
from sim.play.company.visits import Visits
from sim.population import YEAR

CONFIDENCE = 0.95
SURE = float(ndtri((1 + CONFIDENCE) / 2))

GROUPS = 50
"""Groups of customers that are left out one after the other (jackknife)."""

FEWEST = 10
"""Complaints, customers or answers below which nothing is said about them."""


class Estimate(NamedTuple):
    """A figure that a table says, and between which values it lies at 95%."""

    name: str
    value: float
    low: float
    high: float
    unit: str
    words: str
    """What it is, in words that a shop manager understands."""
    n: int
    """How many customers, visits or complaints it rests on."""


WORDS = {
    "customers": ("people", "those who are still customers at the end of the table"),
    "visits_per_year": ("visits/year", "visits of an average customer, while they are one"),
    "rate_shape": ("ratio", "how alike customers are in how often they come (1: very unlike)"),
    "departures_per_year": ("per customer-year", "customers who leave, of 1 who is there a year"),
    "new_per_year": ("per customer-year", "new customers, of 1 who is there a year"),
    "spend_per_visit": ("currency", "what a visit with a purchase sells"),
    "spend_shape": ("ratio", "how alike customers are in what they spend (1: very unlike)"),
    "complaints_per_year": ("per customer-year", "complaints, of 1 who is a customer for a year"),
    "resolution_days": ("days", "from opening a complaint to closing it"),
    "resolved_share": ("share", "complaints that end resolved, of those that end"),
    "return_after_complaint": ("share", "complaints whose customer comes again in good time"),
    "return_without": ("share", "other visits whose customer comes again in the same time"),
    "return_ratio": ("ratio", "coming again after a complaint, against coming again without one"),
}
"""Every estimate: its unit and what it is."""


def estimate(name: str, value: float, low: float, high: float, n: int) -> Estimate:
    """Make an estimate with its unit and its words."""
    unit, words = WORDS[name]
    return Estimate(name, float(value), float(low), float(high), unit, words, int(n))


def around(name: str, value: float, relative_error: float, n: int, sure: float = SURE) -> Estimate:
    """Make an estimate whose logarithm has that standard error, so that no end is below 0."""
    factor = float(np.exp(sure * relative_error))
    return estimate(name, value, value / factor, value * factor, n)


def coming_and_leaving(found: Lifetime, customers: Histories, seen: int) -> list[Estimate]:
    """Say how often customers come and how many leave."""
    errors = np.sqrt(np.diag(found.covariance))
    told = [
        around("visits_per_year", found.rate, errors[0], seen),
        around("rate_shape", found.rate_shape, errors[1], seen),
    ]
    length = customers.part(MOST_CUSTOMERS, 0).length
    leaving = departures_a_year(found.logs, length)
    slope = np.zeros(4)
    for place in (2, 3):
        step = np.zeros(4)
        step[place] = 1e-4
        after, before = (departures_a_year(found.logs + way * step, length) for way in (1, -1))
        slope[place] = (after - before) / 2e-4 / leaving
    # A finite number of departures is behind it: their own luck counts as well.
    departures = leaving * years_as_customer(found.logs, customers.length).sum()
    error = float(np.sqrt(slope @ found.covariance @ slope))
    told.append(around("departures_per_year", leaving, error, round(departures)))
    chance = still_there(found, customers)
    there = float(chance.sum())
    luck = float((chance * (1 - chance)).sum()) / there**2
    gone = max(len(customers) - there, 1e-9)
    error = np.sqrt(luck + (error * gone / there) ** 2)
    return [around("customers", there, float(error), seen), *told]


def new_customers(visits: Visits, found: Lifetime, customers: Histories) -> Estimate | None:
    """Say how many new customers come, from those first seen in the second half of the table."""
    half = visits.days / YEAR / 2
    late = int((customers.length <= half).sum())
    if late < FEWEST:
        return None
    within = years_as_customer(found.logs, customers.length)
    before = years_as_customer(found.logs, np.maximum(customers.length - half, 0.0))
    years = float((within - before).sum())
    return _rate("new_per_year", late, years)


def spending(visits: Visits) -> list[Estimate]:
    """Say what a visit sells, and how customers differ in that."""
    paid = np.isfinite(visits.amount) & (visits.amount > 0)
    code, amount = visits.customer[paid], visits.amount[paid]
    if not len(code):
        return []
    there, code = np.unique(code, return_inverse=True)  # type: ignore[assignment]
    if len(there) < FEWEST:
        return []
    number = np.bincount(code).astype(float)
    money = np.bincount(code, amount).astype(float)
    squares = np.bincount(code, amount**2).astype(float)
    mean = money.sum() / number.sum()
    off = money - mean * number
    # Visits of one customer are alike, so that customers are counted and not visits.
    error = np.sqrt((off**2).sum() * len(there) / (len(there) - 1)) / number.sum() / mean
    told = [around("spend_per_visit", mean, error, len(amount))]
    whole = _spend_shape(number, money, squares)
    if whole is None:
        return told
    group = np.arange(len(there)) % min(GROUPS, len(there))
    without = [
        _spend_shape(number[group != one], money[group != one], squares[group != one])
        for one in range(group.max() + 1)
    ]
    logs = np.log([one for one in without if one is not None])
    count = len(logs)
    error = np.sqrt((count - 1) / count * ((logs - logs.mean()) ** 2).sum())
    sure = float(stdtrit(max(count - 1, 1), (1 + CONFIDENCE) / 2))
    return [*told, around("spend_shape", whole, error, len(there), sure)]


def _spend_shape(number: Array, money: Array, squares: Array) -> float | None:
    """Return mean² / variance between customers, the variance within customers taken off."""
    means = money / number
    freedom = (number - 1).sum()
    within = (squares - money * means).sum() / freedom if freedom > 0 else 0.0
    between = means.var(ddof=1) - within * (1 / number).mean()
    if between <= 0:
        return None
    return float(means.mean() ** 2 / between)


def complaining(
    complaints: Complaints, found: Lifetime, customers: Histories, end: int
) -> list[Estimate]:
    """Say how many complaints there are, how long an answer takes, and how it ends."""
    years = float(years_as_customer(found.logs, customers.length).sum())
    told = [_rate("complaints_per_year", len(complaints), years)]
    days = _days_to_answer(complaints, end)
    if days is not None:
        told.append(days)
    resolved = int((complaints.outcome == OUTCOMES.index(RESOLVED)).sum())
    not_so = int((complaints.outcome == OUTCOMES.index(UNRESOLVED)).sum())
    if resolved + not_so >= FEWEST:
        told.append(share("resolved_share", resolved, resolved + not_so))
    return told


def _rate(name: str, number: int, years: float) -> Estimate:
    """Return a rate with the exact interval of a Poisson count (Garwood 1936)."""
    tail = (1 - CONFIDENCE) / 2
    low = float(chdtri(2 * number, 1 - tail)) / 2 if number else 0.0
    high = float(chdtri(2 * number + 2, tail)) / 2
    return estimate(name, number / years, low / years, high / years, number)


def share(name: str, part: float, whole: float) -> Estimate:
    """Return a share with Wilson's interval (1927).

    Examples
    --------
    >>> one = share("resolved_share", 8, 10)
    >>> round(one.low, 3), one.value, round(one.high, 3)
    (0.49, 0.8, 0.943)
    """
    value = part / whole
    z = SURE**2 / whole
    middle = (value + z / 2) / (1 + z)
    reach = np.sqrt(z * (value * (1 - value) + z / 4)) / (1 + z)
    return estimate(name, value, max(0.0, middle - reach), min(1.0, middle + reach), int(whole))


def _days_to_answer(complaints: Complaints, end: int) -> Estimate | None:
    """Return mean days to an answer; a complaint that waits still has waited that long at least.

    The mean is the area under Kaplan and Meier's curve (1958), its error Greenwood's (1926).
    """
    answered = complaints.closed != NO_DATE
    withdrawn = complaints.outcome == OUTCOMES.index(WITHDRAWN)
    still_open = ~answered & (complaints.outcome == OUTCOMES.index(OPEN))
    counted = answered | still_open
    until = np.where(answered, complaints.closed, end)
    waited = np.maximum((until - complaints.opened)[counted] / DAY, 0.0)
    ends = (answered & ~withdrawn)[counted]
    if ends.sum() < FEWEST:
        return None
    times, place = np.unique(waited, return_inverse=True)
    closed = np.bincount(place, ends)
    at_risk = len(waited) - np.concatenate([[0], np.cumsum(np.bincount(place))[:-1]])
    alive = np.cumprod(1 - closed / at_risk)
    steps = np.diff(times, prepend=0.0)
    areas = np.concatenate([[1.0], alive[:-1]]) * steps
    mean = float(areas.sum())
    after = mean - np.cumsum(areas)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(at_risk > closed, after**2 * closed / (at_risk * (at_risk - closed)), 0.0)
    many = float(ends.sum())
    error = np.sqrt(parts.sum() * many / (many - 1)) / mean if mean > 0 else 0.0
    sure = float(stdtrit(many - 1, (1 + CONFIDENCE) / 2))
    return around("resolution_days", mean, float(error), int(many), sure)


def horizon(visits: Visits) -> float:
    """Return days within which most come again who come again at all: "in good time"."""
    same = visits.customer[1:] == visits.customer[:-1]
    gaps = np.diff(visits.seconds)[same] / DAY
    usual = float(np.quantile(gaps, 0.9)) if len(gaps) else 0.0
    return float(min(max(usual, 14.0), visits.days / 3))


def coming_again(visits: Visits, complaints: Complaints) -> list[Estimate]:
    """Compare coming again after a complaint with coming again after any other visit."""
    days = horizon(visits)
    key = (visits.customer.astype(np.int64) << 34) | (visits.seconds - visits.start)
    last = visits.end - days * DAY
    known = (complaints.customer >= 0) & (complaints.opened < last)
    known &= complaints.opened >= visits.start
    whose, when = complaints.customer[known], complaints.opened[known] - visits.start
    if len(whose) < FEWEST:
        return []
    again = _comes(key, (whose << 34) | when, days)
    after = share("return_after_complaint", int(again.sum()), len(again))
    complained = np.unique(complaints.customer[complaints.customer >= 0])
    others = ~np.isin(visits.customer, complained) & (visits.seconds < last)
    if others.sum() < FEWEST:
        return [after]
    back = _comes(key, key[others], days)
    _, code = np.unique(visits.customer[others], return_inverse=True)
    number, returned = np.bincount(code), np.bincount(code, back)
    usual = returned.sum() / number.sum()
    off = (returned - usual * number).astype(float)
    error = np.sqrt((off**2).sum()) / number.sum()
    reach = SURE * error
    without = estimate(
        "return_without", usual, max(0.0, usual - reach), min(1.0, usual + reach), len(back)
    )
    if usual <= 0 or after.value <= 0:
        return [after, without]
    ratio = after.value / usual
    # Both ends by the method of MOVER-R without its small terms: the complaints are the few.
    low, high = after.low / usual, after.high / usual
    return [after, without, estimate("return_ratio", ratio, low, high, len(whose))]


def _comes(key: NDArray[np.int64], moment: NDArray[np.int64], days: float) -> NDArray[np.bool_]:
    """Tell whether a visit of the same customer follows a moment within so many days."""
    place = np.searchsorted(key, moment, side="right")
    last = moment + int(days * DAY)
    following = key[np.minimum(place, len(key) - 1)]
    return np.asarray((place < len(key)) & (following <= last))
