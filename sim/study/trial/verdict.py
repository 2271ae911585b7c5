"""The verdict: one rule for every reading of every claim.

A reading is *reproduced* when its whole interval lies within what is claimed, *not reproduced*
when all of it lies outside on one side, and *cannot be told* when it lies across an edge, or
when there is nothing to judge. A single claimed figure stands for whatever lies within 10% of it.
What follows from a definition without any run is *true by definition* where it lies within.
"""

from math import isclose, isnan
from typing import Literal, NamedTuple, get_args

from sim.assumptions.claims import claims

Verdict = Literal["reproduced", "not reproduced", "true by definition", "cannot be told"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

TOLERANCE = 0.10
"""How far from a single claimed figure still counts as that figure: a tenth of it."""


class Claimed(NamedTuple):
    """What is claimed: a range, and how it is said."""

    low: float
    high: float
    """Infinite where the claim only says "more than"."""
    text: str


def claimed(low: float, high: float, unit: str = "") -> Claimed:
    """Turn a claimed figure or range into one that an interval can lie within.

    Parameters
    ----------
    low, high : float
        The ends; the same where one figure is claimed.
    unit : str
        Written behind it: ``"%"``, ``" points"``.

    Raises
    ------
    ValueError
        If an end is missing or they are the wrong way round.

    Examples
    --------
    >>> claimed(25, 100, "%")
    Claimed(low=25, high=100, text='25 to 100%')
    >>> claimed(5, 5)
    Claimed(low=4.5, high=5.5, text='5, give or take 10%')
    """
    if not low <= high:
        raise ValueError(
            f"what is claimed is {low} to {high}, but must be a range from low to high"
        )
    if low == high:
        reach = TOLERANCE * abs(low)
        return Claimed(low - reach, high + reach, f"{low:g}{unit}, give or take {TOLERANCE:.0%}")
    return Claimed(low, high, f"{low:g} to {high:g}{unit}")


def more_than(low: float, unit: str = "") -> Claimed:
    """Return what is claimed where only a lower end is.

    Examples
    --------
    >>> more_than(1, " visit")
    Claimed(low=1, high=inf, text='more than 1 visit')
    """
    return Claimed(low, float("inf"), f"more than {low:g}{unit}")


def claimed_by(claim: str, unit: str = "", place: int = 0) -> Claimed:
    """Return what the ledger says is claimed.

    Parameters
    ----------
    claim : str
        Its number, as ``"C07"``.
    unit : str
        Written behind it.
    place : int
        Which of its figures, where it has several.
    """
    (found,) = (one for one in claims() if one.id == claim)
    return claimed(found.low[place], found.high[place], unit)


def judge(low: float, high: float, claim: Claimed, by_definition: bool = False) -> Verdict:
    """Judge an interval by what is claimed.

    Parameters
    ----------
    low, high : float
        The interval's ends; the same for a figure without luck in it.
    claim : Claimed
        What is claimed.
    by_definition : bool
        Whether the figure follows from definitions.

    Examples
    --------
    >>> judge(30, 40, claimed(25, 100)), judge(3, 9, claimed(25, 100))
    ('reproduced', 'not reproduced')
    >>> judge(20, 30, claimed(25, 100))
    'cannot be told'
    """
    if isnan(low) or isnan(high):
        return "cannot be told"
    if _at_least(low, claim.low) and _at_least(claim.high, high):
        return "true by definition" if by_definition else "reproduced"
    if high < claim.low or low > claim.high:
        return "not reproduced"
    return "cannot be told"


def _at_least(one: float, other: float) -> bool:
    """Compare, with room for the last bits of arithmetic."""
    return one >= other or isclose(one, other, rel_tol=1e-9)
