"""Programs by what code and build files declare, whether or not a manifest deploys them. Test code
is none; nor are samples and documentation, where there are programs outside of them (samples.py).

What each build tool takes for a program is its documentation's: Cargo's targets, package main of
Go, OutputType and the SDK of .NET, entry points of PyPI, `bin` of npm, Composer and RubyGems. To
add one: a function here, a word for it in report/audit/declared.py, a row in the test of programs.
"""

import re
from collections.abc import Iterator, Mapping

from driftscan.model.fact import PROGRAM
from driftscan.model.service_fact import MarkFact
from driftscan.model.service_graph import Evidence, Program
from driftscan.services.cargo_programs import cargo_programs
from driftscan.services.dotnet_programs import dotnet_programs
from driftscan.services.facts import TreeFacts, folder_of, is_test_code

_JVM = (b".java", b".kt")
_SCRIPTS = (b".js", b".mjs", b".cjs", b".ts", b".mts", b".cts", b".jsx", b".tsx")
_PAGES = re.compile(rb"(?:^|/)index\.php$")
_WITH_APPLICATIONS = (b".py", b".rb", b".ru")
_FILLED_IN = re.compile(rb"\.(?:j2|jinja2?|tmpl|gotmpl|tpl|erb|template|mustache)$", re.IGNORECASE)
_BASES = ("image", "build-image")
_SUFFIX = b".php"
_DJANGO = re.compile(rb"(?:^|/)manage\.py$")
_PLAIN = frozenset(["main", "__main__", ""])
_VERSION = re.compile(r"v\d+")  # at the end of a module's name in Go
# What builds a library again and again, or shows what it is made of or its manual, while somebody
# works on it, is no program of the system.
_WATCHES = re.compile(
    r"\bwatch\b|\s-w\b|\b(?:tsc|tsup|rollup|microbundle|storybook|styleguidist|docusaurus|vuepress"
    r"|vitepress|build)\b"
)
# Servers that bundlers bring for those who develop, by the names that their templates give them.
_OF_BUNDLERS = re.compile(
    rb"(?:^|/)(?:dev[-_]?server|webpack[\w.-]*|server\.dev|rspack[\w.-]*|gulpfile|gruntfile"
    rb"|karma\.conf|vite\.config)\.[cm]?[jt]s$",
    re.IGNORECASE,
)
_RACK_UP = b"config.ru"
# Copies of packages that others made.
_OF_OTHERS = re.compile(
    rb"(?:^|/)(?:node_modules|bower_components|vendors?|third[-_]?party|wwwroot/libs?|\.mvn)/"
)
# What shows how to use a library is a program of its own, however deep it lies; a package of Java
# may be called so.
_SHOWS = re.compile(rb"(?:^|/)(?:[\w-]+[-_.])?(?:examples?|samples?|demos?|playgrounds?)/", re.I)
# So is what a manual, or a design at the top of the tree, tries out.
_WRITES = re.compile(
    rb"^(?:docs?|documentation|manuals?|designs?|proposals?|enhancements|rfcs?)/", re.IGNORECASE
)
_SOURCE_SETS = re.compile(rb"(?:^|/)src/(?:\w+/)?(?:java|kotlin|scala|groovy)/")
_Found = Iterator[Program]


def programs_of(tree: TreeFacts) -> tuple[Program, ...]:
    """All of them, by form and then by how near to the top of the tree they are declared; samples
    and documentation where there is nothing else."""
    found = {*_installed(tree), *_begun(tree), *cargo_programs(tree), *dotnet_programs(tree)}
    own = {
        each
        for each in found
        if not _is_shown(each.where.path) and not _WRITES.match(each.where.path)
    }
    return tuple(
        sorted(own or found, key=lambda each: (each.form, each.where.path.count(b"/"), each))
    )


def _is_shown(path: bytes) -> bool:
    inside = _SOURCE_SETS.search(path)
    return bool(_SHOWS.search(path[: inside.start() + 1] if inside else path))


def dockerfiles_of(tree: TreeFacts) -> tuple[bytes, ...]:
    """The files by which images are built; one without a FROM builds nothing. Samples where there
    is nothing else."""
    found = tuple(
        file.path
        for file in tree.files
        if file.extractor == "dockerfile"
        and not _FILLED_IN.search(file.path)
        and any(mark.name in _BASES for mark in file.facts.marks)
    )
    own = tuple(path for path in found if not _is_shown(path))
    return own or found


def _installed(tree: TreeFacts) -> _Found:
    """Those that a package manifest names."""
    for path, manifest in tree.manifests.items():
        if is_test_code(path) or _OF_OTHERS.search(path):
            continue
        for setting in (each for facts in manifest for each in facts.settings):
            if setting.name == PROGRAM:
                form, name, *command = setting.values
                shown = name or _shown(folder_of(path))
                if not any(map(_WATCHES.search, command)):
                    yield Program(form, shown, Evidence(path, setting.line, "declared"))


def _begun(tree: TreeFacts) -> _Found:
    """Those that begin somewhere in code; a folder of Go is one program."""
    mains: dict[bytes, Evidence] = {}
    files: dict[tuple[str, bytes], Program] = {}  # a file that listens twice is one
    modules = _modules(tree)
    uses_django = _uses_django(tree)
    for path, mark in tree.each("marks"):
        assert isinstance(mark, MarkFact)
        where = Evidence(path, mark.line, "begins")
        if mark.name == "entry" and path.endswith(b".go"):
            if folder_of(path) not in mains or path.endswith(b"/main.go"):
                mains[folder_of(path)] = where
        elif form := _form_of(path, mark, uses_django=uses_django):
            name = _stem(path) if form == "jvm-main" else _shown(path)
            files.setdefault((form, path), Program(form, name, where))
    yield from _without_rack_up(files)
    for folder, where in mains.items():
        yield Program("go-main", _last(folder) or modules.get(folder, "") or "main", where)


def _without_rack_up(files: Mapping[tuple[str, bytes], Program]) -> _Found:
    """A config.ru starts the application in it, or that of Rails beside it, which are told by
    themselves."""
    rails = {folder_of(folder_of(path)) for form, path in files if form == "app of rails"}
    inside = {path for form, path in files if form != "app of rack"}
    for (_, path), program in files.items():
        is_told = path in inside or folder_of(path) in rails
        if path.rpartition(b"/")[2] != _RACK_UP or program.form != "app of rack" or not is_told:
            yield program


def _form_of(path: bytes, mark: MarkFact, *, uses_django: bool) -> str:
    """What a mark says to begin, '' for what is no program by itself."""
    if mark.name == "begins":
        return _form_of_php(path)
    if mark.name != "entry":
        return ""
    if path.endswith(_JVM):
        return "" if _OF_OTHERS.search(path) else "jvm-main"
    if path.endswith(_SCRIPTS):
        if mark.value == "nest-context":
            return "context of nestjs"
        return "" if _OF_BUNDLERS.search(path) else f"server of {mark.value}"
    if path.endswith(_WITH_APPLICATIONS) and mark.value not in _PLAIN:
        return f"app of {mark.value}"
    return "django" if uses_django and _DJANGO.search(path) else ""


def _form_of_php(path: bytes) -> str:
    """Of files with an ending only index.php is one to begin with; others load classes, too."""
    if not path.endswith(_SUFFIX):
        return "php-script"
    return "php-front" if _PAGES.search(path) else ""


def _uses_django(tree: TreeFacts) -> bool:
    """Others have called a file manage.py, too."""
    asked = (
        requirement.name.lower()
        for manifest in tree.manifests.values()
        for facts in manifest
        for requirement in facts.requirements
    )
    marks = (mark for _, mark in tree.each("marks") if isinstance(mark, MarkFact))
    return "django" in asked or any((m.name, m.value) == ("entry", "django") for m in marks)


def _modules(tree: TreeFacts) -> dict[bytes, str]:
    """What go.mod calls a folder, its last part: so is the program called that lies there."""
    found: dict[bytes, str] = {}
    for path, manifest in tree.manifests.items():
        if path.rpartition(b"/")[2] == b"go.mod":
            for project in (project for facts in manifest for project in facts.projects):
                parts = [part for part in project.name.split("/") if not _VERSION.fullmatch(part)]
                found[folder_of(path)] = parts[-1] if parts else ""
    return found


def _stem(path: bytes) -> str:
    return _last(path).rpartition(".")[0]


def _last(path: bytes) -> str:
    return _shown(path.rpartition(b"/")[2])


def _shown(path: bytes) -> str:
    return path.decode("utf-8", "backslashreplace")
