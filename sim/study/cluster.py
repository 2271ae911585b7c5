"""A cluster: Dask's scheduler and its workers, on this machine or on many."""

import hashlib
import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sim.study.workers import MOST_ELSEWHERE, WorkersLost

PATIENCE = 10.0
"""Seconds that a scheduler has to answer."""
NOISY = ("distributed", "tornado", "asyncio")
"""Who would tell of a lost connection at length."""


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
        If Dask is not installed, if this is no address, or if a worker has other code than
        this process.
    WorkersLost
        If the scheduler does not answer, has no workers, or is lost on the way.
    """
    try:
        from distributed import Client
        from distributed.comm.addressing import get_address_host_port
        from distributed.scheduler import KilledWorker
        from distributed.security import Security
    except ImportError:
        raise ValueError("a cluster needs Dask: pip install silent26[cluster]") from None
    _silence()
    try:
        get_address_host_port(address)
    except ValueError as error:  # a client with such an address would take long to go away
        raise ValueError(f"{address} is no address of a Dask scheduler: {error}") from None
    with_tls = Security().get_connection_args("client").get("ssl_context") is not None
    if address.startswith("tls://") and not with_tls:
        raise ValueError(f"{address} wants certificates, and Dask's settings name none")
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise WorkersLost(f"no Dask scheduler answers at {address}: {reason}") from None
    with client:
        _check_code(client, address)
        try:
            executor = client.get_executor()
            # Of a small cluster more may come; a large one is to be busy.
            executor._max_workers = max(MOST_ELSEWHERE, sum(client.nthreads().values()))
            yield executor
        except KilledWorker as error:
            raise WorkersLost(f"a piece of work killed several workers: {error}") from error
        except WorkersLost as error:
            raise WorkersLost(f"the Dask scheduler at {address} is lost: {error}") from error


def _check_code(client: Any, address: str) -> None:
    theirs = client.run(code_in_use, on_error="return")
    if not theirs:
        raise WorkersLost(f"the Dask scheduler at {address} has no workers")
    ours = code_in_use()
    for worker, code in theirs.items():
        if code != ours:
            raise ValueError(f"the worker {worker} has another version of silent26 than this")


def _silence() -> None:
    """Have Dask and what it runs on log nothing: what matters is said here, in a sentence."""
    for name in (*NOISY, *logging.root.manager.loggerDict):
        if name.partition(".")[0] in NOISY:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def code_in_use() -> str:
    """Return a hash of the code of this package, by which two machines tell whether they agree."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*.py")):
        digest.update(file.relative_to(package).as_posix().encode() + b"\n" + file.read_bytes())
    return digest.hexdigest()
