"""Exercises that check themselves: what each asks, how it is checked, and what is said of it.

Nothing here knows a solution: what a learner built is run, and figures that were read off are held
against sealed ones. The solutions are in ``exercises/masters/``, which no seat has installed.
"""

from importlib import import_module

from sim.exercises.exercise import Exercise, Sheet

NAMES = {
    "01": "moments",
    "02": "the_silent_26",
    "03": "second_chances",
    "04": "word_of_mouth",
    "05": "retained_or_loyal",
    "06": "what_a_customer_is_worth",
    "07": "inside_out",
    "08": "your_company",
    "09": "claims_on_trial",
}
"""The exercises that are there, by number: the names are those of the modules."""


def exercise(number: str) -> Exercise:
    """Return an exercise by its number.

    Raises
    ------
    ValueError
        If there is none of that number.

    Examples
    --------
    >>> exercise("02").form.fields[0].name
    'top'
    """
    if number not in NAMES:
        raise ValueError(f"exercise is {number}, but must be one of {', '.join(NAMES)}")
    found: Exercise = import_module(f"sim.exercises.{NAMES[number]}").EXERCISE
    return found


def open_exercise(number: str) -> Sheet:
    """Open an exercise for one learner: it counts tries, so that hints grow more pointed.

    Parameters
    ----------
    number : str
        ``"01"`` to ``"09"``.

    Raises
    ------
    ValueError
        If there is none of that number.

    Examples
    --------
    >>> sheet = open_exercise("02")
    >>> sheet.check("read_off", None)
    Not attempted: put your answer in place of None, and run the cell again.
    """
    return Sheet(exercise(number))
