"""The five ICARE levers, each with its price: an aside of module 07."""

from collections.abc import Mapping

from matplotlib.figure import Figure

from sim import facts
from sim.assumptions import Scenario, load
from sim.assumptions.claims import claims
from sim.assumptions.policy import ICARE, pull
from sim.lessons.answer import Answer, Of
from sim.lessons.lesson import Aside
from sim.population import YEAR
from sim.show.levers import Gain, Pulled, describe_levers, levers
from sim.show.style import Style
from sim.show.words import amount, between, count
from sim.study.run import Run

TRADE = "software_subscription"
AS_IS, ALL = "as it is", "All five"
TITLE = "Five levers, each fully pulled"
SPENT = "spent_on_people"
BOUGHT = (
    facts.TRAINING,
    facts.COACHING,
    facts.RECOGNITION,
    facts.BONUS,
    facts.HIRING,
    facts.LISTENING,
    facts.STANDARDS,
    facts.DESK_WAGES,
    facts.RECOVERY,
)
"""Costs of what the levers buy, with those that they save: who does not quit needs no follower."""


def spent(run: Run) -> float:
    """Return what a run spent a year on all that the levers buy."""
    time = run.scenario.time
    cents = run.outcome.amounts[time.warm_up_days :][:, list(BOUGHT)].sum()
    return float(cents) / 100 / ((time.days - time.warm_up_days) / YEAR)


def scenarios(preset: str) -> Mapping[str, Scenario]:
    """Pull no lever, each of the five, and all."""
    base = load(TRADE, preset=preset)
    pulled = {lever.title: pull(base, **{lever.name: 1.0}) for lever in ICARE}
    every = pull(base, **{lever.name: 1.0 for lever in ICARE})
    return {AS_IS: base, **pulled, ALL: every}


def rows(answer: Answer) -> list[Pulled]:
    """Return what each lever does, against the business as it is."""
    return [_row(answer, name) for name in answer.scenarios if name != AS_IS]


def draw(figure: Figure, answer: Answer, style: Style) -> None:
    """Draw the levers."""
    levers(figure.add_axes((0.02, 0.03, 0.96, 0.86)), rows(answer), style, TITLE)


def describe(answer: Answer) -> str:
    """Say what `draw` shows."""
    return describe_levers(rows(answer), _currency(answer))


def told(answer: Answer) -> tuple[str, ...]:
    """Say what comes of it."""
    found = {row.name: row for row in rows(answer)}
    sure = [row for row in found.values() if row.name != ALL and row.profit.is_clear]
    currency = _currency(answer)
    if answer.n < 2 or not sure:
        return ("More runs are needed before anything can be said.",)
    best = max(sure, key=lambda row: row.profit.mean)
    worst = min(sure, key=lambda row: row.profit.mean)
    obstacles = next((*one.low, *one.high) for one in claims() if one.id == "C27")
    ideal, every = found["Ideal service"], found[ALL]
    said = [
        f"{best.name} earns most within the year: {amount(best.profit.mean, currency)} more "
        f"profit. {_morale_said(answer, best.name)}",
        f"{worst.name} earns least: it costs {amount(worst.price, currency)} a year, and profit is "
        f"{_difference_said(worst.profit.mean, currency)}."
        + (" A faster desk answers those who complain, and few do." * (worst.name == "Responsive")),
        f"{ideal.name}, which trains people and holds standards, costs "
        f"{amount(ideal.price, currency)} a year. "
        + (
            "The year's profit does not show whether it pays. The long run does: "
            if not ideal.profit.is_clear
            else "In the long run, it is worth "
        )
        + f"{amount(ideal.long_run.mean, currency)}, as customers who stay go on paying.",
        f"All five together keep {between(*every.kept, 0)} more of 1,000 customers through a year.",
        f"Asked what stands in the way of a better experience, {count(max(obstacles))} in 100 "
        f"companies name low morale, and {count(min(obstacles))} that there is no clear strategy.",
    ]
    return tuple(said)


def _difference_said(difference: float, currency: str) -> str:
    return f"{amount(abs(difference), currency)} {'higher' if difference > 0 else 'lower'}"


def _morale_said(answer: Answer, name: str) -> str:
    """Say why, if it is a matter of morale."""
    moved = answer.gain("morale", AS_IS, name)
    if not moved.distinguishable or moved.difference < 0.05:
        return ""
    before, after = (100 * answer.mean("morale", one) for one in (AS_IS, name))
    return (
        f"It lifts morale from {before:.0f} to {after:.0f} of 100: people "
        "treat customers as they are treated."
    )


def _row(answer: Answer, name: str) -> Pulled:
    def gain(of: Of, per: float = 1.0) -> Gain:
        found = answer.gain(of, AS_IS, name)
        return Gain(per * found.difference, per * found.low, per * found.high)

    price = answer.mean(SPENT, name) - answer.mean(SPENT, AS_IS)
    kept = gain("retention_rate", 1000.0)
    return Pulled(name, price, kept, gain("profit"), gain("profit_npv"))


def _currency(answer: Answer) -> str:
    return answer.scenarios[AS_IS].money.currency


LEVERS = Aside(
    title="The five levers, and what they cost",
    words="ICARE stands for Ideal service, Culture of service, Attentive, Responsive and "
    "Empowered. Each lever buys a group of things that a manager can buy. Here each is pulled as "
    "far as it goes, alone, with the same luck. The price is what it adds to the yearly cost of "
    "all that, less what is saved on replacing people who quit. Nothing is tuned: a lever that "
    "loses money here may earn in another trade, or at a smaller dose.",
    scenarios=scenarios,
    draw=draw,
    describe=describe,
    told=told,
)
