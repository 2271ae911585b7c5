"""The reduced world in Mesa: an agent for each customer, moved by events.

Mesa's usual step for every agent at every tick would spend nearly all of its time on customers
who are at home; its discrete-event simulator is made for such models.

Given the same seed, this draws the same numbers in the same order as the model in salabim, so the
two come to the same waits but for rounding: one world indeed, and no two independent samples.
"""

from collections import deque

import mesa
from mesa.experimental.devs import DEVSimulator

from benchmarks.peers.reduced import Lived, Tally, World, answer


class Customer(mesa.Agent):
    """Comes again and again."""

    def __init__(self, model):
        super().__init__(model)
        self.arrived = self.next_visit = 0.0
        self.after(self.random.expovariate(1 / model.world.gap), self.come)

    def after(self, minutes, action):
        self.model.simulator.schedule_event_relative(action, minutes)

    def come(self):
        """Come in, and be served at once or wait in line."""
        model = self.model
        self.arrived = model.simulator.time
        self.next_visit = self.arrived + self.random.expovariate(1 / model.world.gap)
        if model.idle:
            model.idle -= 1
            self.be_served()
        else:
            model.line.append(self)

    def be_served(self):
        self.model.tally.begin(self.arrived, self.model.simulator.time)
        self.after(self.random.expovariate(1 / self.model.world.service), self.go_home)

    def go_home(self):
        """Make room for the next in line, and want to come again."""
        model = self.model
        model.tally.end()
        if model.line:
            model.line.popleft().be_served()
        else:
            model.idle += 1
        self.after(max(0.0, self.next_visit - model.simulator.time), self.come)


class Shop(mesa.Model):
    """A team, and the line in front of it."""

    def __init__(self, world, simulator, seed):
        super().__init__(seed=seed)
        self.world, self.simulator = world, simulator
        simulator.setup(self)
        self.tally = Tally(world.warm_up)
        self.idle = world.staff
        self.line = deque()
        Customer.create_agents(self, world.customers)


def live(world: World, replication: int) -> Lived:
    """Live one replication."""
    simulator = DEVSimulator()
    shop = Shop(world, simulator, seed=replication)
    simulator.run_until(world.end)
    return shop.tally.total()


if __name__ == "__main__":
    answer("mesa", live)
