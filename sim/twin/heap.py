"""What is due next: a binary heap of (time, key), as SimPy keeps its queue."""

from sim import order, rules
from sim.twin.compiler import inlined, inner


@inlined
def earlier(time, key, other):
    """Tell whether (time, key) comes before another event."""
    return time < other.time or (time == other.time and key < other.key)


@inner
def push(w, time, rank, who):
    """Let an event be due at that time."""
    clock, heap = w.clock[0], w.heap
    key = order.key(rank, who)
    place = clock.events
    clock.events += 1
    while place > 0:
        parent = (place - 1) >> 1
        if not earlier(time, key, heap[parent]):
            break
        heap[place].time = heap[parent].time
        heap[place].key = heap[parent].key
        place = parent
    heap[place].time = time
    heap[place].key = key


@inlined
def push_after(w, duration, rank, who):
    """Let an event be due when so many days have passed."""
    push(w, w.clock[0].now + rules.grained(duration, w.p[0].grain), rank, who)


@inner
def drop_first(w):
    """Take the event that is due first off the heap."""
    clock, heap = w.clock[0], w.heap
    clock.events -= 1
    size = clock.events
    if size == 0:
        return
    time, key = heap[size].time, heap[size].key
    place = 0
    child = 1
    while child < size:
        if child + 1 < size and earlier(heap[child + 1].time, heap[child + 1].key, heap[child]):
            child += 1
        if earlier(time, key, heap[child]):
            break
        heap[place].time = heap[child].time
        heap[place].key = heap[child].key
        place = child
        child = 2 * place + 1
    heap[place].time = time
    heap[place].key = key
