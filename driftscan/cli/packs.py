"""`driftscan packs`: the rule packs that a spec can include."""

from difflib import get_close_matches

import click

from driftscan.cli.options import output_options
from driftscan.cli.output import Output
from driftscan.errors import UsageError
from driftscan.report.pack_page import PackPage, PackRule, render, render_list
from driftscan.spec.packs import pack_names


@click.command(
    short_help="List rule packs, or show the rules of one.",
    epilog="""\b
Examples:
  driftscan packs
  driftscan packs hexagonal
""",
)
@click.argument("name", default="")
@output_options(("text",))
def packs(name: str, output: Output) -> None:
    """List the rule packs that come with driftscan, or show the rules of one.

    A spec takes a pack in by name: include: [hexagonal].
    """
    names = pack_names()
    if not name:
        output.write(render_list([page_of(each) for each in names], output.view))
        return
    if name not in names:
        near = get_close_matches(name, names, n=1)
        hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(names)}"
        raise UsageError(f"there is no rule pack '{name}'; {hint}")
    output.write(render(page_of(name), output.view))


def page_of(name: str) -> PackPage:
    """What there is to say of a pack."""
    from driftscan.spec.meaning.packs import load_pack

    pack = load_pack(name)
    return PackPage(
        name=pack.name,
        title=pack.head.title,
        about=" ".join(pack.head.about.split()),
        speaks_of=pack.head.speaks_of,
        rules=[PackRule(rule.name, rule.why, rule.stated) for rule in pack.rules],
    )
