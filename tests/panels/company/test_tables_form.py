"""Tables in the forms: columns guessed and changed, faults listed by row, nothing kept."""

import json

import pytest

import sim
from sim.panels.company.upload import Upload
from sim.play.company.recorded import write_tables
from tests.panels.company.conftest import said

SHORT = {
    "time.days": 182,
    "time.warm_up_days": 0,
    "market.customers": 150,
    "market.people": 400,
    "voice.silent_per_complaint": 5,
}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    business = sim.load("corner_shop", changes=SHORT)
    write_tables(sim.run(business, seed=4), folder / "visits.csv", folder / "complaints.csv")
    return folder


def choose(table, file, **columns) -> None:
    table.path.fill(file=str(file))
    table.columns.fill(**columns)


def test_columns_are_guessed_first_and_changed_by_the_user(forms, tmp_path):
    (tmp_path / "v.csv").write_text("Datum;wer;Betrag;wer2\n1.2.2024;a;3;b\n")
    table = forms.tables.visits
    choose(table, "v.csv")
    assert table.columns.values == {"date": "Datum", "amount": "Betrag"}
    assert "Not found, so please choose: Who: the customer." in said(table.says)
    assert table.said == {}
    table.columns.fill(customer="wer2", amount="")
    assert table.said == {"customer": "wer2", "amount": ""}


def test_tables_are_read_and_what_they_cannot_tell_is_said(forms, written):
    tables = forms.tables
    choose(tables.visits, written / "visits.csv")
    choose(tables.complaints, written / "complaints.csv")
    tables.read.click()
    tables.work.wait()
    assert tables.faults == ()
    told = said(tables.says)
    assert "visits of" in told and "the silent are in no table" in told
    assert forms.state.fitted.complaints is not None
    assert [one.file.name for one in forms.state.tables] == ["visits.csv", "complaints.csv"]
    tables.how.fill(leave_out="yes")  # another way of reading: what was read is no longer it
    assert (forms.state.fitted, forms.state.tables) == (None, ())


def test_a_faulty_table_gets_a_list_with_the_numbers_of_its_rows(forms, written, tmp_path):
    rows = (written / "visits.csv").read_text().splitlines()
    rows[4] = rows[4].replace("2024", "20x4") if "2024" in rows[4] else "C1,not a date,3"
    rows[9] = ",2024-01-01,5"
    (tmp_path / "bad.csv").write_text("\n".join(rows) + "\n")
    tables = forms.tables
    choose(tables.visits, "bad.csv")
    tables.read.click()
    tables.work.wait()
    assert any("row 5:" in one for one in tables.faults)
    assert any("row 10: no customer" in one for one in tables.faults)
    assert "row 10" in said(tables.says)
    assert forms.state.fitted is None
    tables.how.fill(leave_out="yes")
    tables.read.click()
    tables.work.wait()
    assert tables.faults == ()
    assert "left out, row 10" in said(tables.says)


def test_without_a_table_of_visits_one_is_told(forms, written):
    choose(forms.tables.complaints, written / "complaints.csv")
    forms.tables.read.click()
    assert "Choose a table of visits first" in said(forms.tables.says)
    forms.tables.visits.path.fill(file="nowhere.csv")
    assert "nowhere.csv: there is no such file" in said(forms.tables.visits.says)


def test_what_is_handed_over_is_no_part_of_the_page(tmp_path):
    taken = []
    upload = Upload("A table", lambda file: taken.append((file, file.read_bytes())))
    for content, buffers in (
        ({"kind": "begin", "name": "../../etc/visits.csv"}, []),
        ({"kind": "piece"}, [memoryview(b"customer,date\n")]),
        ({"kind": "piece"}, [memoryview(b"ada,2024-01-01\n")]),
        ({"kind": "end"}, []),
    ):
        upload._on_message(upload, content, buffers)
    ((file, content),) = taken
    assert file.name == "visits.csv"
    assert content == b"customer,date\nada,2024-01-01\n"
    assert "ada" not in json.dumps(upload.get_state(), default=str)
    upload.close()
    assert not file.exists(), "it is gone with the page"
