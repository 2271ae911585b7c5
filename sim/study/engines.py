"""The two engines: which one lives a run, and what is said while it gets ready."""

import sys
from functools import cache
from importlib.util import find_spec
from types import ModuleType
from typing import Literal

from sim.study.progress import watched

Engine = Literal["auto", "simpy", "compiled"]

WITHOUT_NUMBA = (
    "Numba is not installed: the SimPy engine is used, which gives the same numbers more slowly."
)
COMPILING = "Compiling the engine: once, for about half a minute ..."
NOT_KEPT = (
    "No folder for compiled code can be written, so the engine is compiled in every process: "
    "set XDG_CACHE_HOME to a folder that can be."
)


def choose_engine(engine: Engine) -> Literal["simpy", "compiled"]:
    """Return the engine to use.

    Raises
    ------
    ValueError
        If it is none of the three, or is the compiled one where Numba is not installed.
    """
    has_numba = find_spec("numba") is not None
    if engine == "auto":
        if not has_numba:
            say_once(WITHOUT_NUMBA)
        return "compiled" if has_numba else "simpy"
    if engine == "compiled" and not has_numba:
        raise ValueError("engine is compiled, but Numba is not installed: use auto or simpy")
    if engine not in ("simpy", "compiled"):
        raise ValueError(f"engine is {engine}, but must be auto, simpy or compiled")
    return engine


@cache
def load_engine(name: Literal["simpy", "compiled"]) -> ModuleType:
    """Return the module that lives runs: ``begin``, ``advance``, ``change`` and ``take_stock``."""
    if name == "simpy":
        from sim.world import run as simpy_engine

        return simpy_engine
    from sim.twin import compiler
    from sim.twin import run as compiled_engine

    compiler.listen(_show_compiling)
    return compiled_engine


@cache
def say_once(sentence: str) -> None:
    """Say something on standard error, the first time only."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def _show_compiling(done: int) -> None:
    """Say that the engine is compiled, and on a terminal how far it is."""
    from sim.twin.compiler import FUNCTIONS
    from sim.twin.kept import kept

    say_once(COMPILING)
    if not kept().lasts:
        say_once(NOT_KEPT)
    if watched():
        share = min(1.0, done / FUNCTIONS)
        sys.stderr.write(f"\r  {share:4.0%}" if share < 1.0 else "\r       \r")
        sys.stderr.flush()
