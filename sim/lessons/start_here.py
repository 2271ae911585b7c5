"""Module 00, what 10% fewer staff hours do: a queue that bends up."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from sim.assumptions import Scenario
from sim.lessons.answer import Answer, Spread, spread_of
from sim.lessons.lesson import (
    At,
    Bin,
    Challenge,
    Exercise,
    Knob,
    Lesson,
    Measure,
    Prediction,
    Rule,
    Setting,
    Shown,
)
from sim.lessons.quiz import AnswerOption, NumberQuestion, NumberRange, Question
from sim.show.queue import describe_floor, describe_queue_bend, floor, line_by_hour, queue_bend
from sim.show.style import Style
from sim.show.words import between, count
from sim.study.run import Run
from sim.world.team import Team

TILL = "till"
PATIENT = {"touchpoints.till.patience_minutes": 240.0, "moments.wait_effect": 0.0}
"""Customers who wait as long as it takes and hold nothing against anybody: the queue alone."""


def scenarios(base: Scenario, setting: Setting) -> dict[str, Scenario]:
    """Give some of the till's hours to other work, and say how patient customers are."""
    staff = base.value(f"departments.{TILL}.staff")
    hours = staff * base.time.open_hours * setting["taken"] / 100
    changes = {f"departments.{TILL}.background_hours": hours}
    return {"now": base.with_(changes if setting["leave"] else PATIENT | changes)}


def watch(run: Run) -> Mapping[str, Any]:
    """Keep the line at the till, hour by hour, of the run whose events are there."""
    if not len(run.outcome.facts):
        return {}
    time = run.scenario.time
    place = [one.name for one in run.scenario.touchpoints].index(TILL)
    start = time.warm_up_days
    return {"line": line_by_hour(run.outcome, place, time.days, time.open_hours, start)}


def draw(figure: Figure, shown: Shown, style: Style) -> None:
    """Draw how the wait bends, and beside it who stands in line, hour by hour."""
    table = waits(shown)
    limits = (TAKEN.high, float(table["mean"].max()))
    bend = figure.add_axes((0.07, 0.225, 0.49, 0.66))
    queue_bend(bend, table, style, shown.setting["taken"], limits, step=TAKEN.step)
    lines = [one.seen[one.now]["line"] for one in shown.stops.values()]
    longest = max([float(_line(shown).max()), *(float(line.max()) for line in lines)])
    floor(figure.add_axes((0.64, 0.225, 0.35, 0.66)), _line(shown), style, longest)


def describe(shown: Shown) -> str:
    """Say what `draw` shows."""
    bend = describe_queue_bend(waits(shown), shown.setting["taken"])
    return f"{bend} {describe_floor(_line(shown))}"


def waits(shown: Shown) -> pd.DataFrame:
    """Return the wait in minutes at each stop that is known: mean, low, high."""
    known = dict(shown.stops) | {shown.setting["taken"]: shown.answer}
    found = {stop: answer.spread("wait_minutes") for stop, answer in known.items()}
    return pd.DataFrame(found, index=["mean", "low", "high", "n"]).T.sort_index()


def told(at: At) -> tuple[str, ...]:
    """Say what the module teaches, in numbers of its own."""
    full, fewer, half = at(taken=0), at(taken=10), at(taken=50)
    real = at(taken=50, leave=1)
    waited = [one.mean("wait_minutes") for one in (full, fewer, half, real)]
    lost = full.mean("customers_end") - real.mean("customers_end")
    return (
        f"With the till open all day, customers wait {waited[0]:.1f} minutes on average. Take 10% "
        f"of its hours away, and they wait {waited[1]:.1f}. That is not 10% longer. It is "
        f"{_said(_times((full, fewer)))}. Take half of the hours, and it is {waited[2]:.0f} "
        "minutes.",
        "Customers come in bunches, and whoever waits makes the next one wait, too. A till with "
        "time to spare catches up between two bunches. A busy one never does. So the busier people "
        "are already, the more each lost hour costs.",
        "The switch makes the shop as it is: customers get angry, and some leave. With half of the "
        f"hours gone the wait is then only {waited[3]:.1f} minutes. That is no good news: after a "
        f"quarter {count(lost)} fewer of a thousand customers are there. A short line may only "
        "mean that people have gone.",
    )


def in_line(busy: float) -> float:
    """Say how long one waits at a single till without a rush, in services: Erlang's formula.

    Parameters
    ----------
    busy : float
        Percentage of its time that the till is busy.

    Examples
    --------
    >>> in_line(50), round(in_line(85), 2)
    (1.0, 5.67)
    """
    return busy / (100 - busy)


def _line(shown: Shown) -> pd.Series:
    found: pd.Series = shown.answer.seen[shown.answer.now]["line"]
    return found


def _times(answers: Sequence[Answer]) -> Spread:
    """Return how many times as long the second wait is as the first."""
    before, after = (one.values("wait_minutes") for one in answers)
    return spread_of(after / before)


def _said(truth: Spread) -> str:
    return f"{between(truth.mean, truth.low, truth.high, 1)} times as long"


TAKEN = Knob(
    name="taken",
    label="How many of the till's hours go to other work?",
    unit="%",
    high=50,
    step=5,
    about="other work, such as filling shelves, comes in pieces of about five minutes. Source: "
    "ours. Evidence: assumption.",
)
LEAVE = Knob(
    name="leave",
    label="Customers",
    words=("wait as long as it takes", "get angry, and some leave"),
    about="the first shows the line alone; the second is the shop as it is",
)

LESSON = Lesson(
    number="00",
    name="start_here",
    title="Start here",
    question="What do 10% fewer staff hours do?",
    trade="corner_shop",
    changes={"time.days": 91, "time.warm_up_days": 7},
    knobs=(TAKEN, LEAVE),
    measure=Measure(
        "wait_minutes", "Average wait", "minutes", digits=2, more="longer", less="shorter"
    ),
    better="less",
    draw=draw,
    describe=describe,
    told=told,
    scenarios=scenarios,
    watch=watch,
    keep_events=True,
    prediction=Prediction(
        question="One person works at the till, and has quiet hours. The owner gives 10% of the "
        "till's hours to other work. How long do customers then wait, on average?",
        bins=(
            Bin("As long as before: there was time to spare", 0, 1.03),
            Bin("About 10% longer", 1.03, 1.2),
            Bin("A quarter to a half longer", 1.2, 1.6),
            Bin("Nearly twice as long", 1.6, 2),
            Bin("More than twice as long", 2, float("inf")),
        ),
        settings=({"taken": 0}, {"taken": 10}),
        truth=_times,
        said=_said,
    ),
    rule=Rule(
        function=Team.seize,
        along=(0, 95),
        value=in_line,
        across="How busy the till is, in % of its time",
        up="Wait, in times of one service",
        words="No line of the model says how long a wait is. Whoever finds nobody free gets in "
        "line; all else comes of that. What comes of it at one till without a rush has been known "
        "for a hundred years, from Erlang: at 50% busy one waits as long as one service takes, at "
        "85% nearly six times as long, at 95% nineteen times. The tests hold the model to it.",
    ),
    quiz=(
        Question(
            "Why does 10% less time at the till not make the wait 10% longer?",
            (
                AnswerOption(
                    "The people at the till work more slowly.",
                    False,
                    "They work as fast as ever. Look at what happens between two bunches of "
                    "customers.",
                ),
                AnswerOption(
                    "The till has less time to catch up after each bunch of customers.",
                    True,
                    "Yes. The time to spare is what keeps a line short, and that is what was taken "
                    "away.",
                ),
                AnswerOption(
                    "More customers come.",
                    False,
                    "As many come as before. What changed is how soon somebody is free for them.",
                ),
            ),
        ),
        Question(
            "The till is busy for 40% of the day. Is there room to take 20% of its hours?",
            (
                AnswerOption(
                    "Yes: 60% of the day is idle.",
                    False,
                    "On average. Customers do not come on average; look at the hour before "
                    "closing in the picture.",
                ),
                AnswerOption(
                    "It depends on how busy it is in the rush.",
                    True,
                    "Yes. The average hides the hour in which the line is made.",
                ),
                AnswerOption(
                    "No: nothing may ever be taken.",
                    False,
                    "In a quiet hour it may cost nearly nothing. Which hours would you take?",
                ),
            ),
        ),
        NumberQuestion(
            "A desk is busy 80% of its time. One waits 80 / 20 = 4 services. It gets busier, to "
            "90%. How many services does one wait now?",
            (
                NumberRange(
                    8.5, 9.5, True, "Yes: 90 / 10. A tenth busier, and more than twice the wait."
                ),
                NumberRange(4.3, 5.5, False, "That would be in proportion. Divide busy by idle."),
            ),
            otherwise="Divide the time it is busy by the time it is idle.",
        ),
        Question(
            "The line at your counter has got shorter, and you changed nothing. What now?",
            (
                AnswerOption(
                    "Good. We are doing well.",
                    False,
                    "Perhaps. Move the switch to customers who leave, and look at the line again.",
                ),
                AnswerOption(
                    "Find out whether customers have gone.",
                    True,
                    "Yes. A line gets short in two ways: they are served, or they stay away.",
                ),
                AnswerOption(
                    "Give more hours to other work.",
                    False,
                    "That is how the shop in the picture lost its customers.",
                ),
            ),
        ),
    ),
    challenge=Challenge(
        task="Many say: a short line shows good service. Break that rule. Find a shop in which "
        "customers wait less than 4 minutes, and more than 200 of a thousand are lost in a "
        "quarter.",
        done=lambda shown: (
            shown.answer.mean("wait_minutes") < 4 and shown.answer.mean("customers_end") < 800
        ),
        hint="Customers who wait as long as it takes do not leave. Which do?",
    ),
    exercise=Exercise(
        read_off="Move the slider to 20%. How long do customers wait, and in which hours is the "
        "line longest?",
        change="Move the slider from 40% to 50%, and then from 0% to 10%. Both take a tenth of the "
        "hours. Which adds more minutes, and why?",
        build="Your hotline takes 8 calls an hour, of 6 minutes each, with one person. How busy is "
        "that person, and how long does a caller wait by Erlang's formula? Now take a tenth of the "
        "hours away, and work it out again.",
    ),
    monday="Where in your business are people busy 85% of their time, and in which hour?",
    claims=("C28", "C45"),
    keys=(
        "departments.till.background_hours",
        "departments.till.background_minutes",
        "touchpoints.till.patience_minutes",
        "touchpoints.till.promised_wait_minutes",
        "moments.wait_effect",
    ),
)
