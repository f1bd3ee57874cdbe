"""`driftscan init`: a first target state for a system that has none."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from driftscan.cli.moving import move
from driftscan.cli.options import request_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.cli.written import next_steps, refuse_to_overwrite, spec_place, write_spec
from driftscan.errors import UsageError
from driftscan.pipeline import map_without_target
from driftscan.report.escape import terminal
from driftscan.report.terminal.layout import counted, paragraph
from driftscan.report.view import PLAIN
from driftscan.stages.choice import kind_of
from driftscan.stages.proposal import FirstSpec, first_spec_of
from driftscan.stages.request import Request
from driftscan.store.baseline import FILE_NAME


@click.command(
    short_help="Propose a driftscan.yaml that fits the code as it is.",
    epilog="""\b
Examples:
  driftscan init
  driftscan init --dry-run | less
  driftscan init ../shop.git --rev HEAD --output shop/driftscan.yaml
  driftscan init --from setup.cfg
  driftscan init --from tach.toml --accept
  driftscan init --from .dependency-cruiser.js
""",
)
@request_options
@click.option("--output", default="", metavar="FILE", help="Write the spec there.")
@click.option("--dry-run", is_flag=True, help="Print the spec, write nothing.")
@click.option("--force", is_flag=True, help="Replace a spec and a baseline that are there.")
@click.option(
    "--from", "from_file", default="", metavar="FILE", help="Move the rules of another tool's file."
)
@click.option("--accept", is_flag=True, help="With --from: accept what breaks these rules today.")
def init(
    request: Request, output: str, dry_run: bool, force: bool, from_file: str, accept: bool
) -> None:
    """Propose components, layers and rules for the code under PATH, as it is today.

    Writes a commented driftscan.yaml, and beside it a driftscan-baseline.json that
    accepts what breaks a rule already: a check passes today and fails on new drift.

    With --from the rules are those of another tool (import-linter, tach, deptrac,
    dependency-cruiser, lintel, go-arch-lint), and nothing is accepted unless you say so.
    """
    if request.config:
        raise UsageError("init reads no spec; --output says where to write one")
    if accept and not from_file:
        raise UsageError("--accept belongs to --from; without it, what is there is accepted anyway")
    spec_file = spec_place(request, output, dry_run)
    if from_file:
        move(
            request,
            from_file,
            spec_file,
            dry_run=dry_run,
            force=force,
            accept=accept,
            is_default=not output,
        )
    else:
        _propose(request, spec_file, dry_run=dry_run, force=force, is_default=not output)


def _propose(
    request: Request, spec_file: Path, *, dry_run: bool, force: bool, is_default: bool
) -> None:
    baseline_file = spec_file.with_name(FILE_NAME)
    if not dry_run:
        refuse_to_overwrite([spec_file, baseline_file], force)
    system = map_without_target(request, terminal_progress())
    first = first_spec_of(system, str(spec_file), request.today)
    if dry_run:
        Output(format="text", file="", view=PLAIN).write(first.text)
    else:
        write_spec(first.text, spec_file, first.baseline, baseline_file)
    for line in _summary(first):
        click.echo(line, err=dry_run)
    if not dry_run:
        for line in next_steps(request, [spec_file, baseline_file], is_default=is_default):
            click.echo(line)


def _summary(first: FirstSpec) -> Iterator[str]:
    coverage, spec = first.coverage, first.spec
    share = 100 * coverage.assigned // coverage.modules
    yield from paragraph(
        f"found {counted(coverage.modules, 'module')}, "
        f"{counted(coverage.dependencies, 'dependency')} between them "
        f"({coverage.checked:,} of {counted(coverage.files, 'file')} read)",
        0,
        2,
    )
    yield from paragraph(
        f"proposed {counted(len(spec.components), 'component')} with {share} % of the modules "
        f"({coverage.assigned:,} of {coverage.modules:,})",
        0,
        2,
    )
    kinds = Counter(kind_of(rule) for rule in spec.rules)
    listed = ", ".join(f"{count} {kind.replace('_', '-')}" for kind, count in kinds.items())
    yield from paragraph(f"proposed {counted(len(spec.rules), 'rule')}: {listed}", 0, 2)
    accepted = Counter(entry.rule for entry in first.baseline.findings)
    yield from paragraph(
        f"accepted {counted(accepted.total(), 'finding')} that break a rule today"
        if accepted
        else "nothing breaks a rule today",
        0,
        2,
    )
    for rule, count in sorted(accepted.items()):
        yield from paragraph(f"{count:,}  {terminal(rule)}", 2, 2)
