"""Pages that are programs of their own: a package.json asks for what shows them in a browser and
for what builds them, whether or not a manifest deploys the result."""

from collections.abc import Iterable, Sequence

from driftscan.model.fact import FileFacts
from driftscan.model.service_graph import Evidence
from driftscan.services.facts import TreeFacts, above, folder_of

_NPM = b"package.json"
_SHOWING = frozenset(
    "react-dom vue preact svelte solid-js ember-source @angular/platform-browser next nuxt gatsby "
    "astro".split()
)
_BUILDING = frozenset(
    "vite webpack webpack-cli parcel next nuxt gatsby astro react-scripts @angular/cli ember-cli "
    "@angular-devkit/build-angular @vue/cli-service @sveltejs/kit @rspack/cli @rsbuild/core".split()
)
# What is asked for of these is handed to others, who show it.
_ONLY_OFFERS = frozenset(["storybook", "@storybook/react", "@storybook/vue3", "tsup", "ng-packagr"])


def pages(tree: TreeFacts, shared: set[bytes]) -> Iterable[tuple[bytes, Evidence]]:
    """Folders of such pages. Those inside of another program's folder are that one's; what others
    ask for is a library. shared: folders of libraries."""
    manifests = _names_by_folder(tree)
    for path in sorted(tree.manifests):
        folder = folder_of(path)
        if path.rpartition(b"/")[2] != _NPM or folder in shared or not folder:
            continue
        around = set().union(*(manifests.get(each, set()) for each in above(folder_of(folder))))
        beside = manifests.get(folder, set()) - {_NPM}
        found = _shows(tree.manifests[path])
        if found and not beside and not around - {_NPM} and not _is_inside(folder, tree):
            yield folder, Evidence(path, found[1], f"pages: {found[0]}")


def _names_by_folder(tree: TreeFacts) -> dict[bytes, set[bytes]]:
    """Of what tells a program; a file of locks or of a workspace does not."""
    found: dict[bytes, set[bytes]] = {}
    for path, facts in tree.manifests.items():
        if any(each.projects or each.requirements for each in facts):
            found.setdefault(folder_of(path), set()).add(path.rpartition(b"/")[2])
    return found


def _is_inside(folder: bytes, tree: TreeFacts) -> bool:
    """Whether a package around it needs anything to run, which the root of a workspace does not."""
    around = (
        tree.manifests.get(each + b"/" + _NPM, ()) for each in above(folder_of(folder)) if each
    )
    asked = (each for manifest in around for facts in manifest for each in facts.requirements)
    return any(each.scope == "runtime" for each in asked)


def _shows(manifest: Sequence[FileFacts]) -> tuple[str, int] | None:
    """What shows pages, and where that stands, if something builds them."""
    asked = {each.name: each for facts in manifest for each in facts.requirements}
    if not asked.keys() & _BUILDING or asked.keys() & _ONLY_OFFERS:
        return None
    shown = [asked[name] for name in asked.keys() & _SHOWING if asked[name].scope != "dev"]
    shown = shown or [asked[name] for name in asked.keys() & _SHOWING & _BUILDING]
    first = min(shown, key=lambda each: each.line, default=None)
    return (first.name, first.line) if first else None
