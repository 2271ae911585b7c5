"""Panels: predictions, sliders and the pictures that follow them. The only room with widgets."""

from sim.panels.board import open_board
from sim.panels.build_form import build_form
from sim.panels.module import open_module
from sim.panels.overview import contents

__all__ = ["build_form", "contents", "open_board", "open_module"]
