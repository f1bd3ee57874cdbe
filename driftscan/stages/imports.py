"""What each file of a tree imports when it runs. Of a file that only passes on what others define
(`export * from './client'`) an import from another package takes what it names, not all."""

from collections.abc import Iterator, Mapping, Sequence

from driftscan.graph.names import EVERY_NAME, ModuleNames, NameUse
from driftscan.graph.resolved import ResolvedFile
from driftscan.graph.without_tests import is_inside, lines_outside
from driftscan.model.graph import Kind
from driftscan.services.facts import Import, above, folder_of, is_test_code
from driftscan.stages.map import Map

_DEEPEST = 16  # files that pass a name on, one to the next


def imports_of(system: Map, prefix: bytes) -> Iterator[tuple[bytes, Sequence[Import]]]:
    """By path of every file of code, test code left out. prefix: stands in front of all paths."""
    passing = _Passing(system)
    modules = system.survey.modules
    for at, (module, resolved) in enumerate(zip(modules, system.survey.resolved, strict=True)):
        if module.is_test or is_test_code(module.path):
            continue
        found: dict[bytes, int] = {}
        for target, line in passing.taken(at, resolved):
            if not modules[target].is_test:
                found.setdefault(prefix + modules[target].path, line)
        yield prefix + module.path, [Import(path, line) for path, line in found.items()]


class _Passing:
    """Follows names through files that pass them on."""

    def __init__(self, system: Map) -> None:
        modules, resolved = system.survey.modules, system.survey.resolved
        self._resolved = resolved
        self._names = system.names
        self._known: dict[tuple[int, str], frozenset[int]] = {}
        packages = {folder_of(r.file.path) for r in system.survey.snapshot.records if r.manifest}
        self._package = [_nearest(module.path, packages) for module in modules]
        self._passes = {
            at: {each.target for each in one.internal if each.reexport and _runs(each.kind)}
            for at, one in enumerate(resolved)
            if any(each.reexport for each in one.internal)
        }
        self._read = self._names_read()

    def taken(self, at: int, resolved: ResolvedFile) -> Iterator[tuple[int, int]]:
        """Modules that one takes something from when it runs, each with a line; what a file passes
        on to other packages is left to those who take it."""
        for each in resolved.internal:
            lines = lines_outside(each.lines, resolved.tests)
            if not _runs(each.kind) or not lines:
                continue
            if each.target in self._passes and self._is_elsewhere(at, each.target):
                yield each.target, lines[0]
                for use in self._uses(at, each.target):
                    yield from ((target, use.line) for target in self._behind(use.target, use.name))
            elif not (each.reexport and self._is_door(at)):
                yield each.target, lines[0]

    def _is_elsewhere(self, at: int, target: int) -> bool:
        return self._package[at] != self._package[target]

    def _is_door(self, at: int) -> bool:
        return at in self._passes and at in self._doors

    def _names_read(self) -> Mapping[int, ModuleNames]:
        """Of what takes from such files of another package, and of all that pass names on."""
        self._doors: set[int] = set()
        takers = set()
        for at, one in enumerate(self._resolved):
            for each in one.internal:
                if each.target in self._passes and self._is_elsewhere(at, each.target):
                    takers.add(at)
                    self._doors.add(each.target)
        ahead = sorted(self._doors)
        for _ in range(_DEEPEST):
            inner = {target for at in ahead for target in self._passes.get(at, ())}
            ahead = sorted((inner & self._passes.keys()) - self._doors)
            self._doors.update(ahead)
        behind = {target for at in self._doors for target in self._passes[at]}
        return self._names.of(takers | self._doors | behind) if takers else {}

    def _uses(self, at: int, target: int) -> list[NameUse]:
        tests = self._resolved[at].tests
        uses = (u for u in self._read[at].uses if u.target == target and _runs(u.kind))
        named = [use for use in uses if not is_inside(use.line, tests)]
        return named or [NameUse(target, "", 0, Kind.IMPORT)]

    def _behind(self, at: int, name: str, depth: int = 0) -> frozenset[int]:
        """The modules that a name, '' or '*' for all, comes from by way of others."""
        if at not in self._passes or depth > _DEEPEST:
            return frozenset()
        key = (at, name)
        if key not in self._known:
            self._known[key] = frozenset()  # circles end here
            self._known[key] = frozenset(self._through(at, name, depth))
        return self._known[key]

    def _through(self, at: int, name: str, depth: int) -> Iterator[int]:
        uses = [u for u in self._read[at].uses if u.target in self._passes[at] and _runs(u.kind)]
        is_whole = name in ("", EVERY_NAME)
        named = [use for use in uses if use.bound and (is_whole or use.bound == name)]
        stars = [use for use in uses if not use.bound]
        for use in (*named, *(stars if is_whole or not named else ())):
            inner = name if not use.bound else use.name
            behind = self._behind(use.target, inner, depth + 1)
            if use.bound or is_whole or behind or self._exports(use.target, name):
                yield use.target
                yield from behind

    def _exports(self, at: int, name: str) -> bool:
        """Whether a module defines a name; one whose list is not known may do so."""
        return at in self._read and self._read[at].exports_name(name) is not False


def _runs(kind: Kind) -> bool:
    return kind is Kind.IMPORT


def _nearest(path: bytes, packages: set[bytes]) -> bytes:
    return next((each for each in above(folder_of(path)) if each in packages), b"")
