"""Everything that files of the tree declare, by qualified name, and what types inherit."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from driftscan.extract.jvm.hints import Declared
from driftscan.extract.jvm.layout import SourceFile
from driftscan.extract.paths import text_of

_MOST_ANCESTORS = 2_000
_PACKAGE_INFO = "package-info"
_NONE: tuple[int, ...] = ()


class Declarations:
    """Files are given by their position in the list of all files."""

    def __init__(self, files: Sequence[SourceFile], declared: Mapping[str, Declared]) -> None:
        self._said = [declared.get(text_of(file.path), Declared()) for file in files]
        places: dict[str, list[int]] = defaultdict(list)
        nested: set[int] = set()
        self._receivers: dict[str, set[str]] = defaultdict(set)
        for position, said in enumerate(self._said):
            depth = said.package.count(".") + 1 if said.package else 0
            for declared_name in _known_names(files[position], said):
                name, extends, _ = declared_name.partition(" on ")
                places[name].append(position)
                if extends:
                    places[extension(name)].append(position)
                    self._receivers[extension(name)].add(declared_name.rpartition(" ")[2])
                elif name.count(".") > depth:
                    nested.add(position)
        self._places = {name: tuple(dict.fromkeys(at)) for name, at in places.items()}
        self._nested = nested
        # One that only a package-info speaks of may be filled by a build, or be empty.
        self.packages = frozenset(
            file.package for file in files if file.package and file.stem != _PACKAGE_INFO
        )
        self._owners: dict[str, str] = {}
        self._inherited: dict[int, dict[str, tuple[str, bool]]] = {}

    def of(self, name: str) -> tuple[int, ...]:
        """Files that declare a qualified name; of functions and properties with `()` behind."""
        return self._places.get(name, _NONE)

    def receivers(self, name: str) -> set[str]:
        """Simple names of the types that the extensions of a name extend."""
        return self._receivers.get(extension(name), set())

    def owner_of(self, name: str) -> str:
        """The longest beginning of a qualified name that some file declares, '' for none."""
        found = self._owners.get(name)
        if found is None:
            found, dot = name, "."
            while found not in self._places and dot:
                found, dot, _ = found.rpartition(".")
            found = found if dot else ""
            self._owners[name] = found
        return found

    def inherited(self, file: int, simple_name: str) -> tuple[str, bool] | None:
        """The qualified name of the member type of this name that types of a file inherit, and
        whether all of the file does, so that nothing else can be meant."""
        found = self._inherited.get(file)
        if found is None:
            found = self._inherited[file] = self._members_of_supers(file)
        return found.get(simple_name)

    def _members_of_supers(self, file: int) -> dict[str, tuple[str, bool]]:
        """Nearest first: what a nearer type declares hides the one further up."""
        members: dict[str, tuple[str, bool]] = {}
        for super_type, declaring, sure in self._ancestors(file):
            if declaring not in self._nested:
                continue
            for name in self._said[declaring].names:
                above, _, simple = name.rpartition(".")
                if above == super_type:
                    members.setdefault(simple, (name, sure))
        return members

    def _ancestors(self, file: int) -> Iterator[tuple[str, int, bool]]:
        """Types that those of a file inherit from, with the file of each, nearest first, and
        whether all of the file inherits from them."""
        seen = {""}
        waiting = [(file, True)]
        for at, sure in waiting:
            said = self._said[at]
            supers = [*((name, sure) for name in said.supers)]
            supers += ((name, False) for name in said.supers_of_some)
            for name, whole in supers:
                super_type = self._super(at, name)
                if super_type not in seen and len(seen) < _MOST_ANCESTORS:
                    seen.add(super_type)
                    for declaring in self.of(super_type):
                        yield super_type, declaring, whole
                        if declaring != file:
                            waiting.append((declaring, whole))

    def _super(self, at: int, written: str) -> str:
        """The qualified name of a supertype that a file writes, '' if no file declares it."""
        said = self._said[at]
        own = f"{said.package}.{written}" if said.package else written
        demanded = (f"{package}.{written}" for package in said.on_demand)
        return next((name for name in (written, own, *demanded) if name in self._places), "")


def extension(name: str) -> str:
    """What the extensions among the functions of a name are listed as."""
    return f"{name} on"


def _known_names(file: SourceFile, said: Declared) -> Iterator[str]:
    """What the file says, and the class in which Java sees its functions."""
    yield from said.names
    if file.path.endswith(b".kt") and any(
        name.endswith(")") or " on " in name for name in said.names
    ):
        prefix = f"{said.package}." if said.package else ""
        yield f"{prefix}{file.stem[:1].upper()}{file.stem[1:]}Kt"
