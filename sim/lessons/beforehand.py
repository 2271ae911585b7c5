"""What was lived beforehand: a class begins alike, so its first answers are lived once for all."""

from collections.abc import Hashable, Mapping

from sim.study.ahead import NOTHING, Lived

Pictures = Mapping[Hashable, tuple[bytes, str]]
"""Pictures with what is seen on them, by what a panel calls them."""

_LIVED: dict[str, Lived] = {}
_DRAWN: dict[str, Pictures] = {}


def keep(module: str, lived: Lived, drawn: Pictures | None = None) -> None:
    """Have a module begin with what was lived and drawn elsewhere.

    Parameters
    ----------
    module
        Its number, such as ``"02"``.
    lived
        Runs of its scenarios.
    drawn
        Pictures of them.
    """
    _LIVED[module] = lived
    _DRAWN[module] = drawn or {}


def forget() -> None:
    """Have every module begin with nothing again."""
    _LIVED.clear()
    _DRAWN.clear()


def before(module: str) -> Lived:
    """Return what a module begins with; nothing, unless somebody has seen to it.

    Examples
    --------
    >>> len(before("02").known)
    0
    """
    return _LIVED.get(module, NOTHING)


def pictures(module: str) -> Pictures:
    """Return the pictures that a module begins with; none, unless somebody has seen to it."""
    return _DRAWN.get(module, {})
