"""A flight: terms and a log, lived from day 0; money by quarter."""

from dataclasses import dataclass

from sim.outcome import Outcome
from sim.play.game.quarter import Window
from sim.play.game.terms import Entry, Terms
from sim.study.engines import Engine
from sim.study.run import Run, run


@dataclass(frozen=True)
class Account:
    """Money of a flight, by quarter.

    Attributes
    ----------
    charged : tuple of float
        What the game took: prices paid once, information, interest.
    profit : tuple of float
        What is reported: the world's ledger less that.
    cash : tuple of float
        On the account at the end of each quarter.
    caretaker : float
        What the business earned under the caretaker.
    """

    charged: tuple[float, ...]
    profit: tuple[float, ...]
    cash: tuple[float, ...]
    caretaker: float

    @property
    def score(self) -> float:
        """Cash at the end, and what the caretaker earns."""
        return self.cash[-1] + self.caretaker


def live(
    terms: Terms,
    entries: tuple[Entry, ...],
    replication: int = 0,
    caretaker: bool = False,
    engine: Engine = "auto",
    keep_events: bool = False,
) -> Run:
    """Live a log from day 0 to the end of its last quarter, or of the caretaker."""
    return run(
        terms.world(len(entries), caretaker),
        terms.seed,
        replication,
        engine,
        keep_events=keep_events,
        plan=terms.plan(entries, caretaker),
    )


def account_of(terms: Terms, entries: tuple[Entry, ...], outcome: Outcome) -> Account:
    """Add up the money of a flight.

    Parameters
    ----------
    terms, entries
        What was played.
    outcome : Outcome
        Of a run that lasts to the end of these quarters at least; what comes after them is the
        caretaker's.
    """
    before, cash = terms.start, terms.economics.cash
    charged, profit, account = [], [], []
    for entry in entries:
        taken = terms.once(entry, before) + terms.economics.interest * max(0.0, -cash)
        earned = Window(outcome, entry.quarter).profit - taken
        cash += earned
        charged.append(taken)
        profit.append(earned)
        account.append(cash)
        before = dict(entry.settings)
    after = range(len(entries) + 1, len(outcome.counts) // 91)
    later = sum(Window(outcome, quarter).profit for quarter in after)
    return Account(tuple(charged), tuple(profit), tuple(account) or (cash,), later)
