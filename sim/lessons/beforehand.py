"""What was lived beforehand: a class begins alike, so its first answers are lived once for all."""

from sim.study.ahead import NOTHING, Lived

_LIVED: dict[str, Lived] = {}


def keep(module: str, lived: Lived) -> None:
    """Have a module begin with what was lived elsewhere.

    Parameters
    ----------
    module
        Its number, such as ``"02"``.
    lived
        Runs of its scenarios.
    """
    _LIVED[module] = lived


def before(module: str) -> Lived:
    """Return what a module begins with; nothing, unless somebody has seen to it.

    Examples
    --------
    >>> len(before("02").known)
    0
    """
    return _LIVED.get(module, NOTHING)
