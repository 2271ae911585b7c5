"""What `fit` found, shown."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sim.cli.console import as_json, rendered
from sim.cli.fitting import Fitting
from sim.cli.numbers import finite_or_none, give_or_take, readable
from sim.play.company.beside import Figure, parameters
from sim.play.company.building import Company
from sim.play.company.fitted import Fitted
from sim.play.company.foretelling import Foretold
from sim.play.company.measures import Estimate
from sim.play.company.priorities import Change, Measuring, Priorities, Worth
from sim.study.tables import csv_text

MOST_NUMBERS = 5
"""Numbers to measure that are told."""


class Advice(NamedTuple):
    """What takes long, and is left out where it has to be quick."""

    foretold: tuple[Foretold, ...] = ()
    figures: tuple[Figure, ...] = ()
    priorities: Priorities | None = None
    measuring: Measuring | None = None


def shown(company: Company, advice: Advice, form: str, file: str) -> str:
    """Show what was found as ``"table"``, ``"json"`` or ``"csv"``."""
    if form == "json":
        return as_json(_plain(company, advice, file))
    if form == "csv":
        names = ("key", "trade", "ours", "low", "high", "origin", "why")
        return csv_text(names, parameters(company))
    currency = company.scenario.money.currency
    parts: list[Any] = [Text(company.scenario.title, style="bold")]
    if company.fitted is not None:
        parts += _data(company.fitted, currency)
    if advice.foretold:
        parts += ["", Text("The last part of the table, held back", style="bold")]
        parts += [_foretold(advice.foretold)]
    parts += ["", Text("Yours beside the trade", style="bold"), _parameters(company)]
    if advice.figures:
        parts += ["", _figures(advice.figures, currency)]
    if company.gaps:
        parts += [
            "",
            Text("Where managers and the front line differ", style="bold"),
            _gaps(company),
        ]
    if advice.priorities is not None:
        parts += _changes(advice.priorities, currency)
    if advice.measuring is not None:
        parts += _numbers(advice.measuring, currency)
    if company.remarks:
        parts += ["", *_listed(company.remarks)]
    parts += ["", f"Written to {file}: silent26 run {file}"]
    return rendered(*parts)


def _data(fitted: Fitted, currency: str) -> list[Any]:
    complaints = "" if fitted.complaints is None else f", {fitted.complaints:,} complaints"
    told = (
        f"{fitted.visits:,} visits of {fitted.customers:,} customers{complaints}, "
        f"{fitted.start} to {fitted.end}"
    )
    return [
        told,
        *_listed(fitted.remarks),
        "",
        Text("What the tables say, at 95%", style="bold"),
        _estimates(fitted.estimates.values(), currency),
        "",
        Text("What tables like these cannot tell", style="bold"),
        *_listed(fitted.cannot_tell),
    ]


def _listed(sentences: Iterable[str]) -> list[Any]:
    return [Padding(Text(f"- {one}"), (0, 0, 0, 2)) for one in sentences]


def _grid(*names: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        words = name.endswith("*")
        table.add_column(name.rstrip("*"), justify="left" if words else "right", no_wrap=not words)
    return table


def _estimates(estimates: Iterable[Estimate], currency: str) -> Table:
    table = _grid("*", "", "from", "to", "what it is*")
    for one in estimates:
        unit = currency if one.unit == "currency" else one.unit
        table.add_row(
            one.name, number(one.value), number(one.low), number(one.high), f"{one.words} ({unit})"
        )
    return table


def number(value: float) -> str:
    """Write a number with three digits, or all before the point.

    Examples
    --------
    >>> number(1234.5), number(0.03456), number(-2.5), number(0.0)
    ('1,234', '0.0346', '-2.5', '0')
    """
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def _foretold(foretold: Iterable[Foretold]) -> Table:
    table = _grid("*", "really", "scenario", "from", "to", "off", "all as before", "off ")
    for one in foretold:
        table.add_row(
            one.words,
            number(one.really),
            number(one.foretold),
            number(one.low),
            number(one.high),
            f"{one.off:+.0%}",
            number(one.naive),
            f"{one.naive_off:+.0%}",
        )
    return table


def _parameters(company: Company) -> Fitting:
    tables = []
    for with_why in (True, False):
        table = _grid(
            "*", "trade", "ours", "from", "to", "source*", *(["why*"] if with_why else [])
        )
        for one in parameters(company):
            why = [one.why] if with_why else []
            trade = "-" if one.trade is None else number(one.trade)
            ends = ("", "") if one.low == one.high else (number(one.low), number(one.high))
            table.add_row(one.key, trade, number(one.ours), *ends, one.origin, *why)
        rest = sum(origin == "trade" for origin in company.origins.values())
        table.add_row(f"all {rest} others", "", "", "", "", "trade", *([""] if with_why else []))
        tables.append(table)
    return Fitting(*tables)


def _figures(figures: Iterable[Figure], currency: str) -> Table:
    table = _grid("*", "trade", "±", "ours", "± ", "what it is*")
    for one in figures:
        table.add_row(
            one.kpi,
            readable(one.trade, one.unit, currency, True),
            give_or_take(one.trade_high - one.trade, one.trade, one.unit),
            readable(one.ours, one.unit, currency, True),
            give_or_take(one.high - one.ours, one.ours, one.unit),
            one.words,
        )
    return table


def _gaps(company: Company) -> Table:
    table = _grid("managers", "front line", "question*")
    for one in company.gaps:
        table.add_row(f"{one.managers:.0%}", f"{one.front_line:.0%}", one.text)
    return table


def _changes(found: Priorities, currency: str) -> list[Any]:
    heading = (
        f"The changes that would matter most: {found.kpi} in {currency}, {found.n} replications "
        "with the same luck"
    )
    table = _grid("*", "gain", "from", "to", "churn", "*")
    for one in found.three:
        table.add_row(
            f"{one.name}: {one.words}",
            number(one.gain),
            number(one.low),
            number(one.high),
            f"{100 * one.churn:+.1f} points",
            "" if one.is_clear else "could be chance",
        )
    told: list[Any] = ["", Text(heading, style="bold"), table]
    if not found.three:
        told.append("None of the changes that were tried is worth what it costs here.")
    elif found.overlap():
        told.append("The intervals of the first and the second overlap: either may be the best.")
    return told


def _numbers(found: Measuring, currency: str) -> list[Any]:
    told: list[Any] = ["", Text("What to measure first", style="bold")]
    worth = [one for one in found.numbers[:MOST_NUMBERS] if one.worth > 0]
    if not worth:
        told.append(
            "No number by itself would change which of them is best, within the range that it has."
        )
    for place, one in enumerate(worth or found.numbers[:1], start=1):
        told += _number(place, one, currency)
    return told


def _number(place: int, one: Worth, currency: str) -> list[Any]:
    best = (
        f"at {number(one.low)} the best is {one.best_at_low}, at {number(one.high)} "
        f"{one.best_at_high}"
    )
    sure = "" if one.would_change else ", which could be chance"
    lines = [
        f"{place}. {one.key} ({one.origin}): {one.words}",
        f"{best}; knowing it is worth {number(one.worth)} {currency}{sure}",
        *([one.how] if one.how else []),
    ]
    return [
        Padding(Text(line), (0, 0, 0, 2 if number_ == 0 else 5))
        for number_, line in enumerate(lines)
    ]


def _plain(company: Company, advice: Advice, file: str) -> dict[str, Any]:
    """Put everything into plain dicts and lists."""
    fitted = company.fitted
    return {
        "file": file,
        "trade": company.trade.name,
        "parts": company.parts,
        "data": None if fitted is None else _fitted(fitted),
        "held_back": [
            {**_finite(one), "off": one.off, "naive_off": one.naive_off} for one in advice.foretold
        ],
        "parameters": [_finite(one) for one in parameters(company)],
        "origins": company.origins,
        "ranges": {key: list(ends) for key, ends in company.ranges.items()},
        "figures": [_finite(one) for one in advice.figures],
        "gaps": [_finite(one) for one in company.gaps],
        "changes": _told(advice.priorities.changes if advice.priorities else ()),
        "measure_first": _told(advice.measuring.numbers if advice.measuring else ()),
        "remarks": list(company.remarks),
    }


def _told(several: Iterable[Change | Worth]) -> list[dict[str, Any]]:
    return [_finite(one) for one in several]


def _finite(one: Any) -> dict[str, Any]:
    return {name: finite_or_none(value) for name, value in one._asdict().items()}


def _fitted(fitted: Fitted) -> dict[str, Any]:
    return {
        "start": fitted.start,
        "end": fitted.end,
        "rows": fitted.rows,
        "visits": fitted.visits,
        "customers": fitted.customers,
        "complaints": fitted.complaints,
        "estimates": [_finite(one) for one in fitted.estimates.values()],
        "cannot_tell": list(fitted.cannot_tell),
        "remarks": list(fitted.remarks),
    }
