"""tach's modules as they are in the tree, each with the component it becomes."""

from collections.abc import Iterable
from functools import cached_property

from msgspec.structs import replace

from driftscan.migrate.builder import Builder
from driftscan.migrate.draft import DraftComponent
from driftscan.migrate.modules import Modules, is_within
from driftscan.migrate.tach.globs import is_glob, path_glob
from driftscan.migrate.tach.places import Places
from driftscan.migrate.tach.project import ROOT, Dependency, InterfaceEntry, ModuleEntry, Project

UTILITY = "utility"


def has_homeless(modules: Modules, homes: Iterable[str]) -> bool:
    """Whether some code is in none of these modules."""
    return any(
        not any(is_within(module.name, path) for path in homes) for module in modules.graph.modules
    )


class World:
    """modules: by dotted path, globs spelled out; ROOT is there if it takes part in checks."""

    def __init__(
        self,
        build: Builder,
        project: Project,
        places: Places,
        modules: Iterable[ModuleEntry],
        interfaces: Iterable[InterfaceEntry],
    ) -> None:
        self.build = build
        self.project = project
        self.places = places
        self.interfaces = tuple(interfaces)
        self.modules = self._resolved(modules)
        self._add_components()

    def _resolved(self, entries: Iterable[ModuleEntry]) -> dict[str, ModuleEntry]:
        concrete: dict[str, ModuleEntry] = {}
        spelled_out: dict[str, ModuleEntry] = {}
        for entry in entries:
            if entry.path == ROOT:
                concrete[ROOT] = entry
                continue
            found = self.places.matching(entry.path)
            if not found:
                self._tell(entry, f"module '{entry.path}' is not in the tree; it was left out")
            elif is_glob(entry.path):
                self._tell(
                    entry,
                    f"'{entry.path}' was spelled out as the modules of today ({len(found)}); add "
                    "those that come later, or make it a pattern of components",
                )
                spelled_out |= {path: replace(entry, path=path) for path in found}
            else:
                concrete[entry.path] = entry
        modules = spelled_out | concrete
        if self.project.root_module == "ignore":
            modules.pop(ROOT, None)
        elif ROOT not in modules:
            modules[ROOT] = ModuleEntry(path=ROOT, file=self.build.file.name, line=0, depends_on=())
        if not has_homeless(self.build.modules, modules):
            modules.pop(ROOT, None)
        return dict(sorted(modules.items()))

    def _tell(self, entry: ModuleEntry, sentence: str) -> None:
        self.build.no_equal(entry.line, sentence, entry.file)

    def _add_components(self) -> None:
        for path, entry in self.modules.items():
            self.build.add(
                DraftComponent(
                    key=path,
                    wish="root" if path == ROOT else path,
                    paths=self._root_paths() if path == ROOT else self.places.patterns(path),
                    tags=(UTILITY,) if entry.utility else (),
                    nested=not self._holds_others(path),
                )
            )

    def _root_paths(self) -> tuple[str, ...]:
        return tuple(root or "." for root in self.places.roots)

    def _holds_others(self, path: str) -> bool:
        return path == ROOT or any(other.startswith(f"{path}.") for other in self.modules)

    @cached_property
    def utilities(self) -> list[str]:
        """Modules that every other may use."""
        return [path for path, entry in self.modules.items() if entry.utility]

    @property
    def checked(self) -> list[ModuleEntry]:
        """Modules whose own imports tach looks at."""
        return [entry for entry in self.modules.values() if not entry.unchecked]

    def named(self, dependencies: Iterable[Dependency]) -> list[str]:
        """Modules that dependencies mean, as tach compares paths; each once, as written."""
        found: dict[str, None] = {}
        for dependency in dependencies:
            found |= dict.fromkeys(self.fitting(dependency.path))
        return list(found)

    def fitting(self, path: str) -> list[str]:
        """Modules that one path or glob means."""
        if not is_glob(path):
            return [path] if path in self.modules else []
        pattern = path_glob(path)
        return [each for each in self.modules if pattern.fullmatch(each)]

    def home_of(self, name: str) -> str:
        """The nearest module around a name, '' if there is none."""
        while name and name not in self.modules:
            name = name.rpartition(".")[0]
        return name

    @cached_property
    def _height(self) -> dict[str, int]:
        return {layer.name: at for at, layer in enumerate(self.project.layers)}

    def height(self, entry: ModuleEntry) -> int | None:
        """Where a module's layer is, 0 at the top; None without a known layer."""
        return self._height.get(entry.layer)

    def is_forbidden_by_layers(self, entry: ModuleEntry, path: str) -> bool:
        """Whether layers alone keep a module from another, whatever it declares."""
        own, its = self.height(entry), self.height(self.modules[path])
        if own is None or its is None:
            return False
        return its < own or any(layer.closed for layer in self.project.layers[own + 1 : its])

    def below(self, entry: ModuleEntry) -> list[str]:
        """Modules in lower layers that a module may use without saying so."""
        own = self.height(entry)
        if own is None or self.project.flag("layers_explicit_depends_on"):
            return []
        return [
            path
            for path, other in self.modules.items()
            if (its := self.height(other)) is not None
            and its > own
            and not any(layer.closed for layer in self.project.layers[own + 1 : its])
        ]
