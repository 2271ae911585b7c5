"""From what tables and figures say to the parameters of a scenario: until its own say the same.

Which figure sets which parameter, in the order in which they are set:

=================================  ===============================================================
figure                             parameter
=================================  ===============================================================
visits a year, and their spread    ``visits.visits_per_year``, ``visits.rate_shape``
spend a visit, and its spread      ``money.spend_per_visit``, ``money.spend_shape``
complaints a year                  ``moments.problems_per_customer_year``: the share that complains
                                   is the trade's, as no table has the silent
departures a year                  what failures do not explain is put down to other reasons:
                                   ``exits.moving_per_year`` and ``exits.offer_accepted``, by one
                                   factor
new customers a year               ``market.cost_per_contact``
days to an answer                  ``desk.escalation_days``
share resolved                     ``desk.success``
coming again after a complaint     ``second_chance.unresolved_*`` and ``fast_*``, by one shift
=================================  ===============================================================

Failures must not explain more than four fifths of the departures. Where complaints, times the
silent for each, would drive away more, there are fewer silent than the trade says: then
``voice.silent_per_complaint`` (or ``voice.management_hears``) is what gives way.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import exp, log, sqrt
from typing import Any

from sim.assumptions import Scenario
from sim.play.company.audits import Span
from sim.play.company.lens import Seen
from sim.play.company.measures import Estimate

MOST_BY_FAILURES = 0.8
LEAST_SILENT, MOST_SILENT = 0.45, 26.0
"""Silent for each complaint, as `sim.study.plausible` has the range from research."""

ENTWINED = {
    "visits_per_year": 0.03,
    "rate_shape": 0.12,
    "spend_shape": 0.08,
    "new_per_year": 0.12,
}
"""Standard error (of the logarithm) that a figure has on top, as what it sets depends on numbers
that no table tells: how often the retained come less often, who joined on whose word. Judged on
worlds whose numbers were known."""

FEEDBACK = 0.6
"""How far complaints move the problems at a step: half as many problems mean fewer than half the
complaints, as who serves is in better spirits then, and a full step would overshoot."""

MOST_DISTORTED = 2.0
"""By how many times a simulated business's tables are believed to be wrong about departures: where
they say more, a fit to few visits has gone astray there, as one that sees nobody leave."""

MOST_AT_A_STEP = 4.0
"""How many times more, or fewer, customers may leave for other reasons after one step."""

FEWEST_FOR_CHANCES = 30
"""Complaints of known customers below which the second chances are left as the trade has them."""

SECOND_CHANCES = ("unresolved_minor", "unresolved_serious", "fast_minor", "fast_serious")

PLAIN = {
    "visits_per_year": "visits.visits_per_year",
    "served": "visits.visits_per_year",
    "rate_shape": "visits.rate_shape",
    "spend_per_visit": "money.spend_per_visit",
    "spend_shape": "money.spend_shape",
}
"""Figures that are in proportion to their parameter."""

BOUNDS = {
    "visits.visits_per_year": (0.05, 2_500.0),
    "visits.rate_shape": (0.06, 9_000.0),
    "money.spend_shape": (0.06, 9_000.0),
    "exits.moving_per_year": (0.0, 50.0),
    "exits.offer_accepted": (0.0, 1.0),
    "voice.management_hears": (0.0, 1.0),
    "desk.escalation_days": (0.05, 1_000.0),
}
"""What a parameter may be, where the sums could lead further."""

Three = tuple[float, float, float]
"""A value, and between which values it lies."""


@dataclass
class Fitting:
    """Parameters on their way.

    Attributes
    ----------
    targets
        What tables or figures say, by name: those of `measures`, and ``served`` and ``reported``
        (visits and complaints per customer-year) where there are only figures.
    values
        Parameters that have been set so far.
    spans
        The same with what they rest on, in the end.
    remarks
        What could not be met.
    """

    targets: Mapping[str, Estimate]
    values: dict[str, float] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    whence: Mapping[str, str] = field(default_factory=dict)
    """By name, "own data" or "own answer"."""
    silent: float | None = None
    heard: float | None = None
    """The trade's silent for each complaint, and the share that management hears of."""

    def step(self, scenario: Scenario, seen: Seen, last: bool = False) -> None:
        """Move every parameter towards what was seen.

        Parameters
        ----------
        scenario
            What was looked at.
        seen
            What it looked like.
        last
            Whether this is the end, so that spans are made.
        """
        for name, key in PLAIN.items():
            if name in self.targets and self._seen(name, seen) > 0:
                self._in_proportion(name, key, scenario, seen, last)
        complaints = "complaints_per_year" if "complaints_per_year" in self.targets else "reported"
        known = complaints in self.targets and self._seen(complaints, seen) > 0
        if known:
            self._problems(complaints, scenario, seen, last)
        if "departures_per_year" in self.targets:
            self._departures(scenario, seen, known, last)
        if "new_per_year" in self.targets:
            self._new(scenario, seen, last)
        if "resolution_days" in self.targets and "resolution_days" in seen.told:
            self._answers(scenario, seen, last)
        if "resolved_share" in self.targets and "resolved_share" in seen.told:
            self._resolved(scenario, seen, last)
        if last and "return_ratio" in self.targets and "return_ratio" in seen.told:
            self._chances(scenario, seen)

    def _seen(self, name: str, seen: Seen) -> float:
        return seen.truth[name] if name in seen.truth else seen.told.get(name, 0.0)

    def _factors(self, name: str, seen: Seen) -> tuple[float, float, float]:
        """Return by what a figure is to grow, and between which factors that lies.

        The luck of the runs that were looked at widens the interval of the figure.
        """
        target, is_now = self.targets[name], self._seen(name, seen)
        factor = target.value / is_now
        luck = 1.96 * sqrt(seen.errors.get(name, 0.0) ** 2 + ENTWINED.get(name, 0.0) ** 2)

        def reach(end: float) -> float:
            return exp(sqrt(log(end) ** 2 + luck**2)) if end > 0 else float("inf")

        if target.value <= 0:
            return 0.0, 0.0, target.high / is_now
        low = factor / reach(target.value / target.low) if target.low > 0 else 0.0
        return factor, low, factor * reach(target.high / target.value)

    def _set(self, name: str, key: str, three: Three, last: bool, why: str = "") -> None:
        """Set a parameter: its value, and between which values it lies."""
        least, most = BOUNDS.get(key, (0.0, float("inf")))
        value, low, high = (min(max(one, least), most) for one in three)
        self.values[key] = value
        if last:
            told = why or self.targets[name].words
            whence: Any = self.whence.get(name, "own data")
            self.spans[key] = Span(value, min(low, value), max(high, value), whence, told)

    def _in_proportion(
        self, name: str, key: str, scenario: Scenario, seen: Seen, last: bool
    ) -> None:
        now = float(scenario.value(key)) or 1.0
        factor, low, high = self._factors(name, seen)
        self._set(name, key, (now * factor, now * low, now * high), last)

    def _problems(self, name: str, scenario: Scenario, seen: Seen, last: bool) -> None:
        key = "moments.problems_per_customer_year"
        now = scenario.moments.problems_per_customer_year or 1e-6
        factor, low, high = self._factors(name, seen)
        # From the trade's share that complains; an earlier step may have taken another.
        silent = self.silent = self.silent or scenario.voice.silent_per_complaint
        heard = self.heard = self.heard or scenario.voice.management_hears
        if scenario.voice.ears == 1:
            now *= (1 + silent) / (1 + scenario.voice.silent_per_complaint)
        elif heard > 0:
            now *= scenario.voice.management_hears / heard
        for given_way in ("voice.silent_per_complaint", "voice.management_hears"):
            self.values.pop(given_way, None)
        fewer = (1 + min(LEAST_SILENT, silent)) / (1 + silent) if scenario.voice.ears == 1 else 0.2
        more = (1 + max(MOST_SILENT, silent)) / (1 + silent) if scenario.voice.ears == 1 else 2.0
        why = f"{self.targets[name].words}, and as many silent for each as the trade says"
        step = factor**FEEDBACK
        ends = (now * low * fewer, now * high * more)
        self._set(name, key, (now * step, *ends), last, why)

    def _departures(self, scenario: Scenario, seen: Seen, pinned: bool, last: bool) -> None:
        """Put down to other reasons what failures do not explain."""
        if "departures_per_year" not in seen.told:
            return
        by_failures = seen.truth["left_over_service"]
        otherwise = seen.truth["left_otherwise"]
        really = by_failures + otherwise
        distortion = seen.told["departures_per_year"] / really if really else 1.0
        distortion = min(max(distortion, 1 / MOST_DISTORTED), MOST_DISTORTED)
        target = self.targets["departures_per_year"].value / distortion
        _, low, high = self._factors("departures_per_year", seen)
        key = "moments.problems_per_customer_year"
        problems = self.values.get(key, scenario.value(key))
        # Failures drive away as many as there are of them, so that their part is known beforehand.
        now = float(scenario.value(key)) or 1e-6
        most = MOST_BY_FAILURES * target
        if by_failures * problems / now > most:
            allowed = now * (most / max(by_failures, 1e-9)) ** FEEDBACK
            self._fewer_failures(scenario, problems, min(allowed, problems), pinned, last)
            by_failures = most
        else:
            by_failures *= problems / now
        grow = max(target - by_failures, 0.0) / otherwise if otherwise > 0 else 1.0
        grow = min(max(grow, 1 / MOST_AT_A_STEP), MOST_AT_A_STEP)
        # How many failures there are is known least: with more of them fewer leave otherwise.
        span = self.spans.get(key)
        parts = (1.0, 1.0) if span is None else (span.high / span.value, span.low / span.value)
        ends = [
            max(really * end - min(by_failures * part, MOST_BY_FAILURES * really * end), 0.0)
            / (otherwise or 1.0)
            for end, part in zip((low, high), parts, strict=True)
        ]
        for one in ("exits.moving_per_year", "exits.offer_accepted"):
            now = float(scenario.value(one))
            why = "departures that failures do not explain"
            self._set("departures_per_year", one, _three(now * f for f in (grow, *ends)), last, why)

    def _fewer_failures(
        self, scenario: Scenario, problems: float, fewer: float, pinned: bool, last: bool
    ) -> None:
        """Let fewer failures happen than would drive away more than leave."""
        key = "moments.problems_per_customer_year"
        too_many = problems / fewer
        name = "departures_per_year"
        why = "no more failures than customers who leave allow for"
        self._set(name, key, (fewer, fewer / 4, fewer * 2), last, why)
        if not pinned:
            return
        why = "complaints and departures together: were there more silent, more would have left"
        if scenario.voice.ears == 1:
            silent = max((1 + (self.silent or 0.0)) / too_many - 1, 0.0)
            three = (silent, min(LEAST_SILENT, silent), 2 * silent + 1)
            self._set(name, "voice.silent_per_complaint", three, last, why)
        else:
            heard = min((self.heard or 1.0) * too_many, 1.0)
            three = (heard, heard / 2, heard * 4)
            self._set(name, "voice.management_hears", three, last, why)
        if last:
            self.remarks.append(
                "With the trade's number of silent customers for each complaint, more customers "
                "would have left than did: there must be fewer silent ones, or they forgive more."
            )

    def _new(self, scenario: Scenario, seen: Seen, last: bool) -> None:
        if "new_per_year" not in seen.told or seen.truth["won"] <= 0:
            return
        really = seen.truth["won"] + seen.truth["brought"]
        distortion = seen.told["new_per_year"] / really
        _, low, high = self._factors("new_per_year", seen)
        target = self.targets["new_per_year"].value / distortion
        now = scenario.market.cost_per_contact
        least = 0.05 * seen.truth["won"]

        def cost(joining: float) -> float:
            wanted = max(joining - seen.truth["brought"], least)
            return now * seen.truth["won"] / wanted

        why = "new customers, for what is spent on winning them"
        three = cost(target), cost(really * high), cost(really * low)
        self._set("new_per_year", "market.cost_per_contact", three, last, why)

    def _answers(self, scenario: Scenario, seen: Seen, last: bool) -> None:
        recovery, desk = scenario.recovery, scenario.desk
        slope = (1 - recovery.authority * recovery.success) * desk.escalation_share
        slope *= 1 - recovery.authority
        if slope < 0.05:
            if last:
                self.remarks.append(
                    "The days to an answer are left as they are: hardly any answer waits for "
                    "approval here, and nothing else was moved."
                )
            return
        is_now = seen.told["resolution_days"]
        factor, low, high = self._factors("resolution_days", seen)
        now = desk.escalation_days
        three = _three(now + is_now * (one - 1) / slope for one in (factor, low, high))
        if last and three[0] <= 0.05 and factor < 0.9:
            self.remarks.append(
                "Answers are faster than the trade's desk could be even without any approval."
            )
        self._set("resolution_days", "desk.escalation_days", three, last)

    def _resolved(self, scenario: Scenario, seen: Seen, last: bool) -> None:
        target, now = self.targets["resolved_share"], _logit(scenario.desk.success)
        is_now = seen.told["resolved_share"]
        luck = 1.96 * seen.errors.get("resolved_share", 0.0) / max(1 - is_now, 0.02)
        # What is put right on the spot is resolved whatever the desk does.
        at_desk = 1 - scenario.recovery.authority * scenario.recovery.success
        spread = scenario.desk.success * (1 - scenario.desk.success)
        slope = at_desk * spread / max(is_now * (1 - is_now), 0.02)
        slope = min(max(slope, 0.3), 1.0)
        middle = now + (_logit(target.value) - _logit(is_now)) / slope
        off = [abs(_logit(end) - _logit(target.value)) for end in target[2:4]]
        below, above = (sqrt(one**2 + luck**2) / slope for one in off)
        three = (middle, middle - below, middle + above)
        self._set("resolved_share", "desk.success", _three(map(_share, three)), last)

    def _chances(self, scenario: Scenario, seen: Seen) -> None:
        """Shift the second chances of those who complain by what coming again differs."""
        target = self.targets["return_ratio"]
        if target.n < FEWEST_FOR_CHANCES:
            self.remarks.append(
                f"The second chances are the trade's: {target.n} complaints of known customers "
                f"are too few, {FEWEST_FOR_CHANCES} would do."
            )
            return
        held = 1 - (1 - scenario.lock.convenience_share) * (1 - scenario.lock.contract_share)
        free = max(1 - held, 0.05)
        is_now = seen.told["return_ratio"]
        luck = 1.96 * seen.errors.get("return_ratio", 0.0) * is_now
        stay = seen.truth.get("second_chance_voiced", 0.7)

        def shift(ratio: float) -> float:
            return _logit(stay + (ratio - is_now) / free) - _logit(stay)

        off = [sqrt((end - target.value) ** 2 + luck**2) for end in target[2:4]]
        three = shift(target.value), shift(target.value - off[0]), shift(target.value + off[1])
        for name in SECOND_CHANCES:
            now = _logit(float(getattr(scenario.second_chance, name)))
            moved = _three(_share(now + one) for one in three)
            self._set("return_ratio", f"second_chance.{name}", moved, True)


Look = Callable[[Scenario, int], Seen]
"""Looks at a scenario, so many times."""


def calibrate(
    fitting: Fitting, assemble: Callable[[dict[str, float]], Scenario], look: Look, n: int = 4
) -> Scenario:
    """Move parameters until a scenario says what the company's tables say.

    Parameters
    ----------
    fitting
        What is to be met; takes up the parameters.
    assemble
        Makes a scenario with some parameters set.
    look
        Looks at one.
    n
        How often each look but the first looks.
    """
    scenario = assemble(fitting.values)
    # The same people each time, so that the luck of the looks does not keep it from settling.
    for often in (1, n, n):
        fitting.step(scenario, look(scenario, often))
        scenario = assemble(fitting.values)
    fitting.step(scenario, look(scenario, n), last=True)
    return assemble(fitting.values)


def _logit(chance: float) -> float:
    inside = min(max(chance, 0.02), 0.98)
    return log(inside / (1 - inside))


def _share(logit: float) -> float:
    return 1 / (1 + exp(-logit))


def _three(values: Iterable[float]) -> Three:
    value, low, high = values
    return value, low, high
