"""Entries of `rules` to rules: names, sides and members."""

from collections.abc import Callable
from typing import Any

from driftscan.model.rule import (
    Acyclic,
    AllowOnly,
    Covered,
    Deny,
    Independent,
    Rule,
)
from driftscan.spec.meaning.arrows import (
    EVERY_EXTERNAL,
    EVERYTHING,
    NO_EXTERNAL,
    Arrow,
    full_arrow,
    read_arrow,
    refuse_dev_external,
    refuse_itself,
    refuse_no_external,
    source_side,
    target_side,
)
from driftscan.spec.meaning.capabilities import read_one_implementation
from driftscan.spec.meaning.components import read_public_rule
from driftscan.spec.meaning.dated import read_deprecate, read_expect
from driftscan.spec.meaning.definition_rules import read_one_definition
from driftscan.spec.meaning.every import read_every
from driftscan.spec.meaning.family_rules import read_no_duplicates
from driftscan.spec.meaning.names import ALL_COMPONENTS, Names, members_of
from driftscan.spec.meaning.protection import read_private, read_protect
from driftscan.spec.meaning.rule_head import (
    kinds_of,
    refuse_services_inside,
    refuse_services_passing_on,
    rule_head,
    words_of,
)
from driftscan.spec.meaning.service_rules import (
    read_chain,
    read_contracts,
    read_no_bypass,
    read_no_shared_data,
    read_one_owner,
)
from driftscan.spec.meaning.validity import several
from driftscan.spec.meaning.words import STAR, is_pattern
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.capabilities import OneImplementationShape
from driftscan.spec.shapes.definition_rules import OneDefinitionShape
from driftscan.spec.shapes.demands import DeprecateShape, EveryShape
from driftscan.spec.shapes.family_rules import NoDuplicatesShape
from driftscan.spec.shapes.rules import (
    AcyclicShape,
    AllowOnlyShape,
    CoveredShape,
    DenyShape,
    ExpectShape,
    IndependentShape,
    InsideShape,
    PrivateShape,
    ProtectShape,
    PublicShape,
    RuleShape,
)
from driftscan.spec.shapes.service_rules import (
    ChainShape,
    ContractsShape,
    NoBypassShape,
    NoSharedDataShape,
    OneOwnerShape,
)
from driftscan.spec.tree import Path, Problems
from driftscan.spec.vocabulary import REEXPORTS


def read_rule(shape: RuleShape, path: Path, names: Names, problems: Problems) -> Rule | None:
    """The rule; None when not even its name can be told, which is added to problems."""
    return _READERS[type(shape)](shape, path, names, problems)


def _deny(shape: DenyShape, path: Path, names: Names, problems: Problems) -> Rule | None:
    place = (*path, "deny")
    arrow = full_arrow(read_arrow(shape.deny, place, problems), place, problems)
    if arrow is None:
        return None
    refuse_no_external(arrow, place, problems)
    source = source_side(arrow.sources, place, names, problems)
    target = target_side(arrow.targets, place, names, problems)
    refuse_itself(arrow, source, target, place, problems)
    if shape.through_others == REEXPORTS:
        refuse_services_passing_on(shape.via, path, problems)
    return Deny(
        head=rule_head(shape, f"deny {arrow.text}", path, problems),
        source=source,
        target=target,
        via=kinds_of(shape.via, path, problems),
        through_others=shape.through_others is True,
        reexports=shape.through_others == REEXPORTS,
    )


def _allow_only(shape: AllowOnlyShape, path: Path, names: Names, problems: Problems) -> Rule | None:
    place = (*path, "allow_only")
    arrow = read_arrow(shape.allow_only, place, problems)
    if arrow is None:
        return None
    if not arrow.sources:
        problems.add(place, "the side left of the arrow is empty; name at least one component")
        return None
    _refuse_no_limit(arrow, place, problems)
    refuse_dev_external(arrow, place, problems)
    target = target_side(arrow.targets, place, names, problems)
    named = bool(target.externals) or NO_EXTERNAL in arrow.targets
    return AllowOnly(
        head=rule_head(shape, f"allow_only {', '.join(arrow.sources)}", path, problems),
        source=source_side(arrow.sources, place, names, problems),
        target=target,
        limits_externals=named and not target.every_external,
        via=kinds_of(shape.via, path, problems),
    )


def _refuse_no_limit(arrow: Arrow, path: Path, problems: Problems) -> None:
    """What allows everything, or both some and none, is a mistake."""
    packages = [word for word in arrow.targets if word.startswith("external:")]
    if NO_EXTERNAL in packages and len(packages) > 1:
        problems.add(path, "'external:none' beside other external packages; remove one of the two")
    elif EVERYTHING in arrow.targets and set(packages) <= {EVERY_EXTERNAL}:
        problems.add(path, "this allows everything, so it says nothing; name what is allowed")


def _independent(
    shape: IndependentShape, path: Path, names: Names, problems: Problems
) -> Independent:
    place = (*path, "independent")
    words = words_of(shape.independent)
    members = several(words, place, names, problems)
    if shape.through_others == REEXPORTS:
        refuse_services_passing_on(shape.via, path, problems)
    return Independent(
        head=rule_head(shape, f"independent {', '.join(words)}", path, problems),
        members=members,
        via=kinds_of(shape.via, path, problems),
        through_others=shape.through_others is True,
        reexports=shape.through_others == REEXPORTS,
    )


def _acyclic(shape: AcyclicShape, path: Path, names: Names, problems: Problems) -> Acyclic:
    place = (*path, "acyclic")
    via = kinds_of(shape.via, path, problems)
    if isinstance(shape.acyclic, InsideShape):
        refuse_services_inside(shape.via, path, problems)
        words = words_of(shape.acyclic.components)
        if not words:
            problems.add(place, "'in' is empty; name at least one component")
        head = rule_head(shape, f"acyclic in {', '.join(words)}", path, problems)
        inside = tuple(dict.fromkeys(members_of(words, (*place, "in"), names, problems)))
        return Acyclic(
            head=head,
            inside=inside,
            depth=shape.acyclic.depth,
            besides=shape.acyclic.besides,
            via=via,
        )
    words = words_of(shape.acyclic)
    head = rule_head(shape, f"acyclic {', '.join(words)}", path, problems)
    if len(words) == 1 and words[0] in names.kind_by_component and not is_pattern(words[0]):
        problems.add(
            place, f"{quoted(words[0])} is one component; write {{in: {words[0]}}} for its inside"
        )
        return Acyclic(head=head, inside=words, via=via)
    if words == (ALL_COMPONENTS,):
        if names.patterns:
            return Acyclic(head=head, members=(STAR,), via=via)
        words = names.meant_by(STAR)
    return Acyclic(head=head, members=several(words, place, names, problems), via=via)


def _covered(shape: CoveredShape, path: Path, _names: Names, problems: Problems) -> Covered:
    name = f"covered {', '.join(shape.covered)}"
    if not shape.covered:
        problems.add((*path, "covered"), "'covered' is empty; name at least one path")
    return Covered(head=rule_head(shape, name, path, problems), paths=shape.covered)


# Any: each reader takes the one shape it stands under.
_READERS: dict[type, Callable[[Any, Path, Names, Problems], Rule | None]] = {
    DenyShape: _deny,
    AllowOnlyShape: _allow_only,
    ExpectShape: read_expect,
    DeprecateShape: read_deprecate,
    IndependentShape: _independent,
    AcyclicShape: _acyclic,
    NoSharedDataShape: read_no_shared_data,
    OneImplementationShape: read_one_implementation,
    OneOwnerShape: read_one_owner,
    NoBypassShape: read_no_bypass,
    ChainShape: read_chain,
    ContractsShape: read_contracts,
    NoDuplicatesShape: read_no_duplicates,
    OneDefinitionShape: read_one_definition,
    ProtectShape: read_protect,
    PrivateShape: read_private,
    PublicShape: read_public_rule,
    CoveredShape: _covered,
    EveryShape: read_every,
}
