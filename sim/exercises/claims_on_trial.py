"""Exercise 09: a verdict from an interval, C15 true and then false, a fair test of a slogan."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.assumptions import Scenario, load
from sim.exercises.exercise import Exercise, Task, read_off
from sim.exercises.form import Field, Form
from sim.exercises.given import Off, near, number, settings, word
from sim.exercises.living import runs
from sim.exercises.picture import Picture, picture
from sim.exercises.sealed import RIGHT, verdict
from sim.lessons.answer import Answer, Spread
from sim.lessons.claims_on_trial import CLAIM, rise, scenarios, stay
from sim.show.style import Style, dress, undress, write
from sim.study.replicate import interval_of
from sim.study.trial.verdict import judge, more_than

FIRM = {
    "lock.convenience_share": 1.0,
    "market.customers": 400,
    "market.people": 1000,
    "time.days": 728,
    "time.warm_up_days": 0,
}
SEEDS = (26, 7, 41)
RUNS = 8
SHOWN = {"A": 60.0, "B": 82.0, "C": 70.0}
TRIED = ("reproduced", "not reproduced", "cannot be told")
REASONS = (
    "five points are a larger part of those who leave",
    "loyal customers spend more",
    "prices rise",
)

SHOP = {
    "time.days": 364,
    "time.warm_up_days": 0,
    "market.customers": 300,
    "market.people": 750,
    "moments.problems_per_customer_year": 0.8,
}
SLOGAN = more_than(10.0, "%")
MOST = 16
"""Runs of each shop that a test may have."""
CLEAR, NOTHING, LITTLE, CLOSE = 70.0, 0.0, 20.0, 36.0
"""How many of 100 silent four shops ask that have put up the slogan: one of them only says so."""
FIGURES = {
    "customers who leave": "churn_rate",
    "complaints": "complaints",
    "failures heard of": "heard_share",
    "profit": "profit",
}
BESIDE = ("the same shop without it", "the same shop a year before")
LUCK = ("the same in both", "other luck in each")
ALSO: dict[str, dict[str, float]] = {
    "nothing": {},
    "authority at the front": {"recovery.authority": 1.0},
    "a better product": {"moments.problems_per_customer_year": 0.5},
}
RULES = ("the whole interval", "the mean", "the best run")


@cache
def longer(start: float, seed: int = 26) -> Spread:
    """Return by how many per cent customers stay longer when five more of 100 stay a year."""
    base = load("direct_sales", changes=FIRM)
    both = scenarios(base, {"start": start, "percent": 0.0, "fixed": 15.0})
    return rise(
        Answer(both, {name: runs(one, RUNS, seed) for name, one in both.items()}, {}, seed), stay
    )


def more_time(start: float) -> float:
    """Return by how many per cent customers stay longer when `start` of 100 become five more.

    Examples
    --------
    >>> more_time(60) > 0
    True
    """
    return longer(float(start)).mean


def show() -> Picture:
    """Draw three intervals beside what is claimed, without a verdict."""
    found = {name: longer(start) for name, start in SHOWN.items()}

    def draw(figure: Any, style: Style) -> str:
        ax = figure.add_axes((0.03, 0.05, 0.94, 0.8))
        dress(ax, style, "Customers stay longer, by how many percent?")
        undress(ax)
        ax.set_xlim(0, 110)
        ax.set_ylim(3, -0.5)
        ax.fill_between((CLAIM.low, CLAIM.high), -0.1, 3, facecolor=style.deep, linewidth=0)
        for edge in (CLAIM.low, CLAIM.high):
            write(ax, edge, -0.15, f"{edge:g}", style, across="center", up="bottom")
        write(ax, 62.5, -0.15, "claimed", style, across="center", up="bottom")
        told = []
        for place, (name, (mean, low, high, _)) in enumerate(found.items()):
            height = place + 0.55
            ax.plot([low, high], [height, height], color=style.ink, linewidth=4)
            ax.plot([mean], [height], "o", color=style.ink, markersize=11)
            write(ax, 2, height, name, style, bold=True)
            text = f"{low:.0f} to {high:.0f}"
            write(ax, high + 3, height, text, style, on_paper=True)
            told.append(f"Firm {name}: {mean:.0f}%, interval {text}.")
        return f"Claimed: {CLAIM.low:g} to {CLAIM.high:g}% longer. {' '.join(told)}"

    return picture(draw)


def change(given: Any) -> str:
    """Find where the claim is reproduced, and where it is not, on three seeds each."""
    starts = settings(given, STARTS, "your change")
    for name, wanted in (("true_at", TRIED[0]), ("false_at", TRIED[1])):
        for seed in SEEDS:
            _, low, high, _ = longer(starts[name], seed)
            found = judge(low, high, CLAIM)
            if found != wanted:
                raise Off(
                    f"At {name}, {starts[name]:g}, customers stay {low:.0f} to {high:.0f}% longer: "
                    f"{found}."
                )
    return "the same claim, true in one firm and false in another. Nobody lied."


def explain(at_true: Any, at_false: Any, why: Any, change: Any) -> str:
    """Hold the two rises against runs, and the reason against what is sealed."""
    starts = settings(change, STARTS, "your change")
    for given, name in ((at_true, "true_at"), (at_false, "false_at")):
        if not near(number(given, "a figure"), more_time(starts[name]), 0.1, 1.0):
            raise Off(f"Look again at how much longer customers stay at {name}.")
    if verdict("09", "why", word(why, "the reason", REASONS)) != RIGHT:
        raise Off(
            "That is not what moves here.",
            "Nobody spends more in these firms, and no price "
            "changes. How many leave before, and how many of them stay on?",
        )
    return "the claim leaves out where one starts. Put that into a sentence."


@cache
def shop(asked: float, also: str = "nothing", later: bool = False) -> Scenario:
    """Return a shop that asks so many of 100 silent; `later`, its second year is looked at."""
    second = {"time.days": 728, "time.warm_up_days": 364} if later else {}
    return load(
        "corner_shop", changes=SHOP | {"voice.asked_share": asked / 100} | second | ALSO[also]
    )


def fewer(test: Mapping[str, Any], asked: float, seed: int) -> NDArray[np.float64]:
    """Return by how many per cent the figure of a test is lower, run by run."""
    name, n = FIGURES[test["figure"]], int(test["runs"])
    before = shop(0.0)
    after = shop(asked, test["also"], later=test["beside"] == BESIDE[1])
    moved = seed if test["luck"] == LUCK[0] else seed + 1000
    without, with_ = (
        np.array([one[name] for one in runs(scenario, MOST, luck)[:n]])
        for scenario, luck in ((before, seed), (after, moved))
    )
    return 100 * (without - with_) / abs(without.mean())


def tried(test: Mapping[str, Any], asked: float, seed: int) -> str:
    """Return the verdict that a test comes to on a shop."""
    found = fewer(test, asked, seed)
    mean, low, high, _ = interval_of(found)
    if test["decide"] == RULES[1]:
        low = high = mean
    elif test["decide"] == RULES[2]:
        low = high = float(found.max())
    return judge(low, high, SLOGAN)


def build(given: Any) -> str:
    """Try a test on four shops, with three seeds each, and see whether it finds what is so."""
    test = settings(given, TEST, "your test")
    if test["runs"] != int(test["runs"]):
        raise Off("Half a run cannot be lived.")
    for seed in SEEDS:
        found = tried(test, NOTHING, seed)
        if found != TRIED[1]:
            raise Off(f"A shop only put up the slogan and did nothing. Your test says: {found}.")
    for seed in SEEDS:
        found = tried(test, CLEAR, seed)
        if found != TRIED[0]:
            raise Off(f"In a shop a fifth fewer customers leave. Your test says: {found}.")
    for seed in SEEDS:
        if tried(test, LITTLE, seed) == TRIED[0]:
            raise Off("In a shop hardly one in twenty fewer leave. Your test says: reproduced.")
    verdicts = {tried(test, CLOSE, seed) for seed in SEEDS}
    if {TRIED[0], TRIED[1]} <= verdicts:
        raise Off(
            "In a shop it is close. Your test says reproduced, and with other luck it says the "
            "opposite."
        )
    return "it is fair: it finds what is so, finds out who only says so, and admits what is close."


STARTS = (
    Field("true_at", "Of 100, stay a year where it is true", "of 100", 50, 94, 0.5, 75),
    Field("false_at", "Of 100, stay a year where it is false", "of 100", 50, 94, 0.5, 75),
)
TEST = (
    Field("figure", "Look at", choices=tuple(FIGURES)),
    Field("beside", "Hold it beside", choices=BESIDE[::-1]),
    Field("luck", "Luck", choices=LUCK[::-1]),
    Field("also", "Change at the same time", choices=tuple(ALSO)[::-1]),
    Field("runs", "Runs of each", "", 2, MOST, 1, 2),
    Field("decide", "It must lie in the claim:", choices=RULES[::-1]),
)

EXERCISE = Exercise(
    number="09",
    picture=show,
    tasks={
        "read_off": read_off(
            "09",
            {"A": "the verdict on firm A", "B": "the verdict on firm B", "C": "that on firm C"},
            {
                "mean": "Look at the whole line, and not at the dot alone.",
            },
            "within, without, and across the edge.",
            (
                "Where does the whole line lie: within what is claimed, outside, or across?",
                "The dot is only the middle. What lies within the line could be so as well.",
                "A line that crosses an edge of the claim decides nothing.",
            ),
            {"A": TRIED, "B": TRIED, "C": TRIED},
        ),
        "change": Task(
            change,
            (
                "Try more_time() at some starts.",
                "The more stay already, the more five points are worth. Look for both edges.",
                "Keep away from the edges of the claim: with other luck one is soon across.",
            ),
        ),
        "explain": Task(explain, ("Let more_time count for you, at both starts.",)),
        "build": Task(
            build,
            (
                "What does the slogan speak of, and what else could move that?",
                "If the only difference between two shops is the slogan, what is left to differ? "
                "And what could mere luck do?",
                "Change one thing, hold all else the same, luck included, live it often enough, "
                "and let the verdict be open where it is.",
            ),
        ),
    },
    form=Form(TEST),
)
