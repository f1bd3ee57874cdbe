"""What change of one file ends a finding: its imports take the names where they may be had."""

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from driftscan.checks.question import CheckInput
from driftscan.errors import UsageError
from driftscan.fix.batch import plain_batch, rewrite_batch
from driftscan.fix.move import Move
from driftscan.graph.names import EVERY_NAME, NameUse
from driftscan.model.finding import Finding
from driftscan.model.graph import Dependency, Module
from driftscan.model.rule import Private, Protect, Public, Rule
from driftscan.model.source import LeftOut
from driftscan.stages.doors import Wanted, doors_of, trouble_at
from driftscan.stages.map import Map
from driftscan.workers.job import Job, JobFunction, Limits
from driftscan.workers.supervise import run_supervised

_SHOWN = 5
_LANGUAGE = "python"  # what libcst reads and writes


class Fix(Struct, frozen=True):
    """path: relative to the scanned root. before, after: the content of the file."""

    path: bytes
    before: bytes
    after: bytes


def fix_of(system: Map, finding: Finding) -> Fix:
    """The change of one file that ends a finding; UsageError, with what to do, if there is none.

    Whether the change brings other findings is not looked at.
    """
    rule = _rule(system, finding)
    question = CheckInput(
        system.graph, system.territory, system.spec.file, spec=system.spec, names=system.names
    ).asked_by(rule)
    dependency, uses = _uses(question, finding)
    doors = _doors(system, question, rule, dependency, uses)
    modules = system.graph.modules
    source, old = modules[dependency.source], modules[dependency.target].name
    moves = [Move(use.line, use.name, old, modules[doors[use.name]].name) for use in uses]
    before = _content(system, source.path)
    package = source.name if source.is_package else source.name.rpartition(".")[0]
    job = (source.path, before, package.encode(), msgspec.msgpack.encode(moves))
    after = _worked(rewrite_batch, job)
    if after == before:
        raise UsageError(
            f"no import of {_shown(source)} could be rewritten; the file may have changed since it "
            "was scanned: run driftscan check again"
        )
    return Fix(source.path, before, after)


def _rule(system: Map, finding: Finding) -> Rule:
    for rule in system.spec.rules:
        if rule.head.name == finding.rule and isinstance(rule, Public | Private | Protect):
            return rule
    raise UsageError(
        f"a finding of '{finding.rule}' cannot be fixed by rewriting an import: driftscan fix "
        "knows what to do for the rules public, private and protect; driftscan explain "
        f"{finding.id} shows what to change by hand"
    )


def _uses(question: CheckInput, finding: Finding) -> tuple[Dependency, Sequence[NameUse]]:
    """The dependency that a finding is about, and the names that its lines take."""
    dependency = _dependency(question, finding)
    source = question.graph.modules[dependency.source]
    if source.language != _LANGUAGE:
        raise UsageError(
            f"{_place(question, dependency.source, finding.where.line)}: driftscan fix rewrites "
            f"Python only; driftscan explain {finding.id} shows what to change by hand"
        )
    lines = {place.line for place in finding.evidence}
    target = question.graph.modules[dependency.target]
    named = finding.target[len(target.id) + 1 :]
    uses = [
        use
        for use in question.names_of([dependency.source])[dependency.source].uses
        if use.target == dependency.target
        and (use.kind, use.line in lines) == (dependency.kind, True)
        and named in ("", use.name)
    ]
    whole = [use for use in uses if use.name in ("", EVERY_NAME)]
    if whole or not uses:
        line = min((use.line for use in whole), default=finding.where.line)
        taken = "everything" if whole and whole[0].name else "the module itself"
        raise UsageError(
            f"{_place(question, dependency.source, line)}: this import takes {taken} from "
            f"{target.id}, and driftscan fix moves single names; write `from {target.name} import "
            "NAME` for what is used, then try again"
        )
    return dependency, uses


def _dependency(question: CheckInput, finding: Finding) -> Dependency:
    modules = question.graph.modules
    source = next((at for at, module in enumerate(modules) if module.id == finding.source), None)
    if source is not None:
        fitting = [
            each
            for each in question.graph.outgoing(source)
            if each.kind.label == finding.kind
            and f"{finding.target}.".startswith(f"{modules[each.target].id}.")
        ]
        if fitting:
            return max(fitting, key=lambda each: len(modules[each.target].id))
    raise UsageError(
        f"finding {finding.id} is not about an import of one module by another, so there is no "
        f"import to rewrite; driftscan explain {finding.id} shows what it is about"
    )


def _doors(
    system: Map,
    question: CheckInput,
    rule: Rule,
    dependency: Dependency,
    uses: Sequence[NameUse],
) -> dict[str, int]:
    """For each name the module to take it from. Raises UsageError with all that have none."""

    def plain(position: int, name: str) -> bool:
        path = question.graph.modules[position].path
        return _worked(plain_batch, (path, _content(system, path), name.encode())) != b""

    found: dict[str, int] = {}
    complaints: list[str] = []
    for name in sorted({use.name for use in uses}):
        wanted = Wanted(dependency.source, dependency.target, name, dependency.kind)
        doors = doors_of(question, rule, wanted)
        troubles = {each: trouble_at(question, rule, wanted, each, plain) for each in doors}
        if open_doors := [each for each in doors if not troubles[each]]:
            found[name] = open_doors[0]
        else:
            complaints.append(_complaint(question, name, troubles))
    if complaints:
        raise UsageError("\n".join([*complaints, _advice(question, dependency)]))
    return found


def _complaint(question: CheckInput, name: str, troubles: Mapping[int, str]) -> str:
    modules = question.graph.modules
    reasons = [f"{modules[each].id} {trouble}" for each, trouble in troubles.items()]
    more = f"; and {len(reasons) - _SHOWN} more" if len(reasons) > _SHOWN else ""
    who = "; ".join(reasons[:_SHOWN]) or "the rule leaves no module that could"
    return f"'{name}' is not passed on by a public module: {who}{more}"


def _advice(question: CheckInput, dependency: Dependency) -> str:
    modules = question.graph.modules
    source, target = modules[dependency.source], modules[dependency.target]
    return (
        f"so the import of {target.id} in {_shown(source)} stays as it is: import what is missing "
        "at the top of a public module and list it in its __all__, or change the code by hand"
    )


def _content(system: Map, path: bytes) -> bytes:
    name = path.rpartition(b"/")[2]
    listing = system.source.list(lambda each: each == name)
    for _, content in system.source.read(file for file in listing.files if file.path == path):
        if not isinstance(content, LeftOut):
            return content
    raise UsageError(f"{path.decode('utf-8', 'backslashreplace')} cannot be read any more")


def _worked(function: JobFunction, job: Job) -> bytes:
    """The result of a worker; what goes wrong in it becomes one message."""
    for outcome in run_supervised(function, [[job]], Limits(workers=1)):
        if outcome.failure is None:
            return outcome.result
        path = job[0].decode("utf-8", "backslashreplace")
        reason = outcome.failure.message.partition("\n")[0]
        raise UsageError(f"{path}: libcst cannot work on this file ({reason}); change it by hand")
    raise AssertionError("a job has one outcome")


def _place(question: CheckInput, position: int, line: int) -> str:
    return f"{_shown(question.graph.modules[position])}:{line}"


def _shown(module: Module) -> str:
    return module.path.decode("utf-8", "backslashreplace")
