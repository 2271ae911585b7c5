"""What a fair game should show, and whether a trade's tournament shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from sim.play.game.balance.tournament import CUTTER, IDLE, LOT, MIXES, SEARCHED, Balance
from sim.play.game.quarter import money
from sim.play.game.strategies import RIVALS, TEAMS
from sim.play.game.telling import listed
from sim.study.compare import Paired, pair_up

NEAR, ENOUGH = 0.10, 3
"""How far from the best found a good mix may be, as a share of it; how many should be near."""
EARLY, LATE = (2, 3), 6
"""Quarters in which who cuts costs should lead, and in which no longer."""
ALIVE = 0.75
"""Share of the customers of the start that whoever does nothing should still have."""
SURE = 0.95


@dataclass(frozen=True)
class Verdict:
    """Whether something that a fair game should show is shown.

    Attributes
    ----------
    asked : str
        What it should show.
    holds : bool
        Whether it does, on average over the replays.
    sure : bool
        Whether the intervals leave no doubt about it.
    found : str
        The figures.
    """

    asked: str
    holds: bool
    sure: bool
    found: str

    @property
    def word(self) -> str:
        """Whether it holds, in a word or two."""
        if not self.holds:
            return "**no**"
        return "yes" if self.sure else "on average"


def verdicts(balance: Balance) -> tuple[Verdict, ...]:
    """Say what a fair game should show, and whether it does."""
    return (
        _no_lever_alone(balance),
        _mixes(balance),
        _cutter(balance),
        _idle(balance),
        _lot(balance),
        _same_order(balance, RIVALS, "the three that a seat plays against"),
        _same_order(balance, tuple(TEAMS), "all teams"),
    )


def title_of(team: str) -> str:
    """Return what a team is called, as it stands in a sentence."""
    return f"*{'Found by a search' if team == SEARCHED else TEAMS[team].title}*"


def best_mix(balance: Balance) -> str:
    """Return the mix with the highest mean score."""
    scores = balance.played.scores.mean()
    return max(MIXES, key=lambda name: float(scores[name]))


def more(one: pd.Series, other: pd.Series, comparisons: int = 1) -> Paired:
    """Return how much more one has than another, replay by replay; so many hold at once."""
    return pair_up(other, one, 1 - (1 - SURE) / comparisons)


def spread(value: float, low: float, high: float) -> str:
    """Write an amount with its interval.

    Examples
    --------
    >>> spread(1200.4, 1000, 1400)
    '1,200 (1,000 to 1,400)'
    """
    return f"{money(value)} ({money(low)} to {money(high)})"


def _said(gap: Paired) -> str:
    return spread(gap.difference, gap.low, gap.high)


def _more_or_less(gap: Paired) -> str:
    if gap.difference >= 0:
        return f"{_said(gap)} more"
    return f"{spread(-gap.difference, -gap.high, -gap.low)} less"


def _no_lever_alone(balance: Balance) -> Verdict:
    levers = balance.levers.scores
    lever, mix = str(levers.columns[0]), best_mix(balance)
    gap = more(balance.played.scores[mix], levers[lever], len(levers.columns))
    return Verdict(
        "Nobody wins who moves one lever alone",
        gap.difference > 0,
        gap.low > 0,
        f"{title_of(mix)} has {_said(gap)} more than the best of {len(levers.columns)}, {lever}",
    )


def _mixes(balance: Balance) -> Verdict:
    scores = balance.played.scores
    best = scores.iloc[:, 0]
    share = {name: float(scores[name].mean() / best.mean()) for name in MIXES}
    near = sorted((n for n in MIXES if share[n] >= 1 - NEAR), key=lambda name: -share[name])
    sure = [n for n in near if more(scores[n], (1 - NEAR) * best, len(MIXES)).low > 0]
    said = [f"{title_of(name)} {100 * share[name]:.0f}%" for name in near]
    return Verdict(
        "Three mixes come within 10% of the best found",
        len(near) >= ENOUGH,
        len(sure) >= ENOUGH,
        f"of {money(float(best.mean()))}: {listed(said) if said else 'none'}",
    )


def _cutter(balance: Balance) -> Verdict:
    """Judge by the cash after a quarter: the profit reported so far, by which teams are ranked."""
    gaps = {quarter: _lead(balance, quarter) for quarter in (*EARLY, LATE)}
    leads = [gaps[quarter][1] for quarter in EARLY]
    late = gaps[LATE][1]
    said = [
        f"{_more_or_less(gap)} than {title_of(other)} after quarter {quarter}"
        for quarter, (other, gap) in gaps.items()
    ]
    return Verdict(
        f"Who cuts costs leads in reported profit after quarters {EARLY[0]} and {EARLY[1]}, and "
        f"trails by quarter {LATE}",
        all(gap.difference > 0 for gap in leads) and late.difference < 0,
        all(gap.low > 0 for gap in leads) and late.high < 0,
        f"the cutter has {listed(said)}",
    )


def _lead(balance: Balance, quarter: int) -> tuple[str, Paired]:
    """Return the best of the other teams after a quarter, and the cutter's lead on it."""
    figures = balance.played.figures
    cash = {name: figures[name][f"cash_{quarter}"] for name in TEAMS}
    others = [name for name in TEAMS if name != CUTTER]
    first = max(others, key=lambda name: float(cash[name].mean()))
    return first, more(cash[CUTTER], cash[first], len(others))


def _idle(balance: Balance) -> Verdict:
    played = balance.played
    start = balance.terms.scenario.market.customers
    left = float(played.by_quarter("customers")[IDLE].iloc[-1])
    cash = float(played.by_quarter("cash")[IDLE].min())
    gap = more(played.scores[best_mix(balance)], played.scores[IDLE])
    alive = left > ALIVE * start and cash > 0
    return Verdict(
        "Doing nothing survives, and loses",
        alive and gap.difference > 0,
        alive and gap.low > 0,
        f"{money(left)} of {money(start)} customers at the end, cash never below {money(cash)}; "
        f"{_said(gap)} behind {title_of(best_mix(balance))}",
    )


def _lot(balance: Balance) -> Verdict:
    mix = best_mix(balance)
    gap = more(balance.played.scores[mix], balance.played.scores[LOT])
    return Verdict(
        "Deciding by lot loses",
        gap.difference > 0,
        gap.low > 0,
        f"{_said(gap)} behind {title_of(mix)}",
    )


def _same_order(balance: Balance, names: Sequence[str], whose: str) -> Verdict:
    """Hold the luck of the class, replication 0, against the order in all other replays."""
    scores = balance.played.scores[[name for name in balance.played.scores if name in names]]
    ours, others = scores.loc[0], scores.drop(index=0)
    pairs = list(combinations(scores, 2))
    told = [
        (one, other)
        for pair in pairs
        for one, other in (pair, pair[::-1])
        if more(others[one], others[other], len(pairs)).low > 0
    ]
    turned = [
        f"{title_of(other)} before {title_of(one)}"
        for one, other in told
        if ours[one] < ours[other]
    ]
    return Verdict(
        f"The luck of seed {balance.terms.seed} keeps the order of {whose}",
        not turned,
        not turned,
        f"of {len(told)} pairs that the other replays tell apart, "
        f"{listed(turned) if turned else 'none'} {'are' if len(turned) > 1 else 'is'} turned round",
    )
