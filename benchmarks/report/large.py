"""A report of many files, made of values: what a browser has to cope with."""

from benchmarks.report.large_findings import large_scan, pairs_of, quotes_of
from benchmarks.report.large_twice import large_trend, large_twice
from driftscan.graph.system import SystemGraph
from driftscan.model.cost import CostTable, FileCost
from driftscan.model.graph import Dependency, Kind, Module
from driftscan.model.scan import Coverage
from driftscan.model.service_graph import ServiceCoverage, ServiceGraph
from driftscan.model.spec import Component
from driftscan.model.teamwork import Owners
from driftscan.report.audit.audited import Audit, Repository
from driftscan.report.audit.document import document_of
from driftscan.report.html.page import render
from driftscan.stages.page_parts import page_parts


def large_page(files: int = 5000, dependencies: int = 20000) -> str:
    """A report of so many files and dependencies, in 40 components of several folders."""
    return render(document_of(large_audit(files, dependencies)), page_parts())


def large_audit(files: int, dependencies: int) -> Audit:
    """The values that such a report is made of."""
    paths = [f"part{at % 40:02}/area{at % 7}/deep{at % 3}/file_{at}.py" for at in range(files)]
    modules = [
        Module(path[:-3].replace("/", "."), path, path.encode(), "python", path[:-3], "")
        for path in paths
    ]
    pairs = {(at % files, (at * 7919 + at // files * 31) % files) for at in range(dependencies * 2)}
    chosen = sorted(pair for pair in pairs if pair[0] != pair[1])[:dependencies]
    edges = [Dependency(s, t, Kind.IMPORT, (s % 90 + 1, s % 90 + 5)) for s, t in chosen]
    components = tuple(
        Component(name=f"part{at:02}", kind="module", paths=(f"part{at:02}",)) for at in range(40)
    )
    costs = [_cost(path, at) for at, path in enumerate(paths)]
    table = CostTable(
        revision="0" * 40,
        cut=1_700_000_000,
        has_lines=True,
        commits=9000,
        first=1_500_000_000,
        files=sorted(costs, key=lambda cost: -cost.cost),
        components=[],
    )
    repository = Repository(
        name="large",
        prefix=b"",
        root="large",
        revision="0" * 40,
        web="https://github.com/acme/large/blob/{revision}/{path}#L{line}",
        draft="",
        graph=SystemGraph(modules, [], edges, []),
        homes=[path.partition("/")[0] for path in paths],
        components=components,
        coverage=_coverage(files, dependencies),
        scan=large_scan(pairs_of(paths, chosen), _coverage(files, dependencies)),
        twice=large_twice(),
        trend=large_trend(),
        quotes=quotes_of(paths[:400]),
        costs=table,
        things=None,
        owners=Owners(rows=()),
    )
    nothing = ServiceGraph(services=(), edges=(), uses=())
    return Audit(
        name="large",
        repositories=(repository,),
        services=nothing,
        service_coverage=ServiceCoverage(0, ()),
    )


def _cost(path: str, at: int) -> FileCost:
    often = 3.0 / (1 + at % 97)
    return FileCost(
        path=path.encode(),
        part="",
        component=path.partition("/")[0],
        cost=often * 20,
        changes_per_quarter=often,
        lines_per_change=20.0,
        loc=100 + at % 300,
        changes=at % 60,
        fixes=at % 20,
        owners=at % 6,
        ripple=0.5,
        age_days=900,
    )


def _coverage(files: int, dependencies: int) -> Coverage:
    return Coverage(
        files=files,
        checked=files,
        references=dependencies,
        unresolved=0,
        modules=files,
        assigned=files,
        generated=0,
        dependencies=dependencies,
        externals=0,
        ignored=0,
    )
