"""Edges that frameworks make of configuration, annotations and libraries: config servers, service
discovery, tracing, brokers, routes of a gateway."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from driftscan.model.service_fact import MarkFact, ValueFact
from driftscan.model.service_graph import Evidence
from driftscan.services.addresses import HOLE, address_of
from driftscan.services.belonging import Belonging
from driftscan.services.drafts import Draft
from driftscan.services.endpoints import Endpoints
from driftscan.services.facts import TreeFacts, above, folder_of
from driftscan.services.hosts import Hosts
from driftscan.services.joining import Joining
from driftscan.services.readings import Surroundings
from driftscan.services.roles import (
    AUTH,
    BY_ANNOTATION,
    BY_LIBRARY,
    CLIENTS,
    CONFIG,
    DASHBOARD,
    GIT_SETTING,
    LONG_ROUTE,
    ROUTE_SETTINGS,
    SHORT_ROUTE,
    TURBINE,
    Client,
    Role,
    setting_key,
)

Settings = Sequence[Sequence[tuple[bytes, ValueFact]]]
_TOGETHER_SURENESS = 0.6
_LIBRARY_SURENESS = 0.8  # a library that waits for a server, and one server that it can mean


class Conventions:
    """Applies the tables of roles.py to the services of a system."""

    def __init__(
        self,
        tree: TreeFacts,
        belonging: Belonging,
        hosts: Hosts,
        surroundings: Sequence[Surroundings],
        settings: Settings,
        joining: Joining,
    ) -> None:
        self._hosts = hosts
        self._surroundings = surroundings
        self._settings = settings
        self._joining = joining
        self._annotations = _annotations(tree, belonging)
        self._libraries = _libraries(tree, joining.drafts)
        self._players: dict[Role, list[int]] = defaultdict(list)
        self._long = [_long_routes(group) for group in settings]

    @property
    def libraries(self) -> Mapping[int, Mapping[str, Evidence]]:
        """By service the names of what its manifests ask for."""
        return self._libraries

    def give_roles(self, endpoints: Endpoints) -> None:
        """What part each service plays. Its kind follows from that, but what answers requests that
        its own code names is a program of this system's, whatever part it plays for the others."""
        for at, draft in enumerate(self._joining.drafts):
            is_own = any(endpoint.parts for endpoint in endpoints.of(at))
            for name, where in self._annotations.get(at, {}).items():
                if role := BY_ANNOTATION.get(name):
                    _play(draft, role, where, is_own)
            for name, where in self._libraries.get(at, {}).items():
                if role := BY_LIBRARY.get(name.lower()):
                    _play(draft, role, where, is_own)
            for role in draft.roles:
                self._players[role].append(at)

    def join(self) -> None:
        """All edges that the conventions make."""
        for at in range(len(self._settings)):
            says = self._settings[at] or at in self._annotations or at in self._libraries
            for client in CLIENTS if says else ():
                if client.role not in self._joining.drafts[at].roles:
                    self._join_client(at, client)
            self._join_routes(at)
            if DASHBOARD in self._joining.drafts[at].roles:
                self._join_dashboard(at)
            if CONFIG in self._joining.drafts[at].roles:
                self._join_repository(at)

    def _join_client(self, at: int, client: Client) -> None:
        others = self._other_evidence(at, client)
        if client.only_by_library and not others:
            return
        targets, evidence = self._named_servers(at, client)
        if targets:
            for target in sorted(targets):
                self._joining.edge(at, target, client.role.edge, evidence)
            return
        evidence += others
        servers = self._playing(client.role)
        if evidence and len(servers) == 1:
            self._joining.edge(at, servers[0], client.role.edge, evidence, _LIBRARY_SURENESS)

    def _named_servers(self, at: int, client: Client) -> tuple[set[int], list[Evidence]]:
        """Servers that settings name, and all the settings that speak of one."""
        found: set[int] = set()
        evidence: list[Evidence] = []
        for path, value in self._settings[at]:
            if client.settings is None or not client.settings.fullmatch(setting_key(value.name)):
                continue
            said = [reading.text for reading in self._surroundings[at].readings(value.text, path)]
            texts = [_config_import(text) for text in said] if client.role is CONFIG else said
            if not any(texts):
                continue
            evidence.append(Evidence(path, value.line, value.name))
            for text in texts:
                address = address_of(text)
                if address and HOLE not in address.host:
                    targets, _ = self._hosts.at(address, at)
                    found |= {t for t in targets if self._fits(t, client.role)}
        return found, evidence

    def _fits(self, target: int, role: Role) -> bool:
        """A local port may be anybody's; a server of another part is not meant."""
        roles = self._joining.drafts[target].roles
        return not roles or role in roles or role is AUTH

    def _other_evidence(self, at: int, client: Client) -> list[Evidence]:
        marks = self._annotations.get(at, {})
        libraries = self._libraries.get(at, {})
        found = [where for name, where in marks.items() if name in client.annotations]
        if client.libraries:
            found += [
                where for name, where in libraries.items() if client.libraries.fullmatch(name)
            ]
        return sorted(found)

    def _playing(self, role: Role) -> list[int]:
        return self._players.get(role, [])

    def _join_routes(self, at: int) -> None:
        for path, value in self._settings[at]:
            key = setting_key(value.name)
            where = Evidence(path, value.line, value.name)
            if any(pattern.fullmatch(key) for pattern in ROUTE_SETTINGS):
                texts = [r.text for r in self._surroundings[at].readings(value.text, path)]
                self._route(at, texts, where)
            elif (short := SHORT_ROUTE.fullmatch(key)) and (path, short["route"]) not in self._long[
                at
            ]:
                self._route(at, [value.name.split(".")[2]], where)  # called like its service

    def _route(self, at: int, texts: Sequence[str], where: Evidence) -> None:
        for text in texts:
            for part in text.split(","):
                address = address_of(part if "://" in part else f"lb://{part.strip()}")
                found = self._hosts.at(address, at)[0] if address and address.host else set()
                for target in sorted(found):
                    self._joining.edge(at, target, "http", [where])
                    if self._joining.drafts[at].kind == "service" and "route" in where.what:
                        self._joining.drafts[at].kind = "gateway"

    def _join_dashboard(self, at: int) -> None:
        """A dashboard shows what the one collector of streams collects; that is what both are
        for, but no file says so."""
        for target in self._playing(TURBINE):
            if target != at and len(self._playing(TURBINE)) == 1:
                evidence = sorted(self._joining.drafts[target].evidence)[-1:]
                self._joining.edge(at, target, "metrics", evidence, _TOGETHER_SURENESS)

    def _join_repository(self, at: int) -> None:
        """Where a config server has its files from."""
        for path, value in self._settings[at]:
            if not GIT_SETTING.fullmatch(setting_key(value.name)):
                continue
            where = Evidence(path, value.line, value.name)
            for reading in self._surroundings[at].readings(value.text, path):
                name = "github-repository" if _is_remote(reading.text) else "config-repository"
                draft = Draft(name, kind="external", evidence=[where])
                draft.aliases.add(reading.text.replace(HOLE, "*"))
                target = self._joining.node(f"repository {name}", draft)
                self._joining.edge(at, target, "config", [where])


def _long_routes(settings: Sequence[tuple[bytes, ValueFact]]) -> set[tuple[bytes, str]]:
    """Routes of Zuul that say apart from their path where they lead, by file and name."""
    found = ((path, LONG_ROUTE.match(setting_key(value.name))) for path, value in settings)
    return {(path, match["route"]) for path, match in found if match}


def _is_remote(text: str) -> bool:
    return text.startswith(("http", "git@", "ssh:")) or "github" in text


def _play(draft: Draft, role: Role, where: Evidence, is_own: bool) -> None:
    draft.roles.add(role)
    draft.evidence.append(where)
    if draft.kind == "service" and not (is_own and role.kind == "infra"):
        draft.kind = role.kind


def _config_import(text: str) -> str:
    """The address in `optional:configserver:http://config:8888`; '' for imports of files."""
    bare = text.removeprefix("optional:")
    if bare.startswith("configserver:"):
        return bare.removeprefix("configserver:") or "configserver"
    return text if "://" in text and not bare.startswith(("file:", "classpath:")) else ""


def _annotations(tree: TreeFacts, belonging: Belonging) -> dict[int, dict[str, Evidence]]:
    found: dict[int, dict[str, Evidence]] = {}
    for path, mark in tree.each("marks"):
        assert isinstance(mark, MarkFact)
        for at in belonging.own_at(path) if mark.name == "annotation" else ():
            where = Evidence(path, mark.line, f"@{mark.value}")
            found.setdefault(at, {}).setdefault(mark.value, where)
    return found


def _libraries(tree: TreeFacts, drafts: Sequence[Draft]) -> dict[int, dict[str, Evidence]]:
    """By service what its package manifest asks for, and those of the same kind around it, which
    it inherits from in Maven and Gradle; names without their group."""
    by_folder: dict[bytes, list[bytes]] = {}
    for path in tree.manifests:
        by_folder.setdefault(folder_of(path), []).append(path)
    found: dict[int, dict[str, Evidence]] = {}
    for at, draft in enumerate(drafts):
        if draft.home is None:
            continue
        own = {_name(path) for path in by_folder.get(draft.home.folder, ())}
        for folder in above(draft.home.folder):
            for path in by_folder.get(folder, ()):
                if folder == draft.home.folder or (
                    _name(path) in own and _name(path) in _INHERITED
                ):
                    _add_libraries(found.setdefault(at, {}), path, tree)
    return found


_INHERITED = frozenset([b"pom.xml", b"build.gradle", b"build.gradle.kts"])


def _name(path: bytes) -> bytes:
    return path.rpartition(b"/")[2]


def _add_libraries(found: dict[str, Evidence], path: bytes, tree: TreeFacts) -> None:
    for facts in tree.manifests[path]:
        for requirement in facts.requirements:
            name = requirement.name.rpartition(":")[2].lower()
            if requirement.scope != "dev":
                found.setdefault(name, Evidence(path, requirement.line, name))
