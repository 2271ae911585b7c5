"""The parity hash: a mark that two results agree, whoever computed them and wherever."""

import hashlib
from collections.abc import Iterable

from sim.assumptions import canonical
from sim.study.replicate import Experiment

MODEL_VERSION = 1
"""The version of the model: one more whenever a change of the world or of a measure moves a
figure of any scenario."""


def parity_hash(experiment: Experiment) -> str:
    """Return SHA-256 of what was run and what came out.

    It covers the model's version, the resolved scenario, seed, number of replications, and each
    replication's key figures at 10 significant digits. Engine, command, paths and time stay out.

    Parameters
    ----------
    experiment : Experiment
        What was run.

    Returns
    -------
    str
        In hexadecimal.
    """
    lines = [
        f"model {MODEL_VERSION}",
        canonical(experiment.scenario),
        f"seed {experiment.seed}",
        f"replications {len(experiment.figures)}",
    ]
    for number, figures in enumerate(experiment.figures):
        lines += [f"{number} {name} {ten_digits(value)}" for name, value in figures.items()]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def parity_hash_of_all(experiments: Iterable[Experiment]) -> str:
    """Return SHA-256 of the parity hashes of several experiments, in their order."""
    return hash_of_rows([parity_hash(experiment)] for experiment in experiments)


def hash_of_rows(rows: Iterable[Iterable[object]]) -> str:
    """Return SHA-256 of a table, its numbers at 10 significant digits."""
    lines = [
        "\t".join(ten_digits(one) if isinstance(one, float) else str(one) for one in row)
        for row in rows
    ]
    return hashlib.sha256("\n".join([f"model {MODEL_VERSION}", *lines]).encode()).hexdigest()


def ten_digits(value: float) -> str:
    """Write a number at 10 significant digits.

    Examples
    --------
    >>> ten_digits(2 / 3), ten_digits(-0.0), ten_digits(float("nan"))
    ('0.6666666667', '0', 'nan')
    """
    return f"{value + 0.0:.10g}"
