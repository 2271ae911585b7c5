"""What the grader asks of a hand-in's kernel: its answers, one at a time.

It runs beside the hand-in's own code and is trusted no more than that. What it is not told, a
hand-in cannot find here.
"""

from typing import Any

from sim.play.grading.carrying import NotCarriedError, pack, unpack

kept: list[Any] = []
"""Functions that stay here, by their number."""


def keep(function: Any) -> int:
    """Give a function a number to be asked by."""
    kept.append(function)
    return len(kept) - 1


def fetch(name: str, names: dict[str, Any]) -> str:
    """Return the value of a name, as text that `told` reads."""
    if name not in names:
        return "missing:"
    try:
        return f"value:{pack(names[name], keep)}"
    except NotCarriedError as error:
        return f"not carried:{error}"
    except Exception as error:  # whatever the hand-in's own classes do
        return f"not carried:{type(error).__name__}"


def call(number: int, text: str) -> str:
    """Ask a function, and return what it says, as text."""
    args, named = unpack(text, None)
    try:
        answer = kept[number](*args, **named)
        return f"value:{pack(answer, keep)}"
    except NotCarriedError as error:
        return f"not carried:{error}"
    except Exception as error:
        return f"raised:{type(error).__name__}:{error}"
