"""Luck: random numbers that belong to somebody.

A draw depends only on the seed, the replication, whose luck it is, what it is for and which
occasion it belongs to; never on what anybody else did or on the order of events. So the same
customer meets the same luck under two policies, and two engines can repeat each other.

There is no state: a draw is a hash. The hash is the finaliser of splitmix64 (Steele, Lea and
Flood 2014). Every function takes plain integers or arrays of ``numpy.uint64`` alike.
"""

from math import exp, log
from typing import Any

MASK = 0xFFFF_FFFF_FFFF_FFFF
GOLDEN = 0x9E37_79B9_7F4A_7C15

# Whose luck it is.
PERSON, EMPLOYEE, TEAM, MARKET = 1, 2, 3, 4

# What a draw is for. The numbers are part of every result: never reuse one, only add.
(
    TRAIT_VISITS,
    TRAIT_SPEND,
    TRAIT_ACCOUNT,
    TRAIT_CONVENIENCE,
    TRAIT_CONTRACT,
    TRAIT_RENEWAL,
    TRAIT_SKILL,
    TRAIT_MORALE,
    FIRST_VISIT,
    NEXT_VISIT,
    USE,
    DELAY,
    FALLS_THROUGH,
    PATIENCE,
    SERVICE,
    MISERY,
    SERIOUS,
    MAGIC,
    WALKS_AWAY,
    SPEAKS_UP,
    MANAGEMENT_HEARS,
    ASKED,
    AUTHORITY,
    PUT_RIGHT,
    LOGGED,
    SECOND_CHANCE,
    HANDLING,
    APPROVAL,
    APPROVAL_DAYS,
    RESOLVED,
    OUTSIDE_GAP,
    OUTSIDE_KIND,
    OFFER,
    JOIN,
    CONTACTS,
    CONTACTED,
    OTHER_GAP,
    OTHER_WORK,
    LISTENERS_GOOD,
    LISTENERS_BAD,
    LISTENER_GOOD,
    LISTENER_BAD,
    REFERRAL_ASKED,
    JOINS_ON_WORD,
    WARNED_OFF,
    QUITS,
    TRAIT_PRICE,
    RECORDED,
) = range(1, 49)

POISSON_BATCH = 8.0
MOST_AT_ONCE = 400
MOST_LISTENERS = 512


def mix(z: Any) -> Any:
    """Scramble 64 bits: the finaliser of splitmix64, a bijection.

    Examples
    --------
    >>> hex(mix(GOLDEN))
    '0xe220a8397b1dcdaf'
    """
    z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB & MASK
    return z ^ (z >> 31)


def world_key(seed: int, replication: int) -> int:
    """The luck of one replication of one seed."""
    return mix(mix((seed + GOLDEN) & MASK) ^ (replication * GOLDEN & MASK))


def entity_key(world: int, kind: int, ident: Any) -> Any:
    """The luck of one person, employee or team in that world."""
    return mix(world ^ ((kind << 56 | ident) * GOLDEN & MASK))


def uniform(entity: Any, purpose: Any, index: Any) -> Any:
    """Draw a number in the open interval from 0 to 1.

    Parameters
    ----------
    entity : int
        Whose luck, from `entity_key`.
    purpose : int
        What the draw is for.
    index : int
        Which occasion, below 2**40; one that the model has already, such as
        visit times 16 plus touchpoint.

    Returns
    -------
    float
        One of 2**52 equally likely values, never 0 and never 1.

    Examples
    --------
    >>> me = entity_key(world_key(26, 0), PERSON, 7)
    >>> uniform(me, MISERY, 33) == uniform(me, MISERY, 33)
    True
    """
    bits = mix(entity ^ ((purpose << 40 | index) * GOLDEN & MASK))
    return ((bits >> 12) + 0.5) * 2.220446049250313e-16


def exponential(u: float, mean: float) -> float:
    """Turn a uniform draw into an exponential one with that mean, by inversion."""
    return -mean * log(u)


def poisson(u: float, mean: float) -> int:
    """Turn a uniform draw into a Poisson count, by inversion.

    The mean is at most 60; the count is bounded at 400, which is beyond the resolution of
    the draw.
    """
    p = exp(-mean)
    total = p
    count = 0
    while u > total and count < MOST_AT_ONCE:
        count += 1
        p *= mean / count
        total += p
    return count
