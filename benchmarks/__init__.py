"""Timings: always ratios, measured side by side in one run."""
