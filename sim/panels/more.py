"""What is folded below a module: evidence, more pictures, code, quiz, a rule to break, tasks."""

from collections.abc import Callable
from functools import partial

import ipywidgets as widgets

from sim.exercises import NAMES
from sim.panels.aside import Beside
from sim.panels.evidence import Evidence
from sim.panels.explain import source_of
from sim.panels.names import Names
from sim.panels.page import Page
from sim.panels.words import look, paragraphs, spoken, text


class More(widgets.VBox):
    """Sections that are made when they are opened.

    Parameters
    ----------
    page : Page
        The page that it is part of.

    Attributes
    ----------
    sections : ipywidgets.Accordion
        What is folded.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._made: dict[int, widgets.Widget] = {}
        self._makers: dict[str, Callable[[], widgets.Widget]] = {
            "How good are these numbers?": lambda: Evidence(page),
            **{aside.title: partial(Beside, page, aside) for aside in page.lesson.asides},
            "The code of this page": lambda: code_of(page),
            "Quiz": lambda: quiz_of(page),
            "Break the rule": lambda: Break(page),
            "Exercise": lambda: exercise_of(page),
        }
        places = [widgets.VBox() for _ in self._makers]
        self.sections = widgets.Accordion(places, titles=tuple(self._makers), selected_index=None)
        self.sections.observe(self._on_open, names="selected_index")
        super().__init__([self.sections, Names(), look()])
        self.add_class("s26-page")
        self.add_class("s26-more")

    def unfold(self, title: str) -> widgets.Widget:
        """Open a section, and return what is in it.

        Raises
        ------
        ValueError
            If there is no such section.
        """
        if title not in self._makers:
            raise ValueError(f"section is {title}, but must be one of {', '.join(self._makers)}")
        place = list(self._makers).index(title)
        self.sections.selected_index = place
        return self._made[place]

    def _on_open(self, change: dict[str, int | None]) -> None:
        place = change["new"]
        if place is None or place in self._made:
            return
        self._made[place] = list(self._makers.values())[place]()
        self.sections.children[place].children = (self._made[place],)


class Break(widgets.VBox):
    """Find a setting that breaks the rule.

    Parameters
    ----------
    page : Page
        The page that it is part of; what its panel shows is checked.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.check = widgets.Button(description="Check what the panel shows")
        self.says = text(role="status")
        self.check.on_click(lambda _: self._on_check())
        super().__init__([text(page.lesson.challenge.task), self.check, self.says])

    def _on_check(self) -> None:
        challenge, shown = self.page.lesson.challenge, self.page.shown
        if shown is None:
            told = "Nothing to check yet: run the panel above first."
        elif challenge.done(shown):
            told = "That is one. Can you find another?"
            self.page.note("broken")
        else:
            told = f"Not yet. {challenge.hint}"
        self.says.value = spoken(told, "status")


def code_of(page: Page) -> widgets.VBox:
    """Show what the panel lives, and how it is drawn."""
    lesson = page.lesson
    functions = [one for one in (lesson.scenarios, lesson.draw, lesson.rule.function) if one]
    return widgets.VBox([source_of(one) for one in functions])


def quiz_of(page: Page) -> widgets.Widget:
    """Ask the questions of the quiz."""
    from sim.panels.quiz import quiz

    return quiz(page.lesson.quiz)


def exercise_of(page: Page) -> widgets.HTML:
    """Give the three tasks, and say where they check themselves."""
    tasks = page.lesson.exercise
    file = f"exercises/{page.lesson.number}_{page.lesson.name}.ipynb"
    there = page.lesson.number in NAMES
    named = (
        f"Read off. {tasks.read_off}",
        f"Change and explain. {tasks.change}",
        f"Build. {tasks.build}",
        *((f"Tasks like these, with checks and hints, are in {file}.",) if there else ()),
    )
    return widgets.HTML(paragraphs(named))
