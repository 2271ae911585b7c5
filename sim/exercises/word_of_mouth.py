"""Exercise 04: generations, where bad talk is as loud as good, and an answer to a bad week."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from sim import facts
from sim.assumptions import Scenario, load
from sim.exercises.exercise import Exercise, Task, read_off
from sim.exercises.form import Field, Form
from sim.exercises.given import Off, near, number, said, settings, word
from sim.exercises.living import mean
from sim.exercises.picture import Picture, picture
from sim.lessons.word_of_mouth import SMALL
from sim.show.family import describe_family_tree, family_tree
from sim.show.style import Style
from sim.study.family import families
from sim.study.run import Run, run

SHOP = {
    "time.days": 364,
    "time.warm_up_days": 0,
    "market.customers": 500,
    "market.people": 1250,
    "market.marketing_per_year": 3000.0,
}
"""A small shop for one year."""
BAD_WEEKS = {
    "shocks.recall.kind": "product_failure",
    "shocks.recall.day": 91.0,
    "shocks.recall.lasts_days": 56.0,
    "shocks.recall.strength": 8.0,
}
"""From day 91 on, for eight weeks, much goes wrong."""
SEEDS = (26, 7, 41)
RUNS = 3
EVEN = (0.86, 1.16)
KEPT = 25
BUDGET = 2500.0
ANSWER = (facts.LISTENING, facts.RECOVERY, facts.DESK_WAGES)
"""What answering costs: asking, putting right, and hours at the desk."""
WAYS = ("more", "about as many", "fewer")


class Answered(NamedTuple):
    """What an answer to the bad weeks came to, against doing nothing with the same luck."""

    kept: float
    """More customers at the end of the year."""
    cost: float
    """More money spent on answering."""


@cache
def shop(ratio: float) -> Scenario:
    """Return the shop in which a bad day is told to `ratio` times as many people as a good one."""
    changes = {"talk.bad_to_good_ratio": ratio, "moments.problems_per_customer_year": 0.7}
    return load("corner_shop", changes=SHOP | changes)


def loudness(ratio: float, seed: int = 26) -> float:
    """Return how many people hear something bad, for each who hears something good."""
    bad, good = (mean(shop(ratio), name, RUNS, seed) for name in ("told_bad", "told_good"))
    return bad / good


def talk(ratio: float) -> dict[str, float]:
    """Say what a year of talk comes to when bad days are told to `ratio` times as many people.

    Examples
    --------
    >>> sorted(talk(1))
    ['bad_days_told', 'brought', 'good_days_told', 'heard_bad', 'heard_good']
    """
    scenario = shop(float(ratio))
    figures = ("told_good", "told_bad", "told_balance", "joined_referral")
    good, bad, balance, brought = (mean(scenario, name, 8) for name in figures)
    days = bad / (scenario.talk.listeners_per_good * float(ratio))
    return {
        "heard_good": good,
        "heard_bad": bad,
        "good_days_told": days * balance,
        "bad_days_told": days,
        "brought": brought,
    }


def show() -> Picture:
    """Draw the generations of a seller's customers, and the largest family."""
    changes = SMALL | {"talk.good_word_joins": 0.07, "time.days": 8 * 364}
    one = run(load("direct_sales", changes=changes), keep_events=False)
    found = families(one.customers, one.figures["referral_reproduction"])

    def draw(figure: Any, style: Style) -> str:
        family_tree(figure.add_axes((0.02, 0.03, 0.96, 0.85)), found, style)
        return describe_family_tree(found)

    return picture(draw)


def change(given: Any) -> str:
    """Find where bad talk is as loud as good talk, on three seeds."""
    ratio = settings(given, (RATIO,), "your change")["ratio"]
    loud = sum(loudness(ratio, seed) for seed in SEEDS) / len(SEEDS)
    low, high = EVEN
    if not low <= loud <= high:
        way = "fewer" if loud < low else "more"
        raise Off(
            f"For 100 people who hear something good, {100 * loud:.0f} hear something bad: {way}."
        )
    return f"for 100 people who hear something good, {100 * loud:.0f} hear something bad."


def explain(balance: Any, brought: Any) -> str:
    """Hold the stories told, and the customers brought, against runs."""
    usual = talk(2)
    truth = usual["good_days_told"] / usual["bad_days_told"]
    if not near(number(balance, "the first figure"), truth, 0.15):
        raise Off(
            "The first figure is not how many good days are told for each bad one.",
            "Count days that are told, and not the people who hear of them.",
        )
    before, after = talk(1)["brought"], talk(6)["brought"]
    way = WAYS[1] if near(after, before, 0.05) else WAYS[0] if after > before else WAYS[2]
    if word(brought, "what becomes of those brought", WAYS) != way:
        raise Off("Look again at how many customers others bring.")
    return "good days are told more often, bad days to more people. Say in your words what follows."


@cache
def nothing(seed: int) -> Run:
    """Return the year in which nothing is done about the bad weeks."""
    return run(load("corner_shop", changes=SHOP | BAD_WEEKS), seed=seed, keep_events=False)


@cache
def answered(day: float, asked: float, authority: float, hours: float, seed: int) -> Answered:
    """Return what an answer comes to from that day on."""
    still = nothing(seed)
    policy = {
        "voice.asked_share": asked / 100,
        "recovery.authority": authority / 100,
        "desk.hours_per_week": hours,
    }
    moved = run(still.scenario, seed=seed, keep_events=False, plan={day: policy})
    kept = moved.figures["customers_end"] - still.figures["customers_end"]
    return Answered(kept, spent(moved) - spent(still))


def spent(one: Run) -> float:
    """Return what was spent on answering."""
    return float(one.outcome.amounts[:, list(ANSWER)].sum()) / 100


def build(given: Any) -> str:
    """Try an answer on three seeds: the worst and the dearest of them count."""
    plan: Mapping[str, float] = settings(given, RESPONSE, "your answer")
    found = [answered(**plan, seed=seed) for seed in SEEDS]
    kept, cost = min(one.kept for one in found), max(one.cost for one in found)
    if kept < KEPT:
        raise Off(f"In the worst of three years it keeps {max(0.0, kept):.0f} customers more.")
    if cost > BUDGET:
        raise Off(f"In the dearest of three years it costs EUR {said(cost)}.")
    return f"it keeps {kept:.0f} customers or more, for EUR {said(cost)} or less, in three years."


RATIO = Field("ratio", "A bad day is told to so many times as many people", "times", 0.5, 12, 0.1)
RESPONSE = (
    Field("day", "From which day on?", "of the year", 91, 363, 1, 200),
    Field("asked", "Asked, of 100 silent", "of 100"),
    Field("authority", "May be put right on the spot", "of 100", start=20),
    Field("hours", "Hours at the desk", "a week", 1, 40, 0.5, 1.5),
)

EXERCISE = Exercise(
    number="04",
    picture=show,
    tasks={
        "read_off": read_off(
            "04",
            {
                "generations": "the number of generations that were brought",
                "later": "the number who were brought by somebody who had been brought",
            },
            {
                "with_first": "You counted those whom nobody brought, too.",
                "all": "That is everybody who was brought. Who of them by one who was brought?",
                "second": "That is one generation. Those after it count as well.",
            },
            "a customer whom you won was only the first of a line.",
            (
                "Each row of the picture is a generation. Which of them were brought?",
                "The first row was won by you. The second was brought by customers whom you won.",
                "Add up the rows from the third on.",
            ),
        ),
        "change": Task(
            change,
            (
                "Move the number, and see which way it goes.",
                "Good days are told more often than bad ones. So how many more people must hear "
                "of each bad one?",
                "Twice the number makes bad talk about twice as loud: work out the step.",
            ),
        ),
        "explain": Task(explain, ("Let talk(1), talk(2) and talk(6) count for you.",)),
        "build": Task(
            build,
            (
                "When does it matter most, and what reaches those who say nothing?",
                "Too few kept: begin earlier, or hear of more. Too dear: what of it do you pay "
                "for without need?",
                "Ask many of the silent early, let the front line put it right, and leave the "
                "desk as it is.",
            ),
        ),
    },
    form=Form(RESPONSE),
)
