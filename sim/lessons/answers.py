"""The answers to the settings of a module, lived in the background and kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from sim.assumptions import Scenario, load
from sim.assumptions.presets import PRESETS
from sim.lessons.answer import Answer
from sim.lessons.beforehand import before
from sim.lessons.lesson import Aside, Lesson, Setting
from sim.study.ahead import Ahead, Lived
from sim.study.work import Figures, Piece


class Answers:
    """What is known of a module's settings, and what is to be lived next.

    Parameters
    ----------
    lesson : Lesson
        Whose settings.
    seed : int
        Whose luck.
    arrived : callable, optional
        Called after each run, in a thread of its own.
    preset : str
        Which reading of the numbers, where none is named.

    Examples
    --------
    >>> from sim.lessons import lesson
    >>> answers = Answers(lesson("02"))
    >>> answers.lived({"asked": 30}, 1).n
    1
    """

    def __init__(
        self,
        lesson: Lesson,
        seed: int = 26,
        arrived: Callable[[], None] = lambda: None,
        preset: str = "slogans",
    ) -> None:
        self.lesson = lesson
        self.seed = seed
        self.preset = preset
        self._bases: dict[str, Scenario] = {}
        self._scenarios: dict[tuple[object, ...], Mapping[str, Scenario]] = {}
        self._answers: dict[tuple[object, ...], Answer] = {}
        lived = before(lesson.number)
        self._ahead = Ahead(lesson.watch, self._needs_events, arrived, lived)
        # Equal scenarios are one object: that is what makes looking up a stop quick.
        self._same = {piece.scenario: piece.scenario for piece in lived.known}

    @property
    def lived_so_far(self) -> Lived:
        """All runs so far, for others who open the same module."""
        return self._ahead.lived

    @property
    def fault(self) -> Exception | None:
        """What went wrong since the last wish."""
        return self._ahead.fault

    def base(self, preset: str | None = None) -> Scenario:
        """Return the business before any slider."""
        preset = preset or self.preset
        if preset not in self._bases:
            changes = dict(self.lesson.changes)
            self._bases[preset] = load(self.lesson.trade, preset=preset, changes=changes)
        return self._bases[preset]

    def scenarios(self, setting: Setting, preset: str | None = None) -> Mapping[str, Scenario]:
        """Return what is lived at a setting, by the name of the variant."""
        preset = preset or self.preset
        full = self.lesson.start | dict(setting)
        key = (preset, *full.values())
        if key not in self._scenarios:
            found = self.lesson.set_in(self.base(preset), full)
            self._scenarios[key] = {
                name: self._same.setdefault(one, one) for name, one in found.items()
            }
        return self._scenarios[key]

    def answer(
        self, setting: Setting, preset: str | None = None, seed: int | None = None
    ) -> Answer:
        """Return what is known of a setting."""
        preset = preset or self.preset
        key = (preset, *(self.lesson.start | dict(setting)).values())
        return self.answer_of(self.scenarios(setting, preset), seed, key)

    def answer_of(
        self, scenarios: Mapping[str, Scenario], seed: int | None = None, key: tuple[Any, ...] = ()
    ) -> Answer:
        """Return what is known of scenarios; a key that stands for them is quicker to look up."""
        seed = self.seed if seed is None else seed
        key = (seed, *(key or scenarios.items()))
        known = [self._ahead.known(one, seed) for one in scenarios.values()]
        held = self._answers.get(key)
        if held is None or [len(figures) for figures in held.figures.values()] != known:
            figures = {name: self._figures(one, seed) for name, one in scenarios.items()}
            kept = {
                name: [self._ahead.seen(Piece(one, seed, turn)) for turn in range(count)]
                for (name, one), count in zip(scenarios.items(), known, strict=True)
            }
            seen = {name: turns[0] if turns else {} for name, turns in kept.items()}
            held = self._answers[key] = Answer(scenarios, figures, seen, seed, kept)
        return held

    def pieces(
        self, setting: Setting, number: int, preset: str | None = None, seed: int | None = None
    ) -> list[Piece]:
        """List the runs that a setting needs, replication by replication."""
        return self.pieces_of(self.scenarios(setting, preset).values(), number, seed)

    def pieces_of(
        self, scenarios: Iterable[Scenario], number: int, seed: int | None = None
    ) -> list[Piece]:
        """List the runs of scenarios, replication by replication."""
        seed = self.seed if seed is None else seed
        lived = list(scenarios)
        return [Piece(one, seed, turn) for turn in range(number) for one in lived]

    def want(self, pieces: Iterable[Piece]) -> None:
        """Ask for runs, the most wanted first, in place of what was asked for before."""
        self._ahead.want(list(pieces))

    @property
    def idle(self) -> bool:
        """Whether all that is wanted was lived."""
        return self._ahead.idle

    def wait(self) -> None:
        """Wait until all that is wanted is known, or raise what went wrong."""
        self._ahead.wait()
        if self.fault is not None:
            raise self.fault

    def lived(self, setting: Setting, number: int, preset: str | None = None) -> Answer:
        """Live a setting so many times, unless that was done before, and return the answer."""
        self.want(self.pieces(setting, number, preset))
        self.wait()
        return self.answer(setting, preset).first(number)

    def all_lived(
        self, settings: Sequence[Setting], preset: str | None = None
    ) -> tuple[Answer, ...]:
        """Live settings as often as the panel does."""
        number = self.lesson.replications
        return tuple(self.lived(setting, number, preset) for setting in settings)

    def aside(self, aside: Aside, preset: str | None = None, number: int | None = None) -> Answer:
        """Live the scenarios of an aside so many times, or as often as it asks for."""
        number = aside.replications if number is None else number
        scenarios = aside.scenarios(preset or self.preset)
        self.want(self.pieces_of(scenarios.values(), number))
        self.wait()
        return self.answer_of(scenarios).first(number)

    def at(self, **setting: float) -> Answer:
        """Live a setting as often as the panel does: what `Lesson.told` is given."""
        return self.lived(setting, self.lesson.replications)

    def _figures(self, scenario: Scenario, seed: int) -> tuple[Figures, ...]:
        """Return key figures, and the figures that the module computes beside them."""
        figures = self._ahead.figures(scenario, seed)
        if self.lesson.watch is None:
            return figures
        return tuple(
            one | _numbers(self._ahead.seen(Piece(scenario, seed, replication)))
            for replication, one in enumerate(figures)
        )

    def _needs_events(self, piece: Piece) -> bool:
        wanted = self.lesson.keep_events or piece.scenario in self._with_events
        return piece.replication == 0 and wanted

    @cached_property
    def _with_events(self) -> frozenset[Scenario]:
        """The scenarios of asides that are drawn from events."""
        asides = [aside for aside in self.lesson.asides if aside.keep_events]
        return frozenset(
            one for aside in asides for name in PRESETS for one in aside.scenarios(name).values()
        )


def _numbers(seen: Mapping[str, object]) -> Figures:
    return {name: value for name, value in seen.items() if isinstance(value, float)}
