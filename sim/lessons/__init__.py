"""The modules of the workbook, one a file: what each asks, lives, draws and says."""

from importlib import import_module

from sim.lessons.lesson import Lesson

NAMES = {
    "00": "start_here",
    "01": "moments",
    "02": "the_silent_26",
    "03": "second_chances",
    "04": "word_of_mouth",
    "05": "retained_or_loyal",
    "06": "what_a_customer_is_worth",
    "07": "inside_out",
    "08": "your_company",
    "09": "claims_on_trial",
    "10": "flight_simulator",
}
"""The modules that are there, by number: the name of the file, and of the notebook."""


def lesson(number: str) -> Lesson:
    """Return a module by its number.

    Raises
    ------
    ValueError
        If there is none of that number.

    Examples
    --------
    >>> lesson("02").title
    'The silent 26'
    """
    if number not in NAMES:
        raise ValueError(f"module is {number}, but must be one of {', '.join(NAMES)}")
    found: Lesson = import_module(f"sim.lessons.{NAMES[number]}").LESSON
    return found
