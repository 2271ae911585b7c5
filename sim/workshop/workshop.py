"""What a trainer decides about a workshop, as a frozen record."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from sim.assumptions.scenario import PresetName
from sim.play.game.hours import FIRST, LATER
from sim.play.game.terms import MOST_QUARTERS
from sim.workshop.kinds import (
    ALL_MODULES,
    SEATS,
    Minutes,
    Modules,
    Seats,
    Starts,
    Texts,
    names_of,
)

MOST_SEED = 9999
"""As on the pages, where a seed has four digits."""
Seed = Annotated[int, Field(ge=0, le=MOST_SEED)]
Password = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=64)]
"""Without spaces at its ends, as nobody sees them in front of the class."""


class Terms(BaseModel):
    """A frozen part of the trainer's file; a wrong value fails when it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


class ModuleTerms(Terms):
    """What holds for one module."""

    locked: Texts = Field((), description="sliders that are shown and cannot be moved")
    hidden: Texts = Field((), description="sliders that are not shown")
    start: Starts = Field({}, description="where sliders stand at first")
    reveal: Literal["seat", "trainer"] = Field(
        "seat",
        description="who uncovers the picture: each seat with its vote, or the trainer for all",
    )


class GameTerms(Terms):
    """The flight simulator of module 10, as the class plays it."""

    quarters: int = Field(8, ge=1, le=MOST_QUARTERS, description="how many are decided")
    minutes: Minutes = Field(
        (float(FIRST), float(LATER)),
        description="for each quarter; the last number holds for all later ones",
    )
    budget: float | None = Field(
        None, gt=0, description="for a quarter's decisions; left out, what fits the business"
    )
    seed: Seed | None = Field(None, description="whose luck; left out, the workshop's")
    shocks: Literal["scenario", "seed", "none"] = Field(
        "scenario", description="where shocks come from"
    )

    def minutes_of(self, quarter: int) -> float:
        """Return how long a quarter is open.

        Examples
        --------
        >>> GameTerms().minutes_of(1), GameTerms().minutes_of(5)
        (12.0, 6.0)
        """
        return self.minutes[min(quarter, len(self.minutes)) - 1]


class Workshop(Terms):
    """A workshop, as the trainer's file has it.

    Examples
    --------
    >>> Workshop(seats=2).seat_names, Workshop().terms("02").reveal
    (('seat01', 'seat02'), 'seat')
    """

    title: Annotated[str, StringConstraints(max_length=80)] = Field(
        "The Silent 26", description="what the class is called on screen"
    )
    scenario: str | None = Field(
        None,
        description="a bundled scenario's name, or a scenario file's path, beside this file; left "
        "out, each module has its own",
    )
    preset: PresetName = Field(
        "slogans", description="which reading of the numbers the pages begin with"
    )
    seed: Seed = Field(26, description="whose luck the pages begin with")
    modules: Modules = Field(ALL_MODULES, description="the modules that are shown")
    seats: Seats = Field(SEATS, description="how many seats there are, or their names")
    password: Password | None = Field(
        None, description="of the class; left out, one is made at the first start, and kept"
    )
    analysts: Texts = Field((), description="seats that get JupyterLab, and not pages alone")
    memory_limit: int = Field(1024, ge=256, le=65_536, description="MB that a seat may use at most")
    idle_minutes: int = Field(
        60, ge=1, le=1440, description="minutes after which a seat that nobody is at is stopped"
    )
    port: int = Field(8000, ge=1024, le=65_535, description="where the class server listens")
    module: dict[str, ModuleTerms] = Field({}, description="a table for each module, below")
    wrong_names: bool = Field(False, description="whether the board may say by name who was wrong")
    game: GameTerms = Field(GameTerms(), description="a table for the flight simulator, below")

    @property
    def seat_names(self) -> tuple[str, ...]:
        """The seats' names; numbered where the file only says how many."""
        return names_of(self.seats)

    def terms(self, number: str) -> ModuleTerms:
        """Return what holds for a module.

        Parameters
        ----------
        number : str
            ``"00"`` to ``"10"``.
        """
        return self.module.get(number, ModuleTerms())
