"""A look at a compiled world that stands still: who waits for what, and what is wrong with it."""

from collections import defaultdict

import numpy as np

from sim import order
from sim.twin.state import NONE, World

RANKS = {
    order.DAY: "DAY",
    order.SHOCK: "SHOCK",
    order.GRANTED: "GRANTED",
    order.SERVED: "SERVED",
    order.INBOX: "INBOX",
    order.APPROVED: "APPROVED",
    order.HOPE_LOST: "HOPE_LOST",
    order.PATIENCE: "PATIENCE",
    order.TOUCH: "TOUCH",
    order.VISIT: "VISIT",
    order.OTHER: "OTHER",
    order.OUTSIDE: "OUTSIDE",
    order.RENEWAL: "RENEWAL",
    order.WEEK: "WEEK",
    order.HIRED: "HIRED",
}
SENTENCES = {
    "now": "now is {}, but must lie from 0 to {}",
    "next day": "day {} begins next, but now is {}",
    "room": "{} holds {} rows, but has room for {}",
    "shocks": "clock.{} is {}, but the shocks of the moment come to {}",
    "heap order": "heap[{}], due at {} with key {}, comes before its parent, at {} with key {}",
    "heap time": "heap[{}] is due at {}, but now is {}",
    "heap key": "heap[{}] has key {}: rank {} of {}, whom there is not",
    "due": "{} of {} is due at {}, but must be due at {}",
    "awaited": "{} of {} is awaited at {}, but is due at {}",
    "arrivals": "team {} has {} pieces of other work to come, but must have {}",
    "range": "{}[{}].{} is {}, but must lie from {} to {}",
    "time": "{}[{}].{} is {}, but now is {}",
    "number": "{}[{}].{} is no number",
    "relation": "people[{}] has active {}, tenure {}, origin {}, joined_at {}, left_at {} and "
    "left_because {}, which do not go together",
    "parent": "people[{}] has origin {} and parent {}, which do not go together",
    "customers": "clock.customers is {}, but {} people are active",
    "account": "people[{}].account is {}, which is not finite",
    "loyal": "people[{}].loyal_until is {}, but an account of {} from {} on gives {}",
    "visit": "people[{}] has in_visit {}, but waits for {} TOUCH, {} GRANTED, {} SERVED, {} lines",
    "case open": "cases[{}] has open {} at stage {}, and its customer active {}",
    "open cases": "clock.open_cases is {}, but {} cases are open",
    "case": "cases[{}] is at stage {}, but waits for {} INBOX, {} APPROVED, {} GRANTED, "
    "{} SERVED, {} lines",
    "employment": "employees[{}] has employed {}, on_duty {} and replacement_at {}, "
    "which do not go together",
    "on duty": "teams[{}].on_duty is {}, but {} of its employees are",
    "serving": "employees[{}] has serving {}, but {} tickets have them",
    "whose": "ticket {} has employee {}, who is not of team {}",
    "idle": "team {} has in its line of the idle {}, but on duty and not serving are {}",
    "last idle": "teams[{}].last_idle is {}, but its line of the idle ends with {}, before {}",
    "idle beside line": "team {} has employee {} idle while ticket {} waits in line {}",
    "link": "line {}: ticket {} has line {} and before {}, but stands behind {}",
    "last": "lines[{}].last is {}, but the line ends with {}, before {}",
    "members": "line {} holds {} tickets, but {} tickets name it",
    "turn": "line {}: ticket {} came at {}, but stands behind one who came at {}",
    "own line": "ticket {} stands in line {}, but belongs in {}",
    "places": "team {} has {} free places for other work {}, but not in use are {}",
    "job": "ticket {} of other work waits for {} GRANTED, {} SERVED and {} lines",
    "count": "counts[{}, {}] is {}",
    "amount": "amounts[{}, {}] is {} for a count of {}",
    "not yet": "counts[{}, {}] is {}, but now is {}",
    "facts and count": "counts[{}, {}] is {}, but {} facts are kept",
    "facts and amount": "amounts[{}, {}] is {}, but the facts kept come to {}",
    "facts order": "facts[{}] is of {}, the one before of {}, and now is {}",
    "fact": "facts[{}].{} is {}, but must lie from {} to {}",
    "balance": "the tallies have {} {}, but the state has {}",
    "snapshot": "snapshots[{}].{} is {}, but the tallies come to {}",
    "blank": "snapshots[{}] is written, but day {} begins next",
}
"""What is said of each invariant that does not hold."""


class Look:
    """A look at a world: what was found, and who waits for which event."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.found: list[str] = []
        self.now = float(world.clock[0].now)
        self.heap = world.heap[: max(0, int(world.clock[0].events))]
        self.times: dict[tuple[int, int], list[float]] = defaultdict(list)
        for time, key in zip(self.heap.time.tolist(), self.heap.key.tolist(), strict=True):
            self.times[divmod(key, 1 << order.RANK_SHIFT)].append(time)
        people = len(world.people)
        self.first_complaint = order.complaint_ticket(people, len(world.teams), 0)
        self.granted = self.counted(order.GRANTED, len(world.tickets))
        self.served = self.counted(order.SERVED, len(world.tickets))
        self.in_line = (world.tickets.line != NONE).astype(int)

    def say(self, name, *values):
        """Say that an invariant does not hold, with the values that show it."""
        self.found.append(SENTENCES[name].format(*values))

    def rows(self, name, wrong, *columns):
        """Say it of each row, or cell, that is wrong, with its values."""
        columns = np.broadcast_arrays(wrong, *columns)[1:]
        for row in map(tuple, np.argwhere(wrong)):
            self.say(name, *row, *(column[row] for column in columns))

    def within(self, table, name, low, high, where=True):
        """Say which values of a field lie outside its bounds, or are no numbers."""
        column = getattr(self.world, table)[name]
        wrong = where & ~((low <= column) & (column <= high))
        for row in np.flatnonzero(wrong):
            most = np.broadcast_to(high, column.shape)[row]
            self.say("range", table, row, name, column[row], low, most)

    def due(self, rank, who):
        """Return the times at which such an event is due, as they lie in the heap."""
        return self.times.get((rank, int(who)), [])

    def counted(self, rank, length):
        """Return how many events of a rank each has; of nobody whom there is not."""
        counts = np.zeros(length, dtype=int)
        for (that, who), times in self.times.items():
            if that == rank and who < length:
                counts[who] = len(times)
        return counts

    def exactly(self, rank, who, times):
        """Hold the events of a rank and a somebody to these times and no others."""
        if self.due(rank, who) != times:
            self.say("due", RANKS[rank], who, self.due(rank, who), times)

    def awaited(self, rank, waits, times):
        """Find for each who waits for an event one at that time; there may be stale ones."""
        for who in np.flatnonzero(waits):
            if times[who] not in self.due(rank, who):
                self.say("awaited", RANKS[rank], who, times[who], self.due(rank, who))

    def team_of(self, ticket):
        """Return the team for which a ticket waits."""
        w, people = self.world, len(self.world.people)
        if ticket >= self.first_complaint:
            return int(w.p[0].desk)
        if ticket >= people:
            return (ticket - people) // order.OTHER_ROOM
        step = w.people.step[ticket]
        return int(w.touchpoints.team[step]) if 0 <= step < len(w.touchpoints) else NONE
