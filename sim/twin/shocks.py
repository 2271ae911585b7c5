"""Shocks: a rival opens, cuts prices; a product fails; staff are short."""

from math import log

from sim import facts, order
from sim.twin.compiler import inlined, inner
from sim.twin.record import write
from sim.twin.state import NONE


@inner
def on_shock(w, number):
    """Begin, or end."""
    if number % 2 == 0:
        write(w, facts.SHOCK, NONE, NONE, w.shocks[number // 2].kind, 0.0)
    feel_shocks(w)


@inner
def feel_shocks(w):
    """Work out anew what all the shocks of the moment do together."""
    clock = w.clock[0]
    clock.rivals = 0
    clock.offer_factor = 1.0
    clock.price_factor = 1.0
    clock.slowness = 1.0
    clock.failure_strain = 0.0
    for number in range(len(w.shocks)):
        this = w.shocks[number]
        if this.begins <= clock.now and clock.now < this.ends:
            if this.kind == order.RIVAL_OPENS:
                clock.rivals += 1
                clock.offer_factor *= this.strength
            elif this.kind == order.PRICE_CUT:
                clock.price_factor *= this.strength
            elif this.kind == order.PRODUCT_FAILURE:
                clock.failure_strain += log(this.strength)
            else:
                clock.slowness *= this.strength


@inlined
def is_held_by_convenience(w, c):
    """Tell whether convenience holds somebody, which it does until a rival opens."""
    return c.convenience != 0 and w.clock[0].rivals == 0


@inlined
def is_locked(w, c):
    """Tell whether somebody who would leave is held, by a contract or by convenience."""
    return c.contract != 0 or is_held_by_convenience(w, c)


@inlined
def temptation(w, c):
    """Return the factor on the chance that this customer takes an offer."""
    if c.price_sensitive != 0:
        return w.clock[0].offer_factor * w.clock[0].price_factor
    return w.clock[0].offer_factor
