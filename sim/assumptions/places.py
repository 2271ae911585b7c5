"""The places of a scenario: its departments, and the touchpoints that they own."""

from typing import Literal

from pydantic import Field

from sim.assumptions.parameter import Name, Probability, Section, parameter


class Touchpoint(Section):
    """A place or moment at which the customer meets the business."""

    name: Name = Field(description="its short name")
    title: str = Field("", description="its name as people say it")
    stage: Literal["before", "purchase", "after"] = Field(description="stage of the journey")
    department: Name = Field(description="the department that owns it")
    use: Probability = parameter(1.0, "chance that a visit passes here", unit="probability")
    delay_days: float = parameter(
        0.0, "mean days between the touchpoint before and this one", unit="days", ge=0
    )
    service_minutes: float = parameter(..., "mean time with an employee", unit="minutes", gt=0)
    patience_minutes: float = parameter(
        15.0, "mean wait after which a customer walks out", unit="minutes", gt=0
    )
    promised_wait_minutes: float = parameter(
        5.0, "the wait that the business lets people expect", unit="minutes", source="C45", gt=0
    )
    effort: Probability = parameter(
        0.3,
        "how much work it is for the customer: 0 none, 1 a struggle",
        unit="share",
        source="C34",
    )
    magic: Probability = parameter(
        0.03, "chance of a moment of magic, given no misery", unit="probability", source="C22"
    )
    problem_weight: float = parameter(
        1.0,
        "how many of the problems happen here, relative to the other touchpoints per use",
        unit="ratio",
        ge=0,
    )
    serious_share: Probability = parameter(
        0.25, "share of its failures that are serious", unit="share"
    )
    sells: bool = Field(False, description="whether the sale is rung up here")


class Department(Section):
    """A department: its people and what else they have to do."""

    name: Name = Field(description="its short name")
    title: str = Field("", description="its name as people say it")
    staff: int = parameter(..., "employees on duty", unit="people", ge=1, le=10_000)
    wage_per_hour: float = parameter(
        ..., "what an hour of one employee costs", unit="currency/hour", ge=0
    )
    skill: Probability = parameter(
        0.5, "skill of its people; 0.5 is the trade's usual", unit="share"
    )
    morale: Probability = parameter(
        0.5, "morale of its people; 0.5 is the trade's usual", unit="share"
    )
    background_hours: float = parameter(
        0.0,
        "hours of work a day, of all its people together, that we do not follow one by one",
        unit="hours/day",
        ge=0,
        le=240_000,
    )
    background_minutes: float = parameter(
        5.0, "mean length of such a piece of work", unit="minutes", gt=0
    )
