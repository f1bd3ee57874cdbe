"""Which file a `require` or `include` of a literal path takes in, or a Blade template."""

from collections.abc import Mapping, Sequence
from posixpath import basename

from driftscan.extract.paths import OUTSIDE, join, parent_of, upwards
from driftscan.extract.php.answers import NOWHERE, Answer
from driftscan.extract.php.projects import Project, project_of

_READ = (".php", ".phtml", ".inc")
_AUTOLOADER = "autoload.php"  # written by Composer when packages are installed
_MOST_SHOWN = 5
_TEMPLATE = ".blade.php"
# What tags stand for; it may as well be a class, or lie in a package.
_COMPONENTS = "components/"


class Includes:
    """Answers for all files. files: paths of all PHP files, sorted."""

    def __init__(self, files: Sequence[str], projects: Mapping[str, Project]) -> None:
        self._files = frozenset(files)
        self._projects = projects
        self._named: dict[str, list[str]] = {}
        for file in files:
            self._named.setdefault(basename(file), []).append(file)

    def find(self, path: str, levels: int, written: str) -> Answer:
        """levels: 0 for a path that PHP looks for, else see requires.path_of."""
        if levels:
            return self._beside(path, levels, written)
        if written.endswith(_TEMPLATE) and path.endswith(_TEMPLATE):
            return self._template(path, written)
        return NOWHERE if written.startswith("/") else self._somewhere(path, written)

    def _beside(self, path: str, levels: int, written: str) -> Answer:
        place = join(parent_of(path), "../" * (levels - 1) + written.lstrip("/"))
        if place in self._files:
            return Answer(files=(place,))
        if place == OUTSIDE or not place.endswith(_READ) or _is_installed(place):
            return NOWHERE
        return Answer(cause="missing", detail=place)

    def _template(self, path: str, written: str) -> Answer:
        """Where the folder of all templates is stands in settings: around the one that asks, else
        anywhere. A component may have a folder to itself."""
        names = [written]
        if written.startswith(_COMPONENTS):
            folder = written.removesuffix(_TEMPLATE)
            names += [f"{folder}/index{_TEMPLATE}", f"{folder}/{basename(folder)}{_TEMPLATE}"]
        around = [join(up, name) for up in upwards(parent_of(path)) for name in names]
        found = [place for place in around if place in self._files] or [
            file
            for name in names
            for file in self._named.get(basename(name), ())
            if file.endswith("/" + name)
        ]
        if len(found) == 1:
            return Answer(files=(found[0],))
        if found:
            return Answer(cause="ambiguous", detail=", ".join(found[:_MOST_SHOWN]))
        is_tag = len(names) > 1
        return NOWHERE if is_tag else Answer(cause="missing", detail=written)

    def _somewhere(self, path: str, written: str) -> Answer:
        """PHP searches its include path, the folder it was started in and that of the file."""
        folders = (parent_of(path), project_of(path, self._projects).directory, "")
        places = dict.fromkeys(join(folder, written) for folder in folders)
        found = [place for place in places if place in self._files]
        if len(found) == 1:
            return Answer(files=(found[0],))
        if found:
            return Answer(cause="ambiguous", detail=", ".join(found))
        ending = "/" + written.removeprefix("./").lstrip("./")
        alike = [file for file in self._named.get(basename(written), ()) if file.endswith(ending)]
        shown = ", ".join(alike[:_MOST_SHOWN])
        return Answer(cause="outside-path", detail=shown) if alike else NOWHERE


def _is_installed(place: str) -> bool:
    return basename(place) == _AUTOLOADER or "vendor" in place.split("/")
