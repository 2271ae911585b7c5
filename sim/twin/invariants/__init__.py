"""What must hold between two events of the compiled world, whatever happened before.

For debugging and for tests: plain Python, slow beside the engine, and it changes nothing.

Of some events the heap holds one exactly when somebody waits for it: who is served has one
SERVED. Of others it may hold some that nobody waits for any more, such as the PATIENCE of one who
was served meanwhile; the engine tells them by their time, and the one that counts must be there.
"""

from sim.twin.invariants.customers import cases, people, visits
from sim.twin.invariants.events import due, heap
from sim.twin.invariants.fields import clock, ranges
from sim.twin.invariants.look import Look
from sim.twin.invariants.tallies import record, snapshots, tallies
from sim.twin.invariants.teams import idle, jobs, lines, staff
from sim.twin.state import World

PARTS = (
    *(ranges, clock, heap, due, people, visits, cases),
    *(staff, idle, lines, jobs, tallies, record, snapshots),
)


class Broken(Exception):
    """The compiled world contradicts itself."""


def check(world: World) -> None:
    """Raise `Broken`, with a sentence for each invariant that does not hold, if there is one."""
    sentences = broken(world)
    if sentences:
        raise Broken("\n".join(sentences))


def broken(world: World) -> list[str]:
    """Return a sentence for each invariant that does not hold between two events.

    Parameters
    ----------
    world : World
        A compiled world that stands still; it is only read.

    Returns
    -------
    list of str
        Empty when all is well.
    """
    look = Look(world)
    if 0.0 <= look.now <= world.p[0].days:
        for part in PARTS:
            part(look)
    else:  # nothing can be told without the time
        look.say("now", look.now, world.p[0].days)
    return look.found
