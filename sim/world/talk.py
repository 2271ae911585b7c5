"""Word of mouth: a good visit is told to some, a bad experience to more.

Whoever hears of it may be anybody in the market: a customer thinks a little better or worse of
the business, a stranger joins or is warned off. The retained-only say no good word.
"""

from sim import facts, luck
from sim.world import loyalty
from sim.world.market import can_be_won, join
from sim.world.person import Person
from sim.world.state import World


def praise(world: World, person: Person) -> None:
    """Tell others of a good visit, if the last time is long enough ago."""
    p, now = world.p, world.clock.now
    if now - person.told_good_at < p.occasion_every:
        return
    person.told_good_at = now
    asked = person.luck(luck.REFERRAL_ASKED, person.visits) < p.referrals_asked
    world.write(facts.GOOD_WORD, person.number)
    u = person.luck(luck.LISTENERS_GOOD, person.visits)
    for turn in range(luck.poisson(u, p.listeners_good) + asked):
        listener = somebody(world, person, luck.LISTENER_GOOD, person.visits, turn)
        if listener is not None:
            hear_good(world, listener, person)


def complain_to_others(world: World, person: Person, occasion: int) -> None:
    """Tell others of a bad experience, if the last time is long enough ago."""
    p, now = world.p, world.clock.now
    if now - person.told_bad_at < p.occasion_every:
        return
    person.told_bad_at = now
    world.write(facts.BAD_WORD, person.number)
    u = person.luck(luck.LISTENERS_BAD, occasion)
    for turn in range(luck.poisson(u, p.listeners_bad)):
        listener = somebody(world, person, luck.LISTENER_BAD, occasion, turn)
        if listener is not None:
            hear_bad(world, listener, person)


def somebody(world: World, person: Person, purpose: int, occasion: int, turn: int) -> Person | None:
    """Meet somebody else in the market, if there is anybody else."""
    others = world.p.people - 1
    if others == 0:
        return None
    place = int(person.luck(purpose, occasion * luck.MOST_LISTENERS + turn) * others)
    return world.people[place + (place >= person.number)]


def hear_good(world: World, listener: Person, teller: Person) -> None:
    """Hear a good word."""
    p = world.p
    listener.heard += 1
    world.write(facts.HEARD_GOOD, listener.number, other=teller.number)
    if listener.active:
        account = loyalty.balance(world, listener) + p.good_word_credit
        loyalty.set_balance(world, listener, account)
    elif (
        can_be_won(world, listener)
        and listener.luck(luck.JOINS_ON_WORD, listener.heard) < p.good_word_joins
    ):
        join(world, listener, facts.JOINED_REFERRAL, parent=teller.number)
        if p.reward_cents > 0:
            world.write(facts.REWARD, teller.number, amount=float(p.reward_cents))


def hear_bad(world: World, listener: Person, teller: Person) -> None:
    """Hear a bad word."""
    p = world.p
    listener.heard += 1
    world.write(facts.HEARD_BAD, listener.number, other=teller.number)
    if listener.active:
        account = loyalty.balance(world, listener) - p.bad_word_debit
        loyalty.set_balance(world, listener, account)
    elif listener.luck(luck.WARNED_OFF, listener.heard) < p.bad_word_warns_off:
        listener.warned_until = world.clock.now + p.warned_off
        world.write(facts.WARNED_OFF, listener.number, other=teller.number)
