"""The animated floor: customers on their way through a business, and what management hears."""

from typing import Any

import traitlets

from sim.assumptions import Scenario
from sim.panels.explorer import Explorer
from sim.panels.files import joined
from sim.panels.floor_pack import packed
from sim.population import YEAR
from sim.show.floor_data import floor_of
from sim.show.floor_words import describe_floor_at
from sim.study.run import run

AHEAD = 10.0
"""Minutes before the longest line at which it starts."""


class FloorExplorer(Explorer):
    """Customers as dots: at home, in line, served, and going home in some mood.

    It is fed once, and played by the browser. A year goes before the days that are shown, so that
    customers have something to remember.

    Parameters
    ----------
    scenario : Scenario
        What is lived. Its `time.days` and warm-up do not matter.
    seed : int
        Whose luck.
    begin, days : int
        The first day that is shown, and how many.

    Attributes
    ----------
    floor : Floor
        All that happens in those days.
    time : float
        Minutes of opening time since the first day began, while it stands still.
    playing : bool
        Whether it plays.
    view : str
        ``"lived"`` or ``"heard"``: what customers lived, or what management hears.
    speed : float
        Minutes that go by in a second.

    Examples
    --------
    >>> import sim
    >>> explorer = FloorExplorer(sim.load("corner_shop"), begin=30, days=1)
    >>> explorer.floor.days, explorer.view, explorer.playing
    (1, 'lived', True)
    """

    _esm = joined(
        *("theme.js", "explorer.js"),
        *("floor_state.js", "floor_words.js", "floor_draw.js", "floor.js"),
    )
    _css = joined("explorer.css", "floor.css")

    data = traitlets.Bytes().tag(sync=True)
    meta = traitlets.Dict().tag(sync=True)
    time = traitlets.Float().tag(sync=True)
    playing = traitlets.Bool(True).tag(sync=True)
    view = traitlets.Enum(("lived", "heard"), "lived").tag(sync=True)
    speed = traitlets.Float(3.0, min=0.0).tag(sync=True)

    def __init__(
        self, scenario: Scenario, seed: int = 26, begin: int = int(YEAR), days: int = 7
    ) -> None:
        super().__init__()
        self.seed, self.begin, self.days = seed, begin, days
        self.live(scenario)
        self.time = self.meta["busiest"] - AHEAD

    def live(self, scenario: Scenario) -> None:
        """Show another scenario, with the same luck, at the same time.

        Parameters
        ----------
        scenario : Scenario
            What is lived. Its `time.days` and warm-up do not matter.
        """
        lasting = scenario.with_({"time.days": self.begin + self.days, "time.warm_up_days": 0})
        self.floor = floor_of(run(lasting, self.seed), self.begin, self.days)
        data, meta = packed(self.floor)
        with self.hold_sync():
            self.meta = meta
            self.data = data

    @traitlets.validate("time")
    def _within(self, proposal: Any) -> float:
        """Keep the time within the days that are shown."""
        return min(max(float(proposal["value"]), 0.0), float(self.meta.get("minutes", 0.0)))

    @property
    def floor_day(self) -> float:
        """The time at which it stands, in days, as in the facts."""
        return self.floor.begin + self.time / (self.floor.open_hours * 60)

    def try_both_ends(self) -> tuple[str, str]:
        """Look at the beginning and at the end, in both views, and go back.

        Returns
        -------
        tuple of str
            What customers lived, at the beginning and at the end.
        """
        time, view = self.time, self.view
        told = []
        for minutes in (0.0, self.meta["minutes"]):
            self.time = minutes
            for seen in ("heard", "lived"):
                self.view = seen
                words = self.describe()
            told.append(words)
        self.time, self.view = time, view
        return told[0], told[1]

    def describe(self) -> str:
        """Say what is seen while it stands still."""
        return describe_floor_at(self.floor, self.floor_day, self.view == "heard")
