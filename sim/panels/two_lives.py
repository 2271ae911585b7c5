"""Two lives: the same customer with the same luck, under two policies, step by step."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

from sim.assumptions import Scenario
from sim.panels.followed import Followed
from sim.show.life_steps import Step
from sim.show.style import Style, new_figure, to_bytes
from sim.show.two_lives import describe_two_lives, two_lives
from sim.show.two_lives_data import (
    TwoLives,
    joint_steps,
    parting_sentence,
    two_lives_of,
    who_ends_differently,
)
from sim.study.run import Run, run

WIDTH, HEIGHT = 840, 304
HEAD, FOOT = 36, 34
"""Pixels above the picture's axis and below it."""

DAYS = 364
NAMES = ("As it is", "If asked")
LISTENING = {
    "voice.asked_share": 0.5,
    "desk.hours_per_week": 40.0,
    "recovery.authority": 1.0,
}
"""Half of the silent are asked, and whoever speaks is answered fast."""


class TwoRuns(Followed):
    """One customer lives in two runs of the same luck; one sees on which day the lives part.

    Parameters
    ----------
    runs : tuple of Run
        Both of the same market, seed and replication, with their events.
    names : tuple of str
        What the two are called, in a word or two.
    height : int
        Of the picture, in pixels.

    Attributes
    ----------
    people : tuple of int
        Customers who are there at the end of one life and gone at the end of the other.
    both : TwoLives
        The lives that are shown.
    """

    def __init__(self, runs: tuple[Run, Run], names: tuple[str, str], height: int = HEIGHT) -> None:
        super().__init__("Two lives of a customer, step by step", WIDTH, height, "Where they part")
        self._height = height
        self._runs = runs
        self._names = names
        self._followed = cache(self._gather)
        self.steps.add_class("s26-five")
        self.people = who_ends_differently(*self._runs)
        self.follow(self.people[0] if self.people else 0)

    def follow(self, customer: int) -> None:
        """Follow a customer from the first step on.

        Raises
        ------
        ValueError
            If nobody in the market has that number.
        """
        self.both, steps = self._followed(customer)
        parting = self.both.parting
        parted = -1
        if parting is not None:
            parted = next(i for i, step in enumerate(steps) if step.time >= parting.time)
        self.begin(self._heading(), steps, parted)

    def go_on(self) -> None:
        """Follow the next whose life ends differently; after the last the first."""
        if not self.people:
            return
        here = self.both.customer
        place = self.people.index(here) if here in self.people else -1
        self.follow(self.people[(place + 1) % len(self.people)])

    def describe(self) -> str:
        """Say where the two lives part."""
        return parting_sentence(self.both)

    def draw(self, step: Step, style: Style) -> tuple[bytes, str]:
        """Draw the two lives up to a step: a PNG, and the words for it."""
        high = self._height
        figure = new_figure(WIDTH, high, style)
        ax = figure.add_axes((0.005, FOOT / high, 0.985, 1 - (FOOT + HEAD) / high))
        two_lives(ax, self.both, style, step.time)
        return to_bytes(figure, "png"), describe_two_lives(self.both, step.time)

    def _heading(self) -> str:
        if not self.people:
            return "Nobody's life ends differently"
        if self.both.customer not in self.people:
            return "A customer chosen by you"
        place = self.people.index(self.both.customer) + 1
        return f"Whose life ends differently: {place} of {len(self.people)}"

    def _gather(self, customer: int) -> tuple[TwoLives, tuple[Step, ...]]:
        both = two_lives_of(*self._runs, customer, self._names)
        return both, joint_steps(*self._runs, both)


class TwoLivesExplorer(TwoRuns):
    """One customer lives twice under two policies; see `TwoRuns`.

    Parameters
    ----------
    scenario : Scenario
        The first life, for a year. Its `time.days` and warm-up do not matter.
    changes : mapping, optional
        What is different in the second life; by default half of the silent are asked, and all are
        answered fast.
    names : tuple of str
        What the two are called, in a word or two.
    seed : int
        Whose luck, in both.
    days : int
        How long.

    Examples
    --------
    >>> import sim
    >>> explorer = TwoLivesExplorer(sim.load("corner_shop"), days=120)
    >>> explorer.steps.to_landmark()
    >>> "is asked, and tells" in explorer.steps.text
    True
    """

    def __init__(
        self,
        scenario: Scenario,
        changes: Mapping[str, Any] | None = None,
        names: tuple[str, str] = NAMES,
        seed: int = 26,
        days: int = DAYS,
    ) -> None:
        first = scenario.with_({"time.days": days, "time.warm_up_days": 0})
        second = first.with_(dict(LISTENING if changes is None else changes))
        super().__init__(_lived(first, second, seed), names)


def _lived(first: Scenario, second: Scenario, seed: int) -> tuple[Run, Run]:
    """Live both at once, on two threads."""
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(lambda scenario: run(scenario, seed), (first, second))
    return one, other
