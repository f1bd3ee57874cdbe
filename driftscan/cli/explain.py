"""`driftscan explain`: why a finding is one, step by step."""

from collections.abc import Iterable, Mapping, Sequence

import click

from driftscan.cli.chosen import findings_meant, rule_named
from driftscan.cli.explain_edge import explained_edge, service_pair
from driftscan.cli.options import output_options, state_options, system_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.errors import UsageError
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.trend import Bringer
from driftscan.pipeline import scan_with_map
from driftscan.report import explanation, explanation_json
from driftscan.report.terminal.layout import same_arguments
from driftscan.sources.source import Source
from driftscan.stages.map import Map
from driftscan.stages.request import Request
from driftscan.stages.source_lines import source_lines


@click.command(
    short_help="Explain a finding, a rule or a dependency, line by line.",
    epilog="""\b
Examples:
  driftscan explain b3f1a2c4
  driftscan explain "deny analytics->billing" ../shop -v
  driftscan explain "cart -> catalogue"
""",
)
@click.argument("finding")
@click.option(
    "--store", default="", metavar="FILE", help="Where `driftscan trend` has kept its points."
)
@state_options
@system_options
@output_options(("text", "json"))
def explain(
    finding: str, store: str, request: Request, others: tuple[Request, ...], output: Output
) -> None:
    """Explain FINDING: the beginning of its id, or the name of a rule.

    Shows why the rule exists and who owns it, every line that leads to the
    finding, the cheapest cut, and how to accept it. `SERVICE -> SERVICE` shows
    the evidence that one service needs the other; of several PATHs, in the
    system that they make together.
    """
    ends = service_pair(finding)
    if ends and store:
        raise UsageError("--store is for findings: of services no points tell who brought them")
    if ends:
        output.write(explained_edge(request, others, ends, output))
        return
    if others:
        raise UsageError("several repositories are one system for `explain 'a -> b'` only")
    system, scan = scan_with_map(request, terminal_progress())
    found = findings_meant(scan, finding)
    rule = rule_named(scan, finding)
    if output.format == "json":
        bringers = _bringers(system, found, request, store)
        text = explanation_json.render(found, _source_lines(system.source, found), bringers)
    elif rule and not found:
        text = explanation.render_kept(rule, output.view)
    else:
        shown = explanation.explained(found, output.view)
        lines = _source_lines(system.source, shown)
        bringers = _bringers(system, shown, request, store)
        text = explanation.render(found, lines, output.view, same_arguments(scan), bringers)
    output.write(text)


def _bringers(
    system: Map, findings: Iterable[Finding], request: Request, store: str
) -> Mapping[str, Bringer] | None:
    """None where no history could tell."""
    from driftscan.stages.bringers import bringers_of

    counted = {finding.id for finding in findings if finding.status in ("new", "accepted")}
    return bringers_of(system, counted, request.revision, request.today, store)


def _source_lines(source: Source, findings: Iterable[Finding]) -> Mapping[Location, str]:
    places: Sequence[Location] = [
        where for finding in findings for where in explanation.evidence_of(finding)
    ]
    return source_lines(source, places)
