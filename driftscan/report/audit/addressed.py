"""Which programs use a store because an address of theirs leads there."""

from collections import defaultdict

from driftscan.model.service_graph import ONLY_ONE_SURENESS, DataUse, ServiceGraph


def guessed(graph: ServiceGraph) -> set[tuple[int, int]]:
    """(service, store) where settings choose the address, and only that there is no other store of
    the kind speaks for this one: two of them may well be given two. Who names a database of it says
    more."""
    surest: dict[tuple[int, int], float] = defaultdict(float)
    for use in graph.uses:
        if not use.data_set:
            pair = (use.service, use.store)
            surest[pair] = max(surest[pair], 1.0 if known_database(use) else use.confidence)
    return {pair for pair, sureness in surest.items() if sureness <= ONLY_ONE_SURENESS}


def known_database(use: DataUse) -> str:
    """'' where its name is put together as the program runs: two may come to two names."""
    return "" if "*" in use.database else use.database
