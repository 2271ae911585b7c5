"""A panel's pictures: each is drawn once, or was drawn before the class came."""

from collections.abc import Hashable, Mapping

from sim.lessons.answer import Answer
from sim.lessons.beforehand import pictures
from sim.lessons.drawing import drawn
from sim.lessons.lesson import Lesson, Shown
from sim.show.style import Style

MOST = 400
"""Pictures that are kept beside those drawn before the class came."""

Drawn = tuple[bytes, str]
"""A picture as PNG, and what is seen on it."""


class Album:
    """The pictures of a module.

    Parameters
    ----------
    lesson : Lesson
        The module.
    """

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self._before = pictures(lesson.number)
        self._drawn: dict[Hashable, Drawn] = {}

    @property
    def drawn(self) -> Mapping[Hashable, Drawn]:
        """What was drawn here, for others who open the same module."""
        return dict(self._drawn)

    def picture(self, shown: Shown, style: Style) -> Drawn:
        """Draw, unless this very picture was drawn before.

        Parameters
        ----------
        shown : Shown
            What is seen on it.
        style : Style
            Its colours.
        """
        key = (place_of(shown), frame_of(shown), style)
        if key in self._before:
            return self._before[key]
        if key not in self._drawn:
            if len(self._drawn) >= MOST:
                self._drawn.clear()
            self._drawn[key] = drawn(self.lesson, shown, style)
        return self._drawn[key]


def place_of(shown: Shown) -> Hashable:
    """Return where the sliders stand, in which business, and on how many runs the answer rests."""
    return (*shown.setting.values(), *_rests_on(shown.answer))


def frame_of(shown: Shown) -> Hashable:
    """Return what the pictures of all stops share: what the curve rests on, and what is kept."""
    lived = tuple((stop, one.n) for stop, one in shown.stops.items())
    return lived, None if shown.kept is None else _rests_on(shown.kept)


def _rests_on(answer: Answer) -> tuple[Hashable, ...]:
    """Return which runs an answer is made of."""
    return (*answer.scenarios.values(), answer.seed, answer.n)
