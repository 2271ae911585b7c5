"""By which names the trainer's file knows the sliders of a module."""

from collections.abc import Iterable

from sim.lessons.lesson import Knob, Lesson

OTHERS = ("preset", "seed")
"""What stands beside the sliders on every page, and can be locked or hidden as they can."""


def sliders(lesson: Lesson) -> dict[str, Knob]:
    """Return the sliders by name, and by the parameter that they set.

    Examples
    --------
    >>> from sim.lessons import lesson
    >>> list(sliders(lesson("02")))
    ['asked', 'lifted', 'ease', 'asked_share']
    """
    known = {knob.name: knob for knob in lesson.knobs}
    by_parameter = {
        knob.parameter.rpartition(".")[2]: knob for knob in lesson.knobs if knob.parameter
    }
    return known | {name: knob for name, knob in by_parameter.items() if name not in known}


def named(lesson: Lesson, names: Iterable[str]) -> frozenset[str]:
    """Return the sliders' own names for names of either kind.

    Examples
    --------
    >>> from sim.lessons import lesson
    >>> sorted(named(lesson("02"), ["asked_share", "seed"]))
    ['asked', 'seed']
    """
    known = sliders(lesson)
    return frozenset(known[name].name if name in known else name for name in names)
