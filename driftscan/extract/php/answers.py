"""Where a name of PHP code leads, for all code of one project; equal questions are asked once."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.extract.paths import nearest, upwards
from driftscan.extract.php.built_in import brought_by
from driftscan.extract.php.classes import Autoloading
from driftscan.extract.php.declared import Declarations
from driftscan.extract.php.functions import extension_of
from driftscan.extract.php.packages import extension, locked, package_of
from driftscan.extract.php.projects import Project
from driftscan.extract.php.spaces import CONSTANT, FUNCTION
from driftscan.extract.references import Outside


class Answer(Struct, frozen=True):
    """One of files, package and cause says where; none of them: nowhere that is known.

    files: those that fit equally well by the rules, from which the asking file's place chooses.
    """

    files: tuple[str, ...] = ()
    package: Outside | None = None
    cause: str = ""
    detail: str = ""


NOWHERE = Answer()
_MISSING = Answer(cause="missing")


class Answers:
    """Answers for files that one project holds."""

    def __init__(
        self,
        project: Project,
        projects: Mapping[str, Project],
        autoloading: Autoloading,
        declarations: Declarations,
    ) -> None:
        self._directories = [up for up in upwards(project.directory) if up in projects]
        self._governing = [projects[directory] for directory in self._directories]
        self._projects = projects
        self._autoloading = autoloading
        self._declarations = declarations
        self._classes: dict[str, Answer] = {}
        self._values: dict[str, Answer] = {}

    def of_class(self, name: str) -> Answer:
        """Where the name of a class leads, fully qualified."""
        answer = self._classes.get(name)
        if answer is None:
            answer = self._classes[name] = self._class(name)
        return answer

    def of_import(self, name: str) -> Answer:
        """Like of_class, for a `use`, which may name a namespace: then it leads nowhere itself."""
        answer = self.of_class(name)
        if answer.files or not self.is_namespace(name):
            return answer
        return NOWHERE

    def is_namespace(self, name: str) -> bool:
        """Whether something in the tree lies in a namespace."""
        return self._autoloading.is_namespace(name) or self._declarations.is_namespace(name)

    def of_value(self, name: str) -> Answer:
        """Where a function or constant leads, marked as in spaces.py."""
        answer = self._values.get(name)
        if answer is None:
            answer = self._values[name] = self._value(name)
        return answer

    def of_imported_value(self, space: str, name: str) -> Answer:
        """Where `use function` or `use const` leads; the statement's fact does not say which."""
        full = f"{space}\\{name}" if space else name
        function = self._declarations.find(FUNCTION + full)
        files = function or self._declarations.find(CONSTANT + full)
        return Answer(files=tuple(files)) if files else self._value_elsewhere(full)

    def _class(self, name: str) -> Answer:
        found = self._autoloading.find(name)
        for directory in self._directories:
            if directory in found:
                return Answer(files=(found[directory],))
        if found and (others := self._of_others(name, found)):
            return others
        if brought_by(name)[0] or locked(name, self._governing):
            return Answer(package=package_of(name, self._governing))
        if files := self._declarations.find(name):
            return Answer(files=tuple(files))
        if not self._autoloading.owners(name).isdisjoint(self._directories):
            return _MISSING
        return Answer(package=package_of(name, self._governing))

    def _of_others(self, name: str, found: Mapping[str, str]) -> Answer | None:
        """Roots of projects that do not hold the asking file: of those that its manifests ask
        for, else of the nearest. A namespace that is the own project's is nobody else's."""
        asked = [
            directory
            for directory in found
            if any(own in each.scopes for each in self._governing for own in self._names(directory))
        ]
        if not asked and self._directories[0] in self._autoloading.owners(name):
            return None
        places = sorted({found[directory] for directory in asked or found})
        closest = nearest(self._directories[0] + "/.", places)
        if len(closest) == 1:
            return Answer(files=(closest[0],))
        return Answer(cause="ambiguous", detail=", ".join(closest))

    def _names(self, directory: str) -> Sequence[str]:
        return [name.lower() for name in self._projects[directory].names]

    def _value(self, marked: str) -> Answer:
        mark = FUNCTION if marked.startswith(FUNCTION) else CONSTANT
        name = marked[len(mark) :]
        full = name.lstrip("\\")
        if files := self._declarations.find(mark + full):
            return Answer(files=tuple(files))
        if name != full:
            return self._value_elsewhere(full, certain=mark == FUNCTION)
        last = full.rpartition("\\")[2]
        if files := self._declarations.find(mark + last):
            return Answer(files=tuple(files))
        return self._of_extension(last) if mark == FUNCTION else NOWHERE

    def _value_elsewhere(self, full: str, certain: bool = True) -> Answer:
        """A function or constant that nothing in the tree declares."""
        if "\\" not in full:
            return self._of_extension(full)
        if not self._autoloading.owners(full).isdisjoint(self._directories):
            return _MISSING if certain else NOWHERE
        return Answer(package=package_of(full, self._governing))

    def _of_extension(self, function: str) -> Answer:
        found = extension_of(function.lower())
        return Answer(package=extension(found, self._governing)) if found else NOWHERE
