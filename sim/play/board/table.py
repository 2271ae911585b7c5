"""The votes of a board as a table: a row a vote."""

import csv
from collections.abc import Iterable
from io import StringIO

from sim.lessons import NAMES, lesson
from sim.play.board.entry import Entry
from sim.play.board.votes import votes_of

HEAD = ("module", "seat", "vote", "answer", "words", "number", "because")
HANDS = "raised hands"


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
        how many gave it (1, or that many raised hands), and why.
    """
    held = StringIO()
    table = csv.writer(held, lineterminator="\n")
    table.writerow(HEAD)
    entries = list(entries)
    for module in NAMES:
        votes = votes_of(entries, module)
        words = [one.words for one in lesson(module).prediction.bins]
        for seat, voter in votes.voters.items():
            for vote, answer in sorted(voter.answers.items()):
                row = (module, seat, vote, answer + 1, words[answer], 1, voter.because)
                table.writerow(map(_harmless, row))
        for vote, counts in sorted(votes.hands.items()):
            for answer, number in enumerate(counts):
                if number:
                    table.writerow((module, HANDS, vote, answer + 1, words[answer], number, ""))
    return held.getvalue()


def _harmless(cell: object) -> object:
    """Keep a spreadsheet from taking somebody's words for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell
