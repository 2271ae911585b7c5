"""Figures that were read off, held against sealed ones.

What is right is known here as a salted hash only, slow to compute (scrypt), so that nobody finds
the answer by reading the package. It is no safe: who writes a loop over many numbers finds the one
that fits. `make exercises` seals them anew from the masters.
"""

import hashlib
import json
from functools import cache
from importlib import resources
from typing import Any

RIGHT = "right"
COST = 2**13
"""Of scrypt: some 8 MB and a fortieth of a second for each guess."""


def digest(number: str, name: str, told: str) -> str:
    """Return the hash of an answer, salted by where it belongs.

    Examples
    --------
    >>> digest("02", "silent", "1") == digest("02", "silent", "1")
    True
    >>> digest("02", "silent", "1") == digest("03", "silent", "1")
    False
    """
    salt = f"The Silent 26 / {number} / {name}".encode()
    return hashlib.scrypt(told.encode(), salt=salt, n=COST, r=8, p=1, dklen=16).hex()


def told_as(value: float | str, step: float = 1.0) -> str:
    """Write an answer as it is sealed: a number by the step that it is rounded to.

    Examples
    --------
    >>> told_as(26.2), told_as(0.51, 0.1), told_as("Till ")
    ('26', '5', 'till')
    """
    if isinstance(value, str):
        return " ".join(value.lower().split())
    return str(round(value / step))


@cache
def sealed() -> dict[str, dict[str, Any]]:
    """Read the sealed answers: by exercise, by name, the step and what each hash stands for."""
    file = resources.files("sim.exercises") / "sealed.json"
    found: dict[str, dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def step_of(number: str, name: str) -> float:
    """Return the step that an answer is rounded to."""
    return float(sealed()[number][name]["step"])


def verdict(number: str, name: str, value: float | str) -> str:
    """Return ``"right"``, the name of a known mistake, or nothing.

    Examples
    --------
    >>> verdict("02", "silent", 1e9)
    ''
    """
    one = sealed()[number][name]
    found = digest(number, name, told_as(value, float(one["step"])))
    return str(one["hashes"].get(found, ""))
