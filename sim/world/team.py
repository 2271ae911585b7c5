"""A team: employees who serve, and the lines of those who wait for them.

It does what SimPy's `Resource` does, without a request object for each use, and with every
turn at its place in the order of events.
"""

from collections import deque
from dataclasses import dataclass

import simpy

from sim import luck, order
from sim.order import LINES, USUAL
from sim.world.clock import Clock


@dataclass(slots=True)
class Employee:
    """One of the people who serve; `number` is their place, which a replacement takes over."""

    number: int
    key: int
    skill: float
    morale: float
    usual_skill: float
    """What the job teaches."""
    attitude: float
    """The morale that they brought along."""
    employed: bool = True
    """Whether the place is to be filled."""
    on_duty: bool = True
    replacement_at: float = -1.0
    serving: bool = False
    busy: float = 0.0
    """Days of work in this week."""
    angered: int = 0
    thanked: int = 0
    hires: int = 0
    """How often the place was filled again."""

    def luck(self, purpose: int, index: int) -> float:
        """Draw this place's luck for a purpose, on an occasion."""
        return luck.uniform(self.key, purpose, index)


class Team:
    """Employees of one department, or the agents of the complaint desk.

    Parameters
    ----------
    clock : Clock
        The clock that grants turns.
    employees : list of Employee
        The places of the team; of those who are there, whoever has been idle longest serves next.
    staff : int
        How many of the places are filled.
    """

    def __init__(self, clock: Clock, employees: list[Employee], staff: int) -> None:
        self.clock = clock
        self.employees = employees
        for spare in employees[staff:]:
            spare.employed = spare.on_duty = False
        self.on_duty = staff
        self.idle = deque(employees[:staff])
        self.lines: list[dict[int, simpy.Event]] = [{} for _ in range(LINES)]
        self.room = list(range(order.OTHER_ROOM))[::-1]

    def seize(self) -> Employee | None:
        """Take an idle employee, if there is one."""
        if not self.idle:
            return None
        employee = self.idle.popleft()
        employee.serving = True
        return employee

    def line_up(self, ticket: int, line: int = USUAL) -> simpy.Event:
        """Wait in line: the event brings an employee, or None to one who has given up."""
        turn = simpy.Event(self.clock)
        self.lines[line][ticket] = turn
        return turn

    def give_up(self, ticket: int, line: int = USUAL) -> None:
        """Leave the line, if still in it."""
        turn = self.lines[line].pop(ticket, None)
        if turn is not None:
            turn.succeed(None)

    def release(self, employee: Employee, worked: float = 0.0) -> None:
        """Let an employee go after so much work: on to the next in line, to rest, or home."""
        employee.busy += worked
        employee.serving = False
        if employee.on_duty:
            self.call_next(employee)

    def call_next(self, employee: Employee) -> None:
        """Let an employee serve the next in line, or rest."""
        for line in self.lines:
            for ticket in line:
                employee.serving = True
                self.clock.happen(line.pop(ticket), self.clock.now, order.GRANTED, ticket, employee)
                return
        self.idle.append(employee)

    def lose(self, employee: Employee) -> None:
        """Do without an employee; whoever is served finishes first."""
        employee.on_duty = False
        self.on_duty -= 1
        if not employee.serving:
            self.idle.remove(employee)

    def regain(self, employee: Employee) -> None:
        """Have somebody at that place again."""
        employee.on_duty = True
        self.on_duty += 1
        if not employee.serving:
            self.call_next(employee)
