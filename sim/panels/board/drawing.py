"""What the board shows, as pictures for a page."""

from sim.lessons.lesson import Lesson
from sim.play.board.votes import Votes
from sim.play.game.decided import HEADS
from sim.show.style import Style, new_figure, to_bytes
from sim.show.teams import Decided, describe_teams, height_of, teams
from sim.show.votes import Ballot, ballot, describe_ballot

WIDTH, HEIGHT = 1160, 430


def ballot_of(lesson: Lesson, votes: Votes, seats: int = 0, covered: bool = False) -> Ballot:
    """Return what is drawn of a class's votes.

    Parameters
    ----------
    lesson : Lesson
        The module.
    votes : Votes
        The votes.
    seats : int
        How many seats there are, where that is known.
    covered : bool
        Whether only the number of votes is to be seen.
    """
    answers = tuple(one.words for one in lesson.prediction.bins)
    people = max(votes.people, seats)
    return Ballot(answers, votes.counts(1), votes.counts(2), people, votes.right, covered)


def votes_drawn(votes: Ballot, style: Style) -> tuple[bytes, str]:
    """Draw the votes of a class: a PNG, and what is seen on it."""
    figure = new_figure(WIDTH, HEIGHT, style)
    ballot(figure.add_axes((0.01, 0.02, 0.98, 0.97)), votes, style)
    return to_bytes(figure, "png"), describe_ballot(votes)


def teams_drawn(rows: tuple[Decided, ...], currency: str, style: Style) -> tuple[bytes, str]:
    """Draw what the teams of a class have decided: a PNG, and what is seen on it."""
    figure = new_figure(WIDTH, height_of(len(rows)), style)
    heads = list(HEADS.values())
    teams(figure.add_axes((0.01, 0.0, 0.98, 1.0)), heads, rows, style, currency=currency)
    return to_bytes(figure, "png"), describe_teams(heads, rows, currency)
