"""What is on the screen, as a command that gives the same numbers without one."""

import shlex

from sim.assumptions import Scenario, load


def as_command(scenario: Scenario, replications: int, seed: int) -> str:
    """Write the command that replicates a scenario.

    Parameters
    ----------
    scenario : Scenario
        A bundled scenario, whatever was changed in it.
    replications, seed : int
        How often, and whose luck.

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
    words = ["silent26", "run", scenario.name]
    if scenario.preset != "slogans":
        words += ["--preset", scenario.preset]
    for setting in settings(scenario):
        words += ["--set", setting]
    words += ["--replications", str(replications), "--seed", str(seed)]
    return shlex.join(words)


def settings(scenario: Scenario) -> list[str]:
    """List what was changed in a bundled scenario, or added to it, as ``key=value``."""
    bundled = load(scenario.name, preset=scenario.preset)
    before = {key: bundled.value(key) for key in bundled.keys()}  # noqa: SIM118
    values = ((key, scenario.value(key)) for key in scenario.keys())  # noqa: SIM118
    return [
        f"{key}={_written(value)}"
        for key, value in values
        if key not in before or value != before[key]
    ]


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return str(value)
