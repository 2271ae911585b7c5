"""The time of day: a day of the model is the time in which the business is open."""

from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from sim.assumptions import Scenario

OPENS_AT = 8.0
"""The hour at which a business opens, unless its day is too long for that."""

MICROSECONDS_AN_HOUR = 3_600_000_000
DAY_0 = datetime(2001, 1, 1, tzinfo=UTC)
"""The date that stands for day 0: a Monday."""


def opening(scenario: Scenario) -> float:
    """Return the hour at which the business opens."""
    return min(OPENS_AT, 24.0 - scenario.time.open_hours)


def clock_time(scenario: Scenario, time: float) -> str:
    """Return the day and the time of day, as a clock shows it.

    Examples
    --------
    >>> from sim.assumptions import load
    >>> clock_time(load("corner_shop"), 12.5)
    'day 12, 14:00'
    """
    day = int(time)
    minutes = int((opening(scenario) + (time - day) * scenario.time.open_hours) * 60)
    return f"day {day}, {minutes // 60:02}:{minutes % 60:02}"


def microseconds(scenario: Scenario, time: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return times as microseconds since 1970, with day 0 on its date."""
    day = np.floor(time)
    hour = opening(scenario) + (time - day) * scenario.time.open_hours
    start = int(DAY_0.timestamp()) * 1_000_000
    within = np.floor(hour * MICROSECONDS_AN_HOUR).astype(np.int64)
    return start + day.astype(np.int64) * 24 * MICROSECONDS_AN_HOUR + within
