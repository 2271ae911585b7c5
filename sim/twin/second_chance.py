"""The second chance: whether a customer stays after a failure."""

from sim import facts, rules
from sim.twin.compiler import inner
from sim.twin.leaving import leave_or_be_held
from sim.twin.loyalty import balance, debit
from sim.twin.record import write
from sim.twin.state import NONE
from sim.twin.talk import complain_to_others


@inner
def chance(w, c, base, shift, again):
    """Return one of the second chances, as it is for this customer."""
    p = w.p[0]
    repeat = p.repeat_factor if again else 1.0
    return rules.forgiven(
        rules.within(base + shift) * repeat, balance(w, c), p.undisturbed, p.forgiveness
    )


@inner
def chances(w, c, serious, again, by_nature, spoke):
    """Return the chances of staying: unheard, heard without help, put right fast."""
    p = w.p[0]
    silent = p.silent_serious if serious else p.silent_minor
    unresolved = p.unresolved_serious if serious else p.unresolved_minor
    fast = p.fast_serious if serious else p.fast_minor
    shift = rules.self_selection(silent, unresolved, p.causal_share, by_nature, spoke)
    return (
        chance(w, c, silent, shift, again),
        chance(w, c, unresolved, shift, again),
        chance(w, c, fast, shift, again),
    )


@inner
def leave_unresolved(w, i, touchpoint, occasion, again, stays, heard):
    """Leave a failure unresolved: it weighs on the account."""
    debit(w, w.people[i])
    w.people[i].unresolved_at = w.clock[0].now
    complain_to_others(w, i, occasion)
    decide(w, i, touchpoint, again, stays, heard)


@inner
def decide(w, i, touchpoint, again, stays, heard):
    """Give a second chance, or leave."""
    if again:
        kind = facts.STAYS_AGAIN if stays else facts.QUITS_AGAIN
    elif heard:
        kind = facts.STAYS_VOICED if stays else facts.QUITS_VOICED
    else:
        kind = facts.STAYS_SILENT if stays else facts.QUITS_SILENT
    write(w, kind, i, touchpoint, NONE, 0.0)
    if not stays:
        leave_or_be_held(w, i, facts.LEFT_FAILURE, touchpoint)
