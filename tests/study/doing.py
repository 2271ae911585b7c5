"""Tasks that are done elsewhere, where what a test file defines could not be found."""

import os
import signal
import time
from pathlib import Path

from sim.outcome import Stopped


def double(piece, stop):
    return 2 * piece


def process(piece, stop):
    return os.getpid()


def hears_interruptions(piece, stop):
    blocked = signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, set())
    return not blocked and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN


def refuse(piece, stop):
    raise ValueError(f"piece is {piece}, but must be something else")


def die(piece, stop):
    os.kill(os.getpid(), signal.SIGKILL)


def die_once(piece, stop):
    """Die the first time; a file keeps in mind that it happened."""
    number, file = piece
    if number == 1 and not Path(file).exists():
        Path(file).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def wait_for_ever(piece, stop):
    """Say in a file of a folder who one is, and go on until one is told to stop."""
    if piece is None:
        return "nothing to wait for"
    Path(piece, str(os.getpid())).touch()
    while not stop():
        time.sleep(0.01)
    raise Stopped


def until(true, patience=60.0):
    """Wait until something is true, and return it."""
    end = time.monotonic() + patience
    while not (found := true()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)
    return found
