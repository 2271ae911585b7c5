"""The brief: all that an engine is told about a scenario, as plain numbers in days and cents.

What follows from the parameters (the chance of a failure at a touchpoint, the undisturbed
loyalty account) is worked out here, once, so that both engines start from the same bits.
"""

from math import log2
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim import luck, rules
from sim.assumptions import Scenario
from sim.assumptions.places import Department, Touchpoint
from sim.assumptions.shocks import SHOCK_KINDS
from sim.population import YEAR, Population, draw_population

TOUCHPOINT = np.dtype(
    [
        ("team", "i8"),
        ("sells", "i8"),
        ("use", "f8"),
        ("delay", "f8"),  # mean, days
        ("service", "f8"),  # mean, days
        ("patience", "f8"),  # mean, days
        ("promised_wait", "f8"),  # days
        ("strain", "f8"),  # log-odds from effort
        ("misery", "f8"),  # chance a contact, before strain
        ("falls_through", "f8"),  # chance a hand-off to here
        ("serious_share", "f8"),
        ("magic", "f8"),
    ]
)

TEAM = np.dtype(
    [
        ("first_employee", "i8"),
        ("places", "i8"),  # for employees, filled or not
        ("staff", "i8"),  # places that are filled
        ("other_gap", "f8"),  # mean days between pieces of other work; 0 for none
        ("other_work", "f8"),  # mean, days
        ("key", "u8"),  # whose luck
    ]
)

EMPLOYEE = np.dtype([("team", "i8"), ("skill", "f8"), ("morale", "f8"), ("key", "u8")])


SHOCK = np.dtype([("kind", "i8"), ("begins", "f8"), ("ends", "f8"), ("strength", "f8")])


class Brief(NamedTuple):
    """A scenario and a replication's people, ready to be lived."""

    numbers: dict[str, int | float]
    """Scalars; the names are those of the parameters where they are parameters."""
    touchpoints: NDArray[Any]
    teams: NDArray[Any]
    """The departments in their order; the complaint desk is the last."""
    employees: NDArray[Any]
    shocks: NDArray[Any]
    people: Population


def make_brief(
    scenario: Scenario, seed: int, replication: int, people: Population | None = None
) -> Brief:
    """Work out the brief of one replication of a scenario.

    A change of policy meets the `people` who are there already; to draw a million of them again
    would take a second.
    """
    world = luck.world_key(seed, replication)
    numbers = _numbers(scenario, world)
    if people is None:
        people = draw_population(scenario, world, float(numbers["undisturbed"]))
    return Brief(
        numbers=numbers,
        touchpoints=_touchpoints(scenario),
        teams=_teams(scenario, world),
        employees=_employees(scenario, world),
        shocks=_shocks(scenario),
        people=people,
    )


def magic_per_visit(scenario: Scenario) -> float:
    """Return the chance that a visit holds at least one moment of magic."""
    none = 1.0
    for touchpoint in scenario.touchpoints:
        none *= 1.0 - touchpoint.use * touchpoint.magic
    return 1.0 - none


def hand_offs_per_visit(touchpoints: tuple[Touchpoint, ...]) -> float:
    """Return how often an average visit passes from one department to another."""
    expected = 0.0
    for place, there in enumerate(touchpoints):
        came_directly = there.use
        for here in reversed(touchpoints[:place]):
            if here.department != there.department:
                expected += came_directly * here.use
            came_directly *= 1.0 - here.use
    return expected


def undisturbed_account(scenario: Scenario) -> float:
    """Return the loyalty account that a customer of this trade settles at without a failure."""
    return rules.undisturbed_account(
        scenario.visits.visits_per_year / YEAR,
        magic_per_visit(scenario),
        scenario.loyalty.credit_every_days,
        scenario.loyalty.half_life_days,
    )


def _numbers(scenario: Scenario, world: int) -> dict[str, int | float]:
    s = scenario
    undisturbed = undisturbed_account(scenario)
    outside = s.exits.moving_per_year + s.exits.offers_per_year
    wages = sum(d.staff * d.wage_per_hour for d in s.departments) * s.time.open_hours
    desk_wages = s.desk.agents * s.desk.wage_per_hour * s.desk.hours_per_week / 7
    contacts = s.market.marketing_per_year / s.market.cost_per_contact / YEAR
    return {
        **s.time.model_dump(include={"days", "peak_start", "peak_length", "peak_share"}),
        "grain": s.time.grain_days,
        "people": s.market.people,
        "customers": s.market.customers,
        "returns_after": s.market.returns_after_days,
        "join_probability": s.market.join_probability,
        "contacts_per_day": contacts,
        "market_key": luck.entity_key(world, luck.MARKET, 0),
        "loyal_factor": s.visits.loyal_factor,
        "loyal_spend_factor": s.visits.loyal_spend_factor,
        "retained_only_factor": s.visits.retained_only_factor,
        **s.moments.model_dump(include={"wait_effect", "skill_effect", "morale_effect"}),
        "undisturbed": undisturbed,
        "threshold": undisturbed * s.loyalty.loyal_share_of_undisturbed,
        "weight": s.loyalty.positives_per_negative,
        "credit_every": s.loyalty.credit_every_days,
        "half_life": s.loyalty.half_life_days,
        "negative_half_life": s.loyalty.negative_half_life_days,
        "forgiveness": s.loyalty.forgiveness,
        "ears": s.voice.ears,
        "speaks_minor": _speaks(s, s.voice.front_line_hears_minor),
        "speaks_serious": _speaks(s, s.voice.front_line_hears_serious),
        "management_hears": (1.0 if s.voice.ears == 1 else s.voice.management_hears)
        * (1.0 - s.workforce.bonus * s.workforce.bonus_hushes),
        "ease": s.voice.ease,
        "asked_share": s.voice.asked_share,
        "causal_share": s.voice.share_of_voice_gap_causal,
        **s.second_chance.model_dump(
            exclude={"anger_half_life_days", "repeat_window_days"},
        ),
        "anger_half_life": s.second_chance.anger_half_life_days,
        "repeat_window": s.second_chance.repeat_window_days,
        "authority": s.recovery.authority,
        "recovery_success": s.recovery.success,
        "recovery_cents": rules.cents(s.recovery.cost),
        "logged": s.recovery.logged,
        "desk": len(s.departments),
        "handling": _desk_days(s, s.desk.handling_minutes),
        "promise": s.desk.promise_days,
        "desk_success": s.desk.success,
        "escalation_share": rules.needs_approval(s.desk.escalation_share, s.recovery.authority),
        "escalation": s.desk.escalation_days,
        "listeners_good": s.talk.listeners_per_good,
        "listeners_bad": rules.listeners_bad(s.talk.listeners_per_good, s.talk.bad_to_good_ratio),
        **s.talk.model_dump(
            include={
                "good_word_joins",
                "bad_word_warns_off",
                "good_word_credit",
                "bad_word_debit",
            }
        ),
        "occasion_every": s.talk.occasion_every_days,
        "warned_off": s.talk.warned_off_days,
        "referrals_asked": rules.brings_others(
            s.talk.referrals_asked_share, s.talk.reward, s.talk.reward_scale
        ),
        "reward_cents": rules.cents(s.talk.reward),
        "programme_cents": rules.cents(s.talk.referrals_asked_share * s.talk.asking_cost / YEAR),
        "contract_days": s.lock.contract_days,
        "outside_gap": YEAR / outside if outside > 0.0 else 0.0,
        "moving_share": s.exits.moving_per_year / outside if outside > 0.0 else 0.0,
        "offer_accepted": s.exits.offer_accepted,
        "loyal_protection": s.exits.loyal_protection,
        "fee_per_day": s.money.fee_per_year / YEAR,
        "goods_share": 1.0 - s.money.gross_margin,
        "wages_cents": rules.cents(wages),
        "desk_wages_cents": rules.cents(desk_wages),
        "marketing_cents": rules.cents(s.market.marketing_per_year / YEAR),
        **_workforce(s),
        "overhead_cents": rules.cents(s.money.overhead_per_year / YEAR),
    }


def _workforce(scenario: Scenario) -> dict[str, int | float]:
    """Return what moves the people inside, and what a day of each policy costs."""
    w, voice, moments = scenario.workforce, scenario.voice, scenario.moments
    staff = sum(d.staff for d in scenario.departments)

    def cents_a_day(money_a_year: float) -> int:
        return rules.cents(money_a_year / YEAR)

    return {
        **w.model_dump(
            include={
                "authority_lifts",
                "recognition",
                "recognition_lifts",
                "compliment_lifts",
                "load_wears",
                "anger_wears",
                "morale_holds",
                "newcomer_skill",
                "hired_attitude",
            }
        ),
        "training_hours": w.training_hours * w.training_every_days / YEAR,
        "training_every": w.training_every_days,
        "training_scale": w.training_scale_hours,
        "learning": w.learning_half_life_days,
        "forgetting": rules.coached_half_life(
            w.forgetting_half_life_days, w.coaching_hours, w.coaching_scale_hours
        ),
        "morale_half_life": w.morale_half_life_days,
        "turnover": w.turnover_per_year,
        "vacancy": w.vacancy_days,
        "hushed": w.bonus * w.bonus_hushes,
        "bonus_effort": w.bonus * w.bonus_effort,
        "hiring_cents": rules.cents(
            w.replacement_cost + w.attitude_cost * max(0.0, w.hired_attitude - 0.5)
        ),
        "training_cents": cents_a_day(w.training_hours * w.training_cost * staff),
        "coaching_cents": cents_a_day(w.coaching_hours * w.coaching_cost * staff),
        "recognition_cents": cents_a_day(w.recognition * w.recognition_cost * staff),
        "bonus_cents": cents_a_day(w.bonus * w.bonus_cost * staff),
        "asking_per_day": voice.asked_share * voice.asking_cost / YEAR,
        "ease_cents": cents_a_day(voice.ease_cost * max(0.0, log2(voice.ease))),
        "standards_cents": cents_a_day(moments.standards * moments.standards_cost),
    }


def _speaks(scenario: Scenario, front_line_hears: float) -> float:
    """Return the chance of telling the front line, as people are by nature."""
    if scenario.voice.ears == 1:
        return rules.one_ear(scenario.voice.silent_per_complaint)
    return front_line_hears


def _touchpoints(scenario: Scenario) -> NDArray[Any]:
    """Spread the problems a year over the touchpoints and the hand-offs."""
    minutes = 60.0 * scenario.time.open_hours
    visits, moments = scenario.visits.visits_per_year, scenario.moments
    hand_offs = hand_offs_per_visit(scenario.touchpoints)
    at_hand_offs = moments.hand_off_share if hand_offs > 0.0 else 0.0
    problems_per_visit = moments.problems_per_customer_year / visits
    weighed = sum(t.use * t.problem_weight for t in scenario.touchpoints)
    a_use = problems_per_visit * (1.0 - at_hand_offs) / weighed if weighed > 0.0 else 0.0
    a_hand_off = problems_per_visit * at_hand_offs / hand_offs if hand_offs > 0.0 else 0.0
    number = {d.name: i for i, d in enumerate(scenario.departments)}
    table = [
        (
            number[t.department],
            t.sells,
            t.use,
            t.delay_days,
            t.service_minutes / minutes,
            t.patience_minutes / minutes,
            t.promised_wait_minutes / minutes,
            rules.effort_strain(t.effort, moments.effort_effect),
            min(1.0, a_use * t.problem_weight),
            min(1.0, a_hand_off * (1.0 - moments.standards * moments.standards_effect)),
            t.serious_share,
            t.magic,
        )
        for t in scenario.touchpoints
    ]
    return np.array(table, dtype=TOUCHPOINT)


def places(staff: int) -> int:
    """Return the places that a team has for employees: twice the staff it begins with, and one."""
    return 2 * staff + 1


def _desk_days(scenario: Scenario, minutes: float) -> float:
    """Days that a stretch of work takes an agent who is at the desk for part of the week."""
    return minutes / 60.0 / (scenario.desk.hours_per_week / 7.0)


def _teams(scenario: Scenario, world: int) -> NDArray[Any]:
    minutes = 60.0 * scenario.time.open_hours
    desk = scenario.desk
    rows: list[tuple[int, float, float]] = [
        (d.staff, d.background_hours / scenario.time.open_hours, d.background_minutes / minutes)
        for d in scenario.departments
    ]
    at_desk = desk.background_hours_per_week / desk.hours_per_week
    rows.append((desk.agents, at_desk, _desk_days(scenario, desk.background_minutes)))
    table, first = [], 0
    for number, (staff, busy, work) in enumerate(rows):
        gap = work / busy if busy > 0.0 else 0.0  # busy: employees whom it keeps busy
        key = luck.entity_key(world, luck.TEAM, number)
        table.append((first, places(staff), staff, gap, work, key))
        first += places(staff)
    return np.array(table, dtype=TEAM)


def _employees(scenario: Scenario, world: int) -> NDArray[Any]:
    """Draw the skill and morale of each employee around those of the department."""
    spread = scenario.moments.skill_spread
    table: list[tuple[int, float, float, int]] = []
    for team, department in enumerate(scenario.departments):
        for place in range(places(department.staff)):
            me = luck.entity_key(world, luck.EMPLOYEE, team << 20 | place)
            table.append((team, *_skill_and_morale(department, spread, me), me))
    desk = len(scenario.departments)
    for place in range(places(scenario.desk.agents)):
        me = luck.entity_key(world, luck.EMPLOYEE, desk << 20 | place)
        table.append((desk, 0.5, 0.5, me))
    return np.array(table, dtype=EMPLOYEE)


def _shocks(scenario: Scenario) -> NDArray[Any]:
    table = [
        (SHOCK_KINDS.index(shock.kind), shock.day, shock.day + shock.lasts_days, shock.strength)
        for shock in scenario.shocks
    ]
    return np.array(table, dtype=SHOCK)


def _skill_and_morale(department: Department, spread: float, me: int) -> tuple[float, float]:
    """Return one employee's skill and morale: uniform draws, so that they stay within 0 and 1."""
    reach = spread * 1.7320508075688772  # a uniform draw of this reach has that standard deviation

    def around(mean: float, purpose: int) -> float:
        return min(1.0, max(0.0, mean + reach * (2.0 * luck.uniform(me, purpose, 0) - 1.0)))

    return (
        around(department.skill, luck.TRAIT_SKILL),
        around(department.morale, luck.TRAIT_MORALE),
    )
