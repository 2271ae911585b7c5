"""The evidence ledger: what the five articles claim, and what becomes of each claim here."""

import csv
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple, cast, get_args

Role = Literal["frame", "context", "input", "mechanism", "outcome", "instrument"]
"""What a claim is to the model: a number that goes in, one that must come out, or neither."""

_FOLDER = resources.files("sim.assumptions") / "evidence"


class Source(NamedTuple):
    """One of the articles that the claims are drawn from."""

    key: str
    author: str
    title: str
    year: str
    """``"n.d."`` where it says none."""


class Claim(NamedTuple):
    """One thing that an article says."""

    id: str
    source: str
    """The key of its article."""
    year: str
    claim: str
    """What it says, in our words."""
    low: tuple[float, ...]
    """Its figures, or the lower ends of its ranges; empty where it has none."""
    high: tuple[float, ...]
    """The upper ends."""
    unit: str
    role: Role
    where_it_lives: str
    """The part of the model or of the workbook that takes it up."""


@cache
def claims() -> tuple[Claim, ...]:
    """Read the ledger.

    Examples
    --------
    >>> next(one for one in claims() if one.id == "C12").low
    (26.0,)
    """
    return tuple(
        Claim(
            id=row["id"],
            source=row["source"],
            year=row["year"],
            claim=row["claim"],
            low=_figures(row["low"]),
            high=_figures(row["high"]),
            unit=row["unit"],
            role=_role(row["role"]),
            where_it_lives=row["where_it_lives"],
        )
        for row in _rows("claims.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_FOLDER / name).read_text(encoding="utf-8").splitlines()))


def _figures(text: str) -> tuple[float, ...]:
    return tuple(float(figure) for figure in text.split(";") if figure)


def _role(text: str) -> Role:
    if text not in get_args(Role):
        raise ValueError(f"{text!r} is no role of a claim; the roles are {get_args(Role)}")
    return cast(Role, text)


SOURCES: dict[str, Source] = {row["key"]: Source(**row) for row in _rows("sources.csv")}
"""The articles by key."""
