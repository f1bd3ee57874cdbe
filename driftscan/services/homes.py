"""Homes: folders whose code runs as a program of its own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from driftscan.model.service_fact import MarkFact, WorkloadFact
from driftscan.model.service_graph import Evidence
from driftscan.services.facts import FactFile, TreeFacts, above, folder_of, resolved_folder
from driftscan.services.home_names import (
    PROJECTS,
    application_names,
    folder_names,
    libraries,
    nearest,
    project_names,
)
from driftscan.services.images import known_image
from driftscan.services.mains import beside_deployed, mains_named
from driftscan.services.naming import folder_name, plain
from driftscan.services.pages import pages

_MANIFESTS = (
    *(b"pom.xml", b"build.gradle", b"build.gradle.kts", b"package.json", b"go.mod"),
    *(b"pyproject.toml", b"setup.py", b"requirements.txt", b"Pipfile", b"composer.json"),
    *(b"Gemfile", b"Cargo.toml"),
)
# A main function alone may be a tool; these are programs that wait for somebody.
_APPLICATIONS = frozenset(
    "SpringBootApplication SpringCloudApplication EnableEurekaServer EnableConfigServer "
    "EnableZuulProxy EnableZuulServer EnableAdminServer EnableHystrixDashboard EnableTurbine "
    "EnableTurbineStream EnableTurbineAmqp EnableZipkinServer EnableZipkinStreamServer "
    "EnableAuthorizationServer EnableAutoConfiguration QuarkusMain MicronautApplication".split()
)
# Folders that keep Dockerfiles for code which lies elsewhere.
_RECIPES = re.compile(rb"/(?:docker|dockerfiles?|build|deploy(?:ment)?|\.docker|ci|packaging)/")
_PLAIN_ENTRIES = frozenset(["main", "__main__", ""])
# Their programs begin in a function called so; without one, what starts an application is a library
# for the programs that ask for it.
_WITH_MAIN = (b".rs", b".java", b".kt", b".scala", b".groovy")


class Home(Struct, frozen=True):
    """folder: where its code lies. names: what it is called, the surest first; each with where that
    is said. image: what its Dockerfile builds on, '' if it has none. runs: whether it is a program
    by itself, without a manifest that deploys it. is_built: whether it has a Dockerfile.
    is_recipe: whether it has nothing else, so that it may be for code which lies elsewhere.
    recipes: by path of each of its Dockerfiles what that builds on."""

    folder: bytes
    names: tuple[tuple[str, Evidence], ...]
    evidence: tuple[Evidence, ...]
    image: str = ""
    runs: bool = False
    is_built: bool = False
    is_recipe: bool = False
    recipes: Mapping[bytes, str] = {}


def homes_of(tree: TreeFacts) -> dict[bytes, Home]:
    """By folder. A file belongs to the deepest home around it, see home_at()."""
    manifests = _manifest_folders(tree)
    dockerfiles = [file for file in tree.files if file.extractor == "dockerfile"]
    recipes = {folder_of(file.path) for file in dockerfiles}
    outer = _around(manifests, recipes, _with_entry(tree, manifests))
    found: dict[bytes, list[Evidence]] = defaultdict(list)
    running: set[bytes] = set()
    of_files: dict[bytes, dict[bytes, str]] = defaultdict(dict)
    projects = project_names(tree, outer)
    shared = libraries(tree, projects)
    begun = _begun(tree, manifests)
    for path, mark in tree.each("marks"):
        assert isinstance(mark, MarkFact)
        if is_entry(mark):
            folder = nearest(folder_of(path), manifests)
            is_lent = folder in shared and folder not in begun and path.endswith(_WITH_MAIN)
            if folder is not None and not is_lent:
                folder = outer.get(folder, folder)
                found[folder].append(Evidence(path, mark.line, _says(mark)))
                running.add(folder)
    for file in dockerfiles:
        folder = _built_folder(folder_of(file.path), manifests)
        found[folder].append(Evidence(file.path, 1, "Dockerfile"))
        of_files[folder][file.path] = _base_image(file)
    images = {folder: next(iter(each.values())) for folder, each in of_files.items()}
    for folder, evidence in beside_deployed(tree, manifests):
        found[folder].append(evidence)
        running.add(folder)
    built_by_manifests = list(_built_by_manifests(tree))
    members = _members(tree, manifests, set(found))
    for folder, evidence in (*built_by_manifests, *mains_named(tree, manifests), *members):
        found[folder].append(evidence)
    names = application_names(tree, set(found) | manifests)
    for folder, evidence in pages(tree, shared):
        found[folder].append(evidence)
        running.add(folder)
    for folder, named in names.items():
        if folder in found or folder not in shared:
            found[folder] += [evidence for _, evidence in named]
            running.add(folder)
    needed = running | manifests | _needed(tree)
    return {
        folder: Home(
            folder,
            (
                *names.get(folder, ()),
                *folder_names(folder, evidence),
                *projects.get(folder, ()),
            ),
            tuple(sorted(evidence)),
            images.get(folder, ""),
            folder in running,
            folder in images,
            _is_recipe(folder, images, running | manifests),
            of_files.get(folder, {}),
        )
        for folder, evidence in sorted(found.items())
        if folder in needed or folder not in images or known_image(images[folder])
    }


def _begun(tree: TreeFacts, manifests: set[bytes]) -> set[bytes]:
    """Folders of the package manifests whose code has a main function."""
    found = {
        nearest(folder_of(path), manifests)
        for path, mark in tree.each("marks")
        if isinstance(mark, MarkFact)
        and mark.name == "entry"
        and (mark.value in (*_PLAIN_ENTRIES, "rocket") or not path.endswith(b".rs"))
    }
    return {folder for folder in found if folder is not None}


def _is_recipe(folder: bytes, images: Mapping[bytes, str], programs: set[bytes]) -> bool:
    if folder not in images or folder in programs or known_image(images[folder]):
        return False
    return bool(_RECIPES.search(b"/" + folder + b"/"))


def _with_entry(tree: TreeFacts, manifests: set[bytes]) -> set[bytes]:
    """Folders of the package manifests whose code starts an application."""
    marks = ((path, mark) for path, mark in tree.each("marks") if isinstance(mark, MarkFact))
    found = {nearest(folder_of(path), manifests) for path, mark in marks if is_entry(mark)}
    return {folder for folder in found if folder is not None}


def _around(manifests: set[bytes], recipes: set[bytes], starting: set[bytes]) -> dict[bytes, bytes]:
    """By the folder of a package manifest the one around it that a Dockerfile builds it from: the
    Dockerfile has no manifest beside it, and there is no other project for it to build, or none
    that starts an application. Beside a manifest of all projects, or at the top of the tree, only
    that last reason counts."""
    inside: dict[bytes, list[bytes]] = defaultdict(list)
    for folder in manifests - recipes:
        around = next((each for each in above(folder) if each in recipes), None)
        if around is not None and around not in starting:
            inside[around].append(folder)
    programs = {
        around: each
        if len(each) == 1 and around and around not in manifests
        else [folder for folder in each if folder in starting]
        for around, each in inside.items()
    }
    return {each[0]: around for around, each in programs.items() if len(each) == 1}


def home_at(path: bytes, homes: Mapping[bytes, Home]) -> Home | None:
    """The deepest home around a file or folder."""
    return next((homes[folder] for folder in above(path) if folder in homes), None)


def _needed(tree: TreeFacts) -> set[bytes]:
    """Folders that hold a program, or that a manifest builds. A Dockerfile beside nothing is a
    recipe for others, unless it builds on a known product."""
    found = {folder for folder, _ in _built_by_manifests(tree)}
    for file in tree.files:
        if file.facts.calls or file.facts.served or file.facts.stores:
            found.update(above(file.path))
    return found


def _manifest_folders(tree: TreeFacts) -> set[bytes]:
    return {
        folder_of(path)
        for path in tree.manifests
        if path.rpartition(b"/")[2] in _MANIFESTS or path.endswith(PROJECTS)
    }


def is_entry(mark: MarkFact) -> bool:
    """Whether it tells that a program waits for somebody."""
    if mark.name == "annotation":
        return mark.value in _APPLICATIONS
    return mark.name == "entry" and mark.value not in _PLAIN_ENTRIES


def _says(mark: MarkFact) -> str:
    return f"@{mark.value}" if mark.name == "annotation" else mark.value


def _built_folder(folder: bytes, manifests: set[bytes]) -> bytes:
    """`src/main/docker/Dockerfile` builds the project around it."""
    if folder in manifests:
        return folder
    around = nearest(folder, manifests)
    inner = folder[len(around) + 1 if around else 0 :] if around is not None else b""
    is_inner = around and inner.split(b"/")[0] in (b"src", b"docker", b"build", b"deploy")
    return around if around is not None and is_inner else folder


def _base_image(file: FactFile) -> str:
    """What the last stage of a Dockerfile builds on."""
    images = [mark.value for mark in file.facts.marks if mark.name == "image"]
    return images[-1] if images else ""


def _built_by_manifests(tree: TreeFacts) -> Iterable[tuple[bytes, Evidence]]:
    """A folder that is not in the tree is one of whoever copies the manifest elsewhere."""
    there = tree.all_folders()
    recipes = {folder_of(file.path) for file in tree.files if file.extractor == "dockerfile"}
    for path, workload in tree.each("workloads"):
        assert isinstance(workload, WorkloadFact)
        folder = build_folder(path, workload)
        if folder and folder in (there if workload.build else recipes):
            yield folder, Evidence(path, workload.line, f"built for {workload.name}")
        mounted = mounted_folder(path, workload)
        if mounted and mounted in there:
            yield mounted, Evidence(path, workload.line, f"mounted for {workload.name}")


def _members(
    tree: TreeFacts, manifests: set[bytes], homes: set[bytes]
) -> Iterable[tuple[bytes, Evidence]]:
    """Packages that are called like something which a manifest builds from a folder around them, or
    from one that only holds recipes: `apps/web` of a workspace."""
    built: dict[str, tuple[bytes, WorkloadFact]] = {}
    for path, fact in tree.each("workloads"):
        assert isinstance(fact, WorkloadFact)
        folder = build_folder(path, fact)
        if folder is not None and folder not in manifests - {b""}:
            built.setdefault(plain(fact.name), (path, fact))
    called: dict[str, set[bytes]] = defaultdict(set)
    for path, facts in tree.manifests.items() if built else ():
        folder = folder_of(path)
        if folder and folder in manifests and folder not in homes:
            names = [each.name.rpartition("/")[2] for fact in facts for each in fact.projects]
            for name in (*names, folder_name(folder)):
                called[plain(name)].add(folder)
    for name, (path, fact) in sorted(built.items()):
        if len(called.get(name, ())) == 1:
            yield next(iter(called[name])), Evidence(path, fact.line, f"built for {fact.name}")


def mounted_folder(path: bytes, workload: WorkloadFact) -> bytes | None:
    """The folder that a workload works in, where a manifest mounts it."""
    found = (
        resolved_folder(folder_of(path), need.name) for need in workload.needs if need.how == "runs"
    )
    return next((folder for folder in found if folder is not None), None)


def build_folder(path: bytes, workload: WorkloadFact) -> bytes | None:
    """The folder that a workload is built from; that of its Dockerfile if it names one."""
    if workload.build is None:
        return None
    base = resolved_folder(folder_of(path), workload.build)
    if base is None or not workload.dockerfile:
        return base
    file = resolved_folder(base, workload.dockerfile)
    if file is None or _RECIPES.search(b"/" + folder_of(file) + b"/"):
        return base
    return folder_of(file)
