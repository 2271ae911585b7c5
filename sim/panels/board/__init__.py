"""The trainer's board: the votes of a class, and its game, in pictures that follow."""

from sim.panels.board.opening import open_board
from sim.panels.board.screen import ClassBoard

__all__ = ["ClassBoard", "open_board"]
