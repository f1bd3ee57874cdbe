"""`driftscan baseline`: accepts what is there, with a reason, so that only new drift counts."""

from collections.abc import Sequence

import click

from driftscan.cli.chosen import by_identity
from driftscan.cli.options import names, output_options, request_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.errors import UsageError
from driftscan.model.baseline import Baseline
from driftscan.model.finding import Finding
from driftscan.pipeline import scan_with_map
from driftscan.report import renewal
from driftscan.stages.baselines import baseline_file
from driftscan.stages.request import Request
from driftscan.store.acceptance import accept
from driftscan.store.baseline import load_baseline, save_baseline

_NOT_NEEDED = {
    "accepted": "is in the baseline already",
    "excepted": "is excepted already, by the spec or by a comment in the code",
    "planned": "is not due yet and counts for nothing",
}


@click.command(
    short_help="Accept what is there today, so that only new drift counts.",
    epilog="""\b
Examples:
  driftscan baseline --reason "as found when we began, see ADR 12"
  driftscan baseline --accept b3f1a2c4 --reason "goes with the old dashboard"
  driftscan baseline                  only drops what is no longer found
""",
)
@request_options
@output_options(("text",))
@click.option("--reason", default="", metavar="TEXT", help="Why; needed if something is added.")
@click.option("--accept", "accepted", multiple=True, metavar="IDS", help="Add only these findings.")
def baseline(request: Request, output: Output, reason: str, accepted: tuple[str, ...]) -> None:
    """Accept the findings that are there today, by identity, with a reason.

    Findings that are no longer there are dropped. The baseline stands beside the
    spec, in driftscan-baseline.json, and belongs into git.
    """
    if request.revision:
        raise UsageError("a baseline accepts what is there today; leave out --rev")
    system, scan = scan_with_map(request, terminal_progress())
    file = baseline_file(system)
    before = load_baseline(file)
    findings = _wanted(scan.findings, before, names(accepted))
    if not reason.strip() and (new := _new(findings)):
        raise UsageError(f'new findings to accept: {len(new)}; say why with --reason "..."')
    vanished = [entry.id for entry in scan.vanished]
    acceptance = accept(before, findings, reason, request.today, vanished)
    if acceptance.baseline != before:
        save_baseline(file, acceptance.baseline)
    output.write(renewal.render(str(file), acceptance, output.view))


def _new(findings: Sequence[Finding]) -> Sequence[Finding]:
    return [finding for finding in findings if finding.status == "new"]


def _wanted(
    findings: Sequence[Finding], before: Baseline, beginnings: Sequence[str]
) -> Sequence[Finding]:
    """All findings; with identities given, those of them and what is accepted already."""
    if not beginnings:
        return findings
    known = {entry.id for entry in before.findings}
    chosen = [by_identity(findings, beginning) for beginning in beginnings]
    for finding in chosen:
        if finding.status != "new":
            raise UsageError(f"finding {finding.id} {_NOT_NEEDED[finding.status]}")
    wanted = known | {finding.id for finding in chosen}
    return [finding for finding in findings if finding.id in wanted]
