"""Entries of `rules` to rules: names, sides and members."""

from collections.abc import Sequence

from driftscan.model.rule import (
    Acyclic,
    AllowOnly,
    Covered,
    Deny,
    Expect,
    Independent,
    Rule,
    RuleHead,
)
from driftscan.spec.meaning.arrows import (
    EVERY_EXTERNAL,
    EVERYTHING,
    NO_EXTERNAL,
    Arrow,
    read_arrow,
    refuse_itself,
    refuse_no_external,
    source_side,
    target_side,
)
from driftscan.spec.meaning.names import Names, check_component, members_of, repeated
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.rules import (
    AcyclicShape,
    AllowOnlyShape,
    CoveredShape,
    DenyShape,
    ExpectShape,
    HeadShape,
    IndependentShape,
    InsideShape,
    RuleShape,
)
from driftscan.spec.tree import Path, Problems
from driftscan.spec.vocabulary import REEXPORTS, dependency_kinds

ALL_COMPONENTS = "components"


def read_rule(shape: RuleShape, path: Path, names: Names, problems: Problems) -> Rule | None:
    """The rule; None when not even its name can be told, which is added to problems."""
    match shape:
        case DenyShape():
            return _deny(shape, path, names, problems)
        case AllowOnlyShape():
            return _allow_only(shape, path, names, problems)
        case ExpectShape():
            return _expect(shape, path, names, problems)
        case IndependentShape():
            return _independent(shape, path, names, problems)
        case AcyclicShape():
            return _acyclic(shape, path, names, problems)
        case CoveredShape():
            name = f"covered {', '.join(shape.covered)}"
            if not shape.covered:
                problems.add((*path, "covered"), "'covered' is empty; name at least one path")
            return Covered(head=rule_head(shape, name, path, problems), paths=shape.covered)


def rule_head(shape: HeadShape, default: str, path: Path, problems: Problems) -> RuleHead:
    """What every rule has; default is the name of one that gives none."""
    return RuleHead(
        name=" ".join(shape.name.split()) or default,
        severity=shape.severity,
        reason=shape.reason,
        owner=shape.owner,
        adr=shape.adr,
        line=problems.tree.position(path).line,
    )


def kinds_of(via: tuple[str, ...], path: Path, problems: Problems) -> tuple[str, ...]:
    """The kinds of dependency a `via` means; an empty list would silently mean any."""
    if not via and problems.tree.has((*path, "via")):
        message = "'via' is empty; name a kind such as import, or remove the key"
        problems.add((*path, "via"), message)
    return dependency_kinds(via)


def _deny(shape: DenyShape, path: Path, names: Names, problems: Problems) -> Rule | None:
    place = (*path, "deny")
    arrow = _full_arrow(read_arrow(shape.deny, place, problems), place, problems)
    if arrow is None:
        return None
    refuse_no_external(arrow, place, problems)
    source = source_side(arrow.sources, place, names, problems)
    target = target_side(arrow.targets, place, names, problems)
    refuse_itself(arrow, source, target, place, problems)
    return Deny(
        head=rule_head(shape, f"deny {arrow.text}", path, problems),
        source=source,
        target=target,
        via=kinds_of(shape.via, path, problems),
        through_others=shape.through_others is True,
        reexports=shape.through_others == REEXPORTS,
    )


def _expect(shape: ExpectShape, path: Path, names: Names, problems: Problems) -> Rule | None:
    place = (*path, "expect")
    arrow = _full_arrow(read_arrow(shape.expect, place, problems), place, problems)
    if arrow is None:
        return None
    refuse_no_external(arrow, place, problems)
    source = source_side(arrow.sources, place, names, problems)
    target = target_side(arrow.targets, place, names, problems)
    refuse_itself(arrow, source, target, place, problems)
    return Expect(
        head=rule_head(shape, f"expect {arrow.text}", path, problems),
        source=source,
        target=target,
        via=kinds_of(shape.via, path, problems),
        by=shape.by,
    )


def _full_arrow(arrow: Arrow | None, path: Path, problems: Problems) -> Arrow | None:
    """The arrow if both its sides name something."""
    if arrow and not (arrow.sources and arrow.targets):
        problems.add(path, "one side of the arrow is empty; name at least one component on each")
        return None
    return arrow


def _allow_only(shape: AllowOnlyShape, path: Path, names: Names, problems: Problems) -> Rule | None:
    place = (*path, "allow_only")
    arrow = read_arrow(shape.allow_only, place, problems)
    if arrow is None:
        return None
    if not arrow.sources:
        problems.add(place, "the side left of the arrow is empty; name at least one component")
        return None
    _refuse_no_limit(arrow, place, problems)
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
    words = _words(shape.independent)
    members = _members(words, place, names, problems)
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
        inside = shape.acyclic.component
        check_component(inside, (*place, "in"), names, problems)
        head = rule_head(shape, f"acyclic in {inside}", path, problems)
        return Acyclic(head=head, inside=inside, via=via)
    words = _words(shape.acyclic)
    head = rule_head(shape, f"acyclic {', '.join(words)}", path, problems)
    if len(words) == 1 and words[0] in names.kind_by_component:
        problems.add(
            place, f"{quoted(words[0])} is one component; write {{in: {words[0]}}} for its inside"
        )
        return Acyclic(head=head, inside=words[0], via=via)
    if words == (ALL_COMPONENTS,):
        words = tuple(sorted(names.kind_by_component))
    return Acyclic(head=head, members=_members(words, place, names, problems), via=via)


def _words(value: str | Sequence[str]) -> tuple[str, ...]:
    words = value.split(",") if isinstance(value, str) else value
    return tuple(word.strip() for word in words)


def _members(
    words: tuple[str, ...], path: Path, names: Names, problems: Problems
) -> tuple[str, ...]:
    """Two or more different components, in the order written."""
    before = len(problems.found)
    members = members_of(words, path, names, problems)
    twice = repeated(members)
    if twice:
        problems.add(path, f"{quoted(twice[0])} is named twice; name each component once")
    elif len(members) < 2 and len(problems.found) == before and names.all_kinds_known:
        only = f"only {quoted(members[0])}" if members else "nothing"
        message = f"this names {only}; name two components or more, or a kind that several have"
        problems.add(path, message)
    return tuple(members)
