"""What came, for the trainer to mark: as the seats have seen it, or lived now."""

from collections import Counter
from typing import Any

from sim.lessons.answer import Spread
from sim.lessons.answers import Answers
from sim.lessons.scoring import score
from sim.play.board.votes import Votes


def what_came(answers: Answers, votes: Votes) -> dict[str, Any]:
    """Return which answers hold, and a sentence: what most seats have seen, else lived now.

    Parameters
    ----------
    answers : Answers
        Of the module, as the class plays it.
    votes : Votes
        What the class has said about it.
    """
    prediction = answers.lesson.prediction
    seen = Counter(one.truth for one in votes.voters.values() if one.truth is not None)
    if seen:
        ((mean, low, high), _) = seen.most_common(1)[0]
        truth = Spread(mean, low, high, 0)
    else:
        truth = prediction.truth(answers.all_lived(prediction.settings))
    right = score(prediction, 0, truth).right
    return {"right": [right[0], right[-1]], "said": f"It came to {prediction.said(truth)}."}
