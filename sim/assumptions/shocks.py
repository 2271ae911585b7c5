"""Shocks: what a scenario may let happen to the business on a day."""

from typing import Literal

from pydantic import Field

from sim.assumptions.parameter import Name, Section, parameter

ShockKind = Literal["rival_opens", "price_cut", "product_failure", "staff_shortage"]


class Shock(Section):
    """Something that happens to the business on a day, and lasts.

    A rival who opens next door ends the lock of convenience and makes offers likelier to be
    taken; a rival's price cut does so for the price-sensitive only (C35). A product that fails
    raises the odds of a failure; a shortage of staff makes every service longer.
    """

    name: Name = Field(description="its short name")
    kind: ShockKind = Field(description="what happens")
    day: float = parameter(..., "the day on which it begins", unit="days", ge=0)
    lasts_days: float = parameter(364.0, "how long it lasts", unit="days", gt=0)
    strength: float = parameter(
        2.0,
        "the factor: on the chance that an offer is taken, on the odds of a failure, or on the "
        "length of a service",
        unit="ratio",
        gt=0,
        le=100,
    )


SHOCK_KINDS: tuple[str, ...] = ("rival_opens", "price_cut", "product_failure", "staff_shortage")
"""The kinds of shock; an engine knows each by its place here."""
