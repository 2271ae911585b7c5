"""Small random worlds in which much goes wrong, for tests of the engines.

Nothing about them is likely; everything about them happens. Every second world has a grain of an
eighth of a day, so that most things happen at the same instant as others.
"""

import numpy as np

from sim.assumptions import Scenario
from sim.assumptions.shocks import SHOCK_KINDS

GRAIN = 0.125


def is_grained(rng_seed: int) -> bool:
    """Tell whether the world of that seed has ties everywhere."""
    return rng_seed % 2 == 0


def random_scenario(rng_seed: int) -> Scenario:
    """Draw a small world; the same seed gives the same world."""
    return Scenario(**random_values(rng_seed))


def random_values(rng_seed: int) -> dict:
    """Draw the values of a small world, in plain dicts and lists."""
    draw = Draw(rng_seed)
    grained = is_grained(rng_seed)
    open_hours = draw.one_of(1.0, 8.0, 12.0, 24.0)
    day = 60.0 * open_hours  # minutes
    departments = _departments(draw, day, grained)
    touchpoints = _touchpoints(draw, day, grained, [one["name"] for one in departments])
    sells = any(one["sells"] for one in touchpoints)
    days = draw.whole(10, 60)
    people = draw.whole(30, 150)
    peak = draw.chance(0.5)
    peak_start = draw.between(0.0, 0.6)
    return {
        "name": f"world_{rng_seed}",
        "departments": departments,
        "touchpoints": touchpoints,
        "time": {
            "days": days,
            "warm_up_days": draw.whole(0, days - 1),
            "open_hours": open_hours,
            "peak_start": peak_start if peak else 0.0,
            "peak_length": draw.between(0.05, 1.0 - peak_start) if peak else 0.0,
            "peak_share": draw.between(0.1, 0.9) if peak else 0.0,
            "grain_days": GRAIN if grained else 0.0,
        },
        "market": {
            "people": people,
            "customers": draw.whole(5, min(80, people)),
            "returns_after_days": draw.one_of(0.0, 3.0, draw.between(0.5, 20.0)),
            # up to 20 contacts a day: several batches of luck
            "marketing_per_year": 364.0 * draw.one_of(0.0, 1.0, 5.0, 20.0),
            "cost_per_contact": draw.between(0.8, 1.5),
            "join_probability": draw.one_of(1.0, draw.between(0.05, 0.9)),
        },
        "visits": {
            "visits_per_year": 364.0 * draw.between(0.05, 1.0),
            "rate_shape": draw.between(1.5, 8.0),
            "retained_only_factor": draw.one_of(0.0, 0.6, draw.between(0.2, 1.2)),
            "loyal_factor": draw.between(0.8, 1.5),
            "loyal_spend_factor": draw.one_of(1.0, draw.between(0.5, 2.0)),
        },
        "moments": {
            "problems_per_customer_year": draw.one_of(0.3, draw.between(5.0, 150.0)),
            "hand_off_share": draw.one_of(0.0, draw.between(0.1, 0.9)),
            "standards": draw.one_of(0.0, 1.0, draw.between(0.0, 1.0)),
            "standards_cost": draw.between(0.0, 5_000.0),
            "wait_effect": draw.between(0.0, 2.0),
            "effort_effect": draw.between(0.0, 2.0),
            "skill_effect": draw.between(0.0, 3.0),
            "morale_effect": draw.between(0.0, 3.0),
            "skill_spread": draw.one_of(0.0, draw.between(0.0, 0.5)),
        },
        "loyalty": {
            "positives_per_negative": draw.one_of(0.0, 1.0, draw.between(0.5, 12.0)),
            "credit_every_days": draw.one_of(0.0, 14.0, draw.between(0.1, 10.0)),
            "half_life_days": draw.one_of(364.0, draw.between(1.0, 60.0)),
            "negative_half_life_days": draw.one_of(180.0, draw.between(1.0, 60.0)),
            "loyal_share_of_undisturbed": draw.between(0.05, 1.0),
            "start_shape": draw.between(0.3, 5.0),
            "forgiveness": draw.one_of(0.0, draw.between(0.0, 1.0)),
        },
        "voice": {
            "ears": draw.one_of(1, 2),
            "silent_per_complaint": draw.one_of(26.0, 0.0, draw.between(0.1, 3.0)),
            "front_line_hears_minor": draw.between(0.1, 1.0),
            "front_line_hears_serious": draw.between(0.1, 1.0),
            "management_hears": draw.between(0.05, 1.0),
            "ease": draw.one_of(1.0, draw.between(0.3, 20.0)),
            "asking_cost": draw.between(0.0, 20.0),
            "asked_share": draw.one_of(0.0, 1.0, draw.between(0.1, 0.9)),
            "share_of_voice_gap_causal": draw.one_of(0.0, 1.0, draw.between(0.0, 1.0)),
        },
        "second_chance": _second_chance(draw),
        "recovery": {
            "authority": draw.one_of(0.0, draw.between(0.0, 1.0)),
            "success": draw.between(0.3, 1.0),
            "cost": draw.one_of(0.0, draw.between(1.0, 50.0)),
            "logged": draw.one_of(1.0, draw.between(0.0, 1.0)),
        },
        "desk": _desk(draw, grained),
        "talk": {
            "listeners_per_good": draw.one_of(0.0, 1.5, draw.between(0.5, 8.0)),
            "bad_to_good_ratio": draw.one_of(0.0, 2.0, draw.between(0.5, 8.0)),
            "occasion_every_days": draw.one_of(0.0, 180.0, draw.between(0.5, 20.0)),
            "good_word_joins": draw.between(0.0, 1.0),
            "bad_word_warns_off": draw.between(0.0, 1.0),
            "warned_off_days": draw.one_of(0.0, draw.between(0.5, 30.0)),
            "good_word_credit": draw.one_of(0.0, draw.between(0.0, 1.0)),
            "bad_word_debit": draw.one_of(0.0, draw.between(0.0, 1.0)),
            "asking_cost": draw.between(0.0, 5_000.0),
            "referrals_asked_share": draw.one_of(0.0, draw.between(0.0, 1.0)),
            "reward": draw.one_of(0.0, draw.between(0.1, 20.0)),
        },
        "workforce": _workforce(draw),
        "shocks": _shocks(draw, days),
        "lock": {
            "convenience_share": draw.one_of(0.0, draw.between(0.0, 0.6)),
            "contract_share": draw.one_of(0.0, draw.between(0.2, 1.0)),
            "contract_days": draw.one_of(float(draw.whole(1, 12)), 364.0, draw.between(1.0, 25.0)),
        },
        "exits": {
            "moving_per_year": draw.one_of(0.0, draw.between(0.0, 5.0)),
            "offers_per_year": draw.one_of(0.0, draw.between(0.0, 50.0)),
            "offer_accepted": draw.between(0.0, 0.5),
            "price_sensitive_share": draw.between(0.0, 1.0),
            "loyal_protection": draw.between(0.0, 1.0),
        },
        "money": {
            "spend_per_visit": draw.one_of(0.0, draw.between(1.0, 80.0)) if sells else 0.0,
            "spend_shape": draw.between(0.3, 8.0),
            "fee_per_year": draw.one_of(0.0, draw.between(1.0, 900.0)),
            "gross_margin": draw.between(0.0, 1.0),
            "overhead_per_year": draw.one_of(0.0, draw.between(1.0, 90_000.0)),
        },
    }


class Draw:
    """A few ways of drawing a number."""

    def __init__(self, seed: int) -> None:
        self.generator = np.random.default_rng(seed)

    def chance(self, probability: float) -> bool:
        return bool(self.generator.random() < probability)

    def between(self, low: float, high: float) -> float:
        return float(self.generator.uniform(low, high))

    def whole(self, low: int, high: int) -> int:
        return int(self.generator.integers(low, high, endpoint=True))

    def one_of(self, *choices):
        return choices[int(self.generator.integers(len(choices)))]


def _departments(draw: Draw, day: float, grained: bool) -> list[dict]:
    """One to five departments; some have more to do than they can."""
    staff = [draw.whole(1, 3) for _ in range(draw.whole(1, 5))]
    return [
        {
            "name": f"team_{number}",
            "staff": people,
            "wage_per_hour": draw.one_of(0.0, draw.between(1.0, 30.0)),
            "skill": draw.between(0.0, 1.0),
            "morale": draw.between(0.0, 1.0),
            "background_hours": draw.one_of(0.0, 0.3, 0.6, 0.95) * people * day / 60.0,
            # A grain makes gaps shorter: far shorter pieces would come without end.
            "background_minutes": day * draw.between(*(0.4, 0.8) if grained else (0.005, 0.1)),
        }
        for number, people in enumerate(staff)
    ]


def _workforce(draw: Draw) -> dict:
    """People who learn, forget, and often quit."""
    return {
        "training_hours": draw.one_of(0.0, draw.between(1.0, 300.0)),
        "training_every_days": draw.between(7.0, 40.0),
        "coaching_hours": draw.one_of(0.0, draw.between(1.0, 100.0)),
        "learning_half_life_days": draw.between(5.0, 100.0),
        "forgetting_half_life_days": draw.between(5.0, 100.0),
        "newcomer_skill": draw.between(0.0, 1.0),
        "morale_half_life_days": draw.between(5.0, 100.0),
        "authority_lifts": draw.between(0.0, 1.0),
        "recognition": draw.one_of(0.0, 1.0, draw.between(0.0, 1.0)),
        "compliment_lifts": draw.between(0.0, 0.1),
        "load_wears": draw.between(0.0, 2.0),
        "anger_wears": draw.between(0.0, 0.3),
        "turnover_per_year": draw.one_of(0.0, draw.between(0.5, 10.0)),
        "morale_holds": draw.between(0.0, 5.0),
        "vacancy_days": draw.one_of(0.0, 0.125, draw.between(0.0, 20.0)),
        "hired_attitude": draw.between(0.0, 1.0),
        "bonus": draw.one_of(0.0, 1.0, draw.between(0.0, 1.0)),
    }


def _shocks(draw: Draw, days: int) -> list[dict]:
    """None to three shocks, some of them after the end."""
    return [
        {
            "name": f"shock_{number}",
            "kind": draw.one_of(*SHOCK_KINDS),
            "day": draw.one_of(0.0, float(draw.whole(0, days)), draw.between(0.0, days)),
            "lasts_days": draw.one_of(0.125, draw.between(0.5, 30.0)),
            "strength": draw.between(0.2, 5.0),
        }
        for number in range(draw.whole(0, 3))
    ]


def _touchpoints(draw: Draw, day: float, grained: bool, departments: list[str]) -> list[dict]:
    """One to six touchpoints, at one of which something is sold, as a rule."""
    found = []
    for number in range(draw.whole(1, 6)):
        service = draw.between(*(0.1, 0.5) if grained else (0.001, 0.2))
        patience = service * draw.between(0.2, 4.0)
        found.append(
            {
                "name": f"place_{number}",
                "stage": draw.one_of("before", "purchase", "after"),
                "department": draw.one_of(*departments),
                "use": draw.one_of(1.0, draw.between(0.1, 1.0)),
                "delay_days": draw.one_of(0.0, 0.0, draw.between(0.05, 4.0)),
                "service_minutes": day * service,
                "patience_minutes": day * patience,
                # No shorter, or the strain of a long wait is beyond what `exp` can take.
                "promised_wait_minutes": day * patience * draw.between(0.2, 2.0),
                "effort": draw.between(0.0, 1.0),
                "magic": draw.between(0.0, 0.5),
                "problem_weight": draw.one_of(1.0, draw.between(0.0, 5.0)),
                "serious_share": draw.between(0.0, 1.0),
                "sells": draw.chance(0.6),
            }
        )
    return found


def _second_chance(draw: Draw) -> dict:
    values: dict = {
        "anger_half_life_days": draw.one_of(14.0, draw.between(0.2, 5.0)),
        "repeat_factor": draw.between(0.0, 1.0),
        "repeat_window_days": draw.one_of(0.0, 364.0, draw.between(1.0, 30.0)),
        "walk_out_leaves": draw.between(0.0, 0.05),
    }
    for severity in ("minor", "serious"):
        values[f"silent_{severity}"] = draw.between(0.0, 1.0)
        unresolved = draw.one_of(0.0, draw.between(0.0, 0.9))
        values[f"unresolved_{severity}"] = unresolved
        values[f"fast_{severity}"] = draw.one_of(unresolved, 1.0, draw.between(unresolved, 1.0))
    return values


def _desk(draw: Draw, grained: bool) -> dict:
    """A desk that keeps its promise, or does not."""
    hours = draw.between(1.0, 60.0)
    day = 60.0 * hours / 7.0  # minutes at the desk in a day
    agents = draw.whole(1, 3)
    return {
        "agents": agents,
        "hours_per_week": hours,
        "handling_minutes": day * draw.between(0.02, 1.5),
        "promise_days": draw.one_of(0.0, 3.0, draw.between(0.0, 5.0)),
        "success": draw.between(0.0, 1.0),
        "escalation_share": draw.one_of(0.0, draw.between(0.0, 1.0)),
        "escalation_days": draw.between(0.1, 8.0),
        "background_hours_per_week": draw.one_of(0.0, 0.3, 0.95) * agents * hours,
        "background_minutes": day * draw.between(*(0.4, 0.8) if grained else (0.01, 0.3)),
        "wage_per_hour": draw.one_of(0.0, draw.between(1.0, 30.0)),
    }


def renewal_scenario(rng_seed: int) -> Scenario:
    """Draw a grained world of contracts of a few days: failures at the instant of a renewal."""
    values = random_values(2 * rng_seed)
    values["lock"] = {
        "convenience_share": 0.0,
        "contract_share": 1.0,
        "contract_days": float(1 + rng_seed % 4),
    }
    values["moments"]["problems_per_customer_year"] = 300.0
    values["market"] |= {"marketing_per_year": 7280.0, "returns_after_days": 0.0}
    values["visits"]["visits_per_year"] = 364.0
    for touchpoint in values["touchpoints"]:
        touchpoint["patience_minutes"] *= 20.0
        touchpoint["promised_wait_minutes"] *= 20.0
    return Scenario(**values)
