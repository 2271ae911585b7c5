"""A board that a class shares: what each seat has put there, and nothing lost."""

from sim.play.board.board import Board, Read
from sim.play.board.entry import BoardError, Entry

__all__ = ["Board", "BoardError", "Entry", "Read"]
