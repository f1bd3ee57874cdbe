"""Where one side of a contract is missing: requests that nobody serves, topics with one end.

What is not known is no breach. A request is only held against a service whose code is here and
serves something, over an address that is sure; every way in which an endpoint may answer counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from driftscan.model.service_fact import MarkFact
from driftscan.model.service_graph import Api, LostCall, Unmet
from driftscan.services.addresses import HOLE
from driftscan.services.calls import Calling
from driftscan.services.drafts import Draft
from driftscan.services.endpoints import Endpoint, Request
from driftscan.services.facts import TreeFacts, is_below
from driftscan.services.joining import Joining
from driftscan.services.naming import plain
from driftscan.services.paths import is_left_out, may_answer, request_parts, shown_request

# From here on an address is exact, or a default of the code.
_SURE = 0.9
# They answer more than their code says: repositories, models, files become endpoints.
_SERVE_MORE = (
    *("data-rest", "restframework", "graphql", "odata", "grpc-gateway", "json-server", "feathers"),
    *("strapi", "loopback", "restless", "crudrouter", "sveltekit", "nuxt", "api-platform"),
)
_SERVE_FILES = frozenset(["next", "remix", "astro"])
_MOST_KNOWN = 3
_MOST_PAIRS = 1_000_000  # of requests and endpoints: more take longer than they are worth
_DOORS = ("gateway", "user", "frontend")


def apis_of(calling: Calling, drafts: Sequence[Draft]) -> list[Api]:
    """Who answers, and on which lines."""
    found = []
    for at in range(len(drafts)):
        if endpoints := calling.endpoints.of(at):
            where = min(each.where for each in endpoints)
            found.append(Api(service=at, kind="http", where=where, count=len(endpoints)))
        for kind, served in sorted(calling.served.items()):
            if lines := [by[at] for by in served.values() if at in by]:
                found.append(Api(service=at, kind=kind, where=min(lines), count=len(lines)))
    return found


class Comparison:
    """Holds what is asked against what is served."""

    def __init__(self, tree: TreeFacts, calling: Calling, joining: Joining) -> None:
        self._tree = tree
        self._calling = calling
        self._joining = joining
        self._drafts = joining.drafts
        self._asked: dict[int, list[Request]] = defaultdict(list)
        for request in calling.requests:
            self._asked[request.target].append(request)
        self._unknown = tuple(sorted({*_unread(tree), *_serving_more(tree)}))
        self.compared = 0

    def unmet(self) -> list[Unmet]:
        """Requests that nobody answers, and endpoints that nobody asks for."""
        readable = {at for at in self._asked if self._is_readable(at)}
        opened = self._reached_by_people()
        found = [each for r in self._calling.requests for each in self._request(r, readable)]
        found += [each for at in sorted(readable - opened) for each in self._unused(at)]
        return found

    def _is_readable(self, at: int) -> bool:
        """Whether all that a service serves can be known: its code is here, and was read."""
        draft = self._drafts[at]
        if draft.home is None or draft.engine or draft.kind not in ("service", "job"):
            return False
        folder = draft.home.folder
        pairs = len(self._calling.endpoints.of(at)) * len(self._asked[at])
        return pairs < _MOST_PAIRS and not any(is_below(path, folder) for path in self._unknown)

    def _request(self, request: Request, readable: set[int]) -> Iterator[Unmet]:
        if request.target not in readable or request.sureness < _SURE:
            return
        if self._drafts[request.source].kind == "gateway" or request.source == request.target:
            return
        if request.kind == "grpc":
            yield from self._interface(request)
            return
        endpoints = self._calling.endpoints.of(request.target)
        wanted = request_parts(request.path)
        if not endpoints or wanted is None or is_left_out(request.path):
            return
        self.compared += 1
        plain_path = request.path.replace(HOLE, "{}")
        if self._calling.endpoints.hit(request.target, request.method, plain_path):
            return
        answers = [each for each in endpoints if may_answer(wanted, each)]
        if any(_is_asked_so(request, each) for each in answers):
            return
        yield Unmet(
            service=request.source,
            other=request.target,
            kind="http",
            what=shown_request(request.method, request.path),
            where=request.where,
            known=_nearest(request, answers or endpoints),
        )

    def _interface(self, request: Request) -> Iterator[Unmet]:
        served = self._calling.served["grpc"]
        own = sorted(
            lines[request.target].what for lines in served.values() if request.target in lines
        )
        name = request.interface.rpartition(".")[2]
        if not name or not own:
            return
        self.compared += 1
        if plain(name) not in served:
            yield Unmet(
                service=request.source,
                other=request.target,
                kind="grpc",
                what=request.interface,
                where=request.where,
                known=tuple(each.removeprefix("serves ") for each in own[:_MOST_KNOWN]),
            )

    def _unused(self, at: int) -> Iterator[Unmet]:
        """Endpoints that nobody asks for, of a service that no gateway leads to. One that nobody at
        all is seen to ask is called in a way that is not recognised, or from outside."""
        requests = [r for r in self._asked[at] if r.kind == "http"]
        if not requests:
            return
        for endpoint in self._calling.endpoints.of(at):
            if is_left_out(endpoint.path) or not any(endpoint.parts):
                continue
            if any(_may_hit(r, endpoint) for r in requests):
                continue
            if any(_lost_may_hit(lost, endpoint) for lost in self._joining.lost):
                continue
            yield Unmet(
                service=at,
                other=at,
                kind="unused",
                what=f"{endpoint.method} {endpoint.path}".strip(),
                where=endpoint.where,
            )

    def _reached_by_people(self) -> set[int]:
        doors = (at for at, each in enumerate(self._drafts) if each.kind in _DOORS)
        return {t for at in doors for t in self._joining.targets(at, ["http", "entry"])}


def _unread(tree: TreeFacts) -> Iterator[bytes]:
    """Files that could not be read."""
    for file in tree.files:
        if any(problem.fatal for problem in file.facts.problems):
            yield file.path


def _serving_more(tree: TreeFacts) -> Iterator[bytes]:
    """Package manifests with a library that serves more than the code says, and controllers whose
    routes stand elsewhere."""
    for path, mark in tree.each("marks"):
        if isinstance(mark, MarkFact) and mark.name == "inherits":
            yield path
    for path, manifests in tree.manifests.items():
        if any(_serves_more(each.name) for facts in manifests for each in facts.requirements):
            yield path


def _serves_more(name: str) -> bool:
    plain = name.lower()
    return plain in _SERVE_FILES or any(word in plain for word in _SERVE_MORE)


def _is_asked_so(request: Request, endpoint: Endpoint) -> bool:
    """Whether the verb fits, too; HEAD and OPTIONS are answered by frameworks themselves."""
    if not request.method or not endpoint.method or request.method in ("HEAD", "OPTIONS"):
        return True
    return request.method == endpoint.method


def _may_hit(request: Request, endpoint: Endpoint) -> bool:
    wanted = request_parts(request.path)
    return wanted is None or (may_answer(wanted, endpoint) and _is_asked_so(request, endpoint))


def _lost_may_hit(lost: LostCall, endpoint: Endpoint) -> bool:
    """Whether a call whose host is not known may be meant: a part of the path is written alike."""
    alike = {part for part in endpoint.parts if part} & set(lost.written.split("/"))
    return bool(alike)


def _nearest(request: Request, endpoints: Iterable[Endpoint]) -> tuple[str, ...]:
    shown = {f"{each.method} {each.path}".strip() for each in endpoints}
    path = request.path

    def likeness(text: str) -> tuple[float, str]:
        return -SequenceMatcher(None, path, text.rpartition(" ")[2], autojunk=False).ratio(), text

    return tuple(sorted(shown, key=likeness)[:_MOST_KNOWN])
