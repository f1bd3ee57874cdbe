"""`driftscan audit`: all that can be found out of a system without a word about it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

import click
from msgspec.structs import replace

from driftscan.cli.options import means_options
from driftscan.cli.output import Output, wants_color
from driftscan.cli.progress import TerminalProgress, terminal_progress
from driftscan.cli.revision_option import revision_option
from driftscan.errors import UsageError
from driftscan.journeys.audit import audit as audit_system
from driftscan.report.audit.document import document_of
from driftscan.report.audit.document import render as as_json
from driftscan.report.audit.documents import AuditJson
from driftscan.report.escape import terminal
from driftscan.report.html.page import render as as_page
from driftscan.report.terminal import audit as text
from driftscan.report.view import PLAIN, View
from driftscan.stages.page_parts import page_parts
from driftscan.stages.request import Request

REPORT = "driftscan-audit.html"


@click.command(
    short_help="Look at a repository in every way, and write one HTML report.",
    epilog="""\b
Examples:
  driftscan audit
  driftscan audit ../shop -o shop.html --json shop.json
  driftscan audit https://github.com/getredash/redash
  driftscan audit ../orders ../billing ../web     several as one system
""",
)
@click.argument("paths", nargs=-1, metavar="[PATH|URL]...")
@revision_option("--rev", help="This revision of PATH, not the newest.")
@click.option(
    "-o", "--output", default=REPORT, show_default=True, metavar="FILE", help="The HTML report."
)
@click.option("--json", "json_file", default="", metavar="FILE", help="The same as JSON; - prints.")
@click.option(
    "--draft", default="", metavar="FILE", help="Write the drafted spec there, if there is none."
)
@click.option(
    "--remote",
    default="",
    metavar="URL",
    help="Where PATH was cloned from, for links to its forge.",
)
@click.option(
    "--color/--no-color", default=None, help="Colour; else on a terminal without NO_COLOR."
)
@means_options
def audit(
    request: Request,
    paths: Sequence[str],
    rev: str,
    output: str,
    json_file: str,
    draft: str,
    remote: str,
    color: bool | None,
) -> None:
    """Look at all of PATH or URL: no driftscan.yaml is needed, with one its findings are shown.

    Modules and their cycles, services and calls, data and who shares it, what costs
    most to change, what changes together, who owns it. The newest commit is looked
    at; a URL is cloned into a temporary directory that is removed.
    """
    named = list(paths) or ["."]
    if (rev or remote) and len(named) > 1:
        raise UsageError("--rev and --remote speak of one repository; give one PATH with them")
    _refuse_directories(output, json_file, draft)
    progress = terminal_progress()
    with _at_hand(named, progress) as places:
        requests = [replace(request, path=path, revision=rev) for path, _ in places]
        found = audit_system(requests, progress, [remote or address for _, address in places])
    document = document_of(found)
    _file(output).write(as_page(document, page_parts()))
    if json_file:
        _file("" if json_file == "-" else json_file).write(as_json(document))
    if json_file != "-":
        shown = View(color=wants_color(color, ""))
        Output(format="text", file="", view=shown).write(text.render(document, shown))
    for each in found.repositories:
        if each.without_draft:
            click.echo(terminal(each.without_draft), err=True)
    for line in _written(document, output, json_file, draft):
        click.echo(line, err=json_file == "-")


def _refuse_directories(*files: str) -> None:
    for file in files:
        if file and os.path.isdir(file):
            raise UsageError(f"{file} is a directory; name a file in it")


@contextmanager
def _at_hand(
    named: Sequence[str], progress: TerminalProgress | None
) -> Iterator[list[tuple[str, str]]]:
    """Each repository as a directory here, and the address it was cloned from, '' for a path."""
    from driftscan.sources.addresses import address_of, local_path
    from driftscan.sources.clone import cloned

    with ExitStack() as stack:
        places = []
        for written in named:
            address = address_of(written)
            if address is None:
                places.append((local_path(written), ""))
                continue
            with ExitStack() as step:
                if progress:
                    step.enter_context(progress.step(f"Cloning {terminal(address.shown)}"))
                advance = progress.advance if progress else lambda done, total: None
                places.append((stack.enter_context(cloned(address, advance)), address.url))
        yield places


def _file(name: str) -> Output:
    return Output(format="", file=name, view=PLAIN)


def _written(document: AuditJson, output: str, json_file: str, draft: str) -> Iterator[str]:
    """What was written, and what comes next."""
    yield ""
    yield f"wrote {terminal(output)}: open it in a browser, it needs no network"
    if json_file not in ("", "-"):
        yield f"wrote {terminal(json_file)}"
    drafts = [each.draft for each in document.repositories if each.draft]
    if draft and len(drafts) == 1:
        _file(draft).write(drafts[0])
        yield f"wrote {terminal(draft)}: read it, change what should be otherwise"
    elif draft:
        yield f"wrote no {terminal(draft)}: " + _why_no_draft(len(drafts))
    elif drafts:
        yield "no driftscan.yaml declares the target state; `driftscan init` writes a first one,"
        yield "the one that is drafted in the report"


def _why_no_draft(count: int) -> str:
    if count:
        return "there is one for each repository; `driftscan init` writes them, one by one"
    return "there is a spec already, or nothing that one could be drafted from"
