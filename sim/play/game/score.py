"""The score: cash, and what one caretaker, the same for all, earns afterwards.

A log is lived again with other luck, replication by replication, all teams with the same. So it
is seen which order of the teams is more than luck, and who is tied with whom.
"""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from sim import facts
from sim.outcome import never
from sim.play.game.flight import account_of, live
from sim.play.game.quarter import REASONS, Window
from sim.play.game.strategies import Strategy, entries_of
from sim.play.game.terms import Entry, Terms
from sim.study.compare import pair_up
from sim.study.engines import Engine, choose_engine
from sim.study.progress import progress
from sim.study.rank import of_each
from sim.study.replicate import interval
from sim.study.work import Figures, Lived
from sim.study.workers import Jobs, do

REPLAYS = 30
TOTALS = {
    "failures": (facts.MISERY_MINOR, facts.MISERY_SERIOUS),
    "complaints": (facts.COMPLAINED,),
    "silent": (facts.SILENT,),
    "won": (facts.JOINED_MARKETING,),
    "brought": (facts.JOINED_REFERRAL,),
    "kept_away": (facts.WARNED_OFF,),
    **{f"left: {words}": (kind,) for kind, words in REASONS.items()},
}
"""Counts over the quarters of the game."""


class Piece(NamedTuple):
    """A log, or somebody who decides, and whose luck."""

    terms: Terms
    player: tuple[Entry, ...] | Strategy
    replication: int


def fly(piece: Piece, stop: Callable[[], bool] = never, engine: Engine = "auto") -> Figures:
    """Live a piece to the end of the caretaker's time, and return its figures."""
    terms, player, replication = piece
    entries = (
        entries_of(player, terms, replication, engine) if isinstance(player, Strategy) else player
    )
    outcome = live(terms, entries, replication, caretaker=True, engine=engine).outcome
    account = account_of(terms, entries, outcome)
    figures = {"score": account.score, "cash": account.cash[-1], "caretaker": account.caretaker}
    windows = [Window(outcome, one.quarter) for one in entries]
    for place, seen in enumerate(windows):
        figures[f"profit_{place + 1}"] = account.profit[place]
        figures[f"cash_{place + 1}"] = account.cash[place]
        figures[f"customers_{place + 1}"] = float(seen.end["customers"])
        figures[f"complaints_{place + 1}"] = float(seen.count(facts.COMPLAINED))
    for name, kinds in TOTALS.items():
        figures[name] = float(sum(seen.count(*kinds) for seen in windows))
    return figures


def flown(
    pieces: Sequence[Piece],
    jobs: Jobs = 1,
    engine: Engine = "auto",
    on_progress: Callable[[int], None] | None = None,
    stop: Callable[[], bool] = never,
    finished: MutableMapping[int, Lived] | None = None,
) -> tuple[Figures, ...]:
    """Live pieces anywhere, and return the figures of each in their order.

    What `finished` has already is not lived again, as with `sim.study.work.lived`.
    """
    chosen = choose_engine(engine)
    done: MutableMapping[int, Lived] = {} if finished is None else finished
    missing = [place for place in range(len(pieces)) if place not in done]
    task = partial(fly, engine=chosen)
    work = do(task, [pieces[place] for place in missing], jobs, chosen == "compiled", stop)
    bar = progress(len(pieces), "flights") if on_progress is None else nullcontext(on_progress)
    with bar as show, closing(work):
        before = len(pieces) - len(missing)
        for number, (place, figures) in enumerate(work, start=1 + before):
            done[missing[place]] = Lived(figures, {})
            show(number)
    return tuple(done[place].figures for place in range(len(pieces)))


@dataclass(frozen=True)
class Standings:
    """Teams, each lived with the same luck over and over.

    Attributes
    ----------
    terms : Terms
        What they played by.
    figures : dict
        By team, a table with a row a replication and a column a figure.
    """

    terms: Terms
    figures: dict[str, pd.DataFrame]

    @cached_property
    def scores(self) -> pd.DataFrame:
        """The score: a row a replication, a column a team, the best first."""
        table = pd.DataFrame({name: one["score"] for name, one in self.figures.items()})
        return table[table.mean().sort_values(ascending=False, kind="stable").index]

    def pairs(self, confidence: float = 0.95) -> pd.DataFrame:
        """Compare each team with each that comes after it; all intervals hold at once."""
        names = list(combinations(self.scores, 2))
        sure = of_each(confidence, len(self.figures)) if names else confidence
        rows = [
            pair_up(self.scores[one], self.scores[other], sure)._asdict() for one, other in names
        ]
        index = pd.MultiIndex.from_tuples(names or [], names=["one", "other"])
        columns = ["difference", "low", "high", "n", "distinguishable"]
        return pd.DataFrame(rows, index=index, columns=columns)

    def table(self, confidence: float = 0.95) -> pd.DataFrame:
        """Return the standings, the best first.

        Returns
        -------
        pandas.DataFrame
            By ``team``: ``rank`` (1 more than the teams that are told to be better, so that ties
            share it), ``score`` with ``low`` and ``high`` of its mean, ``least`` and ``most`` over
            the replays, ``behind`` the first with ``behind_low`` and ``behind_high`` (paired),
            ``tied_with`` (names), ``cash`` and ``caretaker``.
        """
        pairs = self.pairs(confidence)
        names = [str(name) for name in self.scores]
        rows = []
        for name in names:
            mean, low, high, _ = interval(self.scores[name], confidence)
            better = [o for o in names if (o, name) in pairs.index]
            told = {o: bool(pairs.loc[(o, name), "distinguishable"]) for o in better}
            after = [o for o in names if (name, o) in pairs.index]
            tied = [o for o in better if not told[o]]
            tied += [o for o in after if not pairs.loc[(name, o), "distinguishable"]]
            away = (0.0, 0.0, 0.0)
            if better:
                found = pairs.loc[(names[0], name)]
                away = (-found["difference"], -found["high"], -found["low"])
            rows.append(
                {
                    "team": name,
                    "rank": 1 + sum(told.values()),
                    "score": mean,
                    "low": low,
                    "high": high,
                    "least": self.scores[name].min(),
                    "most": self.scores[name].max(),
                    "behind": away[0],
                    "behind_low": away[1],
                    "behind_high": away[2],
                    "tied_with": tuple(o for o in names if o in tied),
                    "cash": self.figures[name]["cash"].mean(),
                    "caretaker": self.figures[name]["caretaker"].mean(),
                }
            )
        return pd.DataFrame(rows).set_index("team")

    def by_quarter(self, figure: str = "profit") -> pd.DataFrame:
        """Return the mean of a figure that is told by quarter: a row a quarter, a column a team."""
        quarters = range(1, self.terms.quarters + 1)
        table = {
            name: [one[f"{figure}_{quarter}"].mean() for quarter in quarters]
            for name, one in self.figures.items()
        }
        return pd.DataFrame(table, index=pd.Index(quarters, name="quarter"))

    def ranks_by_quarter(self) -> pd.DataFrame:
        """Rank the teams by the cash that they report at the end of each quarter."""
        return self.by_quarter("cash").rank(axis=1, ascending=False, method="min").astype(int)


def standings(
    terms: Terms,
    teams: Mapping[str, tuple[Entry, ...] | Strategy],
    replays: int = REPLAYS,
    first: int = 1,
    jobs: Jobs = 1,
    engine: Engine = "auto",
    on_progress: Callable[[int], None] | None = None,
    finished: MutableMapping[int, Lived] | None = None,
) -> Standings:
    """Live every team's log, or let it play, with the same luck over and over.

    Parameters
    ----------
    terms : Terms
        What is played by.
    teams : mapping
        Logs or strategies by the name of the team.
    replays : int
        How often.
    first : int
        The first replication; 0 is the luck that the class has played with.
    jobs, engine, on_progress, finished
        As everywhere; they change no number.
    """
    players = {
        name: player
        if not isinstance(player, Strategy) or player.looks
        else entries_of(player, terms)
        for name, player in teams.items()
    }
    names = [name for name in players for _ in range(replays)]
    pieces = [
        Piece(terms, player, first + number)
        for player in players.values()
        for number in range(replays)
    ]
    done = flown(pieces, jobs, engine, on_progress, finished=finished)
    index = pd.RangeIndex(first, first + replays, name="replication")
    tables = {
        name: pd.DataFrame(
            [row for row, whose in zip(done, names, strict=True) if whose == name], index=index
        )
        for name in players
    }
    return Standings(terms, tables)
