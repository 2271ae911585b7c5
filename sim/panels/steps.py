"""The buttons and the slider with which one goes through something step by step."""

from collections.abc import Sequence
from typing import Any

import traitlets

from sim.panels.explorer import Explorer
from sim.panels.files import joined

PACE = 1400
"""Milliseconds of a step while it plays."""


class Steps(Explorer):
    """First, back, play, forward, to the end; a slider; and the sentence of this step.

    Whoever uses it watches `position`, draws, and then calls `drawn`: while it plays, the next step
    waits for that.

    Parameters
    ----------
    label : str
        What one goes through, for those who cannot see it.

    Attributes
    ----------
    told : list of (str, str)
        The day and the sentence of each step.
    position : int
        At which step it is, from 0.
    turn : int
        How often something else than a hand on this page has moved the position.
    asked : list of int
        The turn that a hand on the page knew of, and the step to which it went.
    playing : bool
        Whether it plays.
    shown : int
        The step that was drawn last.
    marks : list of int
        Steps that are marked over the slider.
    landmark : int
        A step with a button of its own, named `landmark_name`; -1 for none.

    Examples
    --------
    >>> steps = Steps("A life")
    >>> steps.begin([("day 1", "Comes in."), ("day 2", "Goes home."), ("day 9", "Gone.")])
    >>> steps.forward()
    >>> steps.when, steps.text
    ('day 2', 'Goes home.')
    >>> steps.end()
    >>> steps.text
    'Gone.'
    """

    _esm = joined("theme.js", "explorer.js", "steps.js")
    _css = joined("explorer.css", "steps.css")

    label = traitlets.Unicode().tag(sync=True)
    told: traitlets.List[list[str]] = traitlets.List().tag(sync=True)
    position = traitlets.Int(0).tag(sync=True)
    turn = traitlets.Int(0).tag(sync=True)
    asked: traitlets.List[int] = traitlets.List([0, 0]).tag(sync=True)
    playing = traitlets.Bool(False).tag(sync=True)
    pace = traitlets.Int(PACE).tag(sync=True)
    shown = traitlets.Int(-1).tag(sync=True)
    marks = traitlets.List(traitlets.Int()).tag(sync=True)
    landmark = traitlets.Int(-1).tag(sync=True)
    landmark_name = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str) -> None:
        self._by_hand = False
        super().__init__(label=label)

    @traitlets.validate("position")
    def _within(self, proposal: Any) -> int:
        """Keep to the steps that there are."""
        return max(min(int(proposal["value"]), len(self.told) - 1), 0)

    @traitlets.observe("asked")
    def _on_asked(self, change: Any) -> None:
        """Go where a hand on the page went, unless it did not know yet where this stands."""
        turn, position = change["new"]
        if turn != self.turn:
            return
        self._by_hand = True
        try:
            self.position = position
        finally:
            self._by_hand = False

    @traitlets.observe("position")
    def _on_position(self, _: Any) -> None:
        """Let the page follow whatever else has moved the position."""
        if not self._by_hand:
            self.turn += 1

    @property
    def when(self) -> str:
        """The day of this step."""
        return str(self.told[self.position][0])

    @property
    def text(self) -> str:
        """The sentence of this step."""
        return str(self.told[self.position][1])

    def begin(
        self,
        told: Sequence[tuple[str, str]],
        marks: Sequence[int] = (),
        landmark: int = -1,
        landmark_name: str = "",
    ) -> None:
        """Go through something else, from its first step on."""
        with self.hold_sync():
            self.playing = False
            self.told = [list(step) for step in told]
            self.shown = -1
            self.marks = list(marks)
            self.landmark = landmark
            self.landmark_name = landmark_name
            self.position = 0
            self.turn += 1

    def drawn(self) -> None:
        """Say that the picture of this step has come."""
        self.shown = self.position

    def first(self) -> None:
        """Go to the first step."""
        self.position = 0

    def back(self) -> None:
        """Go one step back."""
        self.position -= 1

    def forward(self) -> None:
        """Go one step forward."""
        self.position += 1

    def end(self) -> None:
        """Go to the last step."""
        self.position = len(self.told) - 1

    def to_landmark(self) -> None:
        """Go to the step that has a button of its own, if there is one."""
        if self.landmark >= 0:
            self.position = self.landmark
