"""What came, for the trainer to mark: as the seats have seen it, or lived now."""

from collections import Counter
from typing import Any

from sim.lessons import lesson
from sim.lessons.answer import Spread
from sim.lessons.answers import Answers
from sim.lessons.lesson import Prediction
from sim.lessons.scoring import score
from sim.play.board.votes import Votes


def what_came(module: str, votes: Votes) -> dict[str, Any]:
    """Return which answers hold, and a sentence: what most seats have seen, else lived now.

    Parameters
    ----------
    module : str
        Such as ``"02"``.
    votes : Votes
        What the class has said about it.
    """
    prediction = lesson(module).prediction
    seen = Counter(one.truth for one in votes.voters.values() if one.truth is not None)
    if not seen:
        return _said(prediction, _lived(module))
    ((mean, low, high), _) = seen.most_common(1)[0]
    return _said(prediction, Spread(mean, low, high, 0))


def _said(prediction: Prediction, truth: Spread) -> dict[str, Any]:
    right = score(prediction, 0, truth).right
    return {"right": [right[0], right[-1]], "said": f"It came to {prediction.said(truth)}."}


def _lived(module: str) -> Spread:
    here = lesson(module)
    return here.prediction.truth(Answers(here).all_lived(here.prediction.settings))
