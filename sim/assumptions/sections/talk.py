"""Word of mouth: who is told, and what that does."""

from sim.assumptions.parameter import Probability, Section, parameter


class Talk(Section):
    """What customers tell others, and what listeners make of it."""

    listeners_per_good: float = parameter(
        1.5,
        "people who are told about a good visit, when it is told at all",
        unit="people",
        ge=0,
        le=20,
    )
    bad_to_good_ratio: float = parameter(
        2.0,
        "people told about a bad experience for each one told about a good one",
        unit="ratio",
        source="C04",
        grade="survey",
        ge=0,
        le=20,
    )
    occasion_every_days: float = parameter(
        180.0,
        "a customer tells of good visits at most once in so many days, and of bad ones likewise",
        unit="days",
        ge=0,
    )
    good_word_joins: Probability = parameter(
        0.1,
        "chance that a stranger joins on a good word",
        unit="probability",
        source="C21",
    )
    bad_word_warns_off: Probability = parameter(
        0.3, "chance that a stranger is warned off by a bad word", unit="probability"
    )
    warned_off_days: float = parameter(
        364.0, "days for which one who was warned off cannot be won", unit="days", ge=0
    )
    good_word_credit: float = parameter(
        0.1,
        "what a good word adds to a customer's account",
        unit="positives",
        source="ours; East, Hammond and Lomax 2008: a good word moves no less than a bad one",
        ge=0,
        le=100,
    )
    bad_word_debit: float = parameter(
        0.1, "what a bad word takes off a customer's account", unit="positives", ge=0, le=100
    )
    referrals_asked_share: Probability = parameter(
        0.0,
        "share of the loyal who are asked to bring somebody; each asked tells one more person",
        unit="share",
        source="C36",
    )
    asking_cost: float = parameter(
        2_000.0, "what asking all the loyal for referrals costs", unit="currency/year", ge=0
    )
    reward: float = parameter(
        0.0, "what a customer gets for each one they bring", unit="currency", source="C36", ge=0
    )
    reward_scale: float = parameter(
        50.0, "the reward that moves about two thirds of the loyal", unit="currency", gt=0
    )
