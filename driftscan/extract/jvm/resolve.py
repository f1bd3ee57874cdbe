"""Where the imports and uses of one file lead, looked for in the order of JLS 6.5."""

from collections.abc import Iterable, Sequence, Set

from msgspec import Struct

from driftscan.extract.jvm.chains import is_capital, is_type_like
from driftscan.extract.jvm.declarations import Declarations
from driftscan.extract.jvm.extensions import is_distinctive
from driftscan.extract.jvm.externals import Externals, package_of
from driftscan.extract.jvm.layout import SourceFile
from driftscan.extract.jvm.nearest import Nearest
from driftscan.extract.references import References
from driftscan.graph.resolved import ResolvedFile
from driftscan.model.fact import FileFacts, ImportContext, ImportFact, UseFact

_EVERY = "*"
_DOCUMENTED = int(ImportContext.DOCUMENTED)
_LIKELY = 0.8
_CALLED, _EXTENDING = "()", "() on"


class View(Struct, frozen=True):
    """What is known of the tree. positions: of each file in the list of modules. members: names of
    extensions that some type of the tree has as a member, too."""

    files: Sequence[SourceFile]
    declarations: Declarations
    nearest: Nearest
    externals: Externals
    positions: Sequence[int]
    members: Set[str] = frozenset()


class FileResolution:
    """One file. origin: its position in the list of files."""

    def __init__(self, origin: int, view: View) -> None:
        self._origin = origin
        self._view = view
        self._file = view.files[origin]
        self._declarations = view.declarations
        self._references = References(origin, view.positions)
        self._bound: dict[str, str] = {}
        self._named: set[str] = set()
        self._demanded: list[str] = []

    def resolve(self, facts: FileFacts) -> ResolvedFile:
        """All references."""
        for fact in facts.imports:
            self._import(fact)
        self._named = {part for use in facts.uses for part in use.name.split(".")}
        for use in facts.uses:
            self._use(use)
        return self._references.file()

    def _import(self, fact: ImportFact) -> None:
        owner = self._declarations.owner_of(fact.module)
        if not fact.name:
            self._bound[fact.alias or fact.module.rpartition(".")[2]] = fact.module
        elif fact.name == _EVERY:
            self._demanded.append(fact.module)
        if fact.context & _DOCUMENTED and self._is_of_tree(fact.module):
            return
        called = not fact.name and self._call(fact.module, [fact.line])
        if owner and not (called and owner != fact.module):
            self._to_type(fact.module, owner, fact.module, [fact.line])
        elif not called and not (
            fact.name == _EVERY and fact.module in self._declarations.packages
        ):
            self._outside(fact)

    def _is_of_tree(self, name: str) -> bool:
        declarations = self._declarations
        return bool(declarations.owner_of(name) or declarations.of(name + _CALLED))

    def _outside(self, fact: ImportFact) -> None:
        parts = fact.module.split(".")
        whole = fact.name == _EVERY and not any(map(is_capital, parts))
        package = fact.module if whole else package_of(parts)
        outside = self._view.externals.of(self._file.unit, package)
        known = outside.standard or outside.distribution or outside.scope
        if package in self._declarations.packages and not known:
            self._references.unresolved(fact.module, "missing", [fact.line])
        else:
            self._references.external(outside, [fact.line])

    def _use(self, use: UseFact) -> None:
        first, _, rest = use.name.partition(".")
        if not first:
            self._extension(rest, use.lines)
            return
        meant = self._simple_name(first)
        if first not in self._bound and self._called(first, use.lines) and not meant:
            return
        if meant:
            name, files = meant
            if len(files) > 1:
                self._ambiguous(use.name, files, use.lines)
            for file in files[:1] if len(files) == 1 else ():
                self._references.internal(file, use.lines)
            if rest:
                self._member(name, rest.split("."), use.lines)
        elif rest:
            self._qualified(use)

    def _called(self, name: str, lines: Sequence[int]) -> bool:
        """A function or property at the top of a Kotlin file, by its simple name."""
        own = self._file.package
        return any(
            self._call(f"{package}.{name}", lines, own_package=package == own)
            for package in self._packages()
        )

    def _call(
        self,
        name: str,
        lines: Sequence[int],
        suffix: str = _CALLED,
        sure: float = 1.0,
        own_package: bool = False,
    ) -> bool:
        """A function or property by its qualified name. One that several files declare is called
        by its arguments' types, so each of them is only likely. own_package: named without an
        import, so it is in the own build or in one that this depends on."""
        found: Sequence[int] = self._declarations.of(name.removeprefix(".") + suffix)
        if own_package:
            found = self._view.nearest.visible(self._origin, found)
        visible: Sequence[int] = self._view.nearest.built_with(self._origin, found)
        if suffix == _CALLED:  # what is named for sure must be somewhere
            visible = visible or found
        files = self._view.nearest.of(self._origin, visible) if visible else ()
        for file in files:
            self._references.internal(file, lines, sure if len(files) == 1 else _LIKELY)
        return bool(files)

    def _extension(self, name: str, lines: Sequence[int]) -> None:
        """What stands behind a dot may be an extension, unless the type has such a member."""
        if name in self._bound:
            return
        distinctive = is_distinctive(name, self._view.members)
        for package in self._packages():
            receivers = self._declarations.receivers(f"{package}.{name}()")
            known = distinctive or not receivers.isdisjoint(self._named | self._bound.keys())
            own = package == self._file.package
            if not (receivers and known):
                continue
            if self._call(f"{package}.{name}", lines, _EXTENDING, _LIKELY, own):
                return

    def _packages(self) -> list[str]:
        """Whose functions are known by their simple names: of the own package, then on demand."""
        return [self._file.package, *self._demanded]

    def _simple_name(self, name: str) -> tuple[str, Sequence[int]] | None:
        """The qualified name that a simple one means, and the files it may be in: none where an
        import statement leads there."""
        around = self._name_around(name)
        if (found := self._declarations.inherited(self._origin, name)) is None:
            return around
        inherited, sure = found
        files = self._view.nearest.of(self._origin, self._declarations.of(inherited))
        if sure or around is None or around[0] == inherited or self._origin in files:
            return inherited, files
        if name in self._bound:
            return around
        return inherited, tuple(dict.fromkeys([*files, *around[1]]))

    def _name_around(self, name: str) -> tuple[str, Sequence[int]] | None:
        """What a simple name means outside of types that inherit it."""
        declarations, nearest = self._declarations, self._view.nearest
        if name in self._bound:
            return self._bound[name], ()
        own = f"{self._file.package}.{name}" if self._file.package else name
        if visible := nearest.visible(self._origin, declarations.of(own)):
            return own, nearest.of(self._origin, visible)
        return self._name_on_demand(name)

    def _name_on_demand(self, name: str) -> tuple[str, Sequence[int]] | None:
        """Of several packages that have it those that the file's build sees."""
        nearest, found = self._view.nearest, {}
        for package in self._demanded:
            if candidates := self._declarations.of(f"{package}.{name}"):
                found[f"{package}.{name}"] = candidates
        if len(found) > 1:
            seen = {each: nearest.visible(self._origin, at) for each, at in found.items()}
            found = {each: tuple(at) for each, at in seen.items() if at} or found
        files = [file for at in found.values() for file in nearest.of(self._origin, at)]
        return (next(iter(found)), tuple(dict.fromkeys(files))) if found else None

    def _member(self, owner: str, rest: Sequence[str], lines: Iterable[int]) -> None:
        """Types nested in a type; one that it inherits stands in the file of another."""
        for part in rest:
            nested = f"{owner}.{part}"
            if not self._declarations.of(nested):
                files = self._view.nearest.of(self._origin, self._declarations.of(owner))
                inherited = [
                    found[0]
                    for file in files
                    if (found := self._declarations.inherited(file, part))
                ]
                if len(inherited) != 1:
                    return
                nested = inherited[0]
                for file in self._view.nearest.of(self._origin, self._declarations.of(nested)):
                    self._references.internal(file, lines)
            owner = nested

    def _qualified(self, use: UseFact) -> None:
        """A name with its package in front."""
        owner = self._declarations.owner_of(use.name)
        if owner:
            self._to_type(use.name, owner, use.name, use.lines)
            return
        parts = use.name.split(".")
        package = package_of(parts)
        type_name = next(filter(is_capital, parts), "")
        if "." in package and package != use.name and type_name:
            outside = self._view.externals.of(self._file.unit, package)
            # What looks like a constant is one, of an inherited value, unless the package is known.
            if is_type_like(type_name) or outside.standard or outside.distribution:
                self._references.external(outside, use.lines)

    def _to_type(self, name: str, owner: str, written: str, lines: Sequence[int]) -> None:
        files = self._view.nearest.of(self._origin, self._declarations.of(owner))
        if len(files) > 1:
            self._ambiguous(written, files, lines)
            return
        self._references.internal(files[0], lines)
        if len(name) > len(owner):
            self._member(owner, name[len(owner) + 1 :].split("."), lines)

    def _ambiguous(self, written: str, files: Sequence[int], lines: Iterable[int]) -> None:
        paths = sorted(self._view.files[file].path for file in files)[:3]
        detail = ", ".join(path.decode("utf-8", "replace") for path in paths)
        self._references.unresolved(written, "ambiguous", lines, detail)
