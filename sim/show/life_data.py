"""What a picture of one customer's life is drawn from, gathered from the facts of a run."""

from collections.abc import Sequence
from math import inf
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sim import facts, luck, rules
from sim.assumptions import Scenario
from sim.brief import undisturbed_account
from sim.population import draw_population
from sim.study.run import Run, facts_kept
from sim.study.story import facts_of

ENDINGS = {
    facts.RESOLVED_FAST: "resolved",
    facts.RESOLVED_LATE: "resolved late",
    facts.UNRESOLVED: "unresolved",
    facts.WITHDRAWN: "withdrawn",
}
"""How a complaint may end, by the kind of fact."""

HELPED = (facts.PUT_RIGHT, facts.RESOLVED_FAST, facts.RESOLVED_LATE)
"""After these a customer decides on a failure that is resolved."""

DECIDED = (
    facts.STAYS_SILENT,
    facts.QUITS_SILENT,
    facts.STAYS_VOICED,
    facts.QUITS_VOICED,
    facts.STAYS_AGAIN,
    facts.QUITS_AGAIN,
)
"""A customer decides whether to stay after a failure."""


class Misery(NamedTuple):
    """A failure that the customer lived through."""

    time: float
    serious: bool
    heard: bool
    """Whether anybody in the business heard of it, asked or unasked."""


class Complaint(NamedTuple):
    """A complaint on the desk."""

    opened: float
    closed: float
    """Infinite for one that is still open at the end of the run."""
    ending: str


class Stay(NamedTuple):
    """A time as a customer."""

    joined: float
    left: float
    """Infinite for one who is a customer at the end of the run."""
    why: str
    """The name of the fact; empty for one who has not left."""


class Life(NamedTuple):
    """What happened to a customer; times in days, in their order."""

    customer: int
    days: int
    stays: tuple[Stay, ...]
    visits: NDArray[np.float64]
    magic: NDArray[np.float64]
    miseries: tuple[Misery, ...]
    complaints: tuple[Complaint, ...]
    told_good: NDArray[np.float64]
    told_bad: NDArray[np.float64]
    heard_good: NDArray[np.float64]
    heard_bad: NDArray[np.float64]
    account: NDArray[np.float64]
    """What the loyalty account holds: a row a change and a row every few days; time, balance."""
    threshold: float
    """Above it the customer is loyal."""


def life_of(run: Run, customer: int) -> Life:
    """Gather a customer's life from the facts of a run.

    The facts do not hold the loyalty account. It is worked out again from them with the rules of
    the world, and ends where the world's own account ends.

    Parameters
    ----------
    run : Run
        A run that has kept its events.
    customer : int
        The person's number in the market, from 0.

    Returns
    -------
    Life

    Raises
    ------
    ValueError
        If nobody in the market has that number, or if the run has kept no events.
    """
    facts_kept(run.outcome)
    own, scenario = facts_of(run, customer), run.scenario
    stays = stays_of(own)
    start = _start_account(run, customer) if own and stays and stays[0].joined == 0 else 0.0
    return Life(
        customer=customer,
        days=scenario.time.days,
        stays=stays,
        visits=_times(own, facts.VISIT),
        magic=_times(own, facts.MAGIC),
        miseries=miseries_of(own),
        complaints=complaints_of(own),
        told_good=_times(own, facts.GOOD_WORD),
        told_bad=_times(own, facts.BAD_WORD),
        heard_good=_times(own, facts.HEARD_GOOD),
        heard_bad=_times(own, facts.HEARD_BAD),
        account=_faded_between(scenario, stays, account_changes(scenario, own, start)),
        threshold=undisturbed_account(scenario) * scenario.loyalty.loyal_share_of_undisturbed,
    )


def stays_of(own: Sequence[Any]) -> tuple[Stay, ...]:
    """Cut out the times as a customer."""
    stays: list[Stay] = []
    for fact in own:
        if fact["kind"] in facts.JOINING:
            stays.append(Stay(float(fact["time"]), inf, ""))
        elif fact["kind"] in facts.LEAVING:
            why = facts.KINDS[fact["kind"]].name
            stays[-1] = stays[-1]._replace(left=float(fact["time"]), why=why)
    return tuple(stays)


def miseries_of(own: Sequence[Any]) -> tuple[Misery, ...]:
    """Gather failures, each with whether anybody heard of it."""
    found: list[Misery] = []
    for fact in own:
        if fact["kind"] in (facts.MISERY_MINOR, facts.MISERY_SERIOUS):
            serious = fact["kind"] == facts.MISERY_SERIOUS
            found.append(Misery(float(fact["time"]), bool(serious), heard=False))
        elif fact["kind"] in (facts.SPOKE_UP, facts.ASKED):
            found[-1] = found[-1]._replace(heard=True)
    return tuple(found)


def complaints_of(own: Sequence[Any]) -> tuple[Complaint, ...]:
    """Gather complaints; a customer has one open at a time."""
    found: list[Complaint] = []
    for fact in own:
        if fact["kind"] == facts.CASE_OPENED:
            found.append(Complaint(float(fact["time"]), inf, "open"))
        elif fact["kind"] in ENDINGS:
            ending = ENDINGS[int(fact["kind"])]
            found[-1] = found[-1]._replace(closed=float(fact["time"]), ending=ending)
    return tuple(found)


def account_changes(
    scenario: Scenario, own: Sequence[Any], start: float = 0.0
) -> tuple[tuple[float, float], ...]:
    """Work out the loyalty account from the facts about a customer.

    A moment of magic adds 1, if the last that counted is long enough ago; a failure that is left
    unresolved takes off the weight of a negative; words of mouth add and take off a little; who
    would leave but is held has nothing left. In between the account fades.

    Parameters
    ----------
    scenario : Scenario
        What was run.
    own : sequence
        The facts about the customer, in their order.
    start : float
        The account of one who is a customer from the start.

    Returns
    -------
    tuple of (float, float)
        The day of each change, and the balance after it.
    """
    loyalty, talk = scenario.loyalty, scenario.talk
    changes: list[tuple[float, float]] = []
    credited, active, put_right = -inf, False, False
    for fact in own:
        kind, now = int(fact["kind"]), float(fact["time"])
        if kind in facts.JOINING:
            active = True
            changes.append((now, start if kind == facts.STARTED_AS_CUSTOMER else 0.0))
            continue
        if kind in facts.LEAVING:
            active = False
        change, held = 0.0, kind == facts.HELD
        if kind == facts.MAGIC and now - credited >= loyalty.credit_every_days:
            credited, change = now, 1.0
        elif kind in DECIDED and not put_right:
            change = -loyalty.positives_per_negative
        elif active and kind == facts.HEARD_GOOD:
            change = talk.good_word_credit
        elif active and kind == facts.HEARD_BAD:
            change = -talk.bad_word_debit
        if kind != facts.RECOVERY:  # the cost of putting right is written in between
            put_right = kind in HELPED
        if change or held:
            since, balance = changes[-1]
            balance = _faded(scenario, balance, now - since) + change
            changes.append((now, min(0.0, balance) if held else balance))
    return tuple(changes)


def so_far(story: Life, until: float | None) -> Life:
    """Return what has happened up to a day; without one, all.

    Raises
    ------
    ValueError
        If the day is before the run or after it.
    """
    if until is None:
        return story
    if not 0 <= until <= story.days:
        raise ValueError(f"until is {until:g}, but must be from 0 to {story.days}")

    def cut(times: NDArray[np.float64]) -> NDArray[np.float64]:
        return times[times <= until]

    return story._replace(
        stays=tuple(
            one if one.left <= until else Stay(one.joined, inf, "")
            for one in story.stays
            if one.joined <= until
        ),
        visits=cut(story.visits),
        magic=cut(story.magic),
        miseries=tuple(one for one in story.miseries if one.time <= until),
        complaints=tuple(
            one if one.closed <= until else Complaint(one.opened, inf, "open")
            for one in story.complaints
            if one.opened <= until
        ),
        told_good=cut(story.told_good),
        told_bad=cut(story.told_bad),
        heard_good=cut(story.heard_good),
        heard_bad=cut(story.heard_bad),
        account=_account_so_far(story, until),
    )


def _account_so_far(story: Life, until: float) -> NDArray[np.float64]:
    """Cut the account off at a day, with what it holds on that very day."""
    times, balances = story.account.T
    kept = story.account[times <= until]
    here = any(stay.joined <= until < stay.left for stay in story.stays)
    if not here or kept[-1, 0] == until:
        return kept
    return np.vstack([kept, [until, np.interp(until, times, balances)]])


def _times(own: Sequence[Any], kind: int) -> NDArray[np.float64]:
    return np.array([float(fact["time"]) for fact in own if fact["kind"] == kind])


def _faded(scenario: Scenario, balance: float, days: float) -> float:
    loyalty = scenario.loyalty
    return rules.faded(balance, days, loyalty.half_life_days, loyalty.negative_half_life_days)


def _start_account(run: Run, customer: int) -> float:
    """Return the account that one who is a customer from the start began with."""
    world = luck.world_key(run.seed, run.replication)
    people = draw_population(run.scenario, world, undisturbed_account(run.scenario))
    return float(people.start_account[customer])


def _faded_between(
    scenario: Scenario, stays: Sequence[Stay], changes: Sequence[tuple[float, float]]
) -> NDArray[np.float64]:
    """Fill in what the account held between two changes, about every hundredth of the run."""
    step, end = scenario.time.days / 100, float(scenario.time.days)
    rows: list[tuple[float, float]] = []
    for stay in stays:
        until = min(stay.left, end)
        during = [change for change in changes if stay.joined <= change[0] <= until]
        for place, (since, balance) in enumerate(during):
            then = during[place + 1][0] if place + 1 < len(during) else until
            for time in [*np.arange(since, then, step).tolist(), then]:
                rows.append((time, _faded(scenario, balance, time - since)))
    return np.array(rows).reshape(-1, 2)
