"""What the teams of a class have decided so far, on average, for one picture of all."""

from collections.abc import Mapping
from statistics import fmean
from typing import Any

from sim.play.game.decisions import Decision
from sim.play.game.room import Team
from sim.play.game.terms import Terms
from sim.show.teams import Choice, Decided
from sim.show.words import amount

HEADS = {
    "staff": "staff",
    "training": "training",
    "coaching": "coaching",
    "authority": "authority",
    "desk": "desk",
    "asking": "asking",
    "marketing": "marketing",
}
"""The seven decisions, shortly."""


def decided(teams: tuple[Team, ...], terms: Terms) -> tuple[Decided, ...]:
    """Gather what each team has decided; a team whose log is not in order is left out.

    Parameters
    ----------
    teams : tuple of Team
        As the board knows them.
    terms : Terms
        What they play by.
    """
    found = []
    for team in teams:
        try:
            entries = [dict(one["settings"]) for one in team.log["entries"]][: team.ran]
            choices = tuple(_choice(one, entries) for one in terms.decisions) if entries else ()
        except (KeyError, TypeError, ValueError):
            continue
        if choices:
            found.append(Decided(team.name, team.ran, choices, team.cash))
    return tuple(found)


def _choice(decision: Decision, entries: list[dict[str, Any]]) -> Choice:
    values = [float(one[decision.name]) for one in entries]
    mean = fmean(values)
    share = (mean - decision.low) / (decision.high - decision.low)
    if decision.words:
        return Choice(decision.words[round(mean)], share)
    unit = "%" if decision.unit.startswith("%") else ""
    digits = 1 if decision.step < 1 or (mean < 10 and mean != round(mean)) else 0
    return Choice(f"{mean:.{digits}f}{unit}" if mean < 1000 else amount(mean), share)


def units(terms: Terms) -> Mapping[str, str]:
    """Return what each decision is counted in, by its short name."""
    return {HEADS[one.name]: one.unit for one in terms.decisions if one.unit}
