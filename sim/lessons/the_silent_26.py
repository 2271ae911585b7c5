"""Module 02, how much unhappiness you hear: failures that nobody tells you of."""

from collections.abc import Sequence

from matplotlib.figure import Figure

from sim import rules
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
from sim.lessons.the_silent_26_quiz import QUIZ
from sim.lessons.two_views import TWO_VIEWS
from sim.show.curve import Point, curve, describe_curve
from sim.show.hearing import describe_iceberg, iceberg
from sim.show.style import Style
from sim.show.words import between, count
from sim.study.work import Figures

TITLE = "Kept by asking, of 1,000"
ACROSS = "Asked, of 100 silent"


def heard(figures: Figures) -> float:
    """Return how many failures anyone in the business heard of."""
    return figures["heard_share"] * figures["miseries"]


def leave(figures: Figures) -> float:
    """Return how many of 100 customers leave in a year."""
    return 100 * figures["churn_rate"]


def scenarios(base: Scenario, setting: Setting) -> dict[str, Scenario]:
    """Ask a share of the silent, and make complaining easier."""
    changes = {"voice.asked_share": setting["asked"] / 100, "voice.ease": 2.0 ** setting["ease"]}
    return {"now": base.with_(changes)}


def draw(figure: Figure, shown: Shown, style: Style) -> None:
    """Draw the iceberg, and beside it who leaves at each stop of the slider."""
    lifted = bool(shown.setting["lifted"])
    ice = figure.add_axes((0.01, 0.03, 0.52, 0.84))
    iceberg(ice, _ice(shown.answer), style, lifted, "reported")
    stops = saved(shown)
    curve(
        figure.add_axes((0.63, 0.225, 0.355, 0.645)),
        stops,
        style,
        title=TITLE,
        across=ACROSS,
        ends=(ASKED.low, ASKED.high),
        step=ASKED.step,
        now=shown.setting["asked"],
        said=_saved_now(shown),
    )


def describe(shown: Shown) -> str:
    """Say what `draw` shows."""
    ice = describe_iceberg(_ice(shown.answer), bool(shown.setting["lifted"]), "reported failures")
    asked = shown.setting["asked"]
    return f"{ice} {describe_curve(saved(shown), TITLE, ACROSS, asked, _saved_now(shown))}"


def saved(shown: Shown) -> dict[float, Point]:
    """Return how many of 1,000 customers stay a year who leave when nobody is asked, by stop."""
    quiet = shown.stops.get(ASKED.low)
    if quiet is None:
        return {}
    found = {}
    for stop, answer in shown.stops.items():
        fewer = answer.against(quiet, lambda figures: -10 * leave(figures))
        found[stop] = Point(fewer.difference, fewer.low, fewer.high)
    return found


def told(at: At) -> tuple[str, ...]:
    """Say what the module teaches, in numbers of its own."""
    quiet, asked = at(asked=0), at(asked=30)
    before, after = quiet.spread(heard), asked.spread(heard)
    lived = quiet.spread("miseries"), asked.spread("miseries")
    fewer = asked.against(quiet, leave)
    silent = (lived[0].mean - before.mean) / before.mean
    return (
        f"As things are, management heard of {count(before.mean)} failures. Customers lived "
        f"through {count(lived[0].mean)}. That makes {count(silent)} silent for each one heard.",
        f"Ask 30 in 100 of the silent, and the report shows {count(after.mean)} failures: "
        f"{after.mean / before.mean:.0f} times as many. The business did not get worse: customers "
        f"lived through {count(lived[1].mean)}. You hear more, that is all.",
        f"Now you can put things right. In 100 customers, {quiet.mean(leave):.1f} left a year "
        f"before and {asked.mean(leave):.1f} after, with the same luck in both: "
        f"{between(-fewer.difference, -fewer.high, -fewer.low, 1)} fewer.",
        "So a report that gets worse can be the best news of the year. And a quiet report may only "
        "mean that nobody asked.",
    )


def _saved_now(shown: Shown) -> str:
    here = saved(shown).get(shown.setting["asked"])
    return "" if here is None else count(here.mean)


def _ice(answer: Answer) -> dict[str, float]:
    return {"miseries": answer.mean("miseries"), "complaints": answer.mean(heard)}


def _times(answers: Sequence[Answer]) -> Spread:
    quiet, asked = answers
    return spread_of(asked.values(heard) / quiet.mean(heard))


def _said(truth: Spread) -> str:
    return f"{between(truth.mean, truth.low, truth.high, 1)} times as many"


ASKED = Knob(
    name="asked",
    label="How many of the silent do you ask?",
    unit="%",
    high=60,
    step=5,
    parameter="voice.asked_share",
    per=0.01,
)
EASE = Knob(
    name="ease",
    label="How easy is it to complain?",
    unit="doublings",
    high=4,
    parameter="voice.ease",
    about="each step doubles the odds that an unhappy customer says so unasked",
)
LIFTED = Knob(
    name="lifted",
    label="What do you see?",
    words=("What management sees", "Lift the waterline"),
)


LESSON = Lesson(
    number="02",
    name="the_silent_26",
    title="The silent 26",
    question="How much unhappiness do you hear?",
    trade="corner_shop",
    knobs=(ASKED, LIFTED, EASE),
    measure=Measure(heard, "Failures in your report", digits=0, more="more", less="fewer"),
    draw=draw,
    describe=describe,
    told=told,
    scenarios=scenarios,
    prediction=Prediction(
        question="You call 30 in 100 of the customers who said nothing, and ask what went wrong. "
        "How many failures does your report then show, for each one that it shows today?",
        bins=(
            Bin("Fewer: we do better, so the report gets better", 0, 0.95),
            Bin("About the same, at most twice as many", 0.95, 2),
            Bin("Two to five times as many", 2, 5),
            Bin("Five to twelve times as many", 5, 12),
            Bin("More than twelve times as many", 12, float("inf")),
        ),
        settings=({"asked": 0}, {"asked": 30}),
        truth=_times,
        said=_said,
    ),
    rule=Rule(
        function=rules.one_ear,
        along=(0, 50),
        value=lambda silent: 100 * rules.one_ear(silent),
        across="Silent for each one who complains",
        up="Failures you hear of, in 100",
        words="One number decides how much you hear. If 26 stay silent for each one who complains, "
        "you hear of 1 failure in 27.",
    ),
    quiz=QUIZ,
    challenge=Challenge(
        task="Make management hear of more than half of all failures.",
        done=lambda shown: shown.answer.mean("heard_share") > 0.5,
        hint="One slider alone can do it. Two together do it sooner.",
    ),
    exercise=Exercise(
        read_off="Lift the waterline at 0%. How many unhappy customers stand behind each report?",
        change="Move the slider to 30%. Explain the worse report to your boss in two sentences.",
        build="You survey 200 customers: 24 had a problem, and 3 of them told you. How many silent "
        "ones are there for each complaint in your own business?",
    ),
    monday="Whom do you call on Monday, and what do you ask?",
    claims=("C12",),
    keys=("voice.silent_per_complaint", "voice.asked_share", "voice.ears"),
    asides=(TWO_VIEWS,),
    anywhere=True,
)
