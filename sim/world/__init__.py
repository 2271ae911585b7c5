"""The SimPy engine: the definition of the world, written to be read."""
