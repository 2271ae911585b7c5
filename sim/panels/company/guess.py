"""The prediction: which three changes would matter most, said before anything is worked out."""

import ipywidgets as widgets

from sim.panels.company.form import Field, Form
from sim.panels.company.plain import words_of
from sim.panels.page import Page
from sim.panels.words import spoken, text
from sim.play.company.guessing import Guess, overlapping, scored
from sim.play.company.priorities import CANDIDATES, Priorities

PLACES = (("first", "What would matter most?"), ("second", "And next?"), ("third", "And then?"))
OPEN = ("", "Choose one")
ABOUT = (
    "Before anything is worked out: which three of these would bring your company most in the long "
    "run? Choose, and say it to the others. The picture comes after that."
)
THREE = "Choose three different ones first."
KEPT = "Your three are kept. Now work it out below."
NOTE = "top_three"


class TopThree(widgets.VBox):
    """Asks for three changes, keeps them, and scores them when the simulation has spoken.

    Parameters
    ----------
    page : Page
        The page that it is part of.

    Attributes
    ----------
    chosen : tuple of str
        What somebody has committed to; empty before.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        names = tuple((one.name, words_of(one.name)) for one in CANDIDATES)
        fields = [Field("select", name, words, (OPEN, *names)) for name, words in PLACES]
        self.form = Form(fields)
        self.commit = widgets.Button(description="These are my three")
        self.commit.on_click(lambda _: self._on_commit())
        self.says = text(role="status")
        self.verdict = text(role="status")
        super().__init__([text(ABOUT), self.form, self.commit, self.says, self.verdict])
        known = {one.name for one in CANDIDATES}
        kept = page.logbook.latest(page.lesson.number, NOTE) or []
        self.chosen = tuple(kept) if len(kept) == 3 and set(kept) <= known else ()
        if self.chosen:
            pairs = zip(PLACES, self.chosen, strict=True)
            self.form.values = {name: one for (name, _), one in pairs}
            self.says.value = spoken(KEPT, "status")

    def _on_commit(self) -> None:
        chosen = tuple(self.form.value(name) for name, _ in PLACES)
        if "" in chosen or len(set(chosen)) < 3:
            self.says.value = spoken(THREE, "alert")
            return
        self.chosen = chosen
        self.page.note(NOTE, list(chosen))
        self.verdict.value = ""
        self.says.value = spoken(KEPT, "status")

    def score(self, found: Priorities) -> None:
        """Say how good the three were."""
        if self.chosen:
            told = " ".join(score_said(scored(found, self.chosen), len(found.changes)))
            self.verdict.value = spoken(told, "status")
            self.page.note("top_three_scored", [one.rank for one in scored(found, self.chosen)])


def score_said(guesses: tuple[Guess, ...], whole: int) -> tuple[str, ...]:
    """Say how good somebody's three were.

    Examples
    --------
    >>> score_said((Guess("authority", 2, True), Guess("staff", 16, False)), 16)[0]
    '1 of your 2 holds.'
    """
    holds = sum(one.holds for one in guesses)
    told = [f"{holds} of your {len(guesses)} {'holds' if holds == 1 else 'hold'}."]
    for one in guesses:
        close = (
            " It holds, as it cannot be told from the third." if one.holds and one.rank > 3 else ""
        )
        told.append(f"“{words_of(one.name)}” came in place {one.rank} of {whole}.{close}")
    return tuple(told)


def overlap_said(found: Priorities) -> str:
    """Say whether the bars of the three overlap, and what that means."""
    pairs = overlapping(found.three)
    if not found.three:
        return "None of the changes that were tried is worth what it costs here."
    if not pairs:
        return "The bars do not overlap: this order is no matter of luck."
    first, *rest = [f"“{words_of(a)}” and “{words_of(b)}”" for a, b in pairs]
    also = "".join(f", and so do those of {one}" for one in rest)
    return (
        f"The bars of {first} overlap{also}: either may be the better one. Take the one that is "
        "easier to do, or find out more first."
    )
