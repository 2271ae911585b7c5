"""The trade: time, the market, how often people come, what holds them, and money."""

from pydantic import Field

from sim.assumptions.parameter import Probability, Section, parameter


class Time(Section):
    """How long we look, and how the business day breathes."""

    days: int = parameter(728, "days that are simulated", unit="days", ge=1, le=36_400)
    warm_up_days: int = parameter(
        182, "days at the start that no measure counts", unit="days", ge=0
    )
    open_hours: float = parameter(
        12.0,
        "business hours in a day; a day of the model is these hours",
        unit="hours",
        gt=0,
        le=24,
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
        ...,
        "money for one person in the market who really looks at the offer",
        unit="currency",
        gt=0,
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
        0.6,
        "visits of one who is retained only, relative to the base rate",
        unit="ratio",
        source="C41",
        ge=0,
        le=10,
    )
    loyal_spend_factor: float = parameter(
        1.1,
        "what a loyal customer spends a visit, relative to what they would otherwise",
        unit="ratio",
        source="C41",
        ge=0,
        le=10,
    )
    loyal_factor: float = parameter(
        1.1,
        "visits of a loyal customer, relative to the base rate",
        unit="ratio",
        source="C41",
        ge=0,
        le=10,
    )


class Lock(Section):
    """What keeps a customer who would rather leave."""

    convenience_share: Probability = parameter(
        ...,
        "share of customers who come because it is convenient, whatever happens",
        unit="share",
        source="C23",
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
        ...,
        "chance that one who is retained only takes such an offer",
        unit="probability",
        source="C23",
    )
    price_sensitive_share: Probability = parameter(
        0.3,
        "share of customers for whom the price decides",
        unit="share",
        source="C35",
    )
    loyal_protection: Probability = parameter(
        0.7, "share of those offers that a loyal customer turns down", unit="share", source="C23"
    )


class Money(Section):
    """What customers bring and what things cost."""

    currency: str = Field("EUR", description="the currency, as it is written", max_length=8)
    spend_per_visit: float = parameter(0.0, "what a visit sells, on average", unit="currency", ge=0)
    spend_shape: float = parameter(
        4.0,
        "how alike customers are in what they spend: shape of the gamma distribution",
        unit="ratio",
        gt=0.05,
        le=10_000,
    )
    fee_per_year: float = parameter(
        0.0, "what a customer pays without visiting", unit="currency/year", ge=0
    )
    gross_margin: Probability = parameter(
        ..., "what is left of sales after the goods", unit="share"
    )
    overhead_per_year: float = parameter(0.0, "rent and the like", unit="currency/year", ge=0)
    discount_rate: float = parameter(
        0.1, "what money costs a year, compounded continuously", unit="per year", gt=0, le=1
    )
