"""What a summary says of requests and messages without another side."""

import pytest

from driftscan.model.service_graph import Evidence, Service, ServiceGraph, Unmet
from driftscan.report.audit.unanswered import unanswered_text


def unmet(kind: str, what: str, line: int = 3) -> Unmet:
    """The shop asks for something, or sends it."""
    return Unmet(service=0, other=1, kind=kind, what=what, where=Evidence(b"a.py", line))


BEGIN = "in the code that was read: "
CASES: dict[str, tuple[tuple[Unmet, ...], str]] = {
    "nothing": ((), ""),
    "what nobody asks for is no request": ((unmet("unused", "GET /x"),), ""),
    "one": (
        (unmet("http", "GET /x"),),
        "Of 17 requests or messages compared, 1 has no other side in the code that was read: shop "
        'asks billing for "GET /x" (a.py:3).',
    ),
    "messages, and more of them": (
        (unmet("consume", "bills"), unmet("publish", "orders", 9), unmet("grpc", "Pay")),
        "Of 17 requests or messages compared, 3 have no other side in the code that was read: shop "
        'waits for "bills" by billing (a.py:3); shop sends "orders" by billing (a.py:9); and 1 '
        "more.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_requests_without_another_side(case: str) -> None:
    given, told = CASES[case]
    services = (Service(name="shop", kind="service"), Service(name="billing", kind="service"))
    graph = ServiceGraph(services=services, edges=(), uses=(), unmet=given, compared=17)
    assert unanswered_text(graph) == told
