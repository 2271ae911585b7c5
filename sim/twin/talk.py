"""Word of mouth: a good visit is told to some, a bad experience to more."""

from sim import facts, luck
from sim.twin.compiler import inner
from sim.twin.loyalty import balance, set_balance
from sim.twin.market import can_be_won, join
from sim.twin.record import draw, write
from sim.twin.state import NONE


@inner
def praise(w, i):
    """Tell others of a good visit, if the last time is long enough ago."""
    p, now, c = w.p[0], w.clock[0].now, w.people[i]
    if now - c.told_good_at < p.occasion_every:
        return
    c.told_good_at = now
    asked = draw(c.key, luck.REFERRAL_ASKED, c.visits) < p.referrals_asked
    write(w, facts.GOOD_WORD, i, NONE, NONE, 0.0)
    u = draw(c.key, luck.LISTENERS_GOOD, c.visits)
    for turn in range(luck.poisson(u, p.listeners_good) + asked):
        listener = somebody(w, i, luck.LISTENER_GOOD, c.visits, turn)
        if listener != NONE:
            hear_good(w, listener, i)


@inner
def complain_to_others(w, i, occasion):
    """Tell others of a bad experience, if the last time is long enough ago."""
    p, now, c = w.p[0], w.clock[0].now, w.people[i]
    if now - c.told_bad_at < p.occasion_every:
        return
    c.told_bad_at = now
    write(w, facts.BAD_WORD, i, NONE, NONE, 0.0)
    u = draw(c.key, luck.LISTENERS_BAD, occasion)
    for turn in range(luck.poisson(u, p.listeners_bad)):
        listener = somebody(w, i, luck.LISTENER_BAD, occasion, turn)
        if listener != NONE:
            hear_bad(w, listener, i)


@inner
def somebody(w, i, purpose, occasion, turn):
    """Meet somebody else in the market, if there is anybody else."""
    others = w.p[0].people - 1
    if others == 0:
        return NONE
    place = int(draw(w.people[i].key, purpose, occasion * luck.MOST_LISTENERS + turn) * others)
    return place + (1 if place >= i else 0)


@inner
def hear_good(w, i, teller):
    """Hear a good word."""
    p, c = w.p[0], w.people[i]
    c.heard += 1
    write(w, facts.HEARD_GOOD, i, NONE, teller, 0.0)
    if c.active != 0:
        set_balance(w, c, balance(w, c) + p.good_word_credit)
    elif can_be_won(w, i) and draw(c.key, luck.JOINS_ON_WORD, c.heard) < p.good_word_joins:
        join(w, i, facts.JOINED_REFERRAL, 0.0, teller)
        if p.reward_cents > 0:
            write(w, facts.REWARD, teller, NONE, NONE, float(p.reward_cents))


@inner
def hear_bad(w, i, teller):
    """Hear a bad word."""
    p, c = w.p[0], w.people[i]
    c.heard += 1
    write(w, facts.HEARD_BAD, i, NONE, teller, 0.0)
    if c.active != 0:
        set_balance(w, c, balance(w, c) - p.bad_word_debit)
    elif draw(c.key, luck.WARNED_OFF, c.heard) < p.bad_word_warns_off:
        c.warned_until = w.clock[0].now + p.warned_off
        write(w, facts.WARNED_OFF, i, NONE, teller, 0.0)
