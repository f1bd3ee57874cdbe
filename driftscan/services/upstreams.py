"""Upstreams of nginx that stand in another file than what passes requests on to them."""

from collections import defaultdict

from driftscan.model.service_fact import CallFact, Text, ValueFact
from driftscan.model.service_graph import Evidence
from driftscan.services.addresses import address_of
from driftscan.services.facts import TreeFacts, folder_of
from driftscan.services.texts import literal

_MARK = "upstream "
_MOST = 50


class Upstreams:
    """Servers of a group by its name; of several files with that name the one in the same folder is
    meant, for one of them includes the other."""

    def __init__(self, tree: TreeFacts) -> None:
        self._all: dict[str, list[tuple[bytes, ValueFact]]] = defaultdict(list)
        for path, value in tree.each("values"):
            if isinstance(value, ValueFact) and value.name.startswith(_MARK):
                self._all[value.name.removeprefix(_MARK)].append((path, value))

    def behind(self, call: CallFact, path: bytes) -> list[tuple[Text, tuple[Evidence, ...]]]:
        """What a call leads to, each with the line that says so; itself if that is no upstream."""
        address = address_of(literal(call.address)) if call.client == "nginx" else None
        servers = self._all.get(address.host, []) if address and not address.port else []
        near = [each for each in servers if folder_of(each[0]) == folder_of(path)] or servers
        found: list[tuple[Text, tuple[Evidence, ...]]] = []
        for file, value in near[:_MOST]:
            found.append((value.text, (Evidence(file, value.line, value.name),)))
        return found or [(call.address, ())]
