"""The system's Chromium at a projector's size, and a JupyterLab in each theme."""

import os

import pytest

from tests.browser.lab import FLAGS, Watch, chromium, running_lab, stop_kernels

PROJECTOR = {"width": 1280, "height": 720}


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    where = chromium()
    if where is None:
        told = "no Chromium on this machine: on Debian, apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=where, headless=True, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session", params=["JupyterLab Light", "JupyterLab Dark"])
def lab(browser, request, tmp_path_factory):
    with running_lab(tmp_path_factory.mktemp("lab"), request.param) as running:
        running.dark = request.param.endswith("Dark")
        yield running


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport=PROJECTOR)
    opened = context.new_page()
    opened.watch = Watch(opened)
    yield opened
    stop_kernels(opened)
    context.close()
