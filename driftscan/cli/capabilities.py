"""`driftscan capabilities`: in how many ways a system does each thing."""

import click

from driftscan.cli.options import names, output_options, request_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.errors import NothingMatchedError
from driftscan.journeys.tool_sprawl import tool_sprawl
from driftscan.stages.request import Request


@click.command(
    short_help="Show in how many ways each thing is done.",
    epilog="""\b
Examples:
  driftscan capabilities
  driftscan capabilities ../shop --only jobs,http-client -v
  driftscan capabilities --output-format csv --output sprawl.csv
""",
)
@click.option("--only", multiple=True, metavar="NAMES", help="Only these capabilities.")
@click.option(
    "--across-languages", is_flag=True, help="Hold packages of different languages together."
)
@click.option("--costs/--no-costs", default=True, help="What it costs to converge, by history.")
@request_options
@output_options(("text", "json", "csv"))
def capabilities(
    request: Request, output: Output, only: tuple[str, ...], across_languages: bool, costs: bool
) -> None:
    """Show how the code of PATH does what all code has to do: HTTP, jobs, caches, logs.

    Counted is what files import, not what manifests ask for. Ways that compete
    stand together, with who takes which and where. The packages come from a
    catalogue: docs/capabilities.md. Works without a driftscan.yaml.
    """
    found = tool_sprawl(request, terminal_progress(), names(only), across_languages, costs)
    if not found.ways:
        raise NothingMatchedError(
            f"no file in {request.path} uses a package of the catalogue"
            f"{' for that' if only else ''}"
        )
    if output.format == "json":
        from driftscan.report import capabilities_json

        output.write(capabilities_json.render(found, request.path))
    elif output.format == "csv":
        from driftscan.report import capabilities_csv

        output.write(capabilities_csv.render(found))
    else:
        from driftscan.report.terminal import capabilities as text

        output.write(text.render(found, output.view, bool(only)))
