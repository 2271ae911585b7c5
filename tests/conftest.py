"""The system's Chromium, for all tests of a file."""

import os

import pytest

from tests.browser.lab import FLAGS, chromium


# Playwright keeps an event loop running in this thread. Widgets of a later test would take it for a
# kernel's, so it ends with its file.
@pytest.fixture(scope="module")
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
