"""Designs: the points at which a study looks, each a few parameters with a value.

A point is a dict of values by dotted key, as `Scenario.with_` takes it.
"""

from collections.abc import Iterable, Mapping
from itertools import product
from math import isfinite
from typing import Any

import numpy as np
from scipy.stats import qmc

from sim.assumptions import Scenario, ScenarioError
from sim.assumptions.keys import field_of
from sim.assumptions.reading import parse_setting

Point = dict[str, Any]
"""Values by dotted key."""

MOST_VALUES = 10_000
"""Values that one text may ask for; more of them is a slip of the pen."""

RULE = f"must be written KEY=LO:HI:N with LO below HI and N from 2 to {MOST_VALUES}, or KEY=a,b,c"


def grid(values: Mapping[str, Iterable[Any]]) -> list[Point]:
    """Combine every value of each parameter with every value of the others.

    Parameters
    ----------
    values : mapping
        The values to look at, by dotted key; the last key changes fastest.

    Raises
    ------
    ValueError
        If no parameter is named, or one has no value.

    Examples
    --------
    >>> grid({"voice.ease": [1, 2], "desk.agents": [1, 3]})[1:3]
    [{'voice.ease': 1, 'desk.agents': 3}, {'voice.ease': 2, 'desk.agents': 1}]
    """
    listed = {key: list(wanted) for key, wanted in values.items()}
    if not listed:
        raise ValueError("the number of parameters to vary is 0, but must be 1 or more")
    for key, wanted in listed.items():
        if not wanted:
            raise ValueError(f"{key} has no values, but must have 1 or more")
    return [dict(zip(listed, chosen, strict=True)) for chosen in product(*listed.values())]


def latin_hypercube(
    ranges: Mapping[str, tuple[float, float]], points: int, seed: int = 26
) -> list[Point]:
    """Spread points over ranges so that each parameter is looked at in each of its strata once.

    The range of each parameter is cut into as many strata of equal width as there are points;
    every stratum holds one point, and which strata meet in a point is left to luck (McKay,
    Beckman and Conover 1979). Parameters that are whole numbers are rounded after that.

    Parameters
    ----------
    ranges : mapping
        Lowest and highest value by dotted key; values in between are equally likely.
    points : int
        How many, 1 or more.
    seed : int
        Whose luck.

    Returns
    -------
    list of dict

    Raises
    ------
    ValueError
        If there are no points or no parameters, or a range is upside down.

    Examples
    --------
    >>> found = latin_hypercube({"voice.silent_per_complaint": (0, 40)}, points=4)
    >>> sorted(int(point["voice.silent_per_complaint"] // 10) for point in found)
    [0, 1, 2, 3]
    """
    if points < 1:
        raise ValueError(f"points is {points}, but must be 1 or more")
    checked_ranges(ranges)
    shares = qmc.LatinHypercube(len(ranges), seed=np.random.default_rng(seed)).random(points)
    lows, highs = np.array(list(ranges.values()), dtype=float).T
    return [as_point(list(ranges), row) for row in lows + shares * (highs - lows)]


def checked_ranges(ranges: Mapping[str, tuple[float, float]]) -> None:
    """Refuse ranges that have no width.

    Raises
    ------
    ValueError
        If there is none, or the low end of one is not below its high end, or is no number.
    """
    if not ranges:
        raise ValueError("the number of parameters to vary is 0, but must be 1 or more")
    for key, (low, high) in ranges.items():
        if not (isfinite(low) and isfinite(high) and low < high):
            raise ValueError(
                f"{key} is to go from {low} to {high}, but must go from a number to a higher one"
            )


def as_point(keys: Iterable[str], values: Iterable[float]) -> Point:
    """Name the values of a point, and round those of whole-number parameters.

    Examples
    --------
    >>> as_point(["desk.agents", "voice.ease"], [1.7, 1.7])
    {'desk.agents': 2, 'voice.ease': 1.7}
    """
    return {
        key: round(float(value)) if is_whole(key) else float(value)
        for key, value in zip(keys, values, strict=True)
    }


def is_whole(key: str) -> bool:
    """Tell whether a parameter is a whole number; a key that is not known is none.

    Examples
    --------
    >>> is_whole("departments.till.staff"), is_whole("voice.ease"), is_whole("voice.volume")
    (True, False, False)
    """
    part, *_, last = key.split(".")
    try:
        return field_of((part, last)).annotation is int
    except KeyError:
        return False


def changed(scenario: Scenario, points: Iterable[Point]) -> list[Scenario]:
    """Make the scenario of each point.

    Raises
    ------
    ScenarioError
        If a point is no valid scenario; the sentence names the key, the value and the rule.
    """
    return [scenario.with_(point) for point in points]


def parse_vary(text: str) -> tuple[str, list[Any]]:
    """Read what the command line is to vary: ``KEY=LO:HI:N`` or ``KEY=a,b,c``.

    Parameters
    ----------
    text : str
        ``KEY=LO:HI:N`` asks for N values evenly spaced from LO to HI, both ends included; those of
        a whole-number parameter are rounded, each once. ``KEY=a,b,c`` lists the values.

    Returns
    -------
    tuple of str and list
        The dotted key and its values.

    Raises
    ------
    ValueError
        If the text is neither.

    Examples
    --------
    >>> parse_vary("voice.silent_per_complaint=0:50:6")
    ('voice.silent_per_complaint', [0.0, 10.0, 20.0, 30.0, 40.0, 50.0])
    >>> parse_vary("desk.agents=1:3:5"), parse_vary("voice.ears=1,2")
    (('desk.agents', [1, 2, 3]), ('voice.ears', [1, 2]))
    """
    key, equals, wanted = (part.strip() for part in text.partition("="))
    if not equals or not key or not wanted:
        raise _unreadable(text)
    if ":" in wanted:
        return key, _evenly_spaced(text, key, wanted)
    try:
        return key, [parse_setting(f"{key}={value}")[1] for value in wanted.split(",")]
    except ScenarioError:
        raise _unreadable(text) from None


def _evenly_spaced(text: str, key: str, wanted: str) -> list[Any]:
    try:
        low_text, high_text, count_text = wanted.split(":")
        low, high, count = float(low_text), float(high_text), int(count_text)
    except ValueError:
        raise _unreadable(text) from None
    if not (isfinite(low) and isfinite(high) and low < high and 2 <= count <= MOST_VALUES):
        raise _unreadable(text)
    # Twelve digits: 0.3, and not 0.30000000000000004.
    spaced = [float(f"{value:.12g}") for value in np.linspace(low, high, count)]
    return list(dict.fromkeys(as_point([key], [value])[key] for value in spaced))


def _unreadable(text: str) -> ValueError:
    return ValueError(f'what to vary is "{text}", but {RULE}')
