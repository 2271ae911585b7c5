"""Module 03, what a fast answer is worth: first listen, then be fast."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.figure import Figure

from sim import rules
from sim.assumptions import Scenario
from sim.lessons.answer import Answer, Gain, Spread
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
from sim.show.curve import Point, curve, describe_curve
from sim.show.fates import QUITTING, STAYING, Fates, describe_fates, fates, fates_of
from sim.show.style import Style
from sim.show.words import between, count
from sim.study.run import Run

FOLLOWED = 28
"""Days for which an unhappy customer is followed in the picture."""
ASKED = 0.3
TOP = 14.0
"""Top of the scale of those who stay; it is higher where more do."""
TITLE = "More who stay, of 100"
ACROSS = "Hours a week at the desk"
AS_IS = "as it is"


def stay(figures: Mapping[str, float]) -> float:
    """Return how many of 100 unhappy customers give a second chance."""
    return figures["stay"]


def scenarios(base: Scenario, setting: Setting) -> dict[str, Scenario]:
    """Set hours, authority and answers of the desk, and ask or not; beside the hotel as it is."""
    better = setting["better"] / 100
    changes = {
        "desk.hours_per_week": float(setting["hours"]),
        "desk.escalation_share": base.desk.escalation_share * (1 - better),
        "desk.success": base.desk.success + (1 - base.desk.success) * better,
        "recovery.authority": setting["authority"] / 100,
        "voice.asked_share": ASKED if setting["listen"] else base.voice.asked_share,
    }
    return {AS_IS: base, "now": base.with_(changes)}


def watch(run: Run) -> Mapping[str, Any]:
    """Count who stays and how many complaints are open; follow failures where events are kept."""
    start = run.scenario.time.warm_up_days
    counts = run.outcome.counts[start:].sum(axis=0)
    stays, quits = float(counts[list(STAYING)].sum()), float(counts[list(QUITTING)].sum())
    seen: dict[str, Any] = {
        "stay": 100 * stays / (stays + quits),
        "open": float(run.outcome.snapshots["open_cases"][start:].mean()),
    }
    if len(run.outcome.facts):
        seen["fates"] = fates_of(run.outcome, start, FOLLOWED)
    return seen


def draw(figure: Figure, shown: Shown, style: Style) -> None:
    """Draw who is lost on which day, and beside it who stays at each stop of the slider."""
    promise = shown.answer.scenarios[shown.answer.now].desk.promise_days
    fates(figure.add_axes((0.065, 0.225, 0.5, 0.645)), _fates(shown), style, promise)
    stops = more(shown)
    curve(
        figure.add_axes((0.65, 0.225, 0.335, 0.645)),
        stops,
        style,
        title=TITLE,
        across=ACROSS,
        ends=(HOURS.low, HOURS.high),
        bottom=-1.0,
        top=max([TOP, *(point.high for point in stops.values() if point.high == point.high)]),
        step=HOURS.step,
        now=shown.setting["hours"],
        said=_more_now(shown),
    )


def describe(shown: Shown) -> str:
    """Say what `draw` shows."""
    hours = shown.setting["hours"]
    line = describe_curve(more(shown), TITLE, ACROSS, hours, _more_now(shown))
    return f"{describe_fates(_fates(shown))} {line}"


def more(shown: Shown) -> dict[float, Point]:
    """Return how many more of 100 unhappy customers stay than in the hotel as it is, by stop."""
    found = {}
    for stop, answer in shown.stops.items():
        gain = answer.gain(stay, AS_IS)
        found[stop] = Point(gain.difference, gain.low, gain.high)
    return found


def told(at: At) -> tuple[str, ...]:
    """Say what the module teaches, in numbers of its own."""
    now, perfect = at(), at(hours=25, better=100)
    asked, both = at(listen=1), at(listen=1, hours=25, better=100)
    trusted = at(listen=1, authority=100)
    reach = 100 * now.mean("heard_share")
    days = [one.mean("resolution_days") for one in (now, asked)]
    return (
        f"As the hotel is, {count(now.mean(stay))} of 100 unhappy guests give it a second chance. "
        "Make the desk perfect: five times the hours, no approval, always a help. Then "
        f"{_gain(perfect)} stay. A perfect answer helps those whom you hear, and you hear "
        f"{count(reach)} in 100. The others say nothing, and are lost at once.",
        f"Listen first. Ask 30 in 100 of the silent, with the desk as it is: {_gain(asked)} stay. "
        f"And the desk floods: {asked.mean('open'):.0f} complaints are open on an average day "
        f"instead of {now.mean('open'):.1f}, and an answer takes {count(days[1])} days instead of "
        f"{count(days[0])}.",
        "Only now is speed worth its price. Asked, and answered by the perfect desk: "
        f"{_gain(both)} stay. Or leave the desk alone, and let whoever hears of a failure put it "
        f"right on the spot: {_gain(trusted)} stay, and {trusted.mean('open'):.1f} complaints are "
        "open.",
        "Be careful with one thing. In the figures of the articles, being asked helps even before "
        "anybody answers. Nobody has shown that: perhaps those who speak are those who meant to "
        "stay. Set the numbers to what research supports. Asking then keeps fewer, and the desk "
        "alone still keeps next to nobody. But there the front line hears far more than its "
        "managers do, so letting it put things right keeps many, asked or not.",
    )


def _gain(answer: Answer) -> str:
    gain = answer.gain(stay, AS_IS)
    return f"{between(gain.difference, gain.low, gain.high, 1)} more"


def _fates(shown: Shown) -> Fates:
    found: Fates = shown.answer.seen[shown.answer.now]["fates"]
    return found


def _more_now(shown: Shown) -> str:
    here = more(shown).get(shown.setting["hours"])
    return "" if here is None else f"{round(here.mean, 1) + 0.0:.1f}".replace("-", "−")


def _truth(answers: Sequence[Answer]) -> Spread:
    gain: Gain = answers[-1].gain(stay, AS_IS)
    return Spread(gain.difference, gain.low, gain.high, gain.n)


def _said(truth: Spread) -> str:
    return f"{between(truth.mean, truth.low, truth.high, 1)} more of 100"


HOURS = Knob(
    name="hours",
    label="How many hours does the complaint desk work?",
    unit="a week",
    low=5,
    high=25,
    step=2,
    start=5,
    parameter="desk.hours_per_week",
)
LISTEN = Knob(
    name="listen",
    label="You",
    words=("wait for complaints", "ask 30 in 100 of the silent"),
    about="whoever is asked tells, and is treated like one who complained",
)
BETTER = Knob(
    name="better",
    label="How far do you mend the desk's answers?",
    unit="%",
    high=100,
    step=25,
    about="at 0% part of them wait for somebody's approval, and 1 in 4 does not help; at 100% "
    "none waits, and all help. Source: ours. Evidence: assumption.",
)
AUTHORITY = Knob(
    name="authority",
    label="How much may the front line put right on the spot?",
    unit="%",
    low=20,
    high=100,
    step=10,
    start=20,
    parameter="recovery.authority",
    per=0.01,
    about="share of the failures they hear of; that it lifts their morale, too, is left out here",
)

LESSON = Lesson(
    number="03",
    name="second_chances",
    title="Second chances",
    question="What is a fast answer worth, and when?",
    trade="hotel",
    changes={"time.days": 364, "time.warm_up_days": 56, "workforce.authority_lifts": 0.0},
    knobs=(HOURS, LISTEN, AUTHORITY, BETTER),
    measure=Measure(stay, "Second chances, of 100 unhappy guests", digits=1),
    moves="hardly",
    draw=draw,
    describe=describe,
    told=told,
    scenarios=scenarios,
    watch=watch,
    keep_events=True,
    prediction=Prediction(
        question="A hotel fixes its complaint desk: five times the hours, nothing waits for "
        "approval, every answer helps. Of 100 unhappy guests, how many more give it a second "
        "chance?",
        bins=(
            Bin("Hardly any: fewer than 1", float("-inf"), 1),
            Bin("1 to 4", 1, 4),
            Bin("4 to 8", 4, 8),
            Bin("8 to 15", 8, 15),
            Bin("15 or more", 15, float("inf")),
        ),
        settings=({}, {"hours": 25, "better": 100}),
        truth=_truth,
        said=_said,
    ),
    rule=Rule(
        function=rules.second_chance,
        along=(0, 56),
        value=lambda days: 100 * rules.second_chance(days, 0.5, 0.8, 14.0),
        across="Days beyond the promise",
        up="Of 100 who complained, would still stay",
        words="An answer within the promise keeps 80 of 100 who complained. Without any answer 50 "
        "would stay. In between, half of what a fast answer saves is lost with every two weeks. "
        "It is steep at first: the early days cost most.",
    ),
    quiz=(
        Question(
            "A hotel doubles the hours of its complaint desk, and as many guests leave as before. "
            "What is the likeliest reason?",
            (
                AnswerOption(
                    "The people at the desk are not good enough.",
                    False,
                    "Mend every answer in the panel, and look at how little moves.",
                ),
                AnswerOption(
                    "Hardly any of the unhappy ever come to the desk.",
                    True,
                    "Yes. A desk can help only those whom somebody hears.",
                ),
                AnswerOption(
                    "Guests do not care about answers.",
                    False,
                    "They do: of those who get one in time, most stay. How many get one?",
                ),
            ),
        ),
        Question(
            "You begin to ask guests what went wrong. What happens at the desk in the first weeks?",
            (
                AnswerOption(
                    "It gets quieter, since guests are happier.",
                    False,
                    "Later perhaps. First all those come who used to say nothing.",
                ),
                AnswerOption(
                    "Nothing: asking is not complaining.",
                    False,
                    "Whoever tells you of a failure waits for an answer. Look at the open ones.",
                ),
                AnswerOption(
                    "It floods, and answers take longer.",
                    True,
                    "Yes. So have hours, or authority at the front, ready before you ask.",
                ),
            ),
        ),
        NumberQuestion(
            "Of 100 unhappy guests you hear 4. A perfect answer keeps 30 in 100 more of those who "
            "get one. How many more of the 100 does it keep?",
            (
                NumberRange(
                    1,
                    1.5,
                    True,
                    "Yes: 30 in 100 of 4 is 1.2. That is all a perfect desk "
                    "can do while nobody listens.",
                ),
                NumberRange(29, 31, False, "That would be so if you heard all of them."),
            ),
            otherwise="Take 30 in 100 of those whom you hear.",
        ),
        Question(
            "Guests who complained and got no help stay more often than those who said nothing. "
            "Does that show that asking keeps guests?",
            (
                AnswerOption(
                    "Yes. Those who are asked stay more often.",
                    False,
                    "They are other people. Who speaks up may have meant to stay anyway.",
                ),
                AnswerOption(
                    "No. It may be who they are, not that they were asked.",
                    True,
                    "Yes. To know, one would have to ask some by lot, and leave others alone.",
                ),
                AnswerOption(
                    "No. Asking never helps.",
                    False,
                    "Not shown does not mean not so. And whoever tells you can be helped.",
                ),
            ),
        ),
    ),
    challenge=Challenge(
        task="Many say: more hours at the complaint desk keep customers. Break that rule. Have 46 "
        "or more of 100 give a second chance, without one more hour at the desk.",
        done=lambda shown: shown.setting["hours"] == HOURS.low and shown.answer.mean(stay) >= 46,
        hint="First you have to hear of it. Then, who could put it right before it comes to the "
        "desk?",
    ),
    exercise=Exercise(
        read_off="You wait for complaints, and the desk works 5 hours a week. Of 100 unhappy "
        "guests, how many are lost at once, and how many wait for an answer?",
        change="Ask 30 in 100 of the silent, and move the slider from 5 to 25 hours. On which day "
        "do most of those who wait give up, and why on that day?",
        build="Count one month in your own business: how many failures, how many complaints, and "
        "days to an answer. Work out how many of 100 unhappy customers a perfect desk could keep "
        "for you.",
    ),
    monday="What do you put right unasked?",
    claims=("C13a", "C13b", "C19", "C44"),
    keys=(
        "voice.ears",
        "voice.silent_per_complaint",
        "voice.front_line_hears_minor",
        "voice.share_of_voice_gap_causal",
        "second_chance.silent_minor",
        "second_chance.unresolved_minor",
        "second_chance.fast_minor",
        "second_chance.anger_half_life_days",
        "desk.hours_per_week",
        "recovery.authority",
    ),
)
