"""A quarter whose time is up: it runs with the decisions as they stand, or as the one before.

The clock decides when, never what happens: a quarter that ran because its time was up has the luck
that it would have had anyway, and its log says what was decided, as any other.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from sim.play.game.decisions import Elsewhere, GameError
from sim.play.game.game import Game


class Standing(NamedTuple):
    """A quarter's decisions as they stand on a screen, before they are decided.

    Attributes
    ----------
    quarter : int
        Which.
    settings : mapping
        The value of every decision, by name.
    information : str or None
        What would be bought.
    bonus : bool or None
        The answer to the card; None before there is one.
    forecast : pair of numbers, optional
        Complaints and customers; None where it is not written, or not yet to the end.
    """

    quarter: int
    settings: Mapping[str, float]
    information: str | None = None
    bonus: bool | None = None
    forecast: tuple[float, float] | None = None


def run_due(
    game: Game, due: Callable[[int], bool], standing: Standing | None = None
) -> tuple[str, ...]:
    """Run every quarter whose time is up, and say of each how it was decided.

    Parameters
    ----------
    game : Game
        What is played.
    due : callable
        Given a quarter, whether its time is up.
    standing : Standing, optional
        What stands on the screen; of any other quarter the last settings carry over.

    Raises
    ------
    Elsewhere
        If the game is being played, or has gone on, in another window.

    Examples
    --------
    >>> import sim
    >>> game = sim.Game(sim.load("corner_shop"), quarters=2)
    >>> run_due(game, lambda quarter: quarter == 1)
    ('Time is up: quarter 1 has run with the business as you found it.',)
    """
    said: list[str] = []
    while not game.over and due(game.quarter):
        how = _decide(game, standing)
        said.append(f"Time is up: quarter {game.quarter} has run {how}.")
        game.advance()
    return tuple(said)


def _decide(game: Game, standing: Standing | None) -> str:
    """Decide a quarter for a team that did not, and say how."""
    if game.decided:
        return "as it was decided"
    before = "with last quarter's settings" if game.entries else "with the business as you found it"
    if standing is None or standing.quarter != game.quarter:
        game.decide()
        return before
    unsigned = game.card_lies_there and standing.bonus is None
    card = ", and the card is not signed" if unsigned else ""
    touched = standing.information or standing.settings != game.settings
    try:
        game.decide(
            standing.information, standing.bonus, standing.forecast, **dict(standing.settings)
        )
    except Elsewhere:
        raise
    except GameError as error:
        game.decide(forecast=standing.forecast)
        return f"{before}{card}, since {error}"
    return f"{'with your decisions as they stood' if touched else before}{card}"
