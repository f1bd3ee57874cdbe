"""`driftscan definitions`: terms that components define differently."""

import click

from driftscan.cli.options import output_options, request_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.cli.unread import tell_unread
from driftscan.errors import NothingMatchedError
from driftscan.journeys.definitions import map_definitions
from driftscan.report import definitions_json
from driftscan.report.terminal import definitions as definitions_text
from driftscan.stages.request import Request


@click.command(
    short_help="Show terms that components define differently.",
    epilog="""\b
Examples:
  driftscan definitions
  driftscan definitions ../shop --term "active user"
  driftscan definitions --all -v
  driftscan definitions --output-format csv --output terms.csv
""",
)
@click.option("--term", default="", metavar="NAME", help="Only this term, in full.")
@click.option(
    "--all", "with_unsure", is_flag=True, help="Also names that differ and may be of two things."
)
@request_options
@output_options(("text", "json", "csv"))
def definitions(term: str, with_unsure: bool, request: Request, output: Output) -> None:
    """Show what the components in PATH say of one term, and where that differs.

    Entities, enumerations and constants of one name; functions, views and
    queries that say who or what counts. Components are those of the spec, else
    services and packages. Works without a driftscan.yaml.
    """
    found = map_definitions(request, terminal_progress())
    tell_unread(found.unread)
    if not found.components:
        raise NothingMatchedError(
            f"{found.root} holds no entity, constant or condition that belongs to a component"
        )
    chosen = found.about(term) if term else found
    if term and not chosen.terms:
        raise NothingMatchedError(f"no two components define '{term}'{found.near(term)}")
    if output.format == "json":
        output.write(definitions_json.render(chosen))
    elif output.format == "csv":
        output.write(definitions_json.render_csv(chosen))
    else:
        output.write(definitions_text.render(chosen, output.view, with_unsure or bool(term)))
