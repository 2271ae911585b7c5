"""Who plays in a trade, with the same luck for all, and a search for something better."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from sim.assumptions import canonical, load
from sim.play.game.balance.kept import Shelf
from sim.play.game.readings import AS_PLAYED, READINGS, reading
from sim.play.game.score import Piece, Standings, standings
from sim.play.game.search import Reached, search, wishes
from sim.play.game.strategies import TEAMS, entries_of, one_lever
from sim.play.game.terms import CARETAKER, HISTORY, Entry, Terms, terms_of
from sim.study.parity import hash_of_rows
from sim.study.workers import Jobs

MIXES = ("listen", "people", "balanced", "grow_people", "listen_and_grow", "win_and_keep")
"""Computer teams that move several levers, to keep customers as well as to win them."""
CUTTER, IDLE, LOT = "cut_costs", "nothing", "random"
SEARCHED = "searched"
SEED = 26
ENDS = (0.0, 1.0)
"""How far a lever is moved by who moves no other: all the way down, and up."""

Logs = Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True)
class Size:
    """How much is played.

    Attributes
    ----------
    replays : int
        How often each team plays; all with the same luck, that of the class the first.
    policies, generations, lives : int
        Of the search: policies of a generation, generations after the first, lives of a policy.
    """

    replays: int = 20
    policies: int = 12
    generations: int = 3
    lives: int = 3


@dataclass(frozen=True)
class Balance:
    """How a trade plays.

    Attributes
    ----------
    terms : Terms
        What was played by.
    standings : dict
        By reading of the world, of the computer teams; as played, of what a search found too.
    levers : Standings
        As played, of teams that move one lever alone.
    reached : Reached
        What the search found.
    """

    terms: Terms
    standings: dict[str, Standings]
    levers: Standings
    reached: Reached

    @property
    def played(self) -> Standings:
        """The standings as the game is played."""
        return self.standings[AS_PLAYED]


def terms_for(trade: str) -> Terms:
    """Return the terms that a trade is played by."""
    return terms_of(load(trade), seed=SEED)


def balance_of(terms: Terms, size: Size, shelf: Shelf, jobs: Jobs = 1) -> Balance:
    """Let everybody play; what is on the shelf is not flown again."""
    teams = logs_of(terms)
    begin = [wishes(TEAMS[mix], terms) for mix in MIXES]
    reached = search(
        terms, begin, size.policies, size.generations, size.lives, size.replays, jobs, kept=shelf.of
    )

    def play(logs: Logs, which: str = AS_PLAYED) -> Standings:
        read = reading(terms, which)
        pieces = [
            Piece(read, log, number) for log in logs.values() for number in range(size.replays)
        ]
        done = shelf.of(pieces)
        return standings(read, logs, size.replays, first=0, jobs=jobs, finished=done)

    found = {AS_PLAYED: play({**teams, SEARCHED: reached.entries})}
    found |= {which: play(teams, which) for which in READINGS if which != AS_PLAYED}
    return Balance(terms, found, play(levers_of(terms)), reached)


def logs_of(terms: Terms) -> dict[str, tuple[Entry, ...]]:
    """Return what each computer team decides."""
    return {one.name: entries_of(one, terms) for one in TEAMS.values()}


def levers_of(terms: Terms) -> dict[str, tuple[Entry, ...]]:
    """Return what those decide who move one lever alone; where two come to the same, the first."""
    known = [entries_of(TEAMS[IDLE], terms)]
    found = {}
    for one in terms.decisions:
        for share in ENDS:
            log = entries_of(one_lever(one.name, share), terms)
            if log not in known:
                known.append(log)
                found[f"{one.title}: {one.said(log[-1].settings[one.name])}"] = log
    return found


def digest_of(terms: Terms, size: Size) -> str:
    """Return a mark of what a trade's part of the page follows from.

    It covers the model's version, the world under each reading, every decision with its reach and
    prices, the money, what each team decides, and the size of the tournament. Whoever changes one
    of them has to play the tournament again.
    """
    worlds = [[which, canonical(reading(terms, which).scenario)] for which in READINGS]
    return hash_of_rows([*worlds, *_rules(terms), *_decided(terms), [asdict(size)]])[:16]


def _rules(terms: Terms) -> Iterator[list[object]]:
    money = terms.economics
    yield [money.budget, money.cash, money.interest]
    yield [terms.quarters, terms.caretaker, terms.shocks, HISTORY, CARETAKER]
    for one in terms.decisions:
        yield [one.name, one.low, one.high, one.step, one.start]
        for end in (one.low, one.high):
            yield [*one.price({**terms.start, one.name: end}, terms.start)]


def _decided(terms: Terms) -> Iterator[list[object]]:
    for name, log in {**logs_of(terms), **levers_of(terms)}.items():
        for entry in log:
            yield [name, entry.quarter, *entry.settings.values()]


def mark_of(digests: Mapping[str, str]) -> str:
    """Return one mark for all trades."""
    return sha256("".join(digests.values()).encode()).hexdigest()[:16]
