"""The kernel that runs a hand-in's cells, inside; it is driven from here, outside."""

import ast
import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import Any, Self

import zmq
from jupyter_client.blocking.client import BlockingKernelClient

from sim.play.grading.isolation import Isolation, Place
from sim.play.grading.limits import Limits
from sim.play.grading.watching import Watch

TIME, ALL_TIME, OUTPUT, GONE, GARBLED = "time", "all the time", "output", "gone", "garbled"
START = 60.0
"""Seconds that a kernel may take to start."""
GRACE = 3.0
"""Seconds that a cell has to stop in, when it was asked to."""
LARGEST_MESSAGE = 64 * 2**20
"""What prints without end sends much at once; what is larger still is never read."""
MESSAGES_AHEAD = 40
OUTPUTS = ("stream", "display_data", "execute_result", "error")


class StoppedError(Exception):
    """A cell or a question did not come to its end.

    Parameters
    ----------
    why
        One of the words above, or of `sim.play.grading.watching`.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass
class Ran:
    """What became of a cell: what it showed, and why it was stopped, if it was."""

    outputs: list[dict[str, Any]] = field(default_factory=list)
    stopped: str | None = None
    said: dict[str, str] = field(default_factory=dict)
    """Answers to what was asked with it."""


class Kernel:
    """A kernel inside an isolation, to be used as a context.

    Parameters
    ----------
    isolation
        What keeps it apart.
    limits
        What it may take.
    number
        Which hand-in it is for.
    """

    def __init__(self, isolation: Isolation, limits: Limits, number: int) -> None:
        self.isolation = isolation
        self.limits = limits
        self.number = number
        self.dead: str | None = None
        """Why it is no more, once it is."""
        self.shown = 0
        """Characters that it has shown so far."""
        self.deadline = time.monotonic() + limits.total_seconds

    def __enter__(self) -> Self:
        self._around = Path(tempfile.mkdtemp(prefix="s26-"))
        self._around.chmod(0o711)
        place = Place(self._around / "home", self._around / "channel", self.number)
        self.isolation.prepare(place)
        inside = self.isolation.seen(place)
        told: Any = {
            "transport": "ipc",
            "key": self._around.name,
            "signature_scheme": "hmac-sha256",
            "kernel_name": "python3",
            **{f"{name}_port": n for n, name in enumerate(CHANNELS, start=1)},
        }
        file = place.channel / "kernel.json"
        file.write_text(json.dumps(told | {"ip": str(inside.channel / "k")}))
        file.chmod(0o644)
        program = [sys.executable, "-P", "-m", "ipykernel_launcher"]
        program += ["-f", str(inside.channel / file.name), "--HistoryManager.enabled=False"]
        self._process = subprocess.Popen(
            self.isolation.command(place, self.limits, program),
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._watch = Watch(self._process.pid, self.limits, [place.home, place.channel])
        self._context = zmq.Context()
        self._context.setsockopt(zmq.MAXMSGSIZE, LARGEST_MESSAGE)
        self._context.setsockopt(zmq.RCVHWM, MESSAGES_AHEAD)
        self._client = BlockingKernelClient(context=self._context)
        self._client.load_connection_info(told | {"ip": str(place.channel / "k")})
        self._client.start_channels(hb=False)
        self._wait_for_start()
        return self

    def __exit__(self, *_: object) -> None:
        self._watch.end()
        with suppress(Exception):
            self._client.stop_channels()
        self._context.destroy(linger=0)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE)
        shutil.rmtree(self._around, ignore_errors=True)

    def run(self, source: str) -> Ran:
        """Run a cell; a cell that takes too much is stopped, and the kernel with it if need be."""
        return self._execute(source, {}, quiet=False)

    def ask(self, expression: str) -> str:
        """Return the text that an expression comes to.

        Raises
        ------
        StoppedError
            When there is no answer.
        """
        ran = self._execute("", {"answer": expression}, quiet=True)
        if "answer" not in ran.said:
            raise StoppedError(ran.stopped or GARBLED)
        return ran.said["answer"]

    def _wait_for_start(self) -> None:
        until = time.monotonic() + START
        while self.dead is None:
            self._client.kernel_info()
            with suppress(Empty):
                self._client.get_shell_msg(timeout=0.5)
                break
            if self._process.poll() is not None or time.monotonic() > until:
                self._die(GONE)
        while self.dead is None:  # what was said about itself is not of interest
            try:
                self._client.get_iopub_msg(timeout=0.1)
            except Empty:
                return

    def _execute(self, source: str, asked: dict[str, str], quiet: bool) -> Ran:
        ran = Ran()
        if self.dead is not None:
            ran.stopped = self.dead
            return ran
        try:
            request = self._client.execute(
                source, silent=quiet, store_history=False, user_expressions=asked, allow_stdin=False
            )
            self._listen(request, ran)
            if ran.stopped is None:
                ran.said = self._reply(request)
        except StoppedError as stop:
            ran.stopped = stop.why
        except Exception:  # the other side may send anything
            self._die(GARBLED)
            ran.stopped = self.dead
        return ran

    def _listen(self, request: str, ran: Ran) -> None:
        """Take what a cell shows until it is done, or stop it."""
        until = min(time.monotonic() + self.limits.seconds, self.deadline)
        while True:
            message = self._next(until if ran.stopped is None else until + GRACE)
            if message is None:
                if ran.stopped is not None or time.monotonic() > self.deadline:
                    raise self._die(ran.stopped or ALL_TIME)
                ran.stopped = TIME
                self._interrupt()
                continue
            self.shown += len(str(message["content"]))
            if self.shown > self.limits.output * 1_000:
                raise self._die(OUTPUT)
            if message["parent_header"].get("msg_id") != request:
                continue
            kind = message["header"]["msg_type"]
            if kind == "status" and message["content"]["execution_state"] == "idle":
                return
            if kind in OUTPUTS and ran.stopped is None:
                ran.outputs.append(_output(kind, message["content"]))

    def _next(self, until: float) -> dict[str, Any] | None:
        """Return the next message; None when time is up."""
        while time.monotonic() < until:
            with suppress(Empty):
                message: dict[str, Any] = self._client.get_iopub_msg(timeout=0.1)
                return message
            if self._process.poll() is not None:
                raise self._die(GONE)
        return None

    def _reply(self, request: str) -> dict[str, str]:
        until = time.monotonic() + GRACE
        while time.monotonic() < until:
            with suppress(Empty):
                message = self._client.get_shell_msg(timeout=0.5)
                if message["parent_header"].get("msg_id") != request:
                    continue
                told = message["content"].get("user_expressions", {})
                return {
                    name: _text(one["data"]["text/plain"])
                    for name, one in told.items()
                    if one.get("status") == "ok"
                }
            if self._process.poll() is not None:
                raise self._die(GONE)
        raise self._die(GARBLED)

    def _interrupt(self) -> None:
        message = self._client.session.msg("interrupt_request", content={})
        self._client.control_channel.send(message)

    def _die(self, why: str) -> StoppedError:
        """End the kernel, and say why."""
        self._watch.end()
        self.dead = self._watch.ended_for or why
        return StoppedError(self.dead)


CHANNELS = ("shell", "iopub", "stdin", "control", "hb")


def _output(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """Write what a cell has shown as a notebook has it."""
    if kind == "stream":
        return {"output_type": kind, "name": str(content["name"]), "text": str(content["text"])}
    if kind == "error":
        lines = [str(line) for line in content["traceback"]]
        names = {name: str(content[name]) for name in ("ename", "evalue")}
        return {"output_type": kind, **names, "traceback": lines}
    data = {str(name): one for name, one in content["data"].items()}
    shown = {"output_type": kind, "data": data, "metadata": {}}
    return {**shown, "execution_count": 1} if kind == "execute_result" else shown


def _text(shown: Any) -> str:
    """Return the text that Python shows in quotes."""
    text = ast.literal_eval(shown)
    if not isinstance(text, str):
        raise StoppedError(GARBLED)
    return text
