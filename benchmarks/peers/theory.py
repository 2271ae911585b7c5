"""What theory says of the reduced world."""

from scipy.stats import poisson

from benchmarks.peers.reduced import World


def mean_wait(world: World) -> float:
    """Return the mean wait in M/M/c, in minutes (Erlang 1917), by way of the chance of waiting.

    The reduced world comes near M/M/c, as many customers who come seldom are nearly a Poisson
    stream: while somebody is here, they do not come. With 4,000 of them that shortens the mean
    wait by less than 1%.
    """
    offered = world.arrivals * world.service
    load = offered / world.staff
    lost = poisson.pmf(world.staff, offered) / poisson.cdf(world.staff, offered)  # Erlang B
    waits = lost / (1 - load * (1 - lost))  # Erlang C
    return float(waits * world.service / world.staff / (1 - load))


def begun_a_day(world: World) -> float:
    """Return how many services begin a day: as many as people come."""
    return world.arrivals * world.day
