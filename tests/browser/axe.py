"""What axe-core has to say against the part of a page that the project draws."""

from axe_playwright_python.sync_playwright import Axe

OURS = ".s26-panel, .s26-quiz, .s26-code-button, .jp-RenderedMarkdown, .jp-OutputArea-output"
"""Our widgets, our text and our pictures; the rest of a page is JupyterLab's or Voilà's."""
SERIOUS = ("serious", "critical")


def serious_faults(page, selector: str = OURS) -> list[str]:
    """Look at whatever matches a selector, and return each serious fault in a line.

    Parameters
    ----------
    page : playwright.sync_api.Page
        As it stands; what is not in sight is not looked at.
    selector : str
        CSS; something has to match it, as nothing has no faults.
    """
    if not page.locator(selector).count():
        raise ValueError(f"nothing on the page matches {selector}")
    found = Axe().run(page, context=selector).response
    return [
        f"{fault['id']}: {fault['help']}: {node['html'][:200]}"
        for fault in found["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
    ]
