"""Ask the command line: in this process, or in one of its own."""

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from sim.cli.commands import silent26

ROOT = Path(__file__).resolve().parents[2]
SMALL = (
    "corner_shop",
    *("--days", "28"),
    *("--set", "time.warm_up_days=0"),
    *("--set", "market.customers=60"),
    *("--set", "market.people=150"),
)
"""A world that takes no time."""


def ask(*args: object) -> Result:
    """Ask in this process; a bug shows itself as the exception that it is."""
    result = CliRunner().invoke(silent26, [str(arg) for arg in args])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def ask_process(
    *args: object, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Ask in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sim", *map(str, args)],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        capture_output=True,
        check=False,
    )


def is_wrong(result: Result, *sentences: str) -> None:
    """Check that these lines and nothing else came, with exit status 2."""
    assert result.stderr == "".join(f"silent26: {sentence}\n" for sentence in sentences)
    assert result.stdout == ""
    assert result.exit_code == 2
