"""A file that is handed over in the browser: kept on this computer's disk, and nowhere else."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

import anywidget
import traitlets

from sim.panels.files import joined


class Upload(anywidget.AnyWidget):
    """A button that takes a file.

    What is taken is no part of the widget's state: it goes from the page to a folder of its own,
    which is gone when the kernel ends, and it is in no notebook that is saved.

    Parameters
    ----------
    label
        What the file is.
    taken
        Called with the place of a file that has come whole.
    accept
        Endings that the page offers first.
    """

    _esm = joined("company/upload.js")
    _css = joined("company/form.css")

    label = traitlets.Unicode().tag(sync=True)
    accept = traitlets.Unicode().tag(sync=True)

    def __init__(self, label: str, taken: Callable[[Path], None], accept: str = "") -> None:
        super().__init__(label=label, accept=accept)
        self._taken = taken
        self._folder: TemporaryDirectory[str] | None = None
        self._coming: tuple[Path, BinaryIO] | None = None
        self.on_msg(self._on_message)

    def _on_message(
        self, _: Any, content: Mapping[str, Any], buffers: Sequence[memoryview | bytes]
    ) -> None:
        kind = content.get("kind")
        if kind == "begin":
            self._begin(str(content.get("name", "")))
        elif kind == "piece" and self._coming is not None:
            self._coming[1].write(buffers[0])
            self.send({"kind": "taken"})
        elif kind == "end" and self._coming is not None:
            place, opened = self._coming
            opened.close()
            self._coming = None
            self._taken(place)

    def _begin(self, name: str) -> None:
        """Make room for one file; the one before it goes."""
        self.forget()
        self._folder = TemporaryDirectory(prefix="silent26-")
        # The page says a name only, but nobody has to believe a page.
        place = Path(self._folder.name, Path(name.replace("\\", "/")).name or "table")
        self._coming = (place, place.open("wb"))

    def forget(self) -> None:
        """Throw away what was taken."""
        if self._coming is not None:
            self._coming[1].close()
            self._coming = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def close(self) -> None:
        """Throw away what was taken, and go."""
        self.forget()
        super().close()
