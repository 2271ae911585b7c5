"""Figures as people say them."""

from math import isfinite

REASONS = {
    "left_failure": "a failure",
    "left_waiting": "the waiting",
    "left_renewal": "contract ended",
    "left_moved": "moved away",
    "left_competitor": "a rival's offer",
}
"""Why customers left, by the name of the fact."""

SERVICE_REASONS = ("left_failure", "left_waiting", "left_renewal")
"""Those that better service could have changed."""


def count(value: float) -> str:
    """Say a number of things.

    Examples
    --------
    >>> count(1234.4), count(-7), count(float("nan"))
    ('1,234', '−7', 'none')
    """
    if not isfinite(value):
        return "none"
    return f"{round(value):,}".replace("-", "−")


def several(number: float, thing: str) -> str:
    """Say how many there are of something.

    Examples
    --------
    >>> several(1, "complaint"), several(1020, "customer")
    ('1 complaint', '1,020 customers')
    """
    return f"{count(number)} {thing}{'' if number == 1 else 's'}"


def amount(value: float, currency: str = "") -> str:
    """Say an amount of money, shortly.

    Examples
    --------
    >>> amount(-87301.9, "EUR"), amount(1_250_000), amount(940)
    ('−EUR 87k', '1.2m', '940')
    """
    size = abs(value)
    if size >= 999_500:
        short = f"{size / 1e6:.{1 if size < 9.95e6 else 0}f}m"
    elif size >= 9_500:
        short = f"{size / 1e3:.0f}k"
    elif size >= 1_000:
        short = f"{size / 1e3:.1f}k"
    else:
        short = f"{size:.0f}"
    sign = "−" if value < 0 and short != "0" else ""
    return f"{sign}{currency} {short}" if currency else f"{sign}{short}"


def percent(share: float) -> str:
    """Say a share.

    Examples
    --------
    >>> percent(0.284), percent(0.004), percent(float("nan"))
    ('28%', '0.4%', 'unknown')
    """
    if not isfinite(share):
        return "unknown"
    return f"{share:.1%}" if 0 < share < 0.0095 else f"{share:.0%}"


def between(mean: float, low: float, high: float, digits: int) -> str:
    """Say a mean and its interval.

    Examples
    --------
    >>> between(0.85, 0.8, 0.9, 2), between(3.0, float("nan"), float("nan"), 1)
    ('0.85 (0.80 to 0.90)', '3.0')
    """
    said = f"{mean:.{digits}f}"
    if isfinite(low) and isfinite(high):
        said += f" ({low:.{digits}f} to {high:.{digits}f})"
    return said.replace("-", "−")


def reason(name: str) -> str:
    """Say why a customer left; a reason without words of its own is said by its name.

    Examples
    --------
    >>> reason("left_moved"), reason("left_price_cut")
    ('moved away', 'price cut')
    """
    return REASONS.get(name, name.removeprefix("left_").replace("_", " "))
