"""What is declared, what is locked and what conda and Binder install are one and the same."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = sorted((ROOT / "lock").glob("*.txt"))
PYTHONS = ("3.11", "3.12", "3.13")
SYSTEMS = ("linux", "darwin", "win32")
# Hosts that a lock or a script could come to name, and the options that name them.
HOST = re.compile(
    r"(pypi\.(org|python)|pythonhosted|conda\.anaconda|npmjs|debian\.org|--(extra-)?index-url"
    r"|--find-links|--trusted-host)"
)


def entries(lock: Path) -> list[tuple[Requirement, int]]:
    """Each requirement of a lock, and how many hashes it has."""
    lines = lock.read_text().replace("\\\n", " ").splitlines()
    found = []
    for line in lines:
        if line.strip() and not line.startswith("#"):
            requirement, *hashes = line.split("--hash=")
            assert all(re.fullmatch(r"sha256:[0-9a-f]{64}\s*", h) for h in hashes), line
            found.append((Requirement(requirement.strip()), len(hashes)))
    return found


def locked(lock: Path, python: str, system: str) -> dict[str, Version]:
    """Name and version of what a lock installs on one Python and one system."""
    where = {
        "python_version": python,
        "python_full_version": f"{python}.9",
        "sys_platform": system,
        "platform_system": {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}[system],
        "os_name": "nt" if system == "win32" else "posix",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
        "platform_machine": "x86_64",
    }
    chosen: dict[str, Version] = {}
    for requirement, _ in entries(lock):
        if requirement.marker is None or requirement.marker.evaluate(where):
            name = canonicalize_name(requirement.name)
            assert name not in chosen, f"{lock.name} has {name} twice on {python}, {system}"
            (pin,) = requirement.specifier
            chosen[name] = Version(pin.version)
    return chosen


def declared(which: str) -> list[Requirement]:
    """What pyproject.toml asks for; for the tests, on top of it."""
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
    wanted += PROJECT["build-system"]["requires"]
    if which == "test":
        wanted += PROJECT["project"]["optional-dependencies"]["test"]
    return [Requirement(text) for text in wanted]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_entry_is_one_version_with_its_hashes(lock):
    for requirement, hashes in entries(lock):
        assert [pin.operator for pin in requirement.specifier] == ["=="], requirement
        assert requirement.url is None, requirement
        assert hashes > 0, f"{requirement.name} has no hash"


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("which", ["seat", "test"])
def test_the_lock_satisfies_what_is_declared(which, python, system):
    have = locked(ROOT / "lock" / f"{which}.txt", python, system)
    for requirement in declared(which):
        name = canonicalize_name(requirement.name)
        assert name in have, f"{name} is not in lock/{which}.txt: run `make relock`"
        assert have[name] in requirement.specifier, f"{requirement} against {have[name]}"


@pytest.mark.parametrize("python", PYTHONS)
def test_what_is_tested_is_what_a_seat_gets(python):
    seat = locked(ROOT / "lock" / "seat.txt", python, "linux")
    test = locked(ROOT / "lock" / "test.txt", python, "linux")
    assert {name: test.get(name) for name in seat} == seat


def test_this_very_environment_is_the_locked_one():
    python = "{}.{}".format(*sys.version_info)
    have = locked(ROOT / "lock" / "test.txt", python, sys.platform)
    wanted = {canonicalize_name(r.name) for r in declared("test")}
    here = {name: Version(version(name)) for name in wanted}
    assert here == {name: have[name] for name in wanted}


def test_conda_and_binder_install_the_very_lock():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    assert environment["name"] == PROJECT["project"]["name"]
    python, tool, pip = environment["dependencies"]
    assert tool == "pip"
    assert pip == {"pip": ["-r lock/seat.txt"]}
    assert (ROOT / "lock" / "seat.txt").exists()
    name, exactly = python.split("=")
    assert name == "python"
    assert exactly in PYTHONS
    after = (ROOT / "postBuild").read_text()
    assert "pip install --no-deps --no-build-isolation -e ." in after


def test_one_range_of_python_everywhere():
    asked = SpecifierSet(PROJECT["project"]["requires-python"])
    classified = [
        c.rpartition(" ")[2]
        for c in PROJECT["project"]["classifiers"]
        if re.search(r":: 3\.\d+$", c)
    ]
    assert tuple(classified) == PYTHONS
    assert all(python in asked for python in PYTHONS)
    oldest = PYTHONS[0]
    before = f"3.{int(oldest.partition('.')[2]) - 1}"
    assert before not in asked
    assert PROJECT["tool"]["mypy"]["python_version"] == oldest
    assert f"OLDEST = ({oldest.replace('.', ', ')})" in (ROOT / "tools/set_up.py").read_text()
    assert f"--python-version {oldest} " in (ROOT / "Makefile").read_text()


def test_every_dependency_says_why_it_is_there():
    text = (ROOT / "pyproject.toml").read_text()
    asked = re.findall(r'^    "[a-z0-9-]+>=[\d.]+",(.*)$', text, re.MULTILINE)
    assert len(asked) >= len(declared("test")) - 1
    assert all(comment.strip().startswith("# ") for comment in asked)


def tracked() -> list[Path]:
    """The files that the project is made of."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("no git here, so what belongs to the project cannot be told")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_a_registry():
    for lock in LOCKS:
        assert "://" not in lock.read_text(), lock.name
    named = []
    for file in tracked():
        if file == Path(__file__).resolve():
            continue
        try:
            found = HOST.search(file.read_text())
        except UnicodeDecodeError:
            continue
        if found:
            named.append(f"{file.relative_to(ROOT)}: {found.group()}")
    assert not named
