"""Runs a command line and turns whatever happens into an exit code and one clear message."""

import os
from collections.abc import Sequence
from errno import EBADF, EDQUOT, EFBIG, EIO, ENOSPC

import click

from driftscan.cli import exit_code
from driftscan.cli.commands import driftscan
from driftscan.cli.stdout import discard_stdout
from driftscan.errors import DriftscanError
from driftscan.report.escape import name_text

DEBUG = "DRIFTSCAN_DEBUG"
# Reports are written by output.py; this is what --help and --version may meet.
_WRITING = (ENOSPC, EDQUOT, EFBIG, EIO, EBADF)


def run(arguments: Sequence[str]) -> int:
    """The exit code of a command line; messages go to stderr, results to stdout."""
    try:
        return _run(arguments)
    except (KeyboardInterrupt, click.Abort):
        return exit_code.INTERRUPTED
    except click.ClickException as error:
        error.show()
    except DriftscanError as error:
        _say(f"driftscan: {error}")
    except MemoryError:
        _say("driftscan: there is not enough memory; give it more, or scan a part of the tree")
    except OSError as error:
        _say(_system_trouble(error) if error.errno in _WRITING else _unexpected(error))
    except Exception as error:
        _say(_unexpected(error))
    return exit_code.TROUBLE


def _run(arguments: Sequence[str]) -> int:
    result = driftscan.main(args=list(arguments), prog_name="driftscan", standalone_mode=False)
    return result if isinstance(result, int) else exit_code.CLEAN


def _system_trouble(error: OSError) -> str:
    discard_stdout()
    return f"driftscan: cannot write the output: {error.strerror}"


def _unexpected(error: Exception) -> str:
    if os.environ.get(DEBUG) == "1":
        import traceback

        return "".join(traceback.format_exception(error))
    summary = f"{type(error).__name__}: {error}"
    return (
        f"driftscan: unexpected error: {summary}\n"
        "This is a bug in driftscan. Please report it, with the output of the same command "
        f"under {DEBUG}=1."
    )


def _say(message: str) -> None:
    # Messages name paths and lines of the scanned tree: nothing in them may steer a terminal.
    safe = "\n".join(name_text(line) for line in message.rstrip("\n").split("\n"))
    click.echo(safe.encode("utf-8", "backslashreplace"), err=True)
