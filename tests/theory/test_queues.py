"""Queues: Erlang's formulas, Pollaczek and Khinchine's, Cobham's, and the profile of a day.

Throughout, many customers with the same low rate of visits come independently, so arrivals are
Poisson: a customer whose next visit falls into the present one delays it, which changes the
rate by about (rate × length of a visit)²/2, less than 1 in 1,000 here. Lines stand on through
closing time, so there is one stationary queue. The first days, until it is, are left out.
"""

from math import factorial

import numpy as np
import pytest
from scipy import stats

from sim import facts

MINUTES = 720.0  # of a business day
SINCE = 14  # days left out


def erlang_c(servers, offered):
    """The chance of having to wait in M/M/c (Erlang 1917; Gross et al., Queueing Theory, 2.3)."""
    tail = offered**servers / factorial(servers) * servers / (servers - offered)
    return tail / (sum(offered**n / factorial(n) for n in range(servers)) + tail)


def erlang_a(servers, arrivals, service, patience, most=2_000):
    """Share who walk out and mean wait of all in M/M/c+M (Palm 1957), by its birth-death chain.

    `arrivals` a minute, mean `service` and `patience` in minutes.
    """
    logs = [0.0]
    for n in range(1, most):
        down = min(n, servers) / service + max(0, n - servers) / patience
        logs.append(logs[-1] + np.log(arrivals / down))
    weights = np.exp(np.array(logs) - max(logs))
    weights /= weights.sum()
    waiting = float((np.maximum(np.arange(most) - servers, 0) * weights).sum())
    return waiting / patience / arrivals, waiting / arrivals


def shop(lab, servers, load, service=6.0, people=4_000, **more):
    """One touchpoint and a team that is loaded so much by its customers."""
    arrivals_a_day = load * servers * MINUTES / service
    return lab.bare(
        {
            **lab.people(people),
            "visits.visits_per_year": arrivals_a_day * 364 / people,
            "departments.team.staff": servers,
            "touchpoints.till.service_minutes": service,
            **more,
        }
    )


def mean_wait(lab, outcome):
    """Mean wait in minutes of all who came to the touchpoint, those who walked out included."""
    waits = lab.total(outcome, facts.STARTED, facts.WALKED_OUT, since=SINCE)
    return waits / lab.count(outcome, facts.VISIT, since=SINCE) * MINUTES


@pytest.mark.parametrize(
    ("engine", "servers", "load", "replications", "within"),
    [
        ("compiled", 1, 0.7, 40, 0.03),
        ("compiled", 2, 0.7, 30, 0.03),
        ("compiled", 4, 0.8, 30, 0.03),
        ("simpy", 1, 0.5, 8, 0.2),
    ],
)
def test_wait_and_utilisation_are_erlangs(lab, engine, servers, load, replications, within):
    """M/M/c: mean wait C/(cµ − λ), share who wait C, and utilisation λ/cµ.

    Exact for one touchpoint, exponential service, endless patience and no peak.
    """
    days = {"time.days": 364 if engine == "compiled" else 98}
    people = 4_000 if engine == "compiled" else 500
    outcomes = lab.live(shop(lab, servers, load, people=people, **days), replications, engine)
    waits = erlang_c(servers, load * servers)
    minutes = waits / (servers / 6.0 * (1 - load))
    what = f"M/M/{servers} at {load}, {engine}"
    lab.mean_agrees([mean_wait(lab, o) for o in outcomes], minutes, within, f"{what}: wait")
    queued = [
        lab.count(o, facts.QUEUED, since=SINCE) / lab.count(o, facts.VISIT, since=SINCE)
        for o in outcomes
    ]
    lab.mean_agrees(queued, waits, within, f"{what}: share who wait")
    capacity = servers * (days["time.days"] - SINCE)
    busy = [lab.total(o, facts.SERVED, since=SINCE) / capacity for o in outcomes]
    lab.mean_agrees(busy, load, within, f"{what}: utilisation")


@pytest.mark.parametrize(
    ("engine", "servers", "load", "patience", "replications", "within"),
    [
        ("compiled", 1, 0.9, 10.0, 20, 0.02),
        ("compiled", 2, 1.3, 15.0, 20, 0.02),
        ("compiled", 4, 0.9, 3.0, 20, 0.03),
        ("simpy", 1, 1.2, 6.0, 6, 0.10),
    ],
)
def test_walk_outs_are_erlang_a(lab, engine, servers, load, patience, replications, within):
    """M/M/c+M: the share who walk out, and the mean wait of all, overloaded or not.

    Exact for exponential patience, and walking out that has no consequence.
    """
    days = {"time.days": 364 if engine == "compiled" else 98}
    more = {"touchpoints.till.patience_minutes": patience, **days}
    people = 8_000 if engine == "compiled" else 1_000
    outcomes = lab.live(shop(lab, servers, load, people=people, **more), replications, engine)
    walk, wait = erlang_a(servers, load * servers / 6.0, 6.0, patience)
    walked = [
        lab.count(o, facts.WALKED_OUT, since=SINCE) / lab.count(o, facts.VISIT, since=SINCE)
        for o in outcomes
    ]
    what = f"M/M/{servers}+M at {load}, patience {patience:g}, {engine}"
    lab.mean_agrees(walked, walk, within, f"{what}: walk out")
    lab.mean_agrees([mean_wait(lab, o) for o in outcomes], wait, within, f"{what}: wait")


@pytest.mark.parametrize(
    ("engine", "servers", "replications", "within"),
    [("compiled", 1, 40, 0.03), ("compiled", 3, 30, 0.03), ("simpy", 1, 6, 0.4)],
)
def test_other_work_queues_like_anybody(lab, engine, servers, replications, within):
    """Customers and other work in one line: M/M/c with the joint rate of arrivals.

    Exact when both take equally long on average; the 64 places for other work never fill up.
    """
    more = {
        "departments.team.background_hours": 0.3 * servers * 12,
        "departments.team.background_minutes": 6.0,
        "time.days": 364 if engine == "compiled" else 98,
    }
    people = 4_000 if engine == "compiled" else 500
    outcomes = lab.live(shop(lab, servers, 0.4, people=people, **more), replications, engine)
    wait = erlang_c(servers, 0.7 * servers) / (servers / 6.0 * 0.3)
    what = f"M/M/{servers} with other work, {engine}"
    lab.mean_agrees([mean_wait(lab, o) for o in outcomes], wait, within, f"{what}: wait")
    others = [
        lab.total(o, facts.OTHER_STARTED, since=SINCE)
        / lab.count(o, facts.OTHER_STARTED, since=SINCE)
        * MINUTES
        for o in outcomes
    ]
    lab.mean_agrees(others, wait, within, f"{what}: wait of the work")
    assert not any(lab.count(o, facts.OTHER_TURNED_AWAY) for o in outcomes)


def test_other_work_of_another_length(lab):
    """M/G/1 with hyperexponential service: Pollaczek and Khinchine's λE[S²]/2(1 − ρ).

    Exact for one server; E[S²] of an exponential is twice the square of its mean.
    """
    more = {
        "departments.team.background_hours": 0.25 * 12,
        "departments.team.background_minutes": 20.0,
    }
    outcomes = lab.live(shop(lab, 1, 0.4, **more), 40)
    squares = 0.4 / 6.0 * 2 * 6.0**2 + 0.25 / 20.0 * 2 * 20.0**2
    wait = squares / 2 / (1 - 0.65)
    lab.mean_agrees([mean_wait(lab, o) for o in outcomes], wait, 0.05, "M/G/1: wait")


@pytest.mark.parametrize(
    ("engine", "replications", "years", "within"),
    [("compiled", 24, 4, 0.1), ("simpy", 6, 1, 0.7)],
)
def test_the_desk_takes_the_serious_first(lab, engine, replications, years, within):
    """Cobham 1954: W_k = W_0 / (1 − σ_{k−1})(1 − σ_k) for lines without pre-emption.

    Serious complaints, then minor ones, then other work. Exact for one agent when complaints
    come as a Poisson stream: every failure is a complaint, nobody leaves, and customers are so
    many that hardly any has two complaints open.
    """
    people, a_day = (4_000 if engine == "compiled" else 500), 6.0
    scenario = lab.bare(
        {
            **lab.people(people),
            "time.days": 364 * years,
            "visits.visits_per_year": a_day * 364 / people,
            "moments.problems_per_customer_year": a_day * 364 / people,
            "touchpoints.till.serious_share": 0.4,
            "voice.silent_per_complaint": 0.0,
            **{
                f"second_chance.{outcome}_{severity}": 1.0
                for outcome in ("unresolved", "fast")
                for severity in ("minor", "serious")
            },
            "desk.handling_minutes": 60.0,
            "desk.background_hours_per_week": 0.15 * 84,
            "desk.background_minutes": 90.0,
        }
    )
    outcomes = lab.live(scenario, replications, engine, keep=True)
    handling, other = 60 / MINUTES, 90 / MINUTES
    serious, minor = 0.4 * a_day * handling, 0.6 * a_day * handling
    residual = (serious + minor) * handling + 0.15 * other
    theory = {
        "serious": residual / (1 - serious),
        "minor": residual / (1 - serious) / (1 - serious - minor),
        "other": residual / (1 - serious - minor) / (1 - serious - minor - 0.15),
    }
    measured = {name: [] for name in theory}
    for outcome in outcomes:
        told = lab.of(outcome, facts.MISERY_MINOR, facts.MISERY_SERIOUS, facts.CASE_STARTED)
        told = told[np.argsort(told["who"], kind="stable")]
        begun = np.flatnonzero(told["kind"] == facts.CASE_STARTED)
        begun = begun[told["time"][begun] > SINCE]
        was_serious = told["kind"][begun - 1] == facts.MISERY_SERIOUS
        measured["serious"].append(told["amount"][begun][was_serious].mean())
        measured["minor"].append(told["amount"][begun][~was_serious].mean())
        desk = lab.of(outcome, facts.OTHER_STARTED)
        measured["other"].append(desk["amount"][desk["time"] > SINCE].mean())
    for name, days in theory.items():
        lab.mean_agrees(measured[name], days, within, f"desk, {engine}: wait of {name}, days")


@pytest.mark.parametrize(("engine", "people"), [("compiled", 4_000), ("simpy", 220)])
def test_arrivals_follow_the_day(lab, engine, people):
    """Arrivals by hour are those of the profile: chi-square over the twelve hours.

    Exact because time-changed Poisson streams stay Poisson. The busy stretch, 60% of arrivals,
    lasts from 0.25 to 0.5 of the day: hours 3, 4 and 5.
    """
    scenario = lab.bare(
        {
            **lab.people(people),
            "visits.visits_per_year": 50,
            "time.peak_start": 0.25,
            "time.peak_length": 0.25,
            "time.peak_share": 0.6,
            "departments.team.background_hours": 24.0,
            "departments.team.background_minutes": 5.0,
        }
    )
    (outcome,) = lab.live(scenario, 1, engine, keep=True)
    expected = np.full(12, 0.4 / 9)
    expected[3:6] = 0.6 / 3
    for kind, what in ((facts.VISIT, "visits"), (facts.OTHER_STARTED, "other work")):
        hours = np.floor(lab.of(outcome, kind)["time"] % 1 * 12).astype(int)
        seen = np.bincount(hours, minlength=12)
        assert seen.sum() > 10_000
        chance = stats.chisquare(seen, expected * seen.sum()).pvalue
        lab.fits("chi-square", chance, f"{what} by hour, {engine}")
