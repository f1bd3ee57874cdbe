"""Facts of one file to references: which file, package or gap each name leads to."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from driftscan.extract.csharp.declared import Declared
from driftscan.extract.csharp.external import Packages, merged
from driftscan.extract.csharp.framework import METHODS
from driftscan.extract.csharp.heritage import Heritage
from driftscan.extract.csharp.lookup import Lookup, Missing
from driftscan.extract.csharp.view import Type, Using, View
from driftscan.graph.resolved import (
    ExternalReference,
    ResolvedFile,
    ResolvedReference,
    UnresolvedReference,
)
from driftscan.model.fact import FileFacts, ImportContext, ImportFact, UseFact
from driftscan.model.graph import Kind

_STATIC = int(ImportContext.STATIC)
_VALUE = int(ImportContext.VALUE)
# Whether a name before a dot is a type, or a member that a class outside the tree hands down, is
# not certain; nor is whose method an extension's name calls.
_UNSURE = 0.8
_NONE: frozenset[str] = frozenset()


class FileResolution:
    """Collects the references of one file."""

    def __init__(
        self,
        path: str,
        view: View,
        packages: Packages,
        declared: Declared,
        heritage: Heritage,
        anywhere: frozenset[str],
    ) -> None:
        """anywhere: namespaces of the whole tree."""
        self._path = path
        self._view = view
        self._packages = packages
        self._declared = declared
        self._heritage = heritage
        self._anywhere = anywhere
        self._lines: dict[str, set[int]] = defaultdict(set)
        self._sure: dict[str, float] = {}
        self._external: list[ExternalReference] = []
        self._unresolved: set[tuple[str, str, int, str]] = set()

    def resolve(self, facts: FileFacts, owners: Mapping[str, frozenset[str]]) -> "FileResolution":
        """Take all references of the file. owners: of types inside others, by their last part."""
        usings = _by_namespace(facts, self._view)
        lookup = Lookup(self._view, usings, facts.namespaces, self._heritage)
        for fact in facts.imports:
            self._take_using(fact, facts, lookup)
        for use in facts.uses:
            if use.name.startswith("."):
                self._take_call(use, lookup)
            elif use.name.startswith("["):
                self._take_attribute(use, lookup, owners)
            else:
                self._take_use(use, lookup, owners)
        return self

    def collected(self, position: Callable[[str], int]) -> ResolvedFile:
        """Each target once, in a fixed order."""
        internal = [
            ResolvedReference(position(path), Kind.IMPORT, tuple(sorted(lines)), self._sure[path])
            for path, lines in self._lines.items()
        ]
        return ResolvedFile(
            internal=tuple(sorted(internal, key=lambda each: each.target)),
            external=merged(self._external),
            unresolved=tuple(
                UnresolvedReference(written, cause, line, detail)
                for written, cause, line, detail in sorted(self._unresolved)
            ),
        )

    def _take_using(self, fact: ImportFact, facts: FileFacts, lookup: Lookup) -> None:
        if not fact.module:
            return
        space = facts.namespaces[fact.level - 1] if 0 < fact.level <= len(facts.namespaces) else ""
        name = self._view.full(fact.module, space)
        names_type = bool(fact.context & _STATIC or fact.alias)
        meaning = lookup.absolute(name) if names_type else None
        if isinstance(meaning, Type):
            self._take(meaning, fact.module, (fact.line,), 1.0)
        elif self._packages.package_of(name) or name.startswith(("System.", "Microsoft.")):
            self._outside(name, names_type, fact.line)
        elif name in self._view.namespaces:
            return
        elif name in self._anywhere:
            self._unresolved.add((fact.module, "outside-path", fact.line, ""))
        elif not self._is_ours(name):
            self._outside(name, names_type, fact.line)
        else:
            self._unresolved.add((fact.module, "missing", fact.line, ""))

    def _outside(self, name: str, names_type: bool, line: int) -> None:
        if names_type and "." in name and self._packages.package_of(name) is None:
            name = name.rpartition(".")[0]
        self._external.append(self._packages.reference(name, (line,)))

    def _is_ours(self, name: str) -> bool:
        """Whether the first part is a namespace of the tree and of nothing else that is known."""
        first = name.partition(".")[0]
        return first in self._view.namespaces and not self._packages.may_be_outside(name)

    def _take_use(self, use: UseFact, lookup: Lookup, owners: Mapping[str, frozenset[str]]) -> None:
        first, dot, _ = use.name.partition(".")
        is_value = bool(use.context & _VALUE)
        if is_value and first in self._heritage.hidden:
            return
        meaning = lookup.find(use.name, owners.get(first, _NONE))
        if isinstance(meaning, Type):
            unsure = is_value and not self._heritage.sure
            self._take(meaning, use.name, use.lines, _UNSURE if unsure else 1.0)
        elif isinstance(meaning, Missing):
            if not is_value and self._is_ours(use.name):
                gaps = ((use.name, "missing", line, "") for line in use.lines)
                self._unresolved.update(gaps)
        elif meaning is None and dot:
            self._take_outside(use)

    def _take_attribute(
        self, use: UseFact, lookup: Lookup, owners: Mapping[str, frozenset[str]]
    ) -> None:
        """`[Name]`: the type with `Attribute` behind, else one of that name that is one itself."""
        name = use.name[1:-1]
        for full in (_as_attribute(name), name):
            first = full.partition(".")[0]
            meaning = lookup.find(full, owners.get(first, _NONE))
            if isinstance(meaning, Type) and (full != name or self._is_attribute(meaning.name)):
                self._take(meaning, name, use.lines, 1.0)
                return
        if "." in name:
            self._take_outside(UseFact(f"{name}.", use.lines))

    def _is_attribute(self, name: str) -> bool:
        bases = [base.rpartition(".")[2] for base, _ in self._declared.bases.get(name, ())]
        return any(base.partition("`")[0].endswith("Attribute") for base in bases)

    def _take_outside(self, use: UseFact) -> None:
        """A qualified name that the tree does not hold, where what it begins with is known."""
        name = use.name.removeprefix("global::")
        if name.startswith("System.") or self._packages.package_of(name):
            self._external.append(self._packages.reference(_namespace(name), use.lines))

    def _take_call(self, use: UseFact, lookup: Lookup) -> None:
        """A method of a value: an extension of the tree if only one in scope is called so, and no
        type that is seen, nor a common one of the framework, has a method of that name."""
        method = use.name[1:]
        if method not in self._declared.extensions:
            return
        if method in METHODS or self._view.has_method(method):
            return
        spaces = lookup.spaces
        found = {
            (owner, path)
            for owner, path in self._declared.extensions[method]
            if (owner.rpartition(".")[0] in spaces or owner in spaces) and self._view.sees(path)
        }
        if len(found) == 1:
            owner, path = found.pop()
            self._take(Type(owner, path), use.name, use.lines, _UNSURE)

    def _take(self, found: Type, written: str, lines: tuple[int, ...], sure: float) -> None:
        if not found.path:
            if self._path not in found.others:
                detail = ", ".join(found.others[:3])
                self._unresolved.update((written, "ambiguous", line, detail) for line in lines)
        elif found.path != self._path:
            self._lines[found.path].update(lines)
            self._sure[found.path] = max(sure, self._sure.get(found.path, 0.0))


def _namespace(name: str) -> str:
    """What of `System.IO.Path.Combine` can be a namespace at most: not its last part."""
    return name.rpartition(".")[0]


def _as_attribute(name: str) -> str:
    plain, tick, arity = name.partition("`")
    return f"{plain}Attribute{tick}{arity}"


def _by_namespace(facts: FileFacts, view: View) -> dict[str, Sequence[Using]]:
    found: dict[str, list[Using]] = defaultdict(list)
    found[""] += view.usings
    for fact in facts.imports:
        inside = 0 < fact.level <= len(facts.namespaces)
        space = facts.namespaces[fact.level - 1] if inside else ""
        found[space].append(Using(fact.module, fact.alias, bool(fact.context & _STATIC)))
    return dict(found)


def usings_of(declared: Declared, paths: Sequence[str]) -> Iterator[Using]:
    """The global usings of some files."""
    for path in paths:
        for static, alias, target in declared.usings.get(path, ()):
            yield Using(target, alias, static)
