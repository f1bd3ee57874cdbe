"""What an audit found out: each repository by itself, and the services of all of them together."""

import posixpath
from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.graph.system import SystemGraph
from driftscan.model.cost import CostTable
from driftscan.model.finding import Finding
from driftscan.model.location import Location
from driftscan.model.ranking import FirstThings
from driftscan.model.scan import Coverage, Scan
from driftscan.model.service_graph import ServiceCoverage, ServiceGraph
from driftscan.model.spec import Component
from driftscan.model.teamwork import Owners
from driftscan.model.trend import Trend
from driftscan.model.twice import Twice


class Repository(Struct, frozen=True, kw_only=True):
    """One repository of the system that was audited.

    prefix: what its paths begin with where there are several. root: as the user named it.
    revision: full id of the commit, '' for files as they are. web: a link in which {path} and
    {line} are to be put, '' where no forge is known. draft: the spec that `driftscan init` would
    write, '' where there is one already or there is nothing to draft from. without_draft: why
    there is none, where one was tried.
    needs: the same graph with names followed through files that only pass them on, for circles;
    None where that is the same.
    vendored: positions of modules that others wrote; copies: of those in copies of packages that
    nothing builds, each with its package's directory; beside_words: of code that stands beside
    translations, stand_ins: of mocks that the product loads, both of which the history does not
    rank. unread: by ending, files of code in languages
    whose imports are not read.
    homes: the component of each module of the graph, '' for none; components are those of the
    spec, else of the draft. scan: what differs from that spec; None where there is neither.
    costs, things: None without a history; without_history then says why. twice: None where nobody
    looked. trend: None where there is none; without_trend then says how to get one. quotes: lines
    of source round the evidence of findings.
    """

    name: str
    prefix: bytes
    root: str
    revision: str
    web: str
    draft: str
    graph: SystemGraph
    homes: Sequence[str]
    components: tuple[Component, ...]
    coverage: Coverage
    scan: Scan | None
    costs: CostTable | None
    things: FirstThings | None
    owners: Owners
    needs: SystemGraph | None = None
    vendored: frozenset[int] = frozenset()
    copies: Mapping[int, str] = {}
    beside_words: frozenset[int] = frozenset()
    stand_ins: frozenset[int] = frozenset()
    unread: Mapping[str, int] = {}
    without_draft: str = ""
    without_history: str = ""
    twice: Twice | None = None
    trend: Trend | None = None
    without_trend: str = ""
    quotes: Mapping[Location, str] = {}

    @property
    def spec_file(self) -> str:
        """The spec that it was held against, '' where nobody has declared any."""
        return self.scan.spec_file if self.scan and not self.draft else ""

    @property
    def spec_path(self) -> str:
        """The same below its repository: where that lies on somebody's machine is nobody else's
        business, and no reason for two documents to differ."""
        if not self.spec_file:
            return ""
        path, root = posixpath.normpath(self.spec_file), posixpath.normpath(self.root or ".")
        below = path.removeprefix(f"{root}/")
        return posixpath.basename(path) if posixpath.isabs(below) else below

    @property
    def bound_costs(self) -> Mapping[str, float]:
        """By id of a finding what the code is expected to cost that it binds."""
        weighed = self.things.findings if self.things else ()
        return {found.finding.id: round(found.cost, 1) for found in weighed}

    @property
    def findings(self) -> list[Finding]:
        """By cost where it is known, else in the order of the check."""
        costs = self.bound_costs
        found = self.scan.findings if self.scan else ()
        return sorted(found, key=lambda finding: -costs.get(finding.id, 0.0))


class Audit(Struct, frozen=True, kw_only=True):
    """The whole system."""

    name: str
    repositories: tuple[Repository, ...]
    services: ServiceGraph
    service_coverage: ServiceCoverage
