"""Policy: what changes while the world runs, from which day on, and by how much."""

from math import exp

import numpy as np
import pytest

import sim
from sim import facts
from sim.assumptions import load

STAY = {
    f"second_chance.{outcome}_{severity}": 1
    for outcome in ("silent", "unresolved", "fast")
    for severity in ("minor", "serious")
}
LOUD = {
    "market.people": 400,
    "market.customers": 200,
    "time.days": 98,
    "time.warm_up_days": 0,
    "moments.problems_per_customer_year": 3.0,
    "voice.silent_per_complaint": 2.0,
    "departments.floor.staff": 2,
}
FORWARD = {
    "workforce.training_hours": 120.0,
    "workforce.coaching_hours": 40.0,
    "recovery.authority": 0.9,
    "voice.asked_share": 0.7,
    "voice.ease": 4.0,
    "moments.standards": 1.0,
    "workforce.recognition": 1.0,
    "workforce.bonus": 1.0,
    "workforce.hired_attitude": 0.9,
    "market.marketing_per_year": 90_000.0,
    "talk.referrals_asked_share": 1.0,
    "talk.reward": 9.0,
}
"""Policies that act on what happens from then on and on nothing else."""
EACH = [
    *[(key, "compiled") for key in FORWARD],
    ("recovery.authority", "simpy"),
]
STAFF = [("departments.floor.staff", "compiled"), ("departments.floor.staff", "simpy")]
WAITS = ("workforce.hired_attitude", "talk.reward")
"""Shows when somebody quits, or brings somebody: in so small a shop perhaps too late."""


@pytest.fixture(scope="module")
def shop():
    """A small shop with loud customers."""
    return load("corner_shop").with_(LOUD)


def same(one, other):
    """Tell whether two runs are the same to the last byte."""
    return all(a.tobytes() == b.tobytes() for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(("key", "engine"), [*EACH, *STAFF, ("desk.hours_per_week", "compiled")])
def test_before_the_day_nothing_differs(shop, engine, key):
    """The same facts to the last byte up to the day of a change, others from then on."""
    new = FORWARD.get(key, 5)
    day = 50
    calm = sim.run(shop, engine=engine).outcome
    changed = sim.run(shop, engine=engine, plan={day: {key: new}}).outcome
    before = [o.facts[o.facts["time"] < day] for o in (calm, changed)]
    assert len(before[0]) > 1_000
    assert before[0].tobytes() == before[1].tobytes()
    assert calm.counts[:day].tobytes() == changed.counts[:day].tobytes()
    assert calm.amounts[:day].tobytes() == changed.amounts[:day].tobytes()
    assert calm.snapshots[: day + 1].tobytes() == changed.snapshots[: day + 1].tobytes()
    assert key in WAITS or not same(calm, changed)


@pytest.mark.parametrize(("key", "engine"), EACH)
def test_a_plan_of_day_0_is_the_scenario_with_it(shop, engine, key):
    """A policy that acts forward, in force from day 0, is that scenario: the same bytes."""
    planned = sim.run(shop, engine=engine, plan={0: {key: FORWARD[key]}}).outcome
    changed = sim.run(shop.with_({key: FORWARD[key]}), engine=engine).outcome
    assert same(planned, changed)


@pytest.mark.parametrize("engine", ["compiled"])
def test_desk_hours_of_day_0_are_the_scenario_with_them(shop, engine):
    """Longer desk hours from day 0 are that scenario too: they act on nothing that is past."""
    longer = {"desk.hours_per_week": 40.0}
    planned = sim.run(shop, engine=engine, plan={0: longer}).outcome
    assert same(planned, sim.run(shop.with_(longer), engine=engine).outcome)


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_whoever_is_paid_is_there(lab, engine):
    """As many employees come as wages are paid for, up to the last place; more are refused."""
    scenario = lab.bare({**lab.people(10), "departments.team.staff": 1, "time.days": 60})
    scenario = scenario.with_({"departments.team.wage_per_hour": 1})
    plan = {7: {"departments.team.staff": 3}}
    (outcome,) = lab.live(scenario, 1, engine, plan=plan)
    assert outcome.amounts[-1, facts.WAGES] == 3 * outcome.amounts[0, facts.WAGES]
    assert 1 + lab.count(outcome, facts.HIRED) == 3
    assert outcome.snapshots["on_duty"].tolist() == [1] * 36 + [3] * 25
    with pytest.raises(ValueError, match="there are places for 3"):
        sim.run(scenario, engine=engine, plan={7: {"departments.team.staff": 4}})


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_all_of_them_at_once(shop, engine):
    """The same for all of them together; and a plan that changes nothing changes nothing."""
    planned = sim.run(shop, engine=engine, plan={0: FORWARD}).outcome
    changed = sim.run(shop.with_(FORWARD), engine=engine).outcome
    assert same(planned, changed)
    as_it_is = {key: shop.value(key) for key in FORWARD}
    planned = sim.run(shop, engine=engine, plan={30.25: as_it_is, 60: as_it_is}).outcome
    assert same(planned, sim.run(shop, engine=engine).outcome)


@pytest.mark.parametrize(("engine", "people"), [("compiled", 4_000), ("simpy", 500)])
def test_authority_and_asking_from_their_day_on(lab, engine, people):
    """Put right of what was heard: 0, then authority × success; asked of the silent: 0, then 0.3.

    A fifth speak by themselves; nobody leaves.
    """
    scenario = lab.bare(
        {
            **lab.people(people),
            **STAY,
            "visits.visits_per_year": 30,
            "moments.problems_per_customer_year": 6,
            "voice.silent_per_complaint": 4,
            "recovery.success": 0.75,
        }
    )
    plan = {182: {"recovery.authority": 0.6, "voice.asked_share": 0.3}}
    (outcome,) = lab.live(scenario, 1, engine, plan=plan)
    assert lab.count(outcome, facts.PUT_RIGHT) == lab.count(outcome, facts.PUT_RIGHT, since=182)
    assert lab.count(outcome, facts.ASKED) == lab.count(outcome, facts.ASKED, since=182)
    spoke, asked, silent, put_right = (
        lab.count(outcome, kind, since=182)
        for kind in (facts.SPOKE_UP, facts.ASKED, facts.SILENT, facts.PUT_RIGHT)
    )
    lab.share_agrees(put_right, spoke + asked, 0.45, 0.07, f"put right of the heard, {engine}")
    lab.share_agrees(asked, asked + silent, 0.3, 0.05, f"asked of the silent, {engine}")


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_staff_come_late_and_go_at_once(lab, engine):
    """More staff: on duty 28 days after the decision. Fewer: no service begins beyond them.

    A team that is overloaded, so that whoever is on duty serves; wages follow the decision.
    """
    scenario = lab.bare(
        {
            **lab.people(250),
            "visits.visits_per_year": 728,
            "time.days": 120,
            "departments.team.staff": 3,
            "departments.team.wage_per_hour": 10,
            "touchpoints.till.service_minutes": 10,
            "touchpoints.till.patience_minutes": 30,
        }
    )
    plan = {20: {"departments.team.staff": 5}, 90: {"departments.team.staff": 2}}
    (outcome,) = lab.live(scenario, 1, engine, keep=True, plan=plan)
    started = lab.of(outcome, facts.STARTED)
    for since, until, staff in ((0, 48, 3), (48, 90, 5), (90, 120, 2)):
        during = (started["time"] > since) & (started["time"] < until)
        assert sorted(set(started["other"][during])) == list(range(staff))
        busy = outcome.amounts[since + 2 : until, facts.SERVED].mean()
        assert 0.97 * staff < busy <= 1.03 * staff
    wages = outcome.amounts[:, facts.WAGES] / (10 * 12 * 100)
    assert wages.tolist() == [3] * 20 + [5] * 70 + [2] * 30
    assert outcome.snapshots["on_duty"].tolist() == [3] * 49 + [5] * 41 + [2] * 31
    assert lab.of(outcome, facts.HIRED)["time"].tolist() == [48.0, 48.0]


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_standards_cut_what_falls_between_departments(lab, engine):
    """Hand-offs that fail: problems × share / visits × (1 − standards × 0.8); contacts as before.

    Two departments, each passed at every visit: one hand-off. From day 364 on standards hold.
    """
    values = lab.bare().plain()
    values["departments"] = [
        {"name": name, "staff": 10, "wage_per_hour": 0} for name in ("front", "back")
    ]
    values["touchpoints"] = [
        {**values["touchpoints"][0], "name": name, "department": name} for name in ("front", "back")
    ]
    scenario = type(lab.bare())(**values).with_(
        {
            **lab.people(4_000 if engine == "compiled" else 400),
            **STAY,
            "time.days": 728,
            "visits.visits_per_year": 20,
            "moments.problems_per_customer_year": 4,
            "moments.hand_off_share": 0.5,
            "voice.silent_per_complaint": 1e9,
        }
    )
    plan = {0: {"moments.standards": 0.5}, 364: {"moments.standards": 1.0}}
    (outcome,) = lab.live(scenario, 1, engine, plan=plan)
    for year, chance in ((0, 0.1 * 0.6), (1, 0.1 * 0.2)):
        days = outcome.counts[364 * year : 364 * (year + 1)]
        visits, fell = days[:, [facts.VISIT, facts.FELL_THROUGH]].sum(axis=0)
        what = f"hand-offs, standards {0.5 + year / 2:g}, {engine}"
        lab.share_agrees(int(fell), int(visits), chance, 0.011, what)
        failed = days[:, [facts.MISERY_MINOR, facts.MISERY_SERIOUS]].sum() - fell
        served = days[:, facts.SERVED].sum()
        what = f"contacts, standards {0.5 + year / 2:g}, {engine}"
        lab.share_agrees(int(failed), int(served), 0.05, 0.008, what)


@pytest.mark.parametrize(("engine", "ears"), [("compiled", 1), ("compiled", 2), ("simpy", 2)])
def test_a_bonus_on_the_index_hushes_complaints(lab, engine, ears):
    """A full bonus: odds of a failure × e^(−0.3), what management hears × (1 − 0.6).

    So complaints fall by more than failures, and of what is wrong less is on record. The front
    line hears half of the failures; with two ears half of those are passed on.
    """
    scenario = lab.bare(
        {
            **lab.people(5_000 if engine == "compiled" else 600),
            **STAY,
            "time.days": 728,
            "visits.visits_per_year": 40,
            "moments.problems_per_customer_year": 8,
            "voice.ears": ears,
            "voice.silent_per_complaint": 1,
            "voice.front_line_hears_minor": 0.5,
            "voice.front_line_hears_serious": 0.5,
            "voice.management_hears": 0.5,
        }
    )
    plan = {364: {"workforce.bonus": 1.0}}
    (outcome,) = lab.live(scenario, 1, engine, plan=plan)
    passed_on = 1.0 if ears == 1 else 0.5
    odds = 0.25 * exp(-0.3)
    index = []
    for year, failure, hushed in ((0, 0.2, 1.0), (1, odds / (1 + odds), 0.4)):
        days = outcome.counts[364 * year : 364 * (year + 1)].sum(axis=0)
        visits = int(days[facts.VISIT])
        failed = int(days[[facts.MISERY_MINOR, facts.MISERY_SERIOUS]].sum())
        what = f"bonus {year}, {ears} ears, {engine}"
        lab.share_agrees(failed, visits, failure, 0.02, f"{what}: failures")
        heard = passed_on * hushed
        if heard < 1:
            spoke, told = int(days[facts.SPOKE_UP]), int(days[facts.COMPLAINED])
            lab.share_agrees(told, spoke, heard, 0.05, f"{what}: passed on")
        spoiled, recorded = int(days[facts.SPOILED]), int(days[facts.SPOILED_ON_RECORD])
        lab.share_agrees(spoiled, visits, failure, 0.02, f"{what}: lived index")
        lab.share_agrees(recorded, visits, failure * 0.5 * heard, 0.02, f"{what}: on record")
        index.append(np.array([1 - recorded / visits, 1 - spoiled / visits]))
    recorded_rise, lived_rise = index[1] - index[0]
    gap = [recorded - lived for recorded, lived in index]
    assert recorded_rise > 0.02
    assert lived_rise > 0.02
    assert gap[0] > 0.05
    # Of what is still wrong, less is on record than before.
    assert (1 - index[1][0]) / (1 - index[1][1]) < 0.6 * (1 - index[0][0]) / (1 - index[0][1])


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_a_bonus_hides_broken_promises_and_is_paid_on_what_is_left(lab, engine):
    """Spoiled visits on record: all of them, then 0.4; the bonus is full × yesterday's index.

    Nothing fails, but every wait is longer than was promised, so who waits is let down.
    """
    scenario = lab.bare(
        {
            **lab.people(400),
            "visits.visits_per_year": 50,
            "time.days": 364,
            "departments.team.staff": 1,
            "touchpoints.till.service_minutes": 8,
            "touchpoints.till.promised_wait_minutes": 1e-9,
            "workforce.bonus_cost": 36_400.0,
        }
    )
    (outcome,) = lab.live(scenario, 1, engine, plan={182: {"workforce.bonus": 1.0}})
    counts = outcome.counts
    spoiled, recorded = counts[:, [facts.SPOILED, facts.SPOILED_ON_RECORD]].T
    assert abs(spoiled.sum() - counts[:, facts.BROKEN_PROMISE].sum()) <= 1
    assert (recorded[:182] == spoiled[:182]).all()
    what = f"broken promises on record, {engine}"
    lab.share_agrees(int(recorded[182:].sum()), int(spoiled[182:].sum()), 0.4, 0.05, what)
    index = 1 - recorded / counts[:, facts.VISIT]
    paid = outcome.amounts[:, facts.BONUS]
    assert paid[:182].sum() == 0
    assert paid[182:] == pytest.approx(10_000 * index[181:-1], abs=0.51)


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
def test_marketing_stops_on_its_day(lab, engine):
    """Contacts a day are the money of that day ÷ price: Poisson before, none after."""
    scenario = lab.bare(
        {
            "market.people": 5_000,
            "market.customers": 500,
            "market.marketing_per_year": 364 * 40,
            "visits.visits_per_year": 1,
        }
    )
    plan = {100: {"market.marketing_per_year": 0.0}, 300: {"market.marketing_per_year": 364 * 90}}
    (outcome,) = lab.live(scenario, 1, engine, plan=plan)
    daily = outcome.counts[:, facts.CONTACTED]
    lab.rate_agrees(daily[:100].sum(), 40 * 100, 0.06, f"contacts before, {engine}")
    assert daily[100:300].sum() == 0
    lab.rate_agrees(daily[300:].sum(), 90 * 64, 0.06, f"contacts after, {engine}")
    spent = outcome.amounts[:, facts.MARKETING]
    assert spent.tolist() == [4_000.0] * 100 + [0.0] * 200 + [9_000.0] * 64
