"""Module 08, what about us: how much one has to know before one can tell what to do first."""

from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.figure import Figure

from sim.assumptions import Scenario
from sim.lessons.answer import Answer, More, Spread, risen, spread_of
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
from sim.lessons.your_company_quiz import QUIZ
from sim.show.style import Style, write
from sim.show.three_bars import Bar, describe_three_bars, three_bars
from sim.show.words import amount, count
from sim.study.compare import would_tell
from sim.study.effects import OF_POLICIES

WORTH = "profit_npv"
AS_IS = "as it is"
ENDS = (", if it is less", ", as they think", ", if it is more")
LESS, THINK, MORE = ENDS
NUMBERS = (("money.gross_margin", 0.9), ("visits.visits_per_year", 200.0))
"""The numbers that nobody is sure of, and the most that each can be."""


class Change(NamedTuple):
    """A change that the shop may make."""

    policy: str
    words: str
    short: str


CHANGES = (
    Change("recognition", "Recognise good work", "recognise"),
    Change("authority", "Put it right on the spot", "put right"),
    Change("asking the silent", "Ask three in ten of the silent", "ask"),
)
"""The first comes last in what is lived, as the panel's figure is about it."""


def scenarios(base: Scenario, setting: Setting) -> dict[str, Scenario]:
    """Let a number be less, as they think, or more; and live each change in all three."""
    key, most = NUMBERS[int(setting["number"])]
    times, value = setting["off"], float(base.value(key))
    policies = {one.name: one for one in OF_POLICIES}
    lived = {}
    for end, number in zip(ENDS, (value / times, value, min(value * times, most)), strict=True):
        here = base.with_({key: number})
        lived[AS_IS + end] = here
        for one in reversed(CHANGES):
            lived[one.policy + end] = policies[one.policy].on(here)
    return lived


def gain(answer: Answer, change: Change, end: str) -> Spread:
    """Return what a change brings at one end."""
    return answer.spread(More(WORTH, AS_IS + end), change.policy + end)


def order(answer: Answer, end: str) -> list[Change]:
    """Return the changes, the best first."""
    return sorted(CHANGES, key=lambda one: -gain(answer, one, end).mean)


def lead(answer: Answer, end: str, change: Change) -> Spread:
    """Return by how much a change is above the best of the others, with the same luck."""
    other = next(one for one in order(answer, end) if one != change)
    return answer.spread(More(WORTH, other.policy + end), change.policy + end)


def bars(answer: Answer) -> list[Bar]:
    """Return a bar a change: its gain as they think, and all that it may be."""
    found = []
    for change in order(answer, THINK):
        three = [gain(answer, change, end) for end in ENDS]
        known = [value for one in three for value in one[:3] if value == value]
        found.append(Bar(change.words, three[1].mean, min(known), max(known)))
    return found


def ranks(answer: Answer) -> tuple[str, str]:
    """Say which change comes first, second and third at either end."""
    told = []
    for end, words in ((LESS, "less"), (MORE, "more")):
        places = enumerate(order(answer, end), start=1)
        told.append(f"If {words}: {', '.join(f'{at} {one.short}' for at, one in places)}")
    return told[0], told[1]


def verdict(answer: Answer) -> str:
    """Say whether the first change is first whatever the number is."""
    first = order(answer, THINK)[0]
    leads = [lead(answer, end, first) for end in (LESS, MORE)]
    if any(one.high < 0 for one in leads):
        return "At one end another change comes first"
    if all(one.low > 0 for one in leads):
        return "The first stays first, whatever it is"
    return "At one end it may be another: not sure"


def draw(figure: Figure, shown: Shown, style: Style) -> None:
    """Draw the three bars, and below them the order at either end."""
    ax = figure.add_axes((0.02, 0.28, 0.96, 0.61))
    currency = next(iter(shown.answer.scenarios.values())).money.currency
    three_bars(ax, bars(shown.answer), style, f"{TITLE}, {currency}", _scale(shown))
    below = figure.add_axes((0.02, 0.0, 0.96, 0.27))
    below.set_axis_off()
    less, more = ranks(shown.answer)
    for up, words in ((0.82, less), (0.5, more)):
        write(below, 0.0, up, words, style, in_axis=True)
    write(below, 0.0, 0.18, verdict(shown.answer), style, bold=True, in_axis=True)


def _scale(shown: Shown) -> tuple[float, float]:
    """Return ends that stand still while the slider moves."""
    every = [bar for one in (*shown.stops.values(), shown.answer) for bar in bars(one)]
    low, high = min([0.0, *(bar.low for bar in every)]), max(bar.high for bar in every)
    return low, high + 0.04 * (high - low)


def describe(shown: Shown) -> str:
    """Say what `draw` shows."""
    told = "; ".join((*ranks(shown.answer), verdict(shown.answer)))
    return f"{describe_three_bars(bars(shown.answer), TITLE)} {told}."


def told(at: At) -> tuple[str, ...]:
    """Say what the module teaches, in numbers of its own."""
    sure, margin, visits = at(off=1), at(off=KNOB.high), at(off=KNOB.high, number=1)
    currency = next(iter(sure.scenarios.values())).money.currency
    first, second, _ = order(sure, THINK)
    gains = [amount(gain(sure, one, THINK).mean, currency) for one in (first, second)]
    least, most = (amount(gain(margin, first, end).mean, currency) for end in (LESS, MORE))
    ahead = [amount(lead(margin, end, first).mean, currency) for end in (LESS, MORE)]
    fewer = order(visits, LESS)
    here = lead(visits, LESS, fewer[0])
    return (
        f"As the shop thinks, “{first.words}” brings {gains[0]} in the long run, and "
        f"“{second.words}” {gains[1]}.",
        f"If nobody knows what is left of sales, “{first.words}” may bring {least} or {most}. All "
        "the bars grow long, and they overlap. It looks as if nothing could be said.",
        f"But look at the order. With little left of sales the first is {ahead[0]} ahead of the "
        f"next, and with much left {ahead[1]}. The number moves all bars together, so it does not "
        "matter which it is. You need not measure it before you begin.",
        f"How often customers come is another matter. If they come seldom, the order is: "
        f"{', '.join(one.short for one in fewer)}. There “{fewer[0].words}” is ahead, by "
        f"{amount(here.mean, currency)} ({amount(here.low)} to {amount(here.high)}). That number "
        "can change what to do. Measure it first.",
        "So you do not need all the data first. Ask of each number: would it change what we do? "
        "Measure those few, and begin with the rest.",
        f"And it takes less than one thinks. To see a difference as large as luck, "
        f"{count(would_tell(1.0, 1.0))} cases are enough; for one of half that size, "
        f"{count(would_tell(0.5, 1.0))}.",
        "Two bars that overlap do not say that two changes are alike, either. Each bar holds what "
        "is not known of the number, and both changes share that. What counts is the difference "
        "between the two, with the same luck and the same number in both.",
    )


def _lead_at_half(answers: Sequence[Answer]) -> Spread:
    """Return by how many percent the first change brings more than the second, at half."""
    (half,) = answers
    first, second, _ = order(half, THINK)
    both = [half.values(More(WORTH, AS_IS + LESS), one.policy + LESS) for one in (second, first)]
    return spread_of(risen(*both))


def _percent(truth: Spread) -> str:
    mean, low, high = (count(value) for value in truth[:3])
    return f"{mean}% more than the next best ({low} to {high})"


TITLE = "More in the long run"
KNOB = Knob(
    name="off",
    label="How far off may the number be?",
    unit="times less or more",
    low=1,
    high=4,
    step=0.5,
    start=1,
    about="1 is exactly as they think; at 4 it may be a quarter of that, or four times as much",
)
NUMBER = Knob(
    name="number",
    label="Which number?",
    words=("What is left of sales", "How often customers come"),
    about="the number of which nobody is sure",
)


LESSON = Lesson(
    number="08",
    name="your_company",
    title="Your company",
    question="What about us?",
    trade="corner_shop",
    changes={"market.customers": 400, "market.people": 1000, "time.days": 546},
    knobs=(KNOB, NUMBER),
    measure=Measure(
        More(WORTH, AS_IS + MORE),
        "“Recognise good work” may bring up to",
        "thousand",
        per=0.001,
    ),
    replications=12,
    draw=draw,
    describe=describe,
    told=told,
    scenarios=scenarios,
    prediction=Prediction(
        question="A shop thinks that of each sale three tenths are left. Of three changes, to "
        "recognise good work would bring it most: about a quarter more than the next best. Now "
        "somebody says that only half as much is left of each sale. How far ahead is it then?",
        bins=(
            Bin("Not at all: another change comes first", float("-inf"), -10),
            Bin("Hardly: it brings about the same as the next best", -10, 8),
            Bin("As far as before: about a quarter more", 8, 50),
            Bin("Further: about twice as much", 50, 150),
            Bin("Much further: three times as much or more", 150, float("inf")),
        ),
        settings=({"off": 2},),
        truth=_lead_at_half,
        said=_percent,
    ),
    rule=Rule(
        function=would_tell,
        along=(0.2, 2.0),
        value=lambda difference: would_tell(difference, 1.0),
        across="How large the difference is (1: as large as luck)",
        up="Cases that tell it",
        words="How many cases does it take to tell a difference from luck? Large differences need "
        "few cases. Only for small ones do you need “all the data”, and those matter least.",
    ),
    quiz=QUIZ,
    challenge=Challenge(
        task="“As long as we do not know our numbers, we cannot know what comes first.” Find a "
        "number, and how far off it must be, so that the first change is no longer surely first.",
        done=lambda shown: not verdict(shown.answer).startswith("The first stays"),
        hint="There are two numbers to choose from. Which of them moves all bars together?",
    ),
    exercise=Exercise(
        read_off="Let the number be 4 times less or more. How long are the bars, and which change "
        "comes first at either end? Do it for both numbers.",
        change="Explain to a colleague why the bars overlap, and the first still stays first. What "
        "do the bars share?",
        build="Fill in the forms for your company. Take the number that is to be measured first, "
        "and write a plan: whom you ask, how many, and by when you know it.",
    ),
    monday="What do you measure first, who does it, and by what date?",
    claims=("C07", "C10", "C20", "C22", "C25", "C30", "C39"),
    keys=(
        "money.gross_margin",
        "visits.visits_per_year",
        "recovery.authority",
        "workforce.recognition",
        "voice.asked_share",
    ),
)
