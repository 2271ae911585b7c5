"""Exercise 07: a half-life off a sawtooth, the same hours split better, a plan with its dip."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import rules
from sim.assumptions import Scenario, load
from sim.exercises.exercise import Exercise, Task, read_off
from sim.exercises.form import Field, Form
from sim.exercises.given import Off, near, number, rows, said, settings, word
from sim.exercises.living import mean
from sim.exercises.picture import Picture, picture
from sim.exercises.sealed import RIGHT, verdict
from sim.show.style import Style, dress, write
from sim.study.run import run

QUARTER = 91
SMALL = {
    "market.customers": 200,
    "market.people": 500,
    "workforce.training_every_days": QUARTER,
    "workforce.turnover_per_year": 0.1,
}
"""A small firm that sells software."""
SEEDS = (26, 7, 41)
HOURS = 80.0
BETTER = 6.0
BUDGET = 2400.0
PRICES = {"training": 30.0, "coaching": 40.0}
DECEMBER = 60.0
LOWEST = 57.0
LAST = 14
"""Days at the end of a quarter in which skill is looked at."""
REASONS = ("people learn more", "people forget less", "people stay longer")
COURSES = (30, 210)
USUAL, AFTER = 0.5, 0.9

Plan = Sequence[dict[str, Any]]


def show() -> Picture:
    """Draw the skill of a team over a year with two courses."""
    lasts = rules.coached_half_life(50.0, 6.0, 10.0)
    skill, days = USUAL, []
    for day in range(365):
        skill = AFTER if day in COURSES else rules.practised(skill, USUAL, 1.0, 91.0, lasts)
        days.append(100 * skill)

    def draw(figure: Any, style: Style) -> str:
        ax = figure.add_axes((0.075, 0.2, 0.9, 0.67))
        dress(ax, style, "Skill of 100, day by day")
        ax.plot(range(365), days, color=style.good, linewidth=3)
        ax.set_xlim(0, 364)
        ax.set_ylim(40, 100)
        ax.set_xticks(range(0, 361, 30))
        ax.set_yticks(range(40, 101, 10))
        ax.grid(color=style.quiet, alpha=0.4)
        for day in COURSES:
            write(ax, day + 3, 94, "course", style)
        ax.set_xlabel("day", color=style.ink, fontsize=14.4)
        return (
            f"Skill is {100 * USUAL:.0f} of 100 before the first course, on day {COURSES[0]}, "
            f"which lifts it to {100 * AFTER:.0f}. Then it falls, fast at first. "
            + " ".join(f"On day {day} it is {days[day]:.0f}." for day in range(60, 210, 30))
            + f" On day {COURSES[1]} there is another course."
        )

    return picture(draw)


@cache
def firm(training: float, coaching: float) -> Scenario:
    """Return the firm with so many hours a head and year."""
    hours = {"workforce.training_hours": training, "workforce.coaching_hours": coaching}
    time = {"time.days": 728, "time.warm_up_days": 700}
    return load("software_subscription", changes=SMALL | hours | time)


def december(training: float, coaching: float, seeds: Sequence[int] = SEEDS) -> float:
    """Return the skill in December of the second year, of 100.

    Examples
    --------
    >>> december(80, 0) < 100
    True
    """
    team = firm(float(training), float(coaching))
    return 100 * sum(mean(team, "skill", 3, seed) for seed in seeds) / len(seeds)


def change(given: Any) -> str:
    """Split the same hours so that more skill is left in December."""
    split = settings(given, SPLIT, "your change")
    if sum(split.values()) > HOURS:
        raise Off(f"That is {said(sum(split.values()))} hours, and there are {said(HOURS)}.")
    gain = december(**split) - december(HOURS, 0)
    if gain < BETTER:
        way = f"{abs(gain):.0f} points {'more' if gain >= 0 else 'less'}"
        raise Off(f"In December skill is {way} than with training alone: not yet {BETTER:.0f}.")
    return (
        f"in December skill is {gain:.0f} points above that of training alone, for as many hours."
    )


def explain(before: Any, after: Any, why: Any, change: Any) -> str:
    """Hold the two Decembers against runs, and the reason against what is sealed."""
    split = settings(change, SPLIT, "your change")
    if not near(number(before, "the first figure"), december(HOURS, 0), 0.02, 1.0):
        raise Off("The first figure is not the skill in December with training alone.")
    if not near(number(after, "the second figure"), december(**split), 0.02, 1.0):
        raise Off("The second figure is not the skill in December with your split.")
    if verdict("07", "why", word(why, "the reason", REASONS)) != RIGHT:
        raise Off(
            "That is not what coaching does here.",
            "Compare the days after a course with "
            "coaching and without: does skill rise higher, or fall more slowly?",
        )
    return "as many hours, and more is left. Now say it to whoever signs the training budget."


@cache
def plan_of(hours: tuple[tuple[float, float], ...], seed: int) -> tuple[float, ...]:
    """Live a plan; return the skill at the end of each quarter, of 100.

    A quarter of running in comes first. The course of a quarter is held on its first day.
    """
    days = {"time.days": 5 * QUARTER, "time.warm_up_days": 0}
    changes = SMALL | days | {"workforce.training_hours": 0.0}
    policy: dict[float, dict[str, float]] = {}
    for place, (training, coaching) in enumerate(hours):
        before = float(place * QUARTER + (1 if place else 0))
        policy.setdefault(before, {})["workforce.training_hours"] = 4 * training
        policy.setdefault(float((place + 1) * QUARTER), {})["workforce.coaching_hours"] = (
            4 * coaching
        )
    one = run(
        load("software_subscription", changes=changes), seed=seed, keep_events=False, plan=policy
    )
    skill: NDArray[np.float64] = 100 * one.outcome.snapshots["skill"][1:].astype(float)
    return tuple(
        float(skill[(place + 1) * QUARTER - LAST : (place + 1) * QUARTER].mean())
        for place in range(1, 5)
    )


def ends(plan: Plan, seeds: Sequence[int] = SEEDS) -> list[float]:
    """Return the skill at the end of each quarter of a plan, of 100, as a mean of three runs.

    Examples
    --------
    >>> len(ends([dict(training=10, coaching=5)] * 4))
    4
    """
    hours = tuple((float(one["training"]), float(one["coaching"])) for one in plan)
    lived = [plan_of(hours, seed) for seed in seeds]
    return [sum(quarter) / len(lived) for quarter in zip(*lived, strict=True)]


def cost(plan: Plan) -> float:
    """Return what a plan costs a head.

    Examples
    --------
    >>> cost([dict(training=10, coaching=5)] * 4)
    2000.0
    """
    return sum(PRICES[name] * float(one[name]) for one in plan for name in PRICES)


def build(given: Any) -> str:
    """Live a year's plan, and see whether it holds, and whether it knows its own dip."""
    plan = rows(given, FORM, "your plan")
    named = [place for place, one in enumerate(plan) if one["lowest"] == "yes"]
    if len(named) != 1:
        raise Off("Say of one quarter, and of one only, that it is the lowest.")
    if cost(plan) > BUDGET:
        raise Off(f"It costs {said(cost(plan))} a head, and there are {said(BUDGET)}.")
    skill = ends(plan)
    if skill[-1] < DECEMBER:
        raise Off(f"In December skill is {skill[-1]:.0f} of 100, and should be {DECEMBER:.0f}.")
    if min(skill) < LOWEST:
        raise Off(f"At the end of a quarter skill is down to {min(skill):.0f} of 100.")
    if skill[named[0]] > min(skill) + 0.3:
        raise Off("The dip is in another quarter than you say.")
    return f"the dip comes in quarter {named[0] + 1}, and you said so before. That is a plan."


SPLIT = (
    Field("training", "Training", "hours a head and year", 0, 200),
    Field("coaching", "Coaching", "hours a head and year", 0, 200),
)
FORM = Form(
    (
        Field("training", "Training", "hours", 0, 100),
        Field("coaching", "Coaching", "hours", 0, 100),
        Field("lowest", "Skill is lowest at its end", choices=("no", "yes")),
    ),
    rows=4,
)

EXERCISE = Exercise(
    number="07",
    picture=show,
    tasks={
        "read_off": read_off(
            "07",
            {"days": "the half-life"},
            {
                "day": "That is the day in the year. How long after the course is it?",
                "interval": "That is the time from course to course.",
                "lost": "By then nearly all of it is gone. When is half of it?",
            },
            "half of what a course adds is gone after that time, whatever the course was.",
            (
                "How much did the course add? When is half of that gone?",
                "Half of what was added, not half of all skill: people knew something before.",
                "Find the height in the middle between before and after the course, and count "
                "the days from the course to there.",
            ),
        ),
        "change": Task(
            change,
            (
                "Give some of the hours to coaching, and look at December.",
                "Neither alone is best: coaching keeps what training brought.",
                "Try splits from a quarter to a half for coaching.",
            ),
        ),
        "explain": Task(explain, ("Let december count for you, with both pairs of hours.",)),
        "build": Task(
            build,
            (
                "Let ends(build) and cost(build) count for you, and look at all four quarters.",
                "An early course has the most time to wear off. Coaching from the start slows "
                "that down.",
                "Spread the courses, the larger ones first, with a little coaching in each "
                "quarter. Then see in ends(build) where the dip is.",
            ),
        ),
    },
    form=FORM,
)
