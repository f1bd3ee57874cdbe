"""`driftscan duplicates`: the same problem solved more than once."""

import click

from driftscan.cli.options import output_options, request_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.cli.unread import tell_unread
from driftscan.errors import NothingMatchedError
from driftscan.journeys.duplicates import map_duplicates
from driftscan.model.family import Criteria
from driftscan.model.fragment import SMALLEST
from driftscan.report import duplicates_json
from driftscan.report.terminal import duplicates as duplicates_text
from driftscan.stages.request import Request

# Of how many families it is told what differs, which takes reading them once more.
_EXPLAINED = {"text": 10, "json": 40}
_EXPLAINED_IN_FULL = 200


@click.command(
    short_help="Show code that solves the same problem in several components.",
    epilog="""\b
Examples:
  driftscan duplicates
  driftscan duplicates ../shop --all -v
  driftscan duplicates --tests --output-format json --output families.json
""",
)
@click.option("--all", "within", is_flag=True, help="Also families inside of one component.")
@click.option("--tests", is_flag=True, help="Also test code.")
@click.option(
    "--min-tokens",
    type=click.IntRange(SMALLEST, 10_000),
    default=Criteria().tokens,
    show_default=True,
    help="Size of the smallest function that counts.",
)
@click.option(
    "--similarity",
    type=click.FloatRange(0.2, 1.0),
    default=Criteria().similarity,
    show_default=True,
    help="How alike any two of a family must be.",
)
@request_options
@output_options(("text", "json"))
def duplicates(
    within: bool, tests: bool, min_tokens: int, similarity: float, request: Request, output: Output
) -> None:
    """Show families of functions in PATH that solve one problem several times.

    Near copies are found, too: names of locals and literals do not count, what
    is called does. Of each family: who has it, how much is the same, and what
    differs in the odd one out. Without a driftscan.yaml packages or folders
    stand for components.
    """
    criteria = Criteria(similarity, min_tokens, within, tests)
    most = _EXPLAINED_IN_FULL if output.view.verbose else _EXPLAINED[output.format]
    found = map_duplicates(request, criteria, terminal_progress(), most)
    tell_unread(found.unread)
    if not found.functions and not found.generated:
        raise NothingMatchedError(
            f"{found.root} holds no function of {min_tokens} tokens in a language that is read"
        )
    if output.format == "json":
        output.write(duplicates_json.render(found))
    else:
        output.write(duplicates_text.render(found, output.view))
