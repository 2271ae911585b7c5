"""The loyalty account of a customer: credited, debited, fading."""

from sim import rules
from sim.twin.compiler import inlined, inner


@inlined
def balance(w, c):
    """Return what the account holds now, without touching it."""
    p = w.p[0]
    since = w.clock[0].now - c.account_at
    return rules.faded(c.account, since, p.half_life, p.negative_half_life)


@inlined
def is_loyal(w, c):
    """Tell whether a customer is loyal, or retained only."""
    return w.clock[0].now < c.loyal_until


@inner
def set_balance(w, c, account):
    """Write the account anew, and until when it makes a loyal customer."""
    now = w.clock[0].now
    c.account = account
    c.account_at = now
    c.loyal_until = rules.loyal_until(account, now, w.p[0].threshold, w.p[0].half_life)


@inlined
def credit(w, c):
    """Add a moment of magic, if the last one that counted is long enough ago."""
    now = w.clock[0].now
    if now - c.credited_at >= w.p[0].credit_every:
        c.credited_at = now
        set_balance(w, c, balance(w, c) + 1.0)


@inlined
def debit(w, c):
    """Take off an unresolved misery."""
    set_balance(w, c, balance(w, c) - w.p[0].weight)
