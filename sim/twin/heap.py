"""What is due next: a binary heap of (time, key), as SimPy keeps its queue."""

from sim import order, rules
from sim.twin.compiler import inlined, inner


@inlined
def earlier(time, key, other):
    """Tell whether (time, key) comes before another event."""
    return time < other.time or (time == other.time and key < other.key)


@inlined
def rise(heap, place, time, key):
    """Put an event into a free place, or as far above it as it belongs."""
    while place > 0:
        parent = (place - 1) >> 1
        if not earlier(time, key, heap[parent]):
            break
        heap[place].time = heap[parent].time
        heap[place].key = heap[parent].key
        place = parent
    heap[place].time = time
    heap[place].key = key


@inner
def push(w, time, rank, who):
    """Let an event be due at that time."""
    clock, heap = w.clock[0], w.heap
    key = order.key(rank, who)
    place = clock.events
    clock.events += 1
    rise(heap, place, time, key)


@inlined
def push_after(w, duration, rank, who):
    """Let an event be due when so many days have passed."""
    push(w, w.clock[0].now + rules.grained(duration, w.p[0].grain), rank, who)


@inner
def drop_first(w):
    """Take the event that is due first off the heap.

    The gap that it leaves is moved down to the bottom, and the last event moved up from there:
    it belongs near the bottom, so that to compare it on the way down would be wasted.
    """
    clock, heap = w.clock[0], w.heap
    clock.events -= 1
    size = clock.events
    time, key = heap[size].time, heap[size].key
    place = 0
    child = 2
    while child < size:
        if earlier(heap[child - 1].time, heap[child - 1].key, heap[child]):
            child -= 1
        heap[place].time = heap[child].time
        heap[place].key = heap[child].key
        place = child
        child = 2 * place + 2
    if child == size:
        heap[place].time = heap[child - 1].time
        heap[place].key = heap[child - 1].key
        place = child - 1
    rise(heap, place, time, key)
