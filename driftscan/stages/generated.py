"""Which modules a program wrote: by the file's own mark, by its name, by those that most files of a
folder `generated` bear, or by .gitattributes."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from driftscan.extract.generated import beside_generated, is_generated_name
from driftscan.extract.gitattributes.extractor import GENERATED, VENDORED
from driftscan.extract.gitattributes.extractor import extract as read_attributes
from driftscan.model.fact import SettingFact
from driftscan.model.graph import Module
from driftscan.sources.gitignore import Matcher, parse_pattern
from driftscan.sources.source import Source

ATTRIBUTES = b".gitattributes"

Marks = Mapping[bytes, Sequence[SettingFact]]

_Hashable = tuple[tuple[bytes, tuple[SettingFact, ...]], ...]
_Said = tuple[bytes, list[tuple[Matcher, str]]]
_VALUES = {"true": True, "false": False}


def with_generated_marks(
    modules: Sequence[Module], say_so: Collection[bytes], said: "AttributesSay"
) -> Sequence[Module]:
    """The modules, those that a program wrote marked so. What .gitattributes says comes first.

    say_so: paths of files that say so themselves.
    """
    marked = list(modules)
    known = {each.path: _is_marked(each.path, say_so, said) for each in modules}
    beside = beside_generated(known)
    for at, module in enumerate(modules):
        path = module.path
        if known[path] or said.generated(path, path in beside):
            marked[at] = replace(module, is_generated=True)
    return marked


def _is_marked(path: bytes, say_so: Collection[bytes], said: "AttributesSay") -> bool:
    return said.generated(path, path in say_so or is_generated_name(path))


class AttributesSay:
    """What .gitattributes says of a path, found out once."""

    def __init__(self, marks: Marks, inside: bytes = b"") -> None:
        """marks: what each .gitattributes says of paths, by its own. inside: what stands before a
        path that is asked for, to make it one of those."""
        self._generated = _attributes(marks, GENERATED)
        self._vendored = _attributes(marks, VENDORED)
        self._inside = inside
        self._known: dict[bytes, bool | None] = {}

    def of(self, path: bytes) -> bool | None:
        """Whether a program wrote it; None if nothing is said of that."""
        if not self._generated:
            return None
        if path not in self._known:
            self._known[path] = _said(self._inside + path, self._generated)
        return self._known[path]

    def generated(self, path: bytes, otherwise: bool) -> bool:
        """Whether a program wrote it: as it is said, or as is known otherwise."""
        said = self.of(path)
        return otherwise if said is None else said

    def vendored(self, path: bytes) -> bool | None:
        """Whether others wrote it, and it was copied here; None if nothing is said of that."""
        return _said(self._inside + path, self._vendored) if self._vendored else None

    def by_others(self, path: bytes, otherwise: bool) -> bool:
        """Whether a program wrote it, as it is said or known otherwise, or others did, as is
        said."""
        return bool(self.vendored(path)) or self.generated(path, otherwise)


def said_of(source: Source, marks: Marks) -> AttributesSay:
    """What is said of what a source has listed. marks: what each .gitattributes there says; those
    above, up to the repository's top, count as well."""
    above = source.above(ATTRIBUTES)
    from_top = {above.inside + path: settings for path, settings in marks.items()}
    from_top |= {path: read_attributes(text).settings for path, text in above.texts}
    return _verdicts(
        tuple((path, tuple(from_top[path])) for path in sorted(from_top)), above.inside
    )


@lru_cache(maxsize=1)
def _verdicts(marks: _Hashable, inside: bytes) -> AttributesSay:
    """The same for one revision after the other, as long as nobody changes the attributes."""
    return AttributesSay(dict(marks), inside)


def _attributes(marks: Marks, name: str) -> list[_Said]:
    """Folder and patterns, the deepest folder first, and in each the last pattern."""
    said = []
    for path, settings in marks.items():
        folder = path.rpartition(b"/")[0]
        patterns = [
            (Matcher([parse_pattern(pattern)]), value)
            for pattern, value in reversed(_pairs(settings, name))
        ]
        if patterns:
            said.append((folder + b"/" if folder else b"", patterns))
    return sorted(said, key=lambda each: -len(each[0]))


def _pairs(settings: Sequence[SettingFact], name: str) -> list[tuple[bytes, str]]:
    return [
        (setting.values[0].encode("utf-8", "surrogateescape"), setting.values[1])
        for setting in settings
        if setting.name == name
    ]


def _said(path: bytes, attributes: Sequence[_Said]) -> bool | None:
    """What the nearest .gitattributes with an opinion says of a file; None if none has one."""
    name = path.rpartition(b"/")[2]
    for folder, patterns in attributes:
        if path.startswith(folder):
            for matcher, value in patterns:
                if matcher.verdict(name, path[len(folder) :], is_directory=False):
                    return _VALUES.get(value)
    return None
