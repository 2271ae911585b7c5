"""The compiled engine: the same world as `sim.world`, event for event, for Numba.

Each file stands beside the file of the same name in `sim.world`, which is the definition.
Where SimPy keeps its place in a generator, this engine keeps it in the person's record, and a
function named ``on_...`` goes on from there when the event comes.
"""
