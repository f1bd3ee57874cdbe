"""What bundlers and test runners are told to find under a name, by the file that asks."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from driftscan.extract.javascript.bases import HERE, WRITTEN
from driftscan.extract.javascript.configs import Alias
from driftscan.extract.javascript.files import Files, Found
from driftscan.extract.javascript.layout import ancestors, below, joined
from driftscan.extract.javascript.packages import Packages
from driftscan.extract.javascript.paths import fits, leads_to_installed, star_of
from driftscan.extract.paths import text_of
from driftscan.model.fact import FileFacts

_SETTING = "alias"
_TEST_TOOLS = ("jest", "vitest")
_FOR_TESTS = 0.8
_EVERYTHING = "*"


class Bundler(Struct, frozen=True):
    """One file of settings. package: the folder of the package that it stands in. aliases: the
    closest first; written: those whose target is a text that may name a package as well."""

    path: str
    folder: str
    package: str
    aliases: tuple[Alias, ...]
    written: frozenset[Alias]
    is_for_tests: bool


class Hit(Struct, frozen=True):
    """A line of settings that a name fits. found: what is there, if anything. pattern, path: the
    line and the file of it."""

    found: Found | None
    pattern: str
    path: str


class Scope(Struct, frozen=True):
    """The settings about the files of a folder, nearest first. key: the same for folders that
    share them."""

    key: str = ""
    bundlers: tuple[Bundler, ...] = ()


_NONE = Scope()


class Bundlers:
    """Settings by folder and package."""

    def __init__(
        self,
        manifests: Mapping[bytes, Sequence[FileFacts]],
        packages: Packages,
        files: Files,
    ) -> None:
        self._files = files
        self._by_folder: dict[str, list[Bundler]] = {}
        self._by_package: dict[str, list[Bundler]] = {}
        self._known: dict[str, Scope] = {}
        for path in sorted(manifests):
            bundler = _bundler(text_of(path), manifests[path], packages)
            if bundler is not None:
                self._by_folder.setdefault(bundler.folder, []).append(bundler)
                self._by_package.setdefault(bundler.package, []).append(bundler)

    def about(self, folder: str) -> Scope:
        """Those of a folder above, nearest first, and those that stand elsewhere in its package
        (`build/webpack.base.js`) and lead out of their own folder; a sample's lead into it."""
        if not self._by_folder:
            return _NONE
        if folder not in self._known:
            found = tuple(self._nearest_first(folder))
            key = "\n".join(f"{each.path} {len(each.aliases)}" for each in found)
            self._known[folder] = Scope(key, found)
        return self._known[folder]

    def product(self, scope: Scope, name: str, is_asked: bool) -> Hit | None:
        """What a name means where the program is built. is_asked: a manifest asks for a package of
        this name, so that what is written as another package's name is not looked for here."""
        missed = None
        for bundler in scope.bundlers:
            if bundler.is_for_tests:
                continue
            hit = self._hit(bundler, name, is_asked)
            if hit is not None and hit.found is not None:
                return hit
            missed = missed or hit
        return missed

    def unasked(self, scope: Scope, name: str) -> Found | None:
        """What a name means that nothing else explains: in tests, or looked for in a folder."""
        for bundler in scope.bundlers:
            sure = _FOR_TESTS if bundler.is_for_tests else 1.0
            for alias in bundler.aliases:
                is_open = bundler.is_for_tests or alias.pattern == _EVERYTHING
                found = self._at(alias, name) if is_open and fits(alias.pattern, name) else None
                if found is not None:
                    return replace(found, confidence=min(found.confidence, sure))
        return None

    def _nearest_first(self, folder: str) -> Iterator[Bundler]:
        for each in ancestors(folder):
            yield from self._by_folder.get(each, ())
            for bundler in self._by_package.get(each, ()):
                if below(folder, bundler.folder) is None and (rest := _leading_out(bundler)):
                    yield replace(bundler, aliases=rest)

    def _hit(self, bundler: Bundler, name: str, is_asked: bool) -> Hit | None:
        """The closest line that leads to a file, else the closest that leads nowhere."""
        missed = None
        for alias in bundler.aliases:
            is_name = alias in bundler.written
            if alias.pattern == _EVERYTHING or not fits(alias.pattern, name):
                continue
            if is_asked and is_name:
                continue
            if (found := self._at(alias, name)) is not None:
                return Hit(found, alias.pattern, bundler.path)
            if not is_name and not leads_to_installed(alias):
                missed = missed or Hit(None, alias.pattern, bundler.path)
        return missed

    def _at(self, alias: Alias, name: str) -> Found | None:
        star = star_of(alias.pattern, name)
        at = self._files.folder if name.endswith(("/", "/.", "/..")) else self._files.at
        for target in alias.targets:
            path = joined("", target.replace("*", star, 1))
            if path is not None and (found := at(path)) is not None:
                return found
        return None


def _leading_out(bundler: Bundler) -> tuple[Alias, ...]:
    return tuple(
        alias
        for alias in bundler.aliases
        if all(below(target, bundler.folder) is None for target in alias.targets)
    )


def _bundler(path: str, read: Sequence[FileFacts], packages: Packages) -> Bundler | None:
    if path.endswith(".json"):
        return None
    folder, _, name = path.rpartition("/")
    owner = packages.nearest(folder)
    package = owner.directory if owner else folder
    targets: dict[tuple[str, bool], list[str]] = {}
    for facts in read:
        for setting in facts.settings:
            if setting.name == _SETTING:
                pattern, base, relative = setting.values
                place = joined(folder if base == HERE else package, relative)
                if place is not None:
                    may_be_package = base == WRITTEN and not relative.startswith(("/", "."))
                    targets.setdefault((pattern, may_be_package), []).append(place)
    if not targets:
        return None
    rows = [
        (Alias(pattern, tuple(places)), is_written)
        for (pattern, is_written), places in targets.items()
    ]
    rows.sort(key=lambda row: _closest_first(row[0]))
    return Bundler(
        path=path,
        folder=folder,
        package=package,
        aliases=tuple(alias for alias, _ in rows),
        written=frozenset(alias for alias, is_written in rows if is_written),
        is_for_tests=name.startswith(_TEST_TOOLS),
    )


def _closest_first(alias: Alias) -> tuple[bool, int]:
    before, star, _ = alias.pattern.partition("*")
    return bool(star), -len(before)
