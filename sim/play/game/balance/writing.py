"""The page that says what the tournaments showed: docs/game.md."""

from collections.abc import Mapping

from sim.play.game.balance.tournament import (
    IDLE,
    SEARCHED,
    SEED,
    Balance,
    Size,
    digest_of,
    mark_of,
)
from sim.play.game.balance.verdicts import best_mix, title_of, verdicts
from sim.play.game.decisions import MOST_ASKED
from sim.play.game.page import Block, Bullets, Heading, Table, Text
from sim.play.game.quarter import money
from sim.play.game.readings import AS_PLAYED, READINGS
from sim.play.game.staffing import MOST_LOAD
from sim.play.game.telling import listed

HOLDS = {True: "yes", False: "**no**"}
COMMAND = "python -m sim.play.game.balance"


def page_of(balances: Mapping[str, Balance], size: Size) -> list[Block]:
    """Write the page: all trades at a glance, then each."""
    blocks: list[Block] = [
        Heading("Whether the flight simulator is fair", 1),
        *_opening(balances, size),
        Heading("What holds, and what does not"),
        _overview(balances),
        Heading("Who wins, and in which world"),
        *_worlds(balances),
        Heading("What was set for this, and what was not"),
        *_set(),
    ]
    for name, one in balances.items():
        blocks += _trade(name, one)
    return blocks


def _opening(balances: Mapping[str, Balance], size: Size) -> list[Block]:
    teams = len(next(iter(balances.values())).standings[READINGS[1]].scores.columns)
    mark = mark_of({name: digest_of(name, size) for name in balances})
    return [
        Text(
            f"Written by `{COMMAND}` (`make game`), from the trades and the game as they are. "
            "Change those and run it again: this page is not written by hand, and a test says "
            "when it is out of date."
        ),
        Text(
            f"In each trade {teams} computer teams play {size.replays} games each, all with the "
            f"same luck: that of seed {SEED}, which a class has too, and others. So do teams that "
            "move one lever alone: down, half-way and up as far as the budget lets it. A search "
            f"by differential evolution begins with the mixes and looks at {size.policies} "
            f"policies in each of {size.generations + 1} rounds, each lived {size.lives} times "
            "with other luck. It looks only at what is set once and kept, and proves nothing "
            "about the rest: the best found is not the best there is."
        ),
        Text(
            "The score is the cash at the end and what one caretaker, the same for all, earns in "
            "eight more quarters. What is in brackets is an interval of 95%, taken replay by "
            "replay. Ranks are shared by teams that are not told apart; all differences of a "
            "table hold at once."
        ),
        Text(f"Mark of the terms: `{mark}`."),
    ]


def _overview(balances: Mapping[str, Balance]) -> Table:
    found = {name: verdicts(one) for name, one in balances.items()}
    asked = [one.asked for one in next(iter(found.values()))]
    rows = [
        (what, *(HOLDS[found[name][place].holds] for name in found))
        for place, what in enumerate(asked)
    ]
    return Table(("What a fair game shows", *balances), rows)


def _worlds(balances: Mapping[str, Balance]) -> list[Block]:
    rows = [(name, *(_first(one, which) for which in READINGS)) for name, one in balances.items()]
    return [
        Text(
            "As played, the world is what the slogans say. Under `published` it is what research "
            "supports. With cause share 0, an answer keeps nobody: who is heard stays more often, "
            "but would have stayed anyway. The decisions are the same in all three. No world was "
            "tuned to make one side win."
        ),
        Table(("Who comes first", *READINGS), rows),
    ]


def _first(one: Balance, which: str) -> str:
    """Name who comes first among the computer teams, and with whom that place is shared."""
    scores = one.standings[which].table()
    teams = [str(name) for name in scores.index if name != SEARCHED]
    tied = [title_of(name) for name in scores.loc[teams[0], "tied_with"] if name != SEARCHED]
    return title_of(teams[0]) + (f" (tied with {listed(tied)})" if tied else "")


def _set() -> list[Block]:
    return [
        Text("Terms of the game, the same rule for every trade:"),
        Bullets(
            [
                f"At most {MOST_ASKED}% of the silent can be asked. With more, asking as far as "
                "it goes was the best move of all, whatever else a team did.",
                f"A department is not cut where its work would then fill more than "
                f"{100 * MOST_LOAD:.0f}% of the day. Beyond that a cut is punished in the very "
                "quarter, and looks good to nobody.",
                "Who cuts costs stops marketing, training and coaching, and goes down to the "
                "fewest staff and desk hours that are allowed.",
                "What it costs to begin with asking or authority, and what the budget leaves, "
                "follow from the trade's own wages and customers.",
            ]
        ),
        Text(
            "The world, its rules, the presets and the trades were left as they are. Where "
            "something does not hold, the trade's own part says by how much."
        ),
    ]


def _trade(name: str, one: Balance) -> list[Block]:
    terms = one.terms
    title = terms.scenario.title or name
    budget = f"{money(terms.economics.budget)} {terms.scenario.money.currency}"
    return [
        Heading(title),
        Text(f"The budget is {budget} a quarter."),
        Table(
            ("What a fair game shows", "holds", "found"),
            [(v.asked, HOLDS[v.holds], v.found) for v in verdicts(one)],
        ),
        Text(_without_marketing(one)),
        Heading(f"{title}: scores", 3),
        _scores(one),
        Heading(f"{title}: one lever alone", 3),
        _levers(one),
        Text(_good_policy(one)),
    ]


def _without_marketing(one: Balance) -> str:
    """Say how long stopping all marketing, and nothing else, looks better than doing nothing."""
    find = one.terms.find("marketing")
    cash = one.levers.by_quarter("cash")[f"{find.title}: {find.said(find.low)}"]
    ahead = cash > one.played.by_quarter("cash")[IDLE]
    last = int(ahead.cummin().sum())
    if last == len(cash):
        return (
            f"Who stops marketing and does nothing else has more cash than who does nothing, "
            f"through all {last} quarters: here a customer is dear to win, and pays back later."
        )
    return (
        f"Who stops marketing and does nothing else has more cash than who does nothing until "
        f"quarter {last}, and less from then on."
    )


def _scores(one: Balance) -> Table:
    tables = {which: found.table() for which, found in one.standings.items()}
    rows = []
    for team in tables[AS_PLAYED].index:
        cells = [_cell(table, team) if team in table.index else "" for table in tables.values()]
        played = tables[AS_PLAYED].loc[team]
        away = _between(played["behind"], played["behind_low"], played["behind_high"])
        rows.append((title_of(str(team)), cells[0], away if played["behind"] else "", *cells[1:]))
    others = (f"{which}: rank, score" for which in READINGS if which != AS_PLAYED)
    return Table(("Team", f"{AS_PLAYED}: rank, score", "behind the first", *others), rows)


def _cell(table: object, team: object) -> str:
    row = table.loc[team]  # type: ignore[attr-defined]
    return f"{row['rank']}: {_between(row['score'], row['low'], row['high'])}"


def _levers(one: Balance) -> Table:
    table = one.levers.table()
    rows = [
        (str(lever), _between(row["score"], row["low"], row["high"]))
        for lever, row in table.iterrows()
    ]
    return Table(("The lever, and how far it is moved", "score"), rows)


def _between(value: float, low: float, high: float) -> str:
    return f"{money(value)} ({money(low)} to {money(high)})"


def _good_policy(one: Balance) -> str:
    terms, found = one.terms, one.reached
    wanted = listed([f"{d.title} {d.said(found.settings[d.name])}" for d in terms.decisions])
    scores = one.played.scores.mean()
    mix = best_mix(one)
    share = 100 * float(scores[mix]) / float(scores[SEARCHED])
    return (
        f"The best of {found.tried} policies that the search lived: {wanted}. With the luck it was "
        f"chosen by it came to {money(found.seen)}, with that of the teams to "
        f"{money(float(scores[SEARCHED]))}. *{title_of(mix)}* reaches {share:.0f}% of that."
    )
