"""The line between a browser and its server, which can be cut and mended."""

import socket
import threading
from contextlib import contextmanager, suppress


class Line:
    """Passes on what comes, in both directions, as long as it is whole.

    Parameters
    ----------
    port : int
        Where the server listens, on this machine.
    """

    def __init__(self, port: int) -> None:
        self._server = ("127.0.0.1", port)
        self._whole = True
        self._open: set[socket.socket] = set()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @contextmanager
    def cut(self):
        """Cut it: what is open breaks off, and nothing new comes through until it is mended."""
        self._whole = False
        for one in list(self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        try:
            yield
        finally:
            self._whole = True

    def close(self) -> None:
        """Take it away."""
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self._listening.accept()
            except OSError:  # taken away
                return
            try:
                there = socket.create_connection(self._server) if self._whole else None
            except OSError:
                there = None
            if there is None:
                here.close()
                continue
            self._open |= {here, there}
            for one, other in ((here, there), (there, here)):
                threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65_536):
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._open -= {one, other}
