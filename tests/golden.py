"""Golden files: what some commands print, word for word.

``python -m tests.golden`` writes them anew. Look at the difference before committing: each line
of it is something that people will see, or a figure that has moved.
"""

import sys
from pathlib import Path

from tests.cli.asking import ask

FOLDER = Path(__file__).resolve().parent / "golden"
EIGHT_WEEKS = ("--days", "56", "--set", "time.warm_up_days=0")

COMMANDS = {
    "run.txt": ("run", "corner_shop", *EIGHT_WEEKS, "--replications", "3"),
    "run_published.txt": (
        *("run", "corner_shop", *EIGHT_WEEKS, "--replications", "1"),
        *("--preset", "published", "--seed", "7"),
    ),
    "compare.txt": (
        *("compare", "corner_shop", *EIGHT_WEEKS, "--replications", "4"),
        *("--set-b", "departments.till.staff=2"),
    ),
    "sweep.txt": (
        *("sweep", "corner_shop", *EIGHT_WEEKS, "--replications", "3"),
        *("--vary", "voice.silent_per_complaint=0,26", "--vary", "departments.till.staff=1,2"),
    ),
    "claims.txt": (
        *("claims", *EIGHT_WEEKS, "--replications", "3", "--only", "C07", "--only", "C33"),
    ),
    "show.txt": ("show", "corner_shop", "--section", "second_chance", "--preset", "published"),
    "follow.txt": ("follow", "corner_shop", *EIGHT_WEEKS, "--customer", "114"),
}
"""The arguments whose answer each file holds."""


def answer(name: str) -> str:
    """What the command prints now."""
    result = ask(*COMMANDS[name])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def main() -> None:
    """Write every golden file anew, and say which have changed."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        if old.name not in COMMANDS:
            old.unlink()
    for name in COMMANDS:
        file = FOLDER / name
        before = file.read_text(encoding="utf-8") if file.exists() else None
        now = answer(name)
        file.write_text(now, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{name}: {'as before' if now == before else 'changed'}\n")


if __name__ == "__main__":
    main()
