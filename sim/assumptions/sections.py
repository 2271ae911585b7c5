"""The sections of a scenario: every parameter of the world, with unit, default, source and grade.

The defaults are the `slogans` preset: the trade's figures as they stand. What a trade has to
say for itself (its touchpoints, its prices) stands in its TOML file.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from sim.assumptions.parameter import parameter

Probability = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]


class Section(BaseModel):
    """A frozen group of parameters; a wrong value fails when it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class Time(Section):
    """How long we look, and how the business day breathes."""

    days: int = parameter(728, "days that are simulated", unit="days", ge=1, le=36_400)
    warm_up_days: int = parameter(
        182, "days at the start that no measure counts", unit="days", ge=0
    )
    open_hours: float = parameter(
        12.0, "business hours in a day; a day of the model is these hours", unit="hours", gt=0, le=24
    )
    peak_start: Probability = parameter(
        0.0, "when the busy stretch begins, as a share of the business day", unit="share"
    )
    peak_length: Probability = parameter(
        0.0, "how long the busy stretch lasts, as a share of the day; 0 for none", unit="share"
    )
    peak_share: Probability = parameter(
        0.0, "share of the day's arrivals that come in the busy stretch", unit="share"
    )
    grain_days: float = parameter(
        0.0,
        "durations are rounded down to a multiple of this, to make ties in tests; 0 for not at all",
        unit="days",
        ge=0,
    )


class Market(Section):
    """Everybody who could be a customer: a finite number of people."""

    people: int = parameter(2_500, "people in the market", unit="people", ge=1, le=4_000_000)
    customers: int = parameter(1_000, "of them customers at the start", unit="people", ge=0)
    returns_after_days: float = parameter(
        364.0, "days until one who left can be won again", unit="days", ge=0
    )
    marketing_per_year: float = parameter(
        ..., "money spent on winning strangers", unit="currency/year", ge=0
    )
    cost_per_contact: float = parameter(
        ..., "money for one person in the market who really looks at the offer", unit="currency", gt=0
    )
    join_probability: Probability = parameter(
        0.25, "chance that a stranger who looks at the offer joins", unit="probability"
    )


class Visits(Section):
    """How often customers come."""

    visits_per_year: float = parameter(
        ..., "visits (or contacts) of an average customer", unit="visits/year", gt=0, le=3_000
    )
    rate_shape: float = parameter(
        2.0,
        "how alike customers are in how often they come: shape of the gamma distribution",
        unit="ratio",
        source="gamma heterogeneity of purchase rates as in BG/NBD: Fader, Hardie and Lee 2005",
        gt=0.05,
        le=10_000,
    )
    retained_only_factor: float = parameter(
        0.6, "visits of one who is retained only, relative to the base rate", unit="ratio",
        source="C41", ge=0, le=10,
    )
    loyal_factor: float = parameter(
        1.1, "visits of a loyal customer, relative to the base rate", unit="ratio",
        source="C41", ge=0, le=10,
    )


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
        0.3, "how much work it is for the customer: 0 none, 1 a struggle", unit="share", source="C34"
    )
    magic: Probability = parameter(
        0.03, "chance of a moment of magic, given no misery", unit="probability", source="C22"
    )
    problem_weight: float = parameter(
        1.0, "how many of the problems happen here, relative to the other touchpoints per use",
        unit="ratio", ge=0,
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
    wage_per_hour: float = parameter(..., "what an hour of one employee costs", unit="currency/hour", ge=0)
    skill: Probability = parameter(0.5, "skill of its people; 0.5 is the trade's usual", unit="share")
    morale: Probability = parameter(0.5, "morale of its people; 0.5 is the trade's usual", unit="share")
    background_share: float = parameter(
        0.0, "share of its capacity that goes to work we do not follow one by one", unit="share",
        ge=0, le=0.95,
    )
    background_minutes: float = parameter(
        5.0, "mean length of such a piece of work", unit="minutes", gt=0
    )


class Moments(Section):
    """What makes a contact magic, mediocre or miserable."""

    problems_per_customer_year: float = parameter(
        ..., "failures that an average customer lives through", unit="problems/year", ge=0
    )
    hand_off_share: Probability = parameter(
        0.15, "share of those failures that happen between two departments", unit="share",
        source="C25, C39",
    )
    wait_effect: float = parameter(
        0.8, "added log-odds of misery for each promised wait that one waits beyond the promise",
        unit="log-odds", source="C45", ge=0, le=20,
    )
    effort_effect: float = parameter(
        1.0, "added log-odds of misery from no effort to a struggle", unit="log-odds",
        source="C34", ge=0, le=20,
    )
    skill_effect: float = parameter(
        1.5, "taken off the log-odds of misery, from no skill to full skill", unit="log-odds",
        source="C37", ge=0, le=20,
    )
    morale_effect: float = parameter(
        1.5, "taken off the log-odds of misery, and added to those of magic, from no morale to full",
        unit="log-odds", source="C38", ge=0, le=20,
    )
    skill_spread: float = parameter(
        0.1, "how far employees differ in skill and morale (standard deviation)", unit="share",
        ge=0, le=0.5,
    )


class Loyalty(Section):
    """The account in which good and bad experiences add up."""

    positives_per_negative: float = parameter(
        12.0, "moments of magic that one unresolved misery undoes", unit="positives",
        source="C06", grade="folklore", ge=0, le=1_000,
    )
    credit_every_days: float = parameter(
        14.0, "at most one moment of magic counts in so many days", unit="days", ge=0
    )
    half_life_days: float = parameter(
        364.0, "days in which a positive account fades to half", unit="days", gt=0, le=1e9,
    )
    negative_half_life_days: float = parameter(
        364.0, "days in which a negative account fades to half", unit="days", gt=0, le=1e9,
    )
    loyal_share_of_undisturbed: float = parameter(
        0.5, "loyal is above this share of what an undisturbed customer's account reaches",
        unit="share", source="C23", gt=0, le=1,
    )
    start_shape: float = parameter(
        2.0, "spread of the accounts at the start: shape of the gamma distribution", unit="ratio",
        gt=0.05, le=10_000,
    )
    forgiveness: Probability = parameter(
        0.2, "how much of a refusal a full account forgives; 0 switches it off", unit="share",
        source="C41",
    )


class Voice(Section):
    """Who says something, and which ear hears it."""

    ears: Literal[1, 2] = Field(
        1, description="1: the front line's ear and management's are one; 2: they are two"
    )
    silent_per_complaint: float = parameter(
        26.0, "unhappy customers who say nothing for each one who complains (one ear)",
        unit="silent/complaint", source="C12", grade="folklore", ge=0, le=1e9,
    )
    front_line_hears_minor: Probability = parameter(
        0.33, "chance that the front line hears of a minor failure (two ears)", unit="probability",
        source="Goodman 2005, on TARP", grade="survey",
    )
    front_line_hears_serious: Probability = parameter(
        0.65, "chance that the front line hears of a serious failure (two ears)",
        unit="probability", source="TARP 1979; Goodman and Newman 2003", grade="survey",
    )
    management_hears: Probability = parameter(
        0.08, "chance that management hears of it too, given that the front line did (two ears)",
        unit="probability", source="Goodman 2005, on TARP", grade="survey",
    )
    ease: float = parameter(
        1.0, "how easy complaining is made: factor on the odds of saying something",
        unit="odds ratio", source="C25", gt=0, le=1_000,
    )
    asked_share: Probability = parameter(
        0.0, "share of the silent who are asked, and then tell", unit="share"
    )
    share_of_voice_gap_causal: Probability = parameter(
        1.0,
        "how much of the gap in second chances between complainers and the silent comes from "
        "complaining itself; the rest is who they are",
        unit="share", source="C13a, C13b", grade="assumption",
    )


class SecondChance(Section):
    """The share that stays after a failure, by severity and by what became of it."""

    silent_minor: Probability = parameter(
        0.37, "stay after a minor failure that nobody heard of", unit="probability",
        source="C13a", grade="survey",
    )
    silent_serious: Probability = parameter(
        0.09, "stay after a serious failure that nobody heard of", unit="probability",
        source="C13a", grade="survey",
    )
    unresolved_minor: Probability = parameter(
        0.50, "stay after a minor failure, heard and not resolved", unit="probability",
        source="C13b", grade="survey",
    )
    unresolved_serious: Probability = parameter(
        0.50, "stay after a serious failure, heard and not resolved", unit="probability",
        source="C13b", grade="survey",
    )
    fast_minor: Probability = parameter(
        0.80, "stay after a minor failure, put right within the promise", unit="probability",
        source="C13b", grade="survey",
    )
    fast_serious: Probability = parameter(
        0.80, "stay after a serious failure, put right within the promise", unit="probability",
        source="C13b", grade="survey",
    )
    anger_half_life_days: float = parameter(
        14.0, "days beyond the promise in which half of what a fast answer saves is lost",
        unit="days", source="C19", gt=0, le=1e6,
    )
    repeat_factor: Probability = parameter(
        0.5, "factor on the second chance when it is the second failure within the window",
        unit="ratio",
    )
    repeat_window_days: float = parameter(
        364.0, "days in which another failure counts as a second one", unit="days", ge=0
    )
    walk_out_leaves: float = parameter(
        0.02, "share of walk-outs from a queue that end the relation", unit="probability",
        ge=0, le=0.05,
    )


class Recovery(Section):
    """What the front line may put right on the spot."""

    authority: Probability = parameter(
        0.2, "share of the failures they hear of that employees may put right themselves",
        unit="share", source="C25, C44",
    )
    success: Probability = parameter(
        0.9, "chance that putting it right on the spot succeeds", unit="probability", source="C44"
    )
    cost: float = parameter(..., "what putting one failure right costs", unit="currency", ge=0)
    logged: Probability = parameter(
        1.0, "chance that what was put right on the spot is still reported to management",
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
        0.5, "share of its answers that need somebody's approval", unit="share", source="C25"
    )
    escalation_days: float = parameter(7.0, "mean days that approval takes", unit="days", gt=0)
    background_share: float = parameter(
        0.6, "share of its hours that other work takes", unit="share", ge=0, le=0.95
    )
    background_minutes: float = parameter(
        20.0, "mean length of a piece of that work", unit="minutes", gt=0
    )
    wage_per_hour: float = parameter(..., "what an hour at the desk costs", unit="currency/hour", ge=0)


class Lock(Section):
    """What keeps a customer who would rather leave."""

    convenience_share: Probability = parameter(
        ..., "share of customers who come because it is convenient, whatever happens",
        unit="share", source="C23",
    )
    contract_share: Probability = parameter(
        0.0, "share of customers under a contract", unit="share"
    )
    contract_days: float = parameter(
        364.0, "length of a contract; it renews itself", unit="days", ge=1
    )


class Exits(Section):
    """Reasons for leaving that are not a failure."""

    moving_per_year: float = parameter(
        ..., "customers who move away", unit="per customer-year", ge=0, le=50
    )
    offers_per_year: float = parameter(
        2.0, "offers of a competitor that a customer sees", unit="per customer-year", ge=0, le=50
    )
    offer_accepted: Probability = parameter(
        ..., "chance that one who is retained only takes such an offer", unit="probability",
        source="C23",
    )
    loyal_protection: Probability = parameter(
        0.7, "share of those offers that a loyal customer turns down", unit="share", source="C23"
    )


class Money(Section):
    """What customers bring and what things cost."""

    currency: str = Field("EUR", description="the currency, as it is written", max_length=8)
    spend_per_visit: float = parameter(0.0, "what a visit sells, on average", unit="currency", ge=0)
    spend_shape: float = parameter(
        4.0, "how alike customers are in what they spend: shape of the gamma distribution",
        unit="ratio", gt=0.05, le=10_000,
    )
    fee_per_year: float = parameter(0.0, "what a customer pays without visiting", unit="currency/year", ge=0)
    gross_margin: Probability = parameter(..., "what is left of sales after the goods", unit="share")
    overhead_per_year: float = parameter(0.0, "rent and the like", unit="currency/year", ge=0)
    discount_rate: float = parameter(
        0.1, "what money costs a year", unit="per year", gt=0, le=1
    )


SECTIONS: dict[str, type[Section]] = {
    "time": Time,
    "market": Market,
    "visits": Visits,
    "moments": Moments,
    "loyalty": Loyalty,
    "voice": Voice,
    "second_chance": SecondChance,
    "recovery": Recovery,
    "desk": Desk,
    "lock": Lock,
    "exits": Exits,
    "money": Money,
}
"""The sections of a scenario in their order, by the name that they have in a file."""
