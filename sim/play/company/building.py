"""A company's scenario: the trade, with what is known of the company in its place."""

import textwrap
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sim.assumptions import Scenario, dump, load
from sim.assumptions.keys import field_of
from sim.assumptions.scenario import Provenance
from sim.play.company.answers import Audit, Figures
from sim.play.company.audits import Gap, Origin, Rules, Span, gaps, rules, spans_of, with_moments
from sim.play.company.calibrating import Fitting, calibrate
from sim.play.company.fitted import Fitted
from sim.play.company.lens import Seen, look
from sim.play.company.measures import Estimate
from sim.play.company.own_figures import Known, known_of, spans_of_figures
from sim.play.company.sizing import overloaded, parts_of, resized
from sim.study.design import is_whole
from sim.study.engines import Engine
from sim.study.plausible import bounds

MADE_HERE = "# Made by silent26 fit.\n"
"""How a file begins that may be written anew."""

ORIGINS: tuple[Origin, ...] = ("own data", "own answer", "trade")

LOOKS = 3
ALL_LOOKS = 1 + 3 * LOOKS
"""Looks at simulated tables: one, and then three steps of so many each."""

VISITS = "visits.visits_per_year"

DAYS = 728
"""Days that a scenario is looked at for figures that no table gives."""


@dataclass(frozen=True)
class Company:
    """A company as a scenario, and where each of its numbers comes from.

    Attributes
    ----------
    scenario
        The company, ready to be run.
    trade
        The trade that it was made from.
    spans
        By key, each parameter that data or answers have set, with its range and what it rests on.
    parts
        As how many equal parts the company is simulated: counts and money of the scenario, times
        this, are the company's.
    gaps
        The questions on which managers and the front line differ, the largest gap first.
    fitted
        What the company's tables say; None where there are none.
    remarks
        What could not be met, and what was assumed, a sentence each.
    """

    scenario: Scenario
    trade: Scenario
    spans: Mapping[str, Span]
    parts: float
    gaps: tuple[Gap, ...] = ()
    fitted: Fitted | None = None
    remarks: tuple[str, ...] = field(default=())

    @cached_property
    def origins(self) -> dict[str, Origin]:
        """By key, whether a parameter is ``"own data"``, ``"own answer"`` or the ``"trade"``'s."""
        return {
            row.key: self.spans[row.key].origin if row.key in self.spans else "trade"
            for row in self.scenario.parameters()
        }

    @cached_property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """By key, between which values a parameter lies, where that is not quite known.

        Values of a trade that nobody has said anything of are not here; their plausible ranges
        are those of `sim.study.plausible`.
        """
        found = {}
        for key, span in self.spans.items():
            least, most = bounds(key)
            low, high = max(span.low, least), min(span.high, most)
            if is_whole(key):
                low, high = float(round(low)), float(round(high))
            if low < high:
                found[key] = (low, high)
        return found

    def toml(self) -> str:
        """Write the scenario as TOML, with the source of every parameter; it loads again.

        The source of each begins with ``own data``, ``own answer`` or ``trade``.
        """
        return f"{MADE_HERE}{self._about()}\n{dump(self.scenario)}"

    def _about(self) -> str:
        counted = dict.fromkeys(ORIGINS, 0)
        for origin in self.origins.values():
            counted[origin] += 1
        told = ", ".join(f"{many} {origin}" for origin, many in counted.items())
        return "".join(
            f"# {line}\n"
            for line in (
                f"Your company, after the trade {self.trade.name}. Where each parameter is from",
                f"stands in [sources]: {told}.",
                *textwrap.wrap(" ".join(_size_told(self.parts)), 96),
            )
        )


def scenario_from(
    trade: str,
    figures: Figures | None = None,
    audits: Sequence[Audit] = (),
    fitted: Fitted | None = None,
    *,
    preset: str | None = None,
    name: str = "ours",
    changes: Mapping[str, Any] | None = None,
    by: Rules | None = None,
    seed: int = 26,
    engine: Engine = "auto",
    looks: int = LOOKS,
    on_progress: Callable[[int, int], None] | None = None,
) -> Company:
    """Make a scenario of what is known of a company.

    Data count above figures, figures above audits, and all of them above the trade.

    Parameters
    ----------
    trade
        The bundled scenario, or the file, of the trade.
    figures
        The company's own figures.
    audits
        What people answered.
    fitted
        What its tables say.
    preset
        The reading of the evidence for what stays the trade's.
    name
        The name of the scenario.
    changes
        Parameters by dotted key that somebody says outright; they count above everything.
    by
        The rules by which answers become parameters; left out, those of the project.
    seed, engine
        Whose luck the simulated tables have, and on which engine.
    looks
        How often the simulated tables are looked at in each step: more make it surer.
    on_progress
        Called with the number of looks that are done, and of all.

    Raises
    ------
    sim.assumptions.ScenarioError, sim.play.company.answers.AnswerError
        With a sentence for each thing that cannot be.

    Examples
    --------
    >>> ours = scenario_from("corner_shop", Figures(gross_margin=0.35))
    >>> ours.scenario.money.gross_margin, ours.origins["money.gross_margin"]
    (0.35, 'own answer')
    >>> ours.origins["visits.visits_per_year"]
    'trade'
    """
    by = by or rules()
    base = load(trade, preset)
    shaped, new = with_moments(base, audits)
    known = known_of(base, figures or Figures(), fitted, by.unknown)
    spans = spans_of(shaped, audits, by)
    spans |= {
        key: Span(v, v, v, "own answer", why)
        for key, why in new.items()
        for v in (float(shaped.value(key)),)
    }

    def assemble(values: Mapping[str, float]) -> Scenario:
        sized = resized(shaped, known.customers.value, values.get(VISITS))
        told = {key: span.value for key, span in spans.items()}
        told |= {key: one.value for key, one in spans_of_figures(sized, known).items()}
        return sized.with_({**whole(told), **values, **(changes or {})})

    fitting = Fitting(known.targets, whence=known.whence)
    if known.targets:
        days = fitted.days if fitted is not None else DAYS
        done = 0

        def one_look(scenario: Scenario, n: int) -> Seen:
            nonlocal done
            seen = look(scenario, days, n, seed, engine, tables=fitted is not None)
            done += n
            if on_progress is not None:
                on_progress(done, 1 + 3 * looks)
            if fitted is not None and "customers" in seen.told:
                known.see(seen.truth["customers"] / seen.told["customers"])
            return seen

        scenario = calibrate(fitting, assemble, one_look, looks)
    else:
        scenario = assemble({})
    sized = resized(shaped, known.customers.value, fitting.values.get(VISITS))
    spans |= spans_of_figures(sized, known)
    spans |= fitting.spans
    spans |= {
        key: Span(float(value), float(value), float(value), "own answer", "said outright")
        for key, value in (changes or {}).items()
        if isinstance(value, int | float)
    }
    parts = parts_of(known.customers.value)
    scenario = _named(scenario, name, parts)
    there = set(scenario.keys())
    spans = {
        key: one._replace(value=float(scenario.value(key)))
        for key, one in spans.items()
        if key in there
    }
    return Company(
        _sourced(scenario, spans),
        base,
        spans,
        parts,
        gaps(audits),
        fitted,
        (*_size_told(parts), *known.remarks, *fitting.remarks, *_load_told(scenario)),
    )


def whole(values: Mapping[str, float]) -> dict[str, float]:
    """Round the values of parameters that are whole numbers.

    Examples
    --------
    >>> whole({"desk.agents": 1.7, "voice.ease": 1.7})
    {'desk.agents': 2, 'voice.ease': 1.7}
    """
    return {key: round(value) if is_whole(key) else value for key, value in values.items()}


def _named(scenario: Scenario, name: str, parts: float) -> Scenario:
    values: Any = scenario.plain()
    values["title"] = f"Ours, after: {scenario.title[:1].lower()}{scenario.title[1:]}"
    values["name"] = name
    if parts > 1:
        values["trade"] = f"One of {parts:.3g} equal parts of the company. {scenario.trade}"
    values["targets"] = ()  # what the trade is to come to is not what the company is to come to
    return Scenario(**values, provenance=scenario.provenance)


def renamed(company: Company, name: str) -> Company:
    """Return a company whose scenario has another name.

    Examples
    --------
    >>> renamed(scenario_from("corner_shop"), "our_shop").scenario.name
    'our_shop'
    """
    values: Any = company.scenario.plain()
    values["name"] = name
    scenario = Scenario(**values, provenance=company.scenario.provenance)
    return replace(company, scenario=scenario)


def _size_told(parts: float) -> list[str]:
    if parts == 1:
        return []
    return [
        f"The company is simulated as one of {parts:.3g} equal parts: its counts and its money are "
        f"those of the scenario times {parts:.3g}."
    ]


def _load_told(scenario: Scenario) -> list[str]:
    return [
        f"{name}: its people have more to do than they have hours, or nearly so. Is the number of "
        "visits right, and that of staff? Lines like these drive customers away."
        for name in overloaded(scenario)
    ]


def _sourced(scenario: Scenario, spans: Mapping[str, Span]) -> Scenario:
    """Let every parameter say where it comes from."""
    told = []
    for row in scenario.parameters():
        if row.key in spans:
            span = spans[row.key]
            grade = "measured" if span.origin == "own data" else "survey"
            if span.origin == "trade":
                grade = row.grade
            low_to_high = "" if span.low == span.high else f"; {span.low:.4g} to {span.high:.4g}"
            told.append(
                Provenance(row.key, f"{span.origin}: {span.why}{low_to_high}", grade, "trade")
            )
        else:
            # With a changed size a trade's value is still the trade's: it is not what it rests on.
            source, grade = _of_trade(scenario, row.key)
            told.append(Provenance(row.key, f"trade: {source}", grade, "trade"))
    return Scenario(**scenario.plain(), provenance=tuple(told))


def _of_trade(scenario: Scenario, key: str) -> tuple[str, str]:
    one = scenario.origin(key)
    if one.origin == "set":
        return "in proportion to the size, or like others of its stage", "assumption"
    return one.source, one.grade


def origins_in(text: str) -> dict[str, str]:
    """Read back from a scenario's TOML where each parameter comes from.

    Examples
    --------
    >>> ours = scenario_from("corner_shop", Figures(gross_margin=0.35))
    >>> origins_in(ours.toml())["money.gross_margin"]
    'own answer'
    """
    sources = tomllib.loads(text).get("sources", {})
    found = {}
    for key, told in sources.items():
        _, _, source = told.partition(": ")
        found[key] = source.partition(":")[0]
    return found


def describe(company: Company, key: str) -> str:
    """Say of a parameter what it is and what it rests on, in a line.

    Examples
    --------
    >>> ours = scenario_from("corner_shop", Figures(gross_margin=0.35))
    >>> describe(ours, "money.gross_margin")
    'what is left of sales after the goods: 0.35 (own answer)'
    """
    part, *_, last = key.split(".")
    words = field_of((part, last)).description or key
    return f"{words}: {company.scenario.value(key):.4g} ({company.origins[key]})"


__all__ = ["Company", "Estimate", "Known", "describe", "origins_in", "scenario_from"]
