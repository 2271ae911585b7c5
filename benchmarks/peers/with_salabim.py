"""The reduced world in salabim: a component for each customer and one resource.

For speed, trace and monitors are off, and processes are generators: salabim's other way of writing
them, without ``yield``, took longer here.
"""

import random

import salabim

from benchmarks.peers.reduced import Lived, Tally, World, answer

salabim.yieldless(False)


class Customer(salabim.Component):
    """Comes again and again."""

    def setup(self, world, team, tally):
        self.world, self.team, self.tally = world, team, tally
        self.status.monitor(False)
        self.mode.monitor(False)

    def process(self):
        env, world, team, tally = self.env, self.world, self.team, self.tally
        yield self.hold(random.expovariate(1 / world.gap))
        while True:
            arrived = env.now()
            next_visit = arrived + random.expovariate(1 / world.gap)
            yield self.request(team)
            tally.begin(arrived, env.now())
            yield self.hold(random.expovariate(1 / world.service))
            self.release(team)
            tally.end()
            yield self.hold(till=max(next_visit, env.now()))


def live(world: World, replication: int) -> Lived:
    """Live one replication."""
    env = salabim.Environment(trace=False, random_seed=replication)
    team = salabim.Resource("team", capacity=world.staff, monitor=False)
    tally = Tally(world.warm_up)
    for _ in range(world.customers):
        Customer(world=world, team=team, tally=tally)
    env.run(till=world.end)
    return tally.total()


if __name__ == "__main__":
    answer("salabim", live)
