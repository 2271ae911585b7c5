"""What a module is made of: a question, sliders, a picture, a prediction, and what it teaches.

A module is data and a few functions of data. It knows no widget; `sim.panels` turns it into a page.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from matplotlib.figure import Figure

from sim.assumptions import Scenario
from sim.lessons.answer import Answer, Of, Spread
from sim.lessons.quiz import NumberQuestion, Question
from sim.show.style import Style
from sim.study.run import Run

Setting = Mapping[str, float]
"""Values of the sliders by name. What is not named stands at its start."""


@dataclass(frozen=True)
class Knob:
    """A slider, or a switch, in a manager's words.

    Attributes
    ----------
    name : str
        What the functions of the module call it.
    label : str
        What a manager calls it.
    unit : str
        What stands behind its value: ``"%"``, ``"hours a week"``.
    low, high, step, start : float
        Whole numbers, or steps that are exact in binary. A switch goes from 0 to 1 by 1.
    parameter : str
        The parameter of the scenario that it sets; empty where it sets several, or none.
    per : float
        The parameter's value for each 1 of the slider.
    words : tuple of str
        What a switch says when it is off and when it is on.
    about : str
        What it does, where `parameter` does not say it.
    """

    name: str
    label: str
    unit: str = ""
    low: float = 0
    high: float = 1
    step: float = 1
    start: float = 0
    parameter: str = ""
    per: float = 1.0
    words: tuple[str, str] = ("", "")
    about: str = ""

    @property
    def is_switch(self) -> bool:
        """Whether it has two positions with words of their own."""
        return self.words != ("", "")

    @property
    def stops(self) -> tuple[float, ...]:
        """Every value it can take."""
        number = round((self.high - self.low) / self.step)
        return tuple(self.low + place * self.step for place in range(number + 1))


@dataclass(frozen=True)
class Measure:
    """The figure that a module is about.

    Attributes
    ----------
    of : str or callable
        A key figure's name, or how it is computed from those of a run.
    label : str
        What stands before its value: ``"Failures that anybody heard of"``.
    unit : str
        What stands behind it.
    per : float
        What the figure is multiplied by before it is said: 100 for a share in per cent.
    digits : int
        Decimals.
    more, less : str
        How a difference is said: ``"points more"``.
    """

    of: Of
    label: str
    unit: str = ""
    per: float = 1.0
    digits: int = 0
    more: str = "more"
    less: str = "less"


@dataclass(frozen=True)
class Bin:
    """One of the answers to a prediction: from `low` on, and below `high`."""

    words: str
    low: float
    high: float


@dataclass(frozen=True)
class Prediction:
    """What is asked before the picture is seen.

    Attributes
    ----------
    question : str
        One question, with the setting that it is about.
    bins : tuple of Bin
        Five, without a gap.
    settings : tuple of mapping
        What has to be lived to know the truth.
    truth : callable
        The truth, from the answers to those settings.
    said : callable
        The truth in words.
    """

    question: str
    bins: tuple[Bin, ...]
    settings: tuple[Setting, ...]
    truth: Callable[[Sequence[Answer]], Spread]
    said: Callable[[Spread], str]


@dataclass(frozen=True)
class Rule:
    """The very function that does it, shown and drawn alone.

    Attributes
    ----------
    function : callable
        Of `sim.rules`, or of the engine.
    along : tuple of float
        From where to where its first argument goes in the picture.
    value : callable
        What is drawn, of that argument.
    across, up : str
        What the two axes are, in words.
    words : str
        What it does, in a sentence or two.
    """

    function: Callable[..., Any]
    along: tuple[float, float]
    value: Callable[[float], float]
    across: str
    up: str
    words: str


@dataclass(frozen=True)
class Challenge:
    """Find a setting that breaks the rule.

    Attributes
    ----------
    task : str
        What to find.
    done : callable
        Whether the answer to a setting is one.
    hint : str
        A nudge that is not the answer.
    """

    task: str
    done: Callable[["Shown"], bool]
    hint: str


@dataclass(frozen=True)
class Exercise:
    """Three tasks: read off, change and explain, build."""

    read_off: str
    change: str
    build: str


@dataclass(frozen=True)
class Shown:
    """What a picture is drawn from.

    Attributes
    ----------
    setting : mapping
        The value of every slider, by name.
    answer : Answer
        What that came to.
    stops : mapping of Answer
        What is known along the open slider, the other sliders as they are, by its value.
    kept : Answer or None
        The run that was kept for comparison.
    """

    setting: Setting
    answer: Answer
    stops: Mapping[float, Answer] = field(default_factory=dict)
    kept: Answer | None = None


def itself(answer: Answer) -> Answer:
    """Return an answer as it is."""
    return answer


@dataclass(frozen=True)
class Aside:
    """Another picture, from runs of its own, folded below the module.

    Attributes
    ----------
    title : str
        Of its section.
    words : str
        What is to be seen, and why it matters here.
    scenarios : callable
        From a preset to the scenarios that are lived with the same luck, by name.
    draw, describe : callable
        The picture, on an empty figure; and what it shows, in words.
    told : callable
        What comes of it, in sentences whose numbers come from the answer.
    made_of : callable, optional
        What is worked out from an answer once, and given to those three in place of the answer.
    replications : int
        How often each scenario is lived.
    least : int
        From how many replications on there is something to show.
    height : int
        Of the picture, in pixels.
    keep_events : bool
        Whether `Lesson.watch` needs the events of replication 0.
    """

    title: str
    words: str
    scenarios: Callable[[str], Mapping[str, Scenario]]
    draw: Callable[[Figure, Any, Style], None]
    describe: Callable[[Any], str]
    told: Callable[[Any], tuple[str, ...]]
    made_of: Callable[[Answer], Any] = itself
    replications: int = 16
    least: int = 1
    height: int = 380
    keep_events: bool = False


At = Callable[..., Answer]
"""Gives the answer to a setting, as ``at(asked=30)``."""


@dataclass(frozen=True)
class Lesson:
    """A module.

    Attributes
    ----------
    number, name, title : str
        ``"02"``, ``"the_silent_26"`` (of its file and of its notebook), ``"The silent 26"``.
    question : str
        What the module asks.
    trade : str
        The bundled scenario that it plays in.
    changes : mapping
        What the module sets in it, by dotted key.
    knobs : tuple of Knob
        The open slider first; the others are in a drawer.
    measure : Measure
        The figure that the open slider moves.
    better : {"more", "less"}
        Which way it should go for customers.
    moves : {"up", "down", "hardly"}
        Which way the open slider moves the figure on its way from the lower end to the upper one,
        the other sliders at their start; "hardly" where that is what the module is about.
    draw, describe : callable
        The picture, on an empty figure; and what it shows, in words.
    told : callable
        What the module teaches, in sentences whose numbers come from answers.
    prediction, rule, quiz, challenge, exercise, monday
        See their classes; `monday` is the question for the week after.
    claims : tuple of str
        The claims of the ledger that it is about, by their id.
    keys : tuple of str
        The parameters behind it, by dotted key.
    scenarios : callable, optional
        From the base and a setting to the scenarios that are lived with the same luck, by name,
        the one that the sliders set last. Without it each slider sets its parameter.
    watch : callable, optional
        What is kept of each run beside its key figures: more figures (floats) under names of
        their own, and, of replication 0, anything that the picture needs.
    keep_events : bool
        Whether `watch` needs the events of replication 0.
    replications : int
        How many the panel lives at each stop.
    asides : tuple of Aside
        More pictures, folded below.
    anywhere : bool
        Whether its questions and its words hold in any business, not in its own alone.
    """

    number: str
    name: str
    title: str
    question: str
    trade: str
    knobs: tuple[Knob, ...]
    measure: Measure
    draw: Callable[[Figure, Shown, Style], None]
    describe: Callable[[Shown], str]
    told: Callable[[At], tuple[str, ...]]
    prediction: Prediction
    rule: Rule
    quiz: tuple[Question | NumberQuestion, ...]
    challenge: Challenge
    exercise: Exercise
    monday: str
    claims: tuple[str, ...]
    keys: tuple[str, ...]
    better: str = "more"
    moves: str = "up"
    changes: Mapping[str, Any] = field(default_factory=dict)
    scenarios: Callable[[Scenario, Setting], Mapping[str, Scenario]] | None = None
    watch: Callable[[Run], Mapping[str, Any]] | None = None
    keep_events: bool = False
    replications: int = 16
    asides: tuple[Aside, ...] = ()
    anywhere: bool = False

    @property
    def start(self) -> dict[str, float]:
        """Where every slider stands at first."""
        return {knob.name: knob.start for knob in self.knobs}

    @property
    def switch(self) -> Knob | None:
        """The switch that stands beside the open slider, if there is one."""
        return next((knob for knob in self.knobs[1:] if knob.is_switch), None)

    @property
    def views(self) -> tuple[Setting, ...]:
        """The settings of that switch; one that says nothing where there is none."""
        switch = self.switch
        return ({},) if switch is None else tuple({switch.name: place} for place in (0, 1))

    def set_in(self, base: Scenario, setting: Setting) -> Mapping[str, Scenario]:
        """Return what is lived at a setting."""
        setting = self.start | dict(setting)
        if self.scenarios is not None:
            return self.scenarios(base, setting)
        changes = {
            knob.parameter: knob.per * setting[knob.name] for knob in self.knobs if knob.parameter
        }
        return {"now": base.with_(changes)}
