"""Ten million rows are read, and what they say worked out, within 4 GB of memory."""

import subprocess
import sys

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import csv

BLOCKS, ROWS = 10, 1_000_000
MOST = 4 << 30

CHILD = """
import resource, sys

most = int(sys.argv[2])
# All that the process asks for counts, address space included, and not only what it touches.
resource.setrlimit(resource.RLIMIT_AS, (most, most))

from sim.play.company.fitted import fit
from sim.play.company.visits import read_visits

found = fit(read_visits(sys.argv[1]))
print(found.rows, found.customers, found.visits, found.estimates["visits_per_year"].value)
"""


@pytest.fixture
def table(tmp_path):
    """Ten million visits of half a million customers, in blocks that differ in one letter."""
    luck = np.random.default_rng(26)
    when = luck.integers(1_640_995_200, 1_704_067_200, ROWS).astype("datetime64[s]")
    who = np.char.add("#", luck.integers(0, 50_000, ROWS).astype(str))
    block = {
        "customer": pa.array(who),
        "date": pa.array(when),
        "amount": pa.array(np.round(luck.gamma(4.0, 5.0, ROWS), 2)),
    }
    piece = tmp_path / "piece.csv"
    csv.write_csv(pa.table(block), piece, csv.WriteOptions(include_header=False))
    raw = piece.read_bytes()
    file = tmp_path / "visits.csv"
    with file.open("wb") as whole:
        whole.write(b"customer,date,amount\n")
        for letter in b"ABCDEFGHIJ":
            whole.write(raw.replace(b"#", bytes([letter])))
    return file


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only there a limit of memory is kept")
def test_ten_million_rows_are_read_within_4_gb(table):
    command = [sys.executable, "-c", CHILD, str(table), str(MOST)]
    env = {"OPENBLAS_NUM_THREADS": "1", "ARROW_DEFAULT_MEMORY_POOL": "system", "PATH": ""}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    assert done.returncode == 0, done.stderr
    rows, customers, visits, often = map(float, done.stdout.split())
    assert rows == BLOCKS * ROWS
    assert customers == 500_000
    # Two visits of one customer in the same second are one.
    assert 0 <= rows - visits < 1_000
    # Twenty visits of each, in two years of 365 days.
    assert often == pytest.approx(10 * 364 / 365, rel=0.01)
