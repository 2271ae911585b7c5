"""A person in the market: somebody who is, was or could be a customer."""

from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from sim import facts, luck
from sim.order import IN_INBOX, URGENT, USUAL


class Failure(NamedTuple):
    """Something that went wrong for a customer."""

    touchpoint: int
    occasion: int
    """The index of its luck: twice that of the contact, plus 1 for a hand-off."""
    serious: bool
    again: bool
    """Whether it follows another one within the window."""
    speaks_by_nature: bool
    """Whether the customer would say something unasked, were complaining as easy as usual."""


@dataclass(slots=True)
class Case:
    """A complaint on the desk. A person has one at a time."""

    failure: Failure
    opened_at: float
    hope: float
    """Days beyond the promise for which the customer waits; below 0 if no answer keeps them."""
    stage: int = IN_INBOX
    open: bool = True
    given_up: bool = False
    """Has refused a second chance, but is held."""

    @property
    def line(self) -> int:
        """The line at the desk: serious complaints go first."""
        return URGENT if self.failure.serious else USUAL


@dataclass(slots=True)
class Person:
    """One of the people of the market; `number` is their place in it, for good."""

    number: int
    key: int
    visits_per_day: float
    spend: float
    convenience: bool
    contract: bool
    price_sensitive: bool
    case: Case | None = None
    """The complaint on the desk, until the desk is done with it."""
    active: bool = False
    origin: int = facts.NOWHERE
    """The kind of fact that made them a customer."""
    parent: int = facts.NOBODY
    """Whose word brought them."""
    tenure: int = 0
    """How often they have become a customer."""
    joined_at: float = 0.0
    left_at: float = inf
    left_because: int = facts.NOWHERE
    returns_at: float = 0.0
    """When one who left can be won again."""
    contract_from: float = 0.0
    renewal_at: float = -1.0
    """When a held customer's contract ends."""
    renewal_touchpoint: int = facts.NOWHERE
    account: float = 0.0
    account_at: float = 0.0
    loyal_until: float = 0.0
    credited_at: float = -inf
    failed_at: float = -inf
    unresolved_at: float = -inf
    """The last failure that was not put right."""
    complained_at: float = -inf
    """The last complaint that reached management."""
    seen_at: float = -inf
    """The last failure at which somebody of the front line was present."""
    abandoned: int = 0
    years_bought: int = 0
    """Bit n: completed a visit in the nth year from the end."""
    told_good_at: float = -inf
    told_bad_at: float = -inf
    heard: int = 0
    """Words of mouth that reached them."""
    warned_until: float = 0.0
    spoiled: int = 0
    """What the present visit was: spoiled, on record, with magic."""
    visits: int = 0
    in_visit: bool = False
    outside: int = 0
    """How often life outside has called."""
    contacts: int = 0

    def luck(self, purpose: int, index: int) -> float:
        """Draw this person's luck for a purpose, on an occasion."""
        return luck.uniform(self.key, purpose, index)

    def has_left(self) -> bool:
        """Tell whether the customer is one no more; seen at the next step they take."""
        return not self.active

    def gone_since(self, tenure: int) -> bool:
        """Tell whether the customer of that tenure has left."""
        return not self.active or self.tenure != tenure
