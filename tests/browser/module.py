"""What a student does in a module: predict, move the slider, read the figure."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

PICTURE = ".s26-panel img.s26-picture:visible"
NUMBER = ".s26-panel .s26-number"
SAYS = ".s26-panel .s26-says"


def keep(page, name: str) -> None:
    """Keep a screenshot, where somebody wants to look at it."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder, name)))


def vote(page, answer: int) -> None:
    """Choose an answer and commit to it."""
    page.locator(".s26-predict input[type=radio]").nth(answer).check()
    page.locator(".s26-predict").get_by_role("button").first.click()


def until_it_rests(page, replications: int) -> None:
    """Wait until the figure rests on as many runs as it is going to."""
    words = "1 run," if replications == 1 else f"Mean of {replications} runs"
    page.wait_for_function(
        "([place, words]) => document.querySelector(place)?.innerText.includes(words)",
        arg=[SAYS, words],
        timeout=120_000,
    )


def move(page, action) -> None:
    """Do something to the slider, and wait until the picture has followed."""
    before = page.locator(PICTURE).first.get_attribute("alt")
    action()
    page.wait_for_function(
        """before => [...document.querySelectorAll('.s26-panel img.s26-picture')]
            .some(one => one.offsetParent && one.complete && one.alt !== before)""",
        arg=before,
        timeout=60_000,
    )


def command_of(page) -> tuple[list[str], str]:
    """Read the command that the panel shows, and the hash beside it, at one moment."""
    code, said = page.locator(".s26-panel code").first.evaluate(
        "code => [code.innerText, code.closest('.s26-small').innerText]"
    )
    mark = re.search(r"Parity hash (\w+)", said).group(1)
    return shlex.split(re.sub(r"\s+", " ", code)), mark


def answered_by(command: list[str]) -> str:
    """Run it, without a notebook."""
    assert command[0] == "silent26"
    done = subprocess.run(
        [sys.executable, "-m", "sim", *command[1:]], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
