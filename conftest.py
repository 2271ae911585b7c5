"""For every test and notebook: a logbook of its own, and not the one of whoever runs the tests."""

import os
from tempfile import mkdtemp

os.environ["SILENT26_LOGBOOK"] = os.path.join(mkdtemp(prefix="silent26-"), "logbook.sqlite")
