"""Exercise 03: the day most give up, a promise kept without hiring, a policy on five seeds."""

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from sim.assumptions import Scenario, load
from sim.exercises.exercise import Exercise, Task, read_off
from sim.exercises.form import Field, Form
from sim.exercises.given import Off, near, number, said, settings, word
from sim.exercises.picture import Picture, picture
from sim.lessons.second_chances import watch
from sim.show.fates import describe_fates, fates
from sim.show.style import Style
from sim.study.run import run

WORLD = {
    "time.days": 364,
    "time.warm_up_days": 28,
    "market.customers": 2500,
    "market.people": 6000,
    "moments.problems_per_customer_year": 0.6,
    "workforce.authority_lifts": 0.0,
}
"""A hotel for one year, with one desk for complaints."""
TODAY = {"asked": 30.0, "hours": 5.0, "authority": 20.0, "approval": 60.0}
"""It has just begun to ask 30 in 100 of the silent, and the desk floods."""
SEEDS = (26, 7, 41)
FIVE = (26, 7, 41, 3, 11)
PROMISE = 3.0
STAY = 44.0
BUDGET = 15.0
PLACES = ("at the desk", "on the spot", "nowhere")


class Year(NamedTuple):
    """What a year came to."""

    days: float
    """From a complaint to its answer, on average."""
    open: float
    """Complaints that are open on an average day."""
    stay: float
    """Of 100 unhappy guests, who give a second chance."""
    cost: float
    """Of listening and putting right, for each guest and year."""


@cache
def hotel(asked: float, hours: float, authority: float, approval: float) -> Scenario:
    """Return the hotel under a policy."""
    return load(
        "hotel",
        changes=WORLD
        | {
            "voice.asked_share": asked / 100,
            "desk.hours_per_week": hours,
            "recovery.authority": authority / 100,
            "desk.escalation_share": approval / 100,
        },
    )


@cache
def year(scenario: Scenario, seed: int = 26) -> Year:
    """Live a year of the hotel."""
    one = run(scenario, seed=seed, keep_events=False)
    seen, figures = watch(one), one.figures
    return Year(figures["resolution_days"], seen["open"], seen["stay"], figures["keeping_cost"])


def desk(policy: Mapping[str, float] | None = None) -> dict[str, float]:
    """Say what a year under a policy comes to; without one, the year as it is.

    Examples
    --------
    >>> sorted(desk())
    ['cost', 'days', 'open', 'stay']
    """
    whole = TODAY | {name: float(value) for name, value in (policy or {}).items()}
    return _means(whole, SEEDS)._asdict()


def _means(policy: Mapping[str, float], seeds: tuple[int, ...]) -> Year:
    years = [year(hotel(**policy), seed) for seed in seeds]
    return Year(*(sum(part) / len(years) for part in zip(*years, strict=True)))


def show() -> Picture:
    """Draw what becomes of the unhappy, day by day."""
    found = watch(run(hotel(**TODAY), seed=26))["fates"]

    def draw(figure: Any, style: Style) -> str:
        fates(figure.add_axes((0.065, 0.225, 0.9, 0.645)), found, style, PROMISE)
        return describe_fates(found)

    return picture(draw)


def change(given: Any) -> str:
    """Answer within the promise, with the hours that there are."""
    policy = settings(given, CHANGE, "your change")
    found = _means({**TODAY, **policy}, SEEDS)
    if policy["hours"] > TODAY["hours"]:
        raise Off("More hours at the desk are somebody whom you hire.")
    if found.days > PROMISE:
        raise Off(f"An answer takes {found.days:.1f} days on average. The promise is 3.")
    return f"an answer takes {found.days:.1f} days, and nobody was hired."


def explain(before: Any, after: Any, where: Any, change: Any) -> str:
    """Hold the open complaints before and after against runs."""
    policy = settings(change, CHANGE, "your change")
    if not near(number(before, "the first figure"), desk()["open"], 0.15):
        raise Off("The first figure is not what is open on an average day as it was.")
    if not near(number(after, "the second figure"), desk(policy)["open"], 0.15, 0.15):
        raise Off("The second figure is not what is open on an average day after your change.")
    if word(where, "the place", PLACES) != _where(policy):
        raise Off("Look again at where most failures are put right.")
    return "the flood is gone. Now say in your own words who does the work now."


def _where(policy: Mapping[str, float]) -> str:
    """Return where more are put right: whoever hears of it may, or passes it on to the desk."""
    one = run(hotel(**{**TODAY, **policy}), keep_events=False)
    counts = one.daily[["put_right", "resolved_fast", "resolved_late"]].sum()
    at_desk = counts["resolved_fast"] + counts["resolved_late"]
    return PLACES[1] if counts["put_right"] > at_desk else PLACES[0]


def build(given: Any) -> str:
    """Try a policy on five seeds: each must keep enough guests, answer in time, and not cost more.

    The worst of the five is told.
    """
    policy = settings(given, POLICY, "your policy")
    years = [year(hotel(**policy), seed) for seed in FIVE]
    stay, days = min(one.stay for one in years), max(one.days for one in years)
    cost = max(one.cost for one in years)
    if stay < STAY:
        raise Off(f"In the worst of five years {stay:.0f} of 100 unhappy guests stay.")
    if days > PROMISE:
        raise Off(f"In the worst of five years an answer takes {days:.1f} days.")
    if cost > BUDGET:
        raise Off(f"In the dearest of five years it costs EUR {said(cost)} for each guest.")
    return (
        f"it holds in five years: {stay:.0f} of 100 or more stay, answers take {days:.1f} days or "
        f"less, and it costs EUR {said(cost)} or less for each guest."
    )


HOURS = Field("hours", "Hours at the desk", "a week", 1, 40, 1, 5)
AUTHORITY = Field("authority", "May be put right on the spot", "of 100", start=20)
APPROVAL = Field("approval", "Must wait for approval", "of 100", start=60)
CHANGE = (HOURS, AUTHORITY, APPROVAL)
POLICY = (Field("asked", "Asked, of 100 silent", "of 100"), *CHANGE)

EXERCISE = Exercise(
    number="03",
    picture=show,
    tasks={
        "read_off": read_off(
            "03",
            {
                "at_once": "the number who are lost at once",
                "day": "the day on which most of the others give up",
            },
            {
                "all": "That counts everybody who is lost by the end. Who is lost on day 0?",
                "stay": "Those are the ones who stay.",
                "moment": "On that day are lost those who never said a word. When do most of the "
                "others give up?",
            },
            "they wait as long as you promised, and not a day longer.",
            (
                "The hatched band at the bottom is who is lost. Where does it begin, and where "
                "does it jump?",
                "At once means at the left edge of the picture.",
                "Look at the dashed line. What is it, and what does the lost band do there?",
            ),
        ),
        "change": Task(
            change,
            (
                "How could fewer complaints come to the desk?",
                "Change one number at a time, and look at the days.",
                "Who hears of a failure first, and how often may they put it right themselves?",
            ),
        ),
        "explain": Task(
            explain,
            (
                "Let desk() count for you.",
                "Look at open in desk(), and in desk(change). And who puts things right now?",
            ),
        ),
        "build": Task(
            build,
            (
                "First you have to hear of it. Then somebody has to put it right.",
                "If too few stay, hear of more. If answers take too long, send less to the desk. "
                "If it is too dear, look at the hours.",
                "Authority at the front costs little and is quick. Then ask as many as the money "
                "allows.",
            ),
        ),
    },
    form=Form(POLICY),
)
