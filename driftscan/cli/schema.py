"""`driftscan schema`: JSON Schemas, for editors and for programs that read our results."""

from importlib.resources import files

import click

from driftscan.cli.output import Output
from driftscan.report.view import PLAIN

SCHEMAS = (
    *("spec", "check", "graph", "explain", "services"),
    *("hotspots", "backtest", "owners", "diff", "trend", "audit", "capabilities", "duplicates"),
)


@click.command(
    short_help="Print the JSON Schema of the spec or of a result.",
    epilog="""\b
Examples:
  driftscan schema > driftscan.schema.json
  driftscan schema check

\b
In driftscan.yaml, for editors with the YAML language server:
  # yaml-language-server: $schema=driftscan.schema.json
""",
)
@click.argument("name", type=click.Choice(SCHEMAS), default="spec")
def schema(name: str) -> None:
    """Print a JSON Schema: of driftscan.yaml, or of a command's JSON output."""
    Output(format="", file="", view=PLAIN).write(_schema(name))


def _schema(name: str) -> str:
    if name != "spec":
        return (files("driftscan.report") / "schemas" / f"{name}.json").read_text("utf-8")
    from driftscan.spec.schema import json_schema

    return json_schema()
