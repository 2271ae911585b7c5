"""The floor in words: what is seen at a time, and what has just happened.

The same sentences are made by ``sim/panels/floor_words.js`` in the browser.
"""

from collections.abc import Sequence

from sim import facts
from sim.show.floor_data import Floor
from sim.show.words import count, several

OPENLY = (
    *facts.JOINING,
    facts.VISIT,
    facts.QUEUED,
    facts.STARTED,
    facts.SERVED,
    facts.COMPLETED,
    facts.ABANDONED,
    facts.ASKED,
    facts.COMPLAINED,
)
"""Kinds of fact that management knows of."""

UNHEARD = "Nothing that management hears of."


def clock_at(floor: Floor, time: float) -> str:
    """Say the day and the time of day; the end of a day is not yet the next morning.

    Examples
    --------
    >>> import sim
    >>> from sim.show.floor_data import floor_of
    >>> shop = sim.load("corner_shop", changes={"time.days": 3, "time.warm_up_days": 0})
    >>> floor = floor_of(sim.run(shop), begin=1)
    >>> clock_at(floor, 1.0), clock_at(floor, 1.5), clock_at(floor, 3.0)
    ('day 1, 08:00', 'day 1, 14:00', 'day 2, 20:00')
    """
    day = min(int(time), floor.begin + floor.days - 1)
    minutes = int((floor.opens + (time - day) * floor.open_hours) * 60 + 1e-6)
    return f"day {day}, {minutes // 60:02}:{minutes % 60:02}"


def describe_floor_at(floor: Floor, time: float, heard: bool = False) -> str:
    """Say what the floor shows at a time.

    Parameters
    ----------
    floor : Floor
        As `floor_data.floor_of` gives it.
    time : float
        Day from `Floor.begin` to `Floor.end`.
    heard : bool
        Whether as management hears it, and not as customers lived it.
    """
    seen = floor.counts_at(time)
    waiting, served = floor.waiting_at(time), floor.served_at(time)
    busy = [
        f'"{station.title}": {_line(waits)}, {count(serves)} served'
        for station, waits, serves in zip(floor.stations, waiting, served, strict=True)
        if waits or serves
    ]
    text = f"{floor.title}, {clock_at(floor, time)}. "
    text += f"{'; '.join(busy)}. " if busy else "Nobody waits, nobody is served. "
    text += f"{several(seen['customers'], 'customer')}: "
    if heard:
        unknown = count(seen["customers"] - seen["known"])
        text += f"{unknown} of whom nothing is heard, {count(seen['known'])} with a complaint. "
        told = several(seen["heard"], "failure")
        return f"{text}So far: {several(seen['visits'], 'visit')}; management heard of {told}."
    return (
        f"{text}{count(seen['content'])} content, {count(seen['magic'])} touched by magic, "
        f"{count(seen['let_down'])} let down, and management knows of {count(seen['known'])} "
        f"of those. So far: {several(seen['visits'], 'visit')}, "
        f"{count(seen['walked_out'])} walked out, {several(seen['failures'], 'failure')}; "
        f"management heard of {count(seen['heard'])}."
    )


def happened_at(floor: Floor, time: float, heard: bool = False) -> str:
    """Say what happened at an instant, customer by customer.

    Parameters
    ----------
    floor : Floor
        As `floor_data.floor_of` gives it.
    time : float
        The instant, to the last bit; at any other time nothing happened.
    heard : bool
        Whether only what management knows of is told.
    """
    now = floor.happenings[floor.happenings["time"] == time]
    if not len(now):
        return ""
    own: dict[int, list[tuple[int, int, float]]] = {}
    for _, kind, person, station, amount in now.tolist():
        if not heard or kind in OPENLY:
            own.setdefault(person, []).append((kind, station, amount))
    sentences = [f"Customer {who} {listed(_told(floor, what))}." for who, what in own.items()]
    return " ".join(sentences) or UNHEARD


def listed(parts: Sequence[str]) -> str:
    """Join what one customer does.

    Examples
    --------
    >>> listed(["comes in", "waits", "goes home"]), listed(["goes home"])
    ('comes in, waits and goes home', 'goes home')
    """
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def _told(floor: Floor, what: list[tuple[int, int, float]]) -> list[str]:
    """Tell what one customer does at an instant; no place is named twice in a row."""
    if len(what) > 1:
        what = [one for one in what if one[0] != facts.SERVED]
    told = []
    for place, (kind, station, amount) in enumerate(what):
        story = facts.KINDS[kind].story
        if place and station == what[place - 1][1]:
            story = story.replace(" at {where}", "").replace("leaves: a failure", "leaves for good")
        if amount == 0:
            story = story.replace(" after waiting {minutes}", " at once")
        where = floor.stations[station].title if station >= 0 else "the business"
        minutes = amount * floor.open_hours * 60
        length = several(round(minutes), "minute")
        if minutes < 1:
            length = several(round(minutes * 60), "second")
        told.append(story.format(where=f'"{where}"', minutes=length, other="another"))
    return told


def _line(waits: int) -> str:
    return f"{count(waits)} in line"
