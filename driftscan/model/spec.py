"""The target state as values: what `spec/` makes out of driftscan.yaml and `checks/` evaluate."""

import datetime

from msgspec import Struct

from driftscan.model.capability import Solution
from driftscan.model.measure import Goal
from driftscan.model.rule import Rule, plain_rule_name


class Strategy(Struct, frozen=True, kw_only=True):
    """The one page: why the target state is what it is. Shown in reports; what its measures
    mean is in Spec.goals."""

    owner: str = ""
    horizon: str = ""
    problem: str = ""
    target: str = ""
    bet: str = ""
    not_now: tuple[str, ...] = ()
    measures: tuple[tuple[str, str], ...] = ()


class Decision(Struct, frozen=True, kw_only=True):
    """Something that was decided on a day, whose effect can be looked for.

    date: None where no record says it. dated_by: 'record', or 'git' for the day on which the record
    was first committed. status: as the record has it, in lower case, '' if it has none.
    record: the file, relative to the scanned root, '' for none. measures: those it was to move.
    source: 'the spec' or 'a record'.
    """

    title: str
    date: datetime.date | None
    dated_by: str = "record"
    status: str = ""
    record: str = ""
    measures: tuple[str, ...] = ()
    source: str = "a record"
    line: int = 0


class Component(Struct, frozen=True, kw_only=True):
    """A named part of the scanned system.

    name: with a '*' it is a pattern, which becomes one component for each match of its paths as
        soon as the tree is known. pattern: the name of the one that made it so, else ''.
    paths: files, directories or globs relative to the scanned root; a module belongs to the
        component with the most specific match.
    public: module names that other components may import; None when no interface is declared.
    nested: components nested in it are part of it.
    services: names of services and stores that belong to it, whatever their folders; '*' may stand
        in them.
    """

    name: str
    kind: str
    paths: tuple[str, ...]
    owner: str = ""
    tags: tuple[str, ...] = ()
    public: tuple[str, ...] | None = None
    pattern: str = ""
    nested: bool = True
    services: tuple[str, ...] = ()
    line: int = 0


class SpecException(Struct, frozen=True, kw_only=True):
    """A finding that is tolerated for a while: the rule's name, where, why and until when.

    rules: what the rule of a pattern became, if finding names one.
    imports: dependencies that the rule does not see, as 'a.b -> c.**' between dotted names; then
    where is ''.
    """

    finding: str
    where: str
    imports: tuple[str, ...] = ()
    reason: str
    until: datetime.date | None = None
    rules: tuple[str, ...] = ()
    line: int = 0

    def speaks_of(self, rule_name: str) -> bool:
        """Whether the exception is one from a rule; spaces in names do not count."""
        return plain_rule_name(rule_name) in self.plain_names()

    def plain_names(self) -> tuple[str, ...]:
        """The names of the rules it speaks of, without spaces, each once."""
        return tuple(dict.fromkeys(map(plain_rule_name, self.rules or (self.finding,))))


class CoverageFloor(Struct, frozen=True, kw_only=True):
    """Declared minimum shares, 0..1; None where the spec says nothing.

    checked: files read / files found. assigned: modules in a component / modules.
    resolved: references resolved / references to code in the tree.
    """

    checked: float | None = None
    assigned: float | None = None
    resolved: float | None = None
    line: int = 0


class SourceSettings(Struct, frozen=True, kw_only=True):
    """Which files belong to the scan.

    exclude: gitignore-style patterns of files to leave out.
    include: patterns that win over .gitignore and over driftscan's own defaults.
    roots: directories where importable code starts, beside those that manifests declare.
    tests: globs of the test code, instead of each language's conventions; None for those.
    line: of the section in the spec file.
    """

    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    tests: tuple[str, ...] | None = None
    line: int = 0


class Spec(Struct, frozen=True, kw_only=True):
    """A whole, valid driftscan.yaml. file is the shown path of it, '' for no spec at all.

    packages: what it adds to the catalogue of capabilities.
    """

    file: str = ""
    strategy: Strategy = Strategy()
    components: tuple[Component, ...] = ()
    rules: tuple[Rule, ...] = ()
    exceptions: tuple[SpecException, ...] = ()
    coverage: CoverageFloor = CoverageFloor()
    sources: SourceSettings = SourceSettings()
    goals: tuple[Goal, ...] = ()
    decisions: tuple[Decision, ...] = ()
    packages: tuple[Solution, ...] = ()
