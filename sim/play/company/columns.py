"""Which column is which: guessed from the names that people give, unless one says so."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from importlib import resources
from typing import Literal

from sim.play.company.flaws import TableError, quoted

Kind = Literal["visits", "complaints"]

NEEDED: dict[str, tuple[str, ...]] = {"visits": ("customer", "date"), "complaints": ("opened",)}
"""Without these a table says nothing."""

ROLES: dict[str, tuple[str, ...]] = {
    "visits": ("customer", "date", "amount", "order"),
    "complaints": ("customer", "opened", "closed", "outcome", "complaint"),
}

MOST = 1_000
"""Columns of a table; one with more is something else."""


@cache
def known_names() -> dict[str, dict[str, list[str]]]:
    """Read the table of names, which is there to be opened and changed."""
    file = resources.files("sim.play.company") / "columns.toml"
    names: dict[str, dict[str, list[str]]] = tomllib.loads(file.read_text(encoding="utf-8"))
    names["complaints"]["customer"] = names["visits"]["customer"]
    return names


@cache
def plain(name: str) -> str:
    """Leave of a name what does not depend on how somebody writes it.

    Examples
    --------
    >>> plain(" Kunden-Nr. "), plain("Date d'ouverture"), plain("CustomerID"), plain("Größe")
    ('kunden nr', 'date d ouverture', 'customerid', 'grosse')
    """
    text = name.replace("ß", "ss").replace("ł", "l").replace("Ł", "L")
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def guess(
    kind: Kind, header: Sequence[str], said: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Find the column of each role.

    Parameters
    ----------
    kind
        What the table is of.
    header
        The names of its columns.
    said
        The name of a role's column where somebody has said it, which counts above any guess; an
        empty name for a column that is there but is not to be used.

    Returns
    -------
    dict
        By role, the name of the column; a role that nothing fits is not there.

    Raises
    ------
    TableError
        When a column that was named is not there, or a role that is needed has none.

    Examples
    --------
    >>> guess("visits", ["Kunden-Nr", "Datum", "Betrag", "Filiale"])
    {'customer': 'Kunden-Nr', 'date': 'Datum', 'amount': 'Betrag'}
    >>> guess("visits", ["a", "b"], {"customer": "b", "date": "a"})
    {'customer': 'b', 'date': 'a'}
    """
    said = dict(said or {})
    faults = [*_too_many(header), *_unknown(kind, header, said)]
    if faults:
        raise TableError(faults)
    found = likely(kind, header, said)
    missing = [role for role in NEEDED[kind] if role not in found]
    if missing:
        raise TableError([_missing(role, header) for role in missing])
    twice = [name for name in found.values() if list(header).count(name) > 1]
    if twice:
        raise TableError([f"two columns are called {quoted(twice[0])}: give them two names"])
    return {role: found[role] for role in ROLES[kind] if role in found}


def likely(
    kind: Kind, header: Sequence[str], said: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Find the column of each role that has one, with what is said counting above a guess.

    Examples
    --------
    >>> likely("visits", ["who", "Datum"])
    {'date': 'Datum'}
    """
    said = dict(said or {})
    names = known_names()[kind]
    found = {role: name for role, name in said.items() if name}
    free = [name for name in header if name not in found.values()]
    for exactly in (True, False):
        for role in ROLES[kind]:
            if role in said or role in found:
                continue
            name = _best(names[role], free, exactly)
            if name is not None:
                found[role] = name
                free.remove(name)
    return found


def _best(known: Sequence[str], free: Sequence[str], exactly: bool) -> str | None:
    """Return the free column whose name comes first among the known ones."""
    ranked = []
    for name in free:
        short = plain(name)
        for place, one in enumerate(known):
            # Within a longer name only whole words count, and no short ones: "id" is everywhere.
            fits = short == one if exactly else len(one) > 3 and f" {one} " in f" {short} "
            if fits:
                ranked.append((place, name))
                break
    return min(ranked)[1] if ranked else None


def _too_many(header: Sequence[str]) -> list[str]:
    if len(header) <= MOST:
        return []
    return [f"the table has {len(header):,} columns, but must have {MOST:,} or fewer"]


def _unknown(kind: Kind, header: Sequence[str], said: Mapping[str, str]) -> list[str]:
    faults = []
    for role, name in said.items():
        if role not in ROLES[kind]:
            near = ", ".join(ROLES[kind])
            faults.append(f"there is no role {quoted(role)} in a table of {kind}, only {near}")
        elif name and name not in header:
            near = next(iter(get_close_matches(name, header, n=1)), "")
            hint = f": did you mean {quoted(near)}?" if near else f"; {_listed(header)}"
            faults.append(f"{role} is to be the column {quoted(name)}, which is not there{hint}")
    return faults


def _missing(role: str, header: Sequence[str]) -> str:
    return (
        f"no column looks like the one of the {role}: {_listed(header)}; "
        f"say which it is: {role}=NAME"
    )


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(quoted(name) for name in header[:8])
    return f"the columns are {shown}" + (" and more" if len(header) > 8 else "")
