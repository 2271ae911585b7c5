"""Figures and differences as a module says them."""

from math import isfinite

from sim.lessons.answer import Gain, Spread
from sim.lessons.lesson import Measure
from sim.show.words import between, count


def value_said(measure: Measure, spread: Spread) -> str:
    """Say a figure with its interval.

    Examples
    --------
    >>> share = Measure("heard_share", "Heard", "%", per=100, digits=1)
    >>> value_said(share, Spread(0.036, 0.03, 0.042, 8))
    '3.6% (3.0 to 4.2)'
    """
    mean, low, high = (measure.per * value for value in spread[:3])
    if not isfinite(mean):
        return "not known"
    if measure.digits == 0 and abs(mean) >= 1000:
        said = f"{count(mean)} ({count(low)} to {count(high)})" if isfinite(low) else count(mean)
    else:
        said = between(mean, low, high, measure.digits)
    if measure.unit == "%":
        figure, space, ends = said.partition(" ")
        return f"{figure}%{space}{ends}"
    return f"{said} {measure.unit}".strip()


def runs_said(number: int) -> str:
    """Say how many runs a figure rests on.

    Examples
    --------
    >>> runs_said(1), runs_said(8)
    ('1 run', 'Mean of 8 runs')
    """
    return "1 run" if number == 1 else f"Mean of {number} runs"


def difference_said(measure: Measure, found: Gain, than: str) -> str:
    """Say how far a figure lies from the same figure of another run.

    Examples
    --------
    >>> share = Measure("heard_share", "Heard", "%", per=100, digits=1)
    >>> found = Gain(0.02, 0.01, 0.03, 8)
    >>> difference_said(share, found, "the start")
    'Against the start: 2.0 points more (1.0 to 3.0).'
    """
    if found.n < 2:
        return ""
    ends = [abs(measure.per * end) for end in (found.low, found.high)]
    size = abs(measure.per * found.difference)
    if found.difference == 0 and max(ends) == 0:
        return f"Against {than}: the same."
    if not found.distinguishable:
        return f"Against {than}: not distinguishable: the difference could be chance."
    way = measure.more if found.difference > 0 else measure.less
    low, high = sorted(ends)
    digits = measure.digits
    unit = f" {'points' if measure.unit == '%' else measure.unit}" if measure.unit else ""
    return (
        f"Against {than}: {size:,.{digits}f}{unit} {way} ({low:,.{digits}f} to {high:,.{digits}f})."
    )
