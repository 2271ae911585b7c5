"""The people of a market: what each of them brings along, drawn before the clock starts."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from sim import luck
from sim.assumptions import Scenario

YEAR = 364.0
"""Days in a year: 52 weeks of 7 days."""


class Population(NamedTuple):
    """What does not change about the people of a market; one array entry a person."""

    key: NDArray[np.uint64]
    """Whose luck."""
    visits_per_day: NDArray[np.float64]
    spend: NDArray[np.float64]
    """Money a visit, in whole cents."""
    start_account: NDArray[np.float64]
    """Loyalty account of those who are customers at the start."""
    convenience: NDArray[np.bool_]
    """Comes because it is convenient, whatever happens."""
    contract: NDArray[np.bool_]
    price_sensitive: NDArray[np.bool_]
    """Whether a competitor's price cut moves them."""
    renewal_phase: NDArray[np.float64]
    """How much of the contract is over at the start, from 0 to 1."""


def draw_population(scenario: Scenario, world: int, undisturbed: float) -> Population:
    """Draw the people of one replication.

    Parameters
    ----------
    scenario : Scenario
        Whose market it is.
    world : int
        The luck of the replication, from `luck.world_key`.
    undisturbed : float
        The account of a customer without a failure, the mean of the start accounts.

    Returns
    -------
    Population
        Arrays of length ``scenario.market.people``.
    """
    people = np.arange(scenario.market.people, dtype=np.uint64)
    key = luck.entity_key(world, luck.PERSON, people)

    def uniform(purpose: int) -> NDArray[np.float64]:
        return np.asarray(luck.uniform(key, purpose, 0))

    def gamma(purpose: int, shape: float) -> NDArray[np.float64]:
        """Gamma with mean 1, by inversion."""
        return np.asarray(gammaincinv(shape, uniform(purpose)) / shape)

    visits, money, lock = scenario.visits, scenario.money, scenario.lock
    return Population(
        key=key,
        visits_per_day=visits.visits_per_year / YEAR * gamma(luck.TRAIT_VISITS, visits.rate_shape),
        spend=np.floor(
            money.spend_per_visit * 100 * gamma(luck.TRAIT_SPEND, money.spend_shape) + 0.5
        ),
        start_account=undisturbed
        * scenario.loyalty.start_level
        * gamma(luck.TRAIT_ACCOUNT, scenario.loyalty.start_shape),
        convenience=uniform(luck.TRAIT_CONVENIENCE) < lock.convenience_share,
        contract=uniform(luck.TRAIT_CONTRACT) < lock.contract_share,
        price_sensitive=uniform(luck.TRAIT_PRICE) < scenario.exits.price_sensitive_share,
        renewal_phase=uniform(luck.TRAIT_RENEWAL),
    )
