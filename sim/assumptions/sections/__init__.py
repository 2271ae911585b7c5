"""The sections of a scenario: every parameter of the world, with unit, default, source and grade.

The defaults are the `slogans` preset: the trade's figures as they stand. What a trade has to
say for itself (its touchpoints, its prices) stands in its TOML file.
"""

from sim.assumptions.parameter import Section
from sim.assumptions.sections.experience import Loyalty, Moments
from sim.assumptions.sections.talk import Talk
from sim.assumptions.sections.trade import Exits, Lock, Market, Money, Time, Visits
from sim.assumptions.sections.voice import Desk, Recovery, SecondChance, Voice
from sim.assumptions.sections.workforce import Workforce

SECTIONS: dict[str, type[Section]] = {
    "time": Time,
    "market": Market,
    "visits": Visits,
    "moments": Moments,
    "loyalty": Loyalty,
    "voice": Voice,
    "second_chance": SecondChance,
    "recovery": Recovery,
    "desk": Desk,
    "talk": Talk,
    "workforce": Workforce,
    "lock": Lock,
    "exits": Exits,
    "money": Money,
}
"""The sections of a scenario in their order, by the name that they have in a file."""
