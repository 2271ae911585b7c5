"""What a run leaves behind is consistent: tallies, people, places and reasons."""

from functools import cache

import numpy as np
import pytest

from sim import facts, order, rules
from sim.brief import make_brief
from sim.order import LONGEST_GAP
from tests.engines.living import ENGINES, bits, live
from tests.engines.scenarios import random_scenario

WORLDS = range(600, 616)
CLOSED = (facts.RESOLVED_FAST, facts.RESOLVED_LATE, facts.UNRESOLVED, facts.WITHDRAWN)
WORK_DONE = (facts.OTHER_SERVED, facts.DESK_OTHER_SERVED)
QUITS = (facts.QUITS_SILENT, facts.QUITS_VOICED, facts.QUITS_AGAIN)

pytestmark = [
    pytest.mark.parametrize("number", WORLDS),
    pytest.mark.parametrize("engine", ENGINES),
]


@cache
def lived(engine, number):
    brief = make_brief(random_scenario(number), seed=3, replication=number)
    return brief, live(ENGINES[engine], brief)


def told(outcome):
    """The facts one after the other, in plain numbers."""
    return zip(*(outcome.facts[name].tolist() for name in facts.FACT.names), strict=True)


def test_tallies_are_the_facts_by_day_and_kind(engine, number):
    _, outcome = lived(engine, number)
    record = outcome.facts
    counts, amounts = np.zeros_like(outcome.counts), np.zeros_like(outcome.amounts)
    place = (record["time"].astype(int), record["kind"])
    np.add.at(counts, place, 1)
    np.add.at(amounts, place, record["amount"])  # in their order, as the engines add
    assert np.array_equal(counts, outcome.counts)
    assert np.array_equal(bits(amounts), bits(outcome.amounts))


def test_time_runs_forward_and_ends_in_time(engine, number):
    brief, outcome = lived(engine, number)
    time = outcome.facts["time"]
    assert np.all(np.diff(time) >= 0.0)
    assert time[0] == 0.0
    assert time[-1] < brief.numbers["days"]


def test_amounts_are_what_their_kind_says(engine, number):
    _, outcome = lived(engine, number)
    record = outcome.facts
    assert np.all(np.isfinite(record["amount"]))
    assert np.all(record["amount"] >= 0.0)
    for kind, about in enumerate(facts.KINDS):
        amount = record["amount"][record["kind"] == kind]
        if about.amount == "cents":
            assert np.all(amount == np.floor(amount)), about.name
        elif about.amount == "":
            assert np.all(amount == 0.0), about.name


def test_joined_less_left_is_active(engine, number):
    brief, outcome = lived(engine, number)
    record = outcome.facts
    joined = np.isin(record["kind"], facts.JOINING)
    left = np.isin(record["kind"], facts.LEAVING)
    start = record["kind"] == facts.STARTED_AS_CUSTOMER
    assert start.sum() == brief.numbers["customers"]
    for day, counted in enumerate(outcome.snapshots):
        before = (record["time"] < day) | start  # a day's own facts come after its count
        active = int(joined[before].sum()) - int(left[before].sum())
        assert counted["customers"] == active, f"day {day}"
        assert 0 <= counted["loyal"] <= active, f"day {day}"
    assert outcome.people["active"].sum() == outcome.snapshots["customers"][-1]
    assert len(outcome.snapshots) == brief.numbers["days"] + 1


def test_opened_less_closed_is_open(engine, number):
    _, outcome = lived(engine, number)
    record = outcome.facts
    opened = record["kind"] == facts.CASE_OPENED
    closed = np.isin(record["kind"], CLOSED)
    for day, counted in enumerate(outcome.snapshots):
        before = record["time"] < day
        assert counted["open_cases"] == opened[before].sum() - closed[before].sum(), f"day {day}"


def test_nobody_is_in_two_places(engine, number):
    """Home, between touchpoints, in line or being served; and a customer or not."""
    brief, outcome = lived(engine, number)
    place: dict[int, str] = {}
    where_is: dict[int, tuple[float, int, int]] = {}
    active: set[int] = set()
    for time, kind, who, where, other, amount in told(outcome):
        if who < 0:
            continue
        name, at = facts.KINDS[kind].name, place.get(who, "home")
        story = f"{who} at {time}: {name} while {at} {where_is.get(who)}"
        if kind in facts.JOINING:
            assert who not in active and at == "home", story
            active.add(who)
        elif kind in facts.LEAVING:
            assert who in active, story
            active.remove(who)
        elif kind == facts.VISIT:
            assert at == "home" and who in active, story
            place[who] = "inside"
        elif kind == facts.QUEUED:
            assert at == "inside" and who in active, story
            place[who], where_is[who] = "in line", (time, where, facts.NOBODY)
        elif kind == facts.STARTED:
            assert at in ("inside", "in line") and who in active, story
            if at == "in line":
                assert where == where_is[who][1] and amount == time - where_is[who][0], story
            else:
                assert amount == 0.0, story
            place[who], where_is[who] = "served", (time, where, other)
        elif kind == facts.SERVED:
            assert at == "served", story
            since, there, employee = where_is[who]
            assert (where, other, amount) == (there, employee, time - since), story
            place[who] = "inside"
        elif kind == facts.WALKED_OUT:
            assert at == "in line", story
            assert (where, amount) == (where_is[who][1], time - where_is[who][0]), story
            place[who] = "walked out"
        elif kind in (facts.COMPLETED, facts.ABANDONED):
            # One who has left while in line goes home when it is their turn.
            gone = at == "in line" and who not in active
            assert at in ("inside", "walked out") or gone, story
            place[who] = "home"
    assert set(np.flatnonzero(outcome.people["active"]).tolist()) == active
    assert max(where_is, default=0) < brief.numbers["people"]


def test_nobody_serves_two(engine, number):
    brief, outcome = lived(engine, number)
    team_of, desk = brief.employees["team"], brief.numbers["desk"]
    busy: dict[int, tuple] = {}
    agent_of: dict[int, int] = {}

    def begin(employee, team, whom):
        assert team_of[employee] == team, f"{employee} is not of team {team}"
        assert employee not in busy, f"{employee} serves {busy.get(employee)} and {whom}"
        busy[employee] = whom

    def end(employee, whom):
        assert busy.pop(employee, None) == whom, f"{employee} did not serve {whom}"

    for _, kind, who, where, other, _ in told(outcome):
        if kind == facts.STARTED:
            begin(other, brief.touchpoints["team"][where], ("customer", who))
        elif kind == facts.SERVED:
            end(other, ("customer", who))
        elif kind == facts.OTHER_STARTED:
            begin(other, where, ("other work", where))
        elif kind in WORK_DONE:
            assert (kind == facts.DESK_OTHER_SERVED) == (where == desk)
            end(other, ("other work", where))
        elif kind == facts.CASE_STARTED:
            begin(other, desk, ("complaint", who))
            agent_of[who] = other
        elif kind == facts.WITHDRAWN and who in agent_of:
            # Work on a withdrawn complaint may end without a word.
            busy.pop(agent_of.pop(who))
        elif kind in (facts.CASE_ESCALATED, *CLOSED) and who in agent_of:
            end(agent_of.pop(who), ("complaint", who))


def test_one_complaint_at_a_time(engine, number):
    brief, outcome = lived(engine, number)
    opened: dict[int, tuple[float, int]] = {}
    for time, kind, who, where, _, amount in told(outcome):
        if kind == facts.CASE_OPENED:
            assert who not in opened
            opened[who] = (time, where)
        elif kind == facts.CASE_STARTED:
            assert amount == time - opened[who][0]
        elif kind in CLOSED:
            since, there = opened.pop(who)
            assert (where, amount) == (there, time - since)
            if kind in (facts.RESOLVED_FAST, facts.RESOLVED_LATE):
                fast = amount <= brief.numbers["promise"]
                assert fast == (kind == facts.RESOLVED_FAST)
    assert len(opened) == outcome.snapshots["open_cases"][-1]


def test_each_sale_has_its_goods_and_a_visit_one_sale(engine, number):
    brief, outcome = lived(engine, number)
    bought: set[int] = set()
    before = (0.0, facts.NOBODY, 0, 0, 0, 0.0)
    for fact in told(outcome):
        time, kind, who, where, _, amount = fact
        if before[1] == facts.SALE or kind == facts.GOODS:
            assert before[1] in (facts.SALE, facts.FEES), "goods without a sale"
            assert kind == facts.GOODS, "a sale without its goods"
            assert (time, who, where) == (before[0], before[2], before[3])
            share = brief.numbers["goods_share"]
            assert amount == rules.goods(before[5], share)
        if kind == facts.VISIT:
            bought.discard(who)
        elif kind == facts.SALE:
            assert who not in bought and brief.touchpoints["sells"][where]
            usual, factor = brief.people.spend[who], brief.numbers["loyal_spend_factor"]
            assert amount in {rules.spend(usual, loyal, factor) for loyal in (True, False)}
            bought.add(who)
        elif kind == facts.ABANDONED:
            assert who not in bought
        before = fact


def test_every_departure_has_its_reason(engine, number):
    brief, outcome = lived(engine, number)
    convenience, contract = brief.people.convenience, brief.people.contract
    rivals = brief.shocks[brief.shocks["kind"] == order.RIVAL_OPENS]

    def is_locked(who, time):
        """A contract holds, and convenience where no rival has opened."""
        rival = np.any((rivals["begins"] <= time) & (time < rivals["ends"]))
        return contract[who] or (convenience[who] and not rival)

    held_at: dict[int, set[int]] = {}
    case_open: set[int] = set()
    last: dict[int, tuple[int, float]] = {}
    before = (0.0, facts.NOBODY, 0, 0, 0, 0.0)
    awaits_withdrawal = None
    for fact in told(outcome):
        time, kind, who, where, _, _ = fact
        if awaits_withdrawal is not None or kind == facts.WITHDRAWN:
            assert kind == facts.WITHDRAWN and who == awaits_withdrawal
            awaits_withdrawal = None
        cause = before[1] if (before[0], before[2], before[3]) == (time, who, where) else None
        if kind in facts.JOINING:
            held_at[who] = set()
        elif kind == facts.HELD:
            assert is_locked(who, time) and cause in (*QUITS, facts.WALKED_OUT)
            held_at[who].add(where)
        elif kind == facts.LEFT_FAILURE:
            assert not is_locked(who, time) and cause in QUITS
        elif kind == facts.LEFT_WAITING:
            assert not is_locked(who, time) and cause == facts.WALKED_OUT
        elif kind == facts.LEFT_RENEWAL:
            assert contract[who] and where in held_at[who]
        elif kind == facts.LEFT_COMPETITOR:
            assert not is_locked(who, time) and where == facts.NOWHERE
        elif kind == facts.LEFT_MOVED:
            assert where == facts.NOWHERE
        if before[1] in QUITS:
            expected = facts.HELD if is_locked(before[2], before[0]) else facts.LEFT_FAILURE
            assert (kind, who, where) == (expected, before[2], before[3])
        if kind == facts.CASE_OPENED:
            case_open.add(who)
        elif kind in CLOSED:
            case_open.discard(who)
        if kind in facts.LEAVING:
            last[who] = (kind, time)
            awaits_withdrawal = who if who in case_open else None
        before = fact
    for person, stands in enumerate(outcome.people):
        if person in last:
            assert (stands["left_because"], stands["left_at"]) == last[person]
        else:
            assert stands["left_because"] == facts.NOWHERE and stands["left_at"] == np.inf


def test_people_stand_as_their_facts_say(engine, number):
    _, outcome = lived(engine, number)
    record, people = outcome.facts, outcome.people

    def times(*kinds):
        who = record["who"][np.isin(record["kind"], kinds)]
        return np.bincount(who, minlength=len(people))

    def last(*kinds, never):
        found = np.full(len(people), never)
        of = np.isin(record["kind"], kinds)
        found[record["who"][of]] = record["time"][of]  # later ones overwrite
        return found

    assert np.array_equal(people["visits"], times(facts.VISIT))
    assert np.array_equal(people["contacts"], times(facts.CONTACTED))
    assert np.array_equal(people["tenure"], times(*facts.JOINING))
    assert np.array_equal(people["abandoned"], times(facts.ABANDONED))
    failed = last(facts.MISERY_MINOR, facts.MISERY_SERIOUS, never=-np.inf)
    assert np.array_equal(people["failed_at"], failed)
    assert np.array_equal(people["complained_at"], last(facts.COMPLAINED, never=-np.inf))
    assert np.array_equal(people["joined_at"], last(*facts.JOINING, never=0.0))
    came_back = people["tenure"] > 1
    assert np.all(people["origin"][came_back] != facts.STARTED_AS_CUSTOMER)
    assert np.all((people["years_bought"] == 0) == (times(facts.COMPLETED) == 0))
    assert np.all(people["account_at"] < LONGEST_GAP)


def test_every_word_has_its_teller_and_every_child_its_parent(engine, number):
    """What is heard follows what is told, at once; a referral follows the word that won it."""
    brief, outcome = lived(engine, number)
    heard_from = {facts.HEARD_GOOD: facts.GOOD_WORD, facts.HEARD_BAD: facts.BAD_WORD}
    teller = (0.0, facts.NOBODY, facts.NOBODY)
    active: set[int] = set()
    parent = dict.fromkeys(range(brief.numbers["people"]), facts.NOBODY)
    before = None
    for fact in told(outcome):
        time, kind, who, _, other, amount = fact
        if kind in heard_from.values():
            teller = (time, kind, who)
        elif kind in heard_from:
            assert teller == (time, heard_from[kind], other) and who != other
        elif kind in (facts.JOINED_REFERRAL, facts.WARNED_OFF):
            heard = facts.HEARD_GOOD if kind == facts.JOINED_REFERRAL else facts.HEARD_BAD
            assert (before[0], before[1], before[2], before[4]) == (time, heard, who, other)
            assert who not in active
        elif kind == facts.REWARD and who == facts.NOBODY:
            assert amount == brief.numbers["programme_cents"] > 0
        elif kind == facts.REWARD:
            assert (before[1], before[4]) == (facts.JOINED_REFERRAL, who)
            assert amount == brief.numbers["reward_cents"] > 0
        if before is not None and before[1] == facts.JOINED_REFERRAL:
            assert (kind == facts.REWARD) == (brief.numbers["reward_cents"] > 0)
        if kind in facts.JOINING:
            active.add(who)
            parent[who] = other if kind == facts.JOINED_REFERRAL else facts.NOBODY
        elif kind in facts.LEAVING:
            active.discard(who)
        before = fact
    if "parent" in outcome.people.dtype.names:
        assert outcome.people["parent"].tolist() == list(parent.values())
