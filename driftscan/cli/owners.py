"""`driftscan owners`: who owns what, and through how many hands it goes."""

import click

from driftscan.cli.options import output_options, request_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.journeys.ownership import ownership
from driftscan.report import owners_json
from driftscan.report.terminal import owners as owners_text
from driftscan.stages.request import Request


@click.command(
    short_help="Show who owns what, and how many people work on it.",
    epilog="""\b
Examples:
  driftscan owners
  driftscan owners ../shop --by component
  driftscan owners --output-format csv --output owners.csv
""",
)
@click.option(
    "--by",
    type=click.Choice(["owner", "component"]),
    help="A row for each of these; else by owner where there are any.",
)
@click.option("--names", is_flag=True, help="Say whom to ask: up to three names a row.")
@request_options
@output_options(("text", "json", "csv"))
def owners(by: str | None, names: bool, request: Request, output: Output) -> None:
    """Show who owns the code in PATH, by driftscan.yaml and CODEOWNERS.

    With the history of git: how many people work on it, how often it passes
    from one to another, and how much of it one person alone has changed.
    People are counted, not named, unless you ask with --names.
    """
    found = ownership(request, terminal_progress(), by or "", names)
    if output.format == "json":
        output.write(owners_json.render(found))
    elif output.format == "csv":
        output.write(owners_json.render_csv(found))
    else:
        output.write(owners_text.render(found, output.view))
