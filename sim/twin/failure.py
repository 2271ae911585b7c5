"""A failure: who hears of it, what is done about it, and whether the customer stays."""

from sim import facts, luck, rules
from sim.order import NO_CASE
from sim.twin.compiler import inner
from sim.twin.desk import open_case
from sim.twin.record import draw, write
from sim.twin.second_chance import chances, decide, leave_unresolved
from sim.twin.state import NONE


@inner
def happens(w, i, touchpoint, occasion, employee):
    """Let a customer live a failure."""
    p, now, c = w.p[0], w.clock[0].now, w.people[i]
    serious = draw(c.key, luck.SERIOUS, occasion) < w.touchpoints[touchpoint].serious_share
    misery = facts.MISERY_SERIOUS if serious else facts.MISERY_MINOR
    write(w, misery, i, touchpoint, employee, 0.0)
    again = now - c.failed_at < p.repeat_window
    c.failed_at = now
    if employee != NONE:
        c.seen_at = now
    c.spoiled |= facts.TRUE_SPOIL

    speaks = p.speaks_serious if serious else p.speaks_minor
    u = draw(c.key, luck.SPEAKS_UP, occasion)
    by_nature = u < speaks
    if u < rules.eased(speaks, p.ease):
        write(w, facts.SPOKE_UP, i, touchpoint, NONE, 0.0)
        heard(w, i, touchpoint, occasion, serious, again, by_nature, False)
    elif draw(c.key, luck.ASKED, occasion) < p.asked_share:
        write(w, facts.ASKED, i, touchpoint, NONE, 0.0)
        heard(w, i, touchpoint, occasion, serious, again, by_nature, True)
    else:  # here the twenty-six stay silent
        write(w, facts.SILENT, i, touchpoint, NONE, 0.0)
        silent, _, _ = chances(w, c, serious, again, by_nature, False)
        stays = draw(c.key, luck.SECOND_CHANCE, occasion) < silent
        leave_unresolved(w, i, touchpoint, occasion, again, stays, False)


@inner
def heard(w, i, touchpoint, occasion, serious, again, by_nature, asked):
    """Put a failure right on the spot, pass it on to the desk, or let it lie."""
    p, c = w.p[0], w.people[i]
    management = asked or draw(c.key, luck.MANAGEMENT_HEARS, occasion) < p.management_hears
    may = draw(c.key, luck.AUTHORITY, occasion) < p.authority
    put_right = may and draw(c.key, luck.PUT_RIGHT, occasion) < p.recovery_success
    if put_right:
        management = management and draw(c.key, luck.LOGGED, occasion) < p.logged
    if management and not asked:
        write(w, facts.COMPLAINED, i, touchpoint, NONE, 0.0)
        c.complained_at = w.clock[0].now
        c.spoiled |= facts.SPOIL_ON_RECORD

    _, unresolved, fast = chances(w, c, serious, again, by_nature, True)
    u = draw(c.key, luck.SECOND_CHANCE, occasion)
    if put_right:
        write(w, facts.PUT_RIGHT, i, touchpoint, NONE, 0.0)
        write(w, facts.RECOVERY, i, touchpoint, NONE, float(p.recovery_cents))
        decide(w, i, touchpoint, again, u < fast, True)
    elif management and w.cases[i].stage == NO_CASE:
        hope = rules.hope_lasts(u, unresolved, fast, p.anger_half_life)
        open_case(w, i, touchpoint, occasion, serious, again, hope)
    else:
        if management:
            write(w, facts.CASE_ADDED, i, touchpoint, NONE, 0.0)
        leave_unresolved(w, i, touchpoint, occasion, again, u < unresolved, True)
