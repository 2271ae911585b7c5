"""How the engine is compiled, and where compiled code is kept."""

import hashlib
import types
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import platformdirs
from numba.extending import register_jitable

from sim import luck, order, rules

F = TypeVar("F", bound=Callable[..., Any])

PACKAGE = Path(__file__).resolve().parent.parent


def fingerprint() -> str:
    """Return a hash of every source that compiled code comes from.

    Numba's cache looks at the file of a function, not at what that file imports; so the folder
    of the cache carries this.
    """
    digest = hashlib.sha256()
    for path in sorted(PACKAGE.glob("*.py")) + sorted((PACKAGE / "twin").glob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def cache_folder() -> Path | None:
    """Return the folder of compiled code, or None where none can be written."""
    folder = Path(platformdirs.user_cache_dir("silent26")) / "compiled" / fingerprint()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.touch()
        probe.unlink(missing_ok=True)
    except OSError:
        return None
    return folder


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
    folder = cache_folder()
    if folder is None:
        return cast(F, _numba.njit(nogil=True, _nrt=False)(function))
    before = _numba.config.CACHE_DIR
    _numba.config.CACHE_DIR = str(folder)
    try:
        return cast(F, _numba.njit(nogil=True, cache=True, _nrt=False)(function))
    finally:
        _numba.config.CACHE_DIR = before
