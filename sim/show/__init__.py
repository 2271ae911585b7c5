"""Showing: pictures, from data to an axis. Nothing here simulates."""
