"""The command line, ``python -m sim`` or ``silent26``: it asks, and shows what it is told.

What takes long to import is imported by the command that needs it, so that ``--help`` is quick.
"""


def main() -> None:
    """Run the command line and end the process."""
    try:
        from sim.cli.commands import silent26
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    silent26.main(prog_name="silent26")
