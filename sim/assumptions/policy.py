"""Policy: what a manager can change while the business runs, and the five ICARE levers."""

from typing import Any, NamedTuple

from sim.assumptions.scenario import Scenario


class Policy(NamedTuple):
    """One thing that a manager can buy."""

    name: str
    key: str
    """The parameter; ``departments.*.staff`` stands for every department."""
    paid_as: str
    """The kind of cost in the ledger, or what it costs otherwise."""


POLICIES = (
    Policy("staff", "departments.*.staff", "wages"),
    Policy("training", "workforce.training_hours", "training"),
    Policy("coaching", "workforce.coaching_hours", "coaching"),
    Policy("authority", "recovery.authority", "recovery"),
    Policy("desk agents", "desk.agents", "desk_wages"),
    Policy("desk hours", "desk.hours_per_week", "desk_wages"),
    Policy("asking the silent", "voice.asked_share", "listening"),
    Policy("ease of complaining", "voice.ease", "listening"),
    Policy("standards", "moments.standards", "standards"),
    Policy("recognition", "workforce.recognition", "recognition"),
    Policy("bonus on the index", "workforce.bonus", "bonus"),
    Policy("hiring for attitude", "workforce.hired_attitude", "hiring"),
    Policy("marketing", "market.marketing_per_year", "marketing"),
    Policy("asking for referrals", "talk.referrals_asked_share", "reward"),
    Policy("reward for referrals", "talk.reward", "reward"),
)
"""Everything that may change while the world runs."""


def is_policy(key: str) -> bool:
    """Tell whether a parameter may change while the world runs.

    Examples
    --------
    >>> is_policy("recovery.authority"), is_policy("departments.till.staff")
    (True, True)
    >>> is_policy("visits.visits_per_year")
    False
    """
    section, _, rest = key.partition(".")
    if section == "departments":
        return rest.endswith(".staff")
    return any(policy.key == key for policy in POLICIES)


class Lever(NamedTuple):
    """One of the five ICARE levers: which parameters it sets, and to what when fully pulled."""

    name: str
    title: str
    full: dict[str, float]
    """The value of each parameter at a lever of 1; at 0 it is the scenario's own."""


ICARE = (
    Lever("ideal", "Ideal service", {"moments.standards": 1.0, "workforce.training_hours": 80.0}),
    Lever(
        "culture",
        "Culture of service",
        {
            "workforce.recognition": 1.0,
            "workforce.coaching_hours": 40.0,
            "workforce.hired_attitude": 0.8,
        },
    ),
    Lever("attentive", "Attentive", {"voice.asked_share": 0.5, "voice.ease": 4.0}),
    Lever("responsive", "Responsive", {"desk.hours_per_week": 40.0}),
    Lever("empowered", "Empowered", {"recovery.authority": 1.0}),
)
"""Ideal, Culture, Attentive, Responsive, Empowered (C10): groups of policies, no mechanism."""


def pull(scenario: Scenario, **levers: float) -> Scenario:
    """Set the five ICARE levers, relative to the scenario's start.

    Parameters
    ----------
    scenario : Scenario
        Where to start from.
    **levers : float
        ``ideal``, ``culture``, ``attentive``, ``responsive``, ``empowered``: from 0, which is
        the scenario as it is, to 1. A lever never worsens what is better already.

    Returns
    -------
    Scenario

    Raises
    ------
    ValueError
        If a lever is unknown or not between 0 and 1.

    Examples
    --------
    >>> from sim.assumptions import load
    >>> pull(load("corner_shop"), attentive=0.5).voice.asked_share
    0.25
    """
    known = {lever.name: lever for lever in ICARE}
    changes: dict[str, Any] = {}
    for name, value in levers.items():
        if name not in known:
            raise ValueError(f"lever is {name}, but must be one of {', '.join(known)}")
        if not 0 <= value <= 1:
            raise ValueError(f"{name} is {value}, but must be between 0 and 1")
        for key, full in known[name].full.items():
            start = float(scenario.value(key))
            changes[key] = start + value * (max(start, full) - start)
    return scenario.with_(changes)
