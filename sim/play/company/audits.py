"""From answers to parameters, by the rules of audit_rules.toml, and where people differ."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, NamedTuple

from sim.assumptions import Scenario
from sim.play.company.answers import RATINGS, AnswerError, Audit
from sim.play.company.flaws import quoted
from sim.play.company.questions import questions

Origin = Literal["own data", "own answer", "trade"]
"""Where a parameter of a company's scenario comes from."""


class Span(NamedTuple):
    """A value, and between which values it lies."""

    value: float
    low: float
    high: float
    origin: Origin
    why: str
    """What it rests on."""


class Rule(NamedTuple):
    """What answers do to a parameter."""

    key: str
    how: Literal["times", "odds", "to"]
    at_no: float
    at_yes: float
    why: str
    questions: Mapping[str, float]

    def value(self, trade: float, score: float) -> float:
        """Return the parameter for a score from 0 to 1.

        Examples
        --------
        >>> rule = Rule("desk.success", "odds", 0.5, 2.0, "", {})
        >>> [round(rule.value(0.75, score), 3) for score in (0.0, 0.5, 1.0)]
        [0.6, 0.75, 0.857]
        """
        if self.how == "to":
            return self.at_no + score * (self.at_yes - self.at_no)
        factor = self.at_no ** (1 - score) * self.at_yes**score
        if self.how == "times":
            return trade * factor
        return trade * factor / (1 - trade + trade * factor)


class Rules(NamedTuple):
    """All of the file."""

    takes: str
    opinion: float
    unknown: float
    worst_hand_off: float
    worst_hand_offs_at_most: float
    rules: tuple[Rule, ...]
    moment: tuple[Rule, ...]


class Gap(NamedTuple):
    """A question that managers and the front line both answered."""

    question: str
    text: str
    managers: float
    """Their mean score, 0 to 1."""
    front_line: float
    difference: float
    """Managers' less the front line's."""
    n_managers: int
    n_front_line: int


@cache
def rules(file: Path | None = None) -> Rules:
    """Read the rules.

    Parameters
    ----------
    file
        Where they are; left out, the ones that come with the project.
    """
    source = file or resources.files("sim.play.company") / "audit_rules.toml"
    found = tomllib.loads(source.read_text(encoding="utf-8"))
    asked = tuple(Rule(**one) for one in found.pop("rule"))
    rated = tuple(Rule(**one, questions={}) for one in found.pop("moment"))
    return Rules(**found, rules=asked, moment=rated)


def gaps(audits: Sequence[Audit]) -> tuple[Gap, ...]:
    """Say where managers and the front line differ, the largest difference first.

    Examples
    --------
    >>> team = [Audit("manager", {"promises": True}), Audit("front line", {"promises": False})]
    >>> [(one.question, one.difference) for one in gaps(team)]
    [('promises', 1.0)]
    """
    texts = {one.id: one.text for one in questions()}
    texts |= {f"moment {one.name}": one.title or one.name for a in audits for one in a.moments}
    told = []
    for name, text in texts.items():
        both = [_known(_scores(audits, name).get(role, ())) for role in ("manager", "front line")]
        if all(both):
            managers, front = (sum(one) / len(one) for one in both)
            many = [len(one) for one in both]
            told.append(Gap(name, text, managers, front, managers - front, *many))
    return tuple(sorted(told, key=lambda gap: -abs(gap.difference)))


def spans_of(
    scenario: Scenario, audits: Sequence[Audit], by: Rules | None = None
) -> dict[str, Span]:
    """Return the parameters that answers move.

    Parameters
    ----------
    scenario
        The trade, with the touchpoints and departments that the company has.
    audits
        Who answered what.
    by
        The rules; left out, those of the project.
    """
    by = by or rules()
    told: dict[str, Span] = {}
    for rule in by.rules:
        for key in _keys(scenario, rule.key):
            span = _span(scenario.value(key), rule, rule.questions, audits, by)
            if span is not None:
                told[key] = span
    for name in dict.fromkeys(one.name for audit in audits for one in audit.moments):
        for rule in by.moment:
            key = f"touchpoints.{name}.{rule.key}"
            # What a moment is rated counts above what is said of all of them.
            span = _span(scenario.value(key), rule, {f"moment {name}": 1.0}, audits, by)
            if span is not None:
                told[key] = span
    return told | _hand_offs(scenario, audits, by)


def _span(
    trade: float, rule: Rule, asked: Mapping[str, float], audits: Sequence[Audit], by: Rules
) -> Span | None:
    """Return what a rule makes of the answers, or None where nobody gave one."""
    by_role: dict[str, tuple[float, float, float]] = {}
    for role in ("manager", "front line", ""):
        scored = [(weight, _scores(audits, name).get(role, ())) for name, weight in asked.items()]
        scored = [(weight, scores) for weight, scores in scored if scores]
        if scored:
            by_role[role] = _mean(scored)
    if not by_role:
        return None
    takes = next(role for role in (by.takes, "front line", "", "manager") if role in by_role)
    low = min(one[1] for one in by_role.values()) - by.opinion
    high = max(one[2] for one in by_role.values()) + by.opinion
    ends = [rule.value(trade, min(1.0, max(0.0, score))) for score in (low, high)]
    value = rule.value(trade, by_role[takes][0])
    return Span(value, min(*ends, value), max(*ends, value), "own answer", _told(asked, rule))


def _told(asked: Mapping[str, float], rule: Rule) -> str:
    return f"{', '.join(asked)}: {rule.why}"


def _mean(scored: Iterable[tuple[float, Sequence[float | None]]]) -> tuple[float, float, float]:
    """Return the weighted mean score; and with each "I do not know" taken for no, and for yes."""
    sums = [0.0, 0.0, 0.0]
    weights = 0.0
    for weight, scores in scored:
        weights += weight
        for place, instead in enumerate((0.5, 0.0, 1.0)):
            whole = sum(instead if score is None else score for score in scores)
            sums[place] += weight * whole / len(scores)
    value, low, high = (one / weights for one in sums)
    return value, low, high


def _scores(audits: Sequence[Audit], name: str) -> dict[str, tuple[float | None, ...]]:
    """Return by role the scores of a question or a moment; None for "I do not know"."""
    scores: dict[str, list[float | None]] = {}
    for audit in audits:
        if name in audit.answers:
            scores.setdefault(audit.role, []).append(audit.score(name))
        for one in audit.moments:
            if name == f"moment {one.name}":
                scores.setdefault(audit.role, []).append(RATINGS[one.rating])
    return {role: tuple(found) for role, found in scores.items()}


def _known(scores: Sequence[float | None]) -> list[float]:
    return [score for score in scores if score is not None]


def _keys(scenario: Scenario, pattern: str) -> list[str]:
    """Return the parameters that a key with a star stands for."""
    if "*" not in pattern:
        return [pattern]
    part, _, last = pattern.partition(".*.")
    return [f"{part}.{one.name}.{last}" for one in getattr(scenario, part)]


def _hand_offs(scenario: Scenario, audits: Sequence[Audit], by: Rules) -> dict[str, Span]:
    """Make falling through likelier where people say that customers do."""
    named = [audit for audit in audits if audit.worst_hand_offs]
    if not named:
        return {}
    known = {one.name for one in scenario.departments}
    faults = [
        f"a hand-off is from {quoted(one.from_department)} to {quoted(one.to_department)}, but "
        f"both must be departments: {', '.join(sorted(known))}"
        for audit in named
        for one in audit.worst_hand_offs
        if not {one.from_department, one.to_department} <= known
    ]
    if faults:
        raise AnswerError(faults)
    numbers = [len(set(audit.worst_hand_offs)) for audit in named]
    key = "moments.hand_off_share"
    trade = float(scenario.value(key))
    many = sum(numbers) / len(numbers)

    def moved(number: float) -> float:
        factor = min(by.worst_hand_off**number, by.worst_hand_offs_at_most)
        return trade * factor / (1 - trade + trade * factor)

    ends = moved(max(0, min(numbers) - 1)), moved(max(numbers) + 1)
    return {key: Span(moved(many), *ends, "own answer", "the worst hand-offs that people name")}


def with_moments(scenario: Scenario, audits: Sequence[Audit]) -> tuple[Scenario, dict[str, str]]:
    """Give a scenario the touchpoints and departments that people name and the trade has not.

    A new touchpoint has the numbers of the trade's touchpoint of its stage that fewest use; a new
    department has one person, at the mean wage.

    Returns
    -------
    tuple
        The scenario, and by key why it was changed.

    Raises
    ------
    AnswerError
        When a new touchpoint lacks its stage or its department.
    """
    values: Any = scenario.plain()
    why: dict[str, str] = {}
    faults = []
    for moment in (one for audit in audits for one in audit.moments):
        there = {one["name"]: one for one in values["touchpoints"]}
        if moment.name not in there and not (moment.stage and moment.department):
            rule = "the trade has no such touchpoint: say its stage and its department"
            faults.append(f"the moment {quoted(moment.name)} is new, but {rule}")
            continue
        if moment.department and moment.department not in {
            d["name"] for d in values["departments"]
        }:
            wages = [one.wage_per_hour for one in scenario.departments]
            mean = sum(wages) / len(wages)
            title = moment.department.replace("_", " ").capitalize()
            new = {"name": moment.department, "title": title, "staff": 1, "wage_per_hour": mean}
            values["departments"].append(new)
            why[f"departments.{moment.department}.staff"] = "a new department"
        if moment.name in there:
            one = there[moment.name]
            if moment.department and one["department"] != moment.department:
                one["department"] = moment.department
            if moment.use is not None:
                one["use"] = float(moment.use)
                why[f"touchpoints.{moment.name}.use"] = "the moments audit"
        else:
            _insert(values["touchpoints"], moment)
            why[f"touchpoints.{moment.name}.use"] = "the moments audit: a new touchpoint"
    if faults:
        raise AnswerError(faults)
    if values == scenario.plain():
        return scenario, why
    values["provenance"] = scenario.provenance
    return Scenario(**values), why


def _insert(touchpoints: list[dict[str, Any]], moment: Any) -> None:
    order = ("before", "purchase", "after")
    same = [one for one in touchpoints if one["stage"] == moment.stage] or touchpoints
    like = min(same, key=lambda one: one["use"])
    new = {
        **like,
        "name": moment.name,
        "title": moment.title or moment.name.replace("_", " ").capitalize(),
        "stage": moment.stage,
        "department": moment.department,
        "use": 0.5 if moment.use is None else float(moment.use),
        "sells": False,
    }
    earlier = [
        place
        for place, one in enumerate(touchpoints)
        if order.index(one["stage"]) <= order.index(moment.stage)
    ]
    touchpoints.insert(1 + max(earlier, default=-1), new)
