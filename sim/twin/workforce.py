"""The people inside: they learn and forget, their morale moves, some quit."""

from sim import facts, luck, order, rules
from sim.twin.compiler import inner
from sim.twin.heap import push
from sim.twin.record import draw, write
from sim.twin.state import NONE
from sim.twin.team import lose, regain

WEEK = 7.0


@inner
def on_week(w, number):
    """Work for another week."""
    p, e = w.p[0], w.employees[number]
    e.week += 1
    week = e.week
    push(w, (week + 1) * WEEK, order.WEEK, number)
    if e.on_duty == 0:
        return
    learn(w, number, week)
    feel(w, e)
    chance = rules.quits(p.turnover, e.morale, p.morale_holds, WEEK)
    if draw(e.key, luck.QUITS, week) < chance:
        leave_job(w, number)


@inner
def learn(w, number, week):
    """Practise for a week, and be trained if a round of training is due."""
    p, e = w.p[0], w.employees[number]
    e.skill = rules.practised(e.skill, e.usual_skill, WEEK, p.learning, p.forgetting)
    rounds = rules.rounds(week * WEEK, p.training_every)
    hours = p.training_hours * (rounds - rules.rounds(week * WEEK - WEEK, p.training_every))
    if hours > 0.0:
        e.skill = rules.trained(e.skill, hours, p.training_scale)
        write(w, facts.TRAINED, NONE, NONE, number, hours)


@inner
def feel(w, e):
    """Feel how the week went."""
    p = w.p[0]
    recognised = p.recognition * (p.recognition_lifts + p.compliment_lifts * e.thanked)
    level = rules.morale_level(
        e.attitude,
        p.authority,
        p.authority_lifts,
        recognised,
        e.busy / WEEK,
        p.load_wears,
        p.anger_wears * e.angered,
    )
    e.morale = rules.morale_after(e.morale, level, WEEK, p.morale_half_life)
    e.busy = 0.0
    e.angered = 0
    e.thanked = 0


@inner
def leave_job(w, number):
    """Quit; the last on duty stays until the replacement is there."""
    write(w, facts.QUIT, NONE, NONE, number, 0.0)
    if w.teams[w.employees[number].team].on_duty == 1:
        take_over(w, number)
        return
    lose(w, number)
    wait_for_replacement(w, number)


@inner
def wait_for_replacement(w, number):
    """Look for somebody to fill a vacant place."""
    e, p = w.employees[number], w.p[0]
    e.replacement_at = w.clock[0].now + rules.grained(p.vacancy, p.grain)
    push(w, e.replacement_at, order.HIRED, number)


@inner
def on_hired(w, number):
    """Fill the vacant place, unless it was given up meanwhile."""
    e = w.employees[number]
    if e.replacement_at != w.clock[0].now:
        return
    e.replacement_at = -1.0
    take_over(w, number)
    regain(w, number)


@inner
def set_staff(w, team, staff):
    """Give up places, vacant ones first, or open new ones; somebody always stays."""
    first, places = w.teams[team].first_employee, w.teams[team].places
    employed = 0
    for number in range(first, first + places):
        employed += w.employees[number].employed
    for on_duty in range(2):
        for number in range(first + places - 1, first - 1, -1):
            e = w.employees[number]
            if employed > staff and e.employed != 0 and e.on_duty == on_duty:
                e.employed = 0
                e.replacement_at = -1.0
                employed -= 1
                if e.on_duty != 0:
                    lose(w, number)
    for number in range(first, first + places):
        e = w.employees[number]
        if employed < staff and e.employed == 0:
            e.employed = 1
            employed += 1
            wait_for_replacement(w, number)


@inner
def take_over(w, number):
    """Start at somebody's place: unskilled, with the attitude that was hired for."""
    p, e = w.p[0], w.employees[number]
    e.hires += 1
    e.skill = min(p.newcomer_skill, e.usual_skill)
    e.attitude = p.hired_attitude
    e.morale = p.hired_attitude
    e.busy = 0.0
    e.angered = 0
    e.thanked = 0
    write(w, facts.HIRED, NONE, NONE, number, 0.0)
    write(w, facts.HIRING, NONE, NONE, number, float(p.hiring_cents))
