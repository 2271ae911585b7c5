"""Claims that are not tried, and why not: what is put in, and what any world would show."""

import pandas as pd

from sim.assumptions.claims import Claim, claims

PUT_IN = "put in"
CANNOT_BE_TOLD = "cannot be told"
_ANY_WORLD = (
    "A person's life with any supplier, over no stated time: nearly any world reproduces it."
)
_COMPANIES = "A share of companies, and the model has one company."
REASONS = {
    "C02": "A sum over countries (338.5 billion over 16, 83 of them the US), and one company here.",
    "C03": _ANY_WORLD,
    "C05": _ANY_WORLD,
    "C08": _COMPANIES,
    "C17": "The authors' bet about a manager's desk, of which the model keeps no record.",
    "C27": _COMPANIES,
    "C29": "An opinion of leaders about the future, with nothing to hold it against.",
}
"""Why no verdict can be given on a claim that only sets the scene."""


def not_tried() -> pd.DataFrame:
    """List the claims that are put in, or that nothing can be told of.

    Returns
    -------
    pandas.DataFrame
        ``claim``, ``says``, ``verdict`` and ``why``.
    """
    rows = [
        (one.id, one.claim, PUT_IN, "It is put in, so that it cannot be on trial.")
        if one.role == "input"
        else (one.id, one.claim, CANNOT_BE_TOLD, REASONS[one.id])
        for one in claims()
        if one.role in ("input", "context")
    ]
    return pd.DataFrame(rows, columns=["claim", "says", "verdict", "why"])


def outcomes() -> tuple[Claim, ...]:
    """Return the claims that must come out of the runs."""
    return tuple(one for one in claims() if one.role == "outcome")
