"""Showing: pictures, from data to an axis.

Nothing here simulates, but for the panels, which run what their sliders ask for.
"""
