"""The trainer's file: which scenario, modules, sliders and seats a workshop has."""

from sim.workshop.reading import WorkshopError, check_workshop, is_workshop, read_workshop
from sim.workshop.workshop import GameTerms, ModuleTerms, Workshop

__all__ = [
    "GameTerms",
    "ModuleTerms",
    "Workshop",
    "WorkshopError",
    "check_workshop",
    "is_workshop",
    "read_workshop",
]
