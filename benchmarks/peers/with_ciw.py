"""The reduced world in Ciw: an open M/M/c queue.

Ciw knows individuals who arrive, queue and leave, and none who come back when they please, so all
customers together are one Poisson stream of arrivals. That is what many customers who come
seldom add up to.
"""

import ciw

from benchmarks.peers.reduced import Lived, World, answer


def live(world: World, replication: int) -> Lived:
    """Live one replication."""
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(rate=world.arrivals)],
        service_distributions=[ciw.dists.Exponential(rate=1 / world.service)],
        number_of_servers=[world.staff],
    )
    ciw.seed(replication)
    simulation = ciw.Simulation(network)
    simulation.simulate_until_max_time(world.end)
    records = simulation.get_all_records(only=["service"])
    waits = [r.waiting_time for r in records if r.service_start_date >= world.warm_up]
    return Lived(len(records), len(waits), sum(waits))


if __name__ == "__main__":
    answer("ciw", live)
