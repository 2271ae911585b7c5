"""What a panel shows, as a command that gives the same numbers, and the mark that they are."""

from sim.lessons.answer import Answer
from sim.show.command import as_command, as_comparison
from sim.study.parity import parity_hash, parity_hash_of_all


def headless(answer: Answer, of: str = "") -> tuple[str, str]:
    """Return the command that gives an answer's numbers, and their parity hash.

    Two scenarios of the same business are compared; else it is the one that the sliders set.

    Parameters
    ----------
    answer : Answer
        To a setting.
    of : str
        The scenario's file, where it is none of the bundled ones.

    Examples
    --------
    >>> from sim.lessons import lesson
    >>> from sim.lessons.answers import Answers
    >>> headless(Answers(lesson("02")).answer({}))[0]
    'silent26 run corner_shop --replications 0 --seed 26'
    """
    experiments = [answer.experiment(name) for name in answer.scenarios]
    first, *_, last = (*answer.scenarios.values(), answer.scenarios[answer.now])
    if len(answer.scenarios) == 2 and first.name == last.name:
        command = as_comparison(first, last, answer.n, answer.seed, of)
        return command, parity_hash_of_all(experiments)
    return as_command(last, answer.n, answer.seed, of), parity_hash(experiments[-1])
