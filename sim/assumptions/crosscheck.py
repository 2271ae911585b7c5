"""Rules that tie several parameters together.

Each rule is a small function of a scenario that yields what is wrong. The rules also run on a
`Draft`, in which faulty values are absent, so that one look finds every fault: a rule that needs an
absent value is left out.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sim.assumptions.faults import Fault, Path, did_you_mean, number, shown
from sim.assumptions.keys import LISTS
from sim.assumptions.parameter import Section
from sim.assumptions.sections import SECTIONS

MOST_DEPARTMENTS = 15
FINEST_GRAIN = 1 / 1024
MOST_REACHED_A_DAY = 100_000
MOST_TOUCHPOINTS = 16  # luck's index is visit × 16 + touchpoint
MOST_CONTACTS = 2e10
DAYS_A_YEAR = 364


class Absent(AttributeError):
    """A rule asked for a value that is faulty itself."""


class Draft:
    """What is sound of a scenario that may not be: attributes, as far as there are any."""

    def __init__(self, **sound: Any) -> None:
        self.__dict__.update(sound)

    def __getattr__(self, name: str) -> Any:
        raise Absent(name)


def draft(values: Mapping[str, Any], faults: list[Fault]) -> Draft:
    """Take what is sound out of plain values.

    Parameters
    ----------
    values
        A scenario in plain dicts and lists.
    faults
        What is known to be wrong with single values.
    """
    broken = {path for fault in faults for path in fault.paths}
    sound: dict[str, Any] = {}
    for name, section in SECTIONS.items():
        if (name,) not in broken:
            sound[name] = _drafted(section, values.get(name, {}), (name,), broken)
    for name, model in LISTS.items():
        members = values.get(name, ())
        if (name,) not in broken:
            sound[name] = [
                Draft() if (name, i) in broken else _drafted(model, member, (name, i), broken)
                for i, member in enumerate(members)
            ]
    return Draft(**sound)


def _drafted(
    model: type[Section], values: Mapping[str, Any], path: Path, broken: set[Path]
) -> Draft:
    return Draft(
        **{
            name: values.get(name, field.default)
            for name, field in model.model_fields.items()
            if (*path, name) not in broken and (name in values or not field.is_required())
        }
    )


def cross_faults(world: Any) -> list[Fault]:
    """Check all rules, on a scenario or on a draft of one.

    Examples
    --------
    >>> day = Draft(days=100, warm_up_days=100)
    >>> cross_faults(Draft(time=day))[0].sentence
    'time.warm_up_days is 100, but must be less than time.days, which is 100'
    """
    faults: list[Fault] = []
    for rule in RULES:
        try:
            faults.extend(rule(world))
        except Absent:
            continue
    return faults


def _customers_fit(world: Any) -> Iterator[Fault]:
    market = world.market
    if market.customers > market.people:
        yield Fault(
            f"market.customers is {market.customers}, but must be at most market.people, "
            f"which is {market.people}",
            (("market", "customers"), ("market", "people")),
        )


def _warm_up_ends(world: Any) -> Iterator[Fault]:
    time = world.time
    if time.warm_up_days >= time.days:
        yield Fault(
            f"time.warm_up_days is {time.warm_up_days}, but must be less than time.days, "
            f"which is {time.days}",
            (("time", "warm_up_days"), ("time", "days")),
        )


def _peak_is_one(world: Any) -> Iterator[Fault]:
    length, share = world.time.peak_length, world.time.peak_share
    places = (("time", "peak_length"), ("time", "peak_share"))
    none = length == 0 and share == 0
    real = 0 < length < 1 and 0 < share < 1
    if not (none or real):
        yield Fault(
            f"time.peak_length is {number(length)} and time.peak_share is {number(share)}, "
            "but both must be 0 (no peak), or both more than 0 and less than 1",
            places,
        )


def _peak_ends_in_the_day(world: Any) -> Iterator[Fault]:
    start, length = world.time.peak_start, world.time.peak_length
    if start + length > 1:
        yield Fault(
            f"time.peak_start + time.peak_length is {number(start + length)}, but must be 1 or "
            "less: the peak has to end within the day",
            (("time", "peak_start"), ("time", "peak_length")),
        )


def _minor_fast_helps(world: Any) -> Iterator[Fault]:
    yield from _fast_helps(world, "minor")


def _serious_fast_helps(world: Any) -> Iterator[Fault]:
    yield from _fast_helps(world, "serious")


def _fast_helps(world: Any, severity: str) -> Iterator[Fault]:
    fast = getattr(world.second_chance, f"fast_{severity}")
    unresolved = getattr(world.second_chance, f"unresolved_{severity}")
    if fast < unresolved:
        yield Fault(
            f"second_chance.fast_{severity} is {number(fast)}, but must be at least "
            f"second_chance.unresolved_{severity}, which is {number(unresolved)}",
            (("second_chance", f"fast_{severity}"), ("second_chance", f"unresolved_{severity}")),
        )


def _right_number_of_departments(world: Any) -> Iterator[Fault]:
    yield from _right_number("departments", len(world.departments), MOST_DEPARTMENTS)


def _right_number_of_touchpoints(world: Any) -> Iterator[Fault]:
    yield from _right_number("touchpoints", len(world.touchpoints), MOST_TOUCHPOINTS)


def _right_number(part: str, count: int, most: int) -> Iterator[Fault]:
    if not 1 <= count <= most:
        yield Fault(
            f"the number of {part} is {count}, but must be 1 to {most}", ((part, most), (part,))
        )


def _departments_differ(world: Any) -> Iterator[Fault]:
    yield from _names_differ("departments", world.departments)


def _touchpoints_differ(world: Any) -> Iterator[Fault]:
    yield from _names_differ("touchpoints", world.touchpoints)


def _grain_is_coarse(world: Any) -> Iterator[Fault]:
    if 0 < world.time.grain_days < FINEST_GRAIN:
        yield Fault(
            f"time.grain_days is {number(world.time.grain_days)}, but must be 0 or at least "
            f"{number(FINEST_GRAIN)}",
            (("time", "grain_days"),),
        )


def _contacts_can_be_counted(world: Any) -> Iterator[Fault]:
    contacts = world.market.marketing_per_year / world.market.cost_per_contact / 364
    if contacts > MOST_REACHED_A_DAY:
        yield Fault(
            f"market.marketing_per_year buys {number(contacts)} contacts a day at "
            f"market.cost_per_contact, but must buy at most {number(MOST_REACHED_A_DAY)}",
            (("market", "marketing_per_year"), ("market", "cost_per_contact")),
        )


def _shocks_differ(world: Any) -> Iterator[Fault]:
    yield from _names_differ("shocks", world.shocks)


def _names_differ(part: str, members: Any) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, member in enumerate(members):
        name = _or_none(member, "name")
        if name is not None and name in seen:
            yield Fault(
                f"{part}[{place + 1}].name is {shown(name)}, but another of the {part} has "
                "that name already",
                ((part, place, "name"),),
            )
        seen.add(name)


def _departments_exist(world: Any) -> Iterator[Fault]:
    # Where a department's own name is faulty, nobody can say which names are missing.
    known = [department.name for department in world.departments]
    for place, touchpoint in enumerate(world.touchpoints):
        owner = _or_none(touchpoint, "department")
        if owner is not None and owner not in known:
            name = _or_none(touchpoint, "name")
            key = f"touchpoints.{name}" if name else f"touchpoints[{place + 1}]"
            yield Fault(
                f"{key}.department is {shown(owner)}, but must be one of the departments"
                + did_you_mean(owner, known, quoted=True),
                (("touchpoints", place, "department"),),
            )


def _something_is_used(world: Any) -> Iterator[Fault]:
    touchpoints = world.touchpoints
    if touchpoints and all(touchpoint.use == 0 for touchpoint in touchpoints):
        yield Fault(
            "the use of every touchpoint is 0, but at least one must be more than 0",
            (("touchpoints", 0, "use"), ("touchpoints",)),
        )


def _sales_have_a_place(world: Any) -> Iterator[Fault]:
    spend = world.money.spend_per_visit
    touchpoints = world.touchpoints
    if spend > 0 and touchpoints and not any(touchpoint.sells for touchpoint in touchpoints):
        yield Fault(
            f"money.spend_per_visit is {number(spend)}, but must be 0 where no touchpoint says "
            "sells = true",
            (("money", "spend_per_visit"),),
        )


def _world_fits(world: Any) -> Iterator[Fault]:
    years = world.time.days / DAYS_A_YEAR
    visits = world.market.customers * world.visits.visits_per_year * years
    contacts = visits * len(world.touchpoints)
    if contacts > MOST_CONTACTS:
        yield Fault(
            "market.customers × visits.visits_per_year × time.days / 364 × touchpoints is "
            f"{contacts:.2g} contacts, but must be {MOST_CONTACTS:.2g} or less: "
            "take fewer customers, visits or days",
            (("market", "customers"), ("visits", "visits_per_year"), ("time", "days")),
        )


def _or_none(member: Any, name: str) -> Any:
    try:
        return getattr(member, name)
    except Absent:
        return None


RULES: tuple[Callable[[Any], Iterator[Fault]], ...] = (
    _customers_fit,
    _warm_up_ends,
    _peak_is_one,
    _peak_ends_in_the_day,
    _minor_fast_helps,
    _serious_fast_helps,
    _right_number_of_departments,
    _right_number_of_touchpoints,
    _departments_differ,
    _shocks_differ,
    _grain_is_coarse,
    _contacts_can_be_counted,
    _touchpoints_differ,
    _departments_exist,
    _something_is_used,
    _sales_have_a_place,
    _world_fits,
)
"""Every rule, in the order in which faults are told."""
