"""README.md: the answers that it shows are those that the commands give.

``python -m tests.readme`` writes them anew, as ``make golden`` does.
"""

import re
import shlex
from pathlib import Path

from tests.cli.asking import ask

README = Path(__file__).resolve().parents[1] / "README.md"
ANSWER = re.compile(
    r"(?P<head><!-- answer of: (?P<command>.+?) -->\n```console\n)"
    r"(?P<shown>.*?)"
    r"(?P<foot>```\n<!-- end -->)",
    re.DOTALL,
)


def answer(command: str) -> str:
    """Return what somebody types and what they see, without the middle of a long table."""
    result = ask(*shlex.split(command))
    assert result.exit_code == 0, result.stderr
    head, customers, voice, *_, sentences = result.stdout.split("\n\n")
    return f"$ silent26 {command}\n" + "\n\n".join([head, customers, voice, "...", sentences])


def renewed(text: str) -> str:
    """Return the text with every answer as it is now."""
    return ANSWER.sub(lambda m: m["head"] + answer(m["command"]) + m["foot"], text)


def main() -> None:
    """Write the answers in README.md anew."""
    text = README.read_text(encoding="utf-8")
    README.write_text(renewed(text), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
