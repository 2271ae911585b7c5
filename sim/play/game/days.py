"""A quarter day by day, as management sees it: what the screen draws while the quarter runs."""

from typing import NamedTuple

from sim import facts
from sim.play.game.quarter import Window


class Days(NamedTuple):
    """What management sees of each day of a quarter.

    Attributes
    ----------
    customers : tuple of int
        On the books at the end of each day.
    complaints : tuple of int
        That reached management unasked.
    cash : tuple of float
        On the account at the end of each day; what the game charges was taken before the first.
    """

    customers: tuple[int, ...]
    complaints: tuple[int, ...]
    cash: tuple[float, ...]


def days_of(seen: Window, cash: float) -> Days:
    """Gather the days of a quarter; `cash` is what is left at its end.

    Examples
    --------
    >>> import sim
    >>> from sim.play.game.flight import live
    >>> game = sim.Game(sim.load("corner_shop"), quarters=1)
    >>> days = days_of(Window(live(game.terms, ()).outcome, 0), game.dashboard.cash)
    >>> len(days.cash), days.cash[-1] == game.dashboard.cash
    (91, True)
    """
    income = seen.daily_amounts[:, list(facts.INCOME)].sum(axis=1)
    costs = seen.daily_amounts[:, list(facts.COSTS)].sum(axis=1)
    earned = (income - costs).cumsum() / 100
    before = cash - earned[-1]
    money = [float(one) for one in before + earned]
    money[-1] = cash
    return Days(
        tuple(int(one) for one in seen.ends["customers"]),
        tuple(int(one) for one in seen.daily_counts[:, facts.COMPLAINED]),
        tuple(money),
    )
