"""The JSON of `driftscan audit`, which its HTML report carries too; docs/json.md explains it."""

from typing import Annotated

from msgspec import Meta, Struct

from driftscan.model.scan import RuleSummary
from driftscan.report.audit.quotes import QuoteJson
from driftscan.report.audit.twice_json import TwiceJson
from driftscan.report.check_json import FindingJson
from driftscan.report.first_json import SharedJson, TogetherJson
from driftscan.report.hotspots_json import OmissionJson, PartCostJson
from driftscan.report.owners_json import OwnersJson
from driftscan.report.service_json import ServiceGraphJson, WayJson
from driftscan.report.shared_json import CoverageJson, UnresolvedJson
from driftscan.report.trend_json import TrendJson

SCHEMA = "driftscan.audit/1"
View = Annotated[
    str, Meta(pattern="^(summary|findings|map|matrix|hotspots|data|twice|trend|owners)$")
]


class SentenceJson(Struct):
    """One thing that is true of the system, and the view that shows why."""

    text: str
    view: View


class FirstThingJson(Struct, kw_only=True):
    """One thing to look at first. cost: of the code it binds; files: positions in `files`; finding:
    the id of one, '' for none."""

    kind: Annotated[str, Meta(pattern="^(finding|cycle|data|together|cost)$")]
    title: str
    reason: str
    owner: str
    cost: float | None
    files: list[int]
    view: View
    finding: str


class HistoryJson(Struct, kw_only=True):
    """What the costs were learnt from; left_out: by reason."""

    date: str
    since: str
    commits: int
    merges: int
    reverts: int
    has_lines: bool
    left_out: dict[str, OmissionJson]
    unwritten_files: int
    unread_files: int
    notes: list[str]


class RepositoryJson(Struct, kw_only=True):
    """One repository. link: {path} and {line} are to be put in; spec: its path below the
    repository, '' where there is none, draft then has the one that `driftscan init` would write."""

    name: str
    prefix: str
    root: str
    revision: str
    link: str
    spec: str
    draft: str
    coverage: CoverageJson
    unresolved: list[UnresolvedJson]
    history: HistoryJson | None
    without_history: str
    rules: list[RuleSummary]
    owners: OwnersJson
    shared_parts: list[SharedJson]
    notes: list[str]
    twice: TwiceJson | None
    trend: TrendJson | None
    without_trend: str


class CostJson(Struct, kw_only=True):
    """What one file is expected to cost; as in `driftscan.hotspots/1`."""

    cost: float
    changes_per_quarter: float
    lines_per_change: float
    loc: int
    changes: int
    fixes: int
    owners: int
    ripple: float
    age_days: int
    quiet_days: int
    handoffs: int
    rework: int | None


class FileJson(Struct, omit_defaults=True, kw_only=True):
    """One file of code. component: a position in `components`, -1 for none; id: of its module, ''
    where it is no module; cost: null where it is not ranked."""

    path: str
    id: str = ""
    language: str = ""
    component: int = -1
    repository: int = 0
    test: bool = False
    generated: bool = False
    vendored: bool = False
    copied: bool = False
    cost: CostJson | None = None


class EdgeJson(Struct, array_like=True):
    """A dependency between two files: positions in `files`, kind, how many statements make it, and
    the lines of the first of these."""

    source: int
    target: int
    kind: str
    statements: int
    lines: list[int]


class CycleJson(Struct, kw_only=True):
    """Files that all depend on each other. example: the shortest way round over one of the cuts, by
    imports that are no types as far as there are; example_lines: of each of its files the line that
    uses the next, 0 where none is known. cuts: dependencies without which there is no cycle, as
    pairs of positions in `files`.
    at_run_time: how many of these files are in a circle without imports of types, too;
    circles_at_run_time: in how many."""

    files: list[int]
    dependencies: int
    example: list[int]
    example_lines: list[int]
    cuts: list[list[int]]
    types_only: bool
    at_run_time: int
    circles_at_run_time: int
    cost: float | None


class AuditComponentJson(Struct, kw_only=True):
    """A component of the spec, or of the draft. cost: null without a history."""

    name: str
    kind: str
    owner: str
    paths: list[str]
    repository: int
    modules: int
    cost: PartCostJson | None


class AuditFindingJson(Struct, kw_only=True):
    """A finding. cost: expected of the code that it binds; null where that is not known. fix: what
    would end it, in words. untold: why the summary does not count it among the places against a
    draft: `guess`, it goes past an interface that was guessed; `elsewhere`, no product code."""

    repository: int
    cost: float | None
    fix: str
    untold: str
    finding: FindingJson


class SharedDataJson(Struct, kw_only=True):
    """A data set that services of several code bases use. mappers: map a class to it, by which one
    may read and write. writing, able: how many code bases are seen to write it, and may."""

    store: str
    database: str
    name: str
    writers: list[str]
    mappers: list[str]
    readers: list[str]
    writing: int
    able: int


class AuditUnmetJson(Struct, kw_only=True):
    """Something asked or offered that has no other side in the system."""

    service: str
    other: str
    kind: str
    what: str
    where: WayJson
    known: list[str]


class AuditJson(Struct, kw_only=True):
    """The whole document. first: at most three; verdict: what stands out; inventory: what there
    is, as far as it was seen."""

    schema: str
    driftscan: str
    name: str
    headline: str
    first: list[FirstThingJson]
    verdict: list[SentenceJson]
    inventory: list[SentenceJson]
    repositories: list[RepositoryJson]
    components: list[AuditComponentJson]
    files: list[FileJson]
    edges: list[EdgeJson]
    cycles: list[CycleJson]
    findings: list[AuditFindingJson]
    together_files: list[TogetherJson]
    together_components: list[TogetherJson]
    services: ServiceGraphJson
    service_costs: list[PartCostJson]
    shared_data: list[SharedDataJson]
    unmet: list[AuditUnmetJson]
    quotes: list[QuoteJson]
