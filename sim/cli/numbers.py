"""Numbers as people read them."""

from math import floor, isfinite, isnan, log10
from typing import Any

UNITS = {
    "share": "%",
    "per year": "% a year",
    "minutes": " min",
    "days": " days",
}
"""What stands behind a number of each unit; nothing where the unit is not here."""

IN_HUNDREDTHS = ("share", "per year")
MOST_PLACES = 6
"""Decimals of a difference; what is smaller is nothing."""
NOTHING = "-"
"""What stands for a figure that has nothing to be computed from."""


def readable(value: float, unit: str, currency: str, a_mean: bool) -> str:
    """Write a figure with its unit.

    Parameters
    ----------
    value
        The figure.
    unit
        Its unit, as `sim.study.kpis` names it.
    currency
        What money is counted in.
    a_mean
        Whether it is a mean over replications, so that a count has decimals.

    Examples
    --------
    >>> readable(0.2474, "per year", "EUR", True), readable(859.0, "people", "EUR", False)
    ('24.7% a year', '859')
    >>> readable(-87926.2, "currency/year", "EUR", True)
    '-87,926 EUR/year'
    """
    if isnan(value):
        return NOTHING
    places = _places(value, unit, a_mean)
    text = _digits(value, unit, places)
    if unit.startswith("currency"):
        return f"{text} {currency}" + ("/year" if unit.endswith("/year") else "")
    return text + UNITS.get(unit, "")


def bare(value: float, unit: str) -> str:
    """Write a mean, or a difference of means, without its unit.

    Examples
    --------
    >>> bare(0.2474, "per year"), bare(-1.82, "points")
    ('24.7', '-1.82')
    """
    return NOTHING if isnan(value) else _digits(value, unit, _places(value, unit, True))


def give_or_take(reach: float, mean: float, unit: str) -> str:
    """Write how far an interval reaches to either side, with as many decimals as its mean.

    Examples
    --------
    >>> give_or_take(0.0163, 0.2474, "per year")
    '± 1.6'
    """
    if isnan(reach):
        return NOTHING
    return f"± {_digits(reach, unit, _places(mean, unit, True))}"


def difference(size: float, reach: float, unit: str) -> tuple[str, str]:
    """Write a difference, and how far its interval reaches, so that neither is rounded away.

    Both have the same number of decimals: two digits at least of the larger of them.

    Parameters
    ----------
    size : float
        The difference; of shares in points.
    reach : float
        Half the width of its interval.
    unit : str
        Its unit, as `readable` takes it.

    Examples
    --------
    >>> difference(-0.0021, 0.0004, "currency"), difference(-5.0, 20.91, "count")
    (('-0.0021', '± 0.0004'), ('-5.0', '± 20.9'))
    """
    if isnan(size):
        return NOTHING, NOTHING
    larger = max(abs(size), 0.0 if isnan(reach) else reach)
    places = _places(larger, unit, True)
    if 10**-MOST_PLACES <= larger < 0.1:
        places = min(1 - floor(log10(larger)), MOST_PLACES)
    told = NOTHING if isnan(reach) else f"± {_digits(reach, unit, places)}"
    return _digits(size, unit, places), told


def setting(value: Any) -> str:
    """Write the value of a parameter.

    Examples
    --------
    >>> setting(26.0), setting(0.1 + 0.2), setting("till")
    ('26', '0.3', 'till')
    """
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def finite_or_none(value: Any) -> Any:
    """Return a value as JSON knows it: nothing where it is a number without end, or none at all.

    Examples
    --------
    >>> finite_or_none(0.25), finite_or_none(float("nan")), finite_or_none("till")
    (0.25, None, 'till')
    """
    plain = value.item() if hasattr(value, "item") else value
    return None if isinstance(plain, float) and not isfinite(plain) else plain


def _digits(value: float, unit: str, places: int) -> str:
    if unit in IN_HUNDREDTHS:
        value *= 100
    text = f"{value:,.{places}f}"
    return text.lstrip("-") if not any(c in "123456789" for c in text) and isfinite(value) else text


def _places(value: float, unit: str, a_mean: bool) -> int:
    if unit in IN_HUNDREDTHS:
        return 1
    if not a_mean and unit in ("people", "count"):
        return 0
    size = abs(value)
    return 0 if size >= 1000 else 1 if size >= 10 else 2
