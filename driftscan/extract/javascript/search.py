"""One specifier, seen from one file, to what it means: files of the tree, a package, or a gap."""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.extract.javascript.answer import NO_MODULE, Answer, Surroundings
from driftscan.extract.javascript.builtins import builtin
from driftscan.extract.javascript.bundlers import Hit
from driftscan.extract.javascript.configs import Alias, Config
from driftscan.extract.javascript.files import Found
from driftscan.extract.javascript.layout import ScriptFile, below, joined
from driftscan.extract.javascript.packages import Package, is_commonjs
from driftscan.extract.javascript.paths import INSTALLED, alias_for, leads_to_installed, star_of
from driftscan.extract.javascript.specifiers import (
    MADE_BY,
    bare,
    has_scheme,
    is_asset,
    is_relative,
    is_text,
    may_be_package,
    package_of,
)

_UNSURE = 0.8


class Search:
    """Answers by file and specifier; what several files of one place ask is answered once."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._known: dict[tuple[str, str, str, str], Answer] = {}

    def find(self, file: ScriptFile, specifier: str, how: str = "import") -> Answer:
        """how: 'import' or 'require', which packages may answer differently."""
        if is_text(specifier):
            return NO_MODULE
        name = bare(specifier)
        if is_relative(name):
            return self._relative(file, name)
        if not name or name.startswith(("data:", "blob:")):
            return NO_MODULE
        config = self._around.governing.of(file)
        package = self._around.packages.nearest(file.folder)
        if config is not None and config.system == "node" and is_commonjs(file, package):
            how = "require"
        scope = self._around.bundlers.about(file.folder)
        settings = f"{config.path if config else ''}\n{scope.key}"
        place = (package.directory if package else "-", settings, how, name)
        if place not in self._known:
            self._known[place] = self._absolute(file, config, package, name, how)
        return self._known[place]

    def _relative(self, file: ScriptFile, name: str) -> Answer:
        path = joined(file.folder, name)
        if path is None:
            return Answer(cause="beyond-root", detail="leads out of the scanned folder")
        if INSTALLED in f"{path}/":
            return self._package(file.folder, path.rpartition(INSTALLED)[2])
        files = self._around.files
        is_folder = name.endswith(("/", "/.", "/..")) or name in (".", "..")
        exact = not file.is_typed
        found = files.folder(path) if is_folder else files.at(path, exact_first=exact)
        found = found or self._in_other_root(file, path)
        if found is not None:
            return Answer(found)
        if is_asset(name) or self._around.packages.is_manifest(path):
            return NO_MODULE
        made = self._around.entries.made(self._around.packages, path)
        return Answer(made) if made else Answer(cause="missing")

    def _in_other_root(self, file: ScriptFile, path: str) -> Found | None:
        """`rootDirs` are folders whose contents are laid over each other when built."""
        config = self._around.governing.of(file)
        for root in config.root_dirs if config else ():
            inside = below(path, root)
            if inside is None or config is None:
                continue
            for other in config.root_dirs:
                target = joined(other, inside)
                if target and (found := self._around.files.at(target)):
                    return found
        return None

    def _absolute(
        self, file: ScriptFile, config: Config | None, package: Package | None, name: str, how: str
    ) -> Answer:
        if name.startswith("node:"):
            return Answer(external=builtin(name), standard=True)
        alias = alias_for(config, name) if config else None
        bundled = config is not None and config.system == "bundler"
        own = (*(config.conditions if config else ()), *(() if bundled else ("node",)))
        found = self._by_settings(config, alias, name)
        if found is not None and found.file.is_stub:
            found = self._implemented(file, package, name, own, how, found)
        if found is not None:
            return Answer(found)
        bundler = self._bundled(file, name)
        if bundler is not None and bundler.found is not None:
            return Answer(bundler.found)
        if name.startswith("#") and package is not None and package.imports:
            return self._imported(file, package, name, own, how)
        if standard := builtin(name):
            return Answer(external=standard, standard=True)
        named = self._named(file, package, alias, name, own, how)
        is_guess = named.cause or (named.external and not named.distribution and not named.standard)
        if bundler is None or not is_guess or has_scheme(name):
            return named
        return (
            NO_MODULE
            if is_asset(name)
            else Answer(cause="missing", detail=f"by {bundler.pattern} in {bundler.path}")
        )

    def _bundled(self, file: ScriptFile, name: str) -> Hit | None:
        """What a bundler's settings say, which comes before all packages."""
        bundlers, folder = self._around.bundlers, file.folder
        scope = bundlers.about(folder)
        if not scope.bundlers:
            return None
        is_asked = self._around.packages.asking(folder, package_of(name)[0]) is not None
        return bundlers.product(scope, name, is_asked)

    def _implemented(
        self,
        file: ScriptFile,
        package: Package | None,
        name: str,
        own: Sequence[str],
        how: str,
        declared: Found,
    ) -> Found:
        """Where settings lead to mere declarations of a package here: with what is loaded."""
        wanted, entry = package_of(name)
        inside, _ = self._in_tree(file.folder, package, wanted)
        found = self._around.entries.of(inside[0], entry, own, how) if len(inside) == 1 else None
        if found is None or found.file.is_stub:
            return declared
        return Found(found.file, declared.file, found.confidence)

    def _by_settings(self, config: Config | None, alias: Alias | None, name: str) -> Found | None:
        """What `paths` and `baseUrl` say."""
        files = self._around.files
        # `@/router/` is no file `router.ts`, even where there is one.
        at = files.folder if name.endswith(("/", "/.", "/..")) else files.at
        if alias is not None:
            star = star_of(alias.pattern, name)
            paths = [joined("", target.replace("*", star, 1)) for target in alias.targets]
            found = next((each for path in paths if path is not None and (each := at(path))), None)
            if found is not None:
                return found
        if config is None or config.base is None or name.startswith(("/", "#")):
            return None
        path = joined(config.base, name)
        return at(path) if path else None

    def _imported(
        self, file: ScriptFile, package: Package, name: str, own: Sequence[str], how: str
    ) -> Answer:
        """`#name` of the own package.json."""
        entries = self._around.entries
        target = entries.target(package.imports, name, own, how)
        if target and not target.startswith(("./", "#")):
            inside = None if builtin(target) else self._inside(file, package, target, own, how)
            return inside or self._package(file.folder, target)
        if found := entries.internal(package, name, own, how):
            return Answer(found)
        return NO_MODULE if is_asset(target or name) else Answer(cause="missing")

    def _named(
        self,
        file: ScriptFile,
        package: Package | None,
        alias: Alias | None,
        name: str,
        own: Sequence[str],
        how: str,
    ) -> Answer:
        """A package, be it in the tree or outside, or a name that only a bundler knows."""
        if has_scheme(name):
            return Answer(external=name)
        if name.startswith("/") and (found := self._from_the_root(file, name)):
            return Answer(found)
        if inside := self._inside(file, package, name, own, how):
            return inside
        wanted, _ = package_of(name)
        if may_be_package(wanted) and self._around.packages.asking(file.folder, wanted):
            return self._package(file.folder, name)
        if alias is not None and alias.pattern != "*" and not leads_to_installed(alias):
            return (
                NO_MODULE
                if is_asset(name)
                else Answer(cause="missing", detail=f"by {alias.pattern} in paths")
            )
        return self._unasked(file, name, wanted)

    def _from_the_root(self, file: ScriptFile, name: str) -> Found | None:
        """`/models/orders`: from the root of the nearest package that is built by what reads it so,
        and has it."""
        for package in self._around.packages.above(file.folder):
            if "meteor" in package.fields or "vite" in package.requirements:
                path = joined(package.directory, name.lstrip("/"))
                if path and (found := self._around.files.at(path)):
                    return found
        return None

    def _inside(
        self, file: ScriptFile, package: Package | None, name: str, own: Sequence[str], how: str
    ) -> Answer | None:
        """What a package of the tree has under a name, None if no such package is meant."""
        wanted, entry = package_of(name)
        # `/a` is no package's, not even of one that has no name.
        inside, sure = self._in_tree(file.folder, package, wanted) if wanted else ((), False)
        if len(inside) > 1:
            places = ", ".join(each.directory or "." for each in inside)
            return Answer(cause="ambiguous", detail=f"packages of this name: {places}")
        return self._entry(inside[0], entry, own, how, sure) if inside else None

    def _in_tree(
        self, folder: str, package: Package | None, wanted: str
    ) -> tuple[Sequence[Package], bool]:
        """Packages of the tree that a name means for files of a package, and whether it surely
        does so."""
        around = self._around
        asking = around.packages.asking(folder, wanted)
        if package is not None and package.name == wanted and (package.exports or not asking):
            return [package], bool(package.exports)
        if asking is not None:
            return self._asked(folder, asking, wanted), True
        if found := around.workspaces.linked(folder, wanted):
            return found, True
        # No package asks for it and no workspace links it: if the tree has it, that is what is
        # meant, but how it gets there is not said.
        named = around.packages.by_name.get(wanted, [])
        return named, False

    def _asked(self, folder: str, asking: Package, wanted: str) -> Sequence[Package]:
        """Packages of the tree that a manifest asks for by this name; none if it is installed."""
        packages, workspaces = self._around.packages, self._around.workspaces
        directory = asking.links.get(wanted)
        if directory is not None and directory in packages.by_directory:
            return [packages.by_directory[directory]]
        if name := asking.linked.get(wanted):
            # Not every workspace is declared in a file that we read.
            return workspaces.linked(folder, name) or packages.by_name.get(name, [])
        return [] if wanted in asking.elsewhere else workspaces.linked(folder, wanted)

    def _entry(
        self, target: Package, entry: str, conditions: Sequence[str], how: str, sure: bool
    ) -> Answer:
        found = self._around.entries.of(target, entry, conditions, how)
        if found is not None:
            return Answer(found if sure else replace(found, confidence=_UNSURE))
        exported = self._around.entries.target(target.exports, entry, conditions, how)
        named = target.fields.get("main", "") if entry == "." else entry
        if is_asset(exported or named):
            return NO_MODULE
        where = target.directory or "."
        return Answer(cause="missing", detail=f"the package in {where} has no such entry")

    def _package(self, folder: str, name: str) -> Answer:
        """An installed package, and what the manifests above a folder ask it for."""
        wanted, _ = package_of(name)
        if standard := builtin(name):
            return Answer(external=standard, standard=True)
        asking = self._around.packages.asking(folder, wanted)
        if asking is not None:
            return Answer(None, wanted, wanted, scope=asking.requirements[wanted])
        typed = "@types/" + wanted.lstrip("@").replace("/", "__")
        asking = self._around.packages.asking(folder, typed)
        scope = asking.requirements[typed] if asking else ""
        return Answer(None, wanted, typed if asking else "", scope=scope)

    def _unasked(self, file: ScriptFile, name: str, wanted: str) -> Answer:
        """No manifest asks for it: an alias that a bundler's settings compute, if a file of the
        package shows that it is one or no package could have the name; else a package."""
        bundlers = self._around.bundlers
        if (found := bundlers.unasked(bundlers.about(file.folder), name)) is not None:
            return Answer(found)
        if place := self._around.evidence.place_of(file.folder, name):
            detail = f"an alias that no manifest explains; {place} has this name"
            return Answer(cause="outside-path", detail=detail)
        if may_be_package(wanted) and not wanted.startswith("@/"):
            return self._package(file.folder, name)
        maker = MADE_BY.get(wanted, "")
        if maker and self._around.packages.asking(file.folder, maker):
            return self._package(file.folder, maker)
        if is_asset(name):
            return NO_MODULE
        return Answer(cause="missing", detail="no package can have this name")
