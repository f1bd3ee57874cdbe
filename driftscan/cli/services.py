"""`driftscan services`: who is there, and whom each of them needs."""

import click

from driftscan.cli.options import output_options, system_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.cli.unread import needs_services, tell_unread
from driftscan.journeys.services import map_services
from driftscan.report import service_json
from driftscan.report.terminal import services as services_text
from driftscan.stages.request import Request


@click.command(
    short_help="Show the services, and how they talk.",
    epilog="""\b
Examples:
  driftscan services
  driftscan services ../shop -v
  driftscan services --output-format json --output services.json
""",
)
@system_options
@output_options(("text", "json"))
def services(request: Request, others: tuple[Request, ...], output: Output) -> None:
    """Show which services PATH holds and whom each of them calls.

    They are found in what deploys them (compose, Kubernetes, Dockerfiles), in
    configuration and in the code. Works without a driftscan.yaml. Ask
    `driftscan explain "cart -> catalogue"` for the evidence of a dependency.
    """
    found = map_services(request, terminal_progress(), others)
    tell_unread(found.coverage.unread)
    graph = found.graph
    needs_services(found)
    if output.format == "json":
        output.write(service_json.render(graph, found.coverage, found.root, found.revision))
    else:
        output.write(services_text.render(graph, found.coverage, output.view))
