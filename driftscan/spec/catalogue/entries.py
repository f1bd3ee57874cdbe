"""One package of the catalogue: what it is called in code, and what it goes with."""

from msgspec import Struct

from driftscan.model.capability import STANDARD, Solution
from driftscan.spec.problem import quoted
from driftscan.spec.tree import Path, Problems, Value

_KEYS = ("import", "family", "for", "beside")
# Where nothing says how code names a package: what its registry allows it to be called.
_EXPLICIT = frozenset({"maven", "packagist", *STANDARD})
_UNDERSCORED = frozenset({"pypi", "crates"})


class _Written(Struct, frozen=True):
    """What stands behind a package. imports: None if nothing does."""

    imports: tuple[str, ...] | None = None
    family: str = ""
    purpose: str = ""
    beside: tuple[str, ...] = ()


def read_entry(
    capability: str, section: str, package: str, entry: Value, path: Path, problems: Problems
) -> Solution:
    """A solution. Behind the name of a package: nothing, the names it is imported by, or keys."""
    written = _written(entry, path, problems)
    imports = written.imports
    if imports is None:
        if section in _EXPLICIT:
            message = f"{quoted(package)} needs the names by which code imports it"
            problems.add(path, message, otherwise=f"write them behind it, as in '{package}: NAME'")
        imports = (imported_as(section, package),)
    return Solution(
        capability=capability,
        section=section,
        package=package,
        imports=imports,
        explicit=written.imports is not None,
        family=written.family or package,
        purpose=written.purpose,
        beside=written.beside,
    )


def imported_as(section: str, package: str) -> str:
    """How code names a package of which nothing more is said."""
    name = package.rstrip("*")
    if section in _UNDERSCORED:
        return name.lower().replace("-", "_")
    return name.lower() if section == "rubygems" else name


def _written(entry: Value, path: Path, problems: Problems) -> _Written:
    if entry is None:
        return _Written()
    if not isinstance(entry, dict):
        return _Written(_names(entry, path, problems))
    for key in entry:
        if key not in _KEYS:
            problems.add((*path, key), f"{quoted(key)} is no key of a package", key, _KEYS)
    imports = entry.get("import")
    return _Written(
        None if imports is None else _names(imports, (*path, "import"), problems),
        _word(entry, "family", path, problems),
        _word(entry, "for", path, problems),
        _names(entry.get("beside", []), (*path, "beside"), problems),
    )


def _names(value: Value, path: Path, problems: Problems) -> tuple[str, ...]:
    """A lone name, or a list of names."""
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list) or not all(isinstance(each, str) and each for each in found):
        problems.add(path, "this must be a name or a list of names")
        return ()
    return tuple(str(each) for each in found)


def _word(entry: dict[str, Value], key: str, path: Path, problems: Problems) -> str:
    found = entry.get(key, "")
    if isinstance(found, str) and (found or key not in entry):
        return found
    problems.add((*path, key), f"{quoted(key)} must be a word")
    return ""
