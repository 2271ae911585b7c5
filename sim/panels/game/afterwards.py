"""The last steps of the end: two lives of a customer, the debrief to keep, the second flight."""

from base64 import b64encode
from collections.abc import Callable
from typing import Any

import ipywidgets as widgets

from sim.panels.game.screen import told
from sim.panels.game.shown import Shown
from sim.panels.two_lives import TwoRuns
from sim.panels.words import paragraphs, spoken, text
from sim.play.game.ending import Ending
from sim.play.game.flight import live
from sim.play.game.page import Block, fragment, html, markdown, notebook
from sim.play.game.quarter import money
from sim.play.game.telling import page_of

LOW = 282
"""Pixels that the picture of two lives is high here: it has to fit with what is above it."""
SECOND = 4
"""Quarters of the second flight."""
OFFER = (
    f"Four quarters of the same business, with other luck. Use what you have seen. Afterwards your "
    f"first {SECOND} quarters and these are lived with the same luck."
)
NOT_OPEN = "Your trainer opens the second flight for all: press again then."


def two_lives(shown: Shown) -> widgets.Widget:
    """Follow one customer under two teams, with the same luck."""
    ending, ours = shown.ending, shown.ours
    others = [name for name in ending.logs if name != ours]
    choice = widgets.Dropdown(options=others, value=others[-1], description="Beside")
    place = widgets.VBox()

    def show(_: Any = None) -> None:
        names = (ours, str(choice.value))
        one, other = (live(ending.terms, ending.logs[name], keep_events=True) for name in names)
        lives = TwoRuns((one, other), names, LOW)
        top = lives.children[0]
        top.children = (choice, *top.children)
        place.children = (lives,)

    choice.observe(show, names="value")
    show()
    return place


def debrief_page(shown: Shown) -> widgets.Widget:
    """Show the debrief, and let it be kept as a notebook, a page and a text."""
    end = shown.ending.debrief(shown.guesses)
    blocks = page_of(end)
    title = f"Debrief: {end.terms.scenario.title or end.terms.scenario.name}"
    page = html(blocks, title)
    save = widgets.Button(description="Save notebook and page", button_style="primary")
    says = text(role="status")
    save.on_click(lambda _: says.set_trait("value", spoken(_kept(shown, blocks, page), "status")))
    inside = f"<div class='s26-paper' role='region' aria-label='{title}' tabindex='0'>"
    read = widgets.HTML(f"{inside}{fragment(blocks)}</div>")
    link = widgets.HTML(_download(page, "debrief.html", "Download the page"))
    buttons = widgets.HBox([save, link])
    return widgets.VBox([buttons, says, read])


def again(
    ending: Ending,
    fly_again: Callable[[], None],
    leave: Callable[[], None],
    opened: Callable[[], bool] = lambda: True,
) -> widgets.Widget:
    """Offer the second flight; after it, put the two beside each other.

    Parameters
    ----------
    ending : Ending
        Of the flight that is over.
    fly_again, leave : callable
        Begin another second flight; put the game away.
    opened : callable
        Whether the trainer has opened the second flight.
    """
    fly = widgets.Button(description="Fly again", button_style="primary")
    away = widgets.Button(description="Another game")
    says = text(role="status")

    def on_fly(_: Any) -> None:
        if opened():
            fly_again()
        else:
            says.value = spoken(NOT_OPEN, "status")

    fly.on_click(on_fly)
    away.on_click(lambda _: leave())
    buttons = widgets.HBox([fly, away])
    if ending.first is None:
        return widgets.VBox([text(OFFER), buttons, says])
    return widgets.VBox([_learned(ending), buttons, says])


def _learned(ending: Ending) -> widgets.Widget:
    """Say how the second flight did beside the first."""
    found = ending.learned
    assert found is not None
    currency = ending.terms.scenario.money.currency
    means = found.scores.mean()
    better = str(found.scores.columns[0])
    sure = bool(found.pairs().iloc[0]["distinguishable"])
    said = (
        f"The first quarters of your first flight come to {money(means['first flight'])} "
        f"{currency}, those of your second to {money(means['second flight'])}: both lived "
        f"{len(found.scores)} times, with the same luck.",
        f"The {better} is better, and that is more than luck."
        if sure
        else "They cannot be told apart: the difference could be luck.",
    )
    return widgets.HTML(paragraphs(said))


def _kept(shown: Shown, blocks: list[Block], page: str) -> str:
    """Write the debrief in three forms beside the game's log, and say where."""
    forms = {"ipynb": notebook(blocks), "html": page, "md": markdown(blocks)}
    try:
        files = [shown.keep(f"{shown.stem}.{form}", written) for form, written in forms.items()]
    except OSError as error:
        return f"The debrief could not be written: {told(error)}"
    names = ", ".join(file.name for file in files)
    return f"Written into {files[0].parent}: {names}."


def _download(page: str, name: str, words: str) -> str:
    """Make a link that hands the page to the browser."""
    inside = b64encode(page.encode()).decode()
    return f"<a download='{name}' href='data:text/html;base64,{inside}'>{words}</a>"
