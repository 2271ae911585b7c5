"""What was measured, as `benchmarks/README.md` and a picture of cost against size."""

import os
import platform
from importlib.metadata import version
from pathlib import Path
from string import Template
from typing import Any

from sim.show.style import LIGHT, dress, new_figure

HERE = Path(__file__).resolve().parent
PICTURE = "cost_against_size.png"
HAND = """\
From a key on a module's slider to the first new picture: the corner shop with 1,000 customers over
two years, at places of the slider where it never was before, in JupyterLab and Chromium. Beside it,
on the same page and in turns with it, a slider that writes its value into a label. Times are
medians, from the browser's own time of the key to the frame that shows what came of it;
`benchmarks/hand.py` says how."""
LINES = (
    ("SimPy", "SimPy engine", "o", "-", 0),
    ("bare SimPy", "SimPy, waiting only", "o", ":", 0),
    ("compiled", "compiled engine", "s", "-", 12),
    ("limit", "heap and draws only", "s", ":", -12),
)
"""What is drawn: its name, label, marker and line, and how much higher its label stands."""


def about() -> dict[str, Any]:
    """Say what was measured with."""
    names = ("numpy", "numba", "simpy", "pandas")
    return {
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        **{name: version(name) for name in names},
    }


def write(results: dict[str, Any]) -> None:
    """Write the page and the picture."""
    (HERE / "README.md").write_text(page(results), encoding="utf-8", newline="\n")
    draw(results["engines"]["found"], HERE / PICTURE)


def page(results: dict[str, Any]) -> str:
    """Fill what was measured into the template."""
    found = {part: one["found"] for part, one in results.items()}
    text = Template((HERE / "README.template.md").read_text(encoding="utf-8"))
    where = results["engines"]["about"]
    return text.substitute(
        machine=f"{where['cores']} cores, {where['system']}, Python {where['python']}, "
        f"NumPy {where['numpy']}, Numba {where['numba']}, SimPy {where['simpy']}",
        engines=engines_table(found["engines"]),
        reached=reached_table(found),
        peers=peers_table(found["peers"]),
        hand=hand_section(found.get("hand")),
    )


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Write a table in Markdown."""
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---",) * len(head), *rows))


def engines_table(rows: list[dict[str, Any]]) -> str:
    """Write a row a size."""
    head = (
        *("customers", "compiled, µs a visit", "heap and draws", "ratio"),
        *("SimPy, µs a visit", "waiting only", "ratio", "SimPy / compiled"),
        "days lived: compiled, SimPy",
    )
    return table(
        head,
        [
            (
                f"{row['customers']:,}",
                f"{row['compiled']:.3f}",
                f"{row['limit']:.3f}",
                f"**{row['compiled / limit']:.2f}**",
                f"{row['SimPy']:.1f}",
                f"{row['bare SimPy']:.1f}",
                f"**{row['SimPy / bare SimPy']:.2f}**",
                f"{row['SimPy / compiled']:.0f}",
                f"{row['days']:g}, {row['simpy_days']:g}",
            )
            for row in rows
        ],
    )


def reached_table(found: dict[str, Any]) -> str:
    """Write what was to be reached beside what was."""
    rows = found["engines"]
    memory = found["memory"]
    reached = [
        (
            "compiled engine to its limit, at the worst size",
            "at most 2",
            f"{max(row['compiled / limit'] for row in rows):.2f}",
        ),
        (
            "SimPy engine to a loop that only waits, at the worst size",
            "at most 6",
            f"{max(row['SimPy / bare SimPy'] for row in rows):.2f}",
        ),
        (
            "one thread to two, 30 replications, compiled engine",
            "at least 1.8",
            f"{found['threads']['ratio']:.2f}",
        ),
        (
            "one process to two, 30 replications of 1,000 customers, SimPy engine",
            "at least 1.7",
            f"{found['processes']['ratio']:.2f}",
        ),
        (
            "two Dask workers to two processes",
            "at most 1.3",
            f"{found['dask']['ratio']:.2f}",
        ),
        (
            "the runner to the runs themselves",
            "at most 1.05",
            f"{found['handing out']['ratio']:.3f}",
        ),
        (
            "1,000,000 customers for a year, memory at its highest",
            "under 2 GB",
            f"{found['million'] / 1e9:.2f} GB",
        ),
        (
            "memory at its highest: 1,000 replications to 100",
            "no growth",
            f"{memory['1000'] / memory['100']:.2f} "
            f"({memory['100'] / 1e6:.0f} and {memory['1000'] / 1e6:.0f} MB)",
        ),
        (
            "from an empty Python to the key figures of a run, compiled code kept",
            "under 1.5 s",
            f"{found['first call']:.2f} s",
        ),
    ]
    return table(("what", "to be reached", "found"), reached)


def hand_section(found: dict[str, Any] | None) -> str:
    """Write how soon a picture follows a slider, where that was measured."""
    if found is None:
        return ""
    head = ("the next move", "moves", "label, ms", "picture, ms", "ratio, to be at most 3")
    rows = [
        (
            words,
            str(found[kind]["moves"]),
            f"{found[kind]['floor']:.0f}",
            f"{found[kind]['panel']:.0f}",
            f"**{found[kind]['ratio']:.1f}**",
        )
        for kind, words in (("looked at", "after a look"), ("at once", "at once"))
    ]
    return f"## The hand\n\n{HAND}\n\n{table(head, rows)}\n\n"


def peers_table(rows: list[dict[str, Any]]) -> str:
    """Write a row a package."""
    head = ("package", "µs a visit", "times ours", "mean wait, minutes", "visits a day", "agrees")
    verdicts = {True: "yes", False: "no", None: "cannot tell"}
    lines = []
    for row in rows:
        name = f"{row['name']} {row['version']}"
        if row["absent"]:
            lines.append((name, row["absent"], "", "", "", ""))
            continue
        waits, visits = (
            f"{row[key]:.2f} ± {row[f'{key}_high'] - row[key]:.2f}"
            for key in ("wait", "visits_a_day")
        )
        lines.append(
            (
                name,
                f"{row['microseconds']:.2f}",
                f"{row['times_ours']:.0f}",
                waits,
                visits,
                verdicts[row["agrees"]],
            )
        )
    theory = ("theory", "", "", f"{rows[0]['theory_wait']:.2f}")
    return table(head, [*lines, (*theory, f"{rows[0]['theory_visits_a_day']:.2f}", "")])


def draw(rows: list[dict[str, Any]], file: Path) -> None:
    """Draw cost against size, both on scales of powers of ten."""
    figure = new_figure(1280, 720, LIGHT)
    ax = figure.add_axes((0.1, 0.13, 0.62, 0.74))
    dress(ax, LIGHT, "What a visit costs: microseconds, against customers")
    sizes = [row["customers"] for row in rows]
    for name, label, marker, line, beside in LINES:
        colour = LIGHT.poor if "SimPy" in name else LIGHT.good
        costs = [row[name] for row in rows]
        ax.plot(sizes, costs, line, color=colour, marker=marker, markersize=11, linewidth=3)
        ax.annotate(
            label,
            (sizes[-1], costs[-1]),
            xytext=(18, beside),
            textcoords="offset points",
            va="center",
            fontsize=16,
            color=LIGHT.ink,
            annotation_clip=False,
        )
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_xticks(sizes, [f"{size:,}" for size in sizes])
    ax.minorticks_off()
    ax.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    ax.set_xlabel("customers", fontsize=16, color=LIGHT.ink)
    figure.savefig(file, dpi=100)
