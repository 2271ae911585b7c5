"""The terms of a game: what may be decided, bought and spent; and a quarter's entry in its log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil, isfinite
from typing import Any, NamedTuple

from sim import luck
from sim.assumptions import Scenario
from sim.assumptions.shocks import SHOCK_KINDS
from sim.play.game.decisions import (
    QUARTER,
    Decision,
    GameError,
    Settings,
    decisions_of,
    plain,
)
from sim.play.game.economics import (
    INTEREST,
    Card,
    Economics,
    Source,
    economics_of,
    sources_of,
)
from sim.play.game.staffing import at_start

HISTORY = 1
"""Quarters that the business has lived, as it was, before the team takes over."""
CARETAKER = 8
"""Quarters that the caretaker runs it afterwards."""
CARD_QUARTER = 4
MOST_QUARTERS = 20
GAME = 100
"""Whose luck: the game's own draws, which no person of the world has."""
DRAW_SHOCK = 1
SHOCKS = ("scenario", "seed", "none")


class Forecast(NamedTuple):
    """What a team expects of the quarter before it runs."""

    complaints: float
    customers: float


@dataclass(frozen=True)
class Entry:
    """What a team decided for a quarter.

    Attributes
    ----------
    quarter : int
        From 1.
    settings : mapping
        The value of every decision.
    information : str or None
        Which source was bought.
    bonus : bool
        Whether the bonus hangs on the recorded index.
    forecast : Forecast or None
        What was expected.
    """

    quarter: int
    settings: Settings
    information: str | None = None
    bonus: bool = False
    forecast: Forecast | None = None


@dataclass(frozen=True)
class Terms:
    """What a game is played by: the business, how long, whose luck, and the money.

    Attributes
    ----------
    scenario : Scenario
        The business as the trainer gave it.
    quarters : int
        How many the team decides for.
    seed : int
        Whose luck.
    economics : Economics
        Budget, cash and interest.
    shocks : {"scenario", "seed", "none"}
        Where shocks come from: the scenario's, whose days count from the start of the game; one
        that the seed draws; or none.
    caretaker : int
        Quarters that the caretaker runs the business afterwards.
    """

    scenario: Scenario
    quarters: int
    seed: int
    economics: Economics
    shocks: str = "scenario"
    caretaker: int = CARETAKER

    def __reduce__(self) -> tuple[Any, ...]:
        values = (self.scenario, self.quarters, self.seed, self.economics)
        return (type(self), (*values, self.shocks, self.caretaker))

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """The seven decisions."""
        return decisions_of(self.scenario)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """The information that may be bought."""
        return sources_of(self.scenario)

    @cached_property
    def card(self) -> Card:
        """The dilemma."""
        w = self.scenario.workforce
        return Card(
            "bonus",
            "A bonus on the service index?",
            "The finance director offers to tie the bonus of the front line to the service index "
            "as it is recorded. Effort will rise. Do you sign? It then stays.",
            min(CARD_QUARTER, self.quarters),
            w.bonus_cost * at_start(self.scenario) / 4,
        )

    @property
    def start(self) -> dict[str, float]:
        """The settings as the team finds them."""
        return {one.name: one.start for one in self.decisions}

    def find(self, name: str) -> Decision:
        """Return a decision by its name.

        Raises
        ------
        GameError
            If there is none of that name.
        """
        for one in self.decisions:
            if one.name == name:
                return one
        known = ", ".join(one.name for one in self.decisions)
        raise GameError(f"decision is {name}, but must be one of {known}")

    def source(self, name: str) -> Source:
        """Return a source of information by its name."""
        for one in self.sources:
            if one.name == name:
                return one
        known = ", ".join(one.name for one in self.sources)
        raise GameError(f"information is {name}, but must be one of {known}")

    def once(self, entry: Entry, before: Settings) -> float:
        """Return what the game itself charges in a quarter; the world books the rest."""
        money = sum(one.price(entry.settings, before).once for one in self.decisions)
        return money + (self.source(entry.information).price if entry.information else 0.0)

    def price(self, entry: Entry, before: Settings) -> float:
        """Return what a quarter's decisions take from its budget."""
        money = sum(one.price(entry.settings, before).now for one in self.decisions)
        money += self.source(entry.information).price if entry.information else 0.0
        return money + (self.card.price if entry.bonus else 0.0)

    def entry(
        self,
        last: Entry | None,
        given: Mapping[str, object],
        information: object = None,
        bonus: object = None,
        forecast: object = None,
    ) -> Entry:
        """Make the entry of the next quarter, or say in a sentence what is wrong with it.

        Raises
        ------
        GameError
            If a decision is unknown, a value may not be chosen, or it is over the budget.
        """
        quarter = 1 if last is None else last.quarter + 1
        before = self.start if last is None else last.settings
        if quarter > self.quarters:
            raise GameError(
                f"the quarter is {quarter}, but the game has {self.quarters}: it is over"
            )
        chosen = {name: self.find(name).read(value) for name, value in given.items()}
        if information is not None:
            self.source(str(information))
        has = last.bonus if last is not None else False
        if bonus is not None and not isinstance(bonus, bool):
            raise GameError(f"bonus is {bonus!r}, but must be true or false")
        if bonus is not None and bonus is not has and quarter != self.card.quarter:
            raise GameError(
                f"bonus is {'yes' if bonus else 'no'} in quarter {quarter}, but must be decided "
                f"in quarter {self.card.quarter}, when it is offered"
            )
        made = Entry(
            quarter,
            {**before, **chosen},
            None if information is None else str(information),
            has if bonus is None else bonus,
            _forecast(forecast),
        )
        price, budget = self.price(made, before), self.economics.budget
        if price > budget + 0.005:
            raise GameError(
                f"the quarter costs {plain(ceil(price))}, but must cost at most its budget of "
                f"{plain(budget)} {self.scenario.money.currency}"
            )
        return made

    def affordable(self, entry: Entry, before: Settings, name: str) -> float:
        """Return the highest value of a decision that the budget still allows, others as they are.

        Its own value where not even the lowest is within it.
        """
        one = self.find(name)
        within = [
            value
            for value in one.stops()
            if self.price(_with(entry, name, value), before) <= self.economics.budget + 0.005
        ]
        return max(within, default=float(entry.settings[name]))

    def world(self, quarters: int, caretaker: bool = False) -> Scenario:
        """Return the scenario that is lived until the end of a quarter, or of the caretaker."""
        last = HISTORY + quarters + (self.caretaker if caretaker else 0)
        days = QUARTER * last
        # A round of training a quarter, so that what a quarter pays for is what it gets.
        changes: dict[str, Any] = {
            "time.days": days,
            "time.warm_up_days": QUARTER * HISTORY if last > HISTORY else 0,
            "workforce.training_every_days": float(QUARTER),
            "workforce.bonus": 0.0,
        }
        for one in self.scenario.shocks:
            late = QUARTER * HISTORY if self.shocks == "scenario" else 10 * days  # or never
            changes[f"shocks.{one.name}.day"] = one.day + late
        if self.shocks == "seed":
            changes |= self._drawn()
        return self.scenario.with_(changes)

    def _drawn(self) -> dict[str, Any]:
        """Draw a shock: what, in which quarter of the middle, and how strong."""
        key = luck.entity_key(luck.world_key(self.seed, 0), GAME, 0)
        which, when, strong = (luck.uniform(key, DRAW_SHOCK, index) for index in range(3))
        first = max(1, self.quarters // 3)
        quarter = first + int(when * max(1, self.quarters // 2))
        return {
            "shocks.drawn.kind": SHOCK_KINDS[int(which * len(SHOCK_KINDS))],
            "shocks.drawn.day": float(QUARTER * (HISTORY + quarter) + 7),
            "shocks.drawn.lasts_days": float(2 * QUARTER),
            "shocks.drawn.strength": 1.5 + strong,
        }

    def plan(self, entries: Iterable[Entry], caretaker: bool = False) -> dict[float, Any]:
        """Return the changes of policy by day, as `sim.run` takes them."""
        plan: dict[float, Any] = {}
        before = self.start
        bonus, day = False, QUARTER * HISTORY
        for entry in entries:
            changes = self._changed(before, entry.settings)
            if entry.bonus is not bonus:
                changes["workforce.bonus"] = float(entry.bonus)
            if changes:
                plan[float(day)] = changes
            before, bonus = dict(entry.settings), entry.bonus
            day += QUARTER
        if caretaker:
            changes = self._changed(before, self.start)
            if bonus:
                changes["workforce.bonus"] = 0.0
            if changes:
                plan[float(QUARTER * (HISTORY + self.quarters))] = changes
        return plan

    def _changed(self, before: Settings, now: Settings) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        for one in self.decisions:
            if now[one.name] != before[one.name]:
                changes |= one.changes(now[one.name])
        return changes


def terms_of(
    scenario: Scenario,
    quarters: int = 8,
    seed: int = 26,
    budget: float | None = None,
    cash: float | None = None,
    interest: float = INTEREST,
    shocks: str = "scenario",
    caretaker: int = CARETAKER,
) -> Terms:
    """Set the terms of a game; what is left out follows from the scenario.

    Raises
    ------
    GameError
        If a number of quarters, an amount or the word for shocks is not allowed.
    """
    for name, number, least in (("quarters", quarters, 1), ("caretaker", caretaker, 0)):
        whole = isinstance(number, int) and not isinstance(number, bool)
        if not whole or not least <= number <= MOST_QUARTERS:
            raise GameError(f"{name} is {number!r}, but must be from {least} to {MOST_QUARTERS}")
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed < 2**63:
        raise GameError(f"seed is {seed!r}, but must be a whole number from 0 to 2**63 - 1")
    if shocks not in SHOCKS:
        raise GameError(f"shocks is {shocks}, but must be {', '.join(SHOCKS[:-1])} or {SHOCKS[-1]}")
    own = economics_of(scenario)
    money = {"budget": budget, "cash": cash, "interest": interest}
    for name, amount in money.items():
        if amount is not None and (not isinstance(amount, int | float) or not isfinite(amount)):
            raise GameError(f"{name} is {amount!r}, but must be a number")
    if interest < 0:
        raise GameError(f"interest is {plain(interest)}, but must be 0 or more")
    chosen = Economics(
        own.budget if budget is None else float(budget),
        own.cash if cash is None else float(cash),
        float(interest),
    )
    made = Terms(scenario, quarters, seed, chosen, shocks, caretaker)
    first = Entry(1, made.start)
    needed = made.price(first, made.start)
    if chosen.budget < needed:
        raise GameError(
            f"budget is {plain(chosen.budget)}, but must be at least {plain(ceil(needed))}, which "
            "is what the business spends on the seven decisions as it is"
        )
    return made


def _with(entry: Entry, name: str, value: float) -> Entry:
    settings = {**entry.settings, name: value}
    return Entry(entry.quarter, settings, entry.information, entry.bonus, entry.forecast)


def _forecast(given: object) -> Forecast | None:
    """Take a forecast as somebody gives it: two numbers, by name or in their order.

    Raises
    ------
    GameError
        If it is anything else.
    """
    if given is None:
        return None
    known = Forecast._fields
    pair = [given.get(name) for name in known] if isinstance(given, Mapping) else given
    extra = [str(name) for name in given if name not in known] if isinstance(given, Mapping) else []
    fine = isinstance(pair, list | tuple) and len(pair) == 2 and not extra
    if not fine or not all(
        isinstance(one, int | float) and not isinstance(one, bool) and isfinite(one) and one >= 0
        for one in pair  # type: ignore[attr-defined]
    ):
        raise GameError(
            f"forecast is {given!r}, but must be two numbers from 0 up: complaints and customers"
        )
    return Forecast(*map(float, pair))  # type: ignore[call-overload]
