"""Your company in a real browser: filled in by mouse, by keyboard alone, saved, opened, run."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import sim
from sim.play.company.answers_file import read_answers
from sim.play.company.recorded import write_tables
from tests.browser.app import open_page, running_app
from tests.browser.axe import serious_faults
from tests.browser.lab import open_and_run, running_lab
from tests.browser.module import keep

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FORMS = ".s26-company"
NOTEBOOK = "company.ipynb"
STEPS = ("Trade", "Figures", "Self-audit", "ICARE", "Moments", "Tables", "Rules", "Answer")
CELL = 'from sim.panels import open_module\n\nopen_module("08").company()'
SMALL = {
    "time.days": 182,
    "time.warm_up_days": 0,
    "market.customers": 150,
    "market.people": 400,
}
TRAILED = "Zebedee"
"""A customer's name that stands in the tables, and may stand nowhere else."""


def write_notebook(folder: Path) -> None:
    """Write a page with nothing on it but the forms."""
    cell = {
        "cell_type": "code",
        "id": "company",
        "execution_count": None,
        "metadata": {"jupyter": {"source_hidden": True}},
        "outputs": [],
        "source": CELL,
    }
    title = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# Your company"}
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    page = {
        "cells": [title, cell],
        "metadata": {"kernelspec": kernel},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / NOTEBOOK).write_text(json.dumps(page), encoding="utf-8")


def write_data(folder: Path) -> None:
    """Write the tables of a small business, and one with two faults."""
    business = sim.load("corner_shop", changes=SMALL | {"voice.silent_per_complaint": 5})
    write_tables(sim.run(business, seed=4), folder / "visits.csv", folder / "complaints.csv")
    file = folder / "visits.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    who = rows[0].partition(",")[0]
    rows = [row.replace(who, TRAILED) for row in rows]
    file.write_text("\n".join([head.replace("customer", "buyer"), *rows]) + "\n")
    rows[3] = f"{TRAILED},some day,3.00"
    rows[6] = ",2024-01-02,3.00"
    (folder / "faulty.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


@pytest.fixture(scope="module", params=["JupyterLab Light", "JupyterLab Dark"])
def company_lab(browser, request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("company")
    with running_lab(folder, request.param) as lab:
        lab.work, lab.theme = folder / "work", request.param.split()[1].lower()
        write_notebook(lab.work)
        write_data(lab.work)
        # The strictest case: a lab that keeps the state of widgets in the notebook.
        settings = folder / "settings" / "@jupyter-widgets" / "jupyterlab-manager"
        settings.mkdir(parents=True, exist_ok=True)
        (settings / "plugin.jupyterlab-settings").write_text('{"saveState": true}')
        yield lab


def step(page, name: str):
    """Go to a step, and return the forms."""
    forms = page.locator(FORMS)
    forms.get_by_role("button", name=f"{STEPS.index(name) + 1} {name}", exact=True).click()
    return forms


def answer(forms, question: str, value: str) -> None:
    """Choose an answer to a question that is in sight."""
    group = forms.locator("fieldset:visible").filter(has_text=question).first
    group.get_by_label(value, exact=True).check()


def saved(page, lab) -> str:
    """Save the notebook, and return all that is in it."""
    page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")
    return (lab.work / NOTEBOOK).read_text(encoding="utf-8")


def test_forms_are_filled_in_saved_opened_and_run_by_mouse(company_lab, page):
    lab = company_lab
    open_and_run(page, lab, NOTEBOOK)
    answer(step(page, "Trade"), "most like you", "The hotel")
    forms = step(page, "Figures")
    forms.get_by_label("What is left of sales", exact=False).first.fill("30%")
    forms.get_by_label("How many people serve", exact=False).first.fill("-2")
    forms.get_by_label("I do not know: What is spent").check()
    forms.get_by_text("This is -2, but must be more than 0").wait_for()
    forms.get_by_label("How many people serve", exact=False).first.fill("12")
    forms.get_by_text("3 of 8 answered").click()

    forms = step(page, "Self-audit")
    answer(forms, "You are", "Manager")
    answer(forms, "deliver what we promised", "Yes")
    forms.get_by_text("Person 1 (manager): 1 of 15 answered").wait_for()
    forms.locator("button:visible", has_text="Add a person").click()
    forms.get_by_text("Person 2: 0 of 15 answered").wait_for()
    answer(forms, "You are", "Front line")
    answer(forms, "deliver what we promised", "No")
    gap = forms.get_by_alt_text("Managers say 100, the front line 0.").locator("visible=true")
    gap.wait_for()
    gap.scroll_into_view_if_needed()
    keep(page, f"company_gap_{lab.theme}.png")

    forms = step(page, "ICARE")
    answer(forms, "Empowered", "3")
    forms = step(page, "Moments")
    forms.locator("fieldset:visible", has_text="Magic").first.get_by_label("Misery").check()
    forms.get_by_text("1 of").first.wait_for()
    assert serious_faults(page, FORMS) == []

    forms.get_by_role("button", name="Save your answers, or open").click()
    forms.get_by_role("button", name="Save the answers").click()
    forms.get_by_text("Saved to our_answers.toml").wait_for()
    figures, (manager, front) = read_answers(lab.work / "our_answers.toml")
    assert figures.said() == {"gross_margin": 0.3, "staff": 12.0, "marketing_per_month": "unknown"}
    assert (manager.role, manager.answers) == ("manager", {"promises": True})
    assert front.answers == {"promises": False, "empowered": 3}
    assert [one.rating for one in front.moments] == ["misery"]

    page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    open_and_run(page, lab, NOTEBOOK)
    forms = page.locator(FORMS)
    forms.get_by_role("button", name="Go on where you were last time").wait_for()
    forms.get_by_role("button", name="Save your answers, or open").click()
    forms.get_by_role("button", name="Open this file").click()
    forms.get_by_text("Opened: answers of 2 people, 3 figures.").wait_for()
    assert forms.get_by_label("The hotel").is_checked()

    forms = step(page, "Answer")
    for words, value in (
        ("What would matter most?", "authority"),
        ("And next?", "marketing"),
        ("And then?", "staff"),
    ):
        forms.get_by_label(words).select_option(value)
    forms.get_by_role("button", name="These are my three").click()
    forms.get_by_text("Your three are kept").wait_for()
    forms.get_by_role("button", name="Work it out").click()
    forms.get_by_text("numbers are yours").wait_for()
    forms.get_by_role("button", name="Stop").click()  # the rest is not looked at here
    forms.get_by_text("What was finished stays").wait_for()
    forms.get_by_role("button", name="Save the scenario").click()
    forms.get_by_text("Saved to ours.toml").wait_for()
    run, make = forms.locator("code:visible").all_inner_texts()[-2:]
    assert shlex.split(run) == ["silent26", "run", "ours.toml"]
    by_the_forms = (lab.work / "ours.toml").read_text(encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sim", *shlex.split(make)[1:], "--quick"],
        cwd=lab.work,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert (lab.work / "ours.toml").read_text(encoding="utf-8") == by_the_forms
    assert page.watch.elsewhere == []
    assert page.watch.errors == []


def test_tables_are_read_and_stay_out_of_the_notebook(company_lab, page):
    lab = company_lab
    open_and_run(page, lab, NOTEBOOK)
    forms = step(page, "Tables")
    forms.get_by_label("Or choose your table of visits").set_input_files(lab.work / "faulty.csv")
    forms.get_by_text('"faulty.csv" has 3 columns').wait_for()
    forms.get_by_role("button", name="Read the tables").click()
    forms.get_by_text("row 8: no customer").wait_for()
    assert forms.get_by_text("row 5:").count() == 1
    keep(page, f"company_faults_{lab.theme}.png")

    forms.get_by_label("Where your table of visits or orders is").fill("visits.csv")
    forms.get_by_label("Where your table of complaints is").fill("complaints.csv")
    page.keyboard.press("Tab")
    forms.get_by_text('"complaints.csv" has').wait_for()
    who = forms.get_by_label("Who: the customer").first
    assert who.input_value() == "buyer", "guessed"
    forms.get_by_label("How much: the amount").select_option("")
    forms.get_by_role("button", name="Read the tables").click()
    forms.get_by_text("What tables like these cannot tell").wait_for()
    forms.get_by_text("What customers spend: there are no amounts.").wait_for()
    assert serious_faults(page, FORMS) == []
    forms.get_by_text("What the tables say").first.scroll_into_view_if_needed()
    keep(page, f"company_tables_{lab.theme}.png")

    kept = saved(page, lab)
    assert '"cell_type"' in kept
    rows = (lab.work / "visits.csv").read_text(encoding="utf-8").splitlines()
    customers = {row.partition(",")[0] for row in rows[1:]}
    assert TRAILED in customers
    assert [one for one in customers if one in kept] == []
    assert [row for row in rows[1:50] if row in kept] == []
    assert page.watch.elsewhere == []


def test_a_quick_hand_loses_nothing(company_lab, page):
    open_and_run(page, company_lab, NOTEBOOK)
    forms = step(page, "Self-audit")
    first = forms.locator("fieldset:visible").filter(has_text="deliver what we promised").first
    first.wait_for()
    # All in one go: nothing that the kernel says can come in between.
    asked = first.evaluate(
        """(field) => {
            const all = [...field.closest('.s26-form').querySelectorAll('fieldset')];
            const wanted = all.map((one) => [...one.querySelectorAll('label')].find(
                (label) => label.textContent === 'Yes'));
            for (const label of wanted) label.querySelector('input').click();
            return wanted.length; }"""
    )
    answer(forms, "You are", "Manager")
    assert asked == 15
    forms.get_by_text("Person 1 (manager): 15 of 15 answered").wait_for()
    assert forms.get_by_label("Yes", exact=True).locator("visible=true").count() == asked
    forms.get_by_label("Yes", exact=True).locator("visible=true").first.focus()
    for _ in range(5):  # back and forth, without a pause, and back where it was
        press(page, "ArrowRight", "ArrowLeft", "ArrowRight")
    press(page, "ArrowLeft")
    assert first.get_by_label("Yes", exact=True).is_checked()
    step(page, "ICARE")
    step(page, "Self-audit")
    first.locator("input[value=yes]:checked").wait_for(state="attached")
    forms.get_by_role("button", name="Save your answers, or open").click()
    forms.get_by_label("File of answers").fill("quick.toml")
    forms.get_by_role("button", name="Save the answers").click()
    forms.get_by_text("Saved to quick.toml").wait_for()
    _, (manager,) = read_answers(company_lab.work / "quick.toml")
    assert manager.role == "manager"
    assert manager.answers == dict.fromkeys(manager.answers, True)
    assert len(manager.answers) == 15
    assert page.watch.errors == []


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, words: str) -> None:
    """Press Tab until something of that name has the focus."""
    for _ in range(150):
        page.keyboard.press("Tab")
        named = page.evaluate(
            """() => { const one = document.activeElement;
                const labels = [...(one.labels ?? [])].map((label) => label.textContent);
                const own = one.childElementCount > 2 ? '' : one.textContent;
                return [one.getAttribute('aria-label'), ...labels, own].join(' '); }"""
        )
        if words in named:
            return
    raise AssertionError(f"no Tab leads to {words}")


def test_forms_are_filled_in_saved_opened_and_run_by_keyboard_alone(company_lab, page):
    lab = company_lab
    open_and_run(page, lab, NOTEBOOK)
    forms = page.locator(FORMS)
    forms.get_by_role("button", name="1 Trade").focus()
    cells = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.cells.length")
    tab_to(page, "2 Figures")
    press(page, "Enter")
    tab_to(page, "How many customers are there?")
    page.keyboard.type("900")
    tab_to(page, "I do not know: How many visits")
    press(page, "Space")
    forms.get_by_text("2 of 8 answered").wait_for()
    tab_to(page, "Next")
    press(page, "Enter")
    forms.get_by_text("Person 1: 0 of 15 answered").wait_for()
    tab_to(page, "Not said")
    press(page, "ArrowLeft")
    tab_to(page, "Skip")
    press(page, "ArrowRight")  # from the last choice to the first: yes
    forms.get_by_text("Person 1 (front line): 1 of 15 answered").wait_for()
    tab_to(page, "Next")
    press(page, "Enter")
    tab_to(page, "Save your answers")
    press(page, "Enter")
    tab_to(page, "File of answers")
    press(page, "Control+a")
    page.keyboard.type("by_keyboard.toml")
    tab_to(page, "Save the answers")
    press(page, "Enter")
    forms.get_by_text("Saved to by_keyboard.toml").wait_for()
    figures, (audit,) = read_answers(lab.work / "by_keyboard.toml")
    assert figures.said() == {"customers": 900.0, "visits_per_month": "unknown"}
    assert (audit.role, audit.answers) == ("front line", {"promises": True})

    page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()"
    )
    open_and_run(page, lab, NOTEBOOK)
    forms = page.locator(FORMS)
    forms.get_by_role("button", name="1 Trade").focus()
    tab_to(page, "Save your answers")
    press(page, "Enter")
    tab_to(page, "File of answers")
    press(page, "Control+a")
    page.keyboard.type("by_keyboard.toml")
    tab_to(page, "Open this file")
    press(page, "Enter")
    forms.get_by_text("Opened: answers of 1 person, 2 figures.").wait_for()
    forms.get_by_role("button", name="1 Trade").focus()
    tab_to(page, "8 Answer")
    press(page, "Enter")
    for place, words in enumerate(("What would matter most?", "And next?", "And then?")):
        tab_to(page, words)
        press(page, "Home", *["ArrowDown"] * (place + 1))
        wanted = forms.get_by_label(words).locator("option").nth(place + 1).get_attribute("value")
        assert forms.get_by_label(words).input_value() == wanted
    tab_to(page, "These are my three")
    press(page, "Enter")
    forms.get_by_text("Your three are kept").wait_for()
    tab_to(page, "Work it out")
    press(page, "Enter")
    forms.get_by_text("numbers are yours").wait_for()
    tab_to(page, "Stop")
    press(page, "Space")
    forms.get_by_text("What was finished stays").wait_for()
    tab_to(page, "File of the scenario")
    press(page, "Control+a")
    page.keyboard.type("by_keyboard_ours.toml")
    tab_to(page, "Save the scenario")
    press(page, "Enter")
    forms.get_by_text("Saved to by_keyboard_ours.toml").wait_for()
    assert sim.load(lab.work / "by_keyboard_ours.toml").market.customers == 900
    after = page.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.cells.length")
    assert after == cells, "no key has reached the notebook"
    assert page.watch.errors == []


def test_the_forms_are_a_page_under_voila(browser, page, tmp_path):
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    write_notebook(notebooks)
    with running_app(tmp_path, notebooks) as app:
        open_page(page, app, NOTEBOOK, "dark")
        page.locator(FORMS).wait_for()
        forms = step(page, "Figures")
        forms.get_by_label("How many customers", exact=False).first.fill("-3")
        page.keyboard.press("Tab")
        forms.get_by_text("This is -3, but must be more than 0").wait_for()
        keep(page, "company_voila.png")
        assert serious_faults(page, FORMS) == []
        assert page.watch.elsewhere == []
        assert page.watch.errors == []
