"""The trainer's board on the screen: it looks at what is new, and its picture follows."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from sim.lessons import NAMES, lesson
from sim.lessons.answers import Answers
from sim.panels.board.codes import Codes
from sim.panels.board.drawing import HEIGHT, WIDTH, ballot_of, teams_drawn, votes_drawn
from sim.panels.board.hands import Hands
from sim.panels.board.telling import aside_said, words_said
from sim.panels.files import joined
from sim.panels.game.screen import told
from sim.panels.loop import Bell
from sim.panels.names import Names
from sim.panels.picture import Picture
from sim.panels.words import look, spoken, text
from sim.play.board import TRAINER, Entry, Shared
from sim.play.board.came import what_came
from sim.play.board.table import BEGINS, votes_table
from sim.play.board.votes import HANDS, MARKED, Votes, check_code, votes_of
from sim.play.company.writing import write_whole
from sim.play.game.decided import decided
from sim.play.game.room import Room
from sim.show.style import Style
from sim.show.teams import height_of
from sim.workshop import Workshop
from sim.workshop.setting_up import set_up

LOOK_AGAIN = 1.5
"""Seconds between two looks at the board."""
GAME = "game"
TABLE = "votes.csv"
MARK, HIDE = "Mark what came", "Hide what came"
NO_TEAM = "No team has run a quarter yet."
TEAMS = "What the teams decide, on average over their quarters, and what they report as cash"


class ClassBoard(widgets.VBox):
    """The votes of a class, module by module, and what its teams decide in the game.

    Parameters
    ----------
    shared : Board, Folder or Gathered
        What the class puts its votes on.
    workshop : Workshop, optional
        Which modules and how many seats there are, and whether those are named whose vote does
        not hold; without it all modules, as many seats as are seen, and nobody.

    Attributes
    ----------
    choice : ipywidgets.Dropdown
        What is shown: a module, or the game.
    picture : Picture
        The votes, or the teams.
    cover : ipywidgets.ToggleButton
        Covers the answers, so that nobody votes as the others do.
    mark, save : ipywidgets.Button
        Marks the answers that hold; writes all votes as a table.
    codes : Codes
        Takes pasted codes.
    hands : Hands
        Takes raised hands.
    """

    def __init__(self, shared: Shared, workshop: Workshop | None = None) -> None:
        self.shared = shared
        self.workshop = workshop
        modules = workshop.modules if workshop else tuple(NAMES)
        self.bell = Bell(lambda: None)
        self.room = Room(shared, TRAINER)
        self._entries: list[Entry] = []
        self._aside: list[str] = []
        self._last = 0
        self._drawn: object = None
        self._is_away = False
        shows = [(f"{number} {lesson(number).title}", number) for number in modules]
        shows.append(("The game of the class", GAME))
        narrow = {"description_width": "initial"}
        self.choice = widgets.Dropdown(options=shows, description="Show", style=narrow)
        self.mark = widgets.Button(description=MARK)
        self.cover = widgets.ToggleButton(description="Cover the answers")
        self.save = widgets.Button(description="Votes as a table")
        self.message = text(role="status")
        self.question = text(name="s26-question")
        self.picture = Picture(width=WIDTH, height=HEIGHT)
        self.came = text(role="status", name="s26-came")
        self.said = widgets.HTML()
        self.aside = text()
        self.codes = Codes(self._on_code)
        self.hands = Hands(self._on_hands)
        self.ways = widgets.Accordion(
            [self.codes, self.hands], titles=("Pasted codes", "Raised hands"), selected_index=None
        )
        self._lay_out()
        self.mark.on_click(lambda _: self._try(self._on_mark))
        self.save.on_click(lambda _: self._try(self._on_save))
        self.choice.observe(lambda _: self._try(self._show), names="value")
        self.picture.observe(lambda _: self.refresh(), names="theme")
        self.cover.observe(lambda _: self.refresh(), names="value")
        self.refresh()
        self._turn_to_newest(modules)
        self._tick()

    def refresh(self) -> None:
        """Show what has come to the board; what was said last stays where it stands."""
        try:
            self._read()
            self._show()
        except (ValueError, OSError) as error:
            self._is_away = True
            self.say(told(error))
        else:
            if self._is_away:
                self.say("")
            self._is_away = False

    def _lay_out(self) -> None:
        top = widgets.HBox([self.choice, self.cover, self.mark, self.save, self.message])
        top.add_class("s26-top")
        style = widgets.HTML(f"<style>{joined('board/board.css')}</style>")
        style.layout.display = "none"
        shown = [top, self.question, self.picture, self.came, self.said, self.ways, self.aside]
        super().__init__([*shown, Names(), look(), style])
        self.add_class("s26-page")
        self.add_class("s26-board")

    def _turn_to_newest(self, modules: Sequence[str]) -> None:
        """Begin with the module that the class is at."""
        seen = [one.module for one in self._entries if one.module in modules]
        if seen:
            self.choice.value = seen[-1]

    def _try(self, step: Callable[[], str | None]) -> None:
        """Take a step; say in a sentence what comes of it, or why it could not be taken."""
        try:
            self._read()
            said = step()
        except (ValueError, OSError) as error:
            said = told(error)
        self.say(said or "")

    def say(self, words: str) -> None:
        """Say something beside the buttons."""
        self.message.value = spoken(words, "status")

    def _read(self) -> None:
        new = self.shared.read(self._last)
        self._last = new.last
        self._entries += new.entries
        self._aside += new.aside

    def _show(self) -> None:
        if self.choice.value == GAME:
            self._show_game()
        else:
            self._show_votes(lesson(self.choice.value).prediction.question)

    def _show_votes(self, question: str) -> None:
        votes, workshop = self._votes(), self.workshop
        seats = len(workshop.seat_names) if workshop else 0
        ballot = ballot_of(lesson(self.choice.value), votes, seats, self.cover.value)
        self._draw(HEIGHT, ballot, lambda style: votes_drawn(ballot, style))
        self._offer("")
        self.mark.description = MARK if votes.right is None else HIDE
        self.question.value = spoken(question)
        self.came.value = spoken(votes.came, "status")
        self.said.value = words_said(votes, bool(workshop and workshop.wrong_names))
        self.aside.value = aside_said([*self._aside, *votes.aside])

    def _show_game(self) -> None:
        terms = self.room.terms
        rows = () if terms is None else decided(self.room.teams, terms)
        currency = "" if terms is None else terms.scenario.money.currency
        high = height_of(len(rows))
        self._draw(high, rows, lambda style: teams_drawn(rows, currency, style))
        self._offer("none")
        self.question.value = spoken(TEAMS if rows else NO_TEAM)
        self.came.value = self.said.value = ""
        self.aside.value = aside_said([*self._aside, *self.room.aside])

    def _draw(self, height: int, what: object, draw: Callable[[Style], tuple[bytes, str]]) -> None:
        """Draw what is not on the screen yet: what has not changed stays as it is."""
        style = self.picture.style
        if (what, style) != self._drawn:
            self.picture.height = height
            self.picture.show(*draw(style))
            self._drawn = (what, style)

    def _offer(self, display: str) -> None:
        """Offer what is for votes alone, or hide it."""
        for one in (self.cover, self.mark, self.ways):
            one.layout.display = display

    def _votes(self) -> Votes:
        return votes_of(self._entries, self.choice.value)

    def _put(self, kind: str, said: Mapping[str, Any]) -> None:
        self.shared.put(Entry(kind, TRAINER, self.choice.value, said))
        self._read()
        self._show()

    def _on_mark(self) -> None:
        votes = self._votes()
        if votes.right is not None:
            self._put(MARKED, {"right": None, "said": ""})
            return
        made = set_up(lesson(self.choice.value), self.workshop)
        answers = Answers(made.lesson, made.seed, preset=made.preset)
        self._put(MARKED, what_came(answers, votes))

    def _on_save(self) -> str:
        write_whole(Path(TABLE), votes_table(self._entries), BEGINS)
        return f"Written to {TABLE}, in the folder of this page."

    def _on_code(self, code: str) -> None:
        self.shared.put(check_code(code, self.choice.value, self._entries))
        self.refresh()

    def _on_hands(self, vote: int, counts: tuple[int, ...]) -> None:
        self._put(HANDS, {"vote": vote, "counts": list(counts)})

    def _tick(self) -> None:
        if self.comm is not None:
            self.bell.later(LOOK_AGAIN, self._tick)
            self.refresh()
