"""One button that shows the code of a page, or folds it again.

It works on the page alone and asks the kernel for nothing. In JupyterLab it unfolds the cells of
the notebook that it stands in. Under Voilà, whose pages of ours carry the code unseen, it lets it
be seen. Where it finds neither, it is not there. In JupyterLab it also makes the notebook fit for
a room: text to be read from the last row, folded cells as thin lines.
"""

from pathlib import Path

import anywidget

HERE = Path(__file__).parent


class CodeButton(anywidget.AnyWidget):
    """The button, to be shown once on a page.

    Examples
    --------
    >>> CodeButton().tabbable is None  # where the browser puts it
    True
    """

    _esm = (HERE / "code_button.js").read_text(encoding="utf-8")
    _css = (HERE / "code_button.css").read_text(encoding="utf-8")
