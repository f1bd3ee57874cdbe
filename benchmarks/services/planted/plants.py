"""What is planted: files, entries of manifests, and what the graph must gain by them."""

from msgspec import Struct


class Edge(Struct, frozen=True, order=True):
    """Names are those of systems.py. detail: a topic, '' where it does not matter."""

    source: str
    target: str
    kind: str
    detail: str = ""


class Use(Struct, frozen=True, order=True):
    """modes: letters that must be in the mode, 'r', 'w' or ''. data_set: '' for the store."""

    service: str
    store: str
    data_set: str
    modes: str = ""


class Variable(Struct, frozen=True):
    """An environment variable that a manifest gives a service. how: 'plain', 'configmap',
    'configmap-all' (envFrom), 'dotenv' (through a .env file beside the compose file)."""

    service: str
    name: str
    value: str
    how: str = "plain"


class Plant(Struct, frozen=True):
    """One addition. kind: of the signal; form: language and library. files: path and text.
    An empty edges and uses: a decoy."""

    kind: str
    form: str
    files: tuple[tuple[str, str], ...]
    variables: tuple[Variable, ...] = ()
    edges: tuple[Edge, ...] = ()
    uses: tuple[Use, ...] = ()
    needs: tuple[tuple[str, str], ...] = ()
    """Pairs of services of which the first starts after the second."""

    @property
    def paths(self) -> frozenset[str]:
        """Where its code lies."""
        return frozenset(path for path, _ in self.files)
