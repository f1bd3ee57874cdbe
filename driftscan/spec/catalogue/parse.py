"""The text of one file of the catalogue to a capability; all that is wrong is said at once.

capability: cache
title: Cache
about: Keeps what took long to get, for a while.
pypi:
  cachetools:                            # imported by that name
  django: {import: django.core.cache}    # only what is imported from there
"""

from collections.abc import Iterator

from driftscan.model.capability import LANGUAGE_OF, Capability, Solution
from driftscan.spec.catalogue.entries import read_entry
from driftscan.spec.catalogue.substitutes import read_substitutes
from driftscan.spec.problem import InvalidSpecError, quoted
from driftscan.spec.read_yaml import read_yaml
from driftscan.spec.tree import Path, Problems, Value

_TEXTS = ("capability", "title", "about")
_KEYS = (*_TEXTS, "tests", *LANGUAGE_OF, "substitutes")


def parse_capability(content: bytes, file: str) -> Capability:
    """The capability that a file describes. SpecError: with a line for each problem."""
    tree, found = read_yaml(content.decode("utf-8", "replace"), file)
    problems = Problems(tree)
    capability = _capability(tree.value, problems)
    if every := [*found, *problems.found]:
        raise InvalidSpecError(file, every)
    return capability


def _capability(value: Value, problems: Problems) -> Capability:
    if not isinstance(value, dict):
        problems.add((), "a file of the catalogue is a mapping that begins with 'capability: NAME'")
        return Capability(name="", title="", about="")
    for key in value:
        if key not in _KEYS:
            problems.add((key,), f"{quoted(key)} is no key of a capability", key, _KEYS)
    name, title, about = (_text(value, key, problems) for key in _TEXTS)
    tests = value.get("tests", "false")
    if tests not in ("true", "false"):
        problems.add(("tests",), "'tests' must be true or false")
    solutions = tuple(_solutions(name, value, problems))
    groups = value.get("substitutes", [])
    return Capability(
        name=name,
        title=title,
        about=" ".join(about.split()),
        tests=tests == "true",
        solutions=solutions,
        substitutes=tuple(read_substitutes(groups, solutions, problems)),
    )


def _text(value: dict[str, Value], key: str, problems: Problems) -> str:
    found = value.get(key)
    if isinstance(found, str) and found.strip():
        return found
    problems.add((key,) if key in value else (), f"{quoted(key)} is missing; write one as text")
    return ""


def _solutions(name: str, value: dict[str, Value], problems: Problems) -> Iterator[Solution]:
    for section in LANGUAGE_OF:
        entries = value.get(section, {})
        if isinstance(entries, dict):
            yield from read_section(name, section, entries, (section,), problems)
        else:
            problems.add((section,), f"{quoted(section)} must be a mapping of packages")


def read_section(
    capability: str, section: str, entries: dict[str, Value], path: Path, problems: Problems
) -> Iterator[Solution]:
    """The packages of one ecosystem, or the parts of one standard library."""
    for package, entry in entries.items():
        yield read_entry(capability, section, package, entry, (*path, package), problems)
