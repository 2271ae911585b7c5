"""What each policy does: one change at a time, in every bundled trade, with the same luck.

``python -m sim.study.effects`` lives every trade as it is and with each change of `EFFECTS`,
replication by replication with the same seed, prints a table a trade and writes all of them to
``docs/effects.md``.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from sim import facts
from sim.assumptions import Scenario, bundled, load
from sim.assumptions.policy import ICARE, pull
from sim.population import YEAR
from sim.study.engines import Engine
from sim.study.kpis import KPIS
from sim.study.replicate import interval
from sim.study.run import run
from sim.study.workers import do

REPLICATIONS = 30
SEED = 26
CONFIDENCE = 0.99
"""Many rows are looked at together: at 95% one in twenty would move by mere luck."""
JOBS = 2
PAGE = Path("docs") / "effects.md"

STAFF = "departments.*.staff"
INDEX_GAP = "index_gap"
LOST = "lost_per_100"
OF_OUR_OWN = {INDEX_GAP: "index", LOST: "customers"}
"""Figures that are no KPI: recorded less lived service index; of 100 failures, departures."""

Change = tuple[str, str, float]
"""A parameter, ``"to"``, ``"times"`` or ``"plus"``, and how much."""


class Effect(NamedTuple):
    """A change, and what it should move."""

    name: str
    words: str
    changes: tuple[Change, ...]
    figure: str
    direction: int
    """1 for up, -1 for down."""
    lever: str = ""
    """An ICARE lever that is pulled fully instead."""

    def on(self, scenario: Scenario) -> Scenario:
        """Return a scenario with the change made."""
        return pull(scenario, **{self.lever: 1.0}) if self.lever else changed(scenario, self)


ASK = ("voice.asked_share", "to", 0.3)
OPEN_LONGER = ("desk.hours_per_week", "times", 4.0)
NO_APPROVAL = ("desk.escalation_share", "to", 0.0)
BONUS = ("workforce.bonus", "to", 1.0)
ALWAYS_RIGHT = ("desk.success", "to", 1.0)
PERFECT_DESK = (OPEN_LONGER, NO_APPROVAL, ALWAYS_RIGHT)

OF_POLICIES = (
    Effect(
        "staff", "one more in the busiest department", ((STAFF, "plus", 1),), "wait_minutes", -1
    ),
    Effect("training", "80 hours", (("workforce.training_hours", "to", 80.0),), "skill", 1),
    Effect("coaching", "40 hours", (("workforce.coaching_hours", "to", 40.0),), "skill", 1),
    Effect("authority", "full", (("recovery.authority", "to", 1.0),), LOST, -1),
    Effect("desk agents", "one more", (("desk.agents", "plus", 1),), "resolution_days", -1),
    Effect(
        "desk hours", "3 times", (("desk.hours_per_week", "times", 3.0),), "resolution_days", -1
    ),
    Effect("asking the silent", "30% of them", (ASK,), "heard_share", 1),
    Effect("ease of complaining", "4 times", (("voice.ease", "times", 4.0),), "heard_share", 1),
    Effect("standards", "firm", (("moments.standards", "to", 1.0),), "miseries", -1),
    Effect("recognition", "full", (("workforce.recognition", "to", 1.0),), "morale", 1),
    Effect("bonus on the index", "full", (BONUS,), "silent_per_complaint", 1),
    Effect("bonus on the index", "full", (BONUS,), INDEX_GAP, 1),
    Effect("hiring for attitude", "0.8", (("workforce.hired_attitude", "to", 0.8),), "morale", 1),
    Effect(
        "marketing",
        "half as much again",
        (("market.marketing_per_year", "times", 1.5),),
        "joined_marketing",
        1,
    ),
    Effect(
        "asking for referrals",
        "all the loyal",
        (("talk.referrals_asked_share", "to", 1.0),),
        "joined_referral",
        1,
    ),
    Effect("reward for referrals", "20 each", (("talk.reward", "to", 20.0),), "joined_referral", 1),
)
"""Every policy, by its name in `sim.assumptions.policy`, and the figures that it moves first."""

OF_ARITHMETIC = (
    Effect(
        "full authority, morale apart",
        "it may put right, and lifts nobody's morale",
        (("recovery.authority", "to", 1.0), ("workforce.authority_lifts", "to", 0.0)),
        LOST,
        -1,
    ),
    Effect(
        "a perfect desk", "4 times the hours, no approval, always right", PERFECT_DESK, LOST, -1
    ),
    Effect("asking, desk as it is", "30% of the silent", (ASK,), LOST, -1),
    Effect("asking, then answering", "30%, and 4 times the hours", (ASK, OPEN_LONGER), LOST, -1),
    Effect(
        "asking, and no delay",
        "30%, 4 times the hours, no approval",
        (ASK, OPEN_LONGER, NO_APPROVAL),
        LOST,
        -1,
    ),
    Effect("asking, and a perfect desk", "30%", (ASK, *PERFECT_DESK), LOST, -1),
)
"""Listening comes first: what recovery alone saves, and what asking and then answering does."""

_LEVER_MOVES = {
    "ideal": ("skill", 1),
    "culture": ("morale", 1),
    "attentive": ("heard_share", 1),
    "responsive": ("resolution_days", -1),
    "empowered": (LOST, -1),
}
OF_LEVERS = tuple(
    Effect(lever.title, "fully pulled", (), *_LEVER_MOVES[lever.name], lever.name)
    for lever in ICARE
)
"""The five ICARE levers."""

EFFECTS = (*OF_POLICIES, *OF_ARITHMETIC, *OF_LEVERS)


def changed(scenario: Scenario, effect: Effect) -> Scenario:
    """Return a scenario with the changes of an effect made.

    Examples
    --------
    >>> shop = load("corner_shop")
    >>> changed(shop, OF_POLICIES[0]).value("departments.till.staff")
    2
    """
    values: dict[str, float] = {}
    for key, how, amount in effect.changes:
        name = STAFF.replace("*", busiest(scenario)) if key == STAFF else key
        was = scenario.value(name)
        values[name] = {"to": amount, "times": was * amount, "plus": was + amount}[how]
    return scenario.with_(values)


def busiest(scenario: Scenario) -> str:
    """Name the department whose people have the most to do for customers, a head."""

    def minutes(name: str, staff: int) -> float:
        mine = [t.use * t.service_minutes for t in scenario.touchpoints if t.department == name]
        return sum(mine) / staff

    return max(scenario.departments, key=lambda d: minutes(d.name, d.staff)).name


def live(
    scenario: Scenario, n: int = REPLICATIONS, seed: int = SEED, engine: Engine = "auto"
) -> pd.DataFrame:
    """Live a scenario several times.

    Returns
    -------
    pandas.DataFrame
        A row a replication; a column a key figure, and those of `OF_OUR_OWN`.
    """

    def one(replication: int, stop: Callable[[], bool]) -> dict[str, float]:
        lived = run(scenario, seed, replication, engine, keep_events=False, stop=stop)
        counts = lived.outcome.counts[scenario.time.warm_up_days :].sum(axis=0)
        failures = counts[[facts.MISERY_MINOR, facts.MISERY_SERIOUS]].sum()
        gone = counts[[facts.LEFT_FAILURE, facts.LEFT_RENEWAL]].sum()
        kpis = lived.figures
        return kpis | {
            INDEX_GAP: kpis["service_index"] - kpis["service_index_lived"],
            LOST: 100 * float(gone) / float(failures) if failures else float("nan"),
        }

    lives = dict(do(one, range(n), JOBS))
    return pd.DataFrame([lives[replication] for replication in range(n)])


class Moved(NamedTuple):
    """By how much a figure differs with a change from without, with the same luck."""

    without: float
    with_: float
    mean: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether zero is outside the interval."""
        return self.low > 0.0 or self.high < 0.0


def compare(
    without: pd.DataFrame, with_: pd.DataFrame, figure: str, confidence: float = CONFIDENCE
) -> Moved:
    """Compare two policies by the Student t interval of the paired differences.

    Examples
    --------
    >>> one = pd.DataFrame({"skill": [1.0, 2.0, 3.0]})
    >>> other = pd.DataFrame({"skill": [2.0, 3.5, 4.0]})
    >>> moved = compare(one, other, "skill", confidence=0.95)
    >>> round(moved.mean, 2), round(moved.low, 2), round(moved.high, 2), moved.is_clear
    (1.17, 0.45, 1.88, True)
    """
    differences = interval(with_[figure] - without[figure], confidence)
    mean, low, high, _ = differences
    return Moved(float(without[figure].mean()), float(with_[figure].mean()), mean, low, high)


class Row(NamedTuple):
    """An effect in a trade."""

    effect: Effect
    moved: Moved
    churn: Moved
    profit: Moved


def rows(
    scenario: Scenario,
    effects: Iterable[Effect] = EFFECTS,
    n: int = REPLICATIONS,
    seed: int = SEED,
    confidence: float = CONFIDENCE,
) -> Iterator[Row]:
    """Try effects out on a scenario, one after the other.

    Parameters
    ----------
    scenario : Scenario
        What each change is made to.
    effects : iterable of Effect
        Which.
    n, seed : int
        How many replications, and whose luck; the same with and without the change.
    confidence : float
        How sure the intervals are.
    """
    known = {scenario: live(scenario, n, seed)}
    for effect in effects:
        other = effect.on(scenario)
        if other not in known:
            known[other] = live(other, n, seed)
        figures = (effect.figure, "churn_rate", "profit")
        pair = known[scenario], known[other]
        yield Row(effect, *(compare(*pair, name, confidence) for name in figures))


def table(scenario: Scenario, made: Mapping[str, Iterable[Row]]) -> str:
    """Write the rows of a trade as Markdown, a part under each heading."""
    units = {kpi.name: kpi.unit for kpi in KPIS} | OF_OUR_OWN
    lines = [f"## {scenario.title}", ""]
    for heading, part in made.items():
        lines += [f"### {heading}", "", _HEAD, "|---|---|---|---|---|---|---|---|"]
        for effect, moved, churn, profit in part:
            arrow = "up" if effect.direction > 0 else "down"
            cells = (
                effect.name,
                effect.words,
                f"{effect.figure} ({units[effect.figure]}) {arrow}",
                f"{_number(moved.without)} → {_number(moved.with_)}",
                _signed(moved.mean),
                _range(moved, effect.direction),
                _signed(churn.mean) if churn.is_clear else "·",
                _signed(profit.mean) if profit.is_clear else "·",
            )
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    return "\n".join(lines)


_HEAD = (
    "| what | changed to | should move | without → with | difference | interval | "
    "churn rate | profit a year |"
)
_PARTS: dict[str, tuple[Effect, ...]] = {
    "Policies": OF_POLICIES,
    "Listening comes first": OF_ARITHMETIC,
    "The five levers of ICARE": OF_LEVERS,
}


def _range(moved: Moved, direction: int) -> str:
    if not moved.is_clear:
        return "not distinguishable"
    both = f"{_signed(moved.low)} to {_signed(moved.high)}"
    return both if moved.mean * direction > 0 else f"{both}: the wrong way"


def _number(value: float) -> str:
    """Write a number so that people can read it.

    Examples
    --------
    >>> _number(12345.6), _number(12.345), _number(0.03456)
    ('12346', '12.3', '0.0346')
    """
    size = abs(value)
    if size >= 100:
        return f"{value:.0f}"
    return f"{value:.3g}"


def _signed(value: float) -> str:
    text = _number(abs(value))
    return ("−" if value < 0 else "+") + text


def preface(trades: int) -> str:
    """Write what the page is, and how to read it."""
    return f"""# What each policy does

Written by `python -m sim.study.effects`, from the trades as they are; change the command, not this
page. Each of the {trades} trades is lived {REPLICATIONS} times as it is and {REPLICATIONS} times \
with one change, by the
same people with the same luck (seed {SEED}), under the preset `slogans`. A row says which figure
the change should move first, and the mean difference with its {CONFIDENCE:.0%} Student t interval \
over the paired
differences. *Not distinguishable* is a change whose interval holds zero. The last two columns say
what becomes of departures per customer-year and of profit a year ({YEAR:.0f} days); a dot where
that is not distinguishable. Besides the key figures, `{INDEX_GAP}` is the service index on record
less the one lived, and `{LOST}` is how many customers leave for each 100 failures.

The busiest department is the one whose people have the most to do for customers, a head. Policies
cost what the trade says; nothing is optimised, so a policy that loses money at this dose in one
trade may earn at another.
"""


def page(trades: Iterable[str], tell: Callable[[str], object] = print) -> str:
    """Try every effect in every trade, and write the page.

    Parameters
    ----------
    trades : iterable of str
        Names of bundled trades.
    tell : callable
        What is called with each trade's table when it is done.
    """
    names = list(trades)
    written = [preface(len(names))]
    for name in names:
        scenario = load(name)
        made = iter(list(rows(scenario, EFFECTS)))
        parts = {heading: [next(made) for _ in part] for heading, part in _PARTS.items()}
        written.append(table(scenario, parts))
        tell(written[-1])
    return "\n".join(written).rstrip() + "\n"


def main() -> None:
    """Print the tables, and write the page."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(bundled()), encoding="utf-8", newline="\n")
    sys.stdout.write(f"written to {PAGE}\n")


if __name__ == "__main__":
    main()
