"""`driftscan backtest`: whether the ranking of hotspots can be believed here."""

import click

from driftscan.cli.options import output_options, request_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.journeys.change_cost import hindsight
from driftscan.stages.request import Request


@click.command(
    short_help="Test the ranking of hotspots on this repository's past.",
    epilog="""\b
Examples:
  driftscan backtest
  driftscan backtest ../shop -v
  driftscan backtest --output-format json --output backtest.json
""",
)
@request_options
@output_options(("text", "json"))
def backtest(request: Request, output: Output) -> None:
    """Look back 12, 24, 36 ... months, and compare what rankings foretold.

    Each ranking is made of what was known then, and held against the year
    after. Expected change cost stands beside lines of code, revisions, and
    revisions times complexity; where it does worse, that is said.
    """
    test = hindsight(request, terminal_progress())
    if output.format == "json":
        from driftscan.report import backtest_json

        output.write(backtest_json.render(test, request.path))
    else:
        from driftscan.report.terminal import backtest as text

        output.write(text.render(test, output.view))
