"""Module 07, inside out: what lasts of training, and what coaching, morale and leaving do to it."""

from collections.abc import Mapping, Sequence
from functools import cache
from math import exp
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from sim import facts, rules
from sim.assumptions import Scenario
from sim.assumptions.claims import claims
from sim.lessons.answer import Answer, Gain, Spread, spread_of
from sim.lessons.icare import LEVERS, SPENT, spent
from sim.lessons.inside_out_quiz import QUIZ
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
    Shown,
)
from sim.lessons.who_sees_what import PERCEPTION
from sim.show.curve import Point, curve, describe_curve
from sim.show.lasting import LAST, describe_lasting, lasting
from sim.show.style import Style
from sim.show.words import amount, between, count
from sim.show.workforce import describe_workforce, workforce
from sim.study.measures import measure
from sim.study.run import Run

RUN_IN = 182
"""Days that no figure of the whole time counts; the panel's own figures are those of December."""
WHOLE = ("miseries", "churn_rate", "profit", "profit_npv", "morale", "staff_turnover")
"""Key figures that are kept for the whole time as well, under ``whole_`` and their name."""
TITLE = "Skill of 100, day by day"
DECEMBER = "In December"
ACROSS = "Hours of coaching"
ENDS = (40.0, 100.0)


def watch(run: Run) -> Mapping[str, Any]:
    """Keep the skill of each day, the figures of the whole time, and one run's workforce."""
    outcome = run.outcome
    skill = 100 * outcome.snapshots["skill"][1:]
    whole = measure(_whole(run.scenario), outcome)
    trained = outcome.counts[:, facts.TRAINED]
    first = int(np.flatnonzero(trained)[0]) if trained.any() else RUN_IN
    kept: dict[str, Any] = {
        "skill_by_day": skill,
        "trained_by_day": trained,
        "before": float(skill[first - LAST : first].mean()),
        "after": float(skill[first : first + 7].mean()),
        SPENT: spent(run),
    }
    kept |= {f"whole_{name}": whole[name] for name in WHOLE}
    if run.replication == 0:
        morale = outcome.snapshots["morale"][1:]
        quit_ = outcome.counts[:, facts.QUIT]
        columns = {"skill": skill / 100, "morale": morale, "trained": trained, "quit": quit_}
        kept["daily"] = pd.DataFrame(columns)
    return kept


@cache
def _whole(scenario: Scenario) -> Scenario:
    return scenario.with_({"time.warm_up_days": RUN_IN})


def draw(figure: Figure, shown: Shown, style: Style) -> None:
    """Draw skill with coaching and without, and beside it December at each stop; or one run."""
    if shown.setting["who"]:
        daily = shown.answer.seen[shown.answer.now]["daily"]
        workforce(figure.add_axes((0.055, 0.13, 0.935, 0.74)), daily, style)
        return
    now, alone, courses = _lines(shown)
    ax = figure.add_axes((0.065, 0.12, 0.555, 0.75))
    both = shown.setting["coaching"] > 0 and np.allclose(now, alone)
    named = "either way" if both else "alone"
    lasting(ax, now, alone, courses, style, title=TITLE, named=named, ends=ENDS)
    curve(
        figure.add_axes((0.705, 0.225, 0.28, 0.645)),
        stops(shown),
        style,
        title=DECEMBER,
        across=ACROSS,
        ends=(COACHING.low, COACHING.high),
        bottom=ENDS[0],
        top=90.0,
        step=COACHING.step,
        now=shown.setting["coaching"],
        said=_said_now(shown),
    )


def describe(shown: Shown) -> str:
    """Say what `draw` shows."""
    if shown.setting["who"]:
        return f"One run. {describe_workforce(shown.answer.seen[shown.answer.now]['daily'])}"
    coaching = shown.setting["coaching"]
    december = describe_curve(stops(shown), DECEMBER, ACROSS, coaching, _said_now(shown))
    return f"{describe_lasting(*_lines(shown))} {december}"


def stops(shown: Shown) -> dict[float, Point]:
    """Return skill in December at each stop that is known."""
    found = {}
    for stop, answer in shown.stops.items():
        mean, low, high, _ = answer.spread("skill")
        found[stop] = Point(100 * mean, 100 * low, 100 * high)
    return found


def _lines(shown: Shown) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """Return skill by day as it is set and without coaching, over as many runs of each."""
    answer = shown.answer
    alone = shown.stops.get(COACHING.low, answer)
    number = min(answer.n, alone.n)
    now, without = (one.first(number).average("skill_by_day") for one in (answer, alone))
    courses = np.flatnonzero(answer.average("trained_by_day")).tolist()
    return now, without, courses


def _said_now(shown: Shown) -> str:
    here = stops(shown).get(shown.setting["coaching"])
    return "" if here is None else count(here.mean)


def told(at: At) -> tuple[str, ...]:
    """Say what the module teaches, in numbers of its own."""
    alone, some, more = at(coaching=0), at(coaching=20), at(coaching=40)
    december = [100 * one.mean("skill") for one in (alone, some, more)]
    fewer = some.against(alone, lambda figures: -figures["whole_miseries"])
    leavers = 10 * alone.mean("whole_staff_turnover")
    coached = some.scenarios[some.now]
    hours, rate = coached.workforce.coaching_hours, coached.workforce.coaching_cost
    currency = coached.money.currency
    staff = sum(one.staff for one in coached.departments)
    year = some.against(alone, "whole_profit")
    long_run = some.against(alone, "whole_profit_npv")
    morale = [100 * one.mean("whole_morale") for one in (alone, some)]
    survey = next(one for one in claims() if one.id == "C08")
    focus, front, heads = survey.low
    return (
        f"Before the first course, skill is {count(alone.mean('before'))} of 100. The course lifts "
        f"it to {count(alone.mean('after'))}. In December, half a year after the third course, it "
        f"is back at {count(december[0])}. Training was an event, and the event is over.",
        f"With {hours:g} hours of coaching a head and year, December finds it at "
        f"{count(december[1])}; with 40, at {count(december[2])}. Same people, same courses, same "
        "luck. What one course leaves, the next one builds on: the sawtooth becomes a staircase.",
        f"Some of it leaves by the door. In a year, {leavers:.0f} of 10 people quit, and take "
        "along what they learned.",
        f"Customers feel the difference. With {hours:g} hours of coaching they live through "
        f"{between(fewer.difference, fewer.low, fewer.high, 0)} fewer failures in a year and a "
        "half.",
        f"It costs {amount(staff * hours * rate, currency)} a year. {_profit_said(year, currency)} "
        f"In the long run it is worth {amount(long_run.difference, currency)} "
        f"({amount(long_run.low)} to {amount(long_run.high)}): customers who stay go on paying. So "
        "this year's accounts are a bad judge of coaching.",
        f"Morale stays where it was: {count(morale[0])} of 100 without coaching, "
        f"{count(morale[1])} with it. Courses move skill. Morale follows from how people are "
        "treated: see the five levers below.",
        f"In a survey of {survey.unit.removeprefix('% of ')}, {count(focus)} in 100 said that they "
        f"focus on service; {count(front)} trained their front line, and {count(heads)} the "
        "supervisors who would have to coach.",
    )


def _profit_said(year: Gain, currency: str) -> str:
    if not year.distinguishable:
        return "The yearly profit does not change by anything that could not be chance."
    way = "more" if year.difference > 0 else "less"
    return f"The yearly profit is {amount(abs(year.difference), currency)} {way}."


def _left(answers: Sequence[Answer]) -> Spread:
    (alone,) = answers
    return spread_of(100 * alone.values("skill") - alone.values("before"))


def _said(truth: Spread) -> str:
    return f"{between(truth.mean, truth.low, truth.high, 0)} points above the start"


COACHING = Knob(
    name="coaching",
    label="Coaching for each employee",
    unit="hours a year",
    high=40,
    step=2,
    parameter="workforce.coaching_hours",
)
WHO = Knob(name="who", label="What do you look at?", words=("Skill, in all runs", "People, in one"))
TRAINING = Knob(
    name="training",
    label="Training for each employee",
    unit="hours a year",
    high=160,
    step=20,
    start=80,
    parameter="workforce.training_hours",
)
RECOGNITION = Knob(
    name="recognition",
    label="How well is good work recognised?",
    unit="%",
    high=100,
    step=10,
    parameter="workforce.recognition",
    per=0.01,
)
ATTITUDE = Knob(
    name="attitude",
    label="Attitude that you hire for",
    unit="of 100",
    low=30,
    high=90,
    step=10,
    start=50,
    parameter="workforce.hired_attitude",
    per=0.01,
)


LESSON = Lesson(
    number="07",
    name="inside_out",
    title="Inside out",
    question="What lasts of training?",
    trade="software_subscription",
    changes={"time.warm_up_days": 700},
    knobs=(COACHING, WHO, TRAINING, RECOGNITION, ATTITUDE),
    measure=Measure(
        "skill", "Skill in December, of 100", "points", per=100, more="more", less="less"
    ),
    draw=draw,
    describe=describe,
    told=told,
    watch=watch,
    prediction=Prediction(
        question="Everybody who talks to customers goes to a course of one week in July, again in "
        "January, and again in July. Each course lifts skill by some 20 points of 100. Nobody "
        "coaches them afterwards. How many points above the start is skill in December?",
        bins=(
            Bin("None: skill is below where it began", float("-inf"), 0),
            Bin("Up to 8: back near where it began", 0, 8),
            Bin("8 to 18: the last course still counts", 8, 18),
            Bin("18 to 35: one course, or more, is kept", 18, 35),
            Bin("35 or more: the courses add up", 35, float("inf")),
        ),
        settings=({"coaching": 0},),
        truth=_left,
        said=_said,
    ),
    rule=Rule(
        function=rules.coached_half_life,
        along=(0, 40),
        value=lambda hours: 100 * exp(-rules.LN2 * 182 / rules.coached_half_life(60, hours, 10)),
        across="Hours of coaching a year",
        up="Left after half a year, of 100",
        words="What training taught fades by half in so many days. Coaching makes those days "
        "longer: ten hours a year double them. That is our assumption, as no study gave us a "
        "number; the direction is what the trade teaches.",
    ),
    quiz=QUIZ,
    challenge=Challenge(
        task="“Coaching makes people better.” Find a setting with 20 hours of coaching or more in "
        "which skill in December is no more than 2 points above where it was before.",
        done=lambda shown: (
            shown.setting["coaching"] >= 20
            and 100 * shown.answer.mean("skill") <= shown.answer.mean("before") + 2
        ),
        hint="Coaching keeps what was learned. What if nothing was? Look into the drawer.",
    ),
    exercise=Exercise(
        read_off="Set coaching to 0 and read skill in December. How many hours of coaching add 10 "
        "points?",
        change="You may spend the money for 80 hours of training a head in another way: half as "
        "much training, and coaching for the rest (an hour of training costs 30, one of coaching "
        "40). Set both, and explain the result to whoever signs the training budget.",
        build="List the last three trainings in your own business: date, topic, and who came back "
        "to it afterwards, with whom, when. Put a name and a date where there is none.",
    ),
    monday="Who coached afterwards? Take your last training: whom do you ask on Monday, and what "
    "do you have them show you?",
    claims=("C08", "C10", "C11", "C24", "C27", "C30", "C37", "C38", "C43"),
    keys=(
        "workforce.coaching_hours",
        "workforce.coaching_scale_hours",
        "workforce.forgetting_half_life_days",
        "workforce.training_hours",
        "workforce.training_scale_hours",
        "workforce.recognition_lifts",
        "workforce.turnover_per_year",
    ),
    asides=(LEVERS, PERCEPTION),
    anywhere=True,
)
