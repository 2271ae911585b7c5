"""A team: employees who serve, and the lines of those who wait for them.

It does what SimPy's `Resource` does, without a request object for each use, and with every
turn at its place in the order of events.
"""

from collections import deque
from dataclasses import dataclass

import simpy

from sim import order
from sim.order import LINES, USUAL
from sim.world.clock import Clock


@dataclass(slots=True)
class Employee:
    """One of the people who serve."""

    number: int
    skill: float
    morale: float


class Team:
    """Employees of one department, or the agents of the complaint desk.

    Parameters
    ----------
    clock : Clock
        The clock that grants turns.
    employees : list of Employee
        Who is there; whoever has been idle longest serves next.
    """

    def __init__(self, clock: Clock, employees: list[Employee]) -> None:
        self.clock = clock
        self.idle = deque(employees)
        self.lines: list[dict[int, simpy.Event]] = [{} for _ in range(LINES)]
        self.room = list(range(order.OTHER_ROOM))[::-1]

    def seize(self) -> Employee | None:
        """Take an idle employee, if there is one."""
        return self.idle.popleft() if self.idle else None

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

    def release(self, employee: Employee) -> None:
        """Let an employee go on to the next in line, or rest."""
        for line in self.lines:
            for ticket in line:
                self.clock.happen(line.pop(ticket), self.clock.now, order.GRANTED, ticket, employee)
                return
        self.idle.append(employee)
