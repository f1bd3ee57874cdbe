"""What homes are called: by their folder, by the project in their package manifest, and as their
application calls itself."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from driftscan.model.service_fact import ValueFact
from driftscan.model.service_graph import Evidence
from driftscan.services.facts import TreeFacts, above, folder_of
from driftscan.services.naming import folder_name
from driftscan.services.roles import setting_key
from driftscan.services.texts import literal

PROJECTS = (b".csproj", b".fsproj", b".vbproj")
# As setting_key() has them; the last are what .NET programs register as.
_APPLICATION_NAMES = (
    *("spring.application.name", "quarkus.application.name", "micronaut.application.name"),
    *("eureka.instance.appname", "consul.discovery.servicename"),
)
_SETTINGS = re.compile(rb"/resources/|/appsettings[^/]*\.json$")


def application_names(
    tree: TreeFacts, folders: set[bytes]
) -> dict[bytes, tuple[tuple[str, Evidence], ...]]:
    """Names that applications give themselves, by the folder of the home."""
    found: dict[bytes, list[tuple[str, Evidence]]] = defaultdict(list)
    for path, value in tree.each("values"):
        assert isinstance(value, ValueFact)
        if value.kind == "setting" and _names_application(value) and not value.scope:
            folder = nearest(folder_of(path), folders)
            name = literal(value.text)
            if folder is not None and name and _SETTINGS.search(b"/" + path):
                found[folder].append((name, Evidence(path, value.line, f"{value.name}: {name}")))
    return {folder: tuple(sorted(set(named))) for folder, named in found.items()}


def libraries(
    tree: TreeFacts, projects: Mapping[bytes, Sequence[tuple[str, Evidence]]]
) -> set[bytes]:
    """Folders whose project others ask for: settings in them are for whoever is built with it."""
    asked = {
        requirement.name.rpartition(":")[2]
        for manifest in tree.manifests.values()
        for facts in manifest
        for requirement in facts.requirements
    }
    return {folder for folder, named in projects.items() if asked & {name for name, _ in named}}


def _names_application(value: ValueFact) -> bool:
    return value.name.endswith(("ame", "AME")) and setting_key(value.name) in _APPLICATION_NAMES


def project_names(
    tree: TreeFacts, outer: Mapping[bytes, bytes]
) -> dict[bytes, list[tuple[str, Evidence]]]:
    """What package manifests call the project beside them, without its group or scope; .NET calls
    it like the manifest. A project that is built from around it gives its name to that folder."""
    found: dict[bytes, list[tuple[str, Evidence]]] = defaultdict(list)
    inside: dict[bytes, list[bytes]] = defaultdict(list)
    for path in tree.manifests if outer else ():
        if path.endswith(PROJECTS):
            inside[folder_of(path)].append(path)
    for folder, around in sorted(outer.items()):
        for path in inside.get(folder, ()):
            name = path.rpartition(b"/")[2].rpartition(b".")[0].decode("utf-8", "replace")
            found[around].append((name, Evidence(path, 1, "project")))
    for path, manifest in sorted(tree.manifests.items()):
        for project in (project for facts in manifest for project in facts.projects):
            name = re.split(r"[/:]", project.name)[-1].strip()
            if name:
                found[folder_of(path)].append((name, Evidence(path, project.line, "project")))
    return found


def folder_names(folder: bytes, evidence: list[Evidence]) -> tuple[tuple[str, Evidence], ...]:
    """That of the folder, where it says anything."""
    name = folder_name(folder)
    return ((name, evidence[0]),) if name else ()


def nearest(folder: bytes, wanted: set[bytes]) -> bytes | None:
    """The nearest folder around one that is wanted, itself included."""
    return next((each for each in above(folder) if each in wanted), None)
