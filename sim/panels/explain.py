"""The explanation: what the runs say, and the rule that does it, drawn alone."""

import inspect

import ipywidgets as widgets
from IPython.display import Code

from sim.lessons.answer import Answer
from sim.lessons.drawing import RULE_HEIGHT, WIDTH, rule_drawn
from sim.lessons.lesson import Setting
from sim.panels.names import Names
from sim.panels.page import Page
from sim.panels.picture import Picture
from sim.panels.words import look, paragraphs, sentence, text
from sim.study.work import Piece

LATER = "The explanation comes after your prediction."
OWN = (
    "This rests on the settings that the module begins with by itself, and not on where your "
    "trainer has put its sliders."
)
NOT_YET = "Living the runs that this rests on …"


class NotYet(Exception):
    """An answer that was not lived often enough so far."""


class Explain(widgets.VBox):
    """Says what the module teaches, in numbers of its own runs, once the picture is uncovered.

    Parameters
    ----------
    page : Page
        The page that it is part of.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self._wanted: list[Setting] = []
        self.told = text(role="status")
        self.rule = rule_of(page)
        self.body = widgets.VBox([self.told, self.rule])
        self.cover = text(LATER, name="s26-card")
        super().__init__([self.cover, self.body, Names(), look()])
        self.add_class("s26-page")
        self.add_class("s26-explain")
        page.observe(lambda _: self._uncover(), names="revealed")
        page.observe(lambda _: self._try(), names="arrivals")
        self._uncover()
        self._try()

    def _uncover(self) -> None:
        self.cover.layout.display = "none" if self.page.revealed else ""
        self.body.layout.display = "" if self.page.revealed else "none"

    def _try(self) -> None:
        """Say it if all that it rests on was lived; else ask for that."""
        if self._wanted and not all(map(self._known, self._wanted)):
            return
        self._wanted = []
        try:
            self.told.value = f"<div role='status'>{paragraphs(self._sentences())}</div>"
        except NotYet:
            self.told.value = f"<div role='status'>{NOT_YET}</div>"
            self.page.wish(self, self._wishes)
        except Exception as error:
            self.told.value = f"<div role='alert'>{sentence(error)}</div>"

    def _sentences(self) -> tuple[str, ...]:
        """Have the lesson say it; what it asks for and is not known is all noted in one go."""
        own = self.page.setup.own_start
        told = self.page.lesson.told(lambda **setting: self._at(**{**own, **setting}))
        return told if own == self.page.lesson.start else (*told, OWN)

    def _at(self, **setting: float) -> Answer:
        found = self.page.known(setting)
        if found is None:
            self._wanted.append(setting)
            raise NotYet
        return found

    def _known(self, setting: Setting) -> bool:
        return self.page.known(setting) is not None

    def _wishes(self) -> list[Piece]:
        number = self.page.lesson.replications
        answers = self.page.answers
        return [piece for one in self._wanted for piece in answers.pieces(one, number)]


def rule_of(page: Page) -> widgets.VBox:
    """Show the very function that does it, from the code, and its picture."""
    said = page.lesson.rule

    picture = Picture(lambda style: rule_drawn(said, style), WIDTH, RULE_HEIGHT)
    code = widgets.Accordion(
        [source_of(said.function)], titles=("The line of the model that does it",)
    )
    return widgets.VBox([text(said.words), picture, code])


def source_of(function: object) -> widgets.HTML:
    """Show the source of a function, as it stands in the code."""
    home = inspect.getmodule(function)
    name = home.__name__ if home else ""
    code = Code(inspect.getsource(inspect.unwrap(function)), language="python")  # type: ignore[arg-type]
    return widgets.HTML(f"<p>In <code>{name}</code>:</p>{code._repr_html_()}")
