"""Services while they are being put together from workloads and homes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from driftscan.model.service_graph import Evidence, Service
from driftscan.notation.secrets import masked
from driftscan.services.base_images import base_image
from driftscan.services.deployed import Workload
from driftscan.services.facts import above, folder_of, is_below
from driftscan.services.homes import Home
from driftscan.services.images import known_image, repository
from driftscan.services.keeping_elsewhere import keeps_elsewhere
from driftscan.services.naming import plain
from driftscan.services.roles import BY_IMAGE, Role
from driftscan.services.running import Link

_NAMELESS = "app"  # code at the top of the tree that no manifest has a name for


@dataclass
class Draft:
    """A service that names, hosts and a kind are still added to."""

    name: str
    kind: str = "service"
    engine: str = ""
    home: Home | None = None
    workload: Workload | None = None
    aliases: set[str] = field(default_factory=set)
    hosts: set[str] = field(default_factory=set)
    roles: set[Role] = field(default_factory=set)
    evidence: list[Evidence] = field(default_factory=list)
    unsure: list[str] = field(default_factory=list)
    owner: str = ""

    def finished(self) -> Service:
        """The service as it goes into the graph."""
        return Service(
            name=self.name,
            kind=self.kind,
            aliases=tuple(sorted({masked(name) for name in self.aliases} - {self.name, ""})),
            engine=self.engine,
            folder=self.home.folder if self.home else None,
            evidence=tuple(dict.fromkeys(sorted(self.evidence))),
            unsure=tuple(self.unsure),
            owner=self.owner,
            called=self.workload.called if self.workload else (),
            built_by=self.workload.built_by if self.workload else frozenset(),
            image=masked(repository(self.workload.image)) if self.workload else "",
            images=self._images(),
        )

    def _images(self) -> tuple[Evidence, ...]:
        found = self.workload.images if self.workload else ()
        return tuple(replace(each, what=masked(each.what)) for each in found)


def drafts_of(
    workloads: Sequence[Workload], links: Mapping[int, Link], homes: Mapping[bytes, Home]
) -> list[Draft]:
    """One for each workload, and for each home that runs without one."""
    found = [_of_workload(workload, links.get(at)) for at, workload in enumerate(workloads)]
    linked = {link.home.folder for link in links.values()}
    # Where manifests deploy what is built here, what they leave out is a tool.
    builds_run = not linked
    found += [
        _of_home(home)
        for home in homes.values()
        if home.folder not in linked and (home.runs or (home.is_built and builds_run))
    ]
    _leave_names_to_their_bearers(found)
    return _distinct(found)


def running(drafts: Sequence[Draft]) -> dict[bytes, tuple[int, ...]]:
    """By home the services that run its code: a site and its worker are often built from one. What
    only prepares their data counts where nothing else runs the code."""
    found: dict[bytes, list[int]] = defaultdict(list)
    for at, draft in enumerate(drafts):
        if draft.home:
            found[draft.home.folder].append(at)
    return {
        folder: tuple(at for at in positions if not _only_prepares(drafts[at])) or tuple(positions)
        for folder, positions in found.items()
    }


def _only_prepares(draft: Draft) -> bool:
    return draft.workload is not None and draft.workload.only_prepares


def _leave_names_to_their_bearers(drafts: Sequence[Draft]) -> None:
    """Of two programs built from one folder, the name of the folder is a host of the one that is
    called so; a database of Aspire that is called like a service leaves the name to that one."""
    bearers: dict[str, set[int]] = defaultdict(set)
    for at, draft in enumerate(drafts):
        for name in _own_names(draft):
            bearers[name].add(at)
    for name, group in bearers.items():
        called = {at for at in group if _is_called(drafts[at], name)}
        if called and (
            any(drafts[at].engine for at in group - called) or _share_a_place(drafts, group, called)
        ):
            bearers[name] = called
    for at, draft in enumerate(drafts):
        draft.hosts = {name for name in draft.hosts if at in bearers.get(name, {at})}


def _share_a_place(drafts: Sequence[Draft], group: set[int], called: set[int]) -> bool:
    """Whether who is called so, and who has the name as one more on the network, are deployed by
    the same manifest: there it means the former."""
    places = [_places(drafts[at]) for at in called]
    return all(_places(drafts[at]) & set().union(*places) for at in group - called)


def _places(draft: Draft) -> set[bytes]:
    return {path for path, _ in draft.workload.facts} if draft.workload else set()


def _is_called(draft: Draft, name: str) -> bool:
    facts = draft.workload.facts if draft.workload else ()
    return any(fact.name == name for _, fact in facts)


def _own_names(draft: Draft) -> set[str]:
    facts = draft.workload.facts if draft.workload else ()
    return {name for _, fact in facts for name in (fact.name, *fact.hosts)}


def _of_workload(workload: Workload, link: Link | None) -> Draft:
    draft = Draft(workload.name, workload=workload, evidence=list(workload.evidence))
    for _, fact in workload.facts:
        draft.aliases |= {fact.name, *fact.hosts}
        draft.hosts |= {fact.name, *fact.hosts}
    image = workload.image
    if image:
        draft.aliases |= {repository(image), repository(image).rpartition("/")[2]}
    if link:
        _add_home(draft, link.home)
        if not link.sure:
            draft.unsure.append(f"runs {_shown(link.home.folder)}: {link.why}")
    base = base_image(link.home, workload) if link else ""
    if workload.is_job:
        draft.kind = "job"
    else:
        is_known = known_image(image) is not None and not keeps_elsewhere(workload)
        _take_image(draft, image if is_known else base, own=bool(link))
    return draft


def _of_home(home: Home) -> Draft:
    draft = Draft(home.names[0][0] if home.names else _shown(home.folder) or _NAMELESS)
    _add_home(draft, home)
    _take_image(draft, home.image, own=True)
    return draft


def _add_home(draft: Draft, home: Home) -> None:
    draft.home = home
    draft.evidence += home.evidence
    for name, _ in home.names:
        draft.aliases.add(name)
        draft.hosts.add(name)


def _take_image(draft: Draft, image: str, own: bool) -> None:
    """What somebody else's image makes of it; one that is built on `nginx` or `mysql` is that, one
    built on a language's image is our own."""
    known = known_image(image) if image else None
    if known is None:
        return
    draft.kind, draft.engine = known.kind, known.engine
    if role := BY_IMAGE.get(repository(image).rpartition("/")[2]):
        draft.roles.add(role)
    if own and known.kind == "gateway":
        draft.kind = "service"  # until it is seen to pass something on


def _distinct(drafts: list[Draft]) -> list[Draft]:
    """Two homes of one name are told apart by their folders, others by those of their manifests."""
    groups: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[plain(draft.name)].append(draft)
    for group in groups.values():
        for draft in group[1:]:
            if draft.home:
                draft.name = _shown(draft.home.folder) or draft.name
            elif folder := _folder_around(draft):
                draft.name = f"{draft.name} ({_shown(folder)})"
    return drafts


def _folder_around(draft: Draft) -> bytes:
    """The deepest folder that holds all manifests which start it."""
    folders = [folder_of(path) for path in _places(draft)]
    around = (each for each in above(min(folders, default=b"")))
    return next(each for each in around if all(is_below(folder, each) for folder in folders))


def _shown(folder: bytes) -> str:
    return folder.decode("utf-8", "backslashreplace")
