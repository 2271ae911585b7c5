"""The figures that stand in the kit's texts, from the runs of the modules."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import nan

from sim.assumptions.faults import ScenarioError
from sim.lessons import lesson as module
from sim.lessons.answer import Answer, More, Of, Rise, Spread, spread_of
from sim.lessons.answers import Answers
from sim.lessons.lesson import Lesson, Shown
from sim.lessons.scoring import score
from sim.show.words import amount, between, count
from sim.trainer.content import Figure, Sheet, sheet

LETTERS = "ABCDE"


@dataclass(frozen=True)
class Lived:
    """A module whose runs are there to be asked.

    Attributes
    ----------
    number : str
        Of the module.
    """

    number: str

    @cached_property
    def lesson(self) -> Lesson:
        """The module."""
        return module(self.number)

    @cached_property
    def sheet(self) -> Sheet:
        """Its run sheet, as it was written."""
        return sheet(self.number)

    @cached_property
    def answers(self) -> Answers:
        """What is known of its settings."""
        return Answers(self.lesson)

    def answer(self, setting: Mapping[str, float], preset: str = "slogans") -> Answer:
        """Live a setting as often as the module's panel does."""
        return self.answers.lived(setting, self.lesson.replications, preset)

    @cached_property
    def truth(self) -> Spread:
        """What the prediction comes to."""
        prediction = self.lesson.prediction
        return prediction.truth(self.answers.all_lived(prediction.settings))

    @cached_property
    def right(self) -> tuple[int, ...]:
        """The answers that hold, counted from 0."""
        return score(self.lesson.prediction, 0, self.truth).right

    @cached_property
    def figures(self) -> dict[str, str]:
        """Every figure of the sheet in words, by name; and the truth and who is right."""
        found = {name: self.said(name, one) for name, one in self.sheet.figures.items()}
        letters = " or ".join(LETTERS[place] for place in self.right)
        truth = self.lesson.prediction.said(self.truth)
        return found | {"truth": truth, "came": count(self.truth.mean), "right": letters}

    def shown(self, setting: Mapping[str, float]) -> Shown:
        """Return what the panel draws at a setting once all stops of its slider were lived."""
        full = self.lesson.start | dict(setting)
        opened = self.lesson.knobs[0]
        stops = {stop: self.answer(full | {opened.name: stop}) for stop in opened.stops}
        return Shown(full, self.answer(full), stops)

    def said(self, name: str, figure: Figure) -> str:
        """Say a figure.

        Raises
        ------
        ScenarioError
            If the module has none of that name.
        """
        here = self.answer(figure.at, figure.preset)
        try:
            mean, low, high, _ = self._spread(figure, here)
        except KeyError as error:
            unknown = f"{self.number}.toml: figure {name} needs {error}, but there is none"
            raise ScenarioError([unknown]) from None
        low, high = sorted((figure.per * low, figure.per * high))
        mean *= figure.per
        if figure.money:
            currency = here.scenarios[here.now].money.currency
            ends = f" ({amount(low)} to {amount(high)})" if figure.ends else ""
            return amount(mean, currency) + ends
        if figure.ends:
            return between(mean, low, high, figure.digits)
        return count(mean) if figure.digits == 0 else between(mean, nan, nan, figure.digits)

    def _spread(self, figure: Figure, here: Answer) -> Spread:
        of = self._of(figure)
        variant = figure.variant or None
        if figure.against is not None:
            other = self.answer(figure.against, figure.preset)
            return spread_of(here.values(of, variant) - other.values(of, variant))
        if figure.times is not None:
            other = self.answer(figure.times, figure.preset)
            return spread_of(here.values(of, variant) / other.mean(of, variant))
        return here.spread(of, variant)

    def _of(self, figure: Figure) -> Of:
        if figure.above:
            return More(figure.of, figure.above)
        if figure.rises:
            return Rise(figure.of, figure.rises)
        return self.lesson.measure.of if figure.of == "measure" else figure.of
