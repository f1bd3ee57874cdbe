"""Code in folders called `mocks` that the product itself loads, as a way to run without what it
stands in for: product code, though git's log takes it for that of tests by its path."""

from driftscan.graph.system import SystemGraph
from driftscan.history.code_files import is_code_in_mocks, is_product_code
from driftscan.model.graph import Kind


def stand_ins_of(graph: SystemGraph) -> frozenset[int]:
    """Positions of the modules in such folders that product code imports, directly or through
    others of them."""
    doubtful = {at for at, module in enumerate(graph.modules) if is_code_in_mocks(module.path)}
    if not doubtful:
        return frozenset()
    edges = [(e.source, e.target) for e in graph.internal if e.kind is Kind.IMPORT]
    loading = {
        at
        for at, module in enumerate(graph.modules)
        if not module.is_test and is_product_code(module.path)
    }
    found: set[int] = set()
    while loading:
        loading = {target for source, target in edges if source in loading} & doubtful - found
        found |= loading
    return frozenset(at for at in found if not graph.modules[at].is_test)
