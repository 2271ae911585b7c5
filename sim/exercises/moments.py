"""Exercise 01: the worst hand-off, half as many hurt for little money, a journey of one's own."""

from functools import cache
from math import exp
from typing import Any

from sim.assumptions import Scenario, load
from sim.exercises.exercise import Exercise, Task, read_off
from sim.exercises.form import Field, Form
from sim.exercises.given import Off, near, number, rows, said, settings
from sim.exercises.picture import Picture, picture
from sim.show.journey import describe_journey, journey, journey_steps
from sim.show.style import Style
from sim.study.hurt import hurt
from sim.study.run import run

WORLD = {
    "time.days": 364,
    "time.warm_up_days": 0,
    "market.customers": 500,
    "market.people": 1250,
    "moments.problems_per_customer_year": 0.7,
    "moments.hand_off_share": 0.9,
}
"""A telephone company for one year; most of what goes wrong goes wrong between departments."""
SEEDS = (26, 7, 41)
BUDGET = 12_000.0
"""Of the currency a year, in the prices of `price`."""
PRICES = {"standards": 120.0, "training": 360.0, "coaching": 480.0, "recognition": 20.0}
"""What one more of each costs a year: 12 people are trained and coached."""
DEPARTMENTS = ("Shop", "Hotline", "Technical service", "Billing")
STAGES = ("before", "purchase", "after")


@cache
def company(
    standards: float = 0.0, training: float = 20.0, coaching: float = 0.0, recognition: float = 0.0
) -> Scenario:
    """Return the company with the measures that were bought."""
    bought = {
        "moments.standards": standards / 100,
        "workforce.training_hours": training,
        "workforce.coaching_hours": coaching,
        "workforce.recognition": recognition / 100,
    }
    return load("telecom", changes=WORLD | bought)


@cache
def hurt_of_100(scenario: Scenario, seeds: tuple[int, ...] = SEEDS) -> float:
    """Return how many of 100 customers are hurt at least once in the year."""
    found = [hurt(run(scenario, seed=seed, keep_events=False)).all for seed in seeds]
    return 100 * sum(found) / len(found)


def hurt_with(**measures: float) -> float:
    """Return how many of 100 customers are hurt with the measures that are named.

    Examples
    --------
    >>> hurt_with(standards=50) < hurt_with()
    True
    """
    return hurt_of_100(company(**{name: float(value) for name, value in measures.items()}))


def price(standards: float, training: float, coaching: float, recognition: float) -> float:
    """Return what the measures cost a year.

    Examples
    --------
    >>> price(standards=10, training=20, coaching=1, recognition=0)
    1680.0
    """
    more = {"standards": standards, "training": training - 20, "coaching": coaching}
    more["recognition"] = recognition
    return sum(PRICES[name] * max(0.0, much) for name, much in more.items())


def show() -> Picture:
    """Draw the map of the journey."""
    steps = journey_steps(run(company(), seed=26))

    def draw(figure: Any, style: Style) -> str:
        journey(figure.add_axes((0.01, 0.0, 0.98, 0.89)), steps, style)
        return describe_journey(steps)

    return picture(draw)


def change(given: Any) -> str:
    """Halve the number of hurt customers, within the budget."""
    bought = settings(given, MEASURES, "your change")
    cost = price(**bought)
    before, after = hurt_with(), hurt_with(**bought)
    if after > before / 2:
        raise Off(f"Of 100 customers {after:.0f} are hurt instead of {before:.0f}: not yet half.")
    if cost > BUDGET:
        raise Off(
            f"Half as many are hurt, but it costs {said(cost)} a year, more than {said(BUDGET)}."
        )
    return (
        f"of 100 customers {after:.0f} are hurt instead of {before:.0f}, for {said(cost)} a year."
    )


def explain(before: Any, after: Any, cost: Any, change: Any) -> str:
    """Hold the three figures against runs of what was bought."""
    bought = settings(change, MEASURES, "your change")
    given = [number(one, "a figure") for one in (before, after, cost)]
    if not near(given[0], hurt_with(), 0.06):
        raise Off("The first figure is not how many of 100 are hurt when nothing is bought.")
    if not near(given[1], hurt_with(**bought), 0.08):
        raise Off("The second figure is not how many of 100 are hurt with what you bought.")
    if not near(given[2], price(**bought), 0.02):
        raise Off("The third figure is not what you pay in a year.")
    return "these are the figures. Now say in your own words why this was the cheapest way."


def build(given: Any) -> str:
    """Read a journey of six touchpoints, and work out who is hurt at each."""
    steps = rows(given, Form(TOUCHPOINT, rows=6), "your journey")
    stages = [STAGES.index(one["stage"]) for one in steps]
    if stages != sorted(stages) or set(stages) != {0, 1, 2}:
        raise Off("The stages must run from before over purchase to after, with all three in it.")
    if len({one["name"].lower() for one in steps}) < len(steps):
        raise Off("Two touchpoints have the same name.")
    if len({one["department"].lower() for one in steps}) < 2:
        raise Off("One department does everything here, so nobody can be lost between two.")
    if not any(one["contacts"] * one["wrong"] for one in steps):
        raise Off("Nothing ever goes wrong on this journey.")
    for one in steps:
        low, high = sorted(hurt_at(one["contacts"], one["wrong"]))
        spare = max(0.3, 0.04 * high)
        if not low - spare <= one["hurt"] <= high + spare:
            way = "few" if one["hurt"] < low else "many"
            raise Off(f"At {one['name']}, {said(one['hurt'])} hurt customers of 100 are too {way}.")
    worst = max(steps, key=lambda one: float(one["hurt"]))
    return f"six touchpoints, and {worst['name']} hurts most. Who owns it?"


def hurt_at(contacts: float, wrong: float) -> tuple[float, float]:
    """Return who is hurt where all come equally often, and where each contact comes by chance."""
    alike = (1 - wrong / 1000) ** contacts
    chance = exp(-contacts * wrong / 1000)
    return 100 * (1 - alike), 100 * (1 - chance)


MEASURES = (
    Field("standards", "Standards for hand-offs", "%"),
    Field("training", "Training for each of 12 people", "hours a year", 20, 200, 1, 20),
    Field("coaching", "Coaching for each of 12 people", "hours a year", 0, 100),
    Field("recognition", "Recognition", "%"),
)
TOUCHPOINT = (
    Field("name", "Touchpoint", is_text=True),
    Field("stage", "Stage", choices=STAGES),
    Field("department", "Department", is_text=True),
    Field("contacts", "Contacts a year", high=365, step=0.1),
    Field("wrong", "Wrong, of 1,000", high=1000, step=0.1),
    Field("hurt", "Hurt, of 100", step=0.1),
)

EXERCISE = Exercise(
    number="01",
    picture=show,
    tasks={
        "read_off": read_off(
            "01",
            {
                "from": "the department that hands over",
                "to": "the department that takes over",
                "worst": "the number who get lost",
            },
            {
                "backwards": "These two are right, the other way round: who hands over to whom?",
                "most": "So many get lost there in all. How many of 1,000 who are handed on?",
                "served": "That is what fails at a touchpoint. Who gets lost on the way to one?",
            },
            "most get lost where most are handed on. The worst of 1,000 is another place.",
            (
                "Look at the arrows first, then at the bars.",
                "The widest arrow is where most get lost. It begins in one lane, and ends in "
                "another.",
                "The last column counts who gets lost, of 1,000. Look for its largest number.",
            ),
            {"from": DEPARTMENTS, "to": DEPARTMENTS},
        ),
        "change": Task(
            change,
            (
                "Where do most customers get hurt: at a touchpoint, or between two?",
                "Buy one thing alone, and see what it does. Then the next one alone.",
                "Put the money on what acts between departments, and leave the rest as it is.",
            ),
        ),
        "explain": Task(
            explain,
            (
                "Let hurt_with and price count for you.",
                "Call hurt_with with nothing in its brackets, and then with what you bought.",
            ),
        ),
        "build": Task(
            build,
            (
                "Look at your list as a customer would pass through it.",
                "How many of 100 come through their whole year there without a failure? The "
                "others are hurt.",
                "Multiply the chance that one contact goes right by itself, once for each contact "
                "of the year. Nobody can be hurt more than all.",
            ),
        ),
    },
    form=Form(TOUCHPOINT, rows=6),
)
