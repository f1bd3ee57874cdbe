"""`driftscan review`: the agenda of a weekly review."""

import click

from driftscan.cli.options import output_options, request_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.journeys.pages import week_in_review
from driftscan.report import page_html, page_markdown
from driftscan.stages.request import Request


@click.command(
    short_help="Write the agenda of a weekly review.",
    epilog="""\b
Examples:
  driftscan review
  driftscan review --days 14 --output-format html --output review.html
""",
)
@click.option("--days", type=click.IntRange(1, 70), default=7, show_default=True, help="How long.")
@request_options
@output_options(("markdown", "html"))
def review(request: Request, output: Output, days: int) -> None:
    """Say what a review of half an hour should speak about.

    New drift and the commits that brought it, what nobody owns or has decided,
    exceptions and plans whose day is near, and measures that miss their goal
    and have not moved for weeks.
    """
    page = week_in_review(request, terminal_progress(), days)
    render = page_html.render if output.format == "html" else page_markdown.render
    output.write(render(page))
