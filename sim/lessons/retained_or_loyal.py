"""Module 05, why they still come: two hotels that keep as many, one by loyalty, one by a lock."""

from collections.abc import Mapping, Sequence
from math import nan
from typing import Any

from matplotlib.figure import Figure

from sim import facts, rules
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
from sim.lessons.retained_or_loyal_quiz import QUIZ
from sim.population import YEAR
from sim.show.account import account, accounts_of, describe_account
from sim.show.curve import Point
from sim.show.life import describe_life, life
from sim.show.life_data import life_of
from sim.show.lock import Kept, by_lock, describe_by_lock, describe_left_of, left_of
from sim.show.scale import BLOCK
from sim.show.style import Style
from sim.show.words import between, count, percent
from sim.study.run import Run
from sim.study.work import Figures

ONE_YEAR = int(YEAR)
TWO_YEARS = {
    "time.days": 2 * ONE_YEAR,
    "time.warm_up_days": ONE_YEAR,
    "market.people": 2_500,
    "market.customers": 1_000,
    "market.marketing_per_year": 0.0,
    "talk.good_word_joins": 0.0,
} | {
    f"departments.{name}.background_hours": 0.0
    for name in ("reservations", "reception", "housekeeping", "restaurant", "accounts")
}
"""A thousand guests and no new ones, so that one sees who stays; what counts is the second year."""
RIVAL = {
    "shocks.rival.kind": "rival_opens",
    "shocks.rival.day": YEAR,
    "shocks.rival.lasts_days": YEAR,
}
LOYAL = {
    "moments.problems_per_customer_year": 0.17,
    "loyalty.start_level": 1.0,
    "lock.convenience_share": 0.0,
}
"""The hotel whose guests like it: few failures, full accounts, and nothing that holds them."""
FEWEST = 4
"""Replications that an interval needs before it is drawn."""
LOCKED_START = 0.25
"""The accounts of the other hotel's guests at first, relative to undisturbed ones."""


def scenarios(base: Scenario, setting: Setting) -> dict[str, Scenario]:
    """Have a rival open next to both hotels after a year."""
    base = base.with_(RIVAL | {"shocks.rival.strength": float(setting["rival"])})
    locked = {
        "moments.problems_per_customer_year": setting["failures"] / 10,
        "loyalty.start_level": LOCKED_START,
        "lock.convenience_share": setting["lock"] / 100,
    }
    return {"loyal": base.with_(LOYAL), "now": base.with_(locked)}


def watch(run: Run) -> Mapping[str, Any]:
    """Keep how many guests are left, and of single lives what their pictures need."""
    customers = run.outcome.snapshots["customers"].astype(float)
    left = 100 * customers / customers[0]
    seen: dict[str, Any] = {
        "left": left[::BLOCK],
        "first_year": float(left[ONE_YEAR]),
        "loyal_then": float(100 * run.daily["loyal_share"].iloc[ONE_YEAR - 1]),
    }
    if run.replication == 0:
        seen["accounts"] = accounts_of(run)
        if len(run.outcome.facts):
            seen["life"] = life_of(run, held_and_gone(run))
    return seen


def held_and_gone(run: Run) -> int:
    """Return who came most often of those who were held, and left for the rival later.

    The guest who came most often of all, if there was none.
    """
    record = run.outcome.facts
    held = record["who"][record["kind"] == facts.HELD]
    gone = record["who"][(record["kind"] == facts.LEFT_COMPETITOR) & (record["time"] > YEAR)]
    visits = run.customers["visits"]
    both = visits[visits.index.isin(held) & visits.index.isin(gone)]
    return int((both if len(both) else visits).idxmax())


def fall(figures: Figures) -> float:
    """Return how many fewer of 100 guests stay in that year than in the one before."""
    return figures["first_year"] - after(figures)


def after(figures: Figures) -> float:
    """Return how many of 100 guests stay in the year after the rival has come."""
    return 100 * figures["retention_rate"]


def draw(figure: Figure, shown: Shown, style: Style) -> None:
    """Draw who is left of either hotel, and what the lock keeps before and after the rival."""
    left_of(figure.add_axes((0.06, 0.135, 0.42, 0.745)), _kept(shown.answer), 1, style)
    by_lock(
        figure.add_axes((0.565, 0.215, 0.425, 0.665)),
        *_along(shown),
        shown.answer.mean(after, "loyal"),
        style,
        across=ACROSS,
        ends=(LOCK.low, LOCK.high),
        step=LOCK.step,
        now=shown.setting["lock"],
        kept=shown.kept.mean(after) if shown.kept is not None else None,
    )


def describe(shown: Shown) -> str:
    """Say what `draw` shows."""
    lines = describe_left_of(_kept(shown.answer), 1)
    loyal = shown.answer.mean(after, "loyal")
    return f"{lines} {describe_by_lock(*_along(shown), loyal, shown.setting['lock'])}"


def told(at: At) -> tuple[str, ...]:
    """Say what the module teaches, in numbers of its own."""
    here, none, most = at(lock=LOCK.start), at(lock=LOCK.low), at(lock=LOCK.high)
    gap = here.gain(after, "loyal")
    first = [here.spread("first_year", name) for name in ("loyal", "now")]
    second = [here.spread(after, name) for name in ("loyal", "now")]
    loyal = [here.mean("loyal_then", name) for name in ("loyal", "now")]
    lock = most.against(none, "first_year"), most.against(none, after)
    return (
        f"In a normal year both hotels keep about as many: {_between(first[0])} of 100 guests by "
        f"loyalty, {_between(first[1])} by the lock. A report on retention cannot tell them apart.",
        f"Then the rival opens. The loyal hotel keeps {_between(second[0])} of 100, the locked one "
        f"{_between(second[1])}: {_between_gain(gap, -1)} fewer, with the same luck. Against the "
        f"year before, the rival takes {count(here.mean(fall, 'loyal'))} of 100 guests from the "
        f"one and {count(here.mean(fall))} from the other.",
        f"The difference was there before, in another figure: {count(loyal[0])} of 100 guests were "
        f"loyal in the one hotel and {count(loyal[1])} in the other. The rest still came, and "
        "nothing else.",
        f"From no lock to the longest slider, the locked hotel keeps {_between_gain(lock[0])} "
        f"more of 100 in the year before. In the year after, {_after_said(lock[1])} A lock puts "
        "leaving off. It does not change anybody's mind.",
        "Loyalty is no wall either: the loyal hotel loses more than before, too. The loyal turn "
        "down most of the rival's offers, not all.",
    )


def _kept(answer: Answer) -> Kept:
    return Kept(answer.average("left", "loyal"), answer.average("left"))


def _along(shown: Shown) -> tuple[dict[float, Point], dict[float, Point]]:
    """Return what the locked hotel keeps before and after, by how many are locked in."""
    known = {**shown.stops, shown.setting["lock"]: shown.answer}
    before = {stop: _point(one.spread("first_year")) for stop, one in known.items()}
    return before, {stop: _point(one.spread(after)) for stop, one in known.items()}


def _point(found: Spread) -> Point:
    """Return what is drawn; the interval of two or three runs is mere luck."""
    return Point(*found[:3]) if found.n >= FEWEST else Point(found.mean, nan, nan)


def _between(found: Spread) -> str:
    return between(found.mean, found.low, found.high, 0)


def _between_gain(found: Gain, sign: int = 1) -> str:
    low, high = sorted((sign * found.low, sign * found.high))
    return between(sign * found.difference, low, high, 0)


def _after_said(found: Gain) -> str:
    if not found.distinguishable:
        return "there is no difference that could not be chance."
    way = "more" if found.difference > 0 else "fewer"
    sign = 1 if found.difference > 0 else -1
    return f"it is {_between_gain(found, sign)} {way}."


def _more_lost(answers: Sequence[Answer]) -> Spread:
    found = answers[0].gain(after, "loyal")
    return Spread(-found.difference, -found.high, -found.low, found.n)


def _said(truth: Spread) -> str:
    return f"{_between(truth)} more of 100 guests lost"


def _one_year(preset: str) -> dict[str, Scenario]:
    """Both hotels at the end of the normal year."""
    base = load("hotel", preset=preset, changes=TWO_YEARS)
    setting = {"lock": LOCK.start, "rival": RIVALS.start, "failures": FAILURES.start}
    year = {"time.days": ONE_YEAR, "time.warm_up_days": 0}
    return {name: one.with_(year) for name, one in scenarios(base, setting).items()}


def _draw_accounts(figure: Figure, answer: Answer, style: Style) -> None:
    for floor, name in ((0.6, "loyal"), (0.1, "now")):
        ax = figure.add_axes((0.02, floor, 0.96, 0.335))
        account(ax, answer.seen[name]["accounts"], style)


def _describe_accounts(answer: Answer) -> str:
    said = [describe_account(answer.seen[name]["accounts"]) for name in ("loyal", "now")]
    return f"By loyalty. {said[0]} By a lock. {said[1]}"


def _told_accounts(answer: Answer) -> tuple[str, ...]:
    found = [answer.seen[name]["accounts"] for name in ("loyal", "now")]
    shares = [percent(one.loyal / len(one.balances)) for one in found]
    return (
        f"Above, the hotel that keeps by loyalty: {shares[0]} of its guests are loyal. Below, the "
        f"one that keeps by a lock: {shares[1]}. Both stand at the end of the normal year.",
    )


def _with_lives(preset: str) -> dict[str, Scenario]:
    base = load("hotel", preset=preset, changes=TWO_YEARS)
    setting = {"lock": LOCK.start, "rival": RIVALS.start, "failures": FAILURES.start}
    return {"locked": scenarios(base, setting)["now"]}


def _draw_life(figure: Figure, answer: Answer, style: Style) -> None:
    life(figure.add_axes((0.02, 0.1, 0.95, 0.8)), answer.seen["locked"]["life"], style)


def _describe_life(answer: Answer) -> str:
    return describe_life(answer.seen["locked"]["life"])


def _told_life(_: Answer) -> tuple[str, ...]:
    return (
        "After the failure this guest would have left, and was held. The account goes below zero "
        "and stays low; the visits go on, and the report counts a guest retained. Once the rival "
        "is there, one offer is enough.",
    )


ACROSS = "Locked in, of 100 guests"
LOCK = Knob(
    name="lock",
    label="Locked in: guests with no other choice",
    unit="%",
    high=80,
    step=4,
    start=40,
    parameter="lock.convenience_share",
    per=0.01,
)
RIVALS = Knob(
    name="rival",
    label="How tempting are offers once the rival is there?",
    unit="times",
    low=1,
    high=8,
    start=4,
    parameter="shocks.rival.strength",
)
FAILURES = Knob(
    name="failures",
    label="Failures a year for 10 guests of the locked hotel",
    high=8,
    start=4,
    parameter="moments.problems_per_customer_year",
    per=0.1,
)

LESSON = Lesson(
    number="05",
    name="retained_or_loyal",
    title="Retained or loyal?",
    question="Why do they still come?",
    trade="hotel",
    changes=TWO_YEARS,
    knobs=(LOCK, RIVALS, FAILURES),
    measure=Measure(
        fall,
        "Of 100 guests of the locked hotel, the rival takes",
        more="more",
        less="fewer",
    ),
    draw=draw,
    describe=describe,
    told=told,
    scenarios=scenarios,
    watch=watch,
    prediction=Prediction(
        question="Two hotels keep 81 of 100 guests in a normal year: one because guests like it, "
        "the other because many have no choice. Then a rival opens next to both. Of 100 guests, "
        "how many more does the locked hotel lose in the year after?",
        bins=(
            Bin("Fewer than the loyal hotel", -float("inf"), -3),
            Bin("About as many: both keep 81", -3, 4),
            Bin("4 to 9 more", 4, 9),
            Bin("9 to 20 more", 9, 20),
            Bin("More than 20: the lock is gone, and so are they", 20, float("inf")),
        ),
        settings=({"lock": LOCK.start},),
        truth=_more_lost,
        said=_said,
    ),
    rule=Rule(
        function=rules.offer_taken,
        along=(1, 8),
        value=lambda factor: 100 * rules.offer_taken(0.045, factor, False, 0.7),
        across="How many times as tempting as before",
        up="Offers that a guest who is not loyal takes, in 100",
        words="A guest sees three offers of others a year. A rival makes each more tempting, and "
        "ends the lock of convenience. Whoever is loyal turns down 7 of 10 offers that the others "
        "would take.",
    ),
    quiz=QUIZ,
    challenge=Challenge(
        task="Look at the year after the rival. Find a setting in which the locked hotel keeps at "
        "least as many guests as the loyal one, or so few less that it could be chance.",
        done=lambda shown: shown.answer.gain(after, "loyal").high >= 0,
        hint="The lock will not do it. What do the guests of the locked hotel live through?",
    ),
    exercise=Exercise(
        read_off="At 40%, how many of 100 guests does each hotel keep in the year before the "
        "rival, and how many in the year after?",
        change="Move the lock to 80%. Management is proud of the year before. Explain to them in "
        "two sentences what they have bought.",
        build="List what keeps your own customers: contract, distance, habit, points, or that they "
        "like you. For each, write how many of 100 would still come if it ended tomorrow.",
    ),
    monday="Who leaves when the contract ends, or when somebody opens across the street?",
    claims=("C23",),
    keys=(
        "lock.convenience_share",
        "loyalty.loyal_share_of_undisturbed",
        "loyalty.positives_per_negative",
        "exits.offers_per_year",
        "exits.offer_accepted",
        "exits.loyal_protection",
    ),
    asides=(
        Aside(
            title="What is in the guests' accounts?",
            words="Every guest has a loyalty account: a moment of magic adds to it, a failure left "
            "open takes off, and both fade. Who holds more than half of what an undisturbed guest "
            "would have is loyal. All others still come: they are retained only.",
            scenarios=_one_year,
            draw=_draw_accounts,
            describe=_describe_accounts,
            told=_told_accounts,
            replications=1,
            height=620,
        ),
        Aside(
            title="One guest who was held",
            words="Follow one guest of the locked hotel through both years. The lowest row is the "
            "loyalty account.",
            scenarios=_with_lives,
            draw=_draw_life,
            describe=_describe_life,
            told=_told_life,
            replications=1,
            keep_events=True,
        ),
    ),
)
