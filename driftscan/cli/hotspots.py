"""`driftscan hotspots`: where change costs most."""

import click

from driftscan.cli.options import output_options, request_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.journeys.change_cost import ranking
from driftscan.stages.request import Request

SORTS = ("cost", "density", "changes", "lines", "fixes", "owners", "ripple", "loc")
TOP = 20


@click.command(
    short_help="Rank files and components by expected change cost.",
    epilog="""\b
Examples:
  driftscan hotspots
  driftscan hotspots --sort density      where to spend limited review
  driftscan hotspots --services          the cost of each service
  driftscan hotspots ../shop --rev v2.0 --output-format csv
""",
)
@click.option(
    "--sort", type=click.Choice(SORTS), default=SORTS[0], show_default=True, help="Order of files."
)
@click.option(
    "--top", type=click.IntRange(1), default=TOP, show_default=True, help="Files to show as text."
)
@click.option(
    "--findings/--no-findings",
    default=None,
    help="With findings and what changes together; else if there is a spec.",
)
@click.option(
    "--services",
    is_flag=True,
    help="Sum up over the services that are found; else over those of the spec.",
)
@click.option(
    "--incidents",
    default="",
    metavar="FILE",
    help="Your own: rows of date, component or path, minutes.",
)
@click.option(
    "--line-price",
    default="",
    metavar="PRICE",
    help="Your own price of a changed line: '4.20 EUR'.",
)
@request_options
@output_options(("text", "json", "csv"))
def hotspots(
    request: Request,
    output: Output,
    sort: str,
    top: int,
    findings: bool | None,
    services: bool,
    incidents: str,
    line_price: str,
) -> None:
    """Show which files and components of PATH are the most expensive to change.

    Learnt from git's history alone: how often each will change in a quarter,
    times how many lines each time. `driftscan backtest` tells how well that
    foretold the past of this very repository.
    """
    from driftscan.stages.hotspots import ordered_by
    from driftscan.stages.own_figures import own_figures

    table, things = ranking(request, terminal_progress(), findings, services)
    own = own_figures(table, incidents, line_price)
    files = ordered_by(table.files, sort)
    if output.format == "json":
        from driftscan.report import hotspots_json
        from driftscan.report.first_json import first_json
        from driftscan.report.own_json import own_json

        first = first_json(things) if things else None
        output.write(hotspots_json.render(table, request.path, files, first, own_json(table, own)))
    elif output.format == "csv":
        from driftscan.report import hotspots_csv

        output.write(hotspots_csv.render(files))
    else:
        from driftscan.report.terminal import beside
        from driftscan.report.terminal import hotspots as text

        more = beside.render(table, files[:top], things, own, output.view)
        output.write(text.render(table, files, top, output.view) + more)
