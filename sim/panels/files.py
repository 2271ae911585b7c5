"""What the browser is sent with a widget: files beside the Python, one after the other."""

from pathlib import Path

HERE = Path(__file__).parent


def joined(*names: str) -> str:
    """Return the text of files of this folder, in their order.

    The browser is sent one module for a widget, which can import nothing beside it; what several
    share is put before it.

    Parameters
    ----------
    *names : str
        Names of files.

    Examples
    --------
    >>> joined("theme.js").splitlines()[0].startswith("// Light or dark")
    True
    """
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)
