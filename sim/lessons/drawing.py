"""A module's pictures as files for a page."""

from typing import Any

from sim.lessons.lesson import Aside, Lesson, Rule, Shown
from sim.show.rule import describe_rule, rule
from sim.show.style import Style, new_figure, to_bytes

WIDTH, HEIGHT = 840, 380
RULE_HEIGHT = 300


def drawn(lesson: Lesson, shown: Shown, style: Style, form: str = "png") -> tuple[bytes, str]:
    """Draw a module's picture.

    Parameters
    ----------
    lesson : Lesson
        The module.
    shown : Shown
        What it is drawn from.
    style : Style
        Its colours.
    form : {"png", "svg"}
        As what.

    Returns
    -------
    bytes, str
        The picture, and what is seen on it.
    """
    figure = new_figure(WIDTH, HEIGHT, style)
    lesson.draw(figure, shown, style)
    return to_bytes(figure, form), lesson.describe(shown)


def rule_drawn(said: Rule, style: Style) -> tuple[bytes, str]:
    """Draw the rule of a module alone.

    Parameters
    ----------
    said : Rule
        The rule.
    style : Style
        Its colours.

    Returns
    -------
    bytes, str
        The PNG, and what is seen on it.
    """
    figure = new_figure(WIDTH, RULE_HEIGHT, style)
    ax = figure.add_axes((0.09, 0.27, 0.87, 0.58))
    rule(ax, said.value, said.along, style, across=said.across, up=said.up)
    return to_bytes(figure, "png"), describe_rule(said.value, said.along, said.across, said.up)


def aside_drawn(aside: Aside, made: Any, style: Style) -> tuple[bytes, str]:
    """Draw an aside.

    Parameters
    ----------
    aside : Aside
        The aside.
    made : object
        What it has made of its answer.
    style : Style
        Its colours.

    Returns
    -------
    bytes, str
        The PNG, and what is seen on it.
    """
    figure = new_figure(WIDTH, aside.height, style)
    aside.draw(figure, made, style)
    return to_bytes(figure, "png"), aside.describe(made)
