"""From a thread that works to the thread that owns the widgets."""

import asyncio
from collections.abc import Callable


class Bell:
    """Rung in any thread, answered in the kernel's own, once for many rings that come together.

    Where no loop runs (in a plain script, in a test), nobody answers; whoever wants to see what
    has come asks for it.

    Parameters
    ----------
    answer : callable
        Called in the kernel's thread.
    """

    def __init__(self, answer: Callable[[], None]) -> None:
        self._answer = answer
        self._rung = False
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None

    @property
    def answered(self) -> bool:
        """Whether a loop runs that answers."""
        return self._loop is not None

    def ring(self) -> None:
        """Have the answer called soon."""
        if self._loop is None or self._rung or self._loop.is_closed():
            return
        self._rung = True
        self._loop.call_soon_threadsafe(self._on_ring)

    def later(self, seconds: float, call: Callable[[], None]) -> asyncio.TimerHandle | None:
        """Call something in a while; None where no loop runs."""
        return None if self._loop is None else self._loop.call_later(seconds, call)

    def _on_ring(self) -> None:
        self._rung = False
        self._answer()
