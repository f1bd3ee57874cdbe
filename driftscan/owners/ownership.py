"""Who owns a module or a component: the spec's word first, then CODEOWNERS."""

from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from driftscan.graph.components import Territory
from driftscan.model.finding import Finding
from driftscan.model.graph import Module
from driftscan.owners.codeowners import NO_CODE_OWNERS, CodeOwners


class Ownership(Struct, frozen=True, dict=True):
    """Several owners of one thing are one text, with spaces between them; '' is nobody."""

    territory: Territory
    modules: Sequence[Module]
    code_owners: CodeOwners = NO_CODE_OWNERS

    def of_module(self, position: int) -> str:
        """The owner of the component that a module belongs to, else those of its path."""
        home = self.territory.home[position]
        declared = self.territory.components[home].owner if home >= 0 else ""
        return declared or " ".join(self._of_path(position))

    def of_component(self, name: str) -> str:
        """The declared owner, else those that CODEOWNERS gives to every one of its modules."""
        declared = self.territory.components[self.territory.index_by_name[name]].owner
        if declared or not self.code_owners.path:
            return declared
        found = [self._of_path(position) for position in self.territory.extent(name)]
        shared = [owner for owner in (found[0] if found else ()) if all(owner in o for o in found)]
        return " ".join(shared)

    def of_path(self, path: bytes) -> str:
        """The owners that CODEOWNERS gives a path."""
        return " ".join(self.code_owners.dialect.owners_of(path)) if self.code_owners.path else ""

    def named(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings with the owners of both their ends."""
        return tuple(
            replace(
                finding,
                source_owner=self._of_end(finding.source, finding.source_component),
                target_owner=self._of_end(finding.target, finding.target_component),
            )
            for finding in findings
        )

    def _of_end(self, shown: str, component: str) -> str:
        position = self._position_by_id.get(shown)
        if position is not None and component == self.territory.home_name(position):
            return self.of_module(position)
        return self.of_component(component) if component in self.territory.index_by_name else ""

    def _of_path(self, position: int) -> tuple[str, ...]:
        return self.code_owners.dialect.owners_of(self.modules[position].path)

    @cached_property
    def _position_by_id(self) -> dict[str, int]:
        return {module.id: position for position, module in enumerate(self.modules)}
