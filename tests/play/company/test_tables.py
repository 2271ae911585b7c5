"""Tables of visits and complaints: what is read, and what is said of a faulty one."""

import random

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sim.play.company import dates
from sim.play.company.columns import guess
from sim.play.company.complaints import OUTCOMES, read_complaints
from sim.play.company.flaws import TableError
from sim.play.company.visits import read_visits

PLAIN = "customer,date,amount\nA,2024-01-05,10\nB,2024-01-06,5.50\nA,2024-02-07,20\n"


@pytest.fixture
def written(tmp_path):
    """Write a table, and return where it is."""

    def write(text, name="visits.csv", encoding="utf-8"):
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return file

    return write


def faults(read, *args, **more):
    with pytest.raises(TableError) as caught:
        read(*args, **more)
    file = str(args[0])
    assert all(one.startswith(file) for one in caught.value.faults)
    assert all("\n" not in one and "Traceback" not in one for one in caught.value.faults)
    return [one.removeprefix(f"{file}: ") for one in caught.value.faults]


def as_rows(visits):
    """Return visits as plain rows."""
    names = visits.names.to_pylist()
    days = (visits.seconds // dates.DAY).astype("datetime64[D]").astype(str)
    return [
        (names[who], day, amount)
        for who, day, amount in zip(visits.customer, days, visits.amount, strict=True)
    ]


EXPECTED = [("A", "2024-01-05", 10.0), ("A", "2024-02-07", 20.0), ("B", "2024-01-06", 5.5)]

WAYS = {
    "plain": PLAIN,
    "semicolons and decimal commas": "Kunde;Datum;Betrag\nA;5.1.2024;10,00\nB;6.1.2024;5,50\n"
    "A;7.2.2024;20,00\n",
    "tabs": PLAIN.replace(",", "\t"),
    "bars": PLAIN.replace(",", "|"),
    "quotes": '"customer","date","amount"\n"A","2024-01-05","10"\n"B","2024-01-06","5.50"\n'
    '"A","2024-02-07","20"\n',
    "the word of Excel": "sep=,\n" + PLAIN,
    "days first": "id klienta,Date,Total\nA,05/01/2024,10\nB,06/01/2024,5.5\nA,07/02/2024,20\n"
    "A,07/02/2024,0\nB,06/01/2024,0\n",
    "months in words": "client;date de commande;montant\nA;5 Jan 2024;10 €\nB;6 Jan 2024;5,50 €\n"
    "A;7 Feb 2024;20,00 €\n",
    "days that Excel counts": "cust_id,when,spend\nA,45296,10\nB,45297,5.5\nA,45329,20\n",
    "packed": "Customer No.,Order Date,Net amount\nA,20240105,$10.00\nB,20240106,$5.50\n"
    "A,20240207,$20.00\n",
    "times": "user,timestamp,value\nA,2024-01-05T10:00:00Z,10\nB,2024-01-06 11:30,5.5\n"
    "A,2024-02-07 00:00:01.5,20\n",
    "empty rows": "\n".join([*PLAIN.splitlines(), ",,", "", ""]),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_table_is_read_however_people_write_it(way, written):
    said = {"dates": "d/m/y"} if way == "days first" else {}
    visits = read_visits(written(WAYS[way]), **said)
    assert as_rows(visits) == EXPECTED
    assert visits.days == 34


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_found_out(encoding, written):
    text = PLAIN.replace("customer", "Kundengröße-Kunde").replace("B,", "Bäckerei,")
    visits = read_visits(written(text, encoding=encoding))
    assert visits.names.to_pylist() == ["A", "Bäckerei"]
    assert bool(visits.remarks) == (encoding == "cp1252")


def test_an_encoding_that_is_said_is_taken(written):
    text = PLAIN.replace("B,", "Łódź,")
    file = written(text, encoding="cp1250")
    assert read_visits(file, encoding="cp1250").names.to_pylist() == ["A", "Łódź"]
    assert faults(read_visits, file, encoding="utf-8") == [
        "the file is not in utf-8, from row 1 or a later one on"
    ]


def test_parquet_is_read_with_its_types(tmp_path):
    file = tmp_path / "visits.parquet"
    days = np.array(["2024-01-05", "2024-01-06", "2024-02-07"], "datetime64[D]")
    table = {"Client": pa.array(["A", "B", "A"]), "date": days, "montant": [10.0, 5.5, 20.0]}
    pq.write_table(pa.table(table), file)
    assert as_rows(read_visits(file)) == EXPECTED
    table |= {"date": pa.array(["5.1.2024", "6.1.2024", "7.2.2024"]), "Client": pa.array([1, 2, 1])}
    pq.write_table(pa.table(table), file)
    assert [row[1:] for row in as_rows(read_visits(file))] == [row[1:] for row in EXPECTED]


def test_returns_are_taken_off_the_visit_before(written):
    visits = read_visits(written(PLAIN + "A,2024-02-08,-15\n"))
    assert as_rows(visits) == [EXPECTED[0], ("A", "2024-02-07", 5.0), EXPECTED[2]]
    assert visits.remarks == ("1 negative amount is a return: taken off the visit before",)


def test_rows_of_one_moment_are_one_visit(written):
    text = "customer,date,amount\nA,2024-01-05,10\nA,2024-01-05,5\nB,2024-01-06,\n"
    visits = read_visits(written(text))
    assert as_rows(visits)[0][2] == 15.0
    assert np.isnan(visits.amount[1])
    text = text.replace("-05,10", "-05 10:00,10").replace("-05,5", "-05 11:00,5")
    assert len(read_visits(written(text)).seconds) == 3


def test_rows_of_one_order_are_one_visit(written):
    text = "customer,date,amount,order id\nA,2024-01-05,10,1\nA,2024-01-09,5,1\nB,2024-01-09,1,2\n"
    assert [row[1:] for row in as_rows(read_visits(written(text)))] == [
        ("2024-01-05", 15.0),
        ("2024-01-09", 1.0),
    ]


FAULTY = {
    "nothing in it": ("", ["the file is empty"]),
    "no rows": ("customer,date,amount\n", ["the table has no rows"]),
    "one column": (
        "customer\nA\n",
        [
            'the first row is one column, "customer": columns must be separated by comma, '
            "semicolon, tab, bar"
        ],
    ),
    "no names that are known": (
        "a,b,c\n1,2,3\n",
        [
            'no column looks like the one of the customer: the columns are "a", "b", "c"; say '
            "which it is: customer=NAME",
            'no column looks like the one of the date: the columns are "a", "b", "c"; say which it '
            "is: date=NAME",
        ],
    ),
    "an Excel workbook": (b"PK\x03\x04....", ["this is an Excel workbook or a packed file: save "]),
    "no text": (b"customer,date\n\0\0\0", ["this is no text: it has zero bytes"]),
    "a mixture of encodings": (
        PLAIN.replace("A,", "Ä,").encode() + "Ö,2024-02-08,1\n".encode("cp1252"),
        ["row 5 is not in UTF-8, while others are, or it is in an encoding that cannot be guessed"],
    ),
    "mixed dates": (
        PLAIN + "C,31.12.2024,4\nC,1/5/2024,4\n",
        [
            'rows 5 and 6: the date is written in another form ("31.12.2024") than in the other '
            "rows (y-m-d, such as 2024-12-31)"
        ],
    ),
    "a date that is none": (
        PLAIN + "C,2024-02-30,4\n",
        ["row 5: the date is no date of the form y-m-d, such as 2024-12-31: "],
    ),
    "days or months first": (
        "customer,date\nA,05/01/2024\nB,02/03/2024\nA,01/02/2024\n",
        ["the date can be read as d/m/y (31/12/2024) or as m/d/y (12/31/2024): no day is above 12"],
    ),
    "formulas": (
        PLAIN + 'C,2024-03-01,=SUM(C2:C4)\nC,=TODAY(),1\nD,2024-03-01,"+HYPERLINK(""x"")"\n',
        [
            "row 6: the date is a formula: save the values",
            "rows 5 and 7: the amount is a formula: save the values",
        ],
    ),
    "an amount that is none": (
        PLAIN + "C,2024-03-01,twelve\n",
        ['row 5: the amount is no number with a decimal point: "twelve" is one of them'],
    ),
    "both kinds of decimals": (
        'customer,date,amount\nA,2024-01-05,10.50\nB,2024-01-06,5.50\nA,2024-02-07,"20,5"\n',
        ['row 4: the amount is no number with a decimal point: "20,5" is one of them'],
    ),
    "a return of what was never bought": (
        PLAIN + "C,2024-03-01,-4\n",
        ["row 5: a negative amount is a return, but this customer had bought nothing before"],
    ),
    "an order of two": (
        "customer,date,amount,order\nA,2024-01-05,10,7\nB,2024-01-06,5,7\nA,2024-02-07,2,8\n",
        ["rows 2 and 3: the order has the number of an order of another customer"],
    ),
    "nobody, and no date": (
        PLAIN + ",2024-03-01,4\nC,,4\n",
        ["row 5: no customer", "row 6: no date"],
    ),
    "too many cells": (
        PLAIN + "C,2024-03-01,1,2,3\nD,2024-03-01\n",
        ["rows 5 and 6: more or fewer cells than there are names"],
    ),
    "infinite": (PLAIN + "C,2024-03-01,inf\n", ["row 5: the amount is no number with a decimal"]),
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_faulty_table_gets_a_list_with_its_rows(case, written):
    text, expected = FAULTY[case]
    found = faults(read_visits, written(text))
    assert len(found) == len(expected)
    for one, begin in zip(found, expected, strict=True):
        assert one.startswith(begin)


def test_faulty_rows_are_left_out_where_that_is_asked_for(written):
    text = PLAIN + "C,2024-13-01,4\nA,2024-02-08,x\n,2024-01-01,1\nE,2024-01-01,1,9\n"
    visits = read_visits(written(text), leave_out=True)
    assert as_rows(visits) == EXPECTED
    assert len(visits.remarks) == 4
    assert all(one.startswith("left out, row ") for one in visits.remarks)


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_million_columns_are_refused_at_once(separator, written):
    text = separator.join(f"c{n}" for n in range(1_000_000)) + "\n1\n"
    (found,) = faults(read_visits, written(text))
    assert found.startswith("the first row has ")
    assert found.endswith(" columns, but must have 1,000 or fewer")


def test_many_columns_of_parquet_are_refused_as_well(tmp_path):
    file = tmp_path / "wide.parquet"
    pq.write_table(pa.table({f"c{n}": [1] for n in range(1_500)}), file)
    assert faults(read_visits, file) == [
        "the table has 1,500 columns, but must have 1,000 or fewer"
    ]


def test_a_place_without_a_table(tmp_path):
    assert faults(read_visits, tmp_path / "none.csv") == ["there is no such file"]
    assert faults(read_visits, tmp_path) == [
        "this is a folder, but must be a table, CSV or Parquet"
    ]


def test_an_open_quote_is_told_and_not_swallowed(written):
    text = PLAIN + 'C,"2024-03-01,1\n' + "D,2024-03-01,1\n" * 2_000_000
    (found,) = faults(read_visits, written(text))
    assert found == "row 5: a quote is opened there and never closed"
    assert found in faults(read_visits, written(text), leave_out=True)


def test_row_numbers_hold_far_down_and_behind_uneven_rows(written):
    lines = ["customer,date,amount", *("A,2024-01-05,10" for _ in range(1_500_000))]
    lines[500] = "A,2024-01-05"
    lines[1_000] = "A,2024-01-05,1,1"
    lines[1_001] = "A,never,1"
    lines[1_400_000] = "A,2024-01-05,much"
    found = faults(read_visits, written("\n".join(lines)))
    assert [one.partition(":")[0] for one in found] == [
        "rows 501 and 1,001",
        "row 1,002",
        "row 1,400,001",
    ]


def test_what_somebody_says_counts_above_any_guess(written):
    text = "customer,date,amount,payer,paid\nA,2024-01-05,10,X,2024-01-09\n"
    visits = read_visits(written(text), columns={"customer": "payer", "date": "paid", "amount": ""})
    assert [row[:2] for row in as_rows(visits)] == [("X", "2024-01-09")]
    assert np.isnan(visits.amount).all()
    assert faults(read_visits, written(text), columns={"customer": "paier"}) == [
        'customer is to be the column "paier", which is not there: did you mean "payer"?'
    ]
    assert faults(read_visits, written(text), columns={"customers": "payer"}) == [
        'there is no role "customers" in a table of visits, only customer, date, amount, order'
    ]
    assert faults(read_visits, written(text), columns={"date": "customer"})


def test_names_of_columns_are_known_in_several_languages():
    for header in (
        ("Kundennummer", "Rechnungsdatum", "Rechnungsbetrag", "Rechnungsnummer"),
        ("N° client", "Date d’achat", "Montant total", "N° commande"),
        ("ID cliente", "Fecha de compra", "Importe", "Factura"),
        ("Klantnr.", "Besteldatum", "Bedrag", "Factuur"),
        ("Codice cliente", "Data ordine", "Importo", "Scontrino"),
        ("CustomerID", "InvoiceDate", "Total Price", "InvoiceNo"),
    ):
        assert list(guess("visits", header).values())[:3] == list(header[:3])


def test_no_bytes_bring_a_traceback(written):
    luck = random.Random(26)
    for number in range(200):
        raw = bytearray(PLAIN.encode() * 3)
        for _ in range(luck.randint(1, 8)):
            place = luck.randrange(len(raw))
            raw[place] = luck.choice(b'\x00\xff\xc3,;"\n\r=-1A\xe4')
        try:
            read_visits(written(bytes(raw), name=f"{number}.csv"))
        except TableError as error:
            assert error.faults


COMPLAINTS = (
    "customer,opened,closed,outcome\nA,2024-01-06,2024-01-09,resolved\nB,2024-01-07,,open\n"
)


def test_complaints_are_read_and_matched(written):
    visits = read_visits(written(PLAIN))
    text = COMPLAINTS + "X,2024-01-08,2024-01-08,abgelehnt\n"
    found = read_complaints(written(text, "complaints.csv"), visits.names)
    assert found.customer.tolist() == [0, 1, -1]
    assert [OUTCOMES[one] for one in found.outcome] == ["resolved", "open", "unresolved"]
    assert (found.closed[0] - found.opened[0]) == 3 * dates.DAY
    assert found.closed[1] == dates.NO_DATE
    assert found.remarks == ("1 complaint is of customers who are not in the table of visits",)


def test_a_column_called_resolved_is_what_it_holds(written):
    text = "opened,resolved\n2024-01-06,yes\n2024-01-07,no\n"
    found = read_complaints(written(text))
    assert [OUTCOMES[one] for one in found.outcome] == ["resolved", "unresolved"]
    text = "opened,resolved\n2024-01-06,2024-01-09\n2024-01-07,\n"
    found = read_complaints(written(text))
    assert (found.closed != dates.NO_DATE).tolist() == [True, False]


FAULTY_COMPLAINTS = {
    "closed before": ("A,2024-01-06,2024-01-01,yes\n", ["row 4: closed before it was opened"]),
    "a strange word": (
        "A,2024-01-06,2024-01-09,perhaps\n",
        ['row 4: the outcome is no word that is known: "perhaps" is one of them'],
    ),
    "no date": ("A,soon,2024-01-09,yes\n", ["row 4: the date of opening is no date of the form"]),
    "not opened": ("A,,2024-01-09,yes\n", ["row 4: no date of opening"]),
}


@pytest.mark.parametrize("case", FAULTY_COMPLAINTS)
def test_faulty_complaints(case, written):
    row, expected = FAULTY_COMPLAINTS[case]
    found = faults(read_complaints, written(COMPLAINTS + row))
    assert len(found) == len(expected)
    assert found[0].startswith(expected[0])


def test_numbers_of_complaints_are_there_once(written):
    text = "case,opened\n1,2024-01-06\n2,2024-01-07\n1,2024-01-08\n"
    assert faults(read_complaints, written(text)) == [
        "row 4: the complaint has the number of another"
    ]
    assert len(read_complaints(written(text), leave_out=True)) == 2


def test_a_period_of_complaints_does_not_know_what_comes_later(written):
    found = read_complaints(written(COMPLAINTS))
    start, end = int(found.opened.min()), int(found.opened.max()) + dates.DAY
    assert len(found.between(start, end)) == 2
    earlier = found.between(start, start + dates.DAY)
    assert earlier.closed.tolist() == [dates.NO_DATE]
    assert [OUTCOMES[one] for one in earlier.outcome] == ["open"]
