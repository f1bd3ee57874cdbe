"""The result of one scan: all that a report may show."""

from msgspec import Struct

from driftscan.model.baseline import AcceptedFinding
from driftscan.model.fact import Problem
from driftscan.model.finding import Finding
from driftscan.model.graph import Unresolved
from driftscan.model.source import LeftOut
from driftscan.model.spec import Strategy


class SkippedFile(Struct, frozen=True, array_like=True, order=True):
    """A file that an extractor claimed, and what it could not read of it."""

    path: bytes
    extractor: str
    problem: Problem


class Coverage(Struct, frozen=True, kw_only=True):
    """How much of the tree the result speaks of. Counts are files, references or modules.

    files: claimed by an extractor; checked: of these, read without a fatal problem.
    references: imports that point into the scanned code; unresolved: of these, without target.
    modules, assigned: modules in the graph, and of these in a component. generated: of the
        modules, those that a program wrote.
    lines are not counted: a scan does not read what it need not.
    """

    files: int
    checked: int
    references: int
    unresolved: int
    modules: int
    assigned: int
    generated: int
    dependencies: int
    externals: int
    ignored: int
    skipped: tuple[SkippedFile, ...] = ()
    problems: tuple[SkippedFile, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unresolved_list: tuple[Unresolved, ...] = ()


class ComponentSummary(Struct, frozen=True, kw_only=True):
    """One component as found: its modules and its findings."""

    name: str
    kind: str
    owner: str
    modules: int
    findings: int


class RuleSummary(Struct, frozen=True, kw_only=True):
    """One rule and its outcome: 'kept', 'broken', 'planned' or 'unchecked'."""

    name: str
    check: str
    outcome: str
    findings: int
    severity: str = "error"
    reason: str = ""
    line: int = 0


class Vanished(Struct, frozen=True, kw_only=True):
    """A baseline entry that no longer occurs."""

    id: str
    rule: str
    source: str
    target: str


class Comparison(Struct, frozen=True, kw_only=True):
    """What changed since another commit.

    base: the revision as the user named it; called: what people call it, '' for the same (`main`
        where FETCH_HEAD was named). commit: full id of the merge base with it.
    is_head: the merge base is the very commit that was checked, so nothing can be new.
    fixed: findings that counted there and are gone. unread: files that could not be read there.
    grown, shrunk: entries that the baseline has more, and less, than it had there; both () where
        there is no telling, because the baseline is not in the repository.
    """

    base: str
    commit: str
    called: str = ""
    is_head: bool = False
    fixed: tuple[Finding, ...] = ()
    unread: int = 0
    grown: tuple[AcceptedFinding, ...] = ()
    shrunk: tuple[AcceptedFinding, ...] = ()


class Scan(Struct, frozen=True, kw_only=True):
    """Everything one run found out.

    root: shown path of what was scanned; revision: full commit id, '' for a work tree and for the
        index. staged: the index was scanned, what the next commit would hold.
    findings: sorted; accepted and excepted ones included, told apart by status.
    vanished: baseline entries that no longer occur.
    notes: plain sentences a reader must know (rules not checked, dates near).
    shortfalls: messages where coverage is below the spec's floor; the run then fails (exit 2).
    comparison: with --base, else None.
    """

    root: str
    revision: str
    spec_file: str
    strategy: Strategy
    coverage: Coverage
    components: tuple[ComponentSummary, ...]
    rules: tuple[RuleSummary, ...]
    findings: tuple[Finding, ...]
    vanished: tuple[Vanished, ...] = ()
    notes: tuple[str, ...] = ()
    shortfalls: tuple[str, ...] = ()
    staged: bool = False
    comparison: Comparison | None = None
