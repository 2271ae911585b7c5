"""What is followed step by step: a heading, a picture, its steps, and on to somebody else."""

from collections.abc import Sequence
from html import escape

import ipywidgets as widgets

from sim.panels.explorer import Careful
from sim.panels.picture import Picture
from sim.panels.steps import Steps
from sim.show.life_steps import Step
from sim.show.style import Style


class Followed(Careful):
    """A picture that is gone through step by step, of one customer after the other.

    Whoever builds on it says how a step is drawn (`draw`) and who comes next (`go_on`).

    Parameters
    ----------
    label : str
        What one goes through, for those who cannot see it.
    width, height : int
        Of the picture, in pixels.
    landmark : str
        What the button says that leads to the step that matters most.

    Attributes
    ----------
    steps : Steps
        The buttons, the slider and the sentence.
    picture : Picture
        What has happened up to this step.
    somebody_else : ipywidgets.Button
        Goes on to the next customer.
    """

    def __init__(self, label: str, width: int, height: int, landmark: str) -> None:
        super().__init__()
        self._landmark = landmark
        self._told: tuple[Step, ...] = ()
        self.heading = widgets.HTML()
        self.somebody_else = widgets.Button(description="Somebody else")
        self.somebody_else.on_click(lambda _: self.guarded(self.go_on))
        self.picture = Picture(width=width, height=height)
        self.picture.observe(lambda _: self.guarded(self._dress), names="theme")
        self.steps = Steps(label)
        self.steps.observe(lambda _: self.guarded(self._draw), names="position")
        head = widgets.HBox([self.heading, self.somebody_else])
        head.add_class("s26-head")
        self.children = [head, self.picture, self.steps, self.message]
        self.add_class("s26-follow")

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self._told[self.steps.position]

    def draw(self, step: Step, style: Style) -> tuple[bytes, str]:
        """Draw a step: a PNG, and the words for it."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Follow somebody else."""
        raise NotImplementedError

    def begin(self, heading: str, told: Sequence[Step], landmark: int) -> None:
        """Go through something else, from its first step on."""
        self.heading.value = f"<b>{escape(heading)}</b>"
        self._told = tuple(told)
        self.steps.begin(
            [(step.when, step.text) for step in told],
            marks=[place for place, step in enumerate(told) if step.failed],
            landmark=landmark,
            landmark_name=self._landmark,
        )
        if self.steps.shown != self.steps.position:
            self._draw()

    def try_both_ends(self) -> tuple[str, str]:
        """Go to the last step and to the first one, and back to where it was.

        Returns
        -------
        tuple of str
            What is said at the first step and at the last one.

        Raises
        ------
        RuntimeError
            If a step could not be shown.
        """
        before = self.steps.position
        told = []
        for go in (self.steps.end, self.steps.first):
            go()
            if self.fault:
                raise RuntimeError(self.fault)
            told.append(self.steps.text)
        self.steps.position = before
        return told[1], told[0]

    def _dress(self) -> None:
        """Draw in the theme of the page, unless it is drawn so already."""
        if self.picture.drawn != self.picture.style.name:
            self._draw()

    def _draw(self) -> None:
        self.picture.show(*self.draw(self.step, self.picture.style))
        self.steps.drawn()
