"""Panels: predictions, sliders and the pictures that follow them. The only room with widgets."""

from sim.panels.module import open_module

__all__ = ["open_module"]
