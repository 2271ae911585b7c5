"""Exercise 05: loyal against retained, same retention and another fate, an early warning."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from sim.assumptions import Scenario, load
from sim.exercises.exercise import Exercise, Task, read_off
from sim.exercises.form import Field, Form
from sim.exercises.given import Off, called, near, number, settings, word
from sim.exercises.picture import Picture, picture
from sim.lessons.retained_or_loyal import TWO_YEARS, after, scenarios, watch
from sim.show.lock import Kept, describe_left_of, left_of
from sim.show.style import Style
from sim.study.run import run

SMALL = TWO_YEARS | {"market.customers": 500, "market.people": 1250}
"""Five hundred guests and no new ones; a rival opens when the first year is over."""
SEEDS = (26, 7, 41)
RIVAL = 4.0
SAME = 2.5
"""Guests of 100 by which retention may differ and still count as the same."""
MORE_LOST = 12.0
MONTHS = 12
FIGURES = ("guests", "visits", "complaints", "loyal")
WAYS = ("below", "above")
Month = dict[str, float]
Warning_ = Callable[[Sequence[Month]], bool]


class Fate(NamedTuple):
    """Of 100 guests who were there at the beginning of a year, how many stay."""

    before: float
    """In the year before the rival."""
    after: float
    """In the year after it has opened."""
    loyal: float
    """Of 100 guests, how many are loyal when the rival opens."""


@cache
def hotels(lock: float, failures: float) -> dict[str, Scenario]:
    """Return the loyal hotel, and the other with a lock and with failures."""
    base = load("hotel", changes=SMALL)
    return scenarios(base, {"lock": lock, "failures": failures, "rival": RIVAL})


@cache
def fate(scenario: Scenario, seed: int) -> Fate:
    """Live both years of a hotel."""
    one = run(scenario, seed=seed, keep_events=False)
    seen = watch(one)
    return Fate(float(seen["first_year"]), after(one.figures), float(seen["loyal_then"]))


def fates(lock: float, failures: float) -> dict[str, dict[str, float]]:
    """Say what becomes of both hotels: means of three runs with the same luck in both.

    Examples
    --------
    >>> sorted(fates(40, 4))
    ['locked', 'loyal']
    """
    both = hotels(float(lock), float(failures))
    return {
        name: _mean([fate(both[key], seed) for seed in SEEDS])._asdict()
        for name, key in (("loyal", "loyal"), ("locked", "now"))
    }


def _mean(found: Sequence[Fate]) -> Fate:
    return Fate(*(sum(part) / len(found) for part in zip(*found, strict=True)))


def show() -> Picture:
    """Draw how many guests are left of either hotel, day by day."""
    both = hotels(60.0, 5.0)
    left = [np.asarray(watch(run(both[name], keep_events=False))["left"]) for name in both]
    kept = Kept(*left)

    def draw(figure: Any, style: Style) -> str:
        left_of(figure.add_axes((0.06, 0.135, 0.9, 0.745)), kept, 1, style)
        return describe_left_of(kept, 1)

    return picture(draw)


def change(given: Any) -> str:
    """Make a hotel that keeps as many before the rival, and far fewer after."""
    made = settings(given, CHANGE, "your change")
    found = fates(**made)
    loyal, locked = (Fate(**found[name]) for name in ("loyal", "locked"))
    if abs(loyal.before - locked.before) > SAME:
        way = "fewer" if locked.before < loyal.before else "more"
        raise Off(
            f"Before the rival your hotel keeps {locked.before:.0f} of 100, {way} than the loyal "
            f"one with {loyal.before:.0f}."
        )
    if loyal.after - locked.after < MORE_LOST:
        raise Off(
            f"Before the rival they keep as many, but after it your hotel keeps {locked.after:.0f} "
            f"of 100 and the loyal one {loyal.after:.0f}: not far enough apart."
        )
    return (
        f"both keep {locked.before:.0f} of 100 before, and then {loyal.after:.0f} and "
        f"{locked.after:.0f}. The report of the first year shows no difference."
    )


def explain(gap: Any, loyal: Any, locked: Any, change: Any) -> str:
    """Hold the gap after the rival, and who was loyal before it, against runs."""
    made = settings(change, CHANGE, "your change")
    found = fates(**made)
    apart = found["loyal"]["after"] - found["locked"]["after"]
    if not near(number(gap, "the first figure"), apart, 0.1, 1.0):
        raise Off("The first figure is not how many fewer of 100 your hotel keeps after the rival.")
    for given, name in ((loyal, "loyal"), (locked, "locked")):
        if not near(number(given, "a figure"), found[name]["loyal"], 0.08, 1.0):
            raise Off(f"Look again at how many of 100 guests were loyal in the {name} hotel.")
    return "the difference was there before the rival, in another figure. Put it into words."


@cache
def report(hotel: str, lock: float, failures: float, seed: int) -> tuple[Month, ...]:
    """Return twelve months of a hotel before the rival, as a manager could have them."""
    year = {"time.days": 364, "time.warm_up_days": 0}
    daily = run(hotels(lock, failures)[hotel].with_(year), seed=seed, keep_events=False).daily
    parts = np.array_split(np.arange(len(daily)), MONTHS)
    months = []
    for days in parts:
        month = daily.iloc[days]
        guests = float(month["customers"].mean())
        months.append(
            {
                "guests": guests,
                "visits": float(month["visit"].sum()) / guests * MONTHS,
                "complaints": float(month["complained"].sum()) / guests * 1000,
                "loyal": 100 * float(month["loyal_share"].iloc[-1]),
            }
        )
    return tuple(months)


def build(given: Any) -> str:
    """Show a warning the reports of loyal and of locked hotels, on five seeds each."""
    for seed in (26, 7, 41, 3, 11):
        for lock, failures in ((40.0, 4.0), (60.0, 5.0)):
            for hotel in ("now", "loyal"):
                months = [dict(one) for one in report(hotel, lock, failures, seed)]
                found = called(given, months)
                if not isinstance(found, (bool, np.bool_)):
                    raise Off("Your warning must return True or False.")
                _right(bool(found), hotel)
    return "it warns of ten locked hotels a year ahead, and leaves ten loyal ones in peace."


def _right(warned: bool, hotel: str) -> None:
    if hotel == "now" and not warned:
        raise Off("A hotel that will lose most of its guests to the rival gets no warning.")
    if hotel == "loyal" and warned:
        raise Off("A hotel whose guests like it gets a false alarm.")


def warn(figure: str, when: str, level: float) -> Warning_:
    """Make a warning: it looks at one figure of the last month.

    Parameters
    ----------
    figure : str
        One of `FIGURES`.
    when : {"below", "above"}
        On which side of the level it warns.
    level : float
        The level.

    Examples
    --------
    >>> warn("guests", "below", 400)([{"guests": 390.0}])
    True
    """
    name, side = word(figure, "the figure", FIGURES), word(when, "the side", WAYS)
    height = number(level, "the level")

    def warning(months: Sequence[Month]) -> bool:
        last = months[-1][name]
        return last < height if side == "below" else last > height

    return warning


CHANGE = (
    Field("lock", "Guests with no other choice", "of 100", 0, 80),
    Field("failures", "Failures a year for 10 guests", high=8, step=0.5, start=4),
)

EXERCISE = Exercise(
    number="05",
    picture=show,
    tasks={
        "read_off": read_off(
            "05",
            {
                "loyal": "the number whom the loyal hotel lost in the second year",
                "locked": "the number whom the locked hotel lost in the second year",
            },
            {
                "left": "That is how many are left. How many were lost?",
                "both_years": "You counted both years. How many were lost after the rival came?",
                "other": "That belongs to the other hotel.",
            },
            "one year they were alike, and in the next one of them lost far more.",
            (
                "Find the day on which the rival opens, then follow each line.",
                "Each line has a name at its end, and a kind of stroke of its own.",
                "Take the number at the end of a line from the number at the dotted line.",
            ),
        ),
        "change": Task(
            change,
            (
                "Two things move how many stay: a lock holds guests, failures drive them away.",
                "More of the one can hide more of the other, until a rival opens.",
                "Go up with both, step by step, until the first year looks the same again.",
            ),
        ),
        "explain": Task(explain, ("Let fates(**change) count for you: before, after and loyal.",)),
        "build": Task(
            build,
            (
                "Which of the four figures differs between the two hotels before the rival opens?",
                "Both lose as many guests in the first year, and few complain in either. What "
                "asks guests for their reasons?",
                "Look at the loyal ones of the last month, and put the level between those of the "
                "two hotels.",
            ),
        ),
    },
    form=Form(
        (
            Field("figure", "Look at", choices=FIGURES),
            Field("when", "and warn when it is", choices=WAYS),
            Field("level", "this level", low=0, high=1000),
        ),
        make=warn,
    ),
)
