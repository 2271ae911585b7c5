"""Live a world: begin, go on until a day, and take stock."""

import numpy as np

from sim import facts, order
from sim.brief import Brief
from sim.outcome import PERSON, Outcome
from sim.world import business, market
from sim.world.customer import life
from sim.world.other_work import other_work
from sim.world.outside import life_outside
from sim.world.person import Person
from sim.world.state import World


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
    for numbers in world.team_numbers:
        if numbers.other_gap > 0.0:
            world.clock.process(other_work(world, numbers.number))
    return world


def advance(world: World, until: float) -> None:
    """Let everything happen that is due before that day."""
    world.clock.run(until=world.clock.at(until, order.PAUSE, 0))


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
