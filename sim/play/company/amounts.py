"""Amounts of money as people write them: decimal points and commas, thousands, currencies."""

from typing import Any, Literal, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Decimal = Literal["point", "comma"]

_AROUND = r"^[^0-9.,+\-−(]*"
"""What may stand before a number: a currency."""

_IN_POINT = r"^[+-]?(?:\d+|\d{1,3}(?:[ ,'’]\d{3})+)(?:\.\d*)?$|^[+-]?\.\d+$"
_IN_COMMA = r"^[+-]?(?:\d+|\d{1,3}(?:[ .'’]\d{3})+)(?:,\d*)?$|^[+-]?,\d+$"

FORMULA = r"^\s*[=@]|^\s*[+-][A-Za-z(]"
"""How a cell begins that a spreadsheet would work out: it is never worked out here."""


class Amounts(NamedTuple):
    """A column of amounts."""

    values: NDArray[np.float64]
    """Not a number where there is none."""
    unreadable: NDArray[np.bool_]
    """Where there is something, but no number."""


def convention(texts: Any) -> Decimal | None:
    """Tell whether decimals stand behind a point or a comma; None where nothing tells.

    A comma with one, two or four and more digits behind it is a decimal comma, and a point
    likewise. Exactly three digits are taken for thousands, as money has two decimals.

    Examples
    --------
    >>> convention(pa.array(["1.234,50", "7"])), convention(pa.array(["1,234.50"]))
    ('comma', 'point')
    >>> convention(pa.array(["7", "1,234"])) is None
    True
    """
    clean = _cleaned(texts)
    comma, point = (
        int(pc.sum(pc.match_substring_regex(clean, pattern)).as_py() or 0)
        for pattern in (r",(\d{1,2}|\d{4,})$|\.\d{3},", r"\.(\d{1,2}|\d{4,})$|,\d{3}\.")
    )
    if comma == point:
        return None
    return "comma" if comma > point else "point"


def parse(texts: Any, decimal: Decimal | None) -> Amounts:
    """Read amounts.

    Parameters
    ----------
    texts
        An Arrow array of texts.
    decimal
        What stands before the decimals; None for a column without any.

    Examples
    --------
    >>> parse(pa.array(["€ 1.234,50", "(3,00)", "", "n/a", "7-"]), "comma").values.tolist()
    [1234.5, -3.0, nan, nan, -7.0]
    >>> parse(pa.array(["1,234", "12,50"]), "point").unreadable.tolist()
    [False, True]
    """
    if decimal != "comma":
        try:
            quick = pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False)
            return _finite(quick)
        except pa.ArrowInvalid:
            pass
    clean = _cleaned(texts)
    empty = pc.equal(clean, "").to_numpy(zero_copy_only=False)
    pattern = _IN_COMMA if decimal == "comma" else _IN_POINT
    right = pc.match_substring_regex(clean, pattern)
    bare = pc.replace_substring_regex(clean, r"[ '’]", "")
    if decimal == "comma":
        bare = pc.replace_substring(pc.replace_substring(bare, ".", ""), ",", ".")
    else:
        bare = pc.replace_substring(bare, ",", "")
    bare = pc.replace_substring_regex(bare, r"\.$", "")
    kept = pc.if_else(right, bare, "nan")
    values = pc.cast(kept, pa.float64()).to_numpy(zero_copy_only=False)
    wrong = ~right.to_numpy(zero_copy_only=False) & ~empty
    return Amounts(np.asarray(values), np.asarray(wrong))


def from_arrow(column: Any) -> Amounts:
    """Turn a Parquet column of numbers into amounts."""
    values = pc.cast(column, pa.float64(), safe=False).to_numpy(zero_copy_only=False)
    return _finite(np.asarray(values))


def formulas(texts: Any) -> NDArray[np.bool_]:
    """Find the cells that are formulas.

    Examples
    --------
    >>> formulas(pa.array(["=SUM(A1:A9)", "-12.50", "+cmd|' /C calc'!A0", "12"])).tolist()
    [True, False, True, False]
    """
    found = pc.fill_null(pc.match_substring_regex(texts, FORMULA), False)
    return np.asarray(found.to_numpy(zero_copy_only=False))


def _finite(values: NDArray[np.float64]) -> Amounts:
    return Amounts(np.where(np.isinf(values), np.nan, values), np.isinf(values))


def _cleaned(texts: Any) -> Any:
    """Take off blanks and currencies, and write every minus in the same way."""
    clean = pc.fill_null(texts, "")
    clean = pc.replace_substring_regex(clean, r"[\s\x{00a0}\x{202f}]+", " ")
    clean = pc.utf8_trim(pc.replace_substring(clean, "−", "-"), " ")
    clean = pc.replace_substring_regex(clean, r"^([+-]?) ?(?:[A-Z]{3}|\p{Sc}) ?", r"\1")
    clean = pc.replace_substring_regex(clean, r" ?(?:[A-Z]{3}|\p{Sc}) ?(-?)$", r"\1")
    clean = pc.replace_substring_regex(clean, r"^\((.*)\)$", r"-\1")
    return pc.replace_substring_regex(clean, r"^(\d.*)-$", r"-\1")
