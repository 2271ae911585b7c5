"""Exercise 06: the visit that pays, a best split that moves, the worth of one's own customer."""

from functools import cache
from math import log
from typing import Any

from sim.assumptions import Scenario, load
from sim.exercises.exercise import Exercise, Task, read_off
from sim.exercises.form import Field, Form
from sim.exercises.given import Off, near, number, said, settings
from sim.exercises.living import mean
from sim.exercises.picture import Picture, picture
from sim.show.style import Style
from sim.show.worth import describe_worth, worth
from sim.study.run import run
from sim.study.worth import worth as worth_of

WORLD = {
    "market.customers": 500,
    "market.people": 1250,
    "market.marketing_per_year": 6500.0,
    "money.overhead_per_year": 37_500.0,
}
"""A small shop, lived for two years."""
NEXT = 5
"""Thousands a year that are there to be spent, on top of what is spent already."""
ASKING_PART = 2 / 3
"""Of the money for keeping, until everybody is asked; the rest buys hours at the desk."""
TODAY = {"asking": 4.0, "contact": 12.0}
SEEDS = (26, 7)
RUNS = 4
FAR = 2
"""Thousands by which the best split has to move."""


@cache
def shop(keeping: int, asking: float, contact: float) -> Scenario:
    """Return the shop that spends so many of the next thousands on keeping, the rest on winning."""
    prices = {"voice.asking_cost": asking, "market.cost_per_contact": contact}
    base = load("corner_shop", changes=WORLD | prices)
    money = 1000.0 * keeping
    all_asked = asking * base.market.customers
    asked = min(ASKING_PART * money, all_asked)
    hour = 52 * base.desk.wage_per_hour * base.desk.agents
    return base.with_(
        {
            "voice.asked_share": asked / all_asked,
            "desk.hours_per_week": base.desk.hours_per_week + (money - asked) / hour,
            "market.marketing_per_year": base.market.marketing_per_year + 1000.0 * NEXT - money,
        }
    )


def hill(asking: float = 4.0, contact: float = 12.0, seed: int = 26) -> dict[int, float]:
    """Return the profit of a year in thousands, by how many thousands go into keeping.

    Examples
    --------
    >>> list(hill())
    [0, 1, 2, 3, 4, 5]
    """
    splits = {one: shop(one, float(asking), float(contact)) for one in range(NEXT + 1)}
    return {one: mean(made, "profit", RUNS, seed) / 1000 for one, made in splits.items()}


def best(asking: float, contact: float, seed: int = 26) -> int:
    """Return the split with the most profit."""
    profit = hill(asking, contact, seed)
    return max(profit, key=lambda split: profit[split])


def show() -> Picture:
    """Draw what a customer who was won has brought in, week by week."""
    base = load("corner_shop", changes=WORLD | {"time.days": 546, "time.warm_up_days": 91})
    found = worth_of(run(base))

    def draw(figure: Any, style: Style) -> str:
        worth(figure.add_axes((0.1, 0.225, 0.86, 0.645)), found, style, "EUR")
        return describe_worth(found, "EUR")

    return picture(draw)


def change(given: Any) -> str:
    """Move the best split, on two seeds."""
    prices = settings(given, PRICES, "your change")
    if prices == TODAY:
        raise Off("These are the prices of today.")
    found = [best(**prices, seed=seed) for seed in SEEDS]
    moved = [abs(one - best(**TODAY, seed=seed)) for one, seed in zip(found, SEEDS, strict=True)]
    if max(moved) < FAR:
        raise Off("The best split has not moved that far: the top of the hill is where it was.")
    if min(moved) < FAR:
        raise Off("With other luck the best split has not moved that far: the hill is too flat.")
    return f"the best split is {found[0]} of {NEXT} thousand for keeping now."


def explain(before: Any, after: Any, lost: Any, change: Any) -> str:
    """Hold the best splits, and what the old one costs at the new prices, against runs."""
    prices = settings(change, PRICES, "your change")
    old, new = (best(one["asking"], one["contact"]) for one in (TODAY, prices))
    if round(number(before, "the first figure")) != old:
        raise Off("The first figure is not the best split at the prices of today.")
    if round(number(after, "the second figure")) != new:
        raise Off("The second figure is not the best split at your prices.")
    profit = hill(**prices)
    if not near(number(lost, "the third figure"), profit[new] - profit[old], 0.12, 0.1):
        raise Off("The third figure is not what the old split costs at your prices, in thousands.")
    return "nobody told you the prices of keeping and winning: the next one of each did."


def build(given: Any) -> str:
    """Hold a lifetime value, and the visit that pays, against what the trade itself says."""
    own = settings(given, TRADE, "your trade")
    low, high = values(own)
    if not 0.97 * low <= own["value"] <= 1.03 * high:
        way = "little" if own["value"] < low else "much"
        raise Off(f"For this trade a lifetime value of {said(own['value'])} is too {way}.")
    each = own["spend"] * own["margin"] / 100
    if not near(own["pays"], own["winning"] / each, 0.05, 1.0):
        way = "early" if own["pays"] < own["winning"] / each else "late"
        raise Off(f"The visit that pays for winning, number {said(own['pays'])}, is too {way}.")
    times = own["value"] / own["winning"]
    return f"a customer is worth {said(times)} times what winning one costs."


def values(own: dict[str, float]) -> tuple[float, float]:
    """Return the least and the most that usual formulas say: payments late, early or all along."""
    yearly = own["visits"] * own["spend"] * own["margin"] / 100
    stay, rate = own["stay"] / 100, own["discount"] / 100
    late, early = (yearly * part / (1 + rate - stay) for part in (stay, 1 + rate))
    along = yearly / (rate - log(stay))
    return min(late, along), max(early, along)


PRICES = (
    Field("asking", "Asking a customer costs", "EUR a year", 0.5, 40, 0.5, 4),
    Field("contact", "Reaching a stranger costs", "EUR", 2, 60, 0.5, 12),
)
TRADE = (
    Field("visits", "Visits a year", low=0.1, high=1000, step=0.1, start=1),
    Field("spend", "Spent at a visit", low=0.01, high=1e6, step=0.01, start=1),
    Field("margin", "Of which you keep", "of 100", 1, 100, 1, 1),
    Field("stay", "Customers still there after a year", "of 100", 1, 99, 1, 1),
    Field("discount", "Money is worth less each year by", "%", 1, 50, 1, 10),
    Field("winning", "Winning a customer costs", low=0.01, high=1e6, step=0.01, start=1),
    Field("value", "So the lifetime value is", low=0, high=1e9, step=0.01),
    Field("pays", "and winning is paid back at visit", low=0, high=1e6, step=0.1),
)

EXERCISE = Exercise(
    number="06",
    picture=show,
    tasks={
        "read_off": read_off(
            "06",
            {
                "cost": "what winning a customer cost",
                "visit": "the visit at which that is paid back",
            },
            {
                "day": "That is the day. How many visits had been made by then?",
                "value": "That is what a customer brings in the end. What did winning one cost?",
            },
            "until that visit a customer costs you more than they brought.",
            (
                "Where does the line begin, and where does it cross the level line?",
                "It begins as far below the level line as winning cost.",
                "At the crossing stand some words. Take visits, not days or weeks.",
            ),
        ),
        "change": Task(
            change,
            (
                "Try hill() with your prices: where is its top?",
                "When is one more customer kept so dear that you would rather win one? And when "
                "is all asking done with little money?",
                "Leave the strangers alone. Go far with the other price, up or down.",
            ),
        ),
        "explain": Task(
            explain,
            (
                "Let hill() and hill(**change) count for you.",
                "The top of each hill is its best split. What do you lose if you stay at the old "
                "one when the prices are yours?",
            ),
        ),
        "build": Task(
            build,
            (
                "What does a customer bring in a year, and for how many years?",
                "Take what you keep, not what is spent. And each year fewer are there, and money "
                "is worth less.",
                "What is kept in a year, divided by the share who leave and the discount rate "
                "added up. For the visit: how often must you keep what you keep each time?",
            ),
        ),
    },
    form=Form(TRADE),
)
