"""Module 09, claims on trial: five points more kept, and what rises by how much."""

from collections.abc import Sequence
from math import log, nan

from matplotlib.figure import Figure

from sim.assumptions import Scenario
from sim.assumptions.claims import claims
from sim.lessons.answer import Answer, Gain, More, Of, Rise, Spread
from sim.lessons.claims_on_trial_quiz import QUIZ
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
from sim.lessons.whole_trial import TRIAL, WAYS
from sim.show.curve import Point
from sim.show.rising import Reading, describe_readings, describe_rises, readings, rises
from sim.show.style import Style
from sim.show.words import amount, count
from sim.study.trial.arithmetic import lifetime_rise, profit_rise
from sim.study.trial.verdict import claimed_by, judge
from sim.study.work import Figures

BEFORE, AFTER = "before", "after"
POINTS = 5.0
CLAIM = claimed_by("C15", "%")
CLAIMED = (CLAIM.low, CLAIM.high)
TITLE = "Percent more"
ACROSS = "Stay a year, of 100"
NO_PROFIT = "no sure profit to begin with"


def stay(figures: Figures) -> float:
    """Return how many years a customer stays, on average; where nobody leaves, it is not known."""
    churn = figures["churn_rate"]
    return 1.0 / churn if churn else nan


ROWS: tuple[tuple[str, Of], ...] = (
    ("Time that customers stay", stay),
    ("Worth of a new customer", "lifetime_value"),
    ("Profit of a year", "profit"),
    ("Profit in the long run", "profit_npv"),
)
"""What may be meant by "profit": from Reichheld's lifetime to a year's accounts."""


def scenarios(base: Scenario, setting: Setting) -> dict[str, Scenario]:
    """Let as many customers move away as makes so many stay; and then five in a hundred fewer."""
    kept = setting["start"]
    more = kept * (1 + POINTS / 100) if setting["percent"] else kept + POINTS
    firm = base.with_({"money.overhead_per_year": 1000.0 * setting["fixed"]})
    return {
        name: firm.with_({"exits.moving_per_year": -log(share / 100)})
        for name, share in ((BEFORE, kept), (AFTER, more))
    }


def rise(answer: Answer, of: Of) -> Spread:
    """Return by how many percent a figure rises; nothing where it is not surely above 0 before."""
    before = answer.spread(of, BEFORE)
    sure = before.low > 0 if answer.n > 1 else before.mean > 0
    if not sure or isinstance(of, Rise | More):
        return Spread(nan, nan, nan, answer.n)
    return answer.spread(Rise(of, BEFORE))


def judged(answer: Answer) -> list[Reading]:
    """Judge what rises by how much against what is claimed."""
    found = []
    for name, of in ROWS:
        mean, low, high, _ = rise(answer, of)
        found.append(Reading(name, mean, low, high, judge(low, high, CLAIM), NO_PROFIT))
    return found


def lines(shown: Shown) -> dict[str, dict[float, Point]]:
    """Return the first and the third row at each stop that is known."""
    found: dict[str, dict[float, Point]] = {}
    for name, (_, of) in (("time", ROWS[0]), ("profit", ROWS[2])):
        found[name] = {stop: Point(*rise(one, of)[:3]) for stop, one in shown.stops.items()}
    return found


def draw(figure: Figure, shown: Shown, style: Style) -> None:
    """Draw the readings with their verdicts, and beside them two of them at each stop."""
    ax = figure.add_axes((0.015, 0.02, 0.575, 0.87))
    readings(ax, judged(shown.answer), CLAIMED, style, _title(shown))
    rises(
        figure.add_axes((0.67, 0.225, 0.32, 0.665)),
        lines(shown),
        CLAIMED,
        style,
        title=TITLE,
        across=ACROSS,
        ends=(START.low, START.high),
        step=START.step,
        now=shown.setting["start"],
    )


def describe(shown: Shown) -> str:
    """Say what `draw` shows."""
    rows = describe_readings(judged(shown.answer), CLAIMED)
    along = describe_rises(lines(shown), TITLE, ACROSS, shown.setting["start"])
    return f"{_title(shown)}. {rows} {along}"


def _title(shown: Shown) -> str:
    return "Five percent more stay" if shown.setting["percent"] else "Five points more stay"


def told(at: At) -> tuple[str, ...]:
    """Say what the module teaches, in numbers of its own."""
    few, many = at(start=75), at(start=90)
    longer = [rise(one, stay) for one in (few, many)]
    year = [rise(one, "profit") for one in (few, many)]
    long_run = [rise(one, "profit_npv") for one in (few, many)]
    profit = [one.mean("profit", BEFORE) for one in (few, many)]
    more = [one.gain("profit", BEFORE) for one in (few, many)]
    currency = few.scenarios[BEFORE].money.currency
    sums = [count(lifetime_rise(share, 0.05)) for share in (0.75, 0.9)]
    first, ten = (count(profit_rise(0.8, 0.05, 4.0, years)) for years in (1, 10))
    small, large = (next(one.low[0] for one in claims() if one.id == id_) for id_ in ("C16", "C15"))
    return (
        f"Where 75 of 100 stay a year, five more make customers stay {_said(longer[0])} longer. "
        f"Where 90 stay, {_said(longer[1])}. The sum says {sums[0]} and {sums[1]}: at 75, 25 of "
        "100 leave in a year, and then 20; at 90, 10 leave, and then 5. The same five points are a "
        "fifth of those who leave in the one firm, and half of them in the other.",
        f"The year's profit goes the other way: {_said(year[0])} more at 75, {_said(year[1])} at "
        f"90. The five points bring much the same money, {_money(more[0], currency)} and "
        f"{_money(more[1], currency)}. But a firm that keeps 75 earns "
        f"{amount(profit[0], currency)}, and one that keeps 90 {amount(profit[1], currency)}. A "
        "percentage is large where there is little to begin with.",
        f"In the long run, it is {_said(long_run[0])} at 75 and {_said(long_run[1])} at 90.",
        f"So “{count(CLAIM.low)} to {count(CLAIM.high)}%” is true of one figure and false of "
        "another, in the same firm, on the same day. Before you repeat it, say: points or percent, "
        "of which figure, over what time, and from where.",
        f"Time matters, too. Take a firm on paper: 80 of 100 stay, and contribution is four times "
        f"profit. Five points more give {first}% more profit in the first year, and {ten}% over "
        "ten.",
        "Where does the range come from? Reichheld and Sasser (1990) worked out what a customer is "
        "worth who stays longer: 5% leave a year in place of 10%. Gupta, Lehmann and Stuart "
        "(2004) looked at 1% more retention. They found that it adds some 5% to what a firm is "
        "worth. And Reinartz and Kumar (2002) found that customers who stay long cost as much to "
        "serve, and do not pay more.",
        f"The same article says that 1% more of the retained brings {count(small)}% more profit. "
        f"Five times that is {count(5 * small)}%, and it claims {count(large)} at least. It cannot "
        "be right twice.",
    )


def _said(spread: Spread) -> str:
    if spread.mean != spread.mean:
        return "by nothing that can be told"
    return percent_said(spread)


def percent_said(spread: Spread) -> str:
    """Say a rise with its interval.

    Examples
    --------
    >>> percent_said(Spread(29.2, 27.4, 30.1, 16))
    '29% (27 to 30)'
    """
    mean, low, high = (count(value) for value in spread[:3])
    return f"{mean}% ({low} to {high})"


def _money(gain: Gain, currency: str) -> str:
    return amount(gain.difference, currency)


def _at_ninety(answers: Sequence[Answer]) -> Spread:
    _, many = answers
    return rise(many, stay)


def _worth(truth: Spread) -> str:
    return f"{percent_said(truth)} longer"


START = Knob(
    name="start",
    label="How many of 100 customers stay a year?",
    low=60,
    high=92.5,
    step=2.5,
    start=75,
    about="before the five more; it is set by how many move away, as nothing else takes anybody "
    "from this firm",
)
PERCENT = Knob(name="percent", label="What is 5%?", words=("Five points", "Five percent of them"))
FIXED = Knob(
    name="fixed",
    label="Fixed costs",
    unit="thousand a year",
    high=150,
    step=25,
    start=75,
    parameter="money.overhead_per_year",
    per=1000,
)


LESSON = Lesson(
    number="09",
    name="claims_on_trial",
    title="Claims on trial",
    question="Which slogans are true?",
    trade="direct_sales",
    changes={"lock.convenience_share": 1.0},
    knobs=(START, PERCENT, FIXED),
    measure=Measure(Rise(stay, BEFORE), "Customers stay longer by", "%", less="less"),
    draw=draw,
    describe=describe,
    told=told,
    scenarios=scenarios,
    prediction=Prediction(
        question="You keep five customers more of every hundred. Where 75 of 100 stayed a year "
        "before, customers now stay about a quarter longer. Where 90 stayed before: how much "
        "longer do they stay now?",
        bins=(
            Bin("Hardly: there is no room left at the top", float("-inf"), 8),
            Bin("Less than a quarter longer", 8, 22),
            Bin("A quarter longer as well: five points are five points", 22, 35),
            Bin("About half as long again", 35, 75),
            Bin("About twice as long, or more", 75, float("inf")),
        ),
        settings=({"start": 75}, {"start": 90}),
        truth=_at_ninety,
        said=_worth,
    ),
    rule=Rule(
        function=lifetime_rise,
        along=(60, 92.5),
        value=lambda kept: lifetime_rise(kept / 100, 0.05),
        across=ACROSS,
        up="Five points more: lifetime longer by, in %",
        words="This one is arithmetic, not a run. If 75 of 100 stay each year, 25 leave: a "
        "customer stays 100 / 25 = 4 years. If 80 stay, 5 years. If 90 stay, 10 years; if 95 stay, "
        "20.",
    ),
    quiz=QUIZ,
    challenge=Challenge(
        task="“Five points more retention bring at least 25% more profit.” Find a firm that keeps "
        "fewer than 80 of 100 and makes a sure profit. Its profit of a year is to rise surely, but "
        "by less than 25%.",
        done=lambda shown: (
            shown.setting["start"] < 80
            and 0
            < rise(shown.answer, "profit").low
            <= rise(shown.answer, "profit").high
            < CLAIM.low
        ),
        hint="What makes a percentage of profit small? Look into the drawer.",
    ),
    exercise=Exercise(
        read_off="At which stops of the slider is it reproduced that customers stay 25 to 100% "
        "longer? And at which ones that the year's profit rises by as much?",
        change="Set fixed costs to 0, and then to 150. Explain to a colleague why the same five "
        "points are worth another percentage, though the same customers stay.",
        build="Take a slogan of your own slides. Write it with the four things that it leaves out: "
        "points or percent, of which figure, over what time, starting from where. Is it still a "
        "slogan?",
    ),
    monday="Which slogan leaves your slides on Monday, and what do you put in its place?",
    claims=("C07", "C11", "C14", "C15", "C16", "C28", "C30", "C33"),
    keys=(
        "exits.moving_per_year",
        "lock.convenience_share",
        "money.gross_margin",
        "money.overhead_per_year",
        "money.discount_rate",
    ),
    asides=(TRIAL, WAYS),
)
