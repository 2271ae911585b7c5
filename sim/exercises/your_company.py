"""Exercise 08: the largest gap, an answer in place of "I do not know", what to measure first."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sim.assumptions import Scenario, load
from sim.exercises.exercise import Exercise, Task, read_off
from sim.exercises.form import Field, Form
from sim.exercises.given import Off, near, number, settings, word
from sim.exercises.living import mean
from sim.exercises.picture import Picture, picture
from sim.exercises.sealed import RIGHT, verdict
from sim.play.company.answers import UNKNOWN, Audit
from sim.play.company.audits import gaps, spans_of
from sim.show.style import Style, dress, undress, write

THEMES = {
    "ideal": "ideal service",
    "culture": "culture of service",
    "attentive": "attentive",
    "responsive": "responsive",
    "empowered": "empowered",
}
"""The five questions of the audit, and what they are called in the picture."""
MANAGERS = ((9, 7, 8, 9, 3), (8, 7, 7, 8, 4), (8, 8, 9, 8, 3))
FRONT_LINE = ((6, 3, 7, 5, 2), (7, 4, 6, 6, 3), (6, 2, 6, 5, 2), (7, 3, 7, 4, 3))
"""What each person answers, from 0 to 10, in the order of the themes."""
LEFT_OPEN = ("solved", "calls", "asked")
ANSWERED = {"evaluated": True, "measured": False, "urgency": True, "attentive": 5, "responsive": 5}
MOVED = ("desk.success", "desk.escalation_days", "voice.asked_share")
SHARE = "desk.success"
REASONS = (
    "an answer is somebody's opinion",
    "luck differs from year to year",
    "the question is about something else",
)
SAYS = ("yes", "no", UNKNOWN)

TRADES = ("corner_shop", "hotel", "telecom", "bank", "software_subscription", "direct_sales")
SMALL = {
    "market.customers": 300,
    "market.people": 750,
    "time.days": 364,
    "time.warm_up_days": 0,
}
RUNS = 3
NUMBERS = {
    "visits": ("visits.visits_per_year", 1.0),
    "problems": ("moments.problems_per_customer_year", 0.1),
    "margin": ("money.gross_margin", 0.01),
    "moving": ("exits.moving_per_year", 0.01),
    "silent": ("voice.silent_per_complaint", 1.0),
}
"""What may be uncertain: the parameter, and its value for each 1 of what is filled in."""
AS_GOOD = 0.8
"""Of the largest swing: one that is as large will do as well, as luck could have it first."""


def audits() -> list[Audit]:
    """Return what three managers and four of the front line answered."""
    managers = [Audit("manager", dict(zip(THEMES, one, strict=True))) for one in MANAGERS]
    front = [Audit("front line", dict(zip(THEMES, one, strict=True))) for one in FRONT_LINE]
    return managers + front


def show() -> Picture:
    """Draw what managers and the front line say, question by question."""
    found = {one.question: one for one in gaps(audits())}

    def draw(figure: Any, style: Style) -> str:
        ax = figure.add_axes((0.02, 0.03, 0.96, 0.84))
        dress(ax, style, "From 0 to 10: what do people say?")
        undress(ax)
        ax.set_xlim(-5, 10.6)
        ax.set_ylim(5.1, -0.7)
        write(ax, 3.0, -0.55, "◆ front line", style, across="center")
        write(ax, 7.0, -0.55, "● managers", style, across="center")
        told = []
        for place, (name, title) in enumerate(THEMES.items()):
            front, top = 10 * found[name].front_line, 10 * found[name].managers
            write(ax, -5, place + 0.3, title, style)
            ax.plot([front, top], [place + 0.3] * 2, color=style.quiet, linewidth=3, zorder=1)
            ax.plot(front, place + 0.3, "D", color=style.poor, markersize=11)
            ax.plot(top, place + 0.3, "o", color=style.good, markersize=12)
            write(ax, front - 0.3, place + 0.3, f"{front:.1f}", style, across="right")
            write(ax, top + 0.3, place + 0.3, f"{top:.1f}", style)
            told.append(f"{title}: front line {front:.1f}, managers {top:.1f}.")
        return f"What people say, from 0 to 10. {' '.join(told)}"

    return picture(draw)


def change(given: Any) -> str:
    """Hold three answers against what the notes say, and see what becomes narrower."""
    said = settings(given, ANSWERS, "your change")
    for name, answer in said.items():
        if answer == UNKNOWN:
            raise Off(f'To {name} it still says "unknown".')
    for name, answer in said.items():
        if verdict("08", name, answer) != RIGHT:
            raise Off(f"The notes say otherwise of {name}.")
    narrower = [key for key in MOVED if _width(key, said) < _width(key, {})]
    return f"{len(narrower)} numbers of your company are known better than before."


def width(answers: Mapping[str, str] | None = None) -> float:
    """Return how wide the range is of complaints that are put right, in points of 100.

    Examples
    --------
    >>> width() > 0
    True
    """
    return 100 * _width(SHARE, answers or {})


def _width(key: str, said: Mapping[str, str]) -> float:
    answers: dict[str, Any] = dict.fromkeys(LEFT_OPEN, UNKNOWN) | ANSWERED
    answers |= {name: one == "yes" for name, one in said.items() if one in SAYS[:2]}
    span = spans_of(load("corner_shop"), [Audit("front line", answers)])[key]
    return span.high - span.low


def explain(before: Any, after: Any, still: Any, change: Any) -> str:
    """Hold the two ranges against what the answers come to."""
    said = settings(change, ANSWERS, "your change")
    if not near(number(before, "the first figure"), width(), 0.05, 0.5):
        raise Off("The first figure is not how wide the range was.")
    if not near(number(after, "the second figure"), width(said), 0.05, 0.5):
        raise Off("The second figure is not how wide the range is with your answers.")
    if verdict("08", "still", word(still, "the reason", REASONS)) != RIGHT:
        raise Off(
            "That is not why a range is left.",
            "Who gave the answer, and how sure can one person be of it?",
        )
    return "an answer narrows the range, and only a measurement closes it. Put it into words."


@cache
def company(trade: str, **numbers: float) -> Scenario:
    """Return a small company of a trade with numbers of its own."""
    own = {NUMBERS[name][0]: NUMBERS[name][1] * value for name, value in numbers.items()}
    return load(trade, changes=SMALL | own)


def swings(own: Mapping[str, Any]) -> dict[str, float]:
    """Return by how much the profit of a year moves between the ends of each number."""
    middle = {name: (own[f"{name}_low"] + own[f"{name}_high"]) / 2 for name in NUMBERS}
    found = {}
    for name in NUMBERS:
        low, high = (
            mean(company(own["trade"], **{**middle, name: own[f"{name}_{end}"]}), "profit", RUNS)
            for end in ("low", "high")
        )
        found[name] = abs(high - low)
    return found


def build(given: Any) -> str:
    """Live a company at both ends of each number, and see which one moves its profit most."""
    own = settings(given, COMPANY, "your company")
    for name in NUMBERS:
        if own[f"{name}_low"] > own[f"{name}_high"]:
            raise Off(f"The range of {name} goes down: the lower end comes first.")
    if all(own[f"{name}_low"] == own[f"{name}_high"] for name in NUMBERS):
        raise Off("You are quite sure of every number. Then there is nothing to measure.")
    found = swings(own)
    if found[own["first"]] < AS_GOOD * max(found.values()):
        raise Off(
            f"Between the ends of {own['first']} the profit moves by {found[own['first']]:,.0f}. "
            f"Another of your numbers moves it more."
        )
    return (
        f"{own['first']} moves the profit most, by {found[own['first']]:,.0f} a year. Who owns it?"
    )


def _range(
    name: str, label: str, low: float, high: float, step: float, start: float
) -> list[Field]:
    return [
        Field(f"{name}_{end}", f"{label}, {words}", "", low, high, step, start)
        for end, words in (("low", "at least"), ("high", "at most"))
    ]


ANSWERS = tuple(Field(name, name, choices=SAYS[::-1]) for name in LEFT_OPEN)
COMPANY = (
    Field("trade", "Trade", choices=TRADES),
    *_range("visits", "Visits of a customer a year", 0.5, 300, 0.5, 10),
    *_range("problems", "Failures a year for 10 customers", 0.1, 20, 0.1, 3),
    *_range("margin", "Of 100 sold, you keep", 1, 100, 1, 40),
    *_range("moving", "Of 100 customers, move away in a year", 0, 60, 1, 5),
    *_range("silent", "Silent for each who complains", 0, 100, 1, 26),
    Field("first", "Measure this first", choices=tuple(NUMBERS)),
)

EXERCISE = Exercise(
    number="08",
    picture=show,
    tasks={
        "read_off": read_off(
            "08",
            {"theme": "the question with the largest gap", "gap": "the gap"},
            {
                "lowest": "There both are low, and agree. Where do they differ most?",
                "highest": "There managers are most content. Where do they differ most?",
                "one_side": "That is what one side says. How far is it from the other?",
            },
            "that far apart are those who decide, and those who meet the customers.",
            (
                "Look at the lines between the two marks.",
                "The longest line is the largest gap.",
                "Take the number of the front line from that of the managers.",
            ),
            {"theme": tuple(THEMES.values())},
        ),
        "change": Task(
            change,
            (
                "Read the notes again, one question at a time.",
                "Would most customers say yes to that?",
                "Compare the two numbers in each note: is it most of them, or few?",
            ),
        ),
        "explain": Task(explain, ("Let width() and width(change) count for you.",)),
        "build": Task(
            build,
            (
                "Which of your numbers are you least sure of, and does it matter for the profit?",
                "A wide range alone is not enough: half as many visits is half the sales.",
                "Make one range narrower, and see whether another number comes first then.",
            ),
        ),
    },
    form=Form(COMPANY),
)
