"""`driftscan fix`: rewrites the imports of one finding, where the change is certain."""

import difflib
import os
from importlib.util import find_spec
from pathlib import Path

import click
from msgspec.structs import replace

from driftscan.cli.chosen import by_identity
from driftscan.cli.options import means_options
from driftscan.cli.progress import terminal_progress
from driftscan.cli.stdout import to_stdout
from driftscan.errors import DriftscanError, UsageError
from driftscan.model.finding import Finding
from driftscan.model.scan import Scan
from driftscan.pipeline import scan_as_if, scan_with_map
from driftscan.report.escape import name_text, path_text
from driftscan.stages.fixing import Fix, fix_of
from driftscan.stages.map import Map
from driftscan.stages.request import Request
from driftscan.store.atomic import write_atomically

_NO_END = "\n\\ No newline at end of file\n"


@click.command(
    short_help="Rewrite the imports of a finding.",
    epilog="""\b
Examples:
  driftscan fix b3f1a2c4
  driftscan fix b3f1a2c4 --write
""",
)
@click.argument("finding")
@click.argument("path", default=".")
@click.option("--write", is_flag=True, help="Change the file; else the change is only shown.")
@means_options
def fix(finding: str, path: str, write: bool, request: Request) -> None:
    """Show how to end FINDING: the beginning of the id of one.

    For imports of private modules whose names a public module passes on.
    """
    if find_spec("libcst") is None:
        raise UsageError("rewriting code needs libcst: pip install 'driftscan[fix]'")
    request = replace(request, path=path)
    system, scan = scan_with_map(request, terminal_progress())
    chosen = by_identity(scan.findings, finding)
    change = fix_of(system, chosen)
    _refuse_harm(request, system, scan, chosen, change)
    if write:
        write_fix(Path(system.place.root), change)
    to_stdout(_diff(change))


def write_fix(root: Path, change: Fix) -> None:
    """Put the change in place of what was scanned; UsageError if that is no longer there."""
    file, shown = root / os.fsdecode(change.path), path_text(change.path)
    try:
        if file.is_symlink() or file.read_bytes() != change.before:
            raise UsageError(f"{shown} has changed since it was scanned; run the command again")
        write_atomically(file, change.after)
    except OSError as error:
        raise UsageError(f"cannot write to {shown}: {error.strerror or error}") from error


def _refuse_harm(request: Request, system: Map, scan: Scan, chosen: Finding, change: Fix) -> None:
    """A change is shown only if the same check finds less after it."""
    try:
        after = scan_as_if(request, system, change.path, change.after)
    except DriftscanError as error:
        raise UsageError(f"with the rewritten import the check would fail: {error}") from error
    known = {each.id for each in scan.findings if each.status == "new"}
    fresh = [each for each in after.findings if each.status == "new" and each.id not in known]
    if fresh:
        raise UsageError(
            f"the rewritten import would be a finding of '{fresh[0].rule}': {fresh[0].message} "
            f"driftscan explain {chosen.id} shows what else could change"
        )
    if any(each.id == chosen.id for each in after.findings):
        raise UsageError(
            f"rewriting its imports does not end finding {chosen.id}; "
            f"driftscan explain {chosen.id} shows what it rests on"
        )


def _diff(change: Fix) -> str:
    """A unified diff; characters that could steer a terminal are spelled out."""
    path = path_text(change.path)
    before, after = (_lines(content) for content in (change.before, change.after))
    lines = difflib.unified_diff(before, after, f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}{_NO_END}" for line in lines)


def _lines(content: bytes) -> list[str]:
    text = content.decode("utf-8", "backslashreplace")
    lines = [f"{_safe(line)}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _safe(line: str) -> str:
    text, end = (line[:-1], "\r") if line.endswith("\r") else (line, "")
    return "\t".join(name_text(part) for part in text.split("\t")) + end
