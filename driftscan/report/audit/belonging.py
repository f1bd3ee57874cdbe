"""Dependencies that say no more than which files belong to a module.

What passes a name on (an index file of a package) is no more than a way to write an import; but a
cycle over it is one: who loads a part loads the whole. Not so where all files of a package are
compiled as one: there `mod orders;` only says that the file belongs to it.
"""

from driftscan.graph.system import SystemGraph
from driftscan.model.graph import Dependency

COMPILED_AS_ONE = frozenset(["rust"])
DECLARES = "declaration"  # their kind, in a document


def says_belonging(edge: Dependency, graph: SystemGraph) -> bool:
    """Whether a dependency of this graph is one of them."""
    return edge.reexport and graph.modules[edge.source].language in COMPILED_AS_ONE


def without_belonging(graph: SystemGraph) -> SystemGraph:
    """The graph without them."""
    if not any(module.language in COMPILED_AS_ONE for module in graph.modules):
        return graph
    kept = [edge for edge in graph.internal if not says_belonging(edge, graph)]
    return SystemGraph(
        graph.modules,
        graph.externals,
        kept,
        graph.external,
        graph.unresolved,
        graph.tests_inside,
    )
