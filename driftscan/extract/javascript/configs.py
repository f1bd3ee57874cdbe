"""Compiler settings with what they extend: where each says that modules are found."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.extract.javascript.layout import joined
from driftscan.extract.javascript.packages import Packages
from driftscan.extract.paths import text_of
from driftscan.extract.tsconfig.keeping import KEEPING
from driftscan.extract.tsconfig.strictness import STRICTNESS
from driftscan.model.fact import FileFacts

_MOST_EXTENDED = 100
_CONFIG_DIR = "${configDir}"
_LACKING = "extends what is not in the tree"


class Alias(Struct, frozen=True, gc=False):
    """One line of `paths`. targets: paths of the tree, with the star of the pattern, if any."""

    pattern: str
    targets: tuple[str, ...]


class Config(Struct, frozen=True):
    """One file with all it extends; directories and patterns are paths of the tree.

    includes: None where nothing says which files, so all below the directory.
    aliases: the longest beginnings first. system: whose rules decide how packages are read,
    'bundler', 'node' or '' if nothing says so. keeps: imports that are used for types alone are
    loaded all the same. checks_nulls: whether types say where nothing may stand; None where what is
    extended, and not in the tree, may say so.
    """

    path: str
    directory: str
    base: str | None
    aliases: tuple[Alias, ...]
    root_dirs: tuple[str, ...]
    conditions: tuple[str, ...]
    files: tuple[str, ...]
    includes: tuple[str, ...] | None
    excludes: tuple[str, ...]
    references: tuple[str, ...]
    outputs: tuple[tuple[str, str], ...]
    system: str = ""
    keeps: bool = False
    checks_nulls: bool | None = None

    @property
    def finds(self) -> tuple[object, ...]:
        """All that decides where a name leads."""
        return self.base, self.aliases, self.root_dirs, self.conditions, self.system, self.keeps


Said = dict[str, tuple[str, list[tuple[str, ...]]]]
"""By setting: the directory of the file that says so, and its values."""


class Configs:
    """by_path: every file of compiler settings."""

    def __init__(self, manifests: Mapping[bytes, Sequence[FileFacts]], packages: Packages) -> None:
        self._packages = packages
        self._own = {
            text_of(path): _own(text_of(path), facts)
            for path, facts in manifests.items()
            if _is_config(path)
        }
        self.by_path = {path: self._config(path) for path in sorted(self._own)}

    def _config(self, path: str) -> Config:
        said: Said = {}
        self._collect(path, said, set())
        directory = path.rpartition("/")[0]
        own = {**said, "references": self._own[path].get("references", (directory, []))}
        return _made(path, directory, own)

    def _collect(self, path: str, said: Said, seen: set[str]) -> None:
        """What a file says itself comes before what it extends, of which the last comes first."""
        own = self._own.get(path)
        if own is None or path in seen or len(seen) > _MOST_EXTENDED:
            return
        seen.add(path)
        for name, values in own.items():
            said.setdefault(name, values)
        directory, bases = own.get("extends", ("", []))
        for (base,) in reversed(bases):
            if (found := self._extended(directory, base)) is not None:
                self._collect(found, said, seen)
            else:
                said.setdefault(_LACKING, (directory, []))

    def _extended(self, directory: str, name: str) -> str | None:
        if name.startswith("."):
            tries = [joined(directory, name)]
        else:
            length = 2 if name.startswith("@") else 1
            package, rest = name.split("/")[:length], name.split("/")[length:]
            found = self._packages.by_name.get("/".join(package), ())
            tries = [joined(each.directory, "/".join(rest)) for each in found]
        for each in tries:
            for ending in ("", ".json", "/tsconfig.json"):
                if each is not None and (path := (each + ending).lstrip("/")) in self._own:
                    return path
        return None


def _is_config(path: bytes) -> bool:
    name = path.rpartition(b"/")[2]
    return name.endswith(b".json") and name != b"package.json"


def _own(path: str, read: Sequence[FileFacts]) -> Said:
    directory = path.rpartition("/")[0]
    said: Said = {}
    for facts in read:
        for setting in facts.settings:
            said.setdefault(setting.name, (directory, []))[1].append(setting.values)
    return said


def _made(path: str, directory: str, said: Said) -> Config:
    def placed(name: str) -> list[str]:
        """The values of a setting as paths of the tree."""
        where, rows = said.get(name, ("", []))
        texts = [text for values in rows for text in values]
        return [each for text in texts if (each := _place(where, text, directory)) is not None]

    base = next(iter(placed("baseUrl")), None)
    output = next(iter(placed("outDir")), None)
    declared = next(iter(placed("declarationDir")), None)
    source = next(iter(placed("rootDir")), directory)
    return Config(
        path=path,
        directory=directory,
        base=base,
        aliases=_aliases(said, base, directory),
        root_dirs=tuple(placed("rootDirs")),
        conditions=tuple(text for row in said.get("customConditions", ("", []))[1] for text in row),
        files=tuple(placed("files")),
        includes=tuple(placed("include")) if "include" in said else () if "files" in said else None,
        excludes=(*placed("exclude"), *filter(None, (output, declared))),
        references=tuple(placed("references")),
        outputs=tuple((each, source) for each in (output, declared) if each is not None),
        system=_system(said),
        keeps=any(
            rows[0] == ("true",) for name in KEEPING if (rows := said.get(name, ("", []))[1])
        ),
        checks_nulls=_checks_nulls(said),
    )


def _checks_nulls(said: Said) -> bool | None:
    """Where nothing says so, the compiler does not, as it was up to TypeScript 5."""
    for name in STRICTNESS:
        for values in said.get(name, ("", []))[1][:1]:
            return values == ("true",)
    return None if _LACKING in said else False


def _system(said: Said) -> str:
    for name in ("moduleResolution", "module"):
        for (value,) in said.get(name, ("", []))[1][:1]:
            known = value.lower()
            if known in ("bundler", "preserve"):
                return "bundler"
            if known.startswith("node") and known not in ("node", "node10"):
                return "node"
    return ""


def _aliases(said: Said, base: str | None, directory: str) -> tuple[Alias, ...]:
    where, rows = said.get("paths", ("", []))
    start = where if base is None else base
    found = []
    for pattern, *targets in filter(None, rows):
        placed = [_place(start, target, directory) for target in targets]
        found.append(Alias(pattern, tuple(each for each in placed if each is not None)))
    return tuple(sorted(found, key=_closest_first))


def _closest_first(alias: Alias) -> tuple[bool, int]:
    before, star, _ = alias.pattern.partition("*")
    return bool(star), -len(before)


def _place(where: str, text: str, directory: str) -> str | None:
    """A path as a setting writes it; None where it leads out of the tree."""
    if text.startswith(_CONFIG_DIR):
        return joined(directory, text[len(_CONFIG_DIR) :])
    return None if text.startswith("/") or not text else joined(where, text)
