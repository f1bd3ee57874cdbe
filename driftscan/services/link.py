"""Facts of a whole tree to its services, their calls and their data. Read this first."""

from collections.abc import Sequence

from msgspec.structs import replace

from driftscan.model.service_graph import (
    Api,
    Evidence,
    Library,
    OutsideHost,
    ServiceGraph,
    Unmet,
)
from driftscan.services.belonging import Belonging
from driftscan.services.calls import Calling
from driftscan.services.catalogue import give_owners
from driftscan.services.configured import join_configured
from driftscan.services.contracts import Comparison, apis_of
from driftscan.services.conventions import Conventions
from driftscan.services.data import Storing
from driftscan.services.declared import dockerfiles_of, programs_of
from driftscan.services.deployed import workloads_of
from driftscan.services.drafts import Draft, drafts_of
from driftscan.services.drivers import drivers_of
from driftscan.services.facts import TreeFacts
from driftscan.services.frontends import tell_frontends
from driftscan.services.given_databases import join_given_databases
from driftscan.services.handed import join_handed
from driftscan.services.homes import homes_of
from driftscan.services.hosts import Hosts
from driftscan.services.interpolation import interpolated
from driftscan.services.joining import Joining
from driftscan.services.labels import join_labels
from driftscan.services.libraries import Libraries
from driftscan.services.merging import merged
from driftscan.services.messages import join_messages
from driftscan.services.mounted_settings import join_mounted
from driftscan.services.packages import Packages
from driftscan.services.products import join_links, join_logs, join_products
from driftscan.services.running import Linking
from driftscan.services.samples import without_samples
from driftscan.services.surroundings import settings_of, surroundings_of
from driftscan.services.systems import systems_of
from driftscan.services.topics import one_ended


def link(tree: TreeFacts) -> ServiceGraph:
    """The system as services."""
    tree = interpolated(without_samples(tree))
    drafts = _started(tree)
    give_owners(tree, drafts)
    hosts = Hosts(drafts, tree)
    surroundings = surroundings_of(drafts, tree)
    settings = settings_of(drafts, tree, surroundings)
    joining = Joining(drafts)
    belonging = Belonging(drafts, tree)
    calling = Calling(tree, belonging, hosts, surroundings, joining)
    conventions = Conventions(tree, belonging, hosts, surroundings, settings, joining)
    conventions.give_roles(calling.endpoints)
    calling.join()
    conventions.join()
    storing = Storing(
        tree, belonging, hosts, surroundings, settings, conventions.libraries, joining
    )
    storing.join()
    join_products(tree, drafts, hosts, surroundings, joining)
    join_labels(joining.drafts, joining)
    join_logs(drafts, hosts, surroundings, joining)
    join_messages(tree, belonging, storing, surroundings, joining)
    shared = Libraries(Packages(tree), joining.drafts)
    join_handed(tree, belonging, hosts, surroundings, conventions.libraries, shared, joining)
    join_configured(
        tree, belonging, hosts, surroundings, settings, conventions.libraries, shared, joining
    )
    join_given_databases(hosts, surroundings, joining)
    join_mounted(tree, hosts, surroundings, joining)
    join_links(drafts, hosts, joining)
    tell_frontends(joining, tree)
    _join_people(joining)
    comparison = Comparison(tree, calling, joining)
    unmet = [*comparison.unmet(), *one_ended(tree, belonging, surroundings, joining)]
    graph = _graph(joining, apis_of(calling, drafts), unmet, comparison.compared, shared.listed())
    return replace(
        graph,
        drivers=drivers_of(tree),
        programs=programs_of(tree),
        dockerfiles=dockerfiles_of(tree),
    )


def wants_imports(tree: TreeFacts) -> bool:
    """Whether only imports tell which program code belongs to: it lies in no service's folder and
    does something, or in one of several that begin in files of it."""
    tree = without_samples(tree)
    return Belonging(_started(tree), tree).wants_imports()


def _started(tree: TreeFacts) -> list[Draft]:
    """What manifests start, and what runs without one."""
    homes = homes_of(tree)
    linking = Linking(homes, tree.all_folders())
    named = workloads_of(tree)
    systems = systems_of(tree, named, linking.built_from)
    apart = systems.apart(named)
    workloads, links = merged(apart, linking.links(apart), systems)
    return drafts_of(workloads, links, homes)


def _join_people(joining: Joining) -> None:
    """A gateway is where people, or programs of others, come in."""
    name = "people" if any("user" in draft.hosts for draft in joining.drafts) else "user"
    for at, draft in enumerate(list(joining.drafts)):
        if draft.kind == "gateway":
            where = min(draft.evidence, default=Evidence(b"", 0))
            people = joining.node("user", Draft(name, kind="user", evidence=[where]))
            joining.edge(people, at, "entry", [where], 0.8)


def _graph(
    joining: Joining,
    apis: Sequence[Api],
    unmet: Sequence[Unmet],
    compared: int,
    libraries: Sequence[Library],
) -> ServiceGraph:
    """Sorted by name; positions follow."""
    services = [draft.finished() for draft in joining.drafts]
    order = sorted(range(len(services)), key=lambda at: (services[at].name, at))
    place = {before: after for after, before in enumerate(order)}
    edges = [
        replace(edge, source=place[edge.source], target=place[edge.target])
        for edge in joining.edges()
    ]
    uses = [
        replace(use, service=place[use.service], store=place[use.store]) for use in joining.uses()
    ]
    return ServiceGraph(
        services=tuple(services[at] for at in order),
        edges=tuple(sorted(edges, key=lambda e: (e.source, e.target, e.kind, e.detail))),
        uses=tuple(sorted(uses, key=lambda u: (u.service, u.store, u.data_set, u.mode))),
        lost=tuple(sorted(joining.lost)),
        apis=tuple(sorted(replace(each, service=place[each.service]) for each in apis)),
        unmet=tuple(
            sorted(
                {replace(e, service=place[e.service], other=place[e.other]) for e in unmet},
            )
        ),
        compared=compared,
        outside=tuple(
            OutsideHost(host, tuple(sorted(place[at] for at in callers)), tuple(sites))
            for host, callers, sites in joining.outside()
        ),
        libraries=tuple(
            replace(each, users=tuple(sorted(place[at] for at in each.users))) for each in libraries
        ),
    )
