"""A system as it is: the graph, and who each module belongs to."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from driftscan.graph.components import Territory
from driftscan.graph.names import Names
from driftscan.graph.system import SystemGraph
from driftscan.model.expansion import Meaningless
from driftscan.model.fact import SuppressionFact
from driftscan.model.scan import Coverage
from driftscan.model.spec import Spec
from driftscan.owners.codeowners import NO_CODE_OWNERS, CodeOwners
from driftscan.owners.ownership import Ownership
from driftscan.sources.source import Source
from driftscan.stages.caches import Caches
from driftscan.stages.survey import Survey
from driftscan.stages.target import Place


class Map(Struct, frozen=True):
    """place, source: what was read. spec: an empty one (file '') if there is no target state.

    Its patterns and words are spelled out, and what of them means nothing here is meaningless.
    stated: the spec as it is written, for another tree.
    territory: which module belongs to which component. folders: those that hold any file.
    code_owners: the CODEOWNERS file that counts.
    suppressions: comments in the code that silence a rule, by path.
    names: which names modules take from each other, read when first asked for.
    survey: what the graph was made of. caches, workers: for what is read only if it is asked for.
    """

    place: Place
    spec: Spec
    stated: Spec
    source: Source
    graph: SystemGraph
    territory: Territory
    coverage: Coverage
    names: Names
    survey: Survey
    caches: Caches
    workers: int
    folders: tuple[bytes, ...] = ()
    code_owners: CodeOwners = NO_CODE_OWNERS
    suppressions: Mapping[bytes, Sequence[SuppressionFact]] = {}
    meaningless: tuple[Meaningless, ...] = ()

    @property
    def ownership(self) -> Ownership:
        """Who owns what."""
        return Ownership(self.territory, self.graph.modules, self.code_owners)
