"""Which modules a program wrote: by the file's own mark, by its name, or by .gitattributes."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from driftscan.extract.generated import is_generated_name
from driftscan.model.fact import SettingFact
from driftscan.model.graph import Module
from driftscan.sources.gitignore import Matcher, parse_pattern

_Marks = tuple[tuple[bytes, tuple[SettingFact, ...]], ...]
_Said = tuple[bytes, list[tuple[Matcher, bool]]]


def with_generated_marks(
    modules: Sequence[Module],
    say_so: Collection[bytes],
    marks: Mapping[bytes, Sequence[SettingFact]],
) -> Sequence[Module]:
    """The modules, those that a program wrote marked so. What .gitattributes says comes first.

    say_so: paths of files that say so themselves. marks: what each .gitattributes says of paths.
    """
    verdicts = _verdicts(_hashable(marks)) if marks else None
    marked = list(modules)
    for at, module in enumerate(modules):
        path = module.path
        said = verdicts.of(path) if verdicts else None
        if said or (said is None and (path in say_so or is_generated_name(path))):
            marked[at] = replace(module, is_generated=True)
    return marked


class AttributesSay:
    """What .gitattributes says of a path, found out once."""

    def __init__(self, marks: Mapping[bytes, Sequence[SettingFact]]) -> None:
        """marks: what each .gitattributes says of paths."""
        self._attributes = _attributes(marks)
        self._known: dict[bytes, bool | None] = {}

    def of(self, path: bytes) -> bool | None:
        """None if nothing is said of it."""
        if path not in self._known:
            self._known[path] = _said(path, self._attributes)
        return self._known[path]


def _hashable(marks: Mapping[bytes, Sequence[SettingFact]]) -> _Marks:
    return tuple((path, tuple(marks[path])) for path in sorted(marks))


@lru_cache(maxsize=1)
def _verdicts(marks: _Marks) -> AttributesSay:
    """The same for one revision after the other, as long as nobody changes the attributes."""
    return AttributesSay(dict(marks))


def _attributes(marks: Mapping[bytes, Sequence[SettingFact]]) -> list[_Said]:
    """Folder and patterns, the deepest folder first, and in each the last pattern."""
    said = []
    for path, settings in marks.items():
        folder = path.rpartition(b"/")[0]
        patterns = [
            (Matcher([parse_pattern(pattern)]), value == "true")
            for pattern, value in reversed(_pairs(settings))
        ]
        said.append((folder + b"/" if folder else b"", patterns))
    return sorted(said, key=lambda each: -len(each[0]))


def _pairs(settings: Sequence[SettingFact]) -> list[tuple[bytes, str]]:
    return [
        (setting.values[0].encode("utf-8", "surrogateescape"), setting.values[1])
        for setting in settings
    ]


def _said(path: bytes, attributes: Sequence[_Said]) -> bool | None:
    """What the nearest .gitattributes with an opinion says of a file; None if none has one."""
    name = path.rpartition(b"/")[2]
    for folder, patterns in attributes:
        if path.startswith(folder):
            for matcher, value in patterns:
                if matcher.verdict(name, path[len(folder) :], is_directory=False):
                    return value
    return None
