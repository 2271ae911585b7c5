"""Measures: what management sees and what customers lived, from the tallies of a run."""

from math import exp, nan
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import facts
from sim.assumptions import Scenario
from sim.brief import undisturbed_account
from sim.outcome import Outcome
from sim.population import YEAR
from sim.study.kpis import KPIS


def measure(scenario: Scenario, outcome: Outcome) -> dict[str, float]:
    """Compute the key figures of a run.

    Parameters
    ----------
    scenario : Scenario
        What was run.
    outcome : Outcome
        What came of it.

    Returns
    -------
    dict
        A figure for each of `kpis.KPIS`, in their order; NaN where there is nothing to
        compute it from.
    """
    tally = _Tally(scenario, outcome)
    figures = {
        **_customers(tally),
        **_voice(tally),
        **_talk(tally),
        **_service(tally),
        **_gap(tally),
        **_inside(tally),
        **_money(tally),
    }
    return {kpi.name: float(figures[kpi.name]) for kpi in KPIS}


class _Tally:
    """Counts and amounts after warm-up, and the people at the end."""

    def __init__(self, scenario: Scenario, outcome: Outcome) -> None:
        start = scenario.time.warm_up_days
        self.scenario = scenario
        self.outcome = outcome
        self.days = scenario.time.days
        self.years = (self.days - start) / YEAR
        self._counts = outcome.counts[start:].sum(axis=0)
        self._amounts = outcome.amounts[start:].sum(axis=0)
        self.people = outcome.people
        self.active = outcome.people[outcome.people["active"] == 1]
        customers = outcome.snapshots["customers"]
        self.customers_end = int(customers[-1])
        between = (customers[start:-1] + customers[start + 1 :]) / 2
        self.staff_years = float(outcome.snapshots["on_duty"][start:-1].sum()) / YEAR
        self.customer_years = float(between.sum()) / YEAR
        self.left = self.count(*facts.LEAVING)
        self.churn = ratio(self.left, self.customer_years)

    def count(self, *kinds: int) -> float:
        """Return how many facts of these kinds there were."""
        return float(self._counts[list(kinds)].sum())

    def amount(self, *kinds: int) -> float:
        """Return the sum of their amounts."""
        return float(self._amounts[list(kinds)].sum())

    def mean(self, *kinds: int) -> float:
        """Return the mean of their amounts."""
        return ratio(self.amount(*kinds), self.count(*kinds))


def ratio(part: float, whole: float) -> float:
    """Divide, or say that there is nothing to divide by.

    Examples
    --------
    >>> ratio(1, 4), ratio(1, 0)
    (0.25, nan)
    """
    return part / whole if whole else nan


def _customers(tally: _Tally) -> dict[str, float]:
    bought = tally.people["years_bought"]
    before_last = bought & 2 != 0
    loyal = float((tally.active["loyal_until"] > tally.days).sum())
    loyal_share = ratio(loyal, tally.customers_end)
    return {
        "customers_end": tally.customers_end,
        "joined_marketing": tally.count(facts.JOINED_MARKETING),
        "joined_referral": tally.count(facts.JOINED_REFERRAL),
        "churn_rate": tally.churn,
        "retention_rate": exp(-tally.churn),
        "repeat_rate": ratio(
            float((before_last & (bought & 1 != 0)).sum()), float(before_last.sum())
        ),
        "loyal_share": loyal_share,
        "retained_only_share": 1.0 - loyal_share,
    }


def _voice(tally: _Tally) -> dict[str, float]:
    miseries = tally.count(facts.MISERY_MINOR, facts.MISERY_SERIOUS)
    complaints = tally.count(facts.COMPLAINED)
    stays_silent, stays_voiced = tally.count(facts.STAYS_SILENT), tally.count(facts.STAYS_VOICED)
    return {
        "miseries": miseries,
        "complaints": complaints,
        "heard_share": ratio(tally.count(facts.SPOKE_UP, facts.ASKED), miseries),
        "silent_per_complaint": ratio(miseries - complaints, complaints),
        "second_chance_silent": ratio(stays_silent, stays_silent + tally.count(facts.QUITS_SILENT)),
        "second_chance_voiced": ratio(stays_voiced, stays_voiced + tally.count(facts.QUITS_VOICED)),
    }


def _talk(tally: _Tally) -> dict[str, float]:
    good, bad = tally.count(facts.GOOD_WORD), tally.count(facts.BAD_WORD)
    told_good, told_bad = tally.count(facts.HEARD_GOOD), tally.count(facts.HEARD_BAD)
    return {
        "told_good": told_good,
        "told_bad": told_bad,
        "told_ratio": ratio(ratio(told_bad, bad), ratio(told_good, good)),
        "told_balance": ratio(good, bad),
        "referral_reproduction": ratio(tally.count(facts.JOINED_REFERRAL), tally.left),
    }


def _service(tally: _Tally) -> dict[str, float]:
    visits = tally.count(facts.VISIT)
    came = tally.people["visits"] > 0
    busy = tally.amount(facts.SERVED, facts.OTHER_SERVED)
    minutes = 60 * tally.scenario.time.open_hours
    walked_out, left_waiting = tally.count(facts.WALKED_OUT), tally.count(facts.LEFT_WAITING)
    left_failed = tally.count(facts.LEFT_FAILURE, facts.LEFT_RENEWAL)
    return {
        "abandoned_share": ratio(tally.count(facts.ABANDONED), visits),
        "ever_abandoned_share": ratio(
            float((tally.people["abandoned"] > 0).sum()), float(came.sum())
        ),
        "walked_out_share": ratio(walked_out, walked_out + left_failed),
        "left_waiting_share": ratio(left_waiting, left_waiting + left_failed),
        "wait_minutes": tally.mean(facts.STARTED) * minutes,
        "utilisation": busy / YEAR / tally.staff_years,
        "resolution_days": tally.mean(facts.RESOLVED_FAST, facts.RESOLVED_LATE, facts.UNRESOLVED),
        "service_index": 100 * (1 - ratio(tally.count(facts.SPOILED_ON_RECORD), visits)),
        "service_index_lived": 100 * (1 - ratio(tally.count(facts.SPOILED), visits)),
    }


def _gap(tally: _Tally) -> dict[str, float]:
    year_ago = tally.days - YEAR
    complained = float((tally.active["complained_at"] >= year_ago).sum())
    hurt = float((tally.active["unresolved_at"] >= year_ago).sum())
    left_lately = (tally.people["left_at"] >= year_ago) & np.isfinite(tally.people["left_at"])
    was_customer = (tally.people["active"] == 1) | left_lately
    perceived = 1 - ratio(complained, tally.customers_end)
    lived = 1 - ratio(hurt, tally.customers_end)
    seen = float((tally.active["seen_at"] >= year_ago).sum())
    seen_unhurt = 1 - ratio(seen, tally.customers_end)
    return {
        "nps": promoter_score(tally.scenario, tally.outcome),
        "perceived_quality": perceived,
        "lived_quality": lived,
        "delivery_gap": perceived - lived,
        "survey_satisfied": _satisfied(tally.active),
        "satisfied": _satisfied(tally.people[was_customer]),
        "front_line_quality": seen_unhurt,
        "internal_gap": perceived - seen_unhurt,
    }


def _inside(tally: _Tally) -> dict[str, float]:
    days = tally.outcome.snapshots[tally.scenario.time.warm_up_days :]
    return {
        "morale": float(days["morale"].mean()),
        "skill": float(days["skill"].mean()),
        "staff_turnover": tally.count(facts.QUIT) / tally.staff_years,
    }


def _satisfied(people: NDArray[Any]) -> float:
    """Return the share of accounts that are not below 0; fading does not change their sign."""
    return ratio(float((people["account"] >= 0).sum()), len(people))


def balances(scenario: Scenario, outcome: Outcome) -> NDArray[np.float64]:
    """Return what the accounts of the active customers hold at the end."""
    active = outcome.people[outcome.people["active"] == 1]
    since = scenario.time.days - active["account_at"]
    half_life = np.where(
        active["account"] < 0,
        scenario.loyalty.negative_half_life_days,
        scenario.loyalty.half_life_days,
    )
    return np.asarray(active["account"] * np.exp2(-since / half_life))


def promoter_score(scenario: Scenario, outcome: Outcome) -> float:
    """Return the net promoter score of all active customers, from 0-to-10 scores by account."""
    account = balances(scenario, outcome)
    undisturbed = undisturbed_account(scenario)
    threshold = undisturbed * scenario.loyalty.loyal_share_of_undisturbed
    if not len(account) or undisturbed <= 0:
        return nan
    score = np.clip(np.round(7 + 3 * (account - threshold) / undisturbed), 0, 10)
    return float(100 * (np.mean(score >= 9) - np.mean(score <= 6)))


def _money(tally: _Tally) -> dict[str, float]:
    revenue = tally.amount(*facts.INCOME) / 100
    cost = tally.amount(*facts.COSTS) / 100
    margin = ratio(revenue - tally.amount(facts.GOODS) / 100, tally.customer_years)
    lifetime_value = margin / (tally.churn + tally.scenario.money.discount_rate)
    marketing, rewards = tally.amount(facts.MARKETING) / 100, tally.amount(facts.REWARD) / 100
    won, brought = tally.count(facts.JOINED_MARKETING), tally.count(facts.JOINED_REFERRAL)
    acquisition = ratio(marketing + rewards, won + brought)
    keeping = ratio(tally.amount(*facts.KEEPING) / 100, tally.customer_years)
    return {
        "revenue": revenue / tally.years,
        "cost": cost / tally.years,
        "profit": (revenue - cost) / tally.years,
        "profit_npv": _present_value(tally, tally.customers_end * lifetime_value),
        "lifetime_value": lifetime_value,
        "acquisition_cost": acquisition,
        "acquisition_cost_marketing": ratio(marketing, won),
        "keeping_cost": keeping,
        "acquisition_to_keeping": ratio(acquisition, keeping),
    }


def _present_value(tally: _Tally, left: float) -> float:
    """Discount the profit of each day, and what is left at the end."""
    start = tally.scenario.time.warm_up_days
    amounts = tally.outcome.amounts[start:]
    profit = amounts[:, list(facts.INCOME)].sum(axis=1) - amounts[:, list(facts.COSTS)].sum(axis=1)
    rate = tally.scenario.money.discount_rate  # continuous, as in the lifetime value
    discount = np.exp(-rate * np.arange(len(profit) + 1) / YEAR)
    return float(profit @ discount[:-1] / 100 + left * discount[-1])
