"""Pages at a projector's size, and a JupyterLab in each theme."""

import pytest

from tests.browser.lab import Watch, running_lab, stop_kernels

PROJECTOR = {"width": 1280, "height": 720}
PATIENCE = 120_000
"""Milliseconds that a busy machine is given."""


@pytest.fixture(scope="module", params=["JupyterLab Light", "JupyterLab Dark"])
def lab(browser, request, tmp_path_factory):
    with running_lab(tmp_path_factory.mktemp("lab"), request.param) as running:
        running.dark = request.param.endswith("Dark")
        yield running


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport=PROJECTOR)
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    opened.watch = Watch(opened)
    yield opened
    stop_kernels(opened)
    context.close()
