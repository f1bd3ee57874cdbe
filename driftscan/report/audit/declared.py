"""Which programs code and build files declare, by kind, with the line that says so."""

from collections import defaultdict
from collections.abc import Sequence

from driftscan.model.service_graph import Program, ServiceGraph
from driftscan.report.audit.starting import MANUALS, SAMPLES, is_tool, listed, some
from driftscan.report.escape import name_text, path_text

# In this order; one and several of each, or what stands in front of some.
_KINDS = {
    "cargo-bin": ("Cargo binary", "Cargo binaries"),
    "go-main": ("folder of Go's package main", "folders of Go's package main"),
    "dotnet-exe": ("executable project of .NET", "executable projects of .NET"),
    "jvm-main": (
        "class of Java or Kotlin with a main method",
        "classes of Java or Kotlin with a main method",
    ),
    "django": ("manage.py of Django", "manage.py of Django"),
    "console-script": ("console script of Python", "console scripts of Python"),
    "app": ("application objects in", ""),
    "server": ("servers of JavaScript or TypeScript start in", ""),
    "context": ("programs of NestJS that listen on nothing start in", ""),
    "php-front": ("index.php that loads a framework", "index.php that load a framework"),
    "php-script": ("script that PHP runs", "scripts that PHP runs"),
    "composer-bin": ("command of Composer", "commands of Composer"),
    "gem-executable": ("executable of a gem", "executables of gems"),
    "meteor-main": ("server of Meteor", "servers of Meteor"),
    "npm-start": ("`npm start` runs", ""),
    "npm-bin": ("command of npm", "commands of npm"),
}
_NAMED = {1: 6, 2: 4}  # how many of each kind, by how many kinds there are
_FEWEST_NAMED = 3
_FORMS_WITH_FRAMEWORK = ("app", "server")


def declared_text(graph: ServiceGraph) -> str:
    """A sentence; '' if nothing is declared."""
    groups = _by_kind(graph.programs)
    shown = _NAMED.get(len(groups), _FEWEST_NAMED)
    clauses = [_of_kind(kind, group, shown) for kind, group in groups.items()]
    if not clauses:
        return ""
    # Where there is nothing but samples and documentation, they are the programs.
    paths = [each.where.path for each in graph.programs]
    are_samples = all(SAMPLES.search(path) or MANUALS.match(path) for path in paths)
    aside = "tests" if are_samples else "tests, benchmarks, samples, documentation"
    aside += ", hidden files and folders apart"
    return f"Among the programs that code and build files declare, {aside}: {'; '.join(clauses)}."


def _by_kind(programs: Sequence[Program]) -> dict[str, list[Program]]:
    found: dict[str, list[Program]] = defaultdict(list)
    for each in programs:
        found[each.form.partition(" of ")[0]].append(each)
    return {kind: found[kind] for kind in _KINDS if kind in found}


def _of_kind(kind: str, group: Sequence[Program], shown: int) -> str:
    one, many = _KINDS[kind]
    ahead = sorted(group, key=lambda each: is_tool(each.where.path))
    if not many:
        return f"{one} {some(map(_placed, ahead), shown)}"
    count = f"{len(group):,} {one if len(group) == 1 else many}"
    return f"{count}, {listed(map(_placed, ahead), shown)}"


def _placed(each: Program) -> str:
    """`kanidm (tools/cli/Cargo.toml:28)`; the place alone where that has the name in it, as that of
    a folder or a file: `cmd/api/main.go:12`, `app/celery.py:19 (celery)`, `bin/console`."""
    path = path_text(each.where.path)
    place = f"{path}:{each.where.line}"
    kind, _, framework = each.form.partition(" of ")
    if kind in _FORMS_WITH_FRAMEWORK:
        return f"{place} ({name_text(framework)})"
    if each.form == "php-script":
        return path
    folders, _, file = path.rpartition("/")
    of_file = (file, file.partition(".")[0], file.rpartition(".")[0])
    # What a package is called is no file that one could start.
    is_file = kind != "npm-start"
    if is_file and each.name in (path, *of_file, folders.rpartition("/")[2]):
        return place
    return f"{name_text(each.name)} ({place})"
