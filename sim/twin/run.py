"""Live a world: begin, go on until a day, and take stock."""

from collections.abc import Callable

import numpy as np

from sim import order
from sim.brief import Brief
from sim.outcome import PERSON, Outcome, Stopped, never
from sim.twin.business import count, on_day
from sim.twin.compiler import entry, inlined
from sim.twin.customer import on_patience, on_served, on_touch, on_turn, on_visit
from sim.twin.desk import on_approved, on_granted_agent, on_handled, on_hope_lost, on_inbox
from sim.twin.heap import drop_first, push
from sim.twin.leaving import on_renewal
from sim.twin.market import begin as begin_customer
from sim.twin.other_work import on_granted_work, on_other, on_work_done, wait_for_other_work
from sim.twin.outside import on_outside
from sim.twin.shocks import on_shock
from sim.twin.state import make_parameters, make_world, most_rows
from sim.twin.workforce import WEEK, on_hired, on_week, set_staff

SLICE = 20_000
"""Events between two looks at the world from Python."""


class Twin:
    """A compiled world on its way: its arrays, which are replaced as they grow."""

    def __init__(self, brief: Brief, keep_events: bool) -> None:
        self.most = most_rows(brief)
        self.days = int(brief.numbers["days"])
        self.world = make_world(brief, keep_events)

    def make_room(self, rows: int) -> None:
        """Grow the arrays until so many more rows fit."""
        clock = self.world.clock[0]
        self.world = self.world._replace(
            heap=_grown(self.world.heap, int(clock.events) + rows),
            facts=_grown(self.world.facts, int(clock.facts) + rows)
            if clock.keep
            else self.world.facts,
        )


def _grown(array: np.ndarray, rows: int) -> np.ndarray:
    """Return the array, or a copy with room for at least so many rows."""
    if rows <= len(array):
        return array
    larger = np.zeros(max(rows, 2 * len(array)), dtype=array.dtype).view(np.recarray)
    larger[: len(array)] = array
    return larger


def begin(brief: Brief, keep_events: bool = True) -> Twin:
    """Make a world in which nothing has happened yet but that customers are there.

    Parameters
    ----------
    brief : Brief
        The scenario in plain numbers.
    keep_events : bool
        Whether every fact is kept, or only the tallies.
    """
    twin = Twin(brief, keep_events)
    customers = int(brief.numbers["customers"])
    twin.make_room(2 * customers + twin.most)
    who = brief.people
    _begin(twin.world, who.start_account[:customers], who.renewal_phase[:customers])
    return twin


def advance(twin: Twin, until: float, stop: Callable[[], bool] = never) -> None:
    """Let everything happen that is due before that day.

    Other threads of Python go on meanwhile, and every `SLICE` events this one looks up.

    Raises
    ------
    Stopped
        If `stop`, asked at each look, says so.
    """
    while not stop():
        twin.make_room(twin.most)
        if _advance(twin.world, float(until), SLICE, twin.most):
            return
    raise Stopped


def change(twin: Twin, brief: Brief) -> None:
    """Let a policy hold from now on."""
    twin.most = most_rows(brief)
    twin.make_room(twin.most + len(twin.world.employees))
    new = make_parameters(brief.numbers)
    touchpoints, teams = (t.view(np.recarray) for t in (brief.touchpoints, brief.teams))
    _change(twin.world, new, touchpoints, teams)


def take_stock(twin: Twin) -> Outcome:
    """Return what happened; to be asked once, when the days are over."""
    _count(twin.world, twin.days)
    w = twin.world
    people, counts, amounts, snapshots = w.people, w.counts, w.amounts, np.array(w.snapshots)
    facts = w.facts[: int(w.clock[0].facts)]
    del w, twin.world  # the other arrays may go before people are copied
    stand = np.zeros(len(people), dtype=PERSON)
    for name in PERSON.names or ():
        stand[name] = people[name]
    return Outcome(np.array(facts), counts, amounts, snapshots, stand)


@entry
def _begin(w, accounts, phases):
    for i in range(len(accounts)):
        begin_customer(w, i, accounts[i], phases[i])
    push(w, 0.0, order.DAY, 0)
    for number in range(len(w.shocks)):
        push(w, w.shocks[number].begins, order.SHOCK, 2 * number)
        push(w, w.shocks[number].ends, order.SHOCK, 2 * number + 1)
    for number in range(len(w.employees)):
        if w.employees[number].team != w.p[0].desk:
            push(w, WEEK, order.WEEK, number)
    for team in range(len(w.teams)):
        if w.teams[team].other_gap > 0.0:
            wait_for_other_work(w, team)


@entry
def _change(w, p, touchpoints, teams):
    w.p[0] = p[0]
    for number in range(len(touchpoints)):
        w.touchpoints[number] = touchpoints[number]
    for team in range(len(teams)):
        w.teams[team].other_gap = teams[team].other_gap
        w.teams[team].other_work = teams[team].other_work
        set_staff(w, team, teams[team].staff)


@entry
def _count(w, day):
    count(w, day)


@entry
def _advance(w, until, at_most, most_rows):
    """Handle events until that day, or until a look from Python is due; tell which."""
    clock = w.clock[0]
    for _ in range(at_most):
        if clock.events == 0 or w.heap[0].time >= until:
            clock.now = until
            return True
        if clock.events + most_rows > len(w.heap):
            return False
        if clock.keep != 0 and clock.facts + most_rows > len(w.facts):
            return False
        clock.now = w.heap[0].time
        key = w.heap[0].key
        drop_first(w)
        handle(w, key >> order.RANK_SHIFT, key & 0xFFFF_FFFF)
    return False


@inlined
def handle(w, rank, who):
    """Go on with whatever waited for this event."""
    if rank == order.VISIT:
        on_visit(w, who)
    elif rank == order.SERVED:
        served(w, who)
    elif rank == order.GRANTED:
        granted(w, who)
    elif rank == order.TOUCH:
        on_touch(w, who)
    elif rank == order.PATIENCE:
        on_patience(w, who)
    elif rank == order.OTHER:
        on_other(w, who)
    elif rank == order.OUTSIDE:
        on_outside(w, who)
    elif rank == order.DAY:
        on_day(w)
    elif rank == order.INBOX:
        on_inbox(w, who)
    elif rank == order.APPROVED:
        on_approved(w, who)
    elif rank == order.HOPE_LOST:
        on_hope_lost(w, who)
    elif rank == order.RENEWAL:
        on_renewal(w, who)
    elif rank == order.SHOCK:
        on_shock(w, who)
    elif rank == order.WEEK:
        on_week(w, who)
    elif rank == order.HIRED:
        on_hired(w, who)


@inlined
def granted(w, ticket):
    """Let whoever holds the ticket have the employee."""
    people, employee = w.p[0].people, w.tickets[ticket].employee
    first_complaint = order.complaint_ticket(people, len(w.teams), 0)
    if ticket < people:
        on_turn(w, ticket, employee)
    elif ticket < first_complaint:
        on_granted_work(w, ticket, employee)
    else:
        on_granted_agent(w, ticket - first_complaint, employee)


@inlined
def served(w, ticket):
    """Let whoever holds the ticket be done."""
    people = w.p[0].people
    first_complaint = order.complaint_ticket(people, len(w.teams), 0)
    if ticket < people:
        on_served(w, ticket)
    elif ticket < first_complaint:
        on_work_done(w, ticket)
    else:
        on_handled(w, ticket - first_complaint)
