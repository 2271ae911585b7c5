"""The flight simulator: teams run a business, then see what they could not see."""

from sim.play.game.decisions import Decision, Price
from sim.play.game.game import Game, reopened
from sim.play.game.quarter import Dashboard, Quarter, Truth
from sim.play.game.terms import Card, Economics, Entry, GameError, Source, Terms

__all__ = [
    "Card",
    "Dashboard",
    "Decision",
    "Economics",
    "Entry",
    "Game",
    "GameError",
    "Price",
    "Quarter",
    "Source",
    "Terms",
    "Truth",
    "reopened",
]
