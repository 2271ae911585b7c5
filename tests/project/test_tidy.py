"""The house is kept: small files, imports one way, stripped notebooks, no machine's own paths."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400
NOTEBOOKS = sorted(
    file
    for room in ("notebooks", "exercises", "trainer")
    for file in (ROOT / room).rglob("*.ipynb")
    if ".ipynb_checkpoints" not in file.parts
)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_files_of_the_package_can_be_read_in_one_sitting():
    long = {
        str(file.relative_to(ROOT)): lines
        for file in sorted((ROOT / "sim").rglob("*.py"))
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) >= LONGEST
    }
    assert not long


def test_imports_run_one_way():
    start = "from importlinter.cli import lint_imports_command as main; main()"
    done = run(sys.executable, "-c", start)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(not NOTEBOOKS, reason="no notebooks yet")
def test_notebooks_are_kept_without_outputs():
    how = ["--verify", "--keep-id", "--extra-keys", "metadata.language_info.version"]
    done = run(sys.executable, "-m", "nbstripout", *how, *map(str, NOTEBOOKS))
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_holds_a_path_of_this_machine():
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z")
    if listed.returncode:
        pytest.skip("no git here, so what belongs to the project cannot be told")
    here = re.compile(
        re.escape(str(ROOT)) + r"(?![\w-])|/(?:home|Users)/(?!jovyan\b)\w+/|[A-Z]:\\Users\\"
    )
    held = []
    for name in filter(None, listed.stdout.split("\0")):
        file = ROOT / name
        if file == Path(__file__).resolve() or not file.is_file():
            continue
        try:
            found = here.search(file.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue
        if found:
            held.append(f"{name}: {found.group()}")
    assert not held


@pytest.mark.skipif(sys.platform == "win32", reason="no make")
def test_make_alone_lists_its_targets():
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    listed = run("make", "--no-print-directory")
    assert listed.returncode == 0, listed.stderr
    lines = dict(re.findall(r"^  make (\w+) +(\S.*)$", listed.stdout, re.MULTILINE))
    assert set(lines) == targets
    assert targets >= {"lab", "run", "test", "notebooks", "bench", "lint", "format", "clean"}
    assert targets >= {"relock", "golden"}
