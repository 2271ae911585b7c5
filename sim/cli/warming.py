"""Compiling everything before somebody waits for it."""

import compileall
import time
from importlib.util import find_spec
from pathlib import Path

import click

import sim
from sim.study.engines import WITHOUT_NUMBA


def warm_up() -> None:
    """Compile the engine where Numba is installed, and keep it for all who use this installation.

    Python's own compiled files are written too, as a folder that cannot be written later would
    cost every start their making.
    """
    compileall.compile_dir(Path(sim.__file__).parent, quiet=2)
    if find_spec("numba") is None:
        click.echo(WITHOUT_NUMBA)
        return
    started = time.perf_counter()

    from sim.assumptions import load
    from sim.study.run import run
    from sim.twin.kept import share

    few_days = {"time.days": 7, "time.warm_up_days": 0}
    # a change on the way compiles what only a change needs
    plan = {1.0: {"recovery.authority": 0.5}}
    run(load("corner_shop", changes=few_days), engine="compiled", plan=plan)
    share()
    click.echo(f"The engine is ready after {time.perf_counter() - started:.1f} seconds.")
