"""The reduced world in plain SimPy: a process for each customer and one resource, by the book."""

import random

import simpy

from benchmarks.peers.reduced import Lived, Tally, World, answer


def customer(env, team, world, tally):
    """Come again and again."""
    yield env.timeout(random.expovariate(1 / world.gap))
    while True:
        arrived = env.now
        next_visit = arrived + random.expovariate(1 / world.gap)
        with team.request() as turn:
            yield turn
            tally.begin(arrived, env.now)
            yield env.timeout(random.expovariate(1 / world.service))
        tally.end()
        yield env.timeout(max(0.0, next_visit - env.now))


def live(world: World, replication: int) -> Lived:
    """Live one replication."""
    random.seed(replication)
    env = simpy.Environment()
    team = simpy.Resource(env, capacity=world.staff)
    tally = Tally(world.warm_up)
    for _ in range(world.customers):
        env.process(customer(env, team, world, tally))
    env.run(until=world.end)
    return tally.total()


if __name__ == "__main__":
    answer("simpy", live)
