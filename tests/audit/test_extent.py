"""How many services a summary speaks of, and of how many code bases."""

import pytest

from driftscan.model.service_graph import Service, ServiceGraph
from driftscan.report.audit.extent import services_text

# Folders of services, None where no code was found.
TEXTS: dict[tuple[bytes | None, ...], str] = {
    (): "",
    (b"a",): "1 service",
    (b"", b"a"): "2 services",
    (b"a", None): "2 services (code found of 1)",
    (None, None): "2 services (code found of none)",
    (b"", b"", b""): "3 services that run 1 code base",
    (b"a", b"a", b"b"): "3 services that run 2 code bases",
    (b"", b"", None): "3 services (2 of them run 1 code base; of the others no code was found)",
}


@pytest.mark.parametrize("folders", TEXTS)
def test_services_of_their_own(folders: tuple[bytes | None, ...]) -> None:
    own = [Service(name=f"s{at}", kind="service", folder=each) for at, each in enumerate(folders)]
    others = [
        Service(name=kind, kind=kind)
        for kind in ("datastore", "broker", "external", "infra", "user")
    ]
    graph = ServiceGraph(services=(*own, *others), edges=(), uses=())
    assert services_text(graph) == TEXTS[folders]
