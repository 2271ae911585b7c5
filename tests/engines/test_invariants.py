"""The compiled world holds together between any two events; and a world spoiled does not."""

import re

import numpy as np
import pytest

from sim import facts, order
from sim.brief import make_brief
from sim.twin.invariants import Broken, broken, check
from sim.twin.invariants.look import RANKS, SENTENCES
from sim.twin.state import NONE, World
from tests.engines.living import twin
from tests.engines.scenarios import random_scenario, renewal_scenario
from tests.engines.test_policies import planned

WORLDS = 40
CHUNKS = [range(first, first + 8) for first in range(0, WORLDS, 8)]
FAR = 10**6


def go_on(living, until: float, at_most: int = 20_000):
    """Advance, standing still after so many events and at the end."""
    done = False
    while not done:
        living.make_room(living.most)
        done = twin._advance(living.world, float(until), at_most, living.most)
        yield living.world


@pytest.mark.parametrize("numbers", CHUNKS, ids=lambda r: f"{r.start}-{r.stop - 1}")
def test_nothing_is_broken_between_events(numbers):
    """Every second world changes its policy on the way; shocks are in most."""
    looks = 0
    for number in numbers:
        scenario, plan = planned(number)
        plan = plan if number % 2 else {}
        living = twin.begin(make_brief(scenario, 26, number), keep_events=number % 5 > 0)
        check(living.world)
        for day in [*sorted(plan), scenario.time.days]:
            for world in go_on(living, day, at_most=499):
                check(world)
                looks += 1
            if day in plan:
                scenario = scenario.with_(plan[day])
                twin.change(living, make_brief(scenario, 26, number))
                check(living.world)
    assert looks > 50


@pytest.mark.parametrize("number", [7, 12])
def test_nothing_is_broken_after_any_single_event(number):
    living = twin.begin(make_brief(random_scenario(number), 26, number))
    for world in go_on(living, 1.0, at_most=1):
        check(world)
    assert living.world.clock[0].facts > 100


def test_nothing_is_broken_at_renewals():
    for number in (0, 11, 50):
        scenario = renewal_scenario(number)
        living = twin.begin(make_brief(scenario, 1, 2 * number))
        for world in go_on(living, scenario.time.days, at_most=997):
            check(world)


def until_due(number: int, rank: int) -> World:
    """Return a world between two events of an instant, the next of which is a customer's."""
    brief = make_brief(random_scenario(number), 26, number)
    living = twin.begin(brief)
    for world in go_on(living, brief.numbers["days"], at_most=1):
        first_rank, who = divmod(int(world.heap.key[0]), 1 << order.RANK_SHIFT)
        if world.clock[0].events and first_rank == rank and who < len(world.people):
            return world
    raise AssertionError(f"no {RANKS[rank]} in world {number}")


@pytest.fixture(scope="module")
def good() -> list[World]:
    """Worlds in the middle of their run, in which somebody waits for anything there is."""
    worlds = []
    for number, day in ((61, 15.3), (225, 18.3), (4, 9.3)):
        scenario = random_scenario(number)
        living = twin.begin(make_brief(scenario, 26, number))
        twin.advance(living, day - 1.0)
        staff = {f"departments.{one.name}.staff": one.staff + 1 for one in scenario.departments}
        more = scenario.with_({**staff, "workforce.vacancy_days": 5.0})
        if number == 225:
            twin.change(living, make_brief(more, 26, number))
        twin.advance(living, day)
        worlds.append(living.world)
    worlds += [until_due(61, order.GRANTED), until_due(61, order.INBOX)]
    for world in worlds:
        check(world)
    return worlds


def copied(world: World) -> World:
    return World(*(array.copy() for array in world))


# --- ways to spoil a world: each returns the row that is to be named; IndexError: not in this one


def first(mask) -> int:
    return int(np.flatnonzero(mask)[0])


def entry(w: World, rank: int, who: int | None = None) -> int:
    """Return where in the heap an event is."""
    keys = w.heap.key[: w.clock[0].events]
    found = keys == order.key(rank, who) if who is not None else keys >> order.RANK_SHIFT == rank
    return first(found)


def who_of(w: World, place: int) -> int:
    return int(w.heap.key[place] & 0xFFFF_FFFF)


def take_out(w: World, rank: int, who: int | None = None) -> int:
    """Take the last event off the heap's end by letting it stand for this one; say whose it was."""
    place = entry(w, rank, who)
    whose = who_of(w, place)
    rest = np.delete(w.heap[: w.clock[0].events], place)
    return put_heap(w, rest) or whose


def put_heap(w: World, events) -> None:
    """Write the heap anew, in order of time and key, which is a heap too."""
    events = np.sort(events, order=("time", "key"))
    w.clock.events = len(events)
    w.heap[: len(events)] = events


def put_in(w: World, rank: int, who: int, time: float | None = None) -> int:
    event = np.array([(w.clock[0].now + 1.0 if time is None else time, order.key(rank, who))])
    events = w.heap[: w.clock[0].events]
    put_heap(w, np.append(events, np.array([tuple(event[0])], dtype=events.dtype)))
    return who


def setting(table: str, name: str, value, row=0):
    """Return a way to spoil one value; the row may be found by a function of the world."""

    def spoil(w: World) -> int:
        place = row(w) if callable(row) else row
        was = getattr(w, table)[name][place]
        getattr(w, table)[name][place] = value(was) if callable(value) else value
        return place

    return spoil


def taking_out(rank: int, who=None):
    return lambda w: take_out(w, rank, None if who is None else who(w))


def doubling(rank: int):
    def spoil(w: World) -> int:
        place = entry(w, rank)
        return put_in(w, rank, who_of(w, place), float(w.heap.time[place]))

    return spoil


def complaint(w: World) -> int:
    return order.complaint_ticket(len(w.people), len(w.teams), 0)


def by_ticket(spoil):
    """Name the ticket of a complaint instead of its row."""
    return lambda w: complaint(w) + spoil(w)


def in_a_line(w: World) -> int:
    """Return a customer's ticket that stands behind another."""
    return first(
        (w.tickets.line != NONE)[: len(w.people)] & (w.tickets.before != NONE)[: len(w.people)]
    )


def at_stage(stage: int):
    return lambda w: first(w.cases.stage == stage)


def an_active(w: World) -> int:
    return first(w.people.active != 0)


def at_home(w: World) -> int:
    return first((w.people.active != 0) & (w.people.in_visit == 0))


def somebody_idle(w: World) -> int:
    return first(w.teams.first_idle != NONE)


def two_idle(w: World) -> int:
    e = w.employees
    idle = np.bincount(e.team[(e.on_duty != 0) & (e.serving == 0)], minlength=len(w.teams))
    return first(idle > 1)


def whose(rank: int, condition):
    """Return who has an event of that rank, of those for whom something holds."""

    def find(w: World) -> int:
        keys = w.heap.key[: w.clock[0].events]
        who = keys[keys >> order.RANK_SHIFT == rank] & 0xFFFF_FFFF
        return int(who[first([condition(w, int(one)) for one in who])])

    return find


def swap_heap(w: World) -> int:
    last = int(w.clock[0].events) - 1
    w.heap[[0, last]] = w.heap[[last, 0]]
    return 1


def orphan(w: World) -> int:
    """Take a ticket out of its line without telling its neighbours."""
    ticket = in_a_line(w)
    w.tickets.line[ticket] = NONE
    return ticket


def join_from_nowhere(w: World) -> int:
    line = first(w.lines.first != NONE)
    ticket = first((w.tickets.line == NONE)[: len(w.people)])
    w.tickets.line[ticket] = line
    return line


def circle(w: World) -> int:
    ticket = in_a_line(w)
    w.tickets.behind[ticket] = w.tickets.before[ticket]
    return int(w.tickets.line[ticket])


def circle_of_idle(w: World) -> int:
    team = two_idle(w)
    w.employees.next[w.teams.last_idle[team]] = w.teams.first_idle[team]
    return team


def lose_idle(w: World) -> int:
    team = somebody_idle(w)
    w.teams.first_idle[team] = NONE
    return team


def late_comer(w: World) -> int:
    ticket = in_a_line(w)
    w.people.waited_from[ticket] = 0.0
    return ticket


def other_line(w: World) -> int:
    """Let a whole line stand elsewhere."""
    number = first(w.lines.first != NONE)
    other = number + 1 if number % order.LINES < 2 else number - 1
    if w.lines.first[other] != NONE:
        raise IndexError
    w.lines[other] = w.lines[number]
    w.lines[number] = (NONE, NONE)
    w.tickets.line[w.tickets.line == number] = other
    return int(w.lines.first[other])


def idle_and_waited_for(w: World) -> int:
    team = first(w.lines.first.reshape(-1, order.LINES).max(axis=1) != NONE)
    number = int(w.teams.first_employee[team])
    w.teams.first_idle[team] = w.teams.last_idle[team] = number
    return team


def doubling_of_job(w: World) -> int:
    ticket = whose(order.SERVED, lambda w, one: len(w.people) <= one < complaint(w))(w)
    return put_in(w, order.SERVED, ticket)


def same_place_twice(w: World) -> int:
    team = first(w.teams.free > 1)
    w.jobs.free[team * order.OTHER_ROOM] = w.jobs.free[team * order.OTHER_ROOM + 1]
    return team


def other_team(w: World) -> int:
    ticket = whose(order.SERVED, lambda w, one: one < len(w.people))(w)
    team = w.employees.team[w.people.employee[ticket]]
    w.people.employee[ticket] = first(w.employees.team != team)
    return ticket


def granted_later(w: World) -> int:
    place = entry(w, order.GRANTED)
    who = who_of(w, place)
    take_out(w, order.GRANTED)
    return put_in(w, order.GRANTED, who)


def fact(name: str, value):
    return setting("facts", name, value, lambda w: int(w.clock[0].facts) // 2)


def move_tally(w: World) -> int:
    w.counts[0, facts.VISIT] += 1
    return 0


def tally(table: str, kind: int, value, day=0):
    def spoil(w: World) -> int:
        array = getattr(w, table)
        when = day(w) if callable(day) else day
        array[when, kind] = value(array[when, kind]) if callable(value) else value
        return when

    return spoil


def plus(amount):
    return lambda was: was + amount


def flip(was):
    return 1 - was


def a_customer_in(rank: int):
    return whose(rank, lambda w, one: one < len(w.people))


def with_hope(w: World) -> int:
    cases = w.cases
    return first((cases.open != 0) & (cases.given_up == 0) & (cases.hope_ends_at < np.inf))


def renewing(w: World) -> int:
    return first((w.people.active != 0) & (w.people.renewal_at > w.clock[0].now))


def vacant(w: World) -> int:
    return first((w.employees.employed != 0) & (w.employees.on_duty == 0))


def gone(w: World) -> int:
    return first((w.people.active == 0) & (w.people.tenure > 0))


SPOILERS = [
    ("now", "NaN", setting("clock", "now", np.nan)),
    ("now", "after the end", setting("clock", "now", 1e9)),
    ("next day", "one too far", setting("clock", "day", plus(2))),
    ("room", "events", setting("clock", "events", FAR)),
    ("room", "facts", setting("clock", "facts", FAR)),
    ("shocks", "slowness", setting("clock", "slowness", 0.5)),
    ("shocks", "rivals", setting("clock", "rivals", 7)),
    ("heap order", "first and last swapped", swap_heap),
    ("heap time", "past", setting("heap", "time", -1.0)),
    ("heap time", "infinite", setting("heap", "time", np.inf)),
    ("heap time", "NaN", setting("heap", "time", np.nan)),
    ("heap key", "pause", setting("heap", "key", order.key(order.PAUSE, 0))),
    ("heap key", "nobody", setting("heap", "key", order.key(order.VISIT, FAR))),
    ("heap key", "second day", setting("heap", "key", order.key(order.DAY, 1))),
    ("due", "no day", taking_out(order.DAY)),
    ("due", "two days", doubling(order.DAY)),
    ("due", "no week", taking_out(order.WEEK)),
    ("due", "week elsewhere", setting("employees", "week", plus(1))),
    ("due", "no shock", taking_out(order.SHOCK)),
    ("due", "two shocks", doubling(order.SHOCK)),
    ("due", "granted, but later", granted_later),
    ("arrivals", "none", taking_out(order.OTHER)),
    ("arrivals", "two", doubling(order.OTHER)),
    ("awaited", "visit", lambda w: take_out(w, order.VISIT, at_home(w))),
    ("awaited", "visit at another time", setting("people", "visit_at", plus(0.5), at_home)),
    ("awaited", "patience", lambda w: take_out(w, order.PATIENCE, in_a_line(w))),
    ("awaited", "outside", lambda w: take_out(w, order.OUTSIDE, an_active(w))),
    ("awaited", "renewal", lambda w: take_out(w, order.RENEWAL, renewing(w))),
    ("awaited", "hope", lambda w: take_out(w, order.HOPE_LOST, with_hope(w))),
    ("awaited", "replacement", lambda w: take_out(w, order.HIRED, vacant(w))),
    ("range", "spoiled", setting("people", "spoiled", 8, an_active)),
    ("range", "skill", setting("employees", "skill", np.nan)),
    ("range", "step", setting("people", "step", FAR)),
    ("range", "nobody on duty", setting("teams", "on_duty", 0)),
    ("range", "snapshot", setting("snapshots", "morale", np.nan)),
    ("range", "snapshot of the loyal", setting("snapshots", "loyal", FAR)),
    ("time", "failed tomorrow", setting("people", "failed_at", 1e3, an_active)),
    ("time", "account", setting("people", "account_at", np.nan, an_active)),
    ("time", "complaint", setting("cases", "opened_at", np.inf, at_stage(order.IN_LINE))),
    ("number", "returns_at", setting("people", "returns_at", np.nan)),
    ("relation", "no reason", setting("people", "left_because", NONE, gone)),
    ("relation", "no tenure", setting("people", "tenure", 0, an_active)),
    ("relation", "no origin", setting("people", "origin", NONE, an_active)),
    ("relation", "left before joining", setting("people", "left_at", -1.0, gone)),
    ("relation", "leaving is no sale", setting("people", "left_because", facts.SALE, gone)),
    ("parent", "none", setting("people", "parent", 5, lambda w: first(w.people.origin == 0))),
    ("customers", "miscounted", setting("clock", "customers", plus(1))),
    ("account", "NaN", setting("people", "account", np.nan, an_active)),
    ("account", "infinite", setting("people", "account", np.inf)),
    (
        "loyal",
        "last bit",
        setting("people", "loyal_until", lambda x: np.nextafter(x, 9e9), an_active),
    ),
    ("loyal", "account", setting("people", "account", plus(100.0), an_active)),
    ("visit", "in a visit at home", setting("people", "in_visit", flip, at_home)),
    ("visit", "orphan", orphan),
    ("visit", "touch lost", taking_out(order.TOUCH)),
    ("visit", "touch twice", doubling(order.TOUCH)),
    ("visit", "served never", taking_out(order.SERVED, a_customer_in(order.SERVED))),
    ("visit", "turn never", taking_out(order.GRANTED, a_customer_in(order.GRANTED))),
    ("case open", "closed in line", setting("cases", "open", 0, at_stage(order.IN_LINE))),
    ("case open", "open without stage", setting("cases", "open", 1, at_stage(order.NO_CASE))),
    ("open cases", "miscounted", setting("clock", "open_cases", plus(-1))),
    ("case", "no inbox", taking_out(order.INBOX)),
    ("case", "approval never", taking_out(order.APPROVED)),
    ("case", "approval twice", doubling(order.APPROVED)),
    (
        "case",
        "in line as if in work",
        setting("cases", "stage", order.IN_WORK, at_stage(order.IN_LINE)),
    ),
    (
        "case",
        "in work as if in line",
        setting("cases", "stage", order.IN_LINE, at_stage(order.IN_WORK)),
    ),
    ("employment", "not employed", setting("employees", "employed", 0)),
    ("employment", "no replacement", setting("employees", "replacement_at", NONE, vacant)),
    ("employment", "needless", setting("employees", "replacement_at", 1e3)),
    ("on duty", "miscounted", setting("teams", "on_duty", plus(1))),
    ("serving", "idle", setting("employees", "serving", flip)),
    ("whose", "another team", other_team),
    ("whose", "nobody", by_ticket(setting("cases", "agent", FAR, at_stage(order.IN_WORK)))),
    ("idle", "all forgotten", lose_idle),
    ("last idle", "circle", circle_of_idle),
    ("last idle", "another", setting("teams", "last_idle", plus(1), somebody_idle)),
    ("idle beside line", "idle", idle_and_waited_for),
    ("link", "line", orphan),
    ("link", "before", setting("tickets", "before", NONE, in_a_line)),
    ("last", "another", setting("lines", "last", plus(1), lambda w: first(w.lines.last != NONE))),
    ("last", "nowhere", setting("lines", "first", FAR, lambda w: first(w.lines.first == NONE))),
    ("members", "one more", join_from_nowhere),
    ("last", "circle", circle),
    ("turn", "late", late_comer),
    ("own line", "another", other_line),
    ("own line", "serious", by_ticket(setting("cases", "serious", flip, at_stage(order.IN_LINE)))),
    ("places", "one twice", same_place_twice),
    ("places", "one too few", setting("teams", "free", plus(-1))),
    ("job", "twice", doubling_of_job),
    ("count", "negative", tally("counts", facts.VISIT, -1)),
    ("amount", "NaN", tally("amounts", facts.STARTED, np.nan)),
    ("amount", "half a cent", tally("amounts", facts.WAGES, 0.5)),
    ("amount", "of nothing", tally("amounts", facts.TRAINED, 1.0)),
    ("not yet", "tomorrow", tally("counts", facts.VISIT, 1, lambda w: int(w.clock[0].now) + 1)),
    ("facts and count", "one more", move_tally),
    (
        "facts and amount",
        "last bit",
        tally("amounts", facts.STARTED, lambda x: np.nextafter(x, 9.0)),
    ),
    ("facts order", "late", fact("time", plus(-2.0))),
    ("facts order", "future", setting("facts", "time", 1e9, lambda w: int(w.clock[0].facts) - 1)),
    ("fact", "kind", fact("kind", len(facts.KINDS))),
    ("fact", "kind below", fact("kind", -1)),
    ("fact", "who", fact("who", FAR)),
    ("fact", "where", fact("where", FAR)),
    ("fact", "other", fact("other", FAR)),
    ("fact", "amount", fact("amount", np.nan)),
    *(
        ("balance", facts.KINDS[kind].name, tally("counts", kind, plus(1)))
        for kind in (
            *(facts.JOINED_MARKETING, facts.LEFT_MOVED, facts.CONTACTED, facts.VISIT),
            *(facts.ABANDONED, facts.COMPLETED, facts.STARTED, facts.SERVED, facts.HEARD_GOOD),
            *(facts.HEARD_BAD, facts.CASE_OPENED, facts.RESOLVED_LATE, facts.OTHER_STARTED),
            *(facts.DESK_OTHER_SERVED, facts.HIRED),
        )
    ),
    ("balance", "tenure", setting("people", "tenure", plus(1), an_active)),
    ("snapshot", "customers", setting("snapshots", "customers", plus(1), 1)),
    ("snapshot", "open cases", setting("snapshots", "open_cases", plus(1), 2)),
    ("blank", "early", setting("snapshots", "skill", 0.5, lambda w: int(w.clock[0].day))),
]


def named(sentences: list[str], name: str) -> list[tuple[str, ...]]:
    """Return the values in those sentences that speak of one invariant."""
    pattern = re.compile(re.escape(SENTENCES[name]).replace(r"\{\}", "(.*?)"))
    return [found.groups() for one in sentences if (found := pattern.fullmatch(one))]


@pytest.mark.parametrize(
    ("name", "spoil"),
    [(name, spoil) for name, _, spoil in SPOILERS],
    ids=[f"{name}: {how}" for name, how, _ in SPOILERS],
)
def test_what_is_spoiled_is_named(good, name, spoil):
    for world in good:
        spoiled = copied(world)
        try:
            row = spoil(spoiled)
        except IndexError:  # what it takes is not in this world
            continue
        told = named(broken(spoiled), name)
        assert told, f"{name} is not among: {broken(spoiled)}"
        of_clock = ("now", "next day", "room", "shocks", "customers", "open cases", "balance")
        if name not in of_clock:
            assert any(str(row) in values for values in told), f"{row} is not in {told}"
        with pytest.raises(Broken, match=re.escape(broken(spoiled)[0])):
            check(spoiled)
        return
    raise AssertionError("no world has what this takes")


def test_every_sentence_can_be_said():
    assert {name for name, _, _ in SPOILERS} == set(SENTENCES)


def test_ranks_go_by_their_names():
    assert {name: getattr(order, name) for name in RANKS.values()} == {
        name: rank for rank, name in RANKS.items()
    }
    assert list(RANKS) == list(range(order.DAY, order.HIRED + 1))


def test_a_look_changes_nothing(good):
    for world in good:
        before = [array.tobytes() for array in world]
        broken(world)
        assert [array.tobytes() for array in world] == before


NO_INVARIANT = {
    "people": {
        # drawn, or what the next visit starts from anew
        *("key", "visits_per_day", "spend"),
    },
    "cases": set(),
    "teams": {"first_employee", "key", "other_work"},
    "employees": {"key", "usual_skill"},
    "tickets": set(),
    "lines": set(),
    "jobs": set(),
    "clock": set(),
}


@pytest.mark.parametrize("table", NO_INVARIANT)
def test_every_field_that_changes_is_looked_at(good, table):
    """A field of which every value is nonsense is noticed, or nobody would see it go wrong."""
    unseen = set()
    for name in getattr(good[0], table).dtype.names:
        noticed = False
        for world in good:
            spoiled = copied(world)
            column = getattr(spoiled, table)[name]
            column[:] = (
                np.nan if column.dtype.kind == "f" else 77 if column.dtype.kind == "u" else -99
            )
            noticed |= bool(broken(spoiled))
        if not noticed:
            unseen.add(name)
    assert unseen == NO_INVARIANT[table]
