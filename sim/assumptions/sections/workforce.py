"""The people inside: what they can, how they feel, and what a manager can do about it."""

from sim.assumptions.parameter import Probability, Section, parameter


class Workforce(Section):
    """Skill, morale, turnover, and the policies that move them."""

    training_hours: float = parameter(
        20.0,
        "training of each employee",
        unit="hours/year",
        source="ours; the upper anchor of 200 is C24",
        ge=0,
        le=400,
    )
    training_every_days: float = parameter(
        182.0, "days between two rounds of training", unit="days", ge=7, le=3_640
    )
    training_scale_hours: float = parameter(
        80.0,
        "hours of training that close about two thirds of the gap to full skill",
        unit="hours",
        source="C24",
        gt=0,
        le=10_000,
    )
    training_cost: float = parameter(
        30.0, "what an hour of training one employee costs", unit="currency/hour", ge=0
    )
    coaching_hours: float = parameter(
        0.0, "coaching of each employee on the job", unit="hours/year", source="C37", ge=0, le=400
    )
    coaching_scale_hours: float = parameter(
        10.0,
        "hours of coaching a year that double how long training lasts",
        unit="hours/year",
        source="C37",
        gt=0,
        le=10_000,
    )
    coaching_cost: float = parameter(
        40.0, "what an hour of coaching one employee costs", unit="currency/hour", ge=0
    )
    learning_half_life_days: float = parameter(
        91.0, "days in which a newcomer makes up half of what the job teaches", unit="days", gt=0
    )
    forgetting_half_life_days: float = parameter(
        60.0,
        "days in which half of what training taught is lost without coaching",
        unit="days",
        source="C37",
        gt=0,
        le=1e6,
    )
    newcomer_skill: Probability = parameter(0.25, "skill of a newcomer", unit="share")
    morale_half_life_days: float = parameter(
        60.0, "days in which morale goes half of the way to its level", unit="days", gt=0, le=1e6
    )
    authority_lifts: float = parameter(
        0.25,
        "what full authority to put things right adds to morale, against none",
        unit="share",
        source="C25, C38",
        ge=0,
        le=1,
    )
    recognition: Probability = parameter(
        0.0,
        "how well good work and compliments are recognised: 0 not at all, 1 always",
        unit="share",
        source="C40, C42",
    )
    recognition_lifts: float = parameter(
        0.12, "what full recognition adds to morale", unit="share", source="C40", ge=0, le=1
    )
    recognition_cost: float = parameter(
        500.0, "what full recognition of one employee costs", unit="currency/year", ge=0
    )
    compliment_lifts: float = parameter(
        0.002,
        "what each moment of magic in a week adds to morale where it is fully recognised",
        unit="share",
        source="C42",
        ge=0,
        le=1,
    )
    load_wears: float = parameter(
        0.5, "what a load of 100% takes off morale, against one of 70%", unit="share", ge=0, le=5
    )
    anger_wears: float = parameter(
        0.02,
        "what each failure in a week takes off the morale of who served",
        unit="share",
        source="C38",
        ge=0,
        le=1,
    )
    turnover_per_year: float = parameter(
        0.25, "employees who quit at a morale of 0.5", unit="per staff-year", ge=0, le=10
    )
    morale_holds: float = parameter(
        3.0,
        "taken off the log of the quitting rate, from no morale to full",
        unit="log",
        source="C38",
        ge=0,
        le=20,
    )
    vacancy_days: float = parameter(
        28.0, "days until a replacement comes, where there are colleagues", unit="days", ge=0
    )
    replacement_cost: float = parameter(
        1_500.0, "what replacing one employee costs", unit="currency", ge=0
    )
    hired_attitude: Probability = parameter(
        0.5,
        "morale that new people bring along; the trade's usual is 0.5",
        unit="share",
        source="C43",
    )
    attitude_cost: float = parameter(
        5_000.0,
        "added to the cost of a replacement for a full point of attitude above the usual",
        unit="currency",
        source="C43",
        ge=0,
    )
    bonus: Probability = parameter(
        0.0,
        "share of a full bonus that hangs on the recorded service index",
        unit="share",
        source="C18, C40",
    )
    bonus_effort: float = parameter(
        0.3, "taken off the log-odds of misery by a full bonus", unit="log-odds", ge=0, le=5
    )
    bonus_hushes: Probability = parameter(
        0.6,
        "share of complaints and broken promises that a full bonus keeps off the record",
        unit="share",
    )
    bonus_cost: float = parameter(
        1_500.0, "what a full bonus costs for one employee", unit="currency/year", ge=0
    )
