"""One customer's life, told from the facts of a run."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sim import facts
from sim.assumptions import Scenario
from sim.study.clock import clock_time
from sim.study.run import Run

ORDINARY = (
    facts.VISIT,
    facts.QUEUED,
    facts.STARTED,
    facts.SERVED,
    facts.SALE,
    facts.GOODS,
    facts.COMPLETED,
)
"""What a visit is made of in which nothing special happens."""

UNSEEN = facts.COSTS
"""What happens on the business's side of the counter, where no customer sees it."""


class Line(NamedTuple):
    """Something that happened to a customer."""

    time: float
    when: str
    text: str


class Story(NamedTuple):
    """A customer's life."""

    lines: tuple[Line, ...]
    summary: str


def facts_of(run: Run, customer: int) -> list[Any]:
    """Return every fact about a customer, in its order.

    Parameters
    ----------
    run : Run
        A run that has kept its events.
    customer : int
        The person's number in the market, from 0.

    Raises
    ------
    ValueError
        If nobody in the market has that number.
    """
    people = len(run.outcome.people)
    if not 0 <= customer < people:
        raise ValueError(f"customer is {customer}, but must be a number from 0 to {people - 1}")
    table = run.outcome.facts
    return list(table[table["who"] == customer])


def tell(run: Run, customer: int) -> Story:
    """Tell a customer's life: an ordinary visit in a line, all else event by event.

    Parameters
    ----------
    run : Run
        A run that has kept its events.
    customer : int
        The person's number in the market, from 0.

    Returns
    -------
    Story

    Raises
    ------
    ValueError
        If nobody in the market has that number.
    """
    own = facts_of(run, customer)
    lines: list[Line] = []
    for episode in _episodes(own):
        lines += _told(run.scenario, episode)
    return Story(tuple(lines), _summary(run.scenario, customer, own))


def sentence(scenario: Scenario, fact: Any) -> str:
    """Say one fact in words.

    Parameters
    ----------
    scenario : Scenario
        Where it happened.
    fact
        A row of `sim.outcome.Outcome.facts`.
    """
    kind = facts.KINDS[fact["kind"]]
    story, amount = kind.story, float(fact["amount"])
    if amount == 0 and " after waiting {minutes}" in story:
        story = story.replace(" after waiting {minutes}", " at once")
    money = f"{amount / 100:,.2f} {scenario.money.currency}"
    if kind.amount == "cents" and "{money}" not in story:
        story += ": {money}"
    words = {
        "where": _place(scenario, int(fact["where"])),
        "other": str(fact["other"]),
        "minutes": _minutes(amount * scenario.time.open_hours * 60),
        "days": _days(amount),
        "money": money,
    }
    return story.format(**words)


def _episodes(own: Sequence[Any]) -> Iterator[list[Any]]:
    """Cut a life into its visits, each with what follows until the next."""
    episode: list[Any] = []
    for fact in own:
        if fact["kind"] == facts.VISIT and episode:
            yield episode
            episode = []
        episode.append(fact)
    if episode:
        yield episode


def _told(scenario: Scenario, episode: list[Any]) -> list[Line]:
    """Tell an ordinary visit in a line, and what follows it event by event."""
    ordinary = _ordinary_visit(episode)
    lines = []
    if ordinary:
        lines.append(_in_a_line(scenario, episode[:ordinary]))
    for fact in episode[ordinary:]:
        if fact["kind"] not in UNSEEN:
            time = float(fact["time"])
            lines.append(Line(time, clock_time(scenario, time), sentence(scenario, fact)))
    return lines


def _ordinary_visit(episode: list[Any]) -> int:
    """Count the facts of an ordinary visit at the start of an episode; 0 where it is special."""
    if episode[0]["kind"] != facts.VISIT:
        return 0
    day = int(episode[0]["time"])
    for place, fact in enumerate(episode):
        if fact["kind"] not in ORDINARY or int(fact["time"]) != day:
            return 0
        if fact["kind"] == facts.COMPLETED:
            after = episode[place + 1 :]
            at_once = bool(after) and after[0]["time"] == fact["time"]
            return 0 if at_once else place + 1
    return 0


def _in_a_line(scenario: Scenario, visit: list[Any]) -> Line:
    """Say in a line where a customer was served and what was bought."""
    places = [_place(scenario, int(f["where"])) for f in visit if f["kind"] == facts.SERVED]
    spent = sum(int(fact["amount"]) for fact in visit if fact["kind"] == facts.SALE)
    parts = ["comes in"]
    if places:
        parts.append(f"is served at {_listed(places)}")
    if spent:
        parts.append(f"buys for {spent / 100:,.2f} {scenario.money.currency}")
    time = float(visit[0]["time"])
    return Line(time, clock_time(scenario, time), ", ".join([*parts, "goes home"]))


def _summary(scenario: Scenario, customer: int, own: list[Any]) -> str:
    """Sum up a life: visits, failures, who heard of them, and how it ended."""
    kinds = [int(fact["kind"]) for fact in own]
    if not any(kind in facts.JOINING for kind in kinds):
        return f"Customer {customer} has never become a customer."
    failures = sum(kinds.count(kind) for kind in (facts.MISERY_MINOR, facts.MISERY_SERIOUS))
    text = f"Customer {customer}: {_many(kinds.count(facts.VISIT), 'visit')}, "
    text += _many(failures, "failure")
    if failures:
        front = kinds.count(facts.SPOKE_UP) + kinds.count(facts.ASKED)
        management = kinds.count(facts.COMPLAINED)
        if front or management:
            text += (
                f", of which the front line heard {_number(front)} "
                f"and management {_number(management)} unasked"
            )
        else:
            text += ", of which nobody in the business heard"
    last = next((f for f in reversed(own) if f["kind"] in (*facts.JOINING, *facts.LEAVING)), None)
    if last is not None and last["kind"] in facts.LEAVING:
        when = clock_time(scenario, float(last["time"])).partition(",")[0]
        return f"{text}; {sentence(scenario, last)} ({when})."
    return f"{text}; still a customer at the end."


def _place(scenario: Scenario, number: int) -> str:
    if not 0 <= number < len(scenario.touchpoints):
        return "the business"
    touchpoint = scenario.touchpoints[number]
    return f'"{touchpoint.title or touchpoint.name}"'


def _minutes(minutes: float) -> str:
    if minutes < 1:
        return _many(round(minutes * 60), "second")
    return _many(round(minutes), "minute")


def _days(days: float) -> str:
    if days < 1:
        return "less than a day"
    return "1 day" if f"{days:.1f}" == "1.0" else f"{days:.1f} days"


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _number(count: int) -> str:
    return str(count) if count else "none"


def _listed(things: list[str]) -> str:
    *others, last = things
    return f"{', '.join(others)} and {last}" if others else last
