"""Ways to keep more customers, each as a change of a scenario.

That retention rises says nothing of how. Some means cost money, one saves it, some are no
policy at all: they show what retention alone would be worth, if it came for nothing.
"""

from sim.study.effects import Effect
from sim.study.trial.reading import World

RETENTION = "retention_rate"
DESK = (("desk.hours_per_week", "times", 4.0), ("desk.escalation_share", "to", 0.0))
AUTHORITY = ("recovery.authority", "to", 1.0)


def _means(name: str, words: str, *changes: tuple[str, str, float]) -> Effect:
    return Effect(name, words, changes, RETENTION, 1)


POLICIES = (
    _means("faster desk", "four times the desk's hours, and no approval to wait for", *DESK),
    _means("authority", "full authority to put right on the spot", AUTHORITY),
    _means(
        "training and coaching",
        "80 hours of training and 40 of coaching a head and year",
        ("workforce.training_hours", "to", 80.0),
        ("workforce.coaching_hours", "to", 40.0),
    ),
    _means("recognition", "recognition for all staff", ("workforce.recognition", "to", 1.0)),
    _means(
        "asking 30%",
        "asking 30% of the silent, with the faster desk",
        ("voice.asked_share", "to", 0.3),
        *DESK,
    ),
    _means(
        "asking all, authority",
        "asking all the silent, with the faster desk and full authority",
        ("voice.asked_share", "to", 1.0),
        AUTHORITY,
        *DESK,
    ),
)
"""What a manager can buy."""

CONTRACTS = _means(
    "more contracts", "20 more of 100 under a contract", ("lock.contract_share", "plus", 0.2)
)
FREE = (
    _means(
        "convenience lock",
        "20 more of 100 held by convenience, at no cost",
        ("lock.convenience_share", "plus", 0.2),
    ),
    CONTRACTS,
    _means(
        "gift: none moves", "nobody moving away, at no cost", ("exits.moving_per_year", "to", 0)
    ),
)
"""What raises retention and costs nothing here: locks, and a gift."""

MARKETING = Effect(
    "marketing",
    "half as much marketing again",
    (("market.marketing_per_year", "times", 1.5),),
    "joined_marketing",
    1,
)

CONTRACT_TRADE = "telecom"
"""Where contracts live, whichever trade is on trial."""


def home(means: Effect, trade: str) -> str:
    """Return the trade in which a means is tried."""
    return CONTRACT_TRADE if means is CONTRACTS else trade


def with_and_without(means: Effect, trade: str) -> tuple[World, World]:
    """Return the world as it is and the one with the change."""
    place = home(means, trade)
    return World(place), World(place, means)
