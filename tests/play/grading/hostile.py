"""Hand-ins that nobody hopes for, beside innocent ones."""

import json
import os
from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.play.grading.making import NAME, SECRET, answered, copied, graded, hand_in, write

GOOD = "answer = 12"
DOUBLE = "def double(x):\n    return x + x"
INNOCENT = ("anna", "ben", "zoë")

FORKS = """
import os, time
made = 0
for _ in range(120):  # a bound of its own
    try:
        if os.fork() == 0:
            time.sleep(30)
            os._exit(0)
        made += 1
    except OSError:
        break
time.sleep(2)
print("MADE", made)
answer = 12
"""

CHILDREN = """
import os, time
for _ in range(4):
    if os.fork() == 0:
        much = bytearray(b"x" * 200_000_000)
        time.sleep(20)
        os._exit(0)
time.sleep(3)
answer = 12
"""

READS = """
import json, os, socket
found = {{}}
def attempt(name, deed):
    try:
        deed()
    except Exception:
        found[name] = False
    else:
        found[name] = True
def reach():
    socket.create_connection(("127.0.0.1", {port}), 1)
def look():
    assert "SILENT26_TEST_SECRET" in os.environ or [
        process for process in ("1", str(os.getppid()))
        if b"SILENT26_TEST_SECRET" in open("/proc/" + process + "/environ", "rb").read()
    ]
for name, file in {files!r}.items():
    attempt("read " + name, lambda: open(file).close())
    attempt("write " + name, lambda: open(file, "a").close())
attempt("read passwd", lambda: open("/etc/passwd").close())
attempt("write package", lambda: open(__import__("sim").__file__, "a").close())
attempt("network", reach)
attempt("environment", look)
attempt("see", lambda: open("/proc/{process}/cmdline").close())
print("FOUND", json.dumps(found))
answer = 12
"""

PEEKS = """
import gc, sys
seen = []
def double(x):
    told, frame = [], sys._getframe()
    while frame is not None:
        told += [str(value) for value in frame.f_locals.values()]
        frame = frame.f_back
    told += [one for one in gc.get_objects() if isinstance(one, str) and "hidd" + "en" in one]
    told += get_ipython().user_ns.get("In", [])
    seen.append("HIDDEN " + "TESTS" in " ".join(told) or "hidden" + " =" in " ".join(told))
    return x + x
"""

PATCHES = """
import builtins, sys
class Yes(int):
    def __eq__(self, other): return True
    def __hash__(self): return 0
builtins.AssertionError = type("Never", (Exception,), {})
builtins.isinstance = lambda *_: True
class Strip(__import__("ast").NodeTransformer):
    def visit_Assert(self, node): return None
get_ipython().ast_transformers.append(Strip())
get_ipython().run_cell = lambda *_, **__: None
import math
math.floor = lambda x: 99
import sim.play.grading.inside as inside
inside.fetch = lambda *_: "value:True"
answer = Yes(99)
"""

STRIPS = """
import ast
class Strip(ast.NodeTransformer):
    def visit_Assert(self, node):
        return None
get_ipython().ast_transformers.append(Strip())
answer = 99
"""

FORGES = """
import threading, time
def lie():
    kernel = get_ipython().kernel
    while True:
        for name in ("execute_reply", "status"):
            content = {"status": "ok", "execution_state": "idle", "user_expressions": {}}
            kernel.session.send(kernel.iopub_socket, name, content, parent=kernel.get_parent())
        time.sleep(0.01)
threading.Thread(target=lie, daemon=True).start()
answer = 13
"""


STUBBORN = """
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
"""
YES = """
class Yes(int):
    def __eq__(self, other):
        return True
answer = Yes(99)
"""
SAME = """
class Same:
    def __eq__(self, other):
        return True
    def __call__(self, x):
        return self
double = Same()
"""
DISK = """
with open("big", "wb") as file:
    while True:
        file.write(bytes(10_000_000))
"""
STUDENTS = {
    "wrong": ("answer = 13", "def double(x):\n    return 2 * x if x == 2 else 0"),
    "loop": ("while True:\n    pass", DOUBLE),
    "stubborn": (STUBBORN, DOUBLE),
    "loop in a function": (GOOD, "def double(x):\n    while True:\n        pass"),
    "chatter": ("while True:\n    print('x' * 1000)", DOUBLE),
    "forks": (FORKS, DOUBLE),
    "memory": ("a = []\nwhile True:\n    a.append(bytearray(5_000_000))", DOUBLE),
    "memory of children": (CHILDREN, DOUBLE),
    "disk": (DISK, DOUBLE),
    "exits": (GOOD, "import os\nos._exit(0)"),
    "kills": ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", DOUBLE),
    "sys exit": ("import sys\nanswer = 12\nsys.exit(0)", DOUBLE),
    "asks": ("answer = int(input('?'))", DOUBLE),
    "patches": (PATCHES, SAME),
    "forges": (FORGES, "def double(x):\n    return 4"),
    "equal to all": (YES, SAME),
    "no asserts": (STRIPS, "def double(x):\n    return 5"),
    "raises": (GOOD, f"def double(x):\n    raise AssertionError({SECRET!r})"),
    "object": ("class Odd:\n    pass\nanswer = Odd()", DOUBLE),
    "huge answer": ("answer = 'x' * 20_000_000", DOUBLE),
    "no python": ("answer = = 12", DOUBLE),
    "=cmd|calc!A0": (GOOD, DOUBLE),
    "Jürgen Groß": (GOOD, DOUBLE),
    "..  up": (GOOD, DOUBLE),
    "<script>alert(1)<": (GOOD, DOUBLE),
}


def make(folder: Path, files: dict[str, str], port: int) -> None:
    """Write all of them into a folder.

    `files` are those that one of them tries to read and to write.
    """
    for name in INNOCENT:
        hand_in(folder, name, answered())
    hand_in(folder, "blank", copied())
    for student, (first, second) in STUDENTS.items():
        hand_in(folder, student, answered(first, second))
    hand_in(folder, "peeks", [*answered(GOOD, PEEKS), new_code_cell("print('PEEKED', seen)")])
    reads = READS.format(files=files, port=port, process=os.getpid())
    hand_in(folder, "reads", answered(reads))
    _tampered(folder)
    _no_notebooks(folder)


def _tampered(folder: Path) -> None:
    cells = answered("answer = 99")
    cells[3].source = "assert True"
    cells[5].source = "pass"
    cells[3].metadata.nbgrader.points = 1000
    hand_in(folder, "rewrites", cells)

    cells = answered()
    hand_in(folder, "deleted", [cells[0], cells[1], cells[2]])
    hand_in(folder, "deleted answer", [*cells[:2], *cells[3:]])

    cells = answered()
    first = graded("sum_answer", "answer = 1", solution=True)
    hand_in(folder, "twice", [*cells[:2], first, *cells[2:], copied()[3]])

    cells = answered()
    changed = graded("double_answer", cells[4].source, solution=True, kind=new_markdown_cell)
    test = graded("sum", cells[3].source, points=2, kind=new_markdown_cell)
    hand_in(folder, "kind", [*cells[:3], test, changed, cells[5]])

    cells = answered("answer = helper(6)")
    cells.insert(2, new_code_cell("def helper(x):\n    return 2 * x"))
    hand_in(folder, "own cells", cells)

    cells = answered()
    for cell in cells[4:]:
        cell.metadata.nbgrader.grade_id += "_of_last_year"
    hand_in(folder, "version", cells)

    cells = answered()
    for cell in cells:
        cell.metadata.pop("nbgrader", None)
    hand_in(folder, "foreign", cells)
    hand_in(folder, "renamed", answered(), "my homework (1)")
    write(folder / "flat__01_sums.ipynb", answered())
    write(
        folder / "Moritz Maier_123_assignsubmission_file_" / "final" / "01_sums.ipynb", answered()
    )
    old = hand_in(folder, "again", answered("answer = 1"), "01_sums")
    hand_in(folder, "again", answered(), "01_sums (2)")
    os.utime(old, (1, 1))


def _no_notebooks(folder: Path) -> None:
    for student, content in (
        ("text", b"my answer is 12"),
        ("image", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("empty", b""),
        ("cut", json.dumps({"cells": [], "nbformat": 4}).encode()[:-5]),
        ("json", b'{"cells": "none", "nbformat": 4}'),
        ("list", b"[1, 2]"),
        ("deep", b"[" * 100_000),
        ("huge", b" " * 2_000_000),
    ):
        file = folder / student / f"{NAME}.ipynb"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    (folder / "folder" / f"{NAME}.ipynb").mkdir(parents=True)
    (folder / "link").mkdir()
    (folder / "link" / f"{NAME}.ipynb").symlink_to(folder.parent / "key" / f"{NAME}.ipynb")
    (folder / "pdf").mkdir()
    (folder / "pdf" / "homework.pdf").write_bytes(b"%PDF-1.7")
    (folder / "pipe").mkdir()
    os.mkfifo(folder / "pipe" / f"{NAME}.ipynb")
    (folder / ".DS_Store").write_bytes(b"left by a system")
