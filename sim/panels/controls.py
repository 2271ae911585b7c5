"""The controls of a panel: one slider open, the rest in a drawer, and the buttons."""

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets
import traitlets

from sim.assumptions.scenario import about
from sim.lessons.evidence import meaning
from sim.lessons.lesson import Knob
from sim.workshop.setting_up import SetUp

PRESETS = (("As the slogans say", "slogans"), ("As research supports", "published"))
LOCKED = "locked by your trainer"
MOST_SEED = 9999
PACE = 700
"""Milliseconds from stop to stop while it plays."""


class Controls(traitlets.HasTraits):
    """Sliders, switches and buttons.

    Parameters
    ----------
    setup : SetUp
        Whose; where they begin, and which of them are locked or hidden.

    Attributes
    ----------
    setting : dict
        The value of every slider by its name; changes once for each movement.
    preset : str
        Which reading of the numbers.
    seed : int
        Whose luck.
    kept : bool
        Whether a run is kept for comparison.
    """

    setting = traitlets.Dict()
    preset = traitlets.Unicode("slogans")
    seed = traitlets.Int()
    kept = traitlets.Bool()

    def __init__(self, setup: SetUp) -> None:
        lesson = setup.lesson
        super().__init__(setting=lesson.start, preset=setup.preset, seed=setup.seed)
        self._lesson = lesson
        self._setup = setup
        self._moving = False
        self.of = {knob.name: _made(knob) for knob in lesson.knobs}
        for held in self.of.values():
            held.observe(self._on_slider, names="value")
        opened, *others = lesson.knobs
        self.play = self._player(opened)
        self.back, self.forward = _button("◀ Step"), _button("Step ▶")
        self.back.on_click(lambda _: self._step(-1))
        self.forward.on_click(lambda _: self._step(1))
        switches = [self.of[knob.name] for knob in others if knob.is_switch]
        self.sliders = widgets.VBox([self.of[opened.name], *switches])
        moving = [self.play, self.back, self.forward]
        self.reset = _button("Back to the start")
        self.reset.on_click(lambda _: self.start_again())
        self.keep = _button("Keep this run")
        self.more = widgets.ToggleButton(description="More settings", value=False)
        self.buttons = widgets.HBox(
            [*moving, self.reset, self.keep, self.more],
            layout={"flex_flow": "row wrap"},
        )
        self.show_me = _button("Show me")
        self.numbers = widgets.ToggleButtons(
            options=PRESETS, value=setup.preset, description="Numbers"
        )
        self.luck = widgets.BoundedIntText(
            value=setup.seed, min=0, max=MOST_SEED, description="Seed", tooltip="whose luck it is"
        )
        widgets.link((self.numbers, "value"), (self, "preset"))
        widgets.link((self.luck, "value"), (self, "seed"))
        folded = [self.of[knob.name] for knob in others if not knob.is_switch]
        self.drawer = widgets.VBox([*folded, self.numbers, self.luck], layout={"display": "none"})
        self.drawer.layout.overflow = "visible"  # or what takes the focus shifts all of it aside
        every = self.of | {"preset": self.numbers, "seed": self.luck}
        for name in setup.locked:
            _lock(every[name])
        for name in setup.hidden:
            every[name].layout.display = "none"
        if opened.name in setup.locked | setup.hidden:
            for one in moving:
                one.layout.display = "none"
        self.more.observe(self._on_more, names="value")
        self.observe(self._on_kept, names="kept")

    def move(self, setting: Mapping[str, float]) -> None:
        """Move several sliders at once.

        Raises
        ------
        ValueError
            If there is no such slider.
        """
        for name in setting:
            if name not in self.of:
                raise ValueError(f"slider is {name}, but must be one of {', '.join(self.of)}")
        self._moving = True
        try:
            for name, value in setting.items():
                held = self.of[name]
                held.value = bool(value) if isinstance(held.value, bool) else value
        finally:
            self._moving = False
        self._on_slider(None)

    def start_again(self) -> None:
        """Put every slider, the numbers and the luck back to where they were at first."""
        self.numbers.value = self._setup.preset
        self.luck.value = self._setup.seed
        self.move(self._lesson.start)

    def _step(self, way: int) -> None:
        opened = self._lesson.knobs[0]
        value = self.setting[opened.name] + way * opened.step
        self.move({opened.name: min(max(value, opened.low), opened.high)})

    def _player(self, knob: Knob) -> widgets.Play:
        play = widgets.Play(
            value=knob.stops.index(knob.start),
            max=len(knob.stops) - 1,
            interval=PACE,
            show_repeat=False,
            tooltip="Move the slider from stop to stop",
        )
        held = self.of[knob.name]
        play.observe(lambda change: self.move({knob.name: knob.stops[change.new]}), names="value")
        held.observe(
            lambda change: play.set_trait("value", _nearest(knob, change.new)), names="value"
        )
        return play

    def _on_slider(self, _: Any) -> None:
        if not self._moving:
            self.setting = {name: float(held.value) for name, held in self.of.items()}

    def _on_more(self, change: Any) -> None:
        self.more.description = "Fewer settings" if change.new else "More settings"
        self.drawer.layout.display = "" if change.new else "none"

    def _on_kept(self, change: Any) -> None:
        self.keep.description = "Forget the kept run" if change.new else "Keep this run"


def _lock(held: Any) -> None:
    """Let nobody move it, and say why."""
    held.disabled = True
    held.description = f"{held.description}, {LOCKED}"
    held.style.description_width = "initial"


def _nearest(knob: Knob, value: float) -> int:
    return min(range(len(knob.stops)), key=lambda place: abs(knob.stops[place] - value))


def _made(knob: Knob) -> Any:
    """Make the slider, or the switch."""
    if knob.is_switch:
        off, on = knob.words
        return widgets.ToggleButtons(
            options=[(off, 0.0), (on, 1.0)],
            value=float(knob.start),
            description=knob.label,
            style={"description_width": "initial", "button_width": "auto"},
            tooltips=[knob.about] * 2 if knob.about else [],
        )
    whole = all(float(value).is_integer() for value in (knob.low, knob.high, knob.step, knob.start))
    kind, turned = (widgets.IntSlider, int) if whole else (widgets.FloatSlider, float)
    shown = {} if whole else {"readout_format": f".{_decimals(knob.step)}f"}
    return kind(
        value=turned(knob.start),
        min=turned(knob.low),
        max=turned(knob.high),
        step=turned(knob.step),
        description=f"{knob.label} ({knob.unit})" if knob.unit else knob.label,
        tooltip=tooltip(knob),
        style={"description_width": "initial"},
        **shown,
    )


def _decimals(step: float) -> int:
    """Return how many decimals a step needs.

    Examples
    --------
    >>> _decimals(2.5), _decimals(0.125)
    (1, 3)
    """
    return len(f"{step:.6f}".rstrip("0").partition(".")[2])


def tooltip(knob: Knob) -> str:
    """Say what a slider sets, and how good that number is.

    Examples
    --------
    >>> tooltip(Knob("asked", "Asked", parameter="voice.asked_share"))
    'share of the silent who are asked, and then tell. Source: ours. Evidence: assumption.'
    """
    if not knob.parameter:
        return knob.about
    _, source, grade = about(knob.parameter)
    said = knob.about or meaning(knob.parameter)
    return f"{said}. Source: {source}. Evidence: {grade}."


def _button(words: str) -> widgets.Button:
    return widgets.Button(description=words)
