"""Module 06, keep or win: where the next money goes, and what one more customer costs."""

from collections.abc import Mapping, Sequence
from math import ceil, isfinite, nan
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from sim import rules
from sim.assumptions import Scenario, load
from sim.lessons.answer import Answer, Gain, Spread, spread_of
from sim.lessons.lesson import (
    Aside,
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
from sim.lessons.what_a_customer_is_worth_quiz import QUIZ
from sim.show.curve import Point, curve, describe_curve
from sim.show.marginal import Cost, cost_of, describe_marginal, marginal, steps
from sim.show.style import Style
from sim.show.words import between, count
from sim.show.worth import describe_worth, worth
from sim.study.run import Run
from sim.study.trial.cost import customers
from sim.study.trial.reading import years
from sim.study.worth import worth as worth_of

NEXT = 10
"""Thousands a year that are there to be spent, on top of what is spent already."""
ASKING_PART = 2 / 3
"""Of the money for keeping, until everybody is asked; the rest buys hours at the desk."""
SMALL = 3
"""Thousands for keeping that the challenge allows."""
FEWEST = 8
"""Replications that a stop needs before a cost is read off it: with fewer it is luck."""
FEW = 4
"""Replications that an interval needs before it is drawn."""
WIDEST = 2
"""Thousands that are moved at most between two splits for a cost to be read off."""
HILL = "More profit a year, in thousand"
ACROSS = "Thousands for keeping, of 10"


def scenarios(base: Scenario, setting: Setting) -> dict[str, Scenario]:
    """Split the next money: ask the silent and answer them, or advertise more.

    Two thirds of what goes to keeping asks the silent, one third buys the hours at the desk to
    answer them. Once everybody is asked, all the rest buys hours.
    """
    base = base.with_(
        {"voice.asking_cost": setting["asking"], "market.cost_per_contact": setting["contact"]}
    )
    keeping = 1000 * setting["keeping"]
    all_asked = base.voice.asking_cost * base.market.customers
    asking = min(ASKING_PART * keeping, all_asked)
    hour = 52 * base.desk.wage_per_hour * base.desk.agents
    split = {
        "voice.asked_share": asking / all_asked,
        "desk.hours_per_week": base.desk.hours_per_week + (keeping - asking) / hour,
        "market.marketing_per_year": base.market.marketing_per_year + 1000 * NEXT - keeping,
    }
    return {"before": base, "now": base.with_(split)}


def watch(run: Run) -> Mapping[str, Any]:
    """Keep what customers who were won have brought in, where the events are there."""
    return {"worth": worth_of(run)} if len(run.outcome.facts) else {}


def draw(figure: Figure, shown: Shown, style: Style) -> None:
    """Draw the profit along the split, and what one more customer costs there."""
    hill, now = more_profit(shown), shown.setting["keeping"]
    curve(
        figure.add_axes((0.07, 0.225, 0.4, 0.645)),
        hill,
        style,
        title=HILL,
        across=ACROSS,
        ends=(KEEPING.low, KEEPING.high),
        step=1,
        now=now,
        said=f"{hill[now].mean:.1f}",
        kept=_profit(shown.kept).mean if shown.kept is not None else None,
        ticks=range(0, NEXT + 1, 2),
    )
    marginal(
        figure.add_axes((0.585, 0.225, 0.4, 0.645)),
        *one_more(shown.stops),
        style,
        across=ACROSS,
        ends=(KEEPING.low, KEEPING.high),
        now=now,
        currency="EUR",
    )


def describe(shown: Shown) -> str:
    """Say what `draw` shows."""
    hill, now = more_profit(shown), shown.setting["keeping"]
    said = describe_curve(hill, HILL, ACROSS, now, f"{hill[now].mean:.1f}")
    return f"{said} {describe_marginal(*one_more(shown.stops), now)}"


def more_profit(shown: Shown) -> dict[float, Point]:
    """Return how much more profit a year the next money brings, in thousand, by the split."""
    known = {**shown.stops, shown.setting["keeping"]: shown.answer}
    return {
        stop: found if known[stop].n >= FEW else Point(found.mean, nan, nan)
        for stop, found in ((stop, _profit(answer)) for stop, answer in known.items())
    }


def one_more(stops: Mapping[float, Answer]) -> tuple[dict[float, Cost], dict[float, Cost]]:
    """Return what one more customer kept costs, and one more won, by the split.

    Each from the splits before and after it: what is moved between them, over the departures that
    become fewer, and over the customers whom marketing wins no more. A stop counts once it was
    lived a few times: before that it is luck.
    """
    kept, won = {}, {}
    for stop, low, high in steps([stop for stop, one in stops.items() if one.n >= FEWEST]):
        if high - low > WIDEST:
            low, high = (stop, high) if high - stop <= WIDEST else (low, stop)
        if not low < high <= low + WIDEST:
            continue
        less, more = stops[low], stops[high]
        money = 1000 * (high - low)
        kept[stop] = _cost(money, _stay(less, more))
        won[stop] = _cost(money, _won(less, more))
    return kept, won


def told(at: At) -> tuple[str, ...]:
    """Say what the module teaches, in numbers of its own."""
    answers = {split: at(keeping=split) for split in (0, 2, 4, 6, 8, 10)}
    first, best, last = answers[0], answers[6], answers[10]
    win, keep = (
        first.mean(name, "before") for name in ("acquisition_cost_marketing", "keeping_cost")
    )
    moved = _stay(first, best), _won(first, best)
    each = [_cost(6000, found).mean for found in moved]
    profits = [_profit(one) for one in (first, best, last)]
    less = best.against(last, "profit")
    worth_most = max(answers, key=lambda split: answers[split].mean("profit_npv"))
    late = _stay(answers[8], last)
    also = " as well" if worth_most == 6 else ""
    return (
        f"On average, a customer won costs EUR {count(win)} of marketing, and keeping one costs "
        f"EUR {keep:.2f} a year: {count(first.mean('acquisition_to_keeping', 'before'))} times "
        "less. But most customers stay without any of that money. An average says nothing of what "
        "the next euro does.",
        f"And the next six thousand? On keeping, they keep {_whole(moved[0])} more customers a "
        f"year, at EUR {count(each[0])} each. On marketing, they win {_whole(moved[1])} more, at "
        f"EUR {count(each[1])} each. That is {each[1] / each[0]:.1f} times as much, and not "
        f"{count(first.mean('acquisition_to_keeping', 'before'))}.",
        f"All ten thousand on winning bring {_between(profits[0])} thousand more profit a year, "
        f"all on keeping {_between(profits[2])}, and six on keeping {_between(profits[1])}. The "
        f"last four thousand on keeping cost {_between(_thousand(less))} thousand a year.",
        "Why six? By then every unhappy customer is asked, and the desk answers in time. From 8 to "
        f"10 thousand, {_few(late)} One more customer kept has no price any more. Other ways to "
        "keep customers have other prices, and other ends: module 09 puts some on trial.",
        "And why so much up to there? Who is asked and answered stays loyal, comes more often and "
        "recommends the shop. A customer won begins with an empty account. Counting what all "
        f"customers are still worth at the end, the best split is {worth_most}{also}.",
    )


def _stay(less: Answer, more: Answer) -> Gain:
    """Return how many fewer leave a year with more money for keeping."""
    names = ("revenue", "lifetime_value", "churn_rate")
    there = customers({name: less.mean(name) for name in names}, less.scenarios[less.now])
    return more.against(less, lambda figures: -figures["churn_rate"] * there)


def _won(less: Answer, more: Answer) -> Gain:
    """Return how many more marketing wins a year with less money for keeping."""
    time = years(less.scenarios[less.now])
    return more.against(less, lambda figures: -figures["joined_marketing"] / time)


def _cost(money: float, found: Gain) -> Cost:
    return cost_of(money, found.difference, found.low, found.high)


def _profit(answer: Answer) -> Point:
    return _thousand(answer.gain("profit", "before"))


def _thousand(found: Gain) -> Point:
    return Point(found.difference / 1000, found.low / 1000, found.high / 1000)


def _between(found: Point) -> str:
    return between(found.mean, found.low, found.high, 1)


def _whole(found: Gain) -> str:
    return between(found.difference, found.low, found.high, 0)


def _few(found: Gain) -> str:
    if found.distinguishable and found.difference > 0:
        return f"only {between(found.difference, found.low, found.high, 1)} more a year stay."
    return "nobody more is kept who could be told from luck."


def _kept_is_dear(shown: Shown) -> bool:
    kept, won = one_more(shown.stops)
    here = shown.setting["keeping"]
    if here > SMALL or here not in kept or not (kept[here].is_known and won[here].is_known):
        return False
    return kept[here].mean > 2 * won[here].mean


def _best(answers: Sequence[Answer]) -> Spread:
    """Return the split with the most profit, for each replication, and how sure that is."""
    profits = pd.concat([one.column("profit") for one in answers], axis=1, keys=SPLITS)
    return spread_of(profits.idxmax(axis=1).to_numpy(dtype=float))


def _said(truth: Spread) -> str:
    if truth.low == truth.high:
        return f"{truth.mean:g} thousand for keeping, in each of the runs"
    return f"{_between(Point(*truth[:3]))} thousand for keeping"


def _as_it_is(preset: str) -> dict[str, Scenario]:
    return {"shop": load("corner_shop", preset=preset)}


def _draw_worth(figure: Figure, answer: Answer, style: Style) -> None:
    worth(figure.add_axes((0.1, 0.12, 0.88, 0.76)), answer.seen["shop"]["worth"], style, "EUR")


def _describe_worth(answer: Answer) -> str:
    return describe_worth(answer.seen["shop"]["worth"], "EUR")


def _told_worth(answer: Answer) -> tuple[str, ...]:
    found, money = answer.seen["shop"]["worth"], answer.scenarios["shop"].money
    paid = "have not paid it back in this time"
    if isfinite(found.break_even):
        visit = count(ceil(found.break_even_visit))
        paid = (
            f"have paid it back after {count(ceil(found.break_even / 7))} weeks, by visit {visit}"
        )
    return (
        f"In this run, marketing won {count(found.won)} customers for EUR "
        f"{count(found.acquisition)} each. One visit earns EUR "
        f"{money.spend_per_visit * money.gross_margin:.2f} before wages; so they {paid}.",
        f"By the formula, a customer is worth EUR {count(found.lifetime_value)} in a lifetime: the "
        "margin of a year, over the share who leave plus what money costs. It takes all customers "
        "together. Newcomers are not loyal yet, come less often, and bring less than it says.",
    )


SPLITS = tuple(range(0, NEXT + 1, 2))
KEEPING = Knob(
    name="keeping",
    label="For keeping, of the next 10 thousand",
    high=NEXT,
    start=NEXT,
    about="two thirds asks customers who say nothing, one third buys hours to answer them; what is "
    "not spent on keeping goes to marketing",
)
ASKING = Knob(
    name="asking",
    label="What does it cost to ask a customer?",
    unit="EUR a year",
    low=2,
    high=12,
    step=2,
    start=4,
    parameter="voice.asking_cost",
)
CONTACT = Knob(
    name="contact",
    label="What does it cost to reach a stranger?",
    unit="EUR",
    low=4,
    high=24,
    step=2,
    start=12,
    parameter="market.cost_per_contact",
)

LESSON = Lesson(
    number="06",
    name="what_a_customer_is_worth",
    title="What a customer is worth",
    question="Keep or win?",
    trade="corner_shop",
    knobs=(KEEPING, ASKING, CONTACT),
    measure=Measure("profit", "Profit a year", "EUR", more="more", less="less"),
    draw=draw,
    describe=describe,
    told=told,
    scenarios=scenarios,
    watch=watch,
    replications=8,
    prediction=Prediction(
        question="Your shop may spend 10 thousand more a year. On average, winning a customer "
        "costs many times as much as keeping one. How many of the 10 thousand go to keeping, for "
        "the most profit?",
        bins=(
            Bin("None: new customers are growth", -float("inf"), 1),
            Bin("1 to 3", 1, 3.5),
            Bin("4 to 7: about half", 3.5, 7.5),
            Bin("8 or 9", 7.5, 9.5),
            Bin("All 10: keeping is so much cheaper", 9.5, float("inf")),
        ),
        settings=tuple({"keeping": split} for split in SPLITS),
        truth=_best,
        said=_said,
    ),
    rule=Rule(
        function=rules.second_chance,
        along=(-7, 42),
        value=lambda overdue: 100 * rules.second_chance(overdue, 0.5, 0.8, 14.0),
        across="Days that the answer comes after the promise",
        up="Unhappy customers who stay, in 100",
        words="An answer within the promise keeps 80 of 100. Each two weeks beyond it lose half of "
        "what an answer could save. But an answer long before the promise keeps nobody more: there "
        "the money for the desk is wasted.",
    ),
    quiz=QUIZ,
    challenge=Challenge(
        task="The rule says: keeping is cheaper than winning. Put 3 thousand or less into keeping, "
        "and find a setting at which one more kept costs more than twice as much as one more won.",
        done=_kept_is_dear,
        hint="Open the drawer: what if asking is dear, and strangers are cheap to reach?",
    ),
    exercise=Exercise(
        read_off="At which split is the profit highest? What do one more customer kept and one "
        "more won cost there?",
        change="Make asking three times as dear. Where is the best split now? Explain to your "
        "boss why “five times cheaper” did not tell you.",
        build="Take your own last quarter: what did you spend on winning, and how many came? If "
        "you had spent a tenth more, how many more? Divide. That is what your next customer costs.",
    ),
    monday="What does your next customer cost you, and what would it cost to keep one more?",
    claims=("C01", "C07", "C14", "C32", "C33"),
    keys=(
        "voice.asking_cost",
        "market.cost_per_contact",
        "market.join_probability",
        "visits.loyal_factor",
        "visits.loyal_spend_factor",
        "visits.retained_only_factor",
        "money.gross_margin",
        "money.discount_rate",
    ),
    asides=(
        Aside(
            title="When has a new customer paid off?",
            words="Follow the customers whom marketing won, week by week: what they have brought "
            "in, less what winning them cost. The dashed line is what the formula for the lifetime "
            "value foresees.",
            scenarios=_as_it_is,
            draw=_draw_worth,
            describe=_describe_worth,
            told=_told_worth,
            replications=1,
            keep_events=True,
        ),
    ),
)
