"""The forms of a company, on a page whose runs are short."""

import pytest

from sim.panels.company.company import YourCompany


@pytest.fixture
def forms(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    opened = YourCompany(page)
    yield opened
    opened.close()


def said(widget) -> str:
    """What is written, without the marks of HTML."""
    import html
    import re

    return html.unescape(re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", widget.value))).strip()
