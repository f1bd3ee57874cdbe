"""Tiny trees of real source text to a system graph, with the real extractor and resolver."""

import datetime
from collections.abc import Iterable, Mapping

import msgspec
import yaml
from msgspec.structs import replace

from driftscan.capabilities.lookup import Lookup
from driftscan.capabilities.sites import uses_of
from driftscan.checks.question import (
    CheckInput,
    speaks_of_capabilities,
    speaks_of_families,
    speaks_of_services,
    speaks_of_terms,
)
from driftscan.definitions.compare import compared
from driftscan.definitions.gathered import gathered
from driftscan.extract.batch import extract_batch, job_key
from driftscan.extract.claims import extractors_for, language_of
from driftscan.extract.definition_registry import (
    definition_extractors_for,
    load_definition_extractor,
)
from driftscan.extract.fragments.extractor import extract as extract_fragments
from driftscan.extract.fragments.registry import fragment_extractors_for
from driftscan.extract.homemade.reading import read
from driftscan.extract.registry import EXTRACTORS, load_language
from driftscan.extract.service_batch import extract_service_batch
from driftscan.extract.service_registry import service_extractors_for
from driftscan.families.comparing import compared as units_compared
from driftscan.families.gathering import gathered as families_among
from driftscan.families.kinds import kinds_of
from driftscan.families.structure import has_structure
from driftscan.graph.assemble import assemble
from driftscan.graph.components import Territory
from driftscan.graph.names import ModuleNames
from driftscan.graph.system import SystemGraph
from driftscan.model.fact import FileFacts
from driftscan.model.family import Criteria, Family, Unit
from driftscan.model.service_fact import ServiceFacts
from driftscan.model.service_graph import ServiceGraph
from driftscan.model.spec import Spec
from driftscan.model.term import Vocabulary
from driftscan.services.facts import FactFile, TreeFacts, is_test_code
from driftscan.services.link import link
from driftscan.spec.catalogue.load import load_catalogue
from driftscan.spec.parse import parse_spec
from driftscan.stages.generated import with_generated_marks
from driftscan.stages.known_facts import decoded
from driftscan.stages.named_parts import by_components
from driftscan.stages.service_rules import asked_of

SPEC_FILE = "driftscan.yaml"


def spec_of(sections: Mapping[str, object]) -> Spec:
    """A spec from its sections, read as if they stood in a file in block style."""
    text = yaml.safe_dump({"driftscan": 1, **sections}, sort_keys=False)
    return parse_spec(text.encode(), SPEC_FILE)


def graph_of(tree: Mapping[str, str]) -> SystemGraph:
    """The system graph of a tree of files."""
    read = {path.encode(): text for path, text in tree.items()}
    manifests = {path: facts for path, text in read.items() if (facts := _facts(path, text, ""))}
    sources = {
        path: _facts(path, read[path], "python")[0]
        for path in sorted(read)
        if language_of(path) == "python"
    }
    python = load_language("python")
    hints = {path: python.hints(facts) for path, facts in sources.items()}
    inferred = python.infer(list(sources), manifests, (), hints)
    index = python.build_index(list(sources), manifests, (), inferred)
    resolved = [index.resolve(module.path, sources[module.path]) for module in index.modules]
    say_so = {path for path, facts in sources.items() if facts.generated}
    return assemble(with_generated_marks(index.modules, say_so, {}), resolved)


def question_of(
    spec: Spec, tree: Mapping[str, str], today: datetime.date | None = None
) -> CheckInput:
    """What a check is asked about a tree."""
    graph = graph_of(tree)
    territory = Territory(spec.components, graph.modules)
    names = TreeNames(graph, tree)
    question = CheckInput(graph, territory, spec.file, today=today, spec=spec, names=names)
    if any(map(speaks_of_capabilities, spec.rules)):
        lookup = Lookup(load_catalogue(), spec.packages)
        facts = {
            at: _facts(module.path, tree[module.path.decode()], module.language)[0]
            for at, module in enumerate(graph.modules)
        }
        more = {
            at: read(tree[module.path.decode()].encode(), module.language)
            for at, module in enumerate(graph.modules)
        }
        question = replace(question, uses=uses_of(graph, facts, lookup, more))
    if any(map(speaks_of_terms, spec.rules)):
        question = replace(question, vocabulary=vocabulary_of(spec, tree))
    if any(map(speaks_of_families, spec.rules)):
        question = replace(question, families=families_of(tree, spec))
    if not any(map(speaks_of_services, spec.rules)):
        return question
    return asked_of(question, spec.components, services_of(tree, graph))


def vocabulary_of(spec: Spec, tree: Mapping[str, str]) -> Vocabulary:
    """What the components of a tree of files say of terms."""
    facts = [
        (path.encode(), load_definition_extractor(name).extract(text.encode()))
        for path, text in sorted(tree.items())
        for name in definition_extractors_for(path.rpartition("/")[2].encode())
    ]
    return compared(gathered(facts, by_components(spec.components)))


def families_of(tree: Mapping[str, str], spec: Spec) -> tuple[Family, ...]:
    """The families across components in a tree of files."""
    part_of = by_components(spec.components)
    units = [
        Unit(path.encode(), part_of(path.encode()), "", fragment)
        for path, text in tree.items()
        for language in fragment_extractors_for(path.rpartition("/")[2].encode())
        for fragment in extract_fragments(text.encode(), language).fragments
    ]
    large = [
        unit
        for unit in units
        if unit.fragment.tokens >= Criteria().tokens and has_structure(unit.fragment)
    ]
    kinds = kinds_of(large, Criteria())
    return tuple(families_among(kinds, units_compared(kinds, Criteria()), Criteria()))


def services_of(tree: Mapping[str, str], graph: SystemGraph) -> ServiceGraph:
    """The services of a tree of files."""
    read = {path.encode(): text for path, text in tree.items()}
    tests = frozenset(module.path for module in graph.modules if module.is_test)
    files = [
        FactFile(path, name, _service_facts(path, text, name))
        for path, text in sorted(read.items())
        if path not in tests and not is_test_code(path)
        for name in service_extractors_for(path.rpartition(b"/")[2])
    ]
    manifests = {path: facts for path, text in read.items() if (facts := _facts(path, text, ""))}
    folders = frozenset(path.rpartition(b"/")[0] for path in read)
    return link(TreeFacts(tuple(files), manifests, folders))


class TreeNames:
    """Implements graph.names.Names over texts."""

    def __init__(self, graph: SystemGraph, tree: Mapping[str, str]) -> None:
        self._graph = graph
        self._tree = tree

    def of(self, positions: Iterable[int], /) -> dict[int, ModuleNames]:
        """See Names.of."""
        return {position: self._names(position) for position in set(positions)}

    def may_define(self, position: int, name: str, /) -> bool:
        """See Names.may_define."""
        module = self._graph.modules[position]
        content = self._tree[module.path.decode()].encode()
        return load_language(module.language).may_define(content, name)

    def _names(self, position: int) -> ModuleNames:
        module = self._graph.modules[position]
        facts = _facts(module.path, self._tree[module.path.decode()], module.language)[0]
        references = [
            (dependency, self._graph.modules[dependency.target])
            for dependency in self._graph.internal
            if dependency.source == position
        ]
        used = load_language(module.language).names_used(module, references, facts)
        return ModuleNames(used, facts.exports)


def _service_facts(path: bytes, text: str, extractor: str) -> ServiceFacts:
    (found,) = extract_service_batch([(job_key(extractor, path), text.encode())])
    return msgspec.msgpack.decode(found, type=ServiceFacts)


def _facts(path: bytes, text: str, language: str) -> list[FileFacts]:
    return [
        decoded(extract_batch([(job_key(name, path), text.encode())])[0]) or FileFacts()
        for name in extractors_for(path)
        if EXTRACTORS[name].language == language
    ]
