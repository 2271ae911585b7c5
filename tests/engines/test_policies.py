"""Policies that change while the world stands still: both engines go on alike."""

import re

import numpy as np
import pytest

import sim
from sim import facts
from sim.assumptions import Scenario, ScenarioError
from sim.assumptions.policy import POLICIES, is_policy
from sim.brief import make_brief, places
from tests.engines.living import ENGINES, bits, differences, twin, world
from tests.engines.scenarios import GRAIN, Draw, is_grained, random_scenario, random_values

WORLDS = 90
CHUNK = 9
CHUNKS = [range(first, first + CHUNK) for first in range(0, WORLDS, CHUNK)]
AMOUNTS = {
    "workforce.training_hours": lambda draw: draw.one_of(0.0, 400.0, draw.between(0.0, 300.0)),
    "workforce.coaching_hours": lambda draw: draw.one_of(0.0, draw.between(0.0, 100.0)),
    "desk.hours_per_week": lambda draw: draw.between(1.0, 100.0),
    "voice.ease": lambda draw: draw.one_of(1.0, draw.between(0.3, 20.0)),
    "market.marketing_per_year": lambda draw: 364.0 * draw.one_of(0.0, 1.0, 20.0, 200.0),
    "talk.reward": lambda draw: draw.one_of(0.0, draw.between(0.1, 20.0)),
}
"""How to draw a policy that is no share."""


def a_share(draw: Draw) -> float:
    return draw.one_of(0.0, 1.0, draw.between(0.0, 1.0))


def some_policy(draw: Draw, scenario: Scenario, most: dict[str, int]) -> dict:
    """Draw a change of policy: staff of all departments or of one, and some of everything else."""
    changes: dict = {}
    for department in scenario.departments:
        if draw.chance(0.7):
            key = f"departments.{department.name}.staff"
            changes[key] = draw.whole(1, most[department.name])
    if draw.chance(0.7):
        changes["desk.agents"] = draw.whole(1, most["desk"])
    for policy in POLICIES:
        if policy.name not in ("staff", "desk agents") and draw.chance(0.4):
            changes[policy.key] = AMOUNTS.get(policy.key, a_share)(draw)
    return changes


def most_staff(scenario: Scenario, beyond: int = 0) -> dict[str, int]:
    """As many as there are places for, and some more."""
    found = {one.name: places(one.staff) + beyond for one in scenario.departments}
    return found | {"desk": places(scenario.desk.agents) + beyond}


def a_plan(draw: Draw, scenario: Scenario, beyond: int = 0) -> dict[float, dict]:
    """One to three changes, some of them on the instants at which everything else happens."""
    days, most = scenario.time.days, most_staff(scenario, beyond)
    return {
        draw.one_of(
            0.0,
            float(draw.whole(0, days - 1)),
            7.0 * draw.whole(0, (days - 1) // 7),  # as a week ends
            draw.whole(0, int(days / GRAIN) - 1) * GRAIN,
            draw.between(0.0, days),
        ): some_policy(draw, scenario, most)
        for _ in range(draw.whole(1, 3))
    }


def planned(number: int, beyond: int = 0) -> tuple[Scenario, dict[float, dict]]:
    scenario = random_scenario(number)
    return scenario, a_plan(Draw(2_000_000 + number), scenario, beyond)


def live_by(engine, scenario: Scenario, plan, number: int, keep_events: bool = True):
    """Live a scenario that changes on the days of a plan."""
    living = engine.begin(make_brief(scenario, 26, number), keep_events)
    for day in sorted(plan):
        engine.advance(living, day)
        scenario = scenario.with_(plan[day])
        engine.change(living, make_brief(scenario, 26, number))
    engine.advance(living, float(scenario.time.days))
    return engine.take_stock(living)


@pytest.mark.parametrize("numbers", CHUNKS, ids=lambda r: f"{r.start}-{r.stop - 1}")
def test_both_engines_live_the_same_changes(numbers):
    for number in numbers:
        scenario, plan = planned(number)
        keep_events = number % 3 != 0
        one = live_by(world, scenario, plan, number, keep_events)
        two = live_by(twin, scenario, plan, number, keep_events)
        assert (len(one.facts) > 0) == keep_events
        told = differences(one, two)
        assert told is None, f"world {number}, {plan}: {told}"


@pytest.mark.parametrize("engine", ENGINES)
def test_without_facts_a_changed_world_is_the_same(engine):
    for number in range(4):
        scenario, plan = planned(number)
        kept = live_by(ENGINES[engine], scenario, plan, number)
        tallied = live_by(ENGINES[engine], scenario, plan, number, keep_events=False)
        told = differences(kept._replace(facts=tallied.facts), tallied, ("with", "without"))
        assert told is None, f"world {number}: {told}"


def test_every_policy_is_exercised():
    """Each is changed in many worlds; staff goes up, down, to one and to every place."""
    changed = dict.fromkeys((policy.key for policy in POLICIES), 0)
    staff = dict.fromkeys(("up", "down", "to one", "to every place"), 0)
    for number in range(WORLDS):
        scenario, plan = planned(number)
        most = most_staff(scenario)
        now = scenario
        for day in sorted(plan):
            for key, value in plan[day].items():
                assert is_policy(key), key
                *name, last = key.split(".")[1:]
                before = now.value(key)
                changed[f"departments.*.{last}" if name else key] += value != before
                if name or key == "desk.agents":
                    staff["up"] += value > before
                    staff["down"] += value < before
                    staff["to one"] += value == 1 < before
                    staff["to every place"] += value == most[name[0] if name else "desk"]
            now = now.with_(plan[day])
    assert min(changed.values()) >= 20, changed
    assert min(staff.values()) >= 20, staff


def test_the_changed_worlds_are_worth_comparing():
    """People are hired and let go, quit and are trained; half of the plans fall on ties."""
    occurred = np.zeros(len(facts.KINDS), dtype=np.int64)
    ties = different = 0
    for number in range(WORLDS):
        scenario, plan = planned(number)
        counts = live_by(twin, scenario, plan, number, keep_events=False).counts
        occurred += counts.sum(axis=0)
        unchanged = live_by(twin, scenario, {}, number, keep_events=False).counts
        different += not np.array_equal(counts, unchanged)
        ties += is_grained(number) and any(day % GRAIN == 0.0 for day in plan)
    rare = [kind.name for kind, count in zip(facts.KINDS, occurred, strict=True) if count < 20]
    assert not rare, f"these hardly happen: {rare}"
    assert different > 0.95 * WORLDS
    assert ties > WORLDS / 3


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("days", [(3.0,), (0.0, 7.0, 7.5)])
def test_the_same_policy_again_changes_nothing(engine, days):
    for number in (2, 3, 4):
        scenario = random_scenario(number)
        told = differences(
            live_by(ENGINES[engine], scenario, {}, number),
            live_by(ENGINES[engine], scenario, {day: {} for day in days}, number),
            ("unchanged", "the same"),
        )
        # A place that somebody has left goes on being looked for, and is not looked for twice.
        assert told is None, f"world {number}: {told}"


def test_both_engines_agree_on_more_staff_than_places():
    for number in range(0, 60, 6):
        scenario, plan = planned(number, beyond=40)
        one, two = (live_by(engine, scenario, plan, number) for engine in (world, twin))
        told = differences(one, two)
        assert told is None, f"world {number}, {plan}: {told}"


def a_calm_shop(staff=2):
    """Nobody quits, nothing happens outside; a replacement takes three days."""
    values = random_values(5)
    values["time"] |= {"days": 20, "warm_up_days": 0}
    values["workforce"] |= {"turnover_per_year": 0.0, "vacancy_days": 3.0}
    values["departments"] = values["departments"][:1]
    values["departments"][0] |= {"staff": staff, "wage_per_hour": 10.0}
    values["desk"]["agents"] = 1
    for touchpoint in values["touchpoints"]:
        touchpoint["department"] = values["departments"][0]["name"]
    return Scenario(**values)


def staff_of(scenario, staff):
    return {f"departments.{scenario.departments[0].name}.staff": staff}


def hired(outcome):
    record = outcome.facts
    of = record["kind"] == facts.HIRED
    return list(zip(record["time"][of].tolist(), record["other"][of].tolist(), strict=True))


@pytest.mark.parametrize("engine", ENGINES)
class TestStaff:
    """What a change of staff does, by hand: two of five places are filled at first."""

    def live(self, engine, plan):
        scenario = a_calm_shop()
        changes = {day: staff_of(scenario, staff) for day, staff in plan.items()}
        return live_by(ENGINES[engine], scenario, changes, 0)

    def test_new_people_come_when_a_replacement_would(self, engine):
        assert hired(self.live(engine, {2.0: 4})) == [(5.0, 2), (5.0, 3)]

    def test_every_place_is_filled_and_no_more(self, engine):
        assert hired(self.live(engine, {2.0: 5})) == [(5.0, 2), (5.0, 3), (5.0, 4)]
        assert hired(self.live(engine, {2.0: 99})) == [(5.0, 2), (5.0, 3), (5.0, 4)]

    def test_a_place_given_up_in_time_is_not_filled(self, engine):
        assert hired(self.live(engine, {2.0: 4, 4.0: 2})) == []
        assert hired(self.live(engine, {2.0: 4, 4.0: 3})) == [(5.0, 2)]
        # opened anew it is looked for anew, from then on
        assert hired(self.live(engine, {2.0: 3, 3.0: 2, 4.0: 3})) == [(7.0, 2)]

    def test_who_goes_serves_no_more(self, engine):
        record = self.live(engine, {2.0: 1}).facts
        served = np.isin(record["kind"], (facts.STARTED, facts.OTHER_STARTED))
        of = served & np.isin(record["other"], (0, 1))
        late = record["other"][of & (record["time"] >= 2.0)]
        assert set(record["other"][of].tolist()) == {0, 1}
        assert set(late.tolist()) == {0}

    def test_wages_follow_at_once(self, engine):
        wages = self.live(engine, {2.0: 4, 10.0: 1}).amounts[:, facts.WAGES]
        assert np.array_equal(wages, wages[0] / 2 * np.repeat([2, 4, 1], [2, 8, 10]))


# --- sim.run with a plan ------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 1, 12, 17])
def test_a_plan_is_lived_alike_on_both_engines(number):
    scenario, plan = planned(number)
    one, two = (
        sim.run(scenario, 26, number, engine=engine, plan=plan) for engine in ("simpy", "compiled")
    )
    assert differences(one.outcome, two.outcome) is None
    assert differences(one.outcome, live_by(world, scenario, plan, number)) is None
    assert one.scenario == scenario
    assert one.kpis.equals(two.kpis)


def test_a_plan_in_any_order_is_lived_in_the_order_of_days():
    scenario, _ = planned(4)
    plan = {6: {"voice.asked_share": 0.9}, 2.5: {"recovery.authority": 1.0}}
    lives = [
        sim.run(scenario, plan=dict(order)).outcome
        for order in (plan.items(), sorted(plan.items()))
    ]
    assert differences(*lives) is None
    without = sim.run(scenario, plan={2.5: {"recovery.authority": 1.0}}).outcome
    assert differences(lives[0], without) is not None


@pytest.mark.parametrize("plan", [None, {}])
def test_no_plan_is_an_empty_plan(plan):
    scenario, _ = planned(4)
    assert differences(sim.run(scenario, plan=plan).outcome, sim.run(scenario).outcome) is None


def test_what_a_plan_does_to_the_days_before_it():
    scenario = a_calm_shop()
    before = sim.run(scenario).outcome
    after = sim.run(scenario, plan={9: staff_of(scenario, 1)}).outcome
    assert np.array_equal(bits(before.amounts[:9]), bits(after.amounts[:9]))
    assert np.array_equal(before.counts[:9], after.counts[:9])
    for day in range(9, 20):
        assert after.amounts[day, facts.WAGES] == before.amounts[day, facts.WAGES] / 2


@pytest.mark.parametrize("engine", ["simpy", "compiled"])
@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ({-1: {}}, "the plan's day is -1, but must be at least 0 and below 20"),
        ({21.5: {}}, "the plan's day is 21.5, but must be at least 0 and below 20"),
        ({float("nan"): {}}, "the plan's day is nan, but must be at least 0 and below 20"),
        ({3: {"time.days": 30}}, "the plan changes time.days, but that is no policy"),
        (
            {3: {"recovery.authority": 1.0}, 4: {"recovery.success": 1.0}},
            "the plan changes recovery.success, but that is no policy",
        ),
        (
            {3: {"departments.team_0.skill": 1.0}},
            "the plan changes departments.team_0.skill, but that is no policy",
        ),
        (
            {3: {"recovery.authorty": 1.0}},
            "the plan changes recovery.authorty, but that is no policy",
        ),
        ({3: {"staff": 1}}, "the plan changes staff, but that is no policy"),
    ],
)
def test_a_bad_plan_is_refused_in_one_sentence(engine, plan, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)) as caught:
        sim.run(a_calm_shop(), engine=engine, plan=plan)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("key", "most"), [("departments.team_0.staff", 5), ("desk.agents", 3)], ids=["staff", "desk"]
)
def test_a_plan_for_whom_there_is_no_place_is_refused(key, most):
    """Else wages would be paid to nobody."""
    scenario = a_calm_shop()
    full = sim.run(scenario, plan={2: {key: most}}).outcome
    assert len(hired(full)) == most - scenario.value(key)
    with pytest.raises(ValueError, match="there are places") as caught:
        sim.run(scenario, plan={1: {key: 1}, 2: {key: most + 1}})
    assert str(caught.value) == (
        f"the plan sets {key} to {most + 1}, but there are places for {most}: twice as many as "
        "at the start, and one"
    )


def test_the_last_day_is_within_the_run_and_its_end_is_not():
    scenario = a_calm_shop()
    assert sim.run(scenario, plan={19.99: {"recovery.authority": 1.0}})
    with pytest.raises(ValueError, match="the plan's day is 20, but must be "):
        sim.run(scenario, plan={20: {}})


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"recovery.authority": 1.5}, "recovery.authority is 1.5, but must be 1 or less"),
        (
            {"departments.team_0.staff": 0},
            "departments.team_0.staff is 0, but must be 1 or more",
        ),
        (
            {"departments.team_9.staff": 1},
            "there is no parameter departments.team_9.staff: did you mean "
            "departments.team_0.staff?",
        ),
    ],
)
def test_a_plan_of_wrong_values_is_told_as_a_scenario_is(change, sentence):
    with pytest.raises(ScenarioError) as caught:
        sim.run(a_calm_shop(), plan={3: change})
    assert caught.value.faults == [sentence]
