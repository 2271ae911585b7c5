"""A prediction beside what came: which answer was right, and how far off another was."""

from typing import NamedTuple

from sim.lessons.answer import Spread
from sim.lessons.lesson import Prediction


class Score(NamedTuple):
    """How good a prediction was."""

    right: tuple[int, ...]
    """The answers that hold: that of the mean, and any other that the interval reaches into."""
    off: int
    """How many answers lie between the one given and the nearest that holds: 0 if it holds."""


def place_of(prediction: Prediction, value: float) -> int:
    """Return the number of the answer that a value belongs to.

    Raises
    ------
    ValueError
        If no answer holds it.
    """
    for place, one in enumerate(prediction.bins):
        if one.low <= value < one.high:
            return place
    raise ValueError(f"the truth is {value}, but no answer of the prediction holds it")


def score(prediction: Prediction, given: int, truth: Spread) -> Score:
    """Score an answer.

    Where the interval of the truth reaches into a second answer, that one counts as right, too:
    nobody can be asked to know better than the runs do.

    Parameters
    ----------
    prediction : Prediction
        What was asked.
    given : int
        The number of the answer, from 0.
    truth : Spread
        What came.
    """
    bins = prediction.bins
    # An interval of few runs may reach further than anything that can be.
    ends = [max(value, bins[0].low) for value in truth[1:3] if value == value]
    ends = [value if value < bins[-1].high else bins[-1].low for value in ends]
    places = [place_of(prediction, value) for value in (truth.mean, *ends)]
    right = tuple(range(min(places), max(places) + 1))
    return Score(right, min(abs(given - place) for place in right))


def score_said(prediction: Prediction, given: int, truth: Spread) -> str:
    """Say how good an answer was.

    Parameters
    ----------
    prediction, given, truth
        As for `score`.
    """
    found = score(prediction, given, truth)
    came = f"It came to {prediction.said(truth)}"
    if found.off == 0:
        return f"{came}. Your answer holds."
    holds = " or ".join(f"“{prediction.bins[place].words}”" for place in found.right)
    way = "low" if given < found.right[0] else "high"
    steps = "one answer" if found.off == 1 else f"{found.off} answers"
    return f"{came}. Your answer was {steps} too {way}: {holds} holds."
