"""Panels: a slider, a picture that follows it, and the numbers. The only room with widgets."""

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
import pandas as pd

from sim.assumptions import Scenario
from sim.show.command import as_command
from sim.show.queue import describe_floor, describe_queue_bend, floor, line_by_hour, queue_bend
from sim.show.screen import THEMES
from sim.show.style import STYLES, Style, new_figure, to_bytes
from sim.show.words import between
from sim.study.replicate import interval
from sim.study.run import run

QUARTER = {"time.days": 91, "time.warm_up_days": 7}
"""A queue shows what it does within a quarter."""
WIDTH, HEIGHT = 840, 370


class QueuePanel(widgets.VBox):
    """The floor with its queue: what fewer hours at the till do to the wait.

    Each stop of the slider leaves a point, so that the curve appears as it is explored.

    Parameters
    ----------
    scenario : Scenario
        Any with that department and that touchpoint; it is lived for a quarter.
    seed : int
        Whose luck.
    replications : int
        How many runs each number rests on.
    department, touchpoint : str
        Whose hours are missing, and where the line is.
    patience_minutes : float
        How long customers would wait there: so long that the queue itself is seen, and not the
        backs of those who walk out of it.

    Attributes
    ----------
    slider : ipywidgets.IntSlider
        Percentage of the department's hours that other work takes.
    table : pandas.DataFrame
        By percentage, the wait in minutes: mean, low, high and n, for each stop visited.
    fault : str
        What went wrong at the last move, in a sentence; empty as a rule.
    """

    def __init__(
        self,
        scenario: Scenario,
        seed: int = 26,
        replications: int = 5,
        department: str = "till",
        touchpoint: str = "till",
        patience_minutes: float = 60.0,
    ) -> None:
        self.seed = seed
        self.replications = replications
        self.fault = ""
        self.key = f"departments.{department}.background_hours"
        staff = scenario.value(f"departments.{department}.staff")
        self._hours = staff * scenario.time.open_hours
        names = [place.name for place in scenario.touchpoints]
        self._touchpoint = names.index(touchpoint)
        patience = f"touchpoints.{touchpoint}.patience_minutes"
        self._scenario = scenario.with_(QUARTER | {patience: patience_minutes})
        self._lines: dict[int, pd.Series] = {}
        self._waits: dict[int, pd.Series] = {}
        self._visited: set[int] = set()
        self._figures = {style.name: new_figure(WIDTH, HEIGHT, style) for style in STYLES}
        self.slider = widgets.IntSlider(
            value=0,
            min=0,
            max=50,
            step=5,
            description="Hours taken from the till (%)",
            style={"description_width": "initial"},
            layout={"width": "100%", "max_width": f"{WIDTH}px"},
        )
        self.number = widgets.HTML()
        self.command = widgets.HTML()
        self.message = widgets.HTML()
        self.words = widgets.HTML()  # an Image cannot hold words: its tooltip breaks its view
        self.words.add_class("s26-words")
        self.pictures = {
            style.name: widgets.Image(format="png", width=WIDTH, height=HEIGHT) for style in STYLES
        }
        for name, picture in self.pictures.items():
            picture.add_class(f"s26-{name}")
        self.slider.observe(self._on_move, names="value")
        look = widgets.HTML(THEMES + _LOOK, layout={"display": "none"})
        super().__init__(
            [
                self.slider,
                self.number,
                *self.pictures.values(),
                self.message,
                self.command,
                self.words,
                look,
            ]
        )
        self.add_class("s26-panel")
        self._guarded(self._measure_limits)
        self._on_move(None)

    @property
    def table(self) -> pd.DataFrame:
        """The stops that were visited."""
        return pd.DataFrame({stop: self._waits[stop] for stop in sorted(self._visited)}).T

    def scenario_at(self, stop: int) -> Scenario:
        """Return the scenario that a stop of the slider stands for."""
        return self._scenario.with_({self.key: self._hours * stop / 100})

    def try_both_ends(self) -> tuple[float, float]:
        """Move the slider to its two ends and back, and forget what was seen there.

        Returns
        -------
        tuple of float
            The wait in minutes at the lower and at the upper end.
        """
        before, seen = self.slider.value, set(self._visited)
        waits = []
        for end in (self.slider.min, self.slider.max):
            self.slider.value = end
            if self.fault:
                raise RuntimeError(self.fault)
            waits.append(float(self._waits[end]["mean"]))
        self.slider.value = before
        self._visited = seen
        self._guarded(self._draw)
        return waits[0], waits[1]

    def _on_move(self, _: Any) -> None:
        self._guarded(self._follow)

    def _guarded(self, step: Callable[[], None]) -> None:
        """Take a step; should it fail, say so in a sentence and stay ready for the next."""
        try:
            step()
            self.fault = ""
        except Exception as error:
            told = " ".join(str(error).split()) or type(error).__name__
            self.fault = f"This setting could not be shown: {told}"
        self.message.value = f"<span role='alert'>{_escaped(self.fault)}</span>"

    def _follow(self) -> None:
        self._live(self.slider.value)
        self._visited.add(self.slider.value)
        self._draw()

    def _live(self, stop: int) -> None:
        """Live the replications of a stop, unless they were lived before."""
        if stop in self._waits:
            return
        scenario = self.scenario_at(stop)
        waits = []
        for replication in range(self.replications):
            first = replication == 0
            one = run(scenario, self.seed, replication, keep_events=first)
            waits.append(float(one.kpis["wait_minutes"]))
            if first:
                time = scenario.time
                self._lines[stop] = line_by_hour(
                    one.outcome, self._touchpoint, time.days, time.open_hours, time.warm_up_days
                )
        self._waits[stop] = interval(pd.Series(waits))

    def _measure_limits(self) -> None:
        """Live the upper end, so that the scales can stand still while the slider moves."""
        self._live(self.slider.max)

    def _draw(self) -> None:
        stop = self.slider.value
        wait = self._waits[stop]
        most = self._waits.get(self.slider.max, wait)
        longest = self._lines.get(self.slider.max, self._lines[stop])
        table = self.table
        shown = f"{describe_queue_bend(table, stop)} {describe_floor(self._lines[stop])}"
        self.words.value = f"<div role='status'>{_escaped(shown)}</div>"
        said = between(wait["mean"], wait["low"], wait["high"], 2)
        self.number.value = f"<span class='s26-number'>Wait: <b>{said}</b> minutes</span>"
        command = as_command(self.scenario_at(stop), self.replications, self.seed)
        self.command.value = (
            f"<div>{self.replications} runs of a quarter, seed {self.seed}. As a command "
            f"(wait_minutes):</div><code>{_unbroken(command)}</code>"
        )
        for style in STYLES:
            picture = self.pictures[style.name]
            limits = (float(self.slider.max), float(most["mean"]))
            picture.value = self._png(style, table, stop, limits, float(longest.max()))

    def _png(
        self,
        style: Style,
        table: pd.DataFrame,
        stop: int,
        limits: tuple[float, float],
        longest: float,
    ) -> bytes:
        figure = self._figures[style.name]
        figure.clear()
        step = self.slider.step
        queue_bend(
            figure.add_axes((0.07, 0.225, 0.49, 0.66)), table, style, stop, limits, step=step
        )
        floor(figure.add_axes((0.64, 0.225, 0.35, 0.66)), self._lines[stop], style, longest)
        return to_bytes(figure, "png")


_LOOK = (
    "<style>"
    ".s26-panel .s26-number, .s26-panel .widget-label, .s26-panel .widget-readout"
    " { font-size: 20px; line-height: 28px; }"
    ".s26-panel .widget-slider { height: 36px; }"
    ".s26-panel .widget-image { flex: none; max-width: 100%; height: auto; }"
    ".s26-panel .s26-words { position: absolute; width: 1px; height: 1px; overflow: hidden;"
    " clip-path: inset(50%); }"
    ".s26-panel code { font-size: 14px; white-space: normal; }"
    ".s26-panel code span { white-space: nowrap; }"
    "</style>"
)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unbroken(command: str) -> str:
    """Write a command so that no line ends within an option."""
    first, *options = command.split(" --")
    parts = [first, *(f"--{option}" for option in options)]
    return " ".join(f"<span>{_escaped(part)}</span>" for part in parts)
