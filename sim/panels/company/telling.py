"""What comes of the forms, as tables and sentences of a page."""

from collections.abc import Iterable, Sequence
from html import escape

from sim.lessons.evidence import meaning
from sim.panels.company.plain import words_of
from sim.panels.company.tables import said
from sim.panels.words import paragraphs
from sim.play.company.beside import Figure, parameters
from sim.play.company.building import Company
from sim.play.company.foretelling import Foretold
from sim.play.company.priorities import Measuring, Worth
from sim.show.beside_trade import Row
from sim.show.sweeping import said as figure_said

FIGURES = {
    "churn_rate": "Customers who leave",
    "loyal_share": "Loyal customers",
    "heard_share": "Failures anybody hears of",
    "silent_per_complaint": "Silent for each complaint",
    "resolution_days": "Days to an answer",
    "wait_minutes": "Minutes of waiting",
    "utilisation": "How busy people are",
    "referral_reproduction": "Customers one brings",
    "nps": "Promoters less detractors",
    "lifetime_value": "Worth of a customer",
    "acquisition_cost": "Cost of a new customer",
}
"""Key figures in a manager's words; short enough for a picture."""
MOST_NUMBERS = 5


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table."""
    head = "".join(f"<th scope='col'>{escape(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def parameters_told(company: Company) -> str:
    """Write which numbers are no longer the trade's, and fold the others below."""
    mine = parameters(company)
    heads = ("number", "of", "trade", "yours", "between", "source", "because")
    rows = [
        (
            meaning(one.key),
            place_of(one.key),
            "new" if one.trade is None else said(one.trade),
            said(one.ours),
            "" if one.low == one.high else f"{said(one.low)} to {said(one.high)}",
            one.origin,
            one.why,
        )
        for one in mine
    ]
    kept = [key for key, origin in company.origins.items() if key not in company.spans]
    others = [
        (meaning(key), place_of(key), _value(company, key), company.origins[key]) for key in kept
    ]
    told = f"{len(mine)} numbers are yours; {len(kept)} are still the trade's."
    first = table(heads, rows) if rows else ""
    rest = table(("number", "of", "value", "source"), others)
    return (
        f"<p role='status'>{told}</p>{first}"
        f"<details><summary>All {len(kept)} numbers that are the trade's</summary>{rest}</details>"
    )


def place_of(key: str) -> str:
    """Say of what a parameter is.

    Examples
    --------
    >>> place_of("touchpoints.till.magic"), place_of("money.gross_margin")
    ('till', 'all')
    """
    _, *place, _ = key.split(".")
    return place[0].replace("_", " ") if place else "all"


def _value(company: Company, key: str) -> str:
    value = company.scenario.value(key)
    return said(float(value)) if isinstance(value, int | float) else str(value)


def rows_beside(figures: Iterable[Figure], currency: str) -> list[Row]:
    """Make the rows of the picture of a company beside its trade."""
    rows = []
    for one in figures:
        ours, trade = (figure_said(value, one.unit) for value in (one.ours, one.trade))
        if one.unit.startswith("currency"):
            ours, trade = f"{currency} {ours}", f"{currency} {trade}"
        ends = (one.trade, one.trade_low, one.trade_high, one.ours, one.low, one.high)
        rows.append(Row(FIGURES.get(one.kpi, one.words), *ends, trade, ours))
    return rows


def beside_said(rows: Sequence[Row]) -> str:
    """Say what differs between a company and its trade.

    Examples
    --------
    >>> beside_said([Row("Loyal customers", 40, 39, 41, 30, 29, 31, "40%", "30%")])
    'What differs from the trade by more than luck: loyal customers (30%, and 40% in the trade).'
    """
    told = [
        f"{row.name[:1].lower()}{row.name[1:]} ({row.ours_said}, and {row.trade_said} in the trade)"
        for row in rows
        if row.differs
    ]
    if not told:
        return "Nothing differs from the trade by more than luck."
    return f"What differs from the trade by more than luck: {'; '.join(told)}."


def foretold_said(foretold: Sequence[Foretold]) -> str:
    """Write how well the scenario foretells what was held back, beside a naive forecast."""
    if not foretold:
        return ""
    heads = (
        "in the part held back",
        "really",
        "foretold",
        "between",
        "off",
        "all as before",
        "off",
    )
    rows = [
        (
            one.words,
            said(one.really),
            said(one.foretold),
            f"{said(one.low)} to {said(one.high)}",
            _off(one.off),
            said(one.naive),
            _off(one.naive_off),
        )
        for one in foretold
    ]
    better = sum(abs(one.off) < abs(one.naive_off) for one in foretold)
    told = (
        "The last part of your table was held back. The scenario, made from the rest, foretells "
        f"{better} of {len(foretold)} figures better than a forecast that all stays as it was."
    )
    return paragraphs((told,)) + table(heads, rows)


def _off(share: float) -> str:
    return f"{share:+.0%}".replace("-", "−")


def measuring_said(found: Measuring, currency: str) -> str:
    """Write what to measure first, and how."""
    worth = [one for one in found.numbers[:MOST_NUMBERS] if one.worth > 0]
    if not worth:
        first = found.numbers[0] if found.numbers else None
        told: tuple[str, ...] = (
            "No number by itself would change which change is best. So you do not need all the "
            "data first.",
        )
        if first is not None:
            told += (
                f"What moves the gain of the first change most is this: {first.words}. {first.how}",
            )
        return paragraphs(told)
    items = "".join(f"<li>{escape(_number(one, currency))}</li>" for one in worth)
    return f"<p>These numbers could change which change is best:</p><ol>{items}</ol>"


def _number(one: Worth, currency: str) -> str:
    sure = "" if one.would_change else " That could be chance."
    what = f"{one.words[:1].upper()}{one.words[1:]} ({one.origin})"
    return (
        f"{what}. At {said(one.low)} the best is “{words_of(one.best_at_low)}”, at "
        f"{said(one.high)} “{words_of(one.best_at_high)}”. Knowing it is worth "
        f"{said(one.worth)} {currency}.{sure} {one.how}"
    )


__all__ = [
    "beside_said",
    "foretold_said",
    "measuring_said",
    "parameters_told",
    "rows_beside",
    "table",
]
