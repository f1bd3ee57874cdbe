"""`driftscan brief`: the architecture on one page."""

import click

from driftscan.cli.options import output_options, request_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.journeys.pages import one_page
from driftscan.report import page_html, page_markdown
from driftscan.stages.request import Request


@click.command(
    short_help="Write one page for somebody who reads no code.",
    epilog="""\b
Examples:
  driftscan brief
  driftscan brief ../shop --output-format html --output brief.html
""",
)
@request_options
@output_options(("markdown", "html"))
def brief(request: Request, output: Output) -> None:
    """Say on one page where PATH stands and where it should be.

    What was meant comes from `strategy` and the rules of the spec; what is so,
    from the code, its history and the findings. What nobody has written down
    and nothing shows is marked as a gap.
    """
    page = one_page(request, terminal_progress())
    render = page_html.render if output.format == "html" else page_markdown.render
    output.write(render(page))
