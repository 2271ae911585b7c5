"""Compiling the engine before somebody waits for it."""

import time
from importlib.util import find_spec

import click


def warm_up() -> None:
    """Compile the engine where Numba is installed, and say how long it took."""
    if find_spec("numba") is None:
        click.echo(
            "Numba is not installed, so there is nothing to compile: "
            "the SimPy engine is used, which gives the same numbers more slowly."
        )
        return
    click.echo("Compiling the engine, which is done once and takes some seconds ...")
    started = time.perf_counter()

    from sim.assumptions import load
    from sim.study.run import run

    few_days = {"time.days": 7, "time.warm_up_days": 0}
    # a change on the way compiles what only a change needs
    plan = {1.0: {"recovery.authority": 0.5}}
    run(load("corner_shop", changes=few_days), engine="compiled", plan=plan)
    click.echo(f"The engine is ready after {time.perf_counter() - started:.1f} seconds.")
