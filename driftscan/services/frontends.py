"""Frontends: services that show pages in a browser and answer nothing themselves.

Which packages make a browser app is data; to add one: a word in a table, and a row in
tests/services/cases/kinds.yaml.
"""

from collections.abc import Iterator, Mapping, Sequence

from driftscan.model.fact import FileFacts, RequirementFact
from driftscan.model.service_graph import Evidence
from driftscan.services.facts import FactFile, TreeFacts, folder_of
from driftscan.services.homes import Home, home_at
from driftscan.services.images import known_image, repository
from driftscan.services.joining import Joining

_BROWSER = frozenset(
    "react react-dom preact vue svelte solid-js lit angular @angular/core ember-source next nuxt "
    "astro gatsby @sveltejs/kit @remix-run/react @builder.io/qwik react-scripts @vue/cli-service "
    "vite parcel @docusaurus/core".split()
)
# Packages of npm by which a program answers, whatever it shows.
_ANSWERING = frozenset(
    "express fastify koa hono restify polka @hapi/hapi hapi @nestjs/core @feathersjs/feathers "
    "@apollo/server apollo-server apollo-server-express graphql-yoga @adonisjs/core sails".split()
)
# Packages of NuGet whose program is sent to the browser.
_IN_BROWSER = frozenset(["microsoft.aspnetcore.components.webassembly"])
# Beside one of these, package.json is for the pages of a program in another language.
_OF_OTHERS = (
    *(b"pom.xml", b"build.gradle", b"build.gradle.kts", b"go.mod", b"pyproject.toml", b"setup.py"),
    *(b"requirements.txt", b"Pipfile", b"composer.json", b"Gemfile", b"Cargo.toml"),
)
_KEEPING = ("data", "publish", "consume")
_NPM, _NUGET = b"package.json", b".csproj"


def tell_frontends(joining: Joining, tree: TreeFacts) -> None:
    """Gives frontends their kind. Who is seen to answer, to open a store or to pass something on
    is none."""
    drafts = joining.drafts
    homes = {draft.home.folder: draft.home for draft in drafts if draft.home}
    working = _working(tree, homes)
    manifests = _manifests(tree)
    built = {folder_of(file.path): file for file in tree.files if file.extractor == "dockerfile"}
    for at, draft in enumerate(drafts):
        home = None if draft.kind != "service" or joining.targets(at, _KEEPING) else draft.home
        if home is None or home.folder in working:
            continue
        shows = _browser_app(manifests.get(home.folder, {})) or _static_pages(home, built)
        if shows:
            draft.kind = "frontend"
            draft.evidence.append(shows)


def _working(tree: TreeFacts, homes: Mapping[bytes, Home]) -> set[bytes]:
    """Folders of homes whose code answers, or keeps data."""
    busy = (file for file in tree.files if file.facts.served or file.facts.stores)
    found = (home_at(file.path, homes) for file in busy)
    return {home.folder for home in found if home}


def _manifests(tree: TreeFacts) -> dict[bytes, dict[bytes, Sequence[FileFacts]]]:
    found: dict[bytes, dict[bytes, Sequence[FileFacts]]] = {}
    for path, facts in tree.manifests.items():
        found.setdefault(folder_of(path), {})[path] = facts
    return found


def _browser_app(manifests: Mapping[bytes, Sequence[FileFacts]]) -> Evidence | None:
    """The requirement that makes a folder a browser app; its package manifests speak of that
    alone."""
    names = {path.rpartition(b"/")[2]: path for path in manifests}
    if any(name in names for name in _OF_OTHERS):
        return None
    is_net = any(name.endswith(_NUGET) for name in names)
    npm = _required(manifests, names[_NPM]) if _NPM in names and not is_net else []
    if any(each.name in _ANSWERING for _, each in npm if each.scope != "dev"):
        return None
    shown = [pair for pair in npm if pair[1].name in _BROWSER]
    for name in sorted(names):
        if name.endswith(_NUGET):
            nuget = _required(manifests, names[name])
            shown += [pair for pair in nuget if pair[1].name.lower() in _IN_BROWSER]
    if not shown:
        return None
    path, first = min(shown, key=lambda pair: (pair[1].scope == "dev", pair[0], pair[1].line))
    return Evidence(path, first.line, f"a browser app: {first.name}")


def _required(
    manifests: Mapping[bytes, Sequence[FileFacts]], path: bytes
) -> list[tuple[bytes, RequirementFact]]:
    return [(path, each) for facts in manifests[path] for each in facts.requirements]


def _static_pages(home: Home, built: Mapping[bytes, FactFile]) -> Evidence | None:
    """A web server that is given what Node.js has built."""
    known = known_image(home.image) if home.image else None
    file = built.get(home.folder)
    if known is None or known.kind != "gateway" or file is None:
        return None
    node = next((line for image, line in _build_images(file) if _is_node(image)), None)
    return Evidence(file.path, node, "pages that Node.js has built") if node else None


def _build_images(file: FactFile) -> Iterator[tuple[str, int]]:
    for mark in file.facts.marks:
        if mark.name == "build-image":
            yield mark.value, mark.line


def _is_node(image: str) -> bool:
    return repository(image).rpartition("/")[2] == "node"
