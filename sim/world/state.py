"""The world: everything that is there, and the clock by which it lives."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from numpy.typing import NDArray

from sim import order, rules
from sim.brief import Brief
from sim.world.clock import Clock
from sim.world.person import Person
from sim.world.record import Record
from sim.world.team import Employee, Team


def rows(table: NDArray[Any]) -> list[Any]:
    """Return the rows of a table as objects, each with its number."""
    names = table.dtype.names or ()
    return [
        SimpleNamespace(number=number, **dict(zip(names, row.item(), strict=True)))
        for number, row in enumerate(table)
    ]


class World:
    """A business, its people and its market.

    Parameters
    ----------
    brief : Brief
        What the scenario says, in plain numbers.
    keep_events : bool
        Whether every fact is kept, or only the tallies.
    """

    def __init__(self, brief: Brief, keep_events: bool) -> None:
        self.p: Any = SimpleNamespace(**brief.numbers)
        self.clock = Clock(self.p.grain)
        self.record = Record(self.clock, self.p.days, keep_events)
        self.write = self.record.write
        self.touchpoints = rows(brief.touchpoints)
        self.team_numbers = rows(brief.teams)
        employees = [
            Employee(number, key, skill, morale, usual_skill=skill, attitude=morale)
            for number, (_, skill, morale, key) in enumerate(brief.employees.tolist())
        ]
        self.teams = [
            Team(self.clock, employees[t.first_employee : t.first_employee + t.places], t.staff)
            for t in self.team_numbers
        ]
        self.desk = self.teams[self.p.desk]
        who = brief.people
        self.people = [
            Person(number, key, rate, spend, convenience, contract, price_sensitive)
            for number, (key, rate, spend, convenience, contract, price_sensitive) in enumerate(
                zip(
                    who.key.tolist(),
                    who.visits_per_day.tolist(),
                    who.spend.tolist(),
                    who.convenience.tolist(),
                    who.contract.tolist(),
                    who.price_sensitive.tolist(),
                    strict=True,
                )
            )
        ]
        self.start_life: Callable[[Person], None]
        """What begins when somebody joins; set by `run`, so that imports go one way."""
        self.shocks = rows(brief.shocks)
        self.rivals = 0
        self.offer_factor = self.price_factor = self.slowness = 1.0
        self.failure_strain = 0.0
        self.active: dict[int, Person] = {}
        """The customers of the moment, by number."""
        self.open_cases = 0

    def later(self, gap: float) -> float:
        """Return the time at which so many average days of arrivals have passed."""
        p, now = self.p, self.clock.now
        time = rules.later(now, gap, p.peak_start, p.peak_length, p.peak_share)
        return now + rules.grained(time - now, p.grain)

    def other_ticket(self, team: int, place: int) -> int:
        """Return the ticket of a piece of other work."""
        return order.other_ticket(self.p.people, team, place)

    def complaint_ticket(self, person: Person) -> int:
        """Return the ticket of a person's complaint."""
        return order.complaint_ticket(self.p.people, len(self.teams), person.number)
