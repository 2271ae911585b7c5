"""The flight simulator's screens: the start, the decisions, the dashboard, the end."""

from sim.panels.game.simulator import FlightSimulator

__all__ = ["FlightSimulator"]
