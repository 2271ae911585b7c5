"""The end of a game as data: who came where and why, and what nobody could see."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from sim.play.game.flight import Account, account_of, live
from sim.play.game.leaving_out import LIVES, Worth, worths
from sim.play.game.quarter import Dashboard, Truth, Window, dashboard_of, truth_of
from sim.play.game.readings import READINGS, reading
from sim.play.game.score import REPLAYS, Standings, standings
from sim.play.game.search import Reached, search
from sim.play.game.terms import Entry, Terms
from sim.show.two_lives_data import TwoLives, two_lives_of, who_ends_differently
from sim.study.engines import Engine
from sim.study.workers import Jobs


class Guess(NamedTuple):
    """What a team expected of a quarter, and what came."""

    quarter: int
    complaints: float
    complaints_came: int
    customers: float
    customers_came: int


@dataclass(frozen=True)
class TeamEnd:
    """How a team's game ended.

    Attributes
    ----------
    name : str
        The team.
    entries : tuple of Entry
        Its log.
    dashboards, truths : tuple
        Side by side, the quarter before the start first.
    account : Account
        Its money, and the caretaker's.
    guesses : tuple of Guess
        What it expected.
    worths : tuple of Worth
        What its changes were worth, the best first.
    left : dict
        Customers who left in the quarters of the game, by reason.
    won, brought, kept_away : int
        Whom marketing won, whom word of mouth brought, and whom it kept away.
    unheard : int
        Failures of the game that nobody in the business heard of.
    unheard_guess : float or None
        What the team guessed that to be, before the truth was shown.
    """

    name: str
    entries: tuple[Entry, ...]
    dashboards: tuple[Dashboard, ...]
    truths: tuple[Truth, ...]
    account: Account
    guesses: tuple[Guess, ...]
    worths: tuple[Worth, ...]
    left: dict[str, int]
    won: int
    brought: int
    kept_away: int
    unheard: int
    unheard_guess: float | None = None

    @property
    def best(self) -> Worth | None:
        """The decision that was worth most; None where nothing was worth anything."""
        return self.worths[0] if self.worths and self.worths[0].worth > 0 else None

    @property
    def costliest(self) -> Worth | None:
        """The decision that cost most; None where none cost anything."""
        return self.worths[-1] if self.worths and self.worths[-1].worth < 0 else None


@dataclass(frozen=True)
class Debrief:
    """The end of a game.

    Attributes
    ----------
    terms : Terms
        What was played by.
    teams : dict
        By name, how each ended.
    reported : tuple of str
        The teams in the order of the cash that they report at the end.
    readings : dict
        By reading of the world (`readings.READINGS`), the standings of the same logs.
    reached : Reached or None
        What a good policy would have reached.
    """

    terms: Terms
    teams: dict[str, TeamEnd]
    reported: tuple[str, ...]
    readings: dict[str, Standings]
    reached: Reached | None

    @property
    def standings(self) -> Standings:
        """The standings of the world that was played."""
        return self.readings[READINGS[0]]


def debrief(
    terms: Terms,
    logs: Mapping[str, tuple[Entry, ...]],
    replays: int = REPLAYS,
    lives: int = LIVES,
    searching: bool = True,
    guesses: Mapping[str, float] | None = None,
    jobs: Jobs = 1,
    engine: Engine = "auto",
    on_progress: Callable[[int], None] | None = None,
) -> Debrief:
    """Work out the end of a game from the logs of its teams.

    Parameters
    ----------
    terms : Terms
        What all have played by.
    logs : mapping
        Each team's decisions, quarter by quarter.
    replays : int
        How often each log is lived with other luck, under each reading of the world.
    lives : int
        How often each change of a team is left out; with 0 none is.
    searching : bool
        Whether a good policy is looked for.
    guesses : mapping, optional
        By team, how many failures of its game it guesses that nobody heard of.
    jobs, engine, on_progress
        As everywhere; they change no number.
    """
    guessed = dict(guesses or {})
    ends = {
        name: replace(
            team_end(terms, name, entries, lives, jobs, engine, on_progress),
            unheard_guess=guessed.get(name),
        )
        for name, entries in logs.items()
    }
    reported = tuple(sorted(ends, key=lambda name: -ends[name].account.cash[-1]))
    under = {
        name: standings(reading(terms, name), logs, replays, 1, jobs, engine, on_progress)
        for name in READINGS
    }
    reached = None
    if searching:
        begin = [entries[-1].settings for entries in logs.values()]
        reached = search(terms, begin, replays=replays, jobs=jobs, engine=engine)
    return Debrief(terms, ends, reported, under, reached)


def team_end(
    terms: Terms,
    name: str,
    entries: tuple[Entry, ...],
    lives: int = LIVES,
    jobs: Jobs = 1,
    engine: Engine = "auto",
    on_progress: Callable[[int], None] | None = None,
) -> TeamEnd:
    """Work out how one team's game ended, with the luck that it was played with."""
    outcome = live(terms, entries, caretaker=True, engine=engine).outcome
    account = account_of(terms, entries, outcome)
    cash = (terms.economics.cash, *account.cash)
    charged = (0.0, *account.charged)
    windows = [Window(outcome, quarter) for quarter in range(len(entries) + 1)]
    dashboards = tuple(
        dashboard_of(seen, taken, left)
        for seen, taken, left in zip(windows, charged, cash, strict=True)
    )
    truths = tuple(truth_of(seen) for seen in windows)
    guesses = tuple(
        Guess(
            one.quarter,
            one.forecast.complaints,
            dashboards[one.quarter].complaints,
            one.forecast.customers,
            dashboards[one.quarter].customers,
        )
        for one in entries
        if one.forecast is not None
    )
    played = truths[1:]
    return TeamEnd(
        name=name,
        entries=entries,
        dashboards=dashboards,
        truths=truths,
        account=account,
        guesses=guesses,
        worths=worths(terms, entries, lives, jobs, engine, on_progress) if lives else (),
        left={why: sum(one.left[why] for one in played) for why in truths[0].left},
        won=sum(one.won for one in played),
        brought=sum(one.brought for one in played),
        kept_away=sum(one.kept_away for one in played),
        unheard=sum(one.silent for one in played),
    )


def two_lives(
    terms: Terms,
    one: tuple[str, tuple[Entry, ...]],
    other: tuple[str, tuple[Entry, ...]],
    customer: int | None = None,
    engine: Engine = "auto",
) -> TwoLives | None:
    """Follow one customer under two teams, with the same luck.

    Parameters
    ----------
    terms : Terms
        What both have played by.
    one, other : tuple
        Name and log of each team.
    customer : int, optional
        Whom; left out, somebody who is there at the end under one team and gone under the other.

    Returns
    -------
    TwoLives or None
        None where no customer was asked for and all end alike.
    """
    runs = [live(terms, log, engine=engine, keep_events=True) for _, log in (one, other)]
    if customer is None:
        differing = who_ends_differently(*runs)
        if not differing:
            return None
        customer = differing[0]
    return two_lives_of(runs[0], runs[1], customer, (one[0], other[0]))


def learned(
    first: Terms,
    first_log: tuple[Entry, ...],
    second: Terms,
    second_log: tuple[Entry, ...],
    replays: int = REPLAYS,
    jobs: Jobs = 1,
    engine: Engine = "auto",
    on_progress: Callable[[int], None] | None = None,
) -> Standings:
    """Put the first quarters of the first flight beside the second flight, with the same luck."""
    quarters = min(len(first_log), len(second_log))
    shorter = Terms(
        second.scenario, quarters, second.seed, second.economics, second.shocks, second.caretaker
    )
    logs = {"first flight": first_log[:quarters], "second flight": second_log[:quarters]}
    return standings(shorter, logs, replays, 1, jobs, engine, on_progress)
