"""Assumptions: every number that goes in, and where it comes from."""

from sim.assumptions.claims import SOURCES, Claim, Source, claims
from sim.assumptions.faults import ScenarioError
from sim.assumptions.reading import bundled, check, load, parse_setting, title_of
from sim.assumptions.scenario import Provenance, Row, Scenario, Target, canonical
from sim.assumptions.writing import dump

__all__ = [
    "SOURCES",
    "Claim",
    "Provenance",
    "Row",
    "Scenario",
    "ScenarioError",
    "Source",
    "Target",
    "bundled",
    "canonical",
    "check",
    "claims",
    "dump",
    "load",
    "parse_setting",
    "title_of",
]
