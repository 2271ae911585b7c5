"""The key figures: their names, units and exact meaning, used everywhere alike."""

from difflib import get_close_matches
from typing import Literal, NamedTuple


class Kpi(NamedTuple):
    """A key figure."""

    name: str
    unit: str
    meaning: str
    view: Literal["truth", "management"] = "truth"
    """Whether it is what customers lived or what management sees."""


KPIS = (
    Kpi("customers_end", "people", "customers at the end"),
    Kpi("joined_marketing", "people", "joined, won by marketing"),
    Kpi("joined_referral", "people", "joined on a customer's word"),
    Kpi("churn_rate", "per year", "departures per customer-year"),
    Kpi("retention_rate", "share", "exp(-churn rate): share still there after a year"),
    Kpi(
        "repeat_rate",
        "share",
        "of those who bought in the year before last, who bought again in the last",
        "management",
    ),
    Kpi("loyal_share", "share", "loyal customers among the active, at the end"),
    Kpi("retained_only_share", "share", "customers who are active but not loyal, at the end"),
    Kpi("miseries", "count", "failures that customers lived through"),
    Kpi("complaints", "count", "complaints that reached management unprompted", "management"),
    Kpi("heard_share", "share", "failures that anyone in the business heard of, asked or unasked"),
    Kpi("silent_per_complaint", "ratio", "failures without a complaint for each with one"),
    Kpi("second_chance_silent", "share", "willing to stay after a first failure nobody heard of"),
    Kpi("second_chance_voiced", "share", "willing to stay after a first failure somebody heard of"),
    Kpi("told_good", "people", "listeners of good words"),
    Kpi("told_bad", "people", "listeners of bad words"),
    Kpi("told_ratio", "ratio", "listeners per bad telling / per good telling"),
    Kpi("told_balance", "ratio", "good tellings / bad tellings"),
    Kpi(
        "referral_reproduction",
        "ratio",
        "customers whom one brings in a lifetime: referral joins a customer-year / churn rate",
    ),
    Kpi(
        "abandoned_share",
        "share",
        "visits begun that ended before buying: walked out, or left for good",
    ),
    Kpi("ever_abandoned_share", "share", "of all who ever came, those with an abandoned visit"),
    Kpi(
        "walked_out_share",
        "share",
        "walk-outs among all who left over service: out of the line, or for good after a failure",
    ),
    Kpi(
        "left_waiting_share",
        "share",
        "of the customers who left for good over service, those whom a wait drove away",
    ),
    Kpi("wait_minutes", "minutes", "mean wait of those served, at all touchpoints"),
    Kpi("utilisation", "share", "busy time of the front line / its time"),
    Kpi("resolution_days", "days", "mean time from opening to closing a complaint"),
    Kpi("service_index", "index", "100 x visits unspoiled on record / visits", "management"),
    Kpi(
        "service_index_lived",
        "index",
        "100 x visits without walk-out, failure or broken promise / visits",
    ),
    Kpi("nps", "points", "promoters less detractors among all active, by their loyalty account"),
    Kpi(
        "perceived_quality", "share", "active customers without a complaint in a year", "management"
    ),
    Kpi("lived_quality", "share", "active customers without an unresolved failure in a year"),
    Kpi("delivery_gap", "share", "perceived less lived quality"),
    Kpi(
        "survey_satisfied",
        "share",
        "customers with an account not below 0 among those whom a survey reaches: who still come",
        "management",
    ),
    Kpi(
        "satisfied",
        "share",
        "the same among all who were customers in the last year, those who left included",
    ),
    Kpi(
        "front_line_quality",
        "share",
        "active customers whom nobody of the front line saw failed in a year",
    ),
    Kpi("internal_gap", "share", "perceived quality less what the front line saw"),
    Kpi("morale", "share", "mean morale of the front line"),
    Kpi("skill", "share", "mean skill of the front line"),
    Kpi("staff_turnover", "per year", "employees of the front line who quit per staff-year"),
    Kpi("revenue", "currency/year", "income", "management"),
    Kpi("cost", "currency/year", "cost", "management"),
    Kpi("profit", "currency/year", "income less cost", "management"),
    Kpi(
        "profit_npv",
        "currency",
        "profit discounted to the end of the warm-up, and the customers left, run off",
    ),
    Kpi(
        "lifetime_value",
        "currency",
        "margin a customer-year / (churn rate + discount rate); acquisition left out",
    ),
    Kpi("acquisition_cost", "currency", "marketing and rewards for each customer who joined"),
    Kpi("acquisition_cost_marketing", "currency", "marketing for each customer whom it won"),
    Kpi("keeping_cost", "currency", "recovery, complaint desk and listening a customer-year"),
    Kpi("acquisition_to_keeping", "ratio", "acquisition cost / keeping cost"),
)
"""Every key figure in the order of tables.

Rates are a year, money is a year where the unit says so, counts and shares are over the time
after warm-up; the truth unless the view is management's. A figure that has nothing to be
computed from (no complaint, no visit) is not a number.
"""


def check_kpi(kpi: str) -> None:
    """Refuse a name that no key figure has.

    Raises
    ------
    ValueError
        If there is no such key figure.
    """
    known = [one.name for one in KPIS]
    if kpi not in known:
        near = get_close_matches(kpi.lower(), known, n=1)
        hint = f": did you mean {near[0]}?" if near else f", such as {known[0]}"
        raise ValueError(f"kpi is {kpi}, but must be the name of a key figure{hint}")
