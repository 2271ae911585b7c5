"""Little's law, L = λW: what is there on average is what comes in times how long it stays.

L is sampled: the engine is stopped at fixed instants and what stands in its lines is counted,
which owes nothing to the waits that it writes down. The instants are 0.1731 days apart, so that
they fall on every hour of the day alike. λW is what the facts say: all durations that end in a
day are that day's amounts, so their sum a day is λW. The law needs a stationary world; the
random shops lose nobody, the corner shop changes slowly, and the first four weeks are left out.
"""

import numpy as np
import pytest

from sim import facts
from sim.assumptions import load

STEP = 0.1731
SINCE = 28
CLOSED = (facts.RESOLVED_FAST, facts.RESOLVED_LATE, facts.UNRESOLVED, facts.WITHDRAWN)


def random_shop(lab, number):
    """A shop drawn at random: two departments, three touchpoints, peaks, patience, a desk."""
    draw = np.random.default_rng([26, number])
    values = lab.bare().plain()
    values["departments"] = [
        {
            "name": name,
            "staff": (staff := int(draw.integers(1, 4))),
            "wage_per_hour": 10,
            "background_hours": float(draw.uniform(0, 0.3)) * staff * 12,
        }
        for name in ("front", "back")
    ]
    values["touchpoints"] = [
        {
            "name": f"place_{place}",
            "stage": "purchase",
            "department": str(draw.choice(["front", "back"])),
            "use": float(draw.uniform(0.3, 1)),
            "delay_days": float(draw.choice([0, 0.05])),
            "service_minutes": float(draw.uniform(0.5, 1.5)),
            "patience_minutes": float(draw.uniform(2, 20)),
        }
        for place in range(3)
    ]
    stay = {
        f"second_chance.{outcome}_{severity}": 1.0
        for outcome in ("silent", "unresolved", "fast")
        for severity in ("minor", "serious")
    }
    return type(lab.bare())(**values).with_(
        stay
        | {
            "time.days": 364,
            "time.peak_start": 0.3,
            "time.peak_length": 0.3,
            "time.peak_share": 0.5,
            "visits.visits_per_year": 150,
            "moments.problems_per_customer_year": 2.0,
            "voice.silent_per_complaint": float(draw.uniform(0, 2)),
            "desk.hours_per_week": 20,
            "desk.handling_minutes": 15,
            "desk.background_hours_per_week": 4.0,
            "desk.escalation_share": 0.3,
            "desk.escalation_days": 3,
        }
    )


def sampled(world, engine):
    """Count customers in line for the staff, customers in a visit, and open complaints."""
    if engine == "simpy":
        people = len(world.people)
        lines = [line for team in world.teams[:-1] for line in team.lines]
        in_line = sum(ticket < people for line in lines for ticket in line)
        return in_line, sum(p.in_visit for p in world.people), world.open_cases
    w = world.world
    in_line = np.count_nonzero(w.tickets["line"][: len(w.people)] >= 0)
    return in_line, np.sum(w.people["in_visit"]), np.sum(w.cases["open"])


def visits_lasted(events, days):
    """Days that visits lasted in all, those within the days that are looked at."""
    ends = events[np.isin(events["kind"], (facts.VISIT, facts.COMPLETED, facts.ABANDONED))]
    ends = ends[np.argsort(ends["who"], kind="stable")]
    begun = ends["kind"] == facts.VISIT
    done = np.flatnonzero(~begun)
    assert begun[done - 1].all(), "a visit ends that never began"
    assert (ends["who"][done] == ends["who"][done - 1]).all()
    lasted = ends["time"][done] - ends["time"][done - 1]
    return lasted[ends["time"][done] >= SINCE].sum() / days


def both_sides(lab, scenario, replication, engine="compiled"):
    """L as sampled less λW as written down: in line, in a visit, complaints at the desk; and L."""
    world, run = lab.begin(scenario, replication, engine)
    states = []
    for instant in np.arange(SINCE, scenario.time.days, STEP):
        run.advance(world, float(instant))
        states.append(sampled(world, engine))
    run.advance(world, float(scenario.time.days))
    outcome = run.take_stock(world)
    days = scenario.time.days - SINCE
    there = np.mean(states, axis=0)
    law = (
        lab.total(outcome, facts.STARTED, facts.WALKED_OUT, since=SINCE) / days,
        visits_lasted(outcome.facts, days),
        lab.total(outcome, *CLOSED, since=SINCE) / days,
    )
    return there - law, there


def compare(lab, scenario, replications, within, engine="compiled"):
    """Compare both sides in some replications; `within` is relative to what is there."""
    sides = [both_sides(lab, scenario, n, engine) for n in range(replications)]
    apart, there = np.array([a for a, _ in sides]), np.array([b for _, b in sides]).mean(axis=0)
    for place, what in enumerate(("in line", "in a visit", "complaints")):
        told = f"{scenario.name}, {engine}: {what}, L = {there[place]:.3g}: L − λW"
        assert there[place] > 0.01, f"{told}: nothing to look at"
        lab.is_nothing(apart[:, place], within[place] * there[place], told)


def test_in_the_corner_shop(lab):
    """The bundled corner shop, with twice the complaints it has so that its desk is seen."""
    shop = load("corner_shop").with_({"voice.silent_per_complaint": 5.0, "time.days": 364})
    compare(lab, shop, 10, (0.15, 0.03, 0.15))


@pytest.mark.parametrize("number", range(2))
def test_in_shops_drawn_at_random(lab, number):
    """Any shop that is stationary: here nobody leaves, whatever happens."""
    compare(lab, random_shop(lab, number), 10, (0.12, 0.06, 0.06))


def test_on_the_engine_that_defines_it(lab):
    """The same on SimPy, smaller."""
    small = {**lab.people(140), "time.days": 84, "visits.visits_per_year": 600.0}
    compare(lab, random_shop(lab, 0).with_(small), 5, (2.0, 0.4, 1.0), "simpy")


def test_open_complaints_of_the_snapshots(lab):
    """Daily snapshots of open complaints against complaints a day × mean days open.

    Without a peak, complaints open at any hour, so a look each morning is a fair sample.
    """
    shop = random_shop(lab, 1).with_(
        {"time.peak_length": 0.0, "time.peak_share": 0.0, "time.days": 1092}
    )
    apart, there = [], []
    for outcome in lab.live(shop, 10):
        days = shop.time.days - SINCE
        closed = lab.count(outcome, *CLOSED, since=SINCE)
        opened = lab.count(outcome, facts.CASE_OPENED, since=SINCE)
        law = opened / days * lab.total(outcome, *CLOSED, since=SINCE) / closed
        there.append(outcome.snapshots["open_cases"][SINCE:-1].mean())
        apart.append(there[-1] - law)
    lab.is_nothing(apart, 0.04 * np.mean(there), f"open cases, L = {np.mean(there):.3g}: L − λW")
