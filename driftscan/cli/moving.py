"""`driftscan init --from FILE`: the rules of another tool, moved."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.cli.written import next_steps, refuse_to_overwrite, write_spec
from driftscan.migrate.registry import with_imports
from driftscan.model.source import LeftOut
from driftscan.pipeline import map_without_target
from driftscan.report.escape import terminal
from driftscan.report.terminal.layout import counted, paragraph
from driftscan.report.view import PLAIN
from driftscan.stages.map import Map
from driftscan.stages.moving import MovedSpec, moved_spec_of, open_foreign
from driftscan.stages.request import Request
from driftscan.store.baseline import FILE_NAME


def move(
    request: Request,
    from_file: str,
    spec_file: Path,
    *,
    dry_run: bool,
    force: bool,
    accept: bool,
    is_default: bool,
) -> None:
    """Write a spec that says what the other tool's file says, and tell what it can't say."""
    foreign = open_foreign(from_file, request.path)
    baseline_file = spec_file.with_name(FILE_NAME)
    if not dry_run:
        refuse_to_overwrite([spec_file, *([baseline_file] if accept else [])], force)
    system = map_without_target(request, terminal_progress(), foreign.sources)
    own = with_imports(foreign.format, foreign.file, lambda names: _read(system, names))
    foreign = replace(foreign, format=own)
    moved = moved_spec_of(system, foreign, str(spec_file), request.today)
    if dry_run:
        Output(format="text", file="", view=PLAIN).write(moved.migration.text)
    else:
        write_spec(
            moved.migration.text, spec_file, moved.baseline if accept else None, baseline_file
        )
    before = [*_nothing_to_check(system, moved), *moved.refused]
    for line in _summary(moved, accept, before):
        click.echo(line, err=dry_run)
    if not dry_run:
        written = [spec_file, *([baseline_file] if accept else [])]
        for line in next_steps(request, written, is_default=is_default):
            click.echo(line)


def _read(system: Map, names: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """All files of the tree with one of some names."""
    listing = system.source.list(lambda name: name.decode("utf-8", "replace") in names)
    for file, content in system.source.read(listing.files):
        if not isinstance(content, LeftOut):
            yield file.path.decode("utf-8", "replace"), content


def _nothing_to_check(system: Map, moved: MovedSpec) -> Iterator[str]:
    """Why a check would look at nothing, whatever the spec says."""
    if not system.graph.modules:
        yield "there is no file that this version reads, so nothing can be checked"
    elif not moved.spec.rules:
        yield "the spec states no rule, so nothing can be checked"


def _summary(moved: MovedSpec, accept: bool, before: Sequence[str]) -> Iterator[str]:
    """before: what is to be done before a check can begin."""
    spec = moved.spec
    parts = [
        counted(len(spec.components), "component"),
        counted(len(spec.rules), "rule"),
        *([counted(len(spec.exceptions), "exception")] if spec.exceptions else []),
    ]
    yield from paragraph(f"moved from {moved.migration.tool}: {', '.join(parts)}", 0, 2)
    yield from _findings(moved, accept, is_known=not before)
    missing = moved.migration.no_equal
    if missing:
        yield ""
        yield f"{counted(len(missing), 'thing')} that the spec says otherwise, or not at all:"
        for each in missing:
            yield from paragraph(terminal(f"{each.place}: {each.sentence}"), 2, 4)
    if before:
        yield ""
        yield "before a check can begin, which until then ends with exit code 2:"
        for line in before:
            yield from paragraph(terminal(line), 2, 4)


def _findings(moved: MovedSpec, accept: bool, *, is_known: bool) -> Iterator[str]:
    broken = Counter(finding.rule for finding in moved.findings)
    if not broken:
        unknown = "whether a rule is broken today is not known, see below"
        yield from paragraph("nothing breaks a rule today" if is_known else unknown, 0, 2)
        return
    text = f"{counted(len(broken), 'rule')} broken today, {counted(len(moved.findings), 'finding')}"
    yield from paragraph(f"{text}: {_meaning(moved, accept)}", 0, 2)
    for rule, count in sorted(broken.items()):
        yield from paragraph(f"{count:,}  {terminal(rule)}", 2, 2)


def _meaning(moved: MovedSpec, accept: bool) -> str:
    """What the findings of today mean for a check."""
    if accept:
        return "accepted"
    if any(finding.severity == "error" for finding in moved.findings):
        return "a check fails as it does there; --accept would accept them"
    return "warnings, with which a check passes; --accept would accept them"
