"""Module 01, what a customer lives through: good per contact is not good per customer."""

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.figure import Figure

from sim.assumptions import Scenario
from sim.lessons.answer import Answer, Spread
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
from sim.show.hundred import describe_hundred, hundred
from sim.show.journey import Journey, describe_journey, journey, journey_steps
from sim.show.style import Style, write
from sim.show.words import between, count
from sim.study.hurt import contacts_per_visit, hurt, wrong_share
from sim.study.run import Run
from sim.study.work import Figures
from sim.world.customer import moment

TITLE = "Hurt at least once, of 100"
ACROSS = "Contacts a year"
CHANGES = {
    "time.days": 364,
    "time.warm_up_days": 0,
    "market.customers": 500,
    "market.people": 1250,
    # Hands enough at all hours: no wait is ever the failure.
    "departments.floor.staff": 2,
    "departments.counter.staff": 2,
    "departments.till.staff": 3,
    "departments.office.staff": 2,
    # A contact is a contact, whether one is loyal or not.
    "visits.retained_only_factor": 1.0,
    "visits.loyal_factor": 1.0,
}
"""One year, and nothing in it but contacts that go right or wrong."""


def scenarios(base: Scenario, setting: Setting) -> dict[str, Scenario]:
    """Let customers come more or less often; the share of contacts that go wrong stays as set."""
    contacts, wrong = setting["contacts"], setting["wrong"] / 1000
    changes = {
        "visits.visits_per_year": contacts / contacts_per_visit(base),
        "moments.problems_per_customer_year": contacts * wrong,
    }
    return {"now": base.with_(changes)}


def watch(run: Run) -> Mapping[str, Any]:
    """Count failures by the customer; map the journey where events are kept."""
    found = hurt(run)
    seen: dict[str, Any] = {
        "hurt": 100 * found.all,
        "hurt_seldom": 100 * found.seldom,
        "hurt_often": 100 * found.often,
        "wrong": 100 * wrong_share(run.outcome, run.scenario.time.warm_up_days),
    }
    if len(run.outcome.facts):
        seen["journey"] = journey_steps(run)
    return seen


def hurt_of_100(figures: Figures) -> float:
    """Return how many of 100 customers were hurt at least once in the year."""
    return figures["hurt"]


def draw(figure: Figure, shown: Shown, style: Style) -> None:
    """Draw a hundred customers and those of them who were hurt, or the map of their journey."""
    if shown.setting["map"]:
        journey(figure.add_axes((0.01, 0.0, 0.98, 0.89)), _journey(shown.answer), style)
        return
    number = shown.answer.mean(hurt_of_100)
    title = f"Of 100 customers {count(number)} are hurt"
    hundred(figure.add_axes((0.01, 0.02, 0.46, 0.86)), number, style, title=title)
    ax = figure.add_axes((0.585, 0.225, 0.4, 0.645))
    contacts = shown.setting["contacts"]
    curve(
        ax,
        hurt_by_stop(shown),
        style,
        title=TITLE,
        across=ACROSS,
        ends=(0, CONTACTS.high),
        step=CONTACTS.step,
        now=contacts,
        said=count(number),
    )
    share = shown.answer.mean("wrong")
    ax.plot([0, CONTACTS.high], [share, share], "--", color=style.quiet, linewidth=2)
    lift = share + 0.03 * ax.get_ylim()[1]
    text = f"of 100 contacts: {share:.1f}"
    write(ax, CONTACTS.high, lift, text, style, across="right", up="bottom")


def describe(shown: Shown) -> str:
    """Say what `draw` shows."""
    if shown.setting["map"]:
        return describe_journey(_journey(shown.answer))
    number = shown.answer.mean(hurt_of_100)
    people = describe_hundred(number, "lived through at least one failure in a year")
    stops, contacts = hurt_by_stop(shown), shown.setting["contacts"]
    return f"{people} {describe_curve(stops, TITLE, ACROSS, contacts, count(number))}"


def hurt_by_stop(shown: Shown) -> dict[float, Point]:
    """Return how many of 100 customers were hurt, by contacts a year."""
    known = dict(shown.stops) | {shown.setting["contacts"]: shown.answer}
    return {stop: Point(*answer.spread(hurt_of_100)[:3]) for stop, answer in known.items()}


def told(at: At) -> tuple[str, ...]:
    """Say what the module teaches, in numbers of its own."""
    few, half, regular = at(contacts=20), at(contacts=100), at(contacts=200)
    right = 1000 - 10 * regular.mean("wrong")
    met = [one.mean(hurt_of_100) for one in (few, half, regular)]
    return (
        f"This shop gets {count(right)} of 1,000 contacts right. Yet of 100 customers with 200 "
        f"contacts a year, {_said(_truth((regular,)))}.",
        "There is no contradiction. Each contact is a new chance that something goes wrong, and a "
        f"year has many. With 20 contacts a year {count(met[0])} of 100 are hurt, with 100 it is "
        f"{count(met[1])}, with 200 {count(met[2])}. Good per contact is not good per customer.",
        "And it strikes your best customers first. Of the fourth who come most often, "
        f"{count(regular.mean('hurt_often'))} of 100 are hurt in a year. Of the fourth who come "
        f"least, {count(regular.mean('hurt_seldom'))}.",
        _worst(_journey(regular)),
    )


def _worst(steps: Journey) -> str:
    """Say where most get lost, and what that does not show."""
    worst = steps.worst
    lost = (
        "On the map of the journey nobody got lost between two departments. "
        if worst is None
        else "On the map of the journey, look at the steps between departments. In one run most "
        f"got lost from {steps.stops[worst.start].department} to "
        f"{steps.stops[worst.end].department}. "
    )
    return (
        f"{lost}Be careful: in this model every hand-off is as risky as any other, so the worst is "
        "simply the one that most people pass. In your business one may be far worse than the "
        "rest. Only counting tells."
    )


def _journey(answer: Answer) -> Journey:
    found: Journey = answer.seen[answer.now]["journey"]
    return found


def _truth(answers: Sequence[Answer]) -> Spread:
    return answers[-1].spread(hurt_of_100)


def _said(truth: Spread) -> str:
    return f"{between(truth.mean, truth.low, truth.high, 0)} live through at least one failure"


CONTACTS = Knob(
    name="contacts",
    label="How often is a customer in contact with you?",
    unit="times a year",
    low=20,
    high=240,
    step=20,
    start=20,
    about="on average; some come more often, some less. Each visit to this shop is 1.6 contacts",
)
MAP = Knob(
    name="map",
    label="You see",
    words=("a hundred customers", "the journey of all"),
)
WRONG = Knob(
    name="wrong",
    label="How many contacts go wrong?",
    unit="of 1,000",
    low=0.5,
    high=8,
    step=0.5,
    start=2,
    about="failures for each contact, those between two departments included. Source: ours. "
    "Evidence: assumption.",
)

LESSON = Lesson(
    number="01",
    name="moments",
    title="Moments",
    question="What does a customer live through?",
    trade="corner_shop",
    changes=CHANGES,
    knobs=(CONTACTS, MAP, WRONG),
    measure=Measure(
        hurt_of_100, "Of 100 customers, hurt at least once in a year", more="more", less="fewer"
    ),
    better="less",
    draw=draw,
    describe=describe,
    told=told,
    scenarios=scenarios,
    watch=watch,
    keep_events=True,
    prediction=Prediction(
        question="A shop gets 99.8% of its contacts right: 998 of 1,000. A regular customer has "
        "200 contacts a year. Of 100 such customers, how many live through at least one failure "
        "this year?",
        bins=(
            Bin("None, or one: 99.8% is nearly all", 0, 1.5),
            Bin("2 to 19", 1.5, 19.5),
            Bin("20 to 34", 19.5, 34.5),
            Bin("35 to 49", 34.5, 49.5),
            Bin("50 or more", 49.5, float("inf")),
        ),
        settings=({"contacts": 200},),
        truth=_truth,
        said=_said,
    ),
    rule=Rule(
        function=moment,
        along=(0, 400),
        value=lambda contacts: 100 * (1 - 0.998**contacts),
        across="Contacts a year, each right 998 times in 1,000",
        up="Of 100 customers, hurt at least once",
        words="Each contact is drawn anew; that yesterday went well does not help today. Nobody is "
        "spared 200 times for sure: 0.998 multiplied by itself 200 times is 0.67. So 33 of 100 are "
        "hurt, if all come equally often. In the runs it is a few less, since they do not.",
    ),
    quiz=(
        NumberQuestion(
            "Your hotline gets 99 of 100 calls right. Customers call 10 times a year. Of 100 "
            "customers, about how many are hurt at least once in the year?",
            (
                NumberRange(9, 10.6, True, "Yes: a little under 10, since a few are hurt twice."),
                NumberRange(
                    1,
                    1.5,
                    False,
                    "That is how many of 100 calls go wrong. A customer calls more than once.",
                ),
                NumberRange(
                    99,
                    100.5,
                    False,
                    "So many calls go right. The question is about "
                    "customers who had at least one that did not.",
                ),
            ),
            otherwise="Ten calls a year, each with 1 chance in 100.",
        ),
        Question(
            "Every call gets a survey, and the mean is 4.8 of 5. What do you know of a customer's "
            "year?",
            (
                AnswerOption(
                    "It was good: 4.8 is nearly 5.",
                    False,
                    "That is a typical call. A year is many calls, and one bad one is enough.",
                ),
                AnswerOption(
                    "Little. I would have to follow customers, not calls.",
                    True,
                    "Yes. Put the answers of one customer side by side, and look at the worst.",
                ),
                AnswerOption(
                    "It was bad.",
                    False,
                    "That is not known either: the survey counts calls, whoever made them.",
                ),
            ),
        ),
        Question(
            "Which customers are hurt most often?",
            (
                AnswerOption(
                    "Those who come most often.",
                    True,
                    "Yes. They have the most chances to be hurt, and they are worth the most.",
                ),
                AnswerOption(
                    "New ones, who do not know their way.",
                    False,
                    "In some businesses perhaps; not here, where each contact is as risky.",
                ),
                AnswerOption(
                    "All alike.",
                    False,
                    "Each contact is alike. But some customers have five times as many of them.",
                ),
            ),
        ),
        Question(
            "You halve the failures for each contact. At the same time an app makes customers get "
            "in touch twice as often. How many are hurt in a year?",
            (
                AnswerOption(
                    "Half as many.",
                    False,
                    "That would be so if they got in touch as often as before.",
                ),
                AnswerOption(
                    "About as many as before.",
                    True,
                    "Yes. Half the risk, twice as often. Try it in the panel.",
                ),
                AnswerOption(
                    "Twice as many.",
                    False,
                    "You forget that each contact became better.",
                ),
            ),
        ),
        Question(
            "On your own map most customers get lost between sales and delivery. What do you ask "
            "first?",
            (
                AnswerOption(
                    "Who in delivery is to blame?",
                    False,
                    "A hand-off has two sides, and as a rule nobody owns it. That is the trouble.",
                ),
                AnswerOption(
                    "How many pass there? Is it worse than others, or only busier?",
                    True,
                    "Yes. Lost of 1,000 handed on: that can be compared.",
                ),
                AnswerOption(
                    "How can we speed up delivery?",
                    False,
                    "They got lost on the way there. Speed comes after they arrive.",
                ),
            ),
        ),
    ),
    challenge=Challenge(
        task="Many say: 99.8% right is as good as perfect. Break that rule. With 200 contacts a "
        "year, or more, how right must each contact be, so that fewer than 10 of 100 are hurt?",
        done=lambda shown: shown.setting["contacts"] >= 200 and shown.answer.mean(hurt_of_100) < 10,
        hint="More settings has a slider for it. Go by halves.",
    ),
    exercise=Exercise(
        read_off="Move the slider to 100, and look at the journey. Which touchpoint has the most "
        "failures of 1,000 served, and which the most failures in all?",
        change="Move the slider from 20 to 240. Why does the line bend, and never reach 100?",
        build="List the touchpoints of your own business: before, during and after the purchase, "
        "with the department that owns each. How many does a customer pass in a year, and how many "
        "of 1,000 go wrong? Work out how many of 100 customers are hurt.",
    ),
    monday="Which is your worst hand-off, and who will count it for a week?",
    claims=("C22", "C25", "C39", "C26"),
    keys=(
        "visits.visits_per_year",
        "visits.rate_shape",
        "moments.problems_per_customer_year",
        "moments.hand_off_share",
    ),
)
