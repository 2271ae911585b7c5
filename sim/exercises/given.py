"""Reading what a learner put in, whatever it is: a plain value, or a sentence on what is off."""

import copy
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sim.exercises.form import Field, Form

MOST = 1e12
"""No number that is asked for is as large."""


class Off(Exception):
    """What is off about an answer, in a sentence.

    Parameters
    ----------
    says : str
        The sentence; never the answer.
    hint : str, optional
        A hint that belongs to it, in place of the next one of the task; none where it is empty.
    """

    def __init__(self, says: str, hint: str | None = None) -> None:
        super().__init__(says)
        self.says = says
        self.hint = hint


def is_blank(given: Any) -> bool:
    """Tell whether nothing was put in.

    Examples
    --------
    >>> [is_blank(one) for one in (None, "", " ", [], {}, ..., 0, False, "26")]
    [True, True, True, True, True, True, False, False, False]
    """
    if given is None or given is ...:
        return True
    if isinstance(given, str):
        return not given.strip()
    return isinstance(given, (list, tuple, dict, set)) and not given


def number(given: Any, what: str, low: float = -MOST, high: float = MOST) -> float:
    """Return a number.

    Raises
    ------
    Off
        If it is none, or not between `low` and `high`.

    Examples
    --------
    >>> number("26 %", "the share")
    26.0
    """
    if isinstance(given, str):
        given = given.strip().removesuffix("%").replace(" ", "")
    try:
        value = float(given) if _is_number(given) else math.nan
    except (ValueError, OverflowError):
        value = math.nan
    if math.isnan(value) or math.isinf(value):
        raise Off(f"{_first(what)} must be a number.")
    if not low <= value <= high:
        raise Off(f"{_first(what)} is {said(value)}, but must lie between {low:g} and {high:g}.")
    return value


def word(given: Any, what: str, choices: Sequence[str]) -> str:
    """Return one of the words that can be chosen, however it is written.

    Raises
    ------
    Off
        If it is none of them.

    Examples
    --------
    >>> word(" Fewer", "that", ("more", "fewer"))
    'fewer'
    """
    told = " ".join(given.lower().split()) if isinstance(given, str) else ""
    for choice in choices:
        if told == choice.lower():
            return choice
    listed = ", ".join(f'"{one}"' for one in choices)
    raise Off(f"{_first(what)} must be one of {listed}.")


def settings(given: Any, form: Form | Sequence[Field], what: str) -> dict[str, Any]:
    """Return a value for each field of a form.

    Raises
    ------
    Off
        If it is no such thing, or a value is missing, unknown or out of bounds.
    """
    fields = form.fields if isinstance(form, Form) else tuple(form)
    if not isinstance(given, Mapping):
        raise Off(f"{_first(what)} must be made as the form writes it.")
    known = [one.name for one in fields]
    for name in given:
        if name not in known:
            raise Off(f"{_first(what)} has {short(name)}, but it knows {', '.join(known)} only.")
    found: dict[str, Any] = {}
    for one in fields:
        value = given.get(one.name)
        if is_blank(value):
            raise Off(f"{_first(what)} lacks {one.name}.")
        if one.choices:
            found[one.name] = word(value, one.name, one.choices)
        elif one.is_text:
            found[one.name] = short(value)
        else:
            found[one.name] = number(value, one.name, one.low, one.high)
    return found


def rows(given: Any, form: Form, what: str) -> list[dict[str, Any]]:
    """Return a value for each field in each row of a form.

    Raises
    ------
    Off
        If it is no list of as many rows, or a row is off.
    """
    if isinstance(given, (str, bytes, Mapping)) or not isinstance(given, Sequence):
        raise Off(f"{_first(what)} must be a list, as the form writes it.")
    if len(given) != form.rows:
        raise Off(f"{_first(what)} must have {form.rows} rows, and has {len(given)}.")
    return [settings(one, form, f"row {place} of {what}") for place, one in enumerate(given, 1)]


def called(function: Any, *arguments: Any) -> Any:
    """Return what a learner's function makes of copies of the arguments.

    Raises
    ------
    Off
        If it is no function, raises, or returns nothing.
    """
    if not callable(function):
        raise Off("This must be a function, and not what it returns: leave out its brackets.")
    try:
        found = function(*copy.deepcopy(arguments))
    except (Exception, SystemExit) as error:
        raise Off(f"Your function stopped with {type(error).__name__}: {short(error)}.") from None
    if found is None:
        raise Off("Your function returns nothing. What it prints does not count: use return.")
    return found


def short(given: Any) -> str:
    """Return a text for anything, at most sixty letters of it."""
    try:
        told = " ".join(str(given).split())
    except Exception:
        return "something that cannot be shown"
    return told if len(told) <= 60 else f"{told[:57]}..."


def said(value: float) -> str:
    """Say a number.

    Examples
    --------
    >>> said(26.0), said(1234.5), said(0.25)
    ('26', '1,234', '0.25')
    """
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def near(value: float, truth: float, share: float = 0.1, least: float = 0.0) -> bool:
    """Tell whether a value lies within a share of the truth, or within `least` of it."""
    return abs(value - truth) <= max(share * abs(truth), least)


def _first(what: str) -> str:
    return what[:1].upper() + what[1:]


def _is_number(given: Any) -> bool:
    """Tell whether it is a number or might be written as one; True and False are none."""
    kinds = (str, int, float, np.integer, np.floating)
    return isinstance(given, kinds) and not isinstance(given, bool)
