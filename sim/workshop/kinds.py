"""Kinds of values of the trainer's file that pydantic has no word of its own for.

Each is read from what TOML gives, and says its rule in a few words: "... must be ...".
"""

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from sim.lessons import NAMES

SEATS, MOST_SEATS = 25, 200
SEAT = re.compile(r"[a-z][a-z0-9_-]{0,29}")
SEAT_RULE = "must be small letters, digits, - or _, a letter first, 30 at most"


def names_of(seats: int | tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the seats; numbered where only their number is known.

    Examples
    --------
    >>> names_of(2), names_of(("anna", "ben"))
    (('seat01', 'seat02'), ('anna', 'ben'))
    """
    if isinstance(seats, tuple):
        return seats
    digits = max(2, len(str(seats)))
    return tuple(f"seat{number:0{digits}}" for number in range(1, seats + 1))


def _rule(words: str) -> PydanticCustomError:
    return PydanticCustomError("own_rule", words)


def texts(value: Any) -> tuple[str, ...]:
    """Read a list of texts, each once."""
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise _rule("must be a list of texts")
    twice = sorted({one for one in value if value.count(one) > 1})
    if twice:
        raise _rule(f"must name {twice[0]} once only")
    return tuple(value)


def _modules(value: Any) -> tuple[str, ...]:
    named = texts(value)
    if not named:
        raise _rule("must name one module or more")
    return tuple(sorted(named))


def _seats(value: Any) -> int | tuple[str, ...]:
    if isinstance(value, int) and not isinstance(value, bool):
        if not 1 <= value <= MOST_SEATS:
            raise _rule(f"must be from 1 to {MOST_SEATS}")
        return value
    if not isinstance(value, list | tuple):
        raise _rule("must be how many, or a list of names")
    named = texts(value)
    if not 1 <= len(named) <= MOST_SEATS:
        raise _rule(f"must have from 1 to {MOST_SEATS} names")
    return named


def _minutes(value: Any) -> tuple[float, ...]:
    given = value if isinstance(value, list | tuple) else (value,)
    right = [
        isinstance(one, int | float) and not isinstance(one, bool) and 0 < one <= 600
        for one in given
    ]
    if not right or not all(right):
        raise _rule(
            "must be minutes, more than 0 and 600 at most: one number, or a list of which the last "
            "holds for all later quarters"
        )
    return tuple(float(one) for one in given)


def _starts(value: Any) -> dict[str, float]:
    if not isinstance(value, dict):
        raise _rule("must be a table of values, such as { asked = 30 }")
    if not all(isinstance(one, int | float) for one in value.values()):
        raise _rule("must be a table of numbers; true and false are for switches")
    try:
        return {name: float(one) for name, one in value.items()}
    except OverflowError:
        raise _rule("must have values that a slider can have") from None


def _checked(check: Callable[[Any], Any]) -> BeforeValidator:
    return BeforeValidator(check)


Texts = Annotated[tuple[str, ...], _checked(texts)]
Modules = Annotated[tuple[str, ...], _checked(_modules)]
Seats = Annotated[int | tuple[str, ...], _checked(_seats)]
Minutes = Annotated[tuple[float, ...], _checked(_minutes)]
Starts = Annotated[dict[str, float], _checked(_starts)]
ALL_MODULES = tuple(NAMES)
