"""`driftscan init`: a first target state for a system that has none."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from driftscan.cli.options import request_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.errors import UsageError
from driftscan.pipeline import Request, map_without_target
from driftscan.report.escape import terminal
from driftscan.report.terminal.layout import counted, paragraph
from driftscan.report.view import PLAIN
from driftscan.spec.load import FILE_NAMES
from driftscan.stages.choice import kind_of
from driftscan.stages.proposal import FirstSpec, first_spec_of
from driftscan.store.atomic import write_atomically
from driftscan.store.baseline import FILE_NAME, save_baseline


@click.command(
    short_help="Propose a driftscan.yaml that fits the code as it is.",
    epilog="""\b
Examples:
  driftscan init
  driftscan init --dry-run | less
  driftscan init ../shop.git --rev HEAD --output shop/driftscan.yaml
""",
)
@request_options
@click.option("--output", default="", metavar="FILE", help="Write the spec there.")
@click.option("--dry-run", is_flag=True, help="Print the spec, write nothing.")
@click.option("--force", is_flag=True, help="Replace a spec and a baseline that are there.")
def init(request: Request, output: str, dry_run: bool, force: bool) -> None:
    """Propose components, layers and rules for the code under PATH, as it is today.

    Writes a commented driftscan.yaml, and beside it a driftscan-baseline.json that
    accepts what breaks a rule already: a check passes today and fails on new drift.
    """
    if request.config:
        raise UsageError("init reads no spec; --output says where to write one")
    spec_file = _spec_file(request, output, dry_run)
    baseline_file = spec_file.with_name(FILE_NAME)
    if not dry_run:
        _refuse_to_overwrite([spec_file, baseline_file], force)
    system = map_without_target(request, terminal_progress())
    first = first_spec_of(system, str(spec_file), request.today)
    if dry_run:
        Output(format="text", file="", view=PLAIN).write(first.text)
    else:
        _write(first, spec_file, baseline_file)
    for line in _summary(first):
        click.echo(line, err=dry_run)
    if not dry_run:
        for line in _next_steps(request, spec_file, baseline_file, is_default=not output):
            click.echo(line)


def _spec_file(request: Request, output: str, dry_run: bool) -> Path:
    if output:
        if os.path.isdir(output):
            raise UsageError(f"{output} is a directory; name a file, such as driftscan.yaml in it")
        return Path(output)
    if request.revision and not dry_run:
        raise UsageError(
            "a spec for a revision needs a place of its own: name one with --output, or look at "
            "it with --dry-run"
        )
    names = [name for name in FILE_NAMES if os.path.lexists(os.path.join(request.path, name))]
    return Path(request.path, names[0] if names else FILE_NAMES[0])


def _refuse_to_overwrite(files: list[Path], force: bool) -> None:
    present = [str(file) for file in files if os.path.lexists(file)]
    if present and not force:
        verb = "is" if len(present) == 1 else "are"
        raise UsageError(
            f"{' and '.join(present)} {verb} there already; --force replaces, --output writes to "
            "another place, --dry-run only shows"
        )


def _write(first: FirstSpec, spec_file: Path, baseline_file: Path) -> None:
    # The baseline first: a spec without it would fail at once.
    save_baseline(baseline_file, first.baseline)
    try:
        write_atomically(spec_file, first.text.encode())
    except OSError as error:
        raise UsageError(f"cannot write to {spec_file}: {error.strerror or error}") from error


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


def _next_steps(
    request: Request, spec_file: Path, baseline_file: Path, is_default: bool
) -> Iterator[str]:
    yield ""
    yield f"wrote {terminal(str(spec_file))}"
    yield f"wrote {terminal(str(baseline_file))}"
    words = ["driftscan", "check"]
    if not is_default or request.path != ".":
        words.append(request.path)
    if request.revision:
        words += ["--rev", request.revision]
    if not is_default:
        words += ["--config", str(spec_file)]
    yield f"read the spec, change what should be otherwise, then run: {terminal(' '.join(words))}"
