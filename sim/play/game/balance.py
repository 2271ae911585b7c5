"""Whether the game is fair: tournaments of plain strategies over the bundled trades.

``python -m sim.play.game.balance`` lets the computer teams, and teams that move one lever alone,
play in every bundled trade, looks for a good policy, lives the same logs under the other readings
of the world, and writes what holds and what does not to ``docs/game.md``.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sim.assumptions import bundled, load
from sim.play.game.page import Block, Heading, Table, Text, markdown
from sim.play.game.quarter import money
from sim.play.game.readings import READINGS, reading
from sim.play.game.score import Standings, standings
from sim.play.game.search import Reached, search, wishes
from sim.play.game.strategies import TEAMS, entries_of, one_lever
from sim.play.game.telling import listed
from sim.play.game.terms import Entry, Terms, terms_of

PAGE = Path("docs") / "game.md"
MIXES = ("listen", "people", "balanced", "grow_people", "listen_and_grow", "win_and_keep")
CUTTER, IDLE, LOT = "cut_costs", "nothing", "random"
REPLAYS = 30
SEED = 26
NEAR = 0.10


@dataclass(frozen=True)
class Balance:
    """How a trade plays.

    Attributes
    ----------
    terms : Terms
        What was played by.
    standings : dict
        By reading of the world, of all teams; with one lever alone only in the first.
    reached : Reached
        What a search found.
    """

    terms: Terms
    standings: dict[str, Standings]
    reached: Reached


@dataclass(frozen=True)
class Verdict:
    """Whether something that a fair game should show is shown."""

    asked: str
    holds: bool
    found: str


def balance_of(
    name: str,
    replays: int = REPLAYS,
    policies: int = 24,
    generations: int = 3,
    lives: int = 3,
    jobs: int = 2,
) -> Balance:
    """Let everybody play in a trade; replication 0, the luck of the class, is among the replays."""
    terms = terms_of(load(name), seed=SEED)
    logs: dict[str, tuple[Entry, ...]] = {
        one.name: entries_of(one, terms) for one in TEAMS.values()
    }
    levers = {f"only_{one.name}": entries_of(one_lever(one.name), terms) for one in terms.decisions}
    found = {
        which: standings(
            reading(terms, which),
            {**logs, **(levers if which == READINGS[0] else {})},
            replays,
            first=0,
            jobs=jobs,
            on_progress=lambda _: None,
        )
        for which in READINGS
    }
    begin = [wishes(TEAMS[mix], terms) for mix in MIXES]
    reached = search(terms, begin, policies, generations, lives, replays, jobs)
    return Balance(terms, found, reached)


def verdicts(balance: Balance) -> list[Verdict]:
    """Say what a fair game should show, and whether it does."""
    played = balance.standings[READINGS[0]]
    scores = played.scores.mean()
    levers = [name for name in scores.index if name.startswith("only_")]
    teams = [name for name in scores.index if name not in levers]
    mix = max(MIXES, key=lambda name: scores[name])
    lever = max(levers, key=lambda name: scores[name])
    best = max(balance.reached.score, scores.max())
    near = [name for name in MIXES if scores[name] >= (1 - NEAR) * best]
    so_far, profit = (_places(played, figure, teams) for figure in ("cash", "profit"))
    start = balance.terms.scenario.market.customers
    left = played.by_quarter("customers")[IDLE].iloc[-1]
    pairs = played.pairs()
    turned = list(_turned(played, teams))
    return [
        Verdict(
            "No single lever wins",
            scores[mix] > scores[lever],
            f"the best mix, {mix}, {money(scores[mix])}; the best lever alone, {lever}, "
            f"{money(scores[lever])} ({_told(pairs, mix, lever)})",
        ),
        Verdict(
            "Three mixes within 10% of the best found",
            len(near) >= 3,
            f"{listed(near) if near else 'none'}; the best found {money(best)}",
        ),
        Verdict(
            "The cost cutter leads in profit reported so far at quarters 2 and 3, and trails at 6",
            so_far[:2] == [1, 1] and so_far[2] > 1,
            f"place {so_far[0]}, {so_far[1]} and {so_far[2]} of {len(teams)}",
        ),
        Verdict(
            "The same by the profit of the quarter itself",
            profit[:2] == [1, 1] and profit[2] > 1,
            f"place {profit[0]}, {profit[1]} and {profit[2]} of {len(teams)}",
        ),
        Verdict(
            "The cost cutter loses",
            scores[CUTTER] < scores[mix],
            f"{money(scores[CUTTER])} against {money(scores[mix])} ({_told(pairs, mix, CUTTER)})",
        ),
        Verdict(
            "Doing nothing survives and loses",
            bool(left > 0.75 * start and scores[IDLE] < scores[mix]),
            f"{money(left)} of {money(start)} customers at the end; {money(scores[IDLE])} "
            f"({_told(pairs, mix, IDLE)})",
        ),
        Verdict(
            "Deciding by lot loses",
            scores[LOT] < scores[mix],
            f"{money(scores[LOT])} ({_told(pairs, mix, LOT)})",
        ),
        Verdict(
            f"Seed {balance.terms.seed} keeps the order of the teams that are told apart",
            not turned,
            "it does" if not turned else f"turned round: {listed(turned)}",
        ),
    ]


def _places(played: Standings, figure: str, teams: list[str]) -> list[int]:
    """Return the cost cutter's place among the teams at quarters 2, 3 and 6."""
    table = played.by_quarter(figure)[teams]
    places = table.rank(axis=1, ascending=False, method="min")[CUTTER]
    return [int(places[quarter]) for quarter in (2, 3, 6)]


def _turned(played: Standings, teams: list[str]) -> Iterator[str]:
    """Name the pairs that are told apart on average, but the other way round for the class."""
    class_luck = played.scores.loc[0]
    for (one, other), row in played.pairs().iterrows():
        ours = one in teams and other in teams and row["distinguishable"]
        if ours and class_luck[one] < class_luck[other]:
            yield f"{one} and {other}"


def _told(pairs: object, one: str, other: str) -> str:
    index = pairs.index  # type: ignore[attr-defined]
    key = (one, other) if (one, other) in index else (other, one)
    told = bool(pairs.loc[key, "distinguishable"])  # type: ignore[attr-defined]
    return "told apart" if told else "not told apart"


def page_of(balances: dict[str, Balance], replays: int) -> list[Block]:
    """Write the page."""
    blocks: list[Block] = [
        Heading("Whether the flight simulator is fair", 1),
        Text(
            "Written by `python -m sim.play.game.balance`, from the trades and the game as they "
            "are; change the command, not this page. In every trade the computer teams, and teams "
            f"that move one lever alone as far as it goes, play {replays} games with the same luck "
            f"(seed {SEED}). "
            "The score is cash at the end and what one caretaker earns in eight more quarters. "
            "Ranks are shared by teams that are not told apart; all differences of a table hold "
            "at once, at 95%. Only the game's own money was set for this: the budget, what it "
            "costs to begin with asking or authority, and how far a lever goes. The world was not."
        ),
        Text(
            "The search for a good policy looks at policies that are set once and kept. It proves "
            "nothing about others."
        ),
        Heading("What holds, and what does not"),
        _overview(balances),
    ]
    for name, one in balances.items():
        title = one.terms.scenario.title or name
        blocks += [
            Heading(title),
            Text(
                f"Budget {money(one.terms.economics.budget)} "
                f"{one.terms.scenario.money.currency} a quarter."
            ),
            Table(
                ("What a fair game shows", "holds", "found"),
                [(v.asked, "yes" if v.holds else "**no**", v.found) for v in verdicts(one)],
            ),
            Heading("Who wins, and under which reading of the world", 3),
            _winners(one),
            Text(_good_policy(one)),
        ]
    return blocks


def _overview(balances: dict[str, Balance]) -> Table:
    found = {name: verdicts(one) for name, one in balances.items()}
    asked = [one.asked for one in next(iter(found.values()))]
    rows = [
        (what, *("yes" if found[name][place].holds else "**no**" for name in found))
        for place, what in enumerate(asked)
    ]
    return Table(("What a fair game shows", *found), rows)


def _winners(one: Balance) -> Table:
    tables = {name: found.table() for name, found in one.standings.items()}
    order = tables[READINGS[0]].index
    rows = []
    for team in order:
        cells = []
        for table in tables.values():
            if team in table.index:
                cells.append(f"{table.loc[team, 'rank']}: {money(table.loc[team, 'score'])}")
            else:
                cells.append("")
        rows.append((str(team), *cells))
    return Table(("Team", *(f"rank and score, {name}" for name in tables)), rows)


def _good_policy(one: Balance) -> str:
    wanted = ", ".join(
        f"{d.name} {d.said(one.reached.settings[d.name])}" for d in one.terms.decisions
    )
    return f"Found by the search: {wanted}: {money(one.reached.score)}. {one.reached.how_good}"


def main() -> None:
    """Write the page."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--replays", type=int, default=REPLAYS)
    asked.add_argument("--policies", type=int, default=24)
    asked.add_argument("--generations", type=int, default=3)
    asked.add_argument("--lives", type=int, default=3)
    asked.add_argument("--jobs", type=int, default=2)
    given = asked.parse_args()
    balances = {}
    for name in bundled():
        sys.stderr.write(f"{name} ...\n")
        balances[name] = balance_of(
            name, given.replays, given.policies, given.generations, given.lives, given.jobs
        )
        text = markdown(page_of(balances, given.replays))
        PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
