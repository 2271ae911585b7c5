"""A panel: one slider, the picture that follows it, and the rest in a drawer."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

import ipywidgets as widgets

from sim.lessons.answer import Answer
from sim.lessons.drawing import HEIGHT, WIDTH
from sim.lessons.headless import headless
from sim.lessons.lesson import Shown
from sim.lessons.saying import difference_said, runs_said, value_said
from sim.panels.album import Album, Drawn, frame_of
from sim.panels.controls import Controls
from sim.panels.names import Names
from sim.panels.page import Page
from sim.panels.picture import Picture
from sim.panels.reveal import RevealToAll
from sim.panels.words import look, sentence, spoken, text, unbroken
from sim.show.style import DARK, LIGHT, Style
from sim.study.work import Piece

REST = 0.3
"""Seconds after which a hand is said to rest: what it may ask next is lived from then on."""
FEW = 2
"""Replications where it is only tried whether a setting can be shown."""
LOOK_AGAIN = 4.0
"""Seconds between two drawings of a curve that grows while nobody moves."""
BREATH = 0.02
"""Seconds between two pictures that are drawn ahead, in which a movement is noticed."""
CURVE = 8
"""Replications of the stops that the slider is not at."""
COVER = (
    "The picture is ready, and waits under this card. Make your prediction above first: who has "
    "said what to expect learns more from what comes."
)
TOGETHER = (
    "The picture is ready, and waits under this card. Make your prediction above first; your "
    "trainer then uncovers the picture for all."
)
WAITING = "Waiting for your trainer, who uncovers the picture for all. Your prediction is kept."


class Panel(widgets.VBox):
    """A module's slider with its picture, its numbers, and what can be compared.

    Parameters
    ----------
    page : Page
        The page that it is part of.

    Attributes
    ----------
    controls : Controls
        The sliders and buttons.
    picture : Picture
        The picture.
    shown : Shown or None
        What it is drawn from; None before the first run is lived.
    fault : str
        What went wrong at the last move, in a sentence; empty as a rule.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.lesson = page.lesson
        self.fault = ""
        self.shown: Shown | None = None
        self.kept: Answer | None = None
        self._kept_setting = ""
        self._at_rest = True
        self._only_tried = False
        self._timer: Any = None
        self.album = Album(page.lesson)
        self._drawn_ahead: set[float] = set()
        self._frame: Hashable = None
        self.controls = Controls(page.setup)
        self.number = text(name="s26-number")
        self.picture = Picture(width=WIDTH, height=HEIGHT)
        self.picture.observe(lambda _: self._guarded(self._draw), names="theme")
        self.says = text(name="s26-says")
        self.message = text(role="alert")
        self.command = text(name="s26-small")
        self.card = text(role="status")
        self.cover = widgets.VBox([self.card, self.controls.show_me])
        self.cover.add_class("s26-card")
        self.body = widgets.VBox(
            [
                self.number,
                self.picture,
                self.controls.sliders,
                self.message,
                self.says,
                self.controls.buttons,
                self.controls.drawer,
            ]
        )
        self.controls.drawer.children = (*self.controls.drawer.children, self.command)
        above = [RevealToAll(page)] if page.leads and page.curtain else []
        super().__init__([*above, self.cover, self.body, Names(), look()])
        self.add_class("s26-page")
        self.add_class("s26-panel")
        self.controls.observe(self._on_move, names="setting")
        self.controls.observe(self._on_move, names=["preset", "seed"])
        self.controls.keep.on_click(lambda _: self._guarded(self._on_keep))
        self.controls.show_me.on_click(lambda _: self._on_show_me())
        page.observe(self._uncover, names=["revealed", "waiting"])
        page.observe(self._on_ring, names="arrivals")
        self._uncover()
        page.wish(self, self._wishes, self._ahead)

    def move(self, number: int = 0, /, **setting: float) -> Shown:
        """Move sliders, wait until that was lived, and show it.

        Parameters
        ----------
        number : int
            How many replications are waited for; as many as the panel lives without it.
        **setting
            Values by the name of the slider.

        Raises
        ------
        RuntimeError
            If it could not be shown; the message says why.
        """
        self.controls.move(setting)
        number = number or self.lesson.replications
        self.page.answers.want([*self._ends(), *self._pieces(self.controls.setting, number)])
        self._guarded(self.page.answers.wait)
        if not self.fault:
            self._guarded(lambda: self._show(self._answer(self.controls.setting)))
        self.page.ask()
        if self.fault or self.shown is None:
            raise RuntimeError(self.fault or "nothing was lived")
        return self.shown

    def prepare(self) -> Mapping[Hashable, Drawn]:
        """Live every stop as often as it is shown, and draw it: what a class may begin with.

        Returns
        -------
        mapping
            The pictures, of both positions of the switch, light and dark.
        """
        stops = [self._setting_at(stop) for stop in self.lesson.knobs[0].stops]
        settings = [setting | dict(view) for view in self.lesson.views for setting in stops]
        pieces = [self._pieces(setting, self.lesson.replications) for setting in settings]
        self.page.answers.want([one for some in pieces for one in some])
        self.page.answers.wait()
        for setting in settings:
            shown = self._shown_at(setting, self._answer(setting))
            for style in (LIGHT, DARK):
                self._drawn(shown, style)
        return self.album.drawn

    def close(self) -> None:
        """Take the panel off the page, with all that it still wanted; once is enough."""
        if self.comm is None:
            return
        self.page.unobserve(self._uncover, names=["revealed", "waiting"])
        self.page.unobserve(self._on_ring, names="arrivals")
        self.page.withdraw(self)
        super().close()

    def try_both_ends(self) -> tuple[float, float]:
        """Move each slider to its two ends and back; return the figure at the open one's ends.

        Few runs at each are enough to see that no end breaks anything. Nobody is said to have moved
        a slider for that.
        """
        self._only_tried = True
        try:
            return self._tried()
        finally:
            self._only_tried = False

    def _tried(self) -> tuple[float, float]:
        start = dict(self.controls.setting)
        opened, *others = self.lesson.knobs
        for knob in others:
            for end in (knob.low, knob.high):
                self.move(FEW, **{knob.name: end})
            self.move(FEW, **{knob.name: start[knob.name]})
        low, high = (
            self.move(FEW, **{opened.name: end}).answer.mean(self.lesson.measure.of)
            for end in (opened.low, opened.high)
        )
        self.move(FEW, **{opened.name: start[opened.name]})
        return low, high

    def _wishes(self) -> list[Piece]:
        """List what is shown; nothing while a hand moves over stops that were lived before."""
        if not self._at_rest and self._answer(self.controls.setting).n:
            return []
        pieces = [*self._pieces(self.controls.setting, 1), *self._ends()]
        return pieces + self._pieces(self.controls.setting, self.lesson.replications)

    def _ahead(self) -> list[Piece]:
        """List what may be asked next: every stop once, the prediction, every stop more often."""
        if not self._at_rest:
            return []
        answers, most = self.page.answers, self.lesson.replications
        stops = [self._setting_at(stop) for stop in self._by_nearness()]
        pieces = [piece for setting in stops for piece in self._pieces(setting, 1)]
        for setting in self.lesson.prediction.settings:
            pieces += answers.pieces(setting, most)
        for number in (2, min(CURVE, most)):
            pieces += [piece for setting in stops for piece in self._pieces(setting, number)]
        return pieces

    def _pieces(self, setting: dict[str, float], number: int) -> list[Piece]:
        controls = self.controls
        return self.page.answers.pieces(setting, number, controls.preset, controls.seed)

    def _ends(self) -> Iterable[Piece]:
        """Both ends of the open slider, so that the scales can stand still."""
        opened = self.lesson.knobs[0]
        for stop in (opened.low, opened.high):
            yield from self._pieces(self._setting_at(stop), 1)

    def _by_nearness(self) -> list[float]:
        opened = self.lesson.knobs[0]
        here = self.controls.setting[opened.name]
        return sorted(opened.stops, key=lambda stop: abs(stop - here))

    def _setting_at(self, stop: float) -> dict[str, float]:
        return self.controls.setting | {self.lesson.knobs[0].name: stop}

    def _answer(self, setting: dict[str, float]) -> Answer:
        controls = self.controls
        return self.page.answers.answer(setting, controls.preset, controls.seed)

    def _on_move(self, _: Any) -> None:
        by_hand = self.controls.setting != self.lesson.start and not self._only_tried
        if by_hand and not self.page.moved:
            self.page.moved = True
            self.page.note("moved")
        self._at_rest = not self._rest_later()
        self._guarded(self._ask_and_show)

    def _ask_and_show(self) -> None:
        self.page.wish(self, self._wishes, self._ahead)
        self._show(self._answer(self.controls.setting))

    def _rest_later(self, seconds: float = REST) -> bool:
        """Have the hand said to rest in a while, if nothing moves until then."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self.page.bell.later(seconds, lambda: self._guarded(self._rest))
        return self._timer is not None

    def _rest(self) -> None:
        self._timer = None
        self._at_rest = True
        self.page.ask()
        self._show(self._answer(self.controls.setting))
        if self.page.answers.idle and self.shown is not None:
            # What was drawn ahead stays good until something else is lived or kept.
            if (frame := self._frame_of(self.shown)) != self._frame:
                self._frame, self._drawn_ahead = frame, set()
            self._timer = self.page.bell.later(BREATH, lambda: self._guarded(self._draw_ahead))

    def _on_arrival(self) -> None:
        """Show what has come: at once if it makes the answer surer, else after a while."""
        if self.page.answers.fault is not None:
            raise self.page.answers.fault
        answer = self._answer(self.controls.setting)
        shown = self.shown
        rested_on = 0 if shown is None or shown.setting != self._now() else shown.answer.n
        surer = answer.n >= 2 * rested_on or answer.n == self.lesson.replications > rested_on
        if surer or not self.page.bell.answered:
            self._show(answer)
        elif self._timer is None:
            self._rest_later(LOOK_AGAIN)

    def _now(self) -> dict[str, float]:
        return dict(self.controls.setting)

    def _show(self, answer: Answer) -> None:
        if not answer.n:
            return
        self.shown = self.page.shown = self._shown_at(self._now(), answer)
        self._say()
        self._draw()

    def _shown_at(self, setting: dict[str, float], answer: Answer) -> Shown:
        opened = self.lesson.knobs[0]
        stops = {stop: self._answer(setting | {opened.name: stop}) for stop in opened.stops}
        known = {stop: one for stop, one in stops.items() if one.n}
        return Shown(setting, answer, known, self.kept)

    def _say(self) -> None:
        shown = self.shown
        if shown is None:
            return
        measure, answer = self.lesson.measure, shown.answer
        said = value_said(measure, answer.spread(measure.of))
        self.number.value = spoken(f"{measure.label}: {said}", "status")
        rests = f"{runs_said(answer.n)}, seed {self.controls.seed}."
        self.says.value = spoken(f"{rests} {self._compared(answer)}".strip())
        if self._at_rest:
            command, mark = headless(answer, self.page.setup.file)
            self.command.value = (
                f"<div>The same numbers without a notebook, in the terminal:</div>"
                f"{unbroken(command)}<div>Parity hash {mark[:16]} …</div>"
            )

    def _compared(self, answer: Answer) -> str:
        measure = self.lesson.measure
        if self.kept is not None:
            found = answer.against(self.kept, measure.of)
            return difference_said(measure, found, "the run you kept")
        start = self._answer(self.lesson.start)
        if self.controls.setting == self.lesson.start or not start.n:
            return ""
        return difference_said(measure, answer.against(start, measure.of), "the start")

    def _draw(self) -> None:
        if self.shown is not None:
            self.picture.show(*self._drawn(self.shown, self.picture.style))

    def _drawn(self, shown: Shown, style: Style) -> Drawn:
        return self.album.picture(shown, style)

    def _frame_of(self, shown: Shown) -> Hashable:
        """Return what all pictures along the open slider have in common."""
        apart = tuple(shown.setting[knob.name] for knob in self.lesson.knobs[1:])
        return frame_of(shown), apart, self.picture.style, self.controls.preset, self.controls.seed

    def _draw_ahead(self) -> None:
        """Draw what the next movements will ask for, one picture at a time while nobody moves."""
        self._timer = None
        for stop in self._by_nearness():
            answer = self._answer(self._setting_at(stop))
            if answer.n and stop not in self._drawn_ahead:
                self._drawn_ahead.add(stop)
                self._drawn(self._shown_at(self._setting_at(stop), answer), self.picture.style)
                self._timer = self.page.bell.later(BREATH, lambda: self._guarded(self._draw_ahead))
                return

    def _on_keep(self) -> None:
        """Keep the run that is shown, or let go of the one that was kept."""
        shown = self.shown
        self.kept = None if self.kept is not None or shown is None else shown.answer
        self.controls.kept = self.kept is not None
        if shown is not None:
            self._show(shown.answer)

    def _on_show_me(self) -> None:
        self.page.note("skipped")
        self.page.reveal()

    def _on_ring(self, _: Any) -> None:
        self._guarded(self._on_arrival)

    def _uncover(self, _: Any = None) -> None:
        held = self.page.curtain is not None and not self.page.leads
        said = WAITING if self.page.waiting else TOGETHER if held else COVER
        self.card.value = spoken(said, "status")
        self.controls.show_me.layout.display = "none" if held else ""
        self.cover.layout.display = "none" if self.page.revealed else ""
        self.body.layout.display = "" if self.page.revealed else "none"

    def _guarded(self, step: Callable[[], None]) -> None:
        """Take a step; should it fail, say so in a sentence and stay ready for the next."""
        try:
            step()
            self.fault = ""
        except Exception as error:
            self.fault = sentence(error)
        self.message.value = spoken(self.fault, "alert")
