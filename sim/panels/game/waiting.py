"""A team has run its last quarter, and waits for the others of its class."""

from collections.abc import Callable, Mapping

import ipywidgets as widgets

from sim.panels.game.screen import Screen, head
from sim.panels.words import paragraphs, spoken, text
from sim.play.game.telling import listed

ALONE = (
    "Your last quarter has run. The end is shown when every team of your class is there, or when "
    "your trainer goes on without the others. It comes by itself."
)
WORKING = "Everybody is there. The reports are being put together."


class Waiting(Screen):
    """Says whom one waits for.

    Parameters
    ----------
    team : str
        Who waits.
    look : callable
        Goes back to the dashboard.
    """

    def __init__(self, team: str, look: Callable[[], None]) -> None:
        super().__init__("waiting")
        back = widgets.Button(description="Look at the dashboard")
        back.on_click(lambda _: look())
        self.says = text(role="status")
        said = widgets.HTML(paragraphs((ALONE,)))
        top = head(f"{team}: the game is over", back)
        self.children = [top, said, self.says, self.message]

    def wait_for(self, teams: Mapping[str, int], quarters: int) -> None:
        """Say who is still on the way; nothing on the screen changes where that is known."""
        self._say(waiting_said(teams, quarters))

    def work(self) -> None:
        """Say that everybody is there."""
        self._say(WORKING)

    def _say(self, words: str) -> None:
        if self.says.value != (now := spoken(words, "status")):
            self.says.value = now


def waiting_said(teams: Mapping[str, int], quarters: int) -> str:
    """Say who is still on the way.

    Examples
    --------
    >>> waiting_said({"Aces": 7, "Kings": 8}, 8)
    'Still on their way: Aces (7 of 8 quarters) and Kings (8 of 8 quarters).'
    >>> waiting_said({}, 8)
    ''
    """
    names = [f"{name} ({ran} of {quarters} quarters)" for name, ran in teams.items()]
    return f"Still on their way: {listed(names)}." if names else ""
