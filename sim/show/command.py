"""What is on the screen, as a command that gives the same numbers without one."""

import shlex
from functools import cache

from sim.assumptions import Scenario, load


def as_command(scenario: Scenario, replications: int, seed: int, of: str = "") -> str:
    """Write the command that replicates a scenario.

    Parameters
    ----------
    scenario : Scenario
        A bundled scenario, whatever was changed in it.
    replications, seed : int
        How often, and whose luck.
    of : str
        The scenario's file, where it is none of the bundled ones.

    Returns
    -------
    str
        With a ``--set`` for each value that is not the bundled one.

    Examples
    --------
    >>> import sim
    >>> as_command(sim.load("corner_shop", changes={"voice.ease": 2.0}), 10, 26)
    'silent26 run corner_shop --set voice.ease=2 --replications 10 --seed 26'
    """
    return shlex.join([*_begun("run", scenario, of), *_ended(replications, seed)])


def as_comparison(a: Scenario, b: Scenario, replications: int, seed: int, of: str = "") -> str:
    """Write the command that compares two scenarios of the same business.

    Parameters
    ----------
    a, b : Scenario
        The same bundled scenario, whatever was changed in either.
    replications, seed : int
        How often, and whose luck.
    of : str
        The scenario's file, where it is none of the bundled ones.

    Examples
    --------
    >>> import sim
    >>> shop = sim.load("corner_shop", changes={"voice.ease": 2.0})
    >>> as_comparison(shop, shop.with_({"voice.asked_share": 0.5}), 10, 26)[:61]
    'silent26 compare corner_shop --set voice.ease=2 --set-b voice'
    """
    words = _begun("compare", a, of)
    for key in a.keys():  # noqa: SIM118
        if a.value(key) != b.value(key):
            words += ["--set-b", f"{key}={_written(b.value(key))}"]
    return shlex.join([*words, *_ended(replications, seed)])


def _begun(command: str, scenario: Scenario, of: str) -> list[str]:
    words = ["silent26", command, of or scenario.name]
    if of or scenario.preset != "slogans":
        words += ["--preset", scenario.preset]
    for setting in settings(scenario, of):
        words += ["--set", setting]
    return words


def _ended(replications: int, seed: int) -> list[str]:
    return ["--replications", str(replications), "--seed", str(seed)]


def settings(scenario: Scenario, of: str = "") -> list[str]:
    """List what was changed in a bundled scenario or a file, or added to it, as ``key=value``."""
    bundled = _read_once(of or scenario.name, scenario.preset)
    before = {key: bundled.value(key) for key in bundled.keys()}  # noqa: SIM118
    values = ((key, scenario.value(key)) for key in scenario.keys())  # noqa: SIM118
    return [
        f"{key}={_written(value)}"
        for key, value in values
        if key not in before or value != before[key]
    ]


@cache
def _read_once(of: str, preset: str) -> Scenario:
    """Read a scenario once: a slider asks for it at every stop."""
    return load(of, preset=preset)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)
