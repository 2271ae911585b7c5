"""Failures: who speaks up, what is put right, and who gives a second chance."""

from typing import Literal

from pydantic import Field

from sim.assumptions.parameter import Probability, Section, parameter


class Voice(Section):
    """Who says something, and which ear hears it."""

    ears: Literal[1, 2] = Field(
        1, description="1: the front line's ear and management's are one; 2: they are two"
    )
    silent_per_complaint: float = parameter(
        26.0,
        "unhappy customers who say nothing for each one who complains (one ear)",
        unit="silent/complaint",
        source="C12",
        grade="folklore",
        ge=0,
        le=1e9,
    )
    front_line_hears_minor: Probability = parameter(
        0.33,
        "chance that the front line hears of a minor failure (two ears)",
        unit="probability",
        source="Goodman 2005, on TARP",
        grade="survey",
    )
    front_line_hears_serious: Probability = parameter(
        0.65,
        "chance that the front line hears of a serious failure (two ears)",
        unit="probability",
        source="TARP 1979; Goodman and Newman 2003",
        grade="survey",
    )
    management_hears: Probability = parameter(
        0.08,
        "chance that management hears of it too, given that the front line did (two ears)",
        unit="probability",
        source="Goodman 2005, on TARP",
        grade="survey",
    )
    ease: float = parameter(
        1.0,
        "how easy complaining is made: factor on the odds of saying something",
        unit="odds ratio",
        source="C25",
        gt=0,
        le=1_000,
    )
    asked_share: Probability = parameter(
        0.0, "share of the silent who are asked, and then tell", unit="share"
    )
    asking_cost: float = parameter(
        4.0,
        "what asking costs for each customer, if everybody is asked",
        unit="currency/year",
        ge=0,
    )
    ease_cost: float = parameter(
        1_000.0, "what each doubling of the ease of complaining costs", unit="currency/year", ge=0
    )
    share_of_voice_gap_causal: Probability = parameter(
        1.0,
        "how much of the gap in second chances between complainers and the silent comes from "
        "complaining itself; the rest is who they are",
        unit="share",
        source="C13a, C13b",
        grade="assumption",
    )


class SecondChance(Section):
    """The share that stays after a failure, by severity and by what became of it."""

    silent_minor: Probability = parameter(
        0.37,
        "stay after a minor failure that nobody heard of",
        unit="probability",
        source="C13a",
        grade="survey",
    )
    silent_serious: Probability = parameter(
        0.09,
        "stay after a serious failure that nobody heard of",
        unit="probability",
        source="C13a",
        grade="survey",
    )
    unresolved_minor: Probability = parameter(
        0.50,
        "stay after a minor failure, heard and not resolved",
        unit="probability",
        source="C13b",
        grade="survey",
    )
    unresolved_serious: Probability = parameter(
        0.50,
        "stay after a serious failure, heard and not resolved",
        unit="probability",
        source="C13b",
        grade="survey",
    )
    fast_minor: Probability = parameter(
        0.80,
        "stay after a minor failure, put right within the promise",
        unit="probability",
        source="C13b",
        grade="survey",
    )
    fast_serious: Probability = parameter(
        0.80,
        "stay after a serious failure, put right within the promise",
        unit="probability",
        source="C13b",
        grade="survey",
    )
    anger_half_life_days: float = parameter(
        14.0,
        "days beyond the promise in which half of what a fast answer saves is lost",
        unit="days",
        source="C19",
        gt=0,
        le=1e6,
    )
    repeat_factor: Probability = parameter(
        0.5,
        "factor on the second chance when it is the second failure within the window",
        unit="ratio",
    )
    repeat_window_days: float = parameter(
        364.0, "days in which another failure counts as a second one", unit="days", ge=0
    )
    walk_out_leaves: float = parameter(
        0.02,
        "share of walk-outs from a queue that end the relation",
        unit="probability",
        ge=0,
        le=0.05,
    )


class Recovery(Section):
    """What the front line may put right on the spot."""

    authority: Probability = parameter(
        0.2,
        "share of the failures they hear of that employees may put right themselves",
        unit="share",
        source="C25, C44",
    )
    success: Probability = parameter(
        0.9, "chance that putting it right on the spot succeeds", unit="probability", source="C44"
    )
    cost: float = parameter(..., "what putting one failure right costs", unit="currency", ge=0)
    logged: Probability = parameter(
        1.0,
        "chance that what was put right on the spot is still reported to management",
        unit="probability",
    )


class Desk(Section):
    """The complaint desk: a queue with hours, work of its own and a promise."""

    agents: int = parameter(1, "people at the desk", unit="people", ge=1, le=10_000)
    hours_per_week: float = parameter(
        ..., "hours a week that each of them works on complaints", unit="hours/week", gt=0, le=168
    )
    handling_minutes: float = parameter(..., "mean work on one complaint", unit="minutes", gt=0)
    promise_days: float = parameter(
        3.0, "days within which an answer is promised", unit="days", source="C45", ge=0
    )
    success: Probability = parameter(
        0.75, "chance that the desk's answer resolves it", unit="probability"
    )
    escalation_share: Probability = parameter(
        0.6,
        "share of its answers that need somebody's approval where employees have no authority; "
        "authority takes its share of them away",
        unit="share",
        source="C25",
    )
    escalation_days: float = parameter(7.0, "mean days that approval takes", unit="days", gt=0)
    background_hours_per_week: float = parameter(
        6.0,
        "hours of other work a week, of all the people at the desk together",
        unit="hours/week",
        ge=0,
        le=1_680_000,
    )
    background_minutes: float = parameter(
        20.0, "mean length of a piece of that work", unit="minutes", gt=0
    )
    wage_per_hour: float = parameter(
        ..., "what an hour at the desk costs", unit="currency/hour", ge=0
    )
