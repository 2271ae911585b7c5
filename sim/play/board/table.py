"""The votes of a board as a table: a row a vote."""

import csv
from collections.abc import Iterable
from contextlib import suppress
from io import StringIO

from sim.lessons import NAMES, lesson
from sim.lessons.answer import Spread
from sim.lessons.lesson import Prediction
from sim.lessons.scoring import score
from sim.play.board.entry import Entry
from sim.play.board.votes import Voter, votes_of

HEAD = ("module", "seat", "vote", "answer", "words", "off", "number", "because")
HANDS = "raised hands"
BEGINS = f"{','.join(HEAD)}\n"
"""How every such table begins, so that no other file is written over."""


def votes_table(entries: Iterable[Entry]) -> str:
    """Write all votes as CSV.

    Parameters
    ----------
    entries : iterable of Entry
        What stands on the board.

    Returns
    -------
    str
        A row a vote: module, seat, which of the two votes, the answer from 1 to 5 and its words,
        how many answers it was off, where that is known, how many gave it (1, or that many raised
        hands), and why.
    """
    held = StringIO()
    table = csv.writer(held, lineterminator="\n")
    table.writerow(HEAD)
    entries = list(entries)
    for module in NAMES:
        votes = votes_of(entries, module)
        prediction = lesson(module).prediction
        words = [one.words for one in prediction.bins]
        for seat, voter in votes.voters.items():
            for vote, answer in sorted(voter.answers.items()):
                off = _off(prediction, voter, answer)
                row = (module, seat, vote, answer + 1, words[answer], off, 1, voter.because)
                table.writerow(map(_harmless, row))
        for vote, counts in sorted(votes.hands.items()):
            for answer, number in enumerate(counts):
                if number:
                    table.writerow((module, HANDS, vote, answer + 1, words[answer], "", number, ""))
    return held.getvalue()


def summary(entries: Iterable[Entry]) -> tuple[list[str], list[str]]:
    """Say how a class has voted, a line a module, and what was set aside."""
    entries = list(entries)
    told, aside = [], []
    for module in NAMES:
        votes = votes_of(entries, module)
        aside += votes.aside
        if not votes.people:
            continue
        first, second = (" ".join(map(str, votes.counts(vote))) for vote in (1, 2))
        title = lesson(module).title
        told.append(f"{module} {title}: {votes.people} there; votes {first}, then {second}")
    return told or ["Nobody has voted yet"], aside


def _off(prediction: Prediction, voter: Voter, answer: int) -> int | str:
    """Return how many answers one was off, by what its seat has seen come; empty if it has not."""
    if voter.truth is not None:
        with suppress(ValueError):  # what no answer holds is no measure for any
            return score(prediction, answer, Spread(*voter.truth, 0)).off
    if voter.right is not None:
        return max(voter.right[0] - answer, answer - voter.right[1], 0)
    return ""


def _harmless(cell: object) -> object:
    """Keep a spreadsheet from taking somebody's words for a formula."""
    is_formula = isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{cell}" if is_formula else cell
