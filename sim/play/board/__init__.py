"""A board that a class shares: what each seat has put there, and nothing lost."""

from sim.play.board.board import Board, Read
from sim.play.board.entry import BoardError, Entry
from sim.play.board.folder import Folder
from sim.play.board.here import BOARD, SEAT, TRAINER, Shared, board_at, place_here, seat_here

__all__ = [
    "BOARD",
    "SEAT",
    "TRAINER",
    "Board",
    "BoardError",
    "Entry",
    "Folder",
    "Read",
    "Shared",
    "board_at",
    "place_here",
    "seat_here",
]
