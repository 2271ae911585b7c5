"""`silent26 check` knows a scenario's file from a trainer's."""

from pathlib import Path

from tests.cli.asking import ask

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"


def test_both_kinds_of_file_are_checked():
    for name, kind in (("our_shop", "scenario"), ("workshop", "workshop")):
        file = str(EXAMPLES / f"{name}.toml")
        result = ask("check", file)
        assert (result.exit_code, result.stdout) == (0, f"{file} is a valid {kind}\n")


def test_every_fault_of_a_trainers_file_is_a_line_and_the_status_is_2(tmp_path):
    file = tmp_path / "monday.toml"
    file.write_text('seats = 0\nport = 7\n[module.02]\nlocked = ["esae"]\n')
    result = ask("check", str(file))
    assert result.exit_code == 2
    assert result.stdout == ""
    told = result.stderr.splitlines()
    assert [one.split(":")[2] for one in told] == ["1", "2", "4"]
    assert told[0] == f"silent26: {file}:1: seats is 0, but must be from 1 to 200"
