"""Strategies: who decides where no team sits, and the computer teams."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim import luck
from sim.play.game.decisions import GameError, Settings
from sim.play.game.flight import account_of, live
from sim.play.game.quarter import Dashboard, Window, dashboard_of
from sim.play.game.terms import GAME, Entry, Terms
from sim.study.engines import Engine

DRAW_CHOICE, DRAW_ORDER = 6, 7
BESIDE = ("information", "bonus", "forecast")
"""What a strategy may decide beside the seven."""


@dataclass(frozen=True)
class View:
    """What a strategy is shown before it decides.

    Attributes
    ----------
    terms : Terms
        Decisions, their prices and the budget.
    quarter : int
        Which is to be decided.
    settings : dict
        What holds now.
    dashboards : tuple of Dashboard
        What management has seen, the quarter before the start first; empty for a strategy that
        does not look.
    """

    terms: Terms
    quarter: int
    settings: dict[str, float]
    dashboards: tuple[Dashboard, ...]
    last: Entry | None = None

    def within(self, wanted: Settings) -> dict[str, float]:
        """Fit wishes into the budget: what is cut first, then what grows, in its order."""
        made = dict(self.settings)
        terms = self.terms
        for name, value in wanted.items():
            if value < made[name]:
                made[name] = terms.find(name).nearest(value)
        for name, value in wanted.items():
            one = terms.find(name)
            if value > made[name]:
                entry = Entry(self.quarter, made, None, self.last is not None and self.last.bonus)
                most = terms.affordable(entry, self.settings, name)
                made[name] = max(made[name], min(one.nearest(value), most))
        return made


Decide = Callable[[View], Mapping[str, Any]]


@dataclass(frozen=True)
class Strategy:
    """Somebody who decides.

    Attributes
    ----------
    name, title : str
        What the team is called.
    decide : callable
        From a `View` to what changes: settings by name, and what is `BESIDE` them.
    looks : bool
        Whether it looks at the dashboards; if not, its log is the same whatever happens.
    path : Path or None
        The file that it was read from; with it a strategy can be sent to another process.
    """

    name: str
    title: str
    decide: Decide
    looks: bool = False
    path: Path | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        values = (self.name, self.title, self.decide, self.looks, self.path)
        return (_named, (self.name,)) if self.name in TEAMS else (Strategy, values)


def entries_of(
    strategy: Strategy, terms: Terms, replication: int = 0, engine: Engine = "auto"
) -> tuple[Entry, ...]:
    """Let a strategy play, and return its log.

    Raises
    ------
    GameError
        If it decides what the rules do not allow; the sentence names it.
    """
    entries: tuple[Entry, ...] = ()
    for quarter in range(1, terms.quarters + 1):
        seen = _seen(terms, entries, replication, engine) if strategy.looks else ()
        last = entries[-1] if entries else None
        settings = dict(last.settings) if last is not None else terms.start
        view = View(terms, quarter, settings, seen, last)
        chosen = dict(strategy.decide(view))
        beside = {name: chosen.pop(name, None) for name in BESIDE}
        try:
            entries = (*entries, terms.entry(last, chosen, **beside))
        except GameError as error:
            raise GameError(f"{strategy.name}, quarter {quarter}: {error}") from error
    return entries


def _seen(
    terms: Terms, entries: tuple[Entry, ...], replication: int, engine: Engine
) -> tuple[Dashboard, ...]:
    outcome = live(terms, entries, replication, engine=engine).outcome
    account = account_of(terms, entries, outcome)
    cash = (terms.economics.cash, *account.cash)
    charged = (0.0, *account.charged)
    return tuple(
        dashboard_of(Window(outcome, quarter), charged[quarter], cash[quarter])
        for quarter in range(len(entries) + 1)
    )


def constant(name: str, title: str, wishes: Callable[[Terms], Settings]) -> Strategy:
    """Make a strategy that wants the same every quarter, and grows into it as the budget allows."""
    return Strategy(name, title, lambda view: view.within(wishes(view.terms)))


def _cut_costs(terms: Terms) -> Settings:
    """Cut whatever a quarter's report shows as a cost, as far as it goes."""
    cut = {name: terms.find(name).low for name in ("staff", "desk", "marketing")}
    return {**cut, "training": 0, "coaching": 0}


def _buy_customers(terms: Terms) -> Settings:
    return {"training": 0, "marketing": terms.find("marketing").high}


def _listen(terms: Terms) -> Settings:
    return {"authority": 2, "asking": 40, "desk": 2 * terms.find("desk").start}


def _people(terms: Terms) -> Settings:
    return {"authority": 2, "asking": 40, "training": 40, "coaching": 10}


def _grow_people(terms: Terms) -> Settings:
    return {"authority": 2, "coaching": 10, "marketing": terms.find("marketing").high}


def _balanced(terms: Terms) -> Settings:
    find = terms.find
    return {
        "authority": 2,
        "asking": 40,
        "marketing": 1.75 * find("marketing").start,
        "coaching": 10,
        "desk": 1.5 * find("desk").start,
    }


def _listen_and_grow(terms: Terms) -> Settings:
    return {"authority": 2, "asking": 40, "marketing": terms.find("marketing").high}


def _win_and_keep(terms: Terms) -> Settings:
    return {"authority": 2, "marketing": terms.find("marketing").high, "asking": 30}


def _random(view: View) -> Mapping[str, Any]:
    """Choose every value by lot, in an order by lot, as far as the budget goes."""
    key = luck.entity_key(luck.world_key(view.terms.seed, 0), GAME, 1000 + view.quarter)
    order = sorted(
        range(len(view.terms.decisions)), key=lambda place: luck.uniform(key, DRAW_ORDER, place)
    )
    wanted = {}
    for place in order:
        one = view.terms.decisions[place]
        u = luck.uniform(key, DRAW_CHOICE, place)
        wanted[one.name] = one.nearest(one.low + u * (one.high - one.low))
    return view.within(wanted)


TEAMS: dict[str, Strategy] = {
    one.name: one
    for one in (
        constant("nothing", "Do nothing", lambda terms: {}),
        constant("cut_costs", "Cut costs", _cut_costs),
        constant("buy_customers", "Buy customers", _buy_customers),
        constant("listen", "Listen", _listen),
        constant("people", "Look after the people", _people),
        constant("balanced", "A bit of each", _balanced),
        constant("grow_people", "Look after the people, and grow", _grow_people),
        constant("listen_and_grow", "Listen, then grow", _listen_and_grow),
        constant("win_and_keep", "Win and keep", _win_and_keep),
        Strategy("random", "Decide by lot", _random),
    )
}
"""Computer teams, each with a plain strategy."""

RIVALS = ("cut_costs", "buy_customers", "listen")
"""Whom one seat plays against."""


def one_lever(name: str, share: float = 1.0) -> Strategy:
    """Make a strategy that moves a single decision, and nothing else.

    Parameters
    ----------
    name : str
        Which decision.
    share : float
        How far, from its lowest value (0) to its highest (1).
    """

    def wishes(terms: Terms) -> Settings:
        one = terms.find(name)
        return {name: one.nearest(one.low + share * (one.high - one.low))}

    return constant(f"only_{name}", f"Only {name}", wishes)


def _named(name: str) -> Strategy:
    return TEAMS[name]
