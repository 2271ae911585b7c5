"""The business, day by day: what is there, and what it costs."""

from sim import facts, order, rules
from sim.twin.compiler import inner
from sim.twin.heap import push
from sim.twin.loyalty import is_loyal
from sim.twin.market import advertise
from sim.twin.record import write
from sim.twin.state import NONE


@inner
def on_day(w):
    """Begin a day."""
    day = w.clock[0].day
    count(w, day)
    pay(w, day)
    advertise(w, day)
    w.clock[0].day = day + 1
    push(w, float(day + 1), order.DAY, 0)


@inner
def count(w, day):
    """Count what is there."""
    loyal = 0
    for i in range(len(w.people)):
        c = w.people[i]
        if c.active != 0 and is_loyal(w, c):
            loyal += 1
    skill = 0.0
    morale = 0.0
    on_duty = 0
    for number in range(len(w.employees)):
        e = w.employees[number]
        if e.on_duty != 0 and e.team != w.p[0].desk:
            skill += e.skill
            morale += e.morale
            on_duty += 1
    snapshot = w.snapshots[day]
    snapshot.skill = skill / on_duty
    snapshot.morale = morale / on_duty
    snapshot.on_duty = on_duty
    snapshot.customers = w.clock[0].customers
    snapshot.loyal = loyal
    snapshot.open_cases = w.clock[0].open_cases


@inner
def pay(w, day):
    """Book what a day costs, and what customers pay without visiting."""
    p = w.p[0]
    yesterday = max(0, day - 1)
    bonus = rules.bonus_paid(
        p.bonus_cents,
        w.counts[yesterday, facts.SPOILED_ON_RECORD],
        w.counts[yesterday, facts.VISIT],
    )
    fees = rules.cents(p.fee_per_day * w.clock[0].customers)
    book(w, facts.FEES, fees)
    book(w, facts.GOODS, rules.goods(fees, p.goods_share))
    book(w, facts.WAGES, p.wages_cents)
    book(w, facts.DESK_WAGES, p.desk_wages_cents)
    book(w, facts.MARKETING, p.marketing_cents)
    book(w, facts.TRAINING, p.training_cents)
    book(w, facts.COACHING, p.coaching_cents)
    book(w, facts.REWARD, p.programme_cents)
    book(w, facts.RECOGNITION, p.recognition_cents)
    book(w, facts.BONUS, bonus)
    asking = rules.cents(p.asking_per_day * w.clock[0].customers)
    book(w, facts.LISTENING, asking + p.ease_cents)
    book(w, facts.STANDARDS, p.standards_cents)
    book(w, facts.OVERHEAD, p.overhead_cents)


@inner
def book(w, kind, cents):
    """Book an amount, unless it is nothing."""
    if cents > 0:
        write(w, kind, NONE, NONE, NONE, float(cents))
