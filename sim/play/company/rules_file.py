"""The rules by which answers become parameters, in a file of one's own."""

from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Any

import tomlkit

from sim.assumptions.faults import ScenarioError
from sim.assumptions.tomlfile import TomlFile, read
from sim.play.company.answers import AnswerError
from sim.play.company.audits import Rule, Rules, rules
from sim.play.company.flaws import quoted

MADE_HERE = "# Rules of your own."
"""How a file begins that may be written anew."""

ENDS = ("at_no", "at_yes")


def with_ends(by: Rules, ends: Mapping[str, tuple[float, float]]) -> Rules:
    """Return rules of which some have other ends.

    Parameters
    ----------
    by
        The rules.
    ends
        By `name_of` of a rule, what it makes of a "no" and of a "yes".

    Examples
    --------
    >>> own = with_ends(rules(), {"recovery.authority": (0.1, 0.5)})
    >>> next(one.at_yes for one in own.rules if one.key == "recovery.authority")
    0.5
    """

    def changed(rule: Rule, name: str) -> Rule:
        if name not in ends:
            return rule
        at_no, at_yes = ends[name]
        return rule._replace(at_no=at_no, at_yes=at_yes)

    return by._replace(
        rules=tuple(changed(one, name_of(one)) for one in by.rules),
        moment=tuple(changed(one, name_of(one)) for one in by.moment),
    )


def name_of(rule: Rule) -> str:
    """Name a rule by its parameter; one about a rated moment as it is written in the file.

    Examples
    --------
    >>> [name_of(one) for one in rules().moment]
    ['moment.magic', 'moment.problem_weight']
    """
    return rule.key if "." in rule.key else f"moment.{rule.key}"


def changed_ends(by: Rules) -> dict[str, tuple[float, float]]:
    """Return the ends that are not the project's, as `with_ends` takes them.

    Examples
    --------
    >>> changed_ends(with_ends(rules(), {"recovery.authority": (0.1, 0.5)}))
    {'recovery.authority': (0.1, 0.5)}
    """
    usual = {name_of(one): one for one in (*rules().rules, *rules().moment)}
    return {
        name_of(one): (one.at_no, one.at_yes)
        for one in (*by.rules, *by.moment)
        if one != usual[name_of(one)]
    }


def write_rules(by: Rules) -> str:
    """Write what differs from the project's rules, as `read_rules` reads it.

    Examples
    --------
    >>> print(write_rules(with_ends(rules(), {"recovery.authority": (0.1, 0.5)})))
    # Rules of your own. What is not here is as in audit_rules.toml.
    <BLANKLINE>
    ["recovery.authority"]
    at_no = 0.1
    at_yes = 0.5
    <BLANKLINE>
    """
    document = tomlkit.document()
    told = f"{MADE_HERE.removeprefix('# ')} What is not here is as in audit_rules.toml."
    document.add(tomlkit.comment(told))
    document.add(tomlkit.nl())
    for name, both in changed_ends(by).items():
        document.add(tomlkit.key([name]), tomlkit.item(dict(zip(ENDS, both, strict=True))))
    return tomlkit.dumps(document)


def read_rules(file: Path | str) -> Rules:
    """Read rules of one's own; what the file does not name is as in the project.

    Raises
    ------
    AnswerError
        With a sentence for each thing that is wrong, and its line.
    """
    try:
        found = read(Path(file), str(file), "hold rules")
    except ScenarioError as error:
        raise AnswerError(error.faults) from None
    known = {name_of(one): one for one in (*rules().rules, *rules().moment)}
    faults: list[str] = []
    ends = {}
    for name, given in found.values.items():
        place = f"{file}:{found.line((name,)) or 1}"
        if name not in known:
            faults.append(f"{place}: there is no rule {quoted(name)}")
            continue
        wrong = _faults(known[name], given, found, name)
        faults += [f"{file}:{line}: {fault}" for line, fault in wrong]
        if not wrong:
            ends[name] = tuple(float(given.get(end, getattr(known[name], end))) for end in ENDS)
    if faults:
        raise AnswerError(faults)
    return with_ends(rules(), ends)  # type: ignore[arg-type]


def end_fault(rule: Rule, end: str, value: Any) -> str:
    """Say why a number cannot be an end of a rule; nothing where it can.

    Examples
    --------
    >>> one = next(one for one in rules().rules if one.how == "times")
    >>> end_fault(one, "at_no", 0), end_fault(one, "at_no", 2.0)
    ('at_no is 0, but must be more than 0: it is a factor', '')
    """
    number = isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
    if not number:
        return f"{end} is {quoted(value)}, but must be a number"
    if rule.how != "to" and value <= 0:
        return f"{end} is {value:g}, but must be more than 0: it is a factor"
    if rule.how == "to" and not 0 <= value <= 1:
        return f"{end} is {value:g}, but must be 0 to 1"
    return ""


def _faults(rule: Rule, given: Any, found: TomlFile, name: str) -> list[tuple[int, str]]:
    line = found.line((name,)) or 1
    if not isinstance(given, dict):
        return [(line, f"{quoted(name)} must be a table with at_no and at_yes")]
    wrong = [
        (found.line((name, k)) or line, f"there is no {quoted(k)}") for k in given if k not in ENDS
    ]
    for end in ENDS:
        fault = end_fault(rule, end, given.get(end, getattr(rule, end)))
        if fault:
            wrong.append((found.line((name, end)) or line, fault))
    return wrong
