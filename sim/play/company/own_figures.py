"""What a company's figures mean, and what is made of "I do not know"."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sim.assumptions import Scenario
from sim.play.company.answers import UNKNOWN, Figure, Figures
from sim.play.company.audits import Origin, Span
from sim.play.company.fitted import Fitted
from sim.play.company.measures import WORDS, Estimate
from sim.play.company.sizing import mean_wage, parts_of, with_staff
from sim.population import YEAR

MONTHS = YEAR / (365.25 / 12)
"""Months in the simulator's year of 364 days."""

OF_THE_DATA = (
    "visits_per_year",
    "rate_shape",
    "departures_per_year",
    "new_per_year",
    "spend_per_visit",
    "spend_shape",
    "complaints_per_year",
    "resolution_days",
    "resolved_share",
    "return_ratio",
)
"""Estimates that a scenario is to meet."""


@dataclass
class Known:
    """What is known of a company before anything is simulated.

    Attributes
    ----------
    customers
        How many customers it has.
    direct
        Figures that are parameters themselves, by name.
    targets
        What a scenario is to meet, by name.
    whence
        By name, where a target comes from.
    remarks
        What was assumed.
    """

    customers: Span
    direct: dict[str, Span]
    targets: dict[str, Estimate]
    whence: dict[str, str]
    remarks: list[str] = field(default_factory=list)
    _told: float = 0.0

    def see(self, really: float) -> None:
        """Mend the number of customers by what tables get wrong of it in a simulated business."""
        if self.customers.origin != "own data":
            return
        self._told = self._told or self.customers.value
        factor = self._told * really / self.customers.value
        one = self.customers
        self.customers = one._replace(
            value=one.value * factor, low=one.low * factor, high=one.high * factor
        )


def known_of(trade: Scenario, figures: Figures, fitted: Fitted | None, unknown: float) -> Known:
    """Put together what is known of a company.

    Parameters
    ----------
    trade
        The trade, which stands in for what is not known.
    figures
        The company's own figures.
    fitted
        What its tables say.
    unknown
        How many times less, and more, "I do not know" means.
    """
    said = figures.said()
    data = {} if fitted is None else dict(fitted.estimates)
    usual = _usual(trade)
    customers = _customers(said.get("customers"), data, usual["customers"], unknown)
    direct: dict[str, Span] = {
        name: _span(said[name], usual[name], unknown, name == "gross_margin")
        for name in ("gross_margin", "staff", "wage_per_hour", "marketing_per_month")
        if name in said
    }
    targets = {name: data[name] for name in OF_THE_DATA if name in data}
    whence = dict.fromkeys(targets, "own data")
    if "spend_per_visit" in said and "spend_per_visit" not in data:
        direct["spend_per_visit"] = _span(
            said["spend_per_visit"], usual["spend_per_visit"], unknown
        )
    known = Known(customers, direct, targets, whence)
    for figure, of_data, name in (
        ("visits_per_month", "visits_per_year", "served"),
        ("complaints_per_month", "complaints_per_year", "reported"),
    ):
        if figure in said and of_data in data:
            known.remarks.append(
                f"{figure} is taken from the table, and not from the figure given."
            )
        elif figure in said and said[figure] != UNKNOWN:
            a_month = _span(said[figure], 0.0, unknown)
            value, low, high = (
                MONTHS * part / people
                for part, people in (
                    (a_month.value, customers.value),
                    (a_month.low, customers.high),
                    (a_month.high, customers.low),
                )
            )
            unit, words = WORDS[of_data]
            targets[name] = Estimate(name, value, low, high, unit, words, 0)
            whence[name] = "own answer"
        elif figure in said:
            direct[figure] = Span(1.0, 1 / unknown, unknown, "trade", "nobody knows")
    return known


def spans_of_figures(sized: Scenario, known: Known) -> dict[str, Span]:
    """Return the parameters that figures set, in a scenario that has the company's size."""
    parts = parts_of(known.customers.value)
    found: dict[str, Span] = {}
    one = known.customers
    if one.origin != "trade" or one.low < one.high:
        # The market is as large as it is, however many of it are customers.
        most = float(sized.market.people)
        low, high = (min(max(1.0, end / parts), most) for end in (one.low, one.high))
        many = float(sized.market.customers)
        found["market.customers"] = Span(many, min(low, many), max(high, many), one.origin, one.why)
    for name, key, factor in (
        ("gross_margin", "money.gross_margin", 1.0),
        ("spend_per_visit", "money.spend_per_visit", 1.0),
        ("marketing_per_month", "market.marketing_per_year", MONTHS / parts),
    ):
        if name in known.direct:
            found[key] = _times(known.direct[name], factor)
    staffed = sized
    if "staff" in known.direct:
        staff = _times(known.direct["staff"], 1 / parts)
        found |= _staff(sized, staff)
        staffed = with_staff(sized, staff.value)
    if "wage_per_hour" in known.direct:
        found |= _wages(staffed, known.direct["wage_per_hour"])
    for name, key in (
        ("visits_per_month", "visits.visits_per_year"),
        ("complaints_per_month", "moments.problems_per_customer_year"),
    ):
        if name in known.direct:
            found[key] = _times(known.direct[name], float(sized.value(key)))
    return found


def _times(span: Span, factor: float) -> Span:
    return span._replace(value=span.value * factor, low=span.low * factor, high=span.high * factor)


def _wages(staffed: Scenario, wage: Span) -> dict[str, Span]:
    """Raise or lower all wages alike, so that their mean is the one given."""
    mean = mean_wage(staffed)
    found = {}
    for one in staffed.departments:
        if one.wage_per_hour > 0:
            found[f"departments.{one.name}.wage_per_hour"] = _times(wage, one.wage_per_hour / mean)
    return found


def _staff(sized: Scenario, staff: Span) -> dict[str, Span]:
    three = [with_staff(sized, one).departments for one in (staff.value, staff.low, staff.high)]
    found = {}
    for value, low, high in zip(*three, strict=True):
        key = f"departments.{value.name}"
        ends = (float(low.staff), float(high.staff))
        found[f"{key}.staff"] = Span(float(value.staff), *ends, staff.origin, staff.why)
        busy = float(value.background_hours)
        if busy > 0:
            why = "in proportion to the staff"
            found[f"{key}.background_hours"] = Span(busy, busy, busy, "trade", why)
    return found


def _usual(trade: Scenario) -> dict[str, float]:
    return {
        "customers": float(trade.market.customers),
        "gross_margin": trade.money.gross_margin,
        "staff": float(sum(one.staff for one in trade.departments)),
        "wage_per_hour": mean_wage(trade),
        "marketing_per_month": trade.market.marketing_per_year / MONTHS,
        "spend_per_visit": trade.money.spend_per_visit,
    }


def _customers(said: Figure, data: Mapping[str, Estimate], usual: float, unknown: float) -> Span:
    if said is not None and said != UNKNOWN:
        return _span(said, usual, unknown)
    if "customers" in data:
        one = data["customers"]
        return Span(one.value, one.low, one.high, "own data", one.words)
    if said == UNKNOWN:
        return _span(said, usual, unknown)
    return Span(usual, usual, usual, "trade", "the trade's")


def _span(said: Figure, usual: float, unknown: float, is_share: bool = False) -> Span:
    """Make a value with its range of a figure; what nobody knows is about the trade's."""
    answer: Origin = "own answer"
    if said == UNKNOWN or said is None:
        low, high = usual / unknown, usual * unknown
        if is_share:
            low, high = (
                usual * factor / (1 - usual + usual * factor) for factor in (1 / unknown, unknown)
            )
        return Span(usual, low, high, "trade", "nobody knows")
    if isinstance(said, tuple | list):
        low, high = said
        return Span((low + high) / 2, float(low), float(high), answer, "a figure given as a range")
    value = float(said)
    return Span(value, value, value, answer, "a figure given")
