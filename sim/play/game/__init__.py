"""The flight simulator: teams run a business, then see what they could not see."""

from sim.play.game.decisions import Decision, GameError, Price
from sim.play.game.draft import Draft
from sim.play.game.economics import Card, Economics, Source
from sim.play.game.game import Game, reopened
from sim.play.game.quarter import Dashboard, Quarter, Truth
from sim.play.game.terms import Entry, Terms

__all__ = [
    "Card",
    "Dashboard",
    "Decision",
    "Draft",
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
