"""How the engine is compiled."""

import types
from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
from numba.core import event
from numba.extending import register_jitable

from sim import luck, order, rules
from sim.twin.kept import kept

F = TypeVar("F", bound=Callable[..., Any])

for module in (luck, order, rules):
    for thing in list(vars(module).values()):
        if isinstance(thing, types.FunctionType) and thing.__module__ == module.__name__:
            register_jitable(thing)

_numba: Any = numba
"""Numba, with the options that its stubs leave out: reference counting is not needed here."""
_INNER = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "nogil": True, "_nrt": False}


def inner(function: F) -> F:
    """Compile a function that only compiled code calls."""
    return cast(F, _numba.njit(**_INNER)(function))


def inlined(function: F) -> F:
    """Compile a small function into its callers."""
    return cast(F, _numba.njit(forceinline=True, **_INNER)(function))


def entry(function: F) -> F:
    """Compile a function that Python calls, and keep it for the next process."""
    before = _numba.config.CACHE_DIR
    _numba.config.CACHE_DIR = str(kept().folder)
    try:
        return cast(F, _numba.njit(nogil=True, cache=True, _nrt=False)(function))
    finally:
        _numba.config.CACHE_DIR = before


FUNCTIONS = 158
"""How many functions are compiled, one way or another; for a bar that shows how far it is."""


class Listener(event.Listener):
    """Told while the engine is being compiled, which is not when it is found in its folder.

    Parameters
    ----------
    on_progress : callable
        Called with the number of functions that are done, 0 at the very start.
    """

    def __init__(self, on_progress: Callable[[int], None]) -> None:
        self.on_progress = on_progress
        self.done = 0

    def on_start(self, _: object) -> None:
        """Begin with a function."""
        if self.done == 0:
            self.on_progress(0)

    def on_end(self, _: object) -> None:
        """Be done with a function."""
        self.done += 1
        self.on_progress(self.done)


def listen(on_progress: Callable[[int], None]) -> None:
    """Call something whenever a function is compiled, from now on."""
    event.register("numba:compile", Listener(on_progress))
