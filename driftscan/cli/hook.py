"""`driftscan hook`: what git is about to commit, for pre-commit and for hooks by hand."""

import click
from msgspec.structs import replace

from driftscan.cli import exit_code
from driftscan.cli.kept import keep
from driftscan.cli.options import means_options
from driftscan.cli.output import Output, wants_color
from driftscan.errors import NothingMatchedError
from driftscan.pipeline import scan_with_map
from driftscan.report import hook_text
from driftscan.report.outcome import CLEAN, DRIFT, new_errors, outcome
from driftscan.report.terminal.verdict import verdict
from driftscan.report.view import View
from driftscan.stages.request import Request
from driftscan.stages.touched import roots_of, touching


@click.command(
    short_help="Check what is staged, as a pre-commit hook.",
    epilog="""\b
Examples:
  driftscan hook
  driftscan hook billing/models.py analytics/report.py
""",
)
@click.argument("files", nargs=-1)
@means_options
@click.option("-v", "--verbose", is_flag=True, help="Every list in full.")
def hook(request: Request, files: tuple[str, ...], verbose: bool) -> int:
    """Check git's index and show what is new in FILES, or everywhere without FILES.

    FILES are seen from the working directory, which for pre-commit is the top of
    the repository. Nothing is shown when nothing is new there.
    """
    output = Output(format="text", file="", view=View(verbose=verbose, color=wants_color(None, "")))
    failed = False
    for root in roots_of(files, request.config):
        failed |= _check(replace(request, path=root, staged=True), files, output)
    return exit_code.FINDINGS if failed else exit_code.CLEAN


def _check(request: Request, files: tuple[str, ...], output: Output) -> bool:
    """Whether anything counts in these files, or at all without files."""
    system, whole = scan_with_map(request)
    keep(system)
    part = touching(whole, files) if files else whole
    if text := hook_text.render(part, output.view):
        output.write(text)
    counts = outcome(whole)
    if whole.shortfalls:
        raise NothingMatchedError("\n".join(whole.shortfalls))
    if counts.verdict not in (CLEAN, DRIFT):
        raise NothingMatchedError(verdict(whole, counts))
    return bool(new_errors(part.findings))
