"""Tables as text that loses nothing."""

import csv
import io
from collections.abc import Iterable
from typing import Any


def csv_text(header: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    r"""Write a table as CSV: numbers in full, nothing for what is not a number.

    Examples
    --------
    >>> csv_text(["kpi", "mean"], [["wait", 0.1], ["none", float("nan")]])
    'kpi,mean\nwait,0.1\nnone,\n'
    """
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_exact(value) for value in row])
    return page.getvalue()


def _exact(value: Any) -> Any:
    plain = value.item() if hasattr(value, "item") else value
    if isinstance(plain, bool):
        return str(plain).lower()
    if isinstance(plain, float):
        return "" if plain != plain else repr(plain)
    return plain
