"""MODEL.md says what the code does, as far as a machine can tell."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import get_args

import pytest

from sim import facts
from sim.assumptions import claims
from sim.assumptions.keys import LISTS
from sim.assumptions.parameter import GRADES
from sim.assumptions.policy import POLICIES
from sim.assumptions.sections import SECTIONS
from sim.study import modeldoc
from sim.study.kpis import KPIS
from sim.study.modelhomes import HOMES, PRICES

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "MODEL.md"
TEXT = MODEL.read_text(encoding="utf-8")
PARAMETERS = {
    f"{section}.*.{field}" if section in LISTS else f"{section}.{field}": info
    for section, model in (SECTIONS | LISTS).items()
    for field, info in model.model_fields.items()
}
# `rules.one_ear` and the like; a file has a slash or one of these endings.
DOTTED = re.compile(r"`([A-Za-z_]\w*(?:\.(?:\w+|\*))+)`")
PATHS = re.compile(r"`((?:[\w.]+/)+[\w.]*|\w+\.(?:md|cff|toml|txt|py))`")
CHECKLIST = (
    *("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5", "3.1", "3.2", "3.3", "3.4"),
    *("4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.4"),
)


def is_there(name: str) -> bool:
    """Tell whether something of that dotted name is below `sim`."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        module = ".".join(["sim", *parts[:length]])
        try:
            found = find_spec(module) is not None
        except ModuleNotFoundError:
            continue
        if found:
            here = import_module(module)
            for part in parts[length:]:
                here = getattr(here, part, None)
            return here is not None
    return False


def is_parameter(name: str) -> bool:
    """Tell whether that is the key of a parameter, of any department, touchpoint or shock."""
    part, _, rest = name.partition(".")
    if part in LISTS and "." in rest:
        name = f"{part}.*.{rest.rpartition('.')[2]}"
    return name in PARAMETERS


def test_the_generated_parts_are_those_of_the_code():
    assert modeldoc.rewritten(TEXT) == TEXT, "MODEL.md is stale: python -m sim.study.modeldoc"


def test_the_generated_parts_tell_everything():
    of = {name: part() for name, part in modeldoc.PARTS.items()}
    for name in (kpi.name for kpi in KPIS):
        assert f"| `{name}` |" in of["kpis"]
    for name in (kind.name for kind in facts.KINDS):
        assert f"| `{name}` |" in of["kinds"]
    for key in PARAMETERS:
        assert f"| `{key.rpartition('.')[2]}` |" in of["parameters"]
    for claim in claims():
        assert f"| {claim.id} | {claim.claim} |" in of["ledger"]


@pytest.mark.parametrize("item", CHECKLIST)
def test_every_item_of_the_checklist_is_answered(item):
    match = re.search(rf"^### {re.escape(item)} .+?\n(.+?)(?=^##|\Z)", TEXT, re.M | re.S)
    assert match and len(match.group(1).split()) > 8


@pytest.mark.parametrize("key", PARAMETERS)
def test_every_number_has_unit_source_and_grade(key):
    info = PARAMETERS[key]
    assert info.description
    annotation = info.annotation
    if annotation not in (int, float):  # a word, a yes or no, a choice
        assert annotation in (str, bool) or get_args(annotation)
        return
    about = info.json_schema_extra
    assert isinstance(about, dict), f"{key} is not declared with `parameter`"
    assert about["unit"]
    assert about["source"]
    assert about["grade"] in GRADES


@pytest.mark.parametrize(
    "claim", [c.id for c in claims() if c.role in ("input", "mechanism")], ids=str
)
def test_every_claim_that_moves_the_world_lives_somewhere(claim):
    assert HOMES.get(claim)


def test_every_home_is_there():
    assert set(HOMES) <= {claim.id for claim in claims()}
    missing = [name for names in HOMES.values() for name in names if not is_there(name)]
    assert not missing


def test_every_policy_says_what_it_costs():
    assert set(PRICES) == {policy.name for policy in POLICIES}
    assert all(is_parameter(key) for key in PRICES.values() if key)
    kinds = {kind.name for kind in facts.KINDS}
    assert {policy.paid_as for policy in POLICIES} <= kinds


def test_every_name_in_the_text_is_there():
    names = set(DOTTED.findall(TEXT)) - set(PATHS.findall(TEXT))
    assert len(names) > 100
    assert not {name for name in names if not (is_there(name) or is_parameter(name))}


def test_every_file_in_the_text_is_there():
    files = set(PATHS.findall(TEXT))
    assert len(files) > 5
    assert not {name for name in files if not (ROOT / name).exists()}


def test_every_link_leads_to_a_heading():
    headings = re.findall(r"^#+ (.+)$", TEXT, re.M)
    anchors = {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
    links = set(re.findall(r"\]\(#([^)]+)\)", TEXT))
    assert links
    assert links <= anchors


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("<!-- generated: kpis -->", "", 1),
        lambda text: text.replace("<!-- end -->", "", 1),
        lambda text: text.replace("generated: kpis", "generated: unheard_of", 1),
        lambda text: text + "\n<!-- generated: kpis -->\n<!-- end -->\n",
        lambda text: text + "\n<!-- end -->\n",
    ],
    ids=["no start", "no end", "unknown", "twice", "an end too many"],
)
def test_a_spoiled_file_is_left_as_it_is(tmp_path, capsys, spoil):
    file = tmp_path / "MODEL.md"
    spoiled = spoil(TEXT)
    file.write_text(spoiled, encoding="utf-8")
    assert modeldoc.main([str(file)]) == 2
    assert file.read_text(encoding="utf-8") == spoiled
    assert list(tmp_path.iterdir()) == [file]
    assert "left as it is" in capsys.readouterr().err


def test_a_stale_file_is_rewritten_and_then_stays(tmp_path, capsys):
    file = tmp_path / "MODEL.md"
    stale = re.sub(r"(<!-- generated: kpis -->).*?(<!-- end -->)", r"\1\n\2", TEXT, flags=re.S)
    file.write_text(stale, encoding="utf-8", newline="\n")
    assert modeldoc.main([str(file)]) == 0
    assert file.read_bytes() == modeldoc.rewritten(TEXT).encode()
    assert modeldoc.main([str(file)]) == 0
    assert capsys.readouterr().out == "MODEL.md: changed\nMODEL.md: as before\n"


def test_a_file_that_is_not_there_is_told(tmp_path, capsys):
    assert modeldoc.main([str(tmp_path / "MODEL.md")]) == 2
    assert "left as it is" in capsys.readouterr().err


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path, monkeypatch):
    file = tmp_path / "MODEL.md"
    stale = TEXT.replace("| view |", "| sight |")
    file.write_text(stale, encoding="utf-8")

    def full(*_):
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(modeldoc.os, "replace", full)
    assert modeldoc.main([str(file)]) == 2
    assert file.read_text(encoding="utf-8") == stale
    assert list(tmp_path.iterdir()) == [file]
