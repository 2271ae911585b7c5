"""A cluster: Dask's scheduler and its workers, on this machine or on many."""

import hashlib
import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from sim.study.workers import WorkersLost

PATIENCE = 10.0
"""Seconds that a scheduler has to answer."""


@contextmanager
def dask(address: str) -> Iterator[Executor]:
    """Work on a Dask cluster.

    Parameters
    ----------
    address : str
        Where its scheduler listens, such as ``tcp://10.0.0.1:8786``.

    Yields
    ------
    concurrent.futures.Executor
        To be handed on as ``jobs``.

    Raises
    ------
    ValueError
        If Dask is not installed, or a worker has other code than this process.
    WorkersLost
        If the scheduler does not answer, has no workers, or is lost on the way.
    """
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise ValueError("a cluster needs Dask: pip install silent26[cluster]") from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said here
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise WorkersLost(f"no Dask scheduler answers at {address}: {reason}") from None
    with client:
        theirs = client.run(code_in_use)
        if not theirs:
            raise WorkersLost(f"the Dask scheduler at {address} has no workers")
        for worker, code in theirs.items():
            if code != code_in_use():
                raise ValueError(f"the worker {worker} has another version of silent26 than this")
        try:
            yield client.get_executor()
        except KilledWorker as error:
            raise WorkersLost(f"a piece of work killed several workers: {error}") from error


def code_in_use() -> str:
    """Return a hash of the code of this package, by which two machines tell whether they agree."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode() + b"\n" + file.read_bytes())
    return digest.hexdigest()
