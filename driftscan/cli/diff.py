"""`driftscan diff`: what a change adds to the system and takes from it."""

from collections.abc import Sequence

import click
from msgspec.structs import replace

from driftscan.cli.gate import passed
from driftscan.cli.options import means_options, names, output_options, rule_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.journeys.comparison import Wanted, compare
from driftscan.model.diff import Diff
from driftscan.stages.request import Request


@click.command(
    short_help="Show what a change adds and removes.",
    epilog="""\b
Examples:
  driftscan diff main
  driftscan diff v1.4 v1.5 --exactly
  driftscan diff main --services --definitions --cost
  driftscan diff origin/main HEAD --output-format markdown
""",
)
@rule_options
@click.argument("base")
@click.argument("head", default="")
@click.option("--path", default=".", metavar="DIR", help="The directory to look at.")
@click.option("--exactly", is_flag=True, help="Compare with BASE itself, not the merge base.")
@click.option("--services", is_flag=True, help="Compare services, calls and data as well.")
@click.option("--definitions", is_flag=True, help="Compare what components mean by terms as well.")
@click.option("--cost", is_flag=True, help="Tell what it does to expected change cost.")
@means_options
@output_options(("text", "json", "markdown"))
@click.option("--exit-zero", is_flag=True, help="Exit 0 even if there are new findings.")
def diff(
    request: Request,
    output: Output,
    base: str,
    head: str,
    path: str,
    exactly: bool,
    services: bool,
    definitions: bool,
    cost: bool,
    exit_zero: bool,
    select: Sequence[str],
    ignore: Sequence[str],
) -> int:
    """Show what HEAD adds and removes since it parted from BASE.

    Findings, dependencies, packages, rules and measures. Without HEAD the
    files of the work tree are compared. Both sides are held against the spec
    as it is today.

    Exit codes: 0 nothing new, 1 new findings, 2 nothing could be said.
    """
    asked = replace(
        request,
        path=path,
        revision=head,
        base=base,
        select=names(select),
        ignore=names(ignore),
    )
    wanted = Wanted(exactly=exactly, services=services, definitions=definitions, cost=cost)
    found = compare(asked, terminal_progress(), wanted)
    output.write(_rendered(found, output))
    return passed(found.scan, exit_zero)


def _rendered(found: Diff, output: Output) -> str:
    if output.format == "json":
        from driftscan.report import diff_json

        return diff_json.render(found)
    if output.format == "markdown":
        from driftscan.report import diff_markdown

        return diff_markdown.render(found)
    from driftscan.report.terminal import diff as diff_text

    return diff_text.render(found, output.view)
