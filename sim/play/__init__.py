"""Play: what teams do with the simulator, below its widgets."""
