"""What a fact names, spelt as the catalogue spells it: the module, and the name taken from it."""

import re
from collections.abc import Iterator

from driftscan.model.fact import FileFacts, ImportContext

_TYPE_ONLY = int(ImportContext.TYPE_ONLY)
_NO_USE = int(ImportContext.TYPE_ONLY | ImportContext.DOCUMENTED)
_MARK = {"rust": "::", "php": "\\"}
_NO_NAME = ("", "*", "default")
_SEPARATORS = "./\\:"
# Of names in the code those that are written with their whole path; of others nobody knows whose
# they are: a method that is called after a package's.
_WHOLE = frozenset({"ruby", "php", "rust", "jvm"})
_ERRORS = frozenset({"error", "errors", "exception", "exceptions"})
_ERROR = re.compile(r"\w+(?:Error|Exception)s?")


def names_of(language: str, facts: FileFacts) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Every name that a file has from elsewhere, with its lines; names for types only, or for
    documentation, are none."""
    mark = _MARK.get(language, ".")
    for fact in facts.imports:
        if not fact.level and not fact.context & _NO_USE:
            module = fact.module.removeprefix("node:").lstrip("\\")
            whole = module if fact.name in _NO_NAME else f"{module}{mark}{fact.name}"
            yield whole, (fact.line,)
    if language in _WHOLE:
        for use in facts.uses:
            if not use.context & _TYPE_ONLY:
                yield _plain(language, use.name), use.lines


def _plain(language: str, name: str) -> str:
    """Ruby's constants have the namespaces in front in which they stand."""
    return name.rpartition("/")[2].lstrip(":") if language == "ruby" else name.lstrip("\\")


def beginnings(name: str) -> Iterator[str]:
    """The name, and what it begins with up to each mark between its parts, the longest first."""
    yield name
    for at in range(len(name) - 1, 0, -1):
        if name[at] in _SEPARATORS and name[at - 1] not in _SEPARATORS:
            yield name[:at]


def begins_with(name: str, beginning: str) -> bool:
    """Whether a name is another one, or of it."""
    rest = name[len(beginning) :]
    return name.startswith(beginning) and (not rest or rest[0] in _SEPARATORS)


def is_of_errors(name: str) -> bool:
    """Whether a name that is taken from a package is that of an error, or stands among errors."""
    _, *parts = re.split(r"[./\\:]+", name)
    return bool(parts) and (
        _ERROR.fullmatch(parts[-1]) is not None or not _ERRORS.isdisjoint(parts)
    )
