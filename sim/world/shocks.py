"""Shocks: a rival opens, cuts prices; a product fails; staff are short."""

from collections.abc import Generator
from math import log
from typing import Any

from sim import facts, order
from sim.world.person import Person
from sim.world.state import World


def shock(world: World, number: int) -> Generator[Any, Any, None]:
    """Begin on a day, and end on another."""
    this = world.shocks[number]
    yield world.clock.at(this.begins, order.SHOCK, 2 * number)
    world.write(facts.SHOCK, other=this.kind)
    feel_shocks(world)
    yield world.clock.at(this.ends, order.SHOCK, 2 * number + 1)
    feel_shocks(world)


def feel_shocks(world: World) -> None:
    """Work out anew what all the shocks of the moment do together."""
    now = world.clock.now
    world.rivals = 0
    world.offer_factor = world.price_factor = world.slowness = 1.0
    world.failure_strain = 0.0
    for this in world.shocks:
        if this.begins <= now < this.ends:
            if this.kind == order.RIVAL_OPENS:
                world.rivals += 1
                world.offer_factor *= this.strength
            elif this.kind == order.PRICE_CUT:
                world.price_factor *= this.strength
            elif this.kind == order.PRODUCT_FAILURE:
                world.failure_strain += log(this.strength)
            else:
                world.slowness *= this.strength


def is_locked(world: World, person: Person) -> bool:
    """Tell whether somebody who would leave is held, by a contract or by convenience."""
    return person.contract or is_held_by_convenience(world, person)


def is_held_by_convenience(world: World, person: Person) -> bool:
    """Tell whether convenience holds somebody, which it does until a rival opens."""
    return person.convenience and world.rivals == 0


def temptation(world: World, person: Person) -> float:
    """Return the factor on the chance that this customer takes an offer."""
    if person.price_sensitive:
        return world.offer_factor * world.price_factor
    return world.offer_factor
