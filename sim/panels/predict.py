"""A prediction: answered alone, talked over, answered again, and scored by what comes."""

from typing import Any

import ipywidgets as widgets

from sim.lessons.scoring import score_said
from sim.panels.names import Names
from sim.panels.page import Page
from sim.panels.words import look, paragraphs, sentence, text
from sim.play.board import seat_here
from sim.play.board.outbox import code_here

ALONE = "First, alone. Choose one answer, and write why."
TOGETHER = (
    "Now talk to the person next to you: who has the better reason? If you are alone, think of one "
    "reason why you may be wrong. Then vote again."
)
ON_BOARD = "Your vote is on the board of your class."
CODE = "If your trainer asks for a code, yours is {}."
WAITING = "Your vote is kept. Your trainer uncovers the picture for all."
SKIPPED = "You skipped the prediction. Move the slider below, and see."
OPENED = "Your trainer has uncovered the picture. Move the slider below, and see."
RUN = "Your vote is kept. Run it: move the slider below, and see."


class Predict(widgets.VBox):
    """Asks what somebody expects, before the picture is seen.

    Parameters
    ----------
    page : Page
        The page that it is part of.

    Attributes
    ----------
    choice : ipywidgets.RadioButtons
        The five answers.
    because, noticed : ipywidgets.Textarea
        Why; and, after the run, what moved.
    commit, score : ipywidgets.Button
        For each of the two votes, and for the end.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.prediction = page.lesson.prediction
        words = [one.words for one in self.prediction.bins]
        self.choice = widgets.RadioButtons(
            options=[(said, place) for place, said in enumerate(words)], value=None
        )
        self.because = _area("Because …", "Why do you think so?")
        self.noticed = _area("What moved?", "What did you see when you moved the slider?")
        self.commit = widgets.Button()
        self.score = widgets.Button(description="How close was I?")
        self.says = text(role="status")
        self.verdict = text(role="status")
        self.shared = text(role="status", name="s26-small")
        self.commit.on_click(lambda _: self._on_commit())
        self.score.on_click(lambda _: self._on_score())
        self.choice.observe(lambda _: self._show(), names="value")
        question = widgets.HTML(f"<p><b>{self.prediction.question}</b></p>")
        self.after = widgets.VBox([self.noticed, self.score, self.verdict])
        ask = [question, self.choice, self.because, self.commit, self.says, self.shared]
        super().__init__([*ask, self.after, Names(), look()])
        self.add_class("s26-page")
        self.add_class("s26-predict")
        page.observe(lambda _: self._show(), names=["revealed", "waiting"])
        page.observe(lambda _: self._share(), names="noted")
        self._remember()
        self._show()

    @property
    def notes(self) -> dict[str, Any]:
        """What the logbook holds of this module."""
        return self.page.logbook.all(self.page.lesson.number)

    def _remember(self) -> None:
        """Put back what was answered before."""
        notes = self.notes
        latest = notes.get("voted") or notes.get("predicted")
        if latest is not None and 0 <= latest["answer"] < len(self.prediction.bins):
            self.choice.value = latest["answer"]
            self.because.value = latest["because"]
        self.noticed.value = notes.get("noticed", "")

    def _on_commit(self) -> None:
        if self.choice.value is None:
            self.says.value = _status("Choose one of the five answers first.")
            return
        vote = {"answer": self.choice.value, "because": self.because.value.strip()}
        if self._stage() == 1:
            self.page.note("predicted", vote)
        else:
            self.page.note("voted", vote)
            self.page.reveal()
        self._show()

    def _on_score(self) -> None:
        if self.noticed.value.strip():
            self.page.note("noticed", self.noticed.value.strip())
        try:
            answers = self.page.answers.all_lived(self.prediction.settings)
            self.page.ask()
            truth = self.prediction.truth(answers)
            votes = [self.notes.get(kind) for kind in ("predicted", "voted")]
            given = [vote["answer"] for vote in votes if vote is not None]
            if not given:
                told: tuple[str, ...] = (f"It came to {self.prediction.said(truth)}.",)
            else:
                told = (score_said(self.prediction, given[-1], truth),)
                if len(given) == 2 and given[0] != given[1]:
                    first = self.prediction.bins[given[0]].words
                    told += (f"Before you talked it over you had said: “{first}”.",)
            runs = f"This rests on {truth.n} runs."
            self.verdict.value = f"<div role='status'>{paragraphs((*told, runs))}</div>"
            self.page.note("scored", {"mean": truth.mean, "low": truth.low, "high": truth.high})
        except Exception as error:
            self.verdict.value = _status(sentence(error))

    def _stage(self) -> int:
        """1 before the first vote, 2 before the second, 3 when the picture is open."""
        if self.page.revealed:
            return 3
        return 2 if "predicted" in self.notes else 1

    def _show(self) -> None:
        stage, waiting = self._stage(), self.page.waiting
        done = stage == 3 or waiting
        self.choice.disabled = self.because.disabled = done
        self.commit.layout.display = "none" if done else ""
        self.after.layout.display = "" if stage == 3 else "none"
        self.commit.description = "This is my prediction" if stage == 1 else "Vote again and run"
        self.says.value = _status(self._said(stage))
        self._share()

    def _said(self, stage: int) -> str:
        """Say what comes next."""
        if self.page.waiting:
            return WAITING
        if stage != 3:
            return ALONE if stage == 1 else TOGETHER
        if "voted" in self.notes:
            return RUN
        return SKIPPED if "skipped" in self.notes else OPENED

    def _share(self) -> None:
        """Say whether the class knows of the vote, and by which code it can be told."""
        outbox = self.page.outbox
        if outbox is not None and not outbox.fault:
            told: tuple[str, ...] = (ON_BOARD,) if "predicted" in self.notes else ()
        else:
            seat = seat_here() if outbox is None else outbox.seat
            code = code_here(self.page.logbook, self.page.lesson, seat)
            told = (outbox.fault,) if outbox is not None else ()
            told += (CODE.format(code),) if code else ()
        self.shared.value = f"<div role='status'>{paragraphs(told)}</div>"


def _area(label: str, hint: str) -> widgets.Textarea:
    return widgets.Textarea(
        description=label,
        placeholder=hint,
        rows=2,
        style={"description_width": "140px"},
    )


def _status(words: str) -> str:
    return f"<div role='status'>{paragraphs((words,))}</div>"
