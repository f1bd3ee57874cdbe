"""Where the spec says one owner and CODEOWNERS another."""

from collections.abc import Iterator

from driftscan.model.teamwork import TwoAnswers
from driftscan.owners.ownership import Ownership


def two_answers(ownership: Ownership) -> Iterator[TwoAnswers]:
    """Components whose declared owner is not among those that CODEOWNERS names for their files."""
    if not ownership.code_owners.path:
        return
    owners_of = ownership.code_owners.dialect.owners_of
    territory = ownership.territory
    for component in territory.components:
        declared = set(component.owner.split())
        extent = territory.extent(component.name) if declared else []
        found = [owners_of(ownership.modules[position].path) for position in extent]
        others = [owners for owners in found if owners and declared.isdisjoint(owners)]
        if others:
            named = tuple(sorted({" ".join(owners) for owners in others}))
            yield TwoAnswers(component.name, component.owner, named, len(others), len(found))


def unowned(ownership: Ownership) -> tuple[str, ...]:
    """Components with code that has no owner at all."""
    territory = ownership.territory
    return tuple(
        name
        for at, name in enumerate(territory.names)
        if any(
            home == at and not ownership.of_module(position)
            for position, home in enumerate(territory.home)
        )
    )
