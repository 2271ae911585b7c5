"""An exercise in a real JupyterLab: a picture, words on each step, a form that writes Python."""

import pytest

from tests.browser.axe import serious_faults
from tests.browser.lab import faults, open_and_run
from tests.browser.module import keep

pytestmark = [pytest.mark.browser, pytest.mark.slow]
FORM = ".s26-form"
SAYS = f"{FORM} [role=status]"


def test_a_learner_works_through_an_exercise(lab, page):
    theme = "dark" if lab.dark else "light"
    open_and_run(page, lab, "exercises/02_the_silent_26.ipynb")
    assert faults(page) == []
    assert page.get_by_text("Not attempted:").count() == 4
    shown = page.locator(f"img.s26-on-{theme}")
    assert "failures" in shown.get_attribute("alt")
    assert page.locator(".s26-on-light:visible, .s26-on-dark:visible").count() == 1
    shown.scroll_into_view_if_needed()
    keep(page, f"exercise_02_{theme}_picture.png")

    form = page.locator(FORM)
    top, below = form.locator("select").all()
    line = form.locator("textarea")
    top.focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("one => one.value.includes('had a problem')", arg=line.element_handle())
    assert line.input_value().startswith("build = ratio(top=")
    form.get_by_role("button", name="Check").click()
    page.locator(SAYS, has_text="Not yet").wait_for()
    form.scroll_into_view_if_needed()
    keep(page, f"exercise_02_{theme}_not_yet.png")

    top.select_option("had a problem, told nobody")
    below.select_option("had a problem and told")
    form.get_by_role("button", name="Check").click()
    page.locator(SAYS, has_text="Right").wait_for()
    keep(page, f"exercise_02_{theme}_right.png")
    assert serious_faults(page, f"{FORM}, div[role=status]") == []
    assert page.watch.elsewhere == []
