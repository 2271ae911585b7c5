"""How a command ends: with its exit status, and one plain line for each thing that was wrong."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

import click

DONE, FAILED, WRONG, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


def say(sentences: Iterable[str]) -> None:
    """Write sentences to standard error, a line each."""
    for sentence in sentences:
        click.echo(f"silent26: {' '.join(sentence.split())}", err=True)


class Commands(click.Group):
    """A group of commands in which whatever is wrong is said in a line, without a traceback."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Do what the arguments ask for, and end the process.

        Parameters
        ----------
        args
            The arguments; left out, those of the process.
        prog_name
            What the program is called in its help.
        complete_var, standalone_mode
            Not used; click's own interface has them.
        **extra
            For click's context.
        """
        given = list(sys.argv[1:] if args is None else args)
        _write_what_can_be_written()
        sys.exit(ended(lambda: self._do(given, prog_name or "silent26", extra)))

    def _do(self, args: list[str], name: str, extra: dict[str, Any]) -> None:
        with self.make_context(name, args, **extra) as context:
            self.invoke(context)
        sys.stdout.flush()


def ended(command: Callable[[], None]) -> int:
    """Run a command and return its exit status.

    Examples
    --------
    >>> ended(lambda: None)
    0
    """
    try:
        command()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        say([error.format_message()])
    except (KeyboardInterrupt, click.Abort):
        say(["interrupted"])
        return INTERRUPTED
    except BrokenPipeError:  # whoever was reading has read enough
        _forget_the_rest()
        return PIPE_CLOSED
    except OSError as error:
        if error.filename is None:
            _forget_the_rest()
        say([_of_the_system(error)])
    except MemoryError:
        say(["there is not enough memory for this: take fewer customers or days"])
    except ValueError as error:
        from sim.study.workers import arose_here  # not to be waited for when all is well

        if not hasattr(error, "faults") and not arose_here(error):
            raise
        say(getattr(error, "faults", [str(error)]))
    else:
        return DONE
    return WRONG


def _of_the_system(error: OSError) -> str:
    reason = error.strerror or str(error) or type(error).__name__
    return f"{error.filename or 'the output'}: {reason[:1].lower()}{reason[1:]}"


def _write_what_can_be_written() -> None:
    """Let a terminal that lacks a letter show a question mark."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _forget_the_rest() -> None:
    """Let what is still to be written go nowhere, so that nothing fails again at the very end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass
