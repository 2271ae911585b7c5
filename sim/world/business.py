"""The business, day by day: what is there, and what it costs."""

from collections.abc import Generator
from typing import Any

from sim import facts, order, rules
from sim.world import loyalty, market
from sim.world.state import World


def days(world: World) -> Generator[Any, Any, None]:
    """Begin one day after the other."""
    day = 0
    while True:
        yield world.clock.at(float(day), order.DAY, 0)
        count(world)
        pay(world, day)
        market.advertise(world, day)
        day += 1


def count(world: World) -> None:
    """Count what is there."""
    loyal = 0
    for person in world.active.values():
        loyal += loyalty.is_loyal(world, person)
    skill = morale = 0.0
    on_duty = 0
    for team in world.teams:
        if team is not world.desk:
            for employee in team.employees:
                if employee.on_duty:
                    skill += employee.skill
                    morale += employee.morale
                    on_duty += 1
    world.record.snapshots.append(
        (len(world.active), loyal, world.open_cases, skill / on_duty, morale / on_duty, on_duty)
    )


def pay(world: World, day: int) -> None:
    """Book what a day costs, and what customers pay without visiting."""
    p = world.p
    yesterday = world.record.counts[max(0, day - 1)]
    bonus = rules.bonus_paid(
        p.bonus_cents, yesterday[facts.SPOILED_ON_RECORD], yesterday[facts.VISIT]
    )
    fees = rules.cents(p.fee_per_day * len(world.active))
    for kind, cents in (
        (facts.FEES, fees),
        (facts.GOODS, rules.goods(fees, p.goods_share)),
        (facts.WAGES, p.wages_cents),
        (facts.DESK_WAGES, p.desk_wages_cents),
        (facts.MARKETING, p.marketing_cents),
        (facts.TRAINING, p.training_cents),
        (facts.COACHING, p.coaching_cents),
        (facts.REWARD, p.programme_cents),
        (facts.RECOGNITION, p.recognition_cents),
        (facts.BONUS, bonus),
        (facts.LISTENING, rules.cents(p.asking_per_day * len(world.active)) + p.ease_cents),
        (facts.STANDARDS, p.standards_cents),
        (facts.OVERHEAD, p.overhead_cents),
    ):
        if cents > 0:
            world.write(kind, amount=float(cents))
