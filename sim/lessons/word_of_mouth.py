"""Module 04, how far one good or bad day travels: customers who bring customers."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.figure import Figure

from sim import rules
from sim.assumptions import Scenario, load
from sim.lessons.answer import Answer, Gain, Spread
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
from sim.lessons.quiz import asks
from sim.population import YEAR
from sim.show.curve import Point
from sim.show.family import describe_spread, spread
from sim.show.forest import describe_forest, forest, forest_of
from sim.show.referrals import added, describe_in_all, grown, in_all
from sim.show.style import Style
from sim.show.words import between, count
from sim.study.family import incident, incidents
from sim.study.run import Run
from sim.study.work import Figures

WON = 100
SMALL = {
    "market.customers": WON,
    "market.marketing_per_year": 0.0,
    "market.returns_after_days": 36_400.0,
    "time.warm_up_days": 0,
    "departments.consultants.staff": 1,
    "desk.background_hours_per_week": 0.0,
} | {
    f"departments.{name}.background_hours": 0.0
    for name in ("appointments", "consultants", "delivery", "service")
}
"""A business for a hundred customers, who are all that it ever advertises for."""


def all_of(figures: Figures) -> float:
    """Return how many customers there were in all: those won, and all who came on a word."""
    return WON + figures["joined_referral"]


def scenarios(base: Scenario, setting: Setting) -> dict[str, Scenario]:
    """Let a good word win more or fewer, ask the loyal to pass it on, and watch for some years."""
    changes = {
        "talk.good_word_joins": setting["joins"] / 100,
        "talk.referrals_asked_share": setting["asked"] / 100,
        "time.days": int(setting["years"] * YEAR),
    }
    return {"now": base.with_(changes)}


def watch(run: Run) -> Mapping[str, Any]:
    """Keep the family trees of the first run, and where the events are there, one bad day."""
    if run.replication:
        return {}
    seen: dict[str, Any] = {"trees": forest_of(run.customers, run.scenario.time.days)}
    if len(run.outcome.facts):
        seen |= bad_day(run)
    return seen


def bad_day(run: Run) -> Mapping[str, Any]:
    """Follow a failure that was told to as many as is usual: the first one after the warm-up."""
    found = incidents(run)
    found = found[found["day"] >= run.scenario.time.warm_up_days]
    told = found[found["listeners"] > 0]
    usual = told["listeners"].mean()
    one = told.loc[(told["listeners"] - usual).abs().idxmin()]
    return {
        "incident": incident(run, int(one["customer"]), int(one["day"])),
        "usual": float(usual),
        "told_share": float(len(told) / len(found)),
    }


def draw(figure: Figure, shown: Shown, style: Style) -> None:
    """Draw the family trees of one run, and the customers in all by how many each one brings."""
    trees = shown.answer.seen[shown.answer.now]["trees"]
    forest(figure.add_axes((0.02, 0.215, 0.43, 0.665)), trees, style)
    ends = _point(shown.stops.get(JOINS.high, shown.answer))
    in_all(
        figure.add_axes((0.55, 0.215, 0.435, 0.665)),
        WON,
        _points(shown),
        style,
        now=brings(shown.answer),
        widest=brings(shown.stops.get(JOINS.high, shown.answer)),
        top=ends.mean,
        kept=_point(shown.kept) if shown.kept is not None else None,
    )


def describe(shown: Shown) -> str:
    """Say what `draw` shows."""
    trees = shown.answer.seen[shown.answer.now]["trees"]
    return f"{describe_forest(trees)} {describe_in_all(WON, _points(shown), brings(shown.answer))}"


def brings(answer: Answer) -> float:
    """Return how many others a customer brings in a lifetime."""
    return answer.mean("referral_reproduction")


def told(at: At) -> tuple[str, ...]:
    """Say what the module teaches, in numbers of its own."""
    half, most = at(joins=7), at(joins=13)
    early = at(joins=4).against(at(joins=2), all_of)
    late = at(joins=20).against(at(joins=18), all_of)
    sizes = half.spread(all_of), most.spread(all_of)
    each = brings(half), brings(most)
    return (
        f"When 7 in 100 of those who hear a good word join, a customer brings {each[0]:.1f} others "
        f"in a lifetime. Just added up, 100 won make {count(added(WON, each[0]))}. In the runs it "
        f"was {_between(sizes[0])}: those who are brought bring others, too.",
        f"When 13 in 100 join, each brings {each[1]:.1f}. Just added up that makes "
        f"{count(added(WON, each[1]))}, and it was {_between(sizes[1])}. Each generation is "
        f"{each[1]:.1f} times the one before. In theory all generations together make "
        f"{count(grown(WON, each[1]))}, once the last of them has left.",
        f"So the same step is not worth the same everywhere. Two more in 100 who join bring "
        f"{_between_gain(early)} more customers at the low end, and {_between_gain(late)} "
        "more close to 1.",
        "At 1 every generation is as large as the one before, and the tree has no end but the end "
        "of the town. Two things slow it down: a generation takes years, and whoever hears of you "
        "may be a customer already.",
    )


def _as_it_is(preset: str) -> dict[str, Scenario]:
    return {"trade": load("direct_sales", preset=preset)}


def _draw_bad_day(figure: Figure, answer: Answer, style: Style) -> None:
    ax = figure.add_axes((0.02, 0.03, 0.96, 0.85))
    spread(ax, answer.seen["trade"]["incident"], style)


def _describe_bad_day(answer: Answer) -> str:
    return describe_spread(answer.seen["trade"]["incident"])


def _told_bad_day(answer: Answer) -> tuple[str, ...]:
    seen, scenario = answer.seen["trade"], answer.scenarios["trade"]
    one = seen["incident"]
    warned, customers = int(one.told["warned_off"].sum()), int(one.told["customer"].sum())
    heard = "heard of it" if one.heard else "heard nothing of it"
    return (
        f"Of 100 failures in this run, {count(100 * seen['told_share'])} were told to others, to "
        f"{seen['usual']:.1f} people each. A good visit is told to "
        f"{scenario.talk.listeners_per_good:g}. This failure reached {count(len(one.told))}: "
        f"{_people(customers, 'customer', 'thinks')} a little worse of the business, and "
        f"{_people(warned, 'stranger', 'is')} warned off for a year. The business {heard}.",
        "So a bad day travels as a good one does, and cuts a branch that you will never see.",
    )


def _people(number: int, name: str, does: str) -> str:
    many = {"thinks": "think", "is": "are"}
    return (
        f"{count(number)} {name} {does}" if number == 1 else f"{count(number)} {name}s {many[does]}"
    )


def _points(shown: Shown) -> dict[float, Point]:
    known = {**shown.stops, shown.setting["joins"]: shown.answer}
    return {brings(answer): _point(answer) for answer in known.values()}


def _point(answer: Answer) -> Point:
    found = answer.spread(all_of)
    return Point(found.mean, found.low, found.high)


def _between(found: Spread) -> str:
    return between(found.mean, found.low, found.high, 0)


def _between_gain(found: Gain) -> str:
    return between(found.difference, found.low, found.high, 0)


def _truth(answers: Sequence[Answer]) -> Spread:
    return answers[0].spread(all_of)


def _said(truth: Spread) -> str:
    return f"{_between(truth)} customers in all"


JOINS = Knob(
    name="joins",
    label="Join, of 100 who hear a good word",
    high=20,
    start=7,
    parameter="talk.good_word_joins",
    per=0.01,
)
ASKED = Knob(
    name="asked",
    label="Loyal customers whom you ask to bring somebody",
    unit="%",
    high=100,
    step=10,
    parameter="talk.referrals_asked_share",
    per=0.01,
)
YEARS = Knob(
    name="years",
    label="How long do you watch?",
    unit="years",
    low=4,
    high=20,
    step=4,
    start=20,
    parameter="time.days",
    per=364,
)

LESSON = Lesson(
    number="04",
    name="word_of_mouth",
    title="Word of mouth",
    question="How far does one good or bad day travel?",
    trade="direct_sales",
    changes=SMALL,
    knobs=(JOINS, YEARS, ASKED),
    measure=Measure(all_of, "Customers in all, from 100 won", more="more", less="fewer"),
    draw=draw,
    describe=describe,
    told=told,
    scenarios=scenarios,
    watch=watch,
    prediction=Prediction(
        question="You win 100 customers, and then stop advertising. Every customer brings in 0.8 "
        "others in a lifetime, those who are brought as well. How many customers have you had in "
        "all, twenty years later?",
        bins=(
            Bin("100 to 150: word of mouth adds a few", -float("inf"), 150),
            Bin("150 to 220: the 100, and 80 more", 150, 220),
            Bin("220 to 300", 220, 300),
            Bin("300 to 600", 300, 600),
            Bin("More than 600", 600, float("inf")),
        ),
        settings=({"joins": 13},),
        truth=_truth,
        said=_said,
    ),
    rule=Rule(
        function=rules.brings_others,
        along=(0, 150),
        value=lambda reward: 100 * rules.brings_others(0.0, reward, 50.0),
        across="Reward for each one they bring, in EUR",
        up="Loyal customers who tell one more, in 100",
        words="A loyal customer tells of a good visit now and then. Some tell one person more: "
        "those whom you ask, and those whom a reward moves. The first euros of a reward move the "
        "most.",
    ),
    quiz=(
        asks(
            "100 customers bring 50, these bring 25, and so on. How many is that in all?",
            ("150", False, "That stops after the first step. The 50 talk, too."),
            ("175", False, "That is two steps. There are more."),
            ("200", True, "Yes. Each step adds half of the one before: 100 / (1 − 0.5)."),
            (
                "Without end",
                False,
                "Each step is half as large as the last, so the sum has an end.",
            ),
        ),
        asks(
            "Each customer brings 0.8 others. You lift that to 0.9. What happens to the total?",
            (
                "It grows by an eighth, as 0.9 is to 0.8",
                False,
                "That would be so if only the first customers talked.",
            ),
            (
                "It doubles, if you wait long enough",
                True,
                "Yes: from 100 / (1 − 0.8) = 500 to 100 / (1 − 0.9) = 1,000.",
            ),
            (
                "It grows by ten",
                False,
                "The first hundred bring ten more. And these bring others, and so on.",
            ),
        ),
        asks(
            "A business grows although each customer brings only 0.4 others. Can that be?",
            (
                "No: below 1 it must shrink",
                False,
                "It would, if word of mouth were the only way to win customers.",
            ),
            (
                "Yes: marketing wins the first of each family",
                True,
                "Yes. And word of mouth makes each of them worth 1 / (1 − 0.4), or 1.7.",
            ),
            (
                "Only if nobody ever leaves",
                False,
                "Those who leave are counted in the 0.4 already: it is for a lifetime.",
            ),
        ),
        asks(
            "Of your last ten new customers, four came on a customer's word. What does that say?",
            (
                "About 0.4 for each customer who leaves, if you neither grow nor shrink",
                True,
                "Yes. Where as many come as leave, the share of newcomers on a word is the number "
                "that each one brings.",
            ),
            (
                "Four in ten of your customers recommend you",
                False,
                "It says how many came, not how many talked. A few may have brought all four.",
            ),
            (
                "Nothing, ten are too few",
                False,
                "Ten are few, but more than most know. Ask the next ten as well.",
            ),
        ),
        asks(
            "Who tells nobody of a good visit in this model?",
            ("Customers who are not loyal", True, "Yes. They come, and say no good word."),
            ("Customers who are rarely there", False, "They tell, if they are loyal."),
            ("Customers whom somebody brought", False, "They tell as all others do, once loyal."),
        ),
    ),
    challenge=Challenge(
        task="Theory says: 100 won make 100 / (1 − what each one brings). Find a setting in which "
        "fewer than half as many have come.",
        done=lambda shown: (
            0.5 < brings(shown.answer) < 1
            and 2 * shown.answer.mean(all_of) < grown(WON, brings(shown.answer))
        ),
        hint="Theory counts until the last one has left. Who has no time for that?",
    ),
    exercise=Exercise(
        read_off="Where on the slider does each customer bring 0.5 others? How many customers is "
        "that in all, and how many if it just added up?",
        change="Watch for 4 years only. Explain to your boss why word of mouth looks so much "
        "weaker, although every customer brings as many.",
        build="Take your last 20 new customers, and write down who sent each of them. Draw the "
        "tree. How many did one bring, and how many come in all from 100 that you win?",
    ),
    monday="Who sent our last ten new customers, and have we thanked them?",
    claims=("C04", "C21", "C36"),
    keys=(
        "talk.good_word_joins",
        "talk.listeners_per_good",
        "talk.bad_to_good_ratio",
        "talk.occasion_every_days",
        "talk.referrals_asked_share",
        "loyalty.positives_per_negative",
    ),
    asides=(
        Aside(
            title="How far does one bad day travel?",
            words="The same trade at full size: two thousand customers among five thousand people. "
            "Follow one failure that was told to as many as is usual. Some who hear of it are "
            "customers, some might have become one.",
            scenarios=_as_it_is,
            draw=_draw_bad_day,
            describe=_describe_bad_day,
            told=_told_bad_day,
            replications=1,
            keep_events=True,
        ),
    ),
)
