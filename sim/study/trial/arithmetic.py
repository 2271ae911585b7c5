"""What follows from definitions alone: how much longer, and dearer, a better-kept customer is.

No run is needed for any of this, and none can contradict it. It is where the famous range comes
from: Reichheld and Sasser (1990) worked out lifetimes, and a lifetime grows with retention the
faster, the higher retention is already.
"""


def lifetime_rise(retention: float, step: float) -> float:
    """Return by how much a mean lifetime grows, in percent, when retention rises.

    A customer of whom a share *r* is still there after each year stays 1 / (1 - r) years.

    Parameters
    ----------
    retention : float
        Share still there after a year, before the rise.
    step : float
        The rise, as a share: 0.05 for five points.

    Raises
    ------
    ValueError
        If retention is not from 0 to below 1, or is no longer after the rise.

    Examples
    --------
    >>> round(lifetime_rise(0.75, 0.05), 6), round(lifetime_rise(0.90, 0.05), 6)
    (25.0, 100.0)
    """
    return value_rise(retention, step, 0.0)


def value_rise(retention: float, step: float, discount: float) -> float:
    """Return by how much the value of a new customer grows, in percent, when retention rises.

    A margin at the beginning of each year that the customer is still there, discounted, is worth
    m (1 + d) / (1 + d - r).

    Parameters
    ----------
    retention, step : float
        As in `lifetime_rise`.
    discount : float
        Rate a year, 0 or more.

    Raises
    ------
    ValueError
        If retention is not from 0 to below 1, before or after the rise.

    Examples
    --------
    >>> round(value_rise(0.80, 0.05, 0.10), 6)
    20.0
    """
    _check(retention, step)
    return 100 * ((1 + discount - retention) / (1 + discount - retention - step) - 1)


def profit_rise(retention: float, step: float, leverage: float, years: int) -> float:
    """Return by how much a company's profit grows, in percent, over its first years.

    As many customers join as left before, and go on joining; of those who are there, more stay.
    A year's contribution goes with the mean of the customers at its beginning and its end, other
    costs stay as they are.

    Parameters
    ----------
    retention, step : float
        As in `lifetime_rise`.
    leverage : float
        Contribution over profit, before the rise.
    years : int
        From the rise on, 1 or more.

    Raises
    ------
    ValueError
        If retention is not from 0 to below 1, before or after the rise, or `years` is below 1.

    Examples
    --------
    >>> round(profit_rise(0.80, 0.05, 4.0, 1)), round(profit_rise(0.80, 0.05, 4.0, 10))
    (10, 67)
    """
    _check(retention, step)
    if years < 1:
        raise ValueError(f"years is {years}, but must be 1 or more")
    customers, more = 1.0, 0.0
    for _ in range(years):
        then = customers * (retention + step) + (1 - retention)
        more += (customers + then) / 2 - 1
        customers = then
    return 100 * leverage * more / years


def _check(retention: float, step: float) -> None:
    for what, share in (("retention", retention), ("retention after the rise", retention + step)):
        if not 0 <= share < 1:
            raise ValueError(f"{what} is {share}, but must be at least 0 and below 1")
