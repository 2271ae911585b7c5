"""The picture of the README: ``python -m sim.show.readme_picture [FILE]``."""

import sys
from pathlib import Path

import sim
from sim.show.style import to_bytes
from sim.show.summary import describe_summary, summary_figure

FILE = Path("docs", "images", "corner_shop.png")


def write_readme_picture(file: Path = FILE, replications: int = 10) -> Path:
    """Draw the corner shop as it stands, and write it.

    Parameters
    ----------
    file : pathlib.Path
        Where; its folder is made if it is not there.
    replications : int
        What the key figures rest on.

    Returns
    -------
    pathlib.Path
        The file.
    """
    shop = sim.load("corner_shop")
    one = sim.run(shop, keep_events=False)
    many = sim.replicate(shop, n=replications)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(to_bytes(summary_figure(one, many), "png", describe_summary(one, many)))
    return file


if __name__ == "__main__":
    write_readme_picture(Path(sys.argv[1]) if len(sys.argv) > 1 else FILE)
