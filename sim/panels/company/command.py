"""What the forms did, as a command that does the same."""

import shlex
from pathlib import Path

from sim.panels.company.state import State


def command_of(state: State, answers: Path, rules: Path, out: Path) -> str:
    """Return the command that makes the same scenario.

    Parameters
    ----------
    state : State
        What was filled in.
    answers, rules, out : pathlib.Path
        Where the answers, rules of one's own, and the scenario are kept.

    Examples
    --------
    >>> files = [Path(name) for name in ("our_answers.toml", "rules.toml", "ours.toml")]
    >>> command_of(State(), *files)
    'silent26 fit --trade corner_shop --answers our_answers.toml --out ours.toml'
    """
    words = ["silent26", "fit", *(_written(one.file) for one in state.tables)]
    words += ["--trade", state.trade, "--answers", str(answers)]
    if state.ends:
        words += ["--rules", str(rules)]
    for place, one in enumerate(state.tables):
        for role, name in one.columns.items():
            of = "complaint.customer" if place and role == "customer" else role
            words += ["--column", f"{of}={name}"]
    if state.tables:
        for option, value in state.written.items():
            words += [f"--{option}", value] if value else []
        words += ["--leave-out"] if state.leave_out else []
    return shlex.join([*words, "--out", str(out)])


def _written(file: Path) -> str:
    """Name a table; one that came through the browser has lost its folder."""
    return file.name if file.parent.name.startswith("silent26-") else str(file)
