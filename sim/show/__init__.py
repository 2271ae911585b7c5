"""Showing: pictures, from data to an axis, and the panels that move them.

Nothing here simulates, but for the panels, which run what their sliders ask for.
"""
