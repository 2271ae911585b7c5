"""A game on its way: decide, advance, look at the dashboard; the truth comes at the end.

A game is its terms and the log of its decisions, lived from day 0 whenever a quarter is run. So
it can be closed and reopened anywhere, a crash in the middle of a quarter repeats that quarter with
the same luck, and nothing can be undone.
"""

from contextlib import AbstractContextManager, nullcontext
from os import PathLike
from pathlib import Path
from typing import Any, Self

from sim.assumptions import Scenario
from sim.outcome import Outcome
from sim.play.game.days import Days, days_of
from sim.play.game.decisions import GameError
from sim.play.game.draft import Draft
from sim.play.game.flight import Account, account_of, live
from sim.play.game.held import Held
from sim.play.game.information import report_of
from sim.play.game.log import plain_log, read_log
from sim.play.game.quarter import Dashboard, Quarter, Report, Truth, Window, dashboard_of, truth_of
from sim.play.game.terms import Entry, Terms, terms_of
from sim.show.words import several
from sim.study.engines import Engine


class Game:
    """A team's game.

    Parameters
    ----------
    scenario : Scenario
        The business.
    quarters : int
        How many the team decides for.
    seed : int
        Whose luck; every team of a class has the same.
    log : path, optional
        Where the log is kept, written whole or not at all after each decision. A file that is
        there already is refused: `reopened` goes on with it.
    **terms
        ``budget``, ``cash``, ``interest``, ``shocks`` and ``caretaker``; see `terms.terms_of`.

    Raises
    ------
    GameError
        If the terms are not allowed, or the log is there already. Later, where somebody else is at
        the same log or has gone on with it.

    Examples
    --------
    >>> import sim
    >>> game = sim.Game(sim.load("corner_shop"), quarters=2, engine="simpy")
    >>> game.decide(asking=10, authority="any", forecast=(9, 1000))
    >>> game.price <= game.terms.economics.budget
    True
    >>> game.decide(asking=40)
    Traceback (most recent call last):
    ...
    sim.play.game.decisions.GameError: quarter 1 is decided already: advance() runs it
    """

    def __init__(
        self,
        scenario: Scenario,
        quarters: int = 8,
        seed: int = 26,
        log: str | PathLike[str] | None = None,
        engine: Engine = "auto",
        **terms: Any,
    ) -> None:
        path = None if log is None else Path(log)
        if path is not None and path.exists():
            raise GameError(f"{path}: a game is kept there already: reopen it, or move it away")
        self._begin(terms_of(scenario, quarters, seed, **terms), (), path, engine)
        with self._alone():
            self._keep((), 0)

    def _begin(
        self, terms: Terms, entries: tuple[Entry, ...], path: Path | None, engine: Engine
    ) -> None:
        self.terms = terms
        self.engine = engine
        self.log = path
        self._held = None if path is None else Held(path)
        self._entries = entries
        self._quarters: list[Quarter] = []
        self._days: list[Days] = []
        self._before: Dashboard | None = None

    # What has been decided, and what may be

    @property
    def quarter(self) -> int:
        """The quarter that is to be decided or run; one more than there are at the end."""
        return len(self._quarters) + 1

    @property
    def decided(self) -> bool:
        """Whether this quarter is decided and waits to be run."""
        return len(self._entries) > len(self._quarters)

    @property
    def over(self) -> bool:
        """Whether every quarter has been run."""
        return len(self._quarters) == self.terms.quarters

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What has been decided, quarter by quarter."""
        return self._entries

    @property
    def settings(self) -> dict[str, float]:
        """The settings of the quarter decided last, which carry over."""
        return dict(self._entries[-1].settings) if self._entries else self.terms.start

    @property
    def price(self) -> float:
        """What the quarter decided last took from its budget."""
        if not self._entries:
            return self.terms.price(Entry(1, self.terms.start), self.terms.start)
        before = self._entries[-2].settings if len(self._entries) > 1 else self.terms.start
        return self.terms.price(self._entries[-1], before)

    @property
    def card_lies_there(self) -> bool:
        """Whether the dilemma card waits for an answer."""
        return not self.decided and self.quarter == self.terms.card.quarter

    def draft(
        self, information: str | None = None, bonus: bool | None = None, **settings: Any
    ) -> Draft:
        """Price a quarter without deciding it: what it costs, what is left, what is still possible.

        Raises
        ------
        GameError
            If a decision is unknown or a value may not be chosen. Being over the budget is told
            in the draft, not raised.
        """
        return Draft.of(self.terms, self._last(), information, bonus, settings)

    def decide(
        self,
        information: str | None = None,
        bonus: bool | None = None,
        forecast: Any = None,
        **settings: Any,
    ) -> None:
        """Decide a quarter; what is not named stays as it was.

        Parameters
        ----------
        information : str, optional
            ``"survey"``, ``"mystery_shopper"`` or ``"exit_interviews"``: one a quarter.
        bonus : bool, optional
            The answer to the dilemma card, in its quarter.
        forecast : pair of numbers, optional
            Complaints and customers that the team expects.
        **settings
            Values by the name of the decision.

        Raises
        ------
        GameError
            In a sentence, with nothing changed: over the budget, an unknown decision, a value that
            may not be chosen, deciding twice, or the game is over.
        """
        if self.over:
            raise GameError(f"the game is over: it had {several(self.terms.quarters, 'quarter')}")
        if self.decided:
            raise GameError(f"quarter {self.quarter} is decided already: advance() runs it")
        entry = self.terms.entry(self._last(), settings, information, bonus, forecast)
        with self._alone():
            self._keep((*self._entries, entry), len(self._quarters))
        self._entries = (*self._entries, entry)

    def advance(self) -> Dashboard:
        """Run the quarter that is decided, or carry the last settings over, and show what is seen.

        Raises
        ------
        GameError
            If the game is over.
        """
        if self.over:
            raise GameError(f"the game is over: it had {several(self.terms.quarters, 'quarter')}")
        if not self.decided:
            self.decide()
        with self._alone():
            self._live(len(self._quarters) + 1)
            self._keep(self._entries, len(self._quarters))
        return self.dashboard

    # What is seen, and what is not

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters that have run; their truth is for the end.

        Raises
        ------
        GameError
            If the game is not over: `dashboards` and `reports` are there before.
        """
        self._at_the_end()
        return tuple(self._quarters)

    @property
    def dashboards(self) -> tuple[Dashboard, ...]:
        """What management has seen, the quarter before the team took over first."""
        if self._before is None:
            self._see_before(live(self.terms, (), engine=self.engine).outcome)
        assert self._before is not None
        return (self._before, *(one.dashboard for one in self._quarters))

    @property
    def dashboard(self) -> Dashboard:
        """What management sees of the quarter run last."""
        return self._quarters[-1].dashboard if self._quarters else self.dashboards[0]

    @property
    def days(self) -> tuple[Days, ...]:
        """What management saw day by day, a quarter each, the one before the start first."""
        _ = self.dashboards  # the quarter before the start has been looked at
        return tuple(self._days)

    @property
    def reports(self) -> tuple[Report | None, ...]:
        """The information bought, a quarter each."""
        return tuple(one.report for one in self._quarters)

    @property
    def truth(self) -> tuple[Truth, ...]:
        """What was lived, quarter by quarter.

        Raises
        ------
        GameError
            Before the end of the game; a trainer asks `truth_for_the_trainer`.
        """
        self._at_the_end()
        return self.truth_for_the_trainer()

    def truth_for_the_trainer(self) -> tuple[Truth, ...]:
        """Return what was lived, whenever it is asked for."""
        return tuple(one.truth for one in self._quarters)

    def account(self) -> Account:
        """Return the money of the whole game, the caretaker's quarters too.

        Raises
        ------
        GameError
            Before the end of the game.
        """
        self._at_the_end()
        one = live(self.terms, self._entries, caretaker=True, engine=self.engine)
        return account_of(self.terms, self._entries, one.outcome)

    def second_flight(self, quarters: int = 4, log: str | PathLike[str] | None = None) -> "Game":
        """Begin a shorter game of the same business with other luck, to show what was learned."""
        t = self.terms
        return type(self)(
            t.scenario,
            quarters,
            t.seed + 1,
            log,
            self.engine,
            budget=t.economics.budget,
            cash=t.economics.cash,
            interest=t.economics.interest,
            shocks=t.shocks,
            caretaker=t.caretaker,
        )

    def plain(self) -> dict[str, Any]:
        """Return the log in plain values, as JSON has it."""
        return plain_log(self.terms, self._entries, len(self._quarters))

    @classmethod
    def reopen(cls, log: str | PathLike[str], engine: Engine = "auto") -> Self:
        """Go on with the game of a log, where it was.

        Raises
        ------
        GameError
            If it is no log, of another version, or not allowed by the rules.
        OSError
            If there is no such file.
        """
        path = Path(log)
        game = cls.__new__(cls)
        held = Held(path)  # looked at first: what comes in between is noticed
        terms, entries, ran = read_log(path)
        game._begin(terms, entries, path, engine)
        game._held = held
        if ran:
            game._live(ran)
        return game

    def _last(self) -> Entry | None:
        return self._entries[-1] if self._entries else None

    def _at_the_end(self) -> None:
        if not self.over:
            raise GameError(
                f"the truth is for the end, but {len(self._quarters)} of "
                f"{self.terms.quarters} quarters have run"
            )

    def _keep(self, entries: tuple[Entry, ...], ran: int) -> None:
        if self._held is not None:
            self._held.write(self.terms, entries, ran)

    def _alone(self) -> AbstractContextManager[None]:
        """Keep others from the log meanwhile."""
        return nullcontext() if self._held is None else self._held.alone()

    def _live(self, until: int) -> None:
        """Live from day 0 to the end of a quarter, and tell of those that are not told of yet."""
        entries = self._entries[:until]
        outcome = live(self.terms, entries, engine=self.engine).outcome
        account = account_of(self.terms, entries, outcome)
        self._see_before(outcome)
        new, days = [], []
        for place in range(len(self._quarters), until):
            entry = entries[place]
            before = entries[place - 1].settings if place else self.terms.start
            seen = Window(outcome, place + 1)
            new.append(
                Quarter(
                    number=place + 1,
                    entry=entry,
                    price=self.terms.price(entry, before),
                    forecast=entry.forecast,
                    dashboard=dashboard_of(seen, account.charged[place], account.cash[place]),
                    report=self._report(entry, outcome if place + 1 == until else None),
                    truth=truth_of(seen),
                )
            )
            days.append(days_of(seen, account.cash[place]))
        self._quarters += new
        self._days += days

    def _see_before(self, outcome: Outcome) -> None:
        """Look at the quarter before the team took over."""
        if self._before is None:
            cash = self.terms.economics.cash
            self._before = dashboard_of(Window(outcome, 0), 0.0, cash)
            self._days = [days_of(Window(outcome, 0), cash)]

    def _report(self, entry: Entry, outcome: Outcome | None) -> Report | None:
        """Report on a quarter, as people stood at its end."""
        if entry.information is None:
            return None
        if outcome is None:
            entries = self._entries[: entry.quarter]
            outcome = live(self.terms, entries, engine=self.engine).outcome
        source = self.terms.source(entry.information)
        return report_of(source, outcome, entry.quarter, self.terms.seed, 0)


def reopened(log: str | PathLike[str], engine: Engine = "auto") -> Game:
    """Go on with the game of a log; see `Game.reopen`."""
    return Game.reopen(log, engine)
