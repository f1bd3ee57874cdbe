"""`driftscan data`: which service reads and writes which data."""

import click

from driftscan.cli.options import output_options, system_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.cli.unread import tell_unread
from driftscan.errors import NothingMatchedError
from driftscan.journeys.services import map_services
from driftscan.report import service_json
from driftscan.report.terminal import data as data_text
from driftscan.stages.request import Request


@click.command(
    short_help="Show data stores, and who reads and writes what.",
    epilog="""\b
Examples:
  driftscan data
  driftscan data ../shop -v
""",
)
@system_options
@output_options(("text", "json"))
def data(request: Request, others: tuple[Request, ...], output: Output) -> None:
    """Show the data stores of PATH, the data sets in them, and who shares what."""
    found = map_services(request, terminal_progress(), others)
    tell_unread(found.coverage.unread)
    graph = found.graph
    if not graph.uses:
        raise NothingMatchedError(f"no service in {found.root} is seen to use a data store")
    if output.format == "json":
        output.write(service_json.render(graph, found.coverage, found.root, found.revision))
    else:
        output.write(data_text.render(graph, found.coverage, output.view))
