"""Live a world: begin, go on until a day, and take stock."""

from collections.abc import Callable
from math import floor

import numpy as np

from sim import facts, order
from sim.brief import Brief
from sim.outcome import PERSON, Outcome, Stopped, never
from sim.world import business, market
from sim.world.customer import life
from sim.world.other_work import other_work
from sim.world.outside import life_outside
from sim.world.person import Person
from sim.world.shocks import shock
from sim.world.state import World, rows
from sim.world.workforce import career, set_staff


def begin(brief: Brief, keep_events: bool = True) -> World:
    """Make a world in which nothing has happened yet but that customers are there.

    Parameters
    ----------
    brief : Brief
        The scenario in plain numbers.
    keep_events : bool
        Whether every fact is kept, or only the tallies.
    """
    world = World(brief, keep_events)

    def start_life(person: Person) -> None:
        world.clock.process(life(world, person))
        if world.p.outside_gap > 0.0:
            world.clock.process(life_outside(world, person))

    world.start_life = start_life
    who = brief.people
    for person in world.people[: world.p.customers]:
        account = float(who.start_account[person.number])
        market.begin(world, person, account, float(who.renewal_phase[person.number]))
    world.clock.process(business.days(world))
    for number in range(len(world.shocks)):
        world.clock.process(shock(world, number))
    for team in world.teams:
        if team is not world.desk:
            for employee in team.employees:
                world.clock.process(career(world, team, employee))
    for numbers in world.team_numbers:
        if numbers.other_gap > 0.0:
            world.clock.process(other_work(world, numbers.number))
    return world


def advance(world: World, until: float, stop: Callable[[], bool] = never) -> None:
    """Let everything happen that is due before that day.

    Raises
    ------
    Stopped
        If `stop`, asked before each day, says so.
    """
    day = world.clock.now
    while not stop():
        day = min(floor(day) + 1.0, until)
        world.clock.run(until=world.clock.at(day, order.PAUSE, 0))
        if day == until:
            return
    raise Stopped


def change(world: World, brief: Brief) -> None:
    """Let a policy hold from now on.

    Parameters
    ----------
    world : World
        A world that stands still.
    brief : Brief
        The same scenario, seed and replication under the new policy.
    """
    vars(world.p).update(brief.numbers)
    for touchpoint, new in zip(world.touchpoints, rows(brief.touchpoints), strict=True):
        vars(touchpoint).update(vars(new))  # in place: visits under way hold on to it
    for team, numbers, new in zip(world.teams, world.team_numbers, rows(brief.teams), strict=True):
        vars(numbers).update(vars(new))
        set_staff(world, team, new.staff)


def take_stock(world: World) -> Outcome:
    """Return what happened; to be asked once, when the days are over."""
    business.count(world)
    record = world.record
    return Outcome(
        facts=record.events(),
        counts=np.array(record.counts, dtype=np.int64),
        amounts=np.array(record.amounts, dtype=np.float64),
        snapshots=np.array(record.snapshots, dtype=facts.SNAPSHOT),
        people=np.array(
            [
                tuple(getattr(person, name) for name in PERSON.names or ())
                for person in world.people
            ],
            dtype=PERSON,
        ),
    )
