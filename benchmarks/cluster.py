"""A Dask cluster of two local workers against two processes of our own."""

from typing import Any

from benchmarks.together import ratio, replications


def measure() -> dict[str, Any]:
    """Time two Dask workers against two processes, on the SimPy engine: 30 replications."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        there = client.get_executor()
        # both are there before they are timed
        replications("simpy", 2, 4, 7)()
        replications("simpy", there, 4, 7)()
        return ratio(
            replications("simpy", there, 30, 182), replications("simpy", 2, 30, 182), goes=2
        )
