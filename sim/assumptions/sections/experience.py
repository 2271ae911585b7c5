"""What customers live through, and the account in which it adds up."""

from sim.assumptions.parameter import Probability, Section, parameter


class Moments(Section):
    """What makes a contact magic, mediocre or miserable."""

    problems_per_customer_year: float = parameter(
        ..., "failures that an average customer lives through", unit="problems/year", ge=0
    )
    hand_off_share: Probability = parameter(
        0.15,
        "share of those failures that happen between two departments",
        unit="share",
        source="C25, C39",
    )
    standards: Probability = parameter(
        0.0,
        "how firmly standards for hand-offs between departments hold",
        unit="share",
        source="C25, C40",
    )
    standards_effect: Probability = parameter(
        0.8, "share of the failures between departments that firm standards prevent", unit="share"
    )
    standards_cost: float = parameter(
        3_000.0, "what firm standards cost to keep", unit="currency/year", ge=0
    )
    wait_effect: float = parameter(
        0.8,
        "added log-odds of misery for each promised wait that one waits beyond the promise",
        unit="log-odds",
        source="C45",
        ge=0,
        le=20,
    )
    effort_effect: float = parameter(
        1.0,
        "added log-odds of misery from no effort to a struggle",
        unit="log-odds",
        source="C34",
        ge=0,
        le=20,
    )
    skill_effect: float = parameter(
        1.5,
        "taken off the log-odds of misery, from no skill to full skill",
        unit="log-odds",
        source="C37",
        ge=0,
        le=20,
    )
    morale_effect: float = parameter(
        1.5,
        "taken off the log-odds of misery, and added to those of magic, from no morale to full",
        unit="log-odds",
        source="C38",
        ge=0,
        le=20,
    )
    skill_spread: float = parameter(
        0.1,
        "how far employees differ in skill and morale (standard deviation)",
        unit="share",
        ge=0,
        le=0.5,
    )


class Loyalty(Section):
    """The account in which good and bad experiences add up."""

    positives_per_negative: float = parameter(
        12.0,
        "moments of magic that one unresolved misery undoes",
        unit="positives",
        source="C06",
        grade="folklore",
        ge=0,
        le=1_000,
    )
    credit_every_days: float = parameter(
        14.0, "at most one moment of magic counts in so many days", unit="days", ge=0
    )
    half_life_days: float = parameter(
        364.0,
        "days in which a positive account fades to half",
        unit="days",
        gt=0,
        le=1e9,
    )
    negative_half_life_days: float = parameter(
        364.0,
        "days in which a negative account fades to half",
        unit="days",
        gt=0,
        le=1e9,
    )
    loyal_share_of_undisturbed: float = parameter(
        0.5,
        "loyal is above this share of what an undisturbed customer's account reaches",
        unit="share",
        source="C23",
        gt=0,
        le=1,
    )
    start_level: float = parameter(
        1.0,
        "mean account at the start, relative to the undisturbed one; where a trade settles lower, "
        "its accounts start lower",
        unit="ratio",
        ge=0,
        le=10,
    )
    start_shape: float = parameter(
        2.0,
        "spread of the accounts at the start: shape of the gamma distribution",
        unit="ratio",
        gt=0.05,
        le=10_000,
    )
    forgiveness: Probability = parameter(
        0.2,
        "how much of a refusal a full account forgives; 0 switches it off",
        unit="share",
        source="C41",
    )
