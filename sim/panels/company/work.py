"""Work that takes a while: done in the background, shown as it goes, stopped when somebody says."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import ipywidgets as widgets

from sim.outcome import Stopped
from sim.panels.loop import Bell
from sim.panels.words import spoken, text

Tell = Callable[[int, int], None]
"""Called by the work with how much is done, and of how much."""


class Step:
    """One step of some work.

    Parameters
    ----------
    words
        What is being done, as one reads it meanwhile.
    do
        Does it; it is given what tells how far it is, and runs in a thread.
    done
        Called in the kernel's thread with what `do` returned.
    """

    def __init__(self, words: str, do: Callable[[Tell], Any], done: Callable[[Any], None]) -> None:
        self.words = words
        self.do = do
        self.done = done


class Work(widgets.VBox):
    """Does steps one after the other, while the page stays usable.

    Attributes
    ----------
    bar : ipywidgets.IntProgress
        How far it is.
    stop : ipywidgets.Button
        Ends it; what was finished before stays.
    fault : str
        What went wrong, in a sentence or several; empty as a rule.
    """

    def __init__(self) -> None:
        self.fault = ""
        self.bar = widgets.IntProgress(max=100, layout={"width": "320px"})
        self.stop = widgets.Button(description="Stop")
        self.stop.on_click(lambda _: self.interrupt())
        self.says = text(role="status")
        self.row = widgets.HBox([self.bar, self.stop], layout={"display": "none"})
        super().__init__([self.says, self.row])
        self._bell = Bell(self._look)
        self._failed: Callable[[Exception], None] = lambda _: None
        self._told = ("", 0, 1)
        self._over: list[Callable[[], None]] = []
        self._stopping = threading.Event()
        self._active = False
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._active

    def begin(
        self, steps: list[Step], failed: Callable[[Exception], None] = lambda _: None
    ) -> None:
        """Begin; what is under way stops at its next chance, and nothing more of it is shown.

        Parameters
        ----------
        steps
            What to do.
        failed
            Called in the kernel's thread with what a step has raised.
        """
        self.interrupt()
        with self._lock:
            self._over = []
        self._stopping = threading.Event()
        self._failed, self.fault = failed, ""
        self._told = (steps[0].words, 0, 1)
        self._active = True
        stopping = self._stopping
        self._thread = threading.Thread(target=self._run, args=(steps, stopping), daemon=True)
        self._thread.start()
        self._show()

    def interrupt(self) -> None:
        """Have it stop at the next chance."""
        self._stopping.set()

    def wait(self) -> None:
        """Wait until it is over, and show what came."""
        if self._thread is not None:
            self._thread.join()
        self._look()

    def _run(self, steps: list[Step], stopping: threading.Event) -> None:
        def tell(done: int, whole: int) -> None:
            if stopping.is_set():
                raise Stopped
            self._told = (words, done, whole)
            self._bell.ring()

        hand_over, end = partial(self._hand_over, stopping), partial(self._end, stopping)
        for step in steps:
            words = step.words
            try:
                tell(0, 1)
                found = step.do(tell)
                tell(1, 1)
            except Stopped:
                return end(partial(self._say, "Stopped. What was finished stays."))
            except Exception as error:
                return end(partial(self._fail, error))
            hand_over(partial(step.done, found))
        return end(partial(self._say, "Done."))

    def _say(self, words: str) -> None:
        self.says.value = spoken(words, "status")

    def _end(self, mine: threading.Event, call: Callable[[], None]) -> None:
        if mine is self._stopping:
            self._active = False
        self._hand_over(mine, call)

    def _hand_over(self, mine: threading.Event, call: Callable[[], None]) -> None:
        with self._lock:
            if mine is self._stopping:  # else something else was begun meanwhile
                self._over.append(call)
        self._bell.ring()

    def _fail(self, error: Exception) -> None:
        self.fault = "\n".join(getattr(error, "faults", [])) or " ".join(str(error).split())
        self.says.value = spoken("This could not be done.", "alert")
        self._failed(error)

    def _look(self) -> None:
        """Show what has come, in the kernel's thread."""
        self._show()
        while True:
            with self._lock:
                if not self._over:
                    break
                call = self._over.pop(0)
            try:
                call()
            except Exception as error:
                self._fail(error)

    def _show(self) -> None:
        words, done, whole = self._told
        self.row.layout.display = "" if self.busy else "none"
        if self.busy:
            self.bar.max, self.bar.value = max(whole, 1), done
            self.says.value = spoken(f"{words} …", "status")
