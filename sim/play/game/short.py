"""A short game without a screen, up to its end: what shows that a seat can play one."""

from typing import NamedTuple

from sim.assumptions import Scenario
from sim.play.game.ending import Ending
from sim.play.game.game import Game
from sim.play.game.seat import rivals

OURS = "ours"


class Flown(NamedTuple):
    """What a short game came to.

    Attributes
    ----------
    reported : tuple of str
        The teams in the order of the cash that they report.
    heard, lived : int
        Failures that management heard of unasked, and that customers lived through.
    """

    reported: tuple[str, ...]
    heard: int
    lived: int


def short_flight(scenario: Scenario, quarters: int = 2) -> Flown:
    """Play a few quarters against the computer teams, and work out the end with few lives.

    Examples
    --------
    >>> import sim
    >>> flown = short_flight(sim.load("corner_shop"), quarters=1)
    >>> len(flown.reported), flown.heard < flown.lived
    (4, True)
    """
    game = Game(scenario, quarters)
    game.decide(training=game.terms.find("training").high, forecast=(10, 1000))
    while not game.over:
        game.advance()
    logs = {OURS: game.entries, **rivals(game.terms)}
    ending = Ending(game.terms, logs, replays=2, lives=1, searching=False)
    ending.work()
    ours = ending.debrief({OURS: 10.0}).teams[OURS]
    heard = sum(one.complaints for one in ours.dashboards[1:])
    return Flown(ending.reported, heard, sum(one.failures for one in ours.truths[1:]))
