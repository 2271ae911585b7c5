"""Studies: running worlds, measuring them, and saying how sure we are."""
