"""What the board says in words: reasons without names, what came, and what was set aside."""

from collections.abc import Sequence
from html import escape

from sim.play.board.votes import Votes


def words_said(votes: Votes, wrong_names: bool) -> str:
    """Write what the class gave as reasons and saw move, as HTML: nobody is named.

    Parameters
    ----------
    votes : Votes
        The votes.
    wrong_names : bool
        Whether those whose vote does not hold are named all the same, as the trainer has said.
    """
    told = _list("Because …", votes.reasons) + _list("What moved", votes.noticed)
    return told + (
        _list("Another answer than the one that holds", votes.wrong) if wrong_names else ""
    )


def aside_said(aside: Sequence[str]) -> str:
    """Write what was set aside, as HTML."""
    return _list("Set aside", list(dict.fromkeys(aside)))


def _list(head: str, words: Sequence[str]) -> str:
    if not words:
        return ""
    items = "".join(f"<li>{escape(one)}</li>" for one in words)
    return f"<p><b>{escape(head)}</b></p><ul>{items}</ul>"
