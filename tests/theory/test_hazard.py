"""Hazards: how fast customers leave, and what holds them.

A constant chance of leaving per day makes an exponential life; several reasons add up. Failures
are Poisson when visits are and each has the same small chance of one, whatever the wait and
whoever serves (no effect of the wait, no spread of skill).
"""

from math import exp

import numpy as np
import pytest
from scipy import stats

from sim import facts
from sim.brief import make_brief

YEAR = 364.0


def gone_times(lab, outcome, *kinds):
    """When those left who left for one of these reasons."""
    return lab.of(outcome, *kinds)["time"]


@pytest.mark.parametrize(
    ("engine", "people", "within"), [("compiled", 20_000, 0.012), ("simpy", 1_000, 0.06)]
)
@pytest.mark.parametrize("lock", [0.0, 0.4])
def test_churn_of_failures_alone(lab, engine, people, within, lock):
    """Churn hazard λ·[1 − v·s_v − (1 − v)·s_s]·(1 − lock), with λ failures a year.

    Exact with no forgiveness, a second failure like the first, and no reason but failures; the
    heard are put right on the spot, so s_v is the cell "fast". Those whom convenience holds never
    leave, so by the end of a year the share (1 − lock)·(1 − e^(−λ·[…])) is lost.
    """
    scenario = lab.bare(
        {
            **lab.people(people),
            "visits.visits_per_year": 30,
            "moments.problems_per_customer_year": 0.8,
            "touchpoints.till.serious_share": 0.25,
            "voice.silent_per_complaint": 4,
            "recovery.authority": 1,
            "lock.convenience_share": lock,
        }
    )
    (outcome,) = lab.live(scenario, 1, engine)
    v, s_v, s_s = 1 / 5, 0.8, 0.75 * 0.37 + 0.25 * 0.09
    hazard = 0.8 * (1 - v * s_v - (1 - v) * s_s)
    lost = lab.count(outcome, facts.LEFT_FAILURE)
    assert lost == lab.left(outcome)
    share = (1 - lock) * (1 - exp(-hazard))
    lab.share_agrees(lost, people, share, within, f"failures, lock {lock}, {engine}: lost")
    failed = lab.count(outcome, facts.MISERY_MINOR, facts.MISERY_SERIOUS)
    at_stake = outcome.snapshots["customers"][:-1].sum() / YEAR
    per_year = failed / at_stake
    assert abs(per_year - 0.8) < 3.29 * np.sqrt(0.8 / at_stake), "failures per customer and year"
    held = lab.count(outcome, facts.HELD)
    assert (held > 0) == (lock > 0)


def test_a_second_failure_halves_the_second_chance(lab):
    """The share that stays after a second failure within the window: factor × the table's cell.

    Everybody silent, minor failures, so the cell is 0.37 and with the factor 0.185.
    """
    scenario = lab.bare(
        {
            **lab.people(20_000),
            "visits.visits_per_year": 20,
            "moments.problems_per_customer_year": 20,
            "touchpoints.till.serious_share": 0,
            "voice.silent_per_complaint": 1e9,
            "second_chance.repeat_factor": 0.5,
        }
    )
    (outcome,) = lab.live(scenario)
    stays, quits = (lab.count(outcome, k) for k in (facts.STAYS_AGAIN, facts.QUITS_AGAIN))
    lab.share_agrees(stays, stays + quits, 0.185, 0.02, "second failure: stay")


@pytest.mark.parametrize(("engine", "people"), [("compiled", 8_000), ("simpy", 600)])
def test_a_contract_holds_until_its_renewal(lab, engine, people):
    """Under contract one leaves at a renewal date only, and on average after half a contract.

    Contracts began at any time before the start, so what is left of one when its customer wants
    to go is uniform (Kolmogorov-Smirnov). Everybody has one failure, and none is forgiven.
    """
    scenario = lab.bare(
        {
            **lab.people(people),
            **lab.one_visit,
            "time.days": 1456,
            "second_chance.silent_minor": 0,
            "second_chance.silent_serious": 0,
            "voice.silent_per_complaint": 1e9,
            "lock.contract_share": 1,
            "lock.contract_days": 200,
        }
    )
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    held = lab.of(outcome, facts.HELD)
    gone = lab.of(outcome, facts.LEFT_RENEWAL)
    assert lab.left(outcome) == len(gone) == len(held) == people
    since = np.empty(people)
    since[held["who"]] = held["time"]
    waited = gone["time"] - since[gone["who"]]
    assert waited.min() >= 0
    assert waited.max() <= 200
    what = f"days a contract still holds, {engine}"
    lab.fits("Kolmogorov-Smirnov", stats.kstest(waited / 200, stats.uniform.cdf).pvalue, what)
    # The renewal dates themselves: the phase drawn for each at the start, plus whole contracts.
    phase = make_brief(scenario, 26, 0).people.renewal_phase[gone["who"]]
    terms = gone["time"] / 200 + phase
    assert np.abs(terms - np.round(terms)).max() < 1e-9


@pytest.mark.parametrize(
    ("engine", "people", "within"), [("compiled", 20_000, 0.012), ("simpy", 2_000, 0.04)]
)
def test_moving_away_is_exponential(lab, engine, people, within):
    """Moving alone: lives are exponential (Kolmogorov-Smirnov, given the end of the horizon)."""
    scenario = lab.bare(
        {**lab.people(people), "time.days": 728, "visits.visits_per_year": 1}
        | {"exits.moving_per_year": 0.7, "lock.convenience_share": 0.5, "lock.contract_share": 0.5}
    )
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    times = gone_times(lab, outcome, facts.LEFT_MOVED)
    assert len(times) == lab.left(outcome)
    seen = 1 - exp(-0.7 * 2)
    lab.share_agrees(len(times), people, seen, within, f"moved away in two years, {engine}")
    chance = stats.kstest(times, lambda t: (1 - np.exp(-0.7 * t / YEAR)) / seen).pvalue
    lab.fits("Kolmogorov-Smirnov", chance, f"days until moving away, {engine}")


@pytest.mark.parametrize("loyal", [False, True])
@pytest.mark.parametrize(
    ("engine", "people", "within"), [("compiled", 20_000, 0.012), ("simpy", 1_000, 0.06)]
)
def test_competitors_win_the_less_loyal(lab, loyal, engine, people, within):
    """Offers are thinned: offers × accepted, × (1 − protection) for the loyal; the locked none.

    Loyal for good: an account that never fades, above the threshold from the start. Retained
    only for good: no magic, so an account of 0.
    """
    scenario = lab.bare(
        {
            **lab.people(people),
            "visits.visits_per_year": 1,
            "exits.offers_per_year": 3,
            "exits.offer_accepted": 0.2,
            "exits.loyal_protection": 0.7,
            "exits.moving_per_year": 0.1,
            "lock.convenience_share": 0.3,
            "touchpoints.till.magic": 0.001 if loyal else 0,
            "loyalty.half_life_days": lab.never,
            "loyalty.start_shape": 10_000,
        }
    )
    (outcome,) = lab.live(scenario, 1, engine)
    assert outcome.snapshots["loyal"][0] == (people if loyal else 0)
    taken = 3 * 0.2 * (0.3 if loyal else 1.0)
    both = taken + 0.1
    won = 0.7 * taken / both * (1 - exp(-both))
    lost = lab.count(outcome, facts.LEFT_COMPETITOR)
    who = "loyal" if loyal else "retained only"
    lab.share_agrees(lost, people, won, within, f"competitor, {who}, {engine}: lost")


def test_walking_out_rarely_ends_it(lab):
    """The share of walk-outs that end the relation is what it says."""
    scenario = lab.bare(
        {
            **lab.people(4_000),
            "visits.visits_per_year": 100,
            "departments.team.staff": 1,
            "touchpoints.till.service_minutes": 3,
            "touchpoints.till.patience_minutes": 0.5,
            "second_chance.walk_out_leaves": 0.02,
        }
    )
    (outcome,) = lab.live(scenario)
    walked = lab.count(outcome, facts.WALKED_OUT)
    lost = lab.count(outcome, facts.LEFT_WAITING)
    lab.share_agrees(lost, walked, 0.02, 0.002, "walk-outs that end the relation")
