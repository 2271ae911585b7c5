"""The waterline is lifted: step by step, what nobody could see while it was played."""

import ipywidgets as widgets

from sim.panels.game.screen import Screen, head
from sim.panels.game.shown import Shown
from sim.panels.game.steps import STEPS
from sim.panels.words import spoken, text

ON_ITS_WAY = "This is being worked out, and comes by itself. Go on to another step meanwhile."

A_MOMENT = "A moment: this is being put together."


class Lifted(Screen):
    """Leads through what has come to light, one thing after the other.

    Parameters
    ----------
    words : str
        Whose end it is.
    shown : Shown
        What comes to light, worked out in the background, and what goes with it.

    Attributes
    ----------
    step : int
        Which step is shown, from 0.
    choice : ipywidgets.Dropdown
        Goes to any step.
    back, forward : ipywidgets.Button
        Go to the step before and to the next.
    """

    def __init__(self, words: str, shown: Shown) -> None:
        super().__init__("lifted")
        self.shown = shown
        self.ending = ending = shown.ending
        self._made: dict[int, widgets.Widget] = {}
        names = [(f"{place}. {step.title}", place - 1) for place, step in enumerate(STEPS, 1)]
        self.choice = widgets.Dropdown(options=names, description="Step", value=0)
        self.back = widgets.Button(description="◀ Back")
        self.forward = widgets.Button(description="Next ▶", button_style="primary")
        self.back.on_click(lambda _: self.go(self.step - 1))
        self.forward.on_click(lambda _: self.go(self.step + 1))
        self.choice.observe(lambda _: self.refresh(), names="value")
        self.place = widgets.VBox()
        self.bar = widgets.IntProgress(max=max(ending.total, 1))
        self.doing = text(role="status", name="s26-doing")
        self.progress = widgets.HBox([self.bar, self.doing])
        top = head(words, self.progress)
        self.moving = widgets.HBox([self.back, self.choice, self.forward])
        self.moving.add_class("s26-side")
        aside = [text(" ".join(shown.aside))] if shown.aside else []
        self.children = [top, self.moving, *aside, self.message, self.place]
        self.refresh()

    @property
    def step(self) -> int:
        """Which step is shown, from 0."""
        return int(self.choice.value)

    def go(self, step: int) -> None:
        """Go to a step; beyond the ends it stays."""
        self.choice.value = min(max(step, 0), len(STEPS) - 1)

    def refresh(self) -> None:
        """Show what has come meanwhile."""
        ending, here = self.ending, STEPS[self.step]
        if ending.fault is not None:
            self.message.value = spoken(f"The end could not be worked out: {ending.fault}", "alert")
        self.back.disabled, self.forward.disabled = self.step == 0, self.step == len(STEPS) - 1
        key = hash((self.step, here.version(ending)))
        if not here.ready(ending):
            self.place.children = (text(ON_ITS_WAY, "status"),)
        elif key not in self._made:
            self.place.children = (text(A_MOMENT, "status"),)
            self.try_to(lambda: self._make(key))
        elif self.place.children != (self._made[key],):
            self.place.children = (self._made[key],)
        self.bar.layout.display = "none" if ending.complete else ""
        self.bar.value = min(ending.done, ending.total)
        said = "All is worked out." if ending.complete else f"Working out {ending.doing} …"
        if self.doing.value != (now := spoken(said, "status")):
            self.doing.value = now

    def _make(self, key: int) -> None:
        made = STEPS[self.step].make(self.shown)
        self._made[key] = made
        self.place.children = (made,)
