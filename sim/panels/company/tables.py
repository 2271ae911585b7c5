"""The company's own tables: chosen, read in the background, and what they say and cannot say."""

from html import escape
from typing import Any

import ipywidgets as widgets

from sim.panels.company.form import Field, Form
from sim.panels.company.state import Read, State
from sim.panels.company.table import Table
from sim.panels.company.work import Step, Tell, Work
from sim.panels.words import paragraphs, text
from sim.play.company.complaints import read_complaints
from sim.play.company.dates import FORMS
from sim.play.company.fitted import Fitted, fit
from sim.play.company.flaws import TableError
from sim.play.company.measures import Estimate
from sim.play.company.visits import read_visits

ABOUT = (
    "No table? Go on without: figures and answers are enough. A table stays on this computer. It "
    "is sent nowhere, and it is not kept in this page: only sums are."
)
DATES = (("", "Find out by itself"), *((one.name, f"as in {one.example}") for one in FORMS))
DECIMALS = (("", "Find out by itself"), ("point", "as in 12.50"), ("comma", "as in 12,50"))
MOST_FAULTS = 20


class Tables(widgets.VBox):
    """Takes a table of visits and one of complaints.

    Parameters
    ----------
    state : State
        What the forms share.

    Attributes
    ----------
    faults : tuple of str
        What is wrong with the tables, a sentence each, with the numbers of the rows.
    """

    def __init__(self, state: State) -> None:
        self.state = state
        self.faults: tuple[str, ...] = ()
        self.visits = Table("visits", "your table of visits or orders", self._forget)
        self.complaints = Table("complaints", "your table of complaints", self._forget)
        self.how = Form(
            [
                Field("select", "dates", "How dates are written", DATES),
                Field("select", "decimal", "How amounts are written", DECIMALS),
                Field("check", "leave_out", "Leave faulty rows out, and say which"),
            ]
        )
        self.read = widgets.Button(description="Read the tables")
        self.read.on_click(lambda _: self._on_read())
        self.work = Work()
        self.says = text(role="status")
        super().__init__(
            [
                *(text(ABOUT), self.visits, self.complaints, self.how),
                *(self.read, self.work, self.says),
            ]
        )
        self.how.observe(lambda _: self._forget(), names="values")

    def _forget(self) -> None:
        """What was read is not what is chosen now."""
        self.state.fitted, self.state.tables = None, ()
        self.faults = ()
        self.says.value = ""
        self.state.edited()

    def _on_read(self) -> None:
        self._forget()
        if self.visits.file is None:
            self._blame(
                TableError(
                    ["Choose a table of visits first: a table of complaints alone says too little."]
                )
            )
            return
        self.work.begin([Step("Reading", self._fit, self._show)], self._blame)

    def _fit(self, _: Tell) -> Fitted:
        """Read, in a thread of its own: millions of rows take a minute."""
        visits, complaints = self.visits.file, self.complaints.file
        how: dict[str, Any] = {"leave_out": self.how.value("leave_out") == "yes"}
        how["dates"] = self.how.value("dates") or None
        decimal: Any = self.how.value("decimal") or None
        assert visits is not None
        table = read_visits(visits, self.visits.said, decimal=decimal, **how)
        other = None
        if complaints is not None:
            other = read_complaints(complaints, table.names, self.complaints.said, **how)
        return fit(table, other)

    def _show(self, fitted: Fitted) -> None:
        chosen = [one for one in (self.visits, self.complaints) if one.file is not None]
        self.state.fitted = fitted
        self.state.tables = tuple(Read(one.file, one.said) for one in chosen if one.file)
        self.state.leave_out = self.how.value("leave_out") == "yes"
        self.state.written = {name: self.how.value(name) for name in ("dates", "decimal")}
        self.says.value = told_of(fitted, self.state.scenario.money.currency)
        self.state.edited()

    def _blame(self, error: Exception) -> None:
        told = getattr(error, "faults", None) or [" ".join(str(error).split())]
        self.faults = tuple(self._named(str(one)) for one in told)
        shown = self.faults[:MOST_FAULTS]
        rows = "".join(f"<li>{escape(one)}</li>" for one in shown)
        more = len(self.faults) - len(shown)
        also = f"<p>And {more} more.</p>" if more else ""
        self.says.value = (
            f"<div role='alert'><p>The tables cannot be used as they are:</p><ul>{rows}</ul>{also}"
            "<p>Mend them and read them again, or leave the faulty rows out.</p></div>"
        )

    def _named(self, fault: str) -> str:
        """Call a table by its name alone: where it is was said above, or chosen by the browser."""
        for one in (self.visits.file, self.complaints.file):
            if one is not None:
                fault = fault.replace(f"{one}: ", f"{one.name}: ")
        return fault


def told_of(fitted: Fitted, currency: str) -> str:
    """Write what tables say, and what they cannot say."""
    complaints = "" if fitted.complaints is None else f" and {fitted.complaints:,} complaints"
    about = (
        f"{fitted.visits:,} visits of {fitted.customers:,} customers{complaints}, from "
        f"{fitted.start} to {fitted.end}."
    )
    rows = "".join(_row(one, currency) for one in fitted.estimates.values())
    cannot = "".join(f"<li>{escape(one)}</li>" for one in fitted.cannot_tell)
    return (
        f"<div role='status'>{paragraphs((about, *fitted.remarks))}</div>"
        "<table><thead><tr><th scope='col'>what the tables say</th><th scope='col'>figure</th>"
        f"<th scope='col'>between, at 95%</th></tr></thead><tbody>{rows}</tbody></table>"
        f"<p><b>What tables like these cannot tell</b></p><ul>{cannot}</ul>"
    )


def _row(one: Estimate, currency: str) -> str:
    unit = currency if one.unit == "currency" else one.unit
    cells = (f"{one.words} ({unit})", said(one.value), f"{said(one.low)} to {said(one.high)}")
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def said(value: float) -> str:
    """Write a number shortly.

    Examples
    --------
    >>> said(1234.5), said(0.03456), said(-2.5)
    ('1,234', '0.0346', '−2.5')
    """
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return text.replace("-", "−")
