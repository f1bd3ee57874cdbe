"""`driftscan graph`: the system as it is, for programs and drawings."""

from difflib import get_close_matches

import click

from driftscan.cli.options import names, output_options, system_options
from driftscan.cli.output import Output
from driftscan.cli.progress import terminal_progress
from driftscan.cli.unread import needs_services, tell_unread
from driftscan.errors import NothingMatchedError, UsageError
from driftscan.pipeline import map_system
from driftscan.report import component_json, dot, graph_json, mermaid, service_json
from driftscan.report.drawing import drawing
from driftscan.report.picture import Picture
from driftscan.stages.map import Map
from driftscan.stages.request import Request

GRAPH_FORMATS = ("json", "mermaid", "dot")
LEVELS = ("module", "component", "service")


@click.command(
    short_help="Show the system as it is: JSON, Mermaid or DOT.",
    epilog="""\b
Examples:
  driftscan graph --level module --output-format json --output graph.json
  driftscan graph --component billing --output-format mermaid
  driftscan graph --output-format dot | dot -Tsvg > system.svg
""",
)
@system_options
@output_options(GRAPH_FORMATS)
@click.option("--level", type=click.Choice(LEVELS), help="Else components if the spec has some.")
@click.option("--component", multiple=True, metavar="NAMES", help="Only what touches these.")
def graph(
    request: Request,
    others: tuple[Request, ...],
    output: Output,
    level: str | None,
    component: tuple[str, ...],
) -> None:
    """Show which modules, components or services under PATH depend on which.

    Works without a driftscan.yaml, then at module level.
    """
    if level == "service":
        output.write(_services(request, others, output.format, component))
        return
    if others:
        raise UsageError("several repositories make one graph at --level service only")
    system = map_system(request, terminal_progress())
    if not system.graph.modules:
        raise NothingMatchedError(f"{system.place.root} holds no module of a language that is read")
    picture = _picture(system, names(component))
    chosen = level or ("component" if picture.components else "module")
    if chosen == "component" and not picture.components:
        raise UsageError("--level component needs a driftscan.yaml that names components")
    output.write(_rendered(picture, chosen, output.format))


def _picture(system: Map, only: tuple[str, ...]) -> Picture:
    declared = [component.name for component in system.spec.components]
    for name in only:
        if name not in declared:
            close = get_close_matches(name, declared, n=1)
            hint = f"; did you mean '{close[0]}'?" if close else ""
            raise UsageError(f"the spec has no component '{name}'{hint}")
    return Picture(
        root=system.place.root,
        revision=system.source.revision,
        graph=system.graph,
        coverage=system.coverage,
        component_of=[
            system.territory.home_name(position) for position in range(len(system.graph.modules))
        ],
        components=system.spec.components,
        only=frozenset(only),
    )


def _rendered(picture: Picture, level: str, format_name: str) -> str:
    if format_name == "json":
        return graph_json.render(picture) if level == "module" else component_json.render(picture)
    boxes = drawing(picture, level)
    if format_name == "dot":
        return dot.render(boxes)
    if missing := mermaid.left_out(boxes):
        click.echo(
            f"driftscan: Mermaid draws at most {mermaid.MOST_ARROWS} dependencies; {missing} are "
            "left out. Use --level component, --component or --output-format dot.",
            err=True,
        )
    return mermaid.render(boxes)


def _services(
    request: Request, others: tuple[Request, ...], format_name: str, only: tuple[str, ...]
) -> str:
    if format_name != "json" or only:
        raise UsageError(
            "--level service has JSON only, and all services; see `driftscan services`"
        )
    from driftscan.journeys.services import map_services  # other levels know of no services

    found = map_services(request, terminal_progress(), others)
    tell_unread(found.coverage.unread)
    needs_services(found)
    return service_json.render(found.graph, found.coverage, found.root, found.revision)
