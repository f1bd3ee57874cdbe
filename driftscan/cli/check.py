"""`driftscan check`: the gate."""

import click

from driftscan.cli.gate import passed
from driftscan.cli.kept import keep
from driftscan.cli.options import output_options, request_options, rule_options, state_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.report.formats import CHECK_FORMATS, rendered
from driftscan.stages.crew import crew_for
from driftscan.stages.request import Request


@click.command(
    short_help="Check a system against its target state: the gate.",
    epilog="""\b
Examples:
  driftscan check
  driftscan check ../shop --select layers,acyclic
  driftscan check --base origin/main
  driftscan check --rev HEAD~20 --output-format json --output drift.json
""",
)
@rule_options
@click.option(
    "--strict-baseline", is_flag=True, help="Baseline entries that no longer occur count too."
)
@state_options
@request_options
@output_options(tuple(CHECK_FORMATS))
@click.option("--exit-zero", is_flag=True, help="Exit 0 even if there are findings.")
def check(request: Request, output: Output, exit_zero: bool) -> int:
    """Check the code under PATH against its target state.

    Exit codes: 0 nothing new, 1 new findings, 2 nothing could be said.
    """
    with crew_for(request) as crew:
        from driftscan.pipeline import scan_with_map  # takes as long to load as a worker to start

        system, result = scan_with_map(request, terminal_progress(), crew)
    keep(system)
    output.write(rendered(result, output.format, output.view))
    return passed(result, exit_zero)
