"""The projects of a tree: what each asks for, refers to and brings into scope everywhere."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.extract.csharp.places import place, stem_of
from driftscan.extract.paths import parent_of, text_of
from driftscan.model.fact import FileFacts, RequirementFact, SettingFact

_PROJECTS = (".csproj", ".fsproj", ".vbproj")
_AROUND = ("Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props")
_MOST_FILES = 200  # that one project imports


class Setting(Struct, frozen=True):
    """values as written in a manifest of the given folder."""

    name: str
    values: tuple[str, ...]
    folder: str


class Project(Struct, frozen=True):
    """path: of its file. number: its position among all. references: numbers of others.

    settings: its own first, then those of what it imports, the nearest first.
    packages: what it asks for itself, by the name in lower case: name as written and scope.
    """

    number: int
    path: str
    settings: tuple[Setting, ...]
    packages: Mapping[str, tuple[str, str]]
    references: tuple[int, ...] = ()

    @property
    def folder(self) -> str:
        """Where it stands; '' for the top."""
        return parent_of(self.path)

    @property
    def compiles_folder(self) -> bool:
        """Whether all of its folder belongs to it unless something is taken out."""
        sdk = any(setting.name == "Sdk" for setting in self.settings)
        switches = ("EnableDefaultCompileItems", "EnableDefaultItems")
        return sdk and all(self.first(name).lower() != "false" for name in switches)

    @property
    def name(self) -> str:
        """Its root namespace, by default that of its file."""
        written = self.first("RootNamespace")
        return written if written and "$(" not in written else stem_of(self.path)

    def first(self, name: str) -> str:
        """The value of a property where it stands nearest, '' if nowhere."""
        return next((each.values[0] for each in self.settings if each.name == name), "")

    def all(self, name: str) -> Iterator[Setting]:
        """Items of one kind."""
        return (each for each in self.settings if each.name == name)


def find_projects(manifests: Mapping[bytes, Sequence[FileFacts]]) -> tuple[Project, ...]:
    """All projects, sorted by path."""
    facts = {text_of(path): each for path, each in manifests.items()}
    paths = sorted(path for path in facts if path.endswith(_PROJECTS))
    numbers = {path: number for number, path in enumerate(paths)}
    by_name: dict[str, list[int]] = defaultdict(list)
    for path, number in numbers.items():
        by_name[path.rpartition("/")[2].lower()].append(number)
    found = []
    for path, number in numbers.items():
        files = list(_imported(path, facts))
        settings = tuple(_settings(files, facts))
        found.append(
            Project(
                number,
                path,
                settings,
                _packages(path, files, facts),
                tuple(_references(path, settings, numbers, by_name)),
            )
        )
    return tuple(found)


def _imported(project: str, facts: Mapping[str, Sequence[FileFacts]]) -> Iterator[str]:
    """The project's file and those that MSBuild reads with it, each once, the nearest first."""
    folder = parent_of(project)
    packages = f"{folder}/packages.config".lstrip("/")
    waiting = [project, packages, *_around(folder)]
    seen: set[str] = set()
    while waiting and len(seen) < _MOST_FILES:
        path = waiting.pop(0)
        if path in seen or path not in facts:
            continue
        seen.add(path)
        yield path
        own = parent_of(path)
        imported = (each for each in _written(facts[path]) if each.name == "Import")
        places = (place(each.values[0], own, own) for each in imported)
        waiting += [there for there in places if there]


def _around(folder: str) -> Iterator[str]:
    parts = folder.split("/") if folder else []
    for depth in range(len(parts), -1, -1):
        above = "/".join(parts[:depth])
        for name in _AROUND:
            yield f"{above}/{name}".lstrip("/")


def _written(facts: Iterable[FileFacts]) -> Iterator[SettingFact]:
    return (setting for each in facts for setting in each.settings)


def _settings(files: Iterable[str], facts: Mapping[str, Sequence[FileFacts]]) -> Iterator[Setting]:
    for path in files:
        for setting in _written(facts[path]):
            yield Setting(setting.name, setting.values, parent_of(path))


def _packages(
    project: str, files: Iterable[str], facts: Mapping[str, Sequence[FileFacts]]
) -> dict[str, tuple[str, str]]:
    """What a project asks for under a condition of its own (a target framework, mostly) it does ask
    for; what others ask for on behalf of some projects stays optional."""
    found: dict[str, tuple[str, str]] = {}
    asked: Iterator[tuple[str, RequirementFact]] = (
        (path, each) for path in files for fact in facts[path] for each in fact.requirements
    )
    for path, requirement in asked:
        is_own = path == project and requirement.scope == "optional"
        scope = "runtime" if is_own else requirement.scope
        known = found.get(requirement.name.lower())
        if known is None or known[1] == "dev":
            found[requirement.name.lower()] = (requirement.name, scope)
    return found


def _references(
    project: str,
    settings: Iterable[Setting],
    numbers: Mapping[str, int],
    by_name: Mapping[str, Sequence[int]],
) -> Iterator[int]:
    """By path; where that holds a variable, by the file's name if only one is called so."""
    for setting in settings:
        if setting.name != "ProjectReference":
            continue
        written = setting.values[0]
        path = place(written, setting.folder, parent_of(project))
        number = numbers.get(path) if path is not None else None
        same = by_name.get(written.rpartition("/")[2].lower(), ())
        if number is None and len(same) == 1:
            number = same[0]
        if number is not None and number != numbers[project]:
            yield number
