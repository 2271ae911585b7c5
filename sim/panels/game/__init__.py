"""The flight simulator's screens: the start, the decisions, the dashboard, the end; a class's."""

from sim.panels.game.in_class import SeatInClass
from sim.panels.game.simulator import FlightSimulator
from sim.panels.game.trainer import ClassFlight

__all__ = ["ClassFlight", "FlightSimulator", "SeatInClass"]
