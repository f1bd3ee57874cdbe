"""Names in the templates of Helm charts, filled in from the values beside them."""

import re
from collections import defaultdict

from msgspec.structs import replace

from driftscan.model.service_fact import HostFact, Piece, Text, ValueFact, WorkloadFact
from driftscan.services.facts import TreeFacts, above, folder_of
from driftscan.services.texts import literal

_HOLE = re.compile(r"[#$]\{([^}]*)\}")
_EDGES = "-_. "
# What `helm create` writes: a name made of the release's and the chart's.
_OF_CHART = re.compile(r"#\{(?:include|template) [\w-]+\.(?:full)?name\b[^}]*\}")


class Charts:
    """The default values of every chart of a tree."""

    def __init__(self, tree: TreeFacts) -> None:
        self._values: dict[bytes, dict[str, str]] = defaultdict(dict)
        self._charts = {
            folder_of(path): fact.name
            for path, fact in tree.each("workloads")
            if isinstance(fact, WorkloadFact) and fact.form == "helm" and fact.kind == "Chart"
        }
        for path, value in tree.each("values"):
            assert isinstance(value, ValueFact)
            name = path.rpartition(b"/")[2]
            if value.kind == "setting" and name in (b"values.yaml", b"values.yml"):
                self._values[folder_of(path)][value.name] = literal(value.text)

    def filled_in(self, path: bytes, fact: WorkloadFact) -> WorkloadFact:
        """A workload with what its chart says in its name; `{{ .Release.Name }}-cart` is cart. One
        that has the release's name is called like the chart."""
        if fact.form != "helm":
            return fact
        env = tuple(replace(each, text=self._pieces(path, each.text)) for each in fact.env)
        name, image = self._text(path, fact.name), self._pieces(path, fact.image)
        if not name and _OF_CHART.fullmatch(fact.name):
            charts = (self._charts[f] for f in above(folder_of(path)) if f in self._charts)
            name = next(charts, "")
        return replace(fact, name=name, image=image, env=env)

    def host(self, path: bytes, fact: HostFact) -> HostFact:
        """The same for the name of a Service and for what it selects by."""
        selector = tuple((key, self._text(path, value)) for key, value in fact.selector)
        return replace(fact, name=self._text(path, fact.name), selector=selector)

    def label(self, path: bytes, text: str) -> str:
        """The same for one text."""
        return self._text(path, text)

    def _pieces(self, path: bytes, text: Text) -> Text:
        values = self._values_at(path)
        return tuple(
            Piece("text", values[piece.value])
            if piece.kind == "setting" and values.get(piece.value)
            else piece
            for piece in text
        )

    def _values_at(self, path: bytes) -> dict[str, str]:
        return next((self._values[f] for f in above(folder_of(path)) if f in self._values), {})

    def _text(self, path: bytes, text: str) -> str:
        if "{" not in text:
            return text.strip(_EDGES)
        values = self._values_at(path)

        def filled(found: re.Match[str]) -> str:
            key, _, default = found[1].partition(":")
            return values.get(key, default)

        return _HOLE.sub(filled, text).strip(_EDGES)
