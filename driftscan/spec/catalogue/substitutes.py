"""Which packages of a capability stand for each other.

substitutes:
  - does: send HTTP requests      # goes on after their names: "axios and got both send ..."
    javascript: [axios, got, ky]  # families of one language
"""

from collections.abc import Iterable, Iterator

from driftscan.model.capability import LANGUAGE_OF, Solution, Substitutes
from driftscan.spec.problem import quoted
from driftscan.spec.tree import Path, Problems, Value

_LANGUAGES = tuple(sorted(set(LANGUAGE_OF.values())))
_TEXTS = ("does", "for")
_FEWEST = 2


def read_substitutes(
    value: Value, solutions: Iterable[Solution], problems: Problems
) -> Iterator[Substitutes]:
    """The groups of a file. for: of which purpose they are, if of any."""
    if not isinstance(value, list):
        problems.add(("substitutes",), "'substitutes' must be a list")
        return
    known = {(each.language, each.purpose, each.family) for each in solutions}
    for at, group in enumerate(value):
        yield from _group(group, ("substitutes", at), known, problems)


def _group(
    group: Value, path: Path, known: set[tuple[str, str, str]], problems: Problems
) -> Iterator[Substitutes]:
    if not isinstance(group, dict):
        problems.add(path, "this must be a mapping that begins with 'does: ...'")
        return
    does, purpose = (_text(group, key, path, problems) for key in _TEXTS)
    for language, families in group.items():
        if language in _LANGUAGES:
            here = (*path, language)
            named = _families(families, here, problems)
            for each in named:
                if (language, purpose, each) not in known:
                    message = f"{quoted(each)} is no family of this purpose and language here"
                    problems.add(here, message)
            yield Substitutes(language, purpose, frozenset(named), does)
        elif language not in _TEXTS:
            allowed = (*_TEXTS, *_LANGUAGES)
            problems.add((*path, language), f"{quoted(language)} is no language", language, allowed)


def _families(value: Value, path: Path, problems: Problems) -> list[str]:
    named = [each for each in value if isinstance(each, str)] if isinstance(value, list) else []
    if not isinstance(value, list) or len(named) < max(_FEWEST, len(value)):
        problems.add(path, "this must be a list of two families or more")
    return named


def _text(group: dict[str, Value], key: str, path: Path, problems: Problems) -> str:
    found = group.get(key, "")
    if isinstance(found, str) and (found.strip() or key == "for"):
        return found
    problems.add((*path, key) if key in group else path, f"{quoted(key)} must say it in words")
    return ""
