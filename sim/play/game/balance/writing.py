"""The page that says what the tournaments showed: docs/game.md."""

from collections.abc import Mapping

from sim.play.game.balance.tournament import (
    CUTTER,
    IDLE,
    MIXES,
    SEARCHED,
    SEED,
    Balance,
    Size,
    digest_of,
    mark_of,
)
from sim.play.game.balance.verdicts import best_mix, spread, title_of, verdicts
from sim.play.game.decisions import MOST_ASKED
from sim.play.game.page import Block, Bullets, Heading, Table, Text
from sim.play.game.quarter import money
from sim.play.game.readings import AS_PLAYED, READINGS
from sim.play.game.staffing import MOST_LOAD
from sim.play.game.strategies import TEAMS
from sim.play.game.telling import listed
from sim.play.game.terms import CARETAKER

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
    mark = mark_of({name: digest_of(one.terms, size) for name, one in balances.items()})
    return [
        Text(
            f"Written by `{COMMAND}` (`make game`), from the trades and the game as they are. "
            "Change those and run it again: this page is not written by hand, and a test says "
            "when it is out of date."
        ),
        Text(
            f"In each trade {len(TEAMS)} computer teams play {size.replays} games each, all with "
            f"the same luck: that of seed {SEED}, which a class has too, and others. So do teams "
            "that move one lever alone, all the way down, or up as far as the budget lets it; "
            "those as played only."
        ),
        Text(
            "A search by differential evolution begins with the mixes. It looks at "
            f"{size.policies} policies in each of {size.generations + 1} rounds, each lived "
            f"{size.lives} times with luck of its own. It knows only policies that are set once "
            "and kept, and it is short: the best found is not the best there is."
        ),
        Text(
            "The score is the cash at the end and what one caretaker, the same for all, earns in "
            f"{CARETAKER} more quarters. In brackets stands an interval of 95%, taken replay by "
            "replay. Ranks are shared by teams that are not told apart, and all differences of a "
            "table hold at once. *Yes* is beyond doubt by these intervals; *on average* is what "
            "the means show, and luck may turn it. The mixes are "
            f"{listed([title_of(name) for name in MIXES])}."
        ),
        Text(f"Mark of the terms: `{mark}`."),
    ]


def _overview(balances: Mapping[str, Balance]) -> Table:
    found = {name: verdicts(one) for name, one in balances.items()}
    asked = [one.asked for one in next(iter(found.values()))]
    rows = [
        (what, *(found[name][place].word for name in found)) for place, what in enumerate(asked)
    ]
    return Table(("What a fair game shows", *balances), rows)


def _worlds(balances: Mapping[str, Balance]) -> list[Block]:
    rows = [(name, *(_first(one, which) for which in READINGS)) for name, one in balances.items()]
    return [
        Text(
            "As played, the world is what the slogans say. Under `published` it is what research "
            "supports. With cause share 0, those who speak up come back more often only because "
            "of who they are, and being heard adds nothing to it. The decisions are the same in "
            "all three. No world was tuned to make one side win."
        ),
        Table(("Who comes first", *READINGS), rows),
    ]


def _first(one: Balance, which: str) -> str:
    """Name who comes first among the computer teams, and who is not told apart from them."""
    scores = one.standings[which].table()
    first = next(str(name) for name in scores.index if name != SEARCHED)
    tied = [name for name in scores.loc[first, "tied_with"] if name != SEARCHED]
    mixes = sum(name in MIXES for name in tied)
    others = [title_of(name) for name in tied if name not in MIXES]
    said = [f"{mixes} more mix{'es' if mixes > 1 else ''}"] if mixes else []
    return title_of(first) + (f"; tied: {listed([*said, *others])}" if tied else "")


def _set() -> list[Block]:
    return [
        Text("Terms of the game, the same rule for every trade:"),
        Bullets(
            [
                f"At most {MOST_ASKED}% of the silent can be asked. While it was 60%, asking as "
                "many as possible decided the game in three trades: direct sales, the hotel and "
                "the software subscription. Whoever asked 40% or fewer was more than 10% behind.",
                "A department is not cut where its work would then fill more than "
                f"{100 * MOST_LOAD:.0f}% of the day. Beyond that customers walk out in the very "
                "quarter, and the cut never looks good.",
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
            [(v.asked, v.word, v.found) for v in verdicts(one)],
        ),
        Text(f"{_without_marketing(one)} {_cutter_leads(one)}"),
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


def _cutter_leads(one: Balance) -> str:
    """Say how long who cuts costs reports the best quarter of all, each quarter by itself."""
    profit = one.played.by_quarter("profit")[list(TEAMS)]
    leads = profit.index[profit.idxmax(axis=1) == CUTTER]
    which = f": {listed([str(quarter) for quarter in leads])}" if len(leads) else ""
    return (
        "Each quarter taken by itself, who cuts costs reports the highest profit in "
        f"{len(leads)} of {len(profit)}{which}."
    )


def _scores(one: Balance) -> Table:
    tables = {which: found.table() for which, found in one.standings.items()}
    rows = []
    for team in tables[AS_PLAYED].index:
        cells = [_cell(table, team) if team in table.index else "" for table in tables.values()]
        played = tables[AS_PLAYED].loc[team]
        away = spread(played["behind"], played["behind_low"], played["behind_high"])
        rows.append(
            (title_of(str(team)).strip("*"), cells[0], away if played["behind"] else "", *cells[1:])
        )
    others = (f"{which}: rank, score" for which in READINGS if which != AS_PLAYED)
    return Table(("Team", f"{AS_PLAYED}: rank, score", "behind the first", *others), rows)


def _cell(table: object, team: object) -> str:
    row = table.loc[team]  # type: ignore[attr-defined]
    return f"{row['rank']}: {spread(row['score'], row['low'], row['high'])}"


def _levers(one: Balance) -> Table:
    table = one.levers.table()
    rows = [
        (str(lever), spread(row["score"], row["low"], row["high"]))
        for lever, row in table.iterrows()
    ]
    return Table(("The lever, and how far it is moved", "score"), rows)


def _good_policy(one: Balance) -> str:
    terms, found = one.terms, one.reached
    wanted = listed([f"{d.title} {d.said(found.settings[d.name])}" for d in terms.decisions])
    scores = one.played.scores.mean()
    mix = best_mix(one)
    ours, theirs = float(scores[SEARCHED]), float(scores[mix])
    return (
        f"The best of {found.tried} policies that the search lived: {wanted}. With the luck it was "
        f"chosen by it came to {money(found.seen)}. With the luck of the teams it comes to "
        f"{money(ours)}, and the best mix, {title_of(mix)}, to {money(theirs)}."
    )
