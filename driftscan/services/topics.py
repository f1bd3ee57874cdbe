"""Topics with one end: published and consumed by nobody, or the reverse.

Names are compared over the whole tree, whoever says them: what looks like another end is one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from driftscan.model.service_fact import CallFact
from driftscan.model.service_graph import Unmet
from driftscan.services.addresses import HOLE
from driftscan.services.belonging import Belonging
from driftscan.services.data import BROKERS
from driftscan.services.facts import TreeFacts
from driftscan.services.joining import Joining
from driftscan.services.readings import Surroundings

_ENDS = {"publish": "consume", "consume": "publish"}
# What is published there may have another name than what is consumed: exchanges are bound to
# queues, topics have subscriptions.
_BOUND = frozenset("rabbitmq activemq sqs sns servicebus pubsub eventhubs celery".split())
_WILD = frozenset("*#>+?[")


def one_ended(
    tree: TreeFacts,
    belonging: Belonging,
    surroundings: Sequence[Surroundings],
    joining: Joining,
) -> list[Unmet]:
    """One for each place that speaks of such a topic."""
    ends = _Ends(tree, belonging, surroundings)
    found = []
    quiet = _with_silent_users(joining)
    for edge in joining.edges():
        other = _ENDS.get(edge.kind)
        engine = joining.drafts[edge.target].engine
        if edge.target in quiet or not other or not edge.detail:
            continue
        if ends.is_missing(other, edge.detail, engine):
            found += [
                Unmet(
                    service=edge.source,
                    other=edge.target,
                    kind=edge.kind,
                    what=edge.detail,
                    where=where,
                    known=(),
                )
                for where in edge.sites
            ]
    return found


def _with_silent_users(joining: Joining) -> set[int]:
    """Brokers that somebody connects to of whom no topic is known: it could be any."""
    users: dict[tuple[int, int], set[str]] = defaultdict(set)
    for edge in joining.edges():
        if joining.drafts[edge.target].kind == "broker":
            users[edge.source, edge.target].add(edge.kind if edge.detail else "")
    return {broker for (_, broker), kinds in users.items() if not kinds & _ENDS.keys()}


class _Ends:
    """names: by end all that is published, and consumed, anywhere. vague: ends of which some name
    is not known, or stands for several."""

    def __init__(
        self, tree: TreeFacts, belonging: Belonging, surroundings: Sequence[Surroundings]
    ) -> None:
        self.names: dict[str, set[str]] = defaultdict(set)
        self.vague: set[str] = set()
        for kind, name in _said(tree, belonging, surroundings):
            self.names[kind].add(name)
            if not name or HOLE in name or _WILD & set(name):
                self.vague.add(kind)

    def is_missing(self, end: str, name: str, engine: str) -> bool:
        """Whether nobody can be the other end of a topic; where nobody is seen to be the other end
        of any, the way they do it may be one that is not recognised."""
        if _WILD & set(name) or HOLE in name or end in self.vague or name in self.names[end]:
            return False
        if not self.names[end]:
            return False
        return engine in (BROKERS - _BOUND) | {"redis"}


def _said(
    tree: TreeFacts, belonging: Belonging, surroundings: Sequence[Surroundings]
) -> Iterator[tuple[str, str]]:
    for path, call in tree.each("calls"):
        assert isinstance(call, CallFact)
        if call.kind in _ENDS:
            services = belonging.services_at(path)
            for at in services:
                for reading in surroundings[at].readings(call.address, path):
                    yield call.kind, reading.text.strip()
            if not services:
                yield call.kind, ""
