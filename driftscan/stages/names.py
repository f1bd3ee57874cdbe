"""Names that modules take from each other, read from their facts when a rule asks for them."""

from collections.abc import Iterable, Mapping, Sequence

from driftscan.extract.registry import load_language
from driftscan.graph.names import ModuleNames
from driftscan.graph.system import SystemGraph
from driftscan.model.fact import FileFacts
from driftscan.model.source import LeftOut, SourceFile
from driftscan.sources.source import Source
from driftscan.stages.facts import FactReader
from driftscan.stages.record import Record


class NameReader:
    """Implements graph.names.Names; each module is read at most once."""

    def __init__(
        self, graph: SystemGraph, records: Sequence[Record], source: Source, reader: FactReader
    ) -> None:
        """records: of the files that the graph was made of."""
        self._graph = graph
        self._records = records
        self._source = source
        self._reader = reader
        self._files: dict[bytes, SourceFile] = {}
        self._known: dict[int, ModuleNames] = {}

    def of(self, positions: Iterable[int], /) -> Mapping[int, ModuleNames]:
        """See Names.of. A module whose file is gone or damaged takes nothing."""
        wanted = sorted(set(positions) - self._known.keys())
        if wanted:
            paths = [self._graph.modules[position].path for position in wanted]
            files = self._by_path()
            read = self._reader.of([files[path] for path in paths if path in files])
            for position, path in zip(wanted, paths, strict=True):
                facts = read[path].module_facts() if path in read else FileFacts()
                self._known[position] = self._names(position, facts)
        return self._known

    def may_define(self, position: int, name: str, /) -> bool:
        """See Names.may_define. True where the file can't be read any more."""
        module = self._graph.modules[position]
        language = load_language(module.language)
        for _, content in self._source.read([self._by_path()[module.path]]):
            return isinstance(content, LeftOut) or language.may_define(content, name)
        return True

    def _names(self, position: int, facts: FileFacts) -> ModuleNames:
        modules = self._graph.modules
        module = modules[position]
        references = [(each, modules[each.target]) for each in self._graph.outgoing(position)]
        used = load_language(module.language).names_used(module, references, facts)
        return ModuleNames(used, facts.exports)

    def _by_path(self) -> Mapping[bytes, SourceFile]:
        if not self._files:
            self._files = {record.file.path: record.file for record in self._records}
        return self._files
