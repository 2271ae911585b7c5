"""Exercise 02: the unhappy behind a report, a report that gets worse, and silence from a survey."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np

from sim.assumptions import Scenario, load
from sim.exercises.exercise import Exercise, Task, read_off
from sim.exercises.form import Field, Form
from sim.exercises.given import Off, called, near, number, said, settings, word
from sim.exercises.living import mean
from sim.exercises.picture import Picture, picture
from sim.show.hearing import describe_iceberg, iceberg
from sim.show.style import Style

WORLD = {
    "time.days": 364,
    "time.warm_up_days": 0,
    "market.customers": 500,
    "market.people": 1250,
    "moments.problems_per_customer_year": 0.6,
    "voice.ease": 4.0,
}
"""A small shop for one year, with failures enough to count, and a desk for complaints."""
RUNS = 8
SEEDS = (26, 7, 41)
AIM = 0.30
HALF_WIDTH = 0.035
WAYS = ("more", "about as many", "fewer")
SHARES = (
    "everybody asked",
    "had a problem",
    "had a problem and told",
    "had a problem, told nobody",
)

Survey = Sequence[dict[str, bool]]


@cache
def shop(asked: float = 0.0) -> Scenario:
    """Return the shop of this exercise; `asked` in 100 of the silent are asked."""
    return load("corner_shop", changes=WORLD | {"voice.asked_share": asked / 100})


def heard(asked: float, seed: int = 26) -> float:
    """Return the share of failures that anyone in the business hears of."""
    return mean(shop(asked), "heard_share", RUNS, seed)


def show() -> Picture:
    """Draw the iceberg, with the waterline lifted."""
    figures = {name: mean(shop(), name, RUNS) for name in ("miseries", "complaints")}

    def draw(figure: Any, style: Style) -> str:
        iceberg(figure.add_axes((0.1, 0.03, 0.8, 0.84)), figures, style, True, "reported")
        return describe_iceberg(figures, True, "reported failures")

    return picture(draw)


def change(given: Any) -> str:
    """Hear 30 in 100 failures: on three seeds, within what luck does to a small shop."""
    asked = settings(given, (ASKED,), "your change")["asked"]
    shares = [heard(asked, seed) for seed in SEEDS]
    share = sum(shares) / len(shares)
    if abs(share - AIM) > HALF_WIDTH:
        way = "less" if share < AIM else "more"
        raise Off(f"With that you hear of {100 * share:.0f} in 100 failures, {way} than asked for.")
    return f"you hear of {100 * share:.0f} in 100 failures, on three seeds."


def explain(times: Any, lived: Any, leave: Any) -> str:
    """Hold the figures of the worse report against runs with and without asking."""
    before, after = (mean(shop(asked), "heard_share", RUNS) for asked in (0.0, 25.0))
    if not near(number(times, "the report"), after / before, 0.25):
        raise Off(
            "The report does not grow by that factor.",
            "Divide what you hear with asking "
            "by what you hear without. Not the difference: how many times as many?",
        )
    if word(lived, "what customers lived through", WAYS) != WAYS[1]:
        raise Off(
            "Look again at what customers lived through.",
            "Does asking make a till break down, or does it only let you hear of it?",
        )
    if word(leave, "those who leave", WAYS) != _leavers():
        raise Off("Look again at who leaves.", "Whoever is heard can be helped.")
    return "the report is worse, the shop is not. Now say it to your boss, in your own words."


def _leavers() -> str:
    before, after = (mean(shop(asked), "churn_rate", RUNS) for asked in (0.0, 25.0))
    if near(after, before, 0.03):
        return WAYS[1]
    return WAYS[0] if after > before else WAYS[2]


def survey(silent: float, people: int, seed: int) -> list[dict[str, bool]]:
    """Make up the answers of a survey in which so many stay silent for each who tells."""
    luck = np.random.default_rng(seed)
    trouble = luck.random(people) < 0.3
    # Some who had no problem spoke to you as well: to praise you.
    spoke = luck.random(people) < np.where(trouble, 1 / (1 + silent), 0.1)
    return [
        {"problem": bool(one), "told": bool(two)} for one, two in zip(trouble, spoke, strict=True)
    ]


def truth(rows: Survey) -> float:
    """Count the silent for each who told: the test of an estimate, not one."""
    spoke = sum(row["problem"] and row["told"] for row in rows)
    return (sum(row["problem"] for row in rows) - spoke) / spoke


def build(given: Any) -> str:
    """Try an estimate on surveys whose silence is known, on five seeds, and on an empty report."""
    for seed, silent in enumerate((3.0, 9.0, 26.0, 6.0, 15.0)):
        rows = survey(silent, 2000, seed)
        found = number(called(given, rows), "what your function returns")
        if not near(found, truth(rows), 0.06):
            way = "few" if found < truth(rows) else "many"
            raise Off(
                f"In survey {seed + 1} your function finds {said(found)} silent for each who told. "
                f"That is too {way}."
            )
    nobody = [{"problem": True, "told": False}] * 20
    called(given, nobody)
    return "it finds the silence in five surveys, and does not break when nobody told you."


def ratio(top: str, below: str) -> Callable[[Survey], float]:
    """Make an estimate: how many there are of one kind for each of another.

    Parameters
    ----------
    top, below : str
        One of `SHARES` each.

    Examples
    --------
    >>> rows = [{"problem": True, "told": True}, {"problem": False, "told": False}]
    >>> ratio("everybody asked", "had a problem")(rows)
    2.0
    """
    names = [word(one, "a part of the ratio", SHARES) for one in (top, below)]

    def estimate(rows: Survey) -> float:
        counts = [sum(_is(row, name) for row in rows) for name in names]
        return counts[0] / counts[1] if counts[1] else float("inf")

    return estimate


def _is(row: dict[str, bool], name: str) -> bool:
    problem, told = row["problem"], row["told"]
    return (True, problem, problem and told, problem and not told)[SHARES.index(name)]


ASKED = Field("asked", "How many of 100 silent do you ask?", "of 100")

EXERCISE = Exercise(
    number="02",
    picture=show,
    tasks={
        "read_off": read_off(
            "02",
            {
                "silent": "the number of silent customers",
                "heard": "the number of failures that are heard of",
            },
            {
                "all": "You took everybody who was unhappy. Those who told you are not silent.",
                "difference": "That is how many are silent in all. How many are there for each "
                "report?",
                "slogan": "That is the slogan, not this shop.",
                "of_silent": "You divided by those below the water. Take all failures.",
            },
            "nearly all of it is below the water.",
            (
                "Which number is above the waterline, and which below?",
                "Take only those below the waterline. Share them out among those above.",
                "Divide the failures that nobody heard of by those that somebody heard of. And "
                "those that somebody heard of by all of them, times a hundred.",
            ),
        ),
        "change": Task(
            change,
            (
                "Move the number, and see which way it goes.",
                "Whoever complains unasked counts too: you need not ask 30 in 100.",
                "Go up when you hear too little, down when you hear too much, by smaller and "
                "smaller steps.",
            ),
        ),
        "explain": Task(explain, ("Compare the shop with asking and without, same luck.",)),
        "build": Task(
            build,
            (
                "Who counts as silent, and who as one that told you?",
                "Leave out whoever had no problem: some of them spoke to you, to praise you.",
                "Count those with a problem who did not tell, and those with a problem who did. "
                "What is the one for each of the other?",
            ),
        ),
    },
    form=Form(
        (
            Field("top", "Count these", choices=SHARES),
            Field("below", "for each of these", choices=SHARES),
        ),
        make=ratio,
    ),
)
