"""`driftscan init --from FILE`: the rules of another tool, moved."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.cli.written import next_steps, refuse_to_overwrite, write_spec
from driftscan.pipeline import Request, map_without_target
from driftscan.report.escape import terminal
from driftscan.report.terminal.layout import counted, paragraph
from driftscan.report.view import PLAIN
from driftscan.stages.moving import MovedSpec, moved_spec_of, open_foreign
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
    moved = moved_spec_of(system, foreign, str(spec_file), request.today)
    if dry_run:
        Output(format="text", file="", view=PLAIN).write(moved.migration.text)
    else:
        write_spec(
            moved.migration.text, spec_file, moved.baseline if accept else None, baseline_file
        )
    for line in _summary(moved, accept):
        click.echo(line, err=dry_run)
    if not dry_run:
        written = [spec_file, *([baseline_file] if accept else [])]
        for line in next_steps(request, written, is_default=is_default):
            click.echo(line)


def _summary(moved: MovedSpec, accept: bool) -> Iterator[str]:
    spec = moved.spec
    parts = [
        counted(len(spec.components), "component"),
        counted(len(spec.rules), "rule"),
        *([counted(len(spec.exceptions), "exception")] if spec.exceptions else []),
    ]
    yield from paragraph(f"moved from {moved.migration.tool}: {', '.join(parts)}", 0, 2)
    yield from _findings(moved, accept)
    missing = moved.migration.no_equal
    if missing:
        yield ""
        yield f"{counted(len(missing), 'thing')} that the spec says otherwise, or not at all:"
        for each in missing:
            yield from paragraph(terminal(f"{each.place}: {each.sentence}"), 2, 4)
    if moved.refused:
        yield ""
        yield "before a check can begin:"
        for line in moved.refused:
            yield from paragraph(terminal(line), 2, 4)


def _findings(moved: MovedSpec, accept: bool) -> Iterator[str]:
    broken = Counter(finding.rule for finding in moved.findings)
    if not broken:
        yield from paragraph("nothing breaks a rule today", 0, 2)
        return
    text = f"{counted(len(broken), 'rule')} broken today, {counted(len(moved.findings), 'finding')}"
    what = "accepted" if accept else "a check fails as it does there; --accept would accept them"
    yield from paragraph(f"{text}: {what}", 0, 2)
    for rule, count in sorted(broken.items()):
        yield from paragraph(f"{count:,}  {terminal(rule)}", 2, 2)
