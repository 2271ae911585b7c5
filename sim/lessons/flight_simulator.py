"""Module 10, the flight simulator: who cuts is ahead at first, on a dashboard that sees little."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from sim import facts, rules
from sim.assumptions import Scenario
from sim.lessons.answer import Answer, Spread
from sim.lessons.flight_simulator_quiz import QUIZ
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
from sim.show.lead import describe_lead, lead
from sim.show.lifted import Heard, describe_lifted, lifted
from sim.show.style import Style
from sim.show.words import amount, between, count
from sim.study.run import Run

QUARTERS, DAYS = 8, 91
AS_IT_IS = "as it is"
BOTTOM = 25_000.0
"""How far behind there is room for at the least, so that the scale stands still."""


def watch(run: Run) -> Mapping[str, Any]:
    """Keep the money and the failures of each quarter, and what comes of them in the end."""
    outcome = run.outcome

    def by_quarter(*kinds: int) -> np.ndarray:
        days = outcome.counts[: QUARTERS * DAYS, list(kinds)].sum(axis=1)
        return days.reshape(QUARTERS, DAYS).sum(axis=1).astype(float)

    money = outcome.amounts[: QUARTERS * DAYS]
    earned = (
        money[:, list(facts.INCOME)].sum(axis=1) - money[:, list(facts.COSTS)].sum(axis=1)
    ) / 100
    profit = earned.reshape(QUARTERS, DAYS).sum(axis=1)
    silent = by_quarter(facts.SILENT)
    visits = by_quarter(facts.VISIT)
    return {
        "profit_by_quarter": profit,
        "silent_by_quarter": silent,
        "complaints_by_quarter": by_quarter(facts.COMPLAINED),
        "told_by_quarter": by_quarter(facts.ASKED),
        "recorded_by_quarter": 100 * (1 - by_quarter(facts.SPOILED_ON_RECORD) / visits),
        "lived_by_quarter": 100 * (1 - by_quarter(facts.SPOILED) / visits),
        "first_half": float(profit[:2].sum()),
        "all_quarters": float(profit.sum()),
        "last_quarter": float(profit[-1]),
        "unheard": float(silent.sum()),
    }


def scenarios(base: Scenario, setting: Setting) -> dict[str, Scenario]:
    """Live the shop as it is, and beside it, with the same luck, as the sliders set it."""
    kept = 1 - setting["cut"] / 100
    changes = {
        "market.marketing_per_year": base.market.marketing_per_year * kept,
        "workforce.training_hours": setting["training"],
        "voice.asked_share": setting["asked"] / 100,
    }
    return {AS_IT_IS: base, "now": base.with_(changes)}


def ahead(answer: Answer) -> np.ndarray:
    """Return by quarter how much more cash there is than in the shop as it is."""
    now = answer.average("profit_by_quarter")
    return np.cumsum(now - answer.average("profit_by_quarter", AS_IT_IS))


def heard(answer: Answer) -> list[Heard]:
    """Return the quarters in both views, on average."""
    names = ("complaints", "told", "silent", "recorded", "lived")
    columns = [answer.average(f"{name}_by_quarter") for name in names]
    return [Heard(number, *row) for number, row in enumerate(zip(*columns, strict=True), start=1)]


def draw(figure: Figure, shown: Shown, style: Style) -> None:
    """Draw the lead quarter by quarter, or what lies under the reports."""
    answer = shown.answer
    if shown.setting["under"]:
        lifted(figure, heard(answer), style)
        return
    axis = figure.add_axes((0.09, 0.1, 0.9, 0.76))
    currency = answer.scenarios[answer.now].money.currency
    lead(axis, list(ahead(answer)), style, title=TITLE, currency=currency, reach=BOTTOM)


def describe(shown: Shown) -> str:
    """Say what `draw` shows."""
    if shown.setting["under"]:
        return describe_lifted(heard(shown.answer))
    currency = shown.answer.scenarios[shown.answer.now].money.currency
    return describe_lead(list(ahead(shown.answer)), currency)


TITLE = "Ahead of the shop that changes nothing, in cash"


def told(at: At) -> tuple[str, ...]:
    """Say what the module teaches, in numbers of its own."""
    half, start = at(cut=50), at(cut=0)
    currency = half.scenarios[half.now].money.currency
    early = half.gain("first_half", AS_IT_IS)
    late = half.gain("all_quarters", AS_IT_IS)
    quarters = ahead(half)
    turned = int(np.argmax(quarters < 0)) + 1
    silent = start.mean("unheard")
    complaints = start.average("complaints_by_quarter").sum()
    asked = at(cut=0, asked=40)
    return (
        f"Cut the marketing by half, and you are {amount(early.difference, currency)} ahead after "
        f"half a year ({amount(early.low)} to {amount(early.high)}). The report praises you.",
        f"In quarter {turned} you fall behind. After two years you are "
        f"{amount(-late.difference, currency)} behind ({amount(-late.high)} to "
        f"{amount(-late.low)}). The customers whom you did not win would be buying by now.",
        "So the score of the game does not stop at the last quarter. A caretaker, the same for "
        "all, runs on what you leave behind.",
        f"And the reports see little. In two years, {count(complaints)} complaints reach the shop. "
        f"Nobody ever hears of {count(silent)} other failures.",
        f"Ask 40 of 100 who are silent, and nobody hears of {count(asked.mean('unheard'))} in "
        f"place of {count(silent)}. More is told, so the reports look worse.",
    )


def _unheard(answers: Sequence[Answer]) -> Spread:
    (answer,) = answers
    return answer.spread("unheard")


def _said(truth: Spread) -> str:
    return f"{between(truth.mean, truth.low, truth.high, 0)} failures that nobody heard of"


CUT = Knob(
    name="cut",
    label="Marketing cut by",
    unit="%",
    high=100,
    step=10,
    start=50,
    about="how much less is spent on winning customers, from the first day on",
)
UNDER = Knob(
    name="under", label="What do you look at?", words=("The reports", "What lies under them")
)
TRAINING = Knob(
    name="training",
    label="Training for each employee",
    unit="hours a year",
    high=80,
    step=10,
    start=20,
    parameter="workforce.training_hours",
)
ASKED = Knob(
    name="asked",
    label="Asking the silent",
    unit="%",
    high=60,
    step=10,
    parameter="voice.asked_share",
    per=0.01,
)


LESSON = Lesson(
    number="10",
    name="flight_simulator",
    title="Flight simulator",
    question="Can you run it?",
    trade="corner_shop",
    changes={"time.days": QUARTERS * DAYS, "time.warm_up_days": 0},
    knobs=(CUT, UNDER, TRAINING, ASKED),
    measure=Measure("last_quarter", "Profit of the eighth quarter", "EUR"),
    moves="down",
    draw=draw,
    describe=describe,
    told=told,
    scenarios=scenarios,
    watch=watch,
    prediction=Prediction(
        question="You run this corner shop for two years, and change nothing. A complaint reaches "
        "you every five weeks or so. How many failures do your customers live through in that time "
        "that nobody in the shop ever hears of?",
        bins=(
            Bin("Fewer than 20: about as many as complain", float("-inf"), 20),
            Bin("20 to 100", 20, 100),
            Bin("100 to 300", 100, 300),
            Bin("300 to 1,000", 300, 1000),
            Bin("1,000 or more", 1000, float("inf")),
        ),
        settings=({"cut": 0},),
        truth=_unheard,
        said=_said,
    ),
    rule=Rule(
        function=rules.bonus_paid,
        along=(0, 40),
        value=lambda spoiled: rules.bonus_paid(10_000.0, spoiled, 100.0) / 100,
        across="Spoiled visits on record, of 100",
        up="Bonus of the day",
        words="The dilemma of the game: a bonus that hangs on the index as it is recorded. Each "
        "spoiled visit on the record costs money. One that is kept off the record costs nothing. "
        "So people try harder, and they also hush up.",
    ),
    quiz=QUIZ,
    challenge=Challenge(
        task="“Who spends less falls behind.” Find a setting with the marketing cut by 30% or more "
        "in which you are still ahead after eight quarters.",
        done=lambda shown: (
            shown.setting["cut"] >= 30
            and shown.answer.gain("all_quarters", AS_IT_IS).difference > 0
        ),
        hint="What else costs money each quarter, or keeps customers? Look into the drawer.",
    ),
    exercise=Exercise(
        read_off="Cut the marketing by half. In which quarter do you fall behind, and how far are "
        "you behind after eight?",
        change="Ask 40 of 100 silent customers, and look at what lies under the reports. Which "
        "figures rise, which fall? Write one sentence to a board that sees complaints rise.",
        build="Take the last saving in your own business. Write down what the report said after a "
        "quarter, and what you would have to count to know what it cost by now.",
    ),
    monday="Which decision of last year would you reverse, and which figure, that nobody reports "
    "today, would tell you whether you are right?",
    claims=("C12", "C17", "C18", "C31"),
    keys=(
        "market.marketing_per_year",
        "market.cost_per_contact",
        "voice.silent_per_complaint",
        "voice.asked_share",
        "voice.share_of_voice_gap_causal",
        "workforce.bonus_hushes",
    ),
)
