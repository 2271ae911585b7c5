"""Going undercover: one customer's life, lived through step by step."""

from functools import cache

from sim.assumptions import Scenario
from sim.panels.followed import Followed
from sim.show.life import describe_life, life
from sim.show.life_choice import Somebody, interesting
from sim.show.life_data import Life, life_of
from sim.show.life_steps import Step, steps_of
from sim.show.style import Style, new_figure, to_bytes
from sim.study.run import run

WIDTH, HEIGHT = 840, 350
HEAD, FOOT = 36, 34
"""Pixels above the picture's axis and below it."""

DAYS = 364


class LifeExplorer(Followed):
    """One customer after the other, chosen for how different their lives are.

    Parameters
    ----------
    scenario : Scenario
        What is lived, for a year. Its `time.days` and warm-up do not matter.
    seed : int
        Whose luck.
    customer : int, optional
        Whom to follow first; else the first of those worth following.
    days : int
        How long.

    Attributes
    ----------
    people : tuple of Somebody
        Who is worth following, in their order.
    somebody : Somebody
        Who is followed.

    Raises
    ------
    ValueError
        If nobody in the market has that number.

    Examples
    --------
    >>> import sim
    >>> explorer = LifeExplorer(sim.load("corner_shop"), days=120)
    >>> explorer.steps.end()
    >>> explorer.steps.text
    'No customer any more at the end.'
    """

    def __init__(
        self, scenario: Scenario, seed: int = 26, customer: int | None = None, days: int = DAYS
    ) -> None:
        super().__init__("A customer's life, step by step", WIDTH, HEIGHT, "The failure")
        self._run = run(scenario.with_({"time.days": days, "time.warm_up_days": 0}), seed)
        self._lived = cache(self._live)
        self.people = interesting(self._run)
        if customer is not None:
            self.people = (Somebody(customer, "chosen by you"), *self.people)
        self.follow(self.people[0])

    def follow(self, somebody: Somebody) -> None:
        """Follow somebody from the first step on.

        Raises
        ------
        ValueError
            If nobody in the market has that number.
        """
        _, steps = self._lived(somebody.customer)
        self.somebody = somebody
        failed = next((place for place, step in enumerate(steps) if step.failed), -1)
        self.begin(f"{somebody.name[0].upper()}{somebody.name[1:]}", steps, failed)

    def go_on(self) -> None:
        """Follow the next of those worth following; after the last the first."""
        place = self.people.index(self.somebody) if self.somebody in self.people else -1
        self.follow(self.people[(place + 1) % len(self.people)])

    def draw(self, step: Step, style: Style) -> tuple[bytes, str]:
        """Draw the life up to a step: a PNG, and the words for it."""
        story, _ = self._lived(self.somebody.customer)
        figure = new_figure(WIDTH, HEIGHT, style)
        ax = figure.add_axes((0.005, FOOT / HEIGHT, 0.985, 1 - (FOOT + HEAD) / HEIGHT))
        life(ax, story, style, until=step.time)
        return to_bytes(figure, "png"), describe_life(story, until=step.time)

    def _live(self, customer: int) -> tuple[Life, tuple[Step, ...]]:
        return life_of(self._run, customer), steps_of(self._run, customer)
