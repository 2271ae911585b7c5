"""A module's picture as a file for the page."""

from sim.lessons.lesson import Lesson, Shown
from sim.show.style import Style, new_figure, to_bytes

WIDTH, HEIGHT = 840, 380


def drawn(lesson: Lesson, shown: Shown, style: Style) -> tuple[bytes, str]:
    """Draw a module's picture.

    Parameters
    ----------
    lesson : Lesson
        The module.
    shown : Shown
        What it is drawn from.
    style : Style
        Its colours.

    Returns
    -------
    bytes, str
        The PNG, and what is seen on it.
    """
    figure = new_figure(WIDTH, HEIGHT, style)
    lesson.draw(figure, shown, style)
    return to_bytes(figure, "png"), lesson.describe(shown)
