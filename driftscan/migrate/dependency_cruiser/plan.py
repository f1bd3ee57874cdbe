"""What a rule of dependency-cruiser demands, before the tree is divided into components."""

from msgspec import Struct

from driftscan.migrate.areas.area import Area, Under, Within, Without, less
from driftscan.migrate.areas.overlap import contains
from driftscan.migrate.areas.parts import NotPlainError
from driftscan.migrate.dependency_cruiser.config import CruiserRule
from driftscan.migrate.dependency_cruiser.groups import SAME, Pair, has_references, pairs
from driftscan.migrate.dependency_cruiser.kinds import Kinds, kinds_of
from driftscan.migrate.dependency_cruiser.outside import Outside, forbidden, permitted
from driftscan.migrate.dependency_cruiser.paths import Paths, area_of, expressions, paths_of


class Ban(Struct, frozen=True, kw_only=True):
    """Some code may not depend on other code.

    source: None for everything. target: None for no code of the tree; everything: for all of it.
    words: external packages. only: the packages of words are the only ones allowed.
    peers: a path with one `*`: each folder that it means is apart from the others.
    rest: the target is all code but for what it names.
    otherwise: what is not as in the original, as ends of sentences.
    """

    rule: CruiserRule
    source: Area | None
    target: Area | None
    everything: bool = False
    rest: bool = False
    words: tuple[str, ...] = ()
    only: bool = False
    peers: str = ""
    via: str = ""
    through_others: bool = False
    otherwise: tuple[str, ...] = ()


def bans_of(rule: CruiserRule, directory: str) -> list[Ban]:
    """What a forbidden or allowed rule speaks of. Raises NotPlainError with what has no equal."""
    source = expressions(rule.source, "path")
    target = expressions(rule.target, "path")
    besides = expressions(rule.target, "pathNot")
    if not has_references([*target, *besides]):
        return [_ban(rule, Pair(tuple(source), tuple(target), tuple(besides)), directory)]
    return [_ban(rule, pair, directory) for pair in pairs(source, target, besides)]


def _ban(rule: CruiserRule, pair: Pair, directory: str) -> Ban:
    own = paths_of(pair.source, directory)
    not_own = paths_of(expressions(rule.source, "pathNot"), directory)
    packages_only = not kinds_of(rule.target, names_packages=True).files
    target = paths_of(pair.target, directory, packages_only)
    besides = paths_of(pair.besides, directory, packages_only)
    wanted = target if pair.target else None
    _refuse(pair, own, target)
    kinds = kinds_of(rule.target, names_packages=bool(target.packages.whole))
    if kinds.refused:
        raise NotPlainError(kinds.refused)
    peers = _peers(own, target, besides) if _is_about_peers(pair) else ""
    source_area = area_of(own if pair.source else None, not_own, everywhere=True)
    plain = Paths(tuple(g for g in besides.globs if SAME not in g))
    target_area = area_of(wanted, plain, everywhere=False) if kinds.files else None
    everything = kinds.files and wanted is None and target_area is None
    if everything and source_area is None and not peers:
        raise NotPlainError("forbids every dependency")
    outside = _outside(rule, wanted, besides, kinds)
    if outside.only and source_area is None:
        source_area = Without(Under(()))  # `*` in allow_only is only code that has a component
    if not everything and target_area is None and not outside.words:
        raise NotPlainError("has nothing in its `to` that a rule can speak of")
    return Ban(
        rule=rule,
        source=_of_peers(source_area, peers),
        target=target_area,
        everything=everything,
        rest=kinds.files and wanted is None and target_area is not None,
        words=outside.words,
        only=outside.only,
        peers=peers,
        via=kinds.via,
        through_others=rule.target.get("reachable").value is True,
        otherwise=(
            *_widened(own, not_own, target, besides),
            *_unread_source(pair, own),
            *outside.otherwise,
            *([kinds.otherwise] if kinds.otherwise else []),
        ),
    )


def _refuse(pair: Pair, own: Paths, target: Paths) -> None:
    """Raises NotPlainError for what no rule can begin with."""
    if pair.source and not own.globs:
        raise NotPlainError("speaks of code in node_modules, which is not read")
    if target.packages.vague:
        raise NotPlainError(f"no word means the packages {target.packages.vague[0]}")


def _outside(rule: CruiserRule, wanted: Paths | None, besides: Paths, kinds: Kinds) -> Outside:
    """The packages that the rule is about. Raises NotPlainError."""
    if not kinds.packages:
        return Outside()
    named = wanted.packages if wanted else None
    if rule.section == "allowed":
        return permitted(named, besides.packages)
    found = forbidden(named, besides.packages, kinds)
    if wanted and not wanted.globs and not found.words and wanted.packages.inside:
        raise NotPlainError(
            f"{wanted.packages.inside[0][0]} is only a part of a package, and a rule speaks of "
            "whole ones"
        )
    return found


def _unread_source(pair: Pair, own: Paths) -> list[str]:
    if not pair.source or not own.packages.are_named:
        return []
    return ["code in node_modules is not read, so the rule is about the rest of its `from`"]


def _is_about_peers(pair: Pair) -> bool:
    return any(SAME in text for text in (*pair.source, *pair.target, *pair.besides))


def _peers(own: Paths, target: Paths, besides: Paths) -> str:
    """The path of folders that may not use one another. Raises NotPlainError."""
    if any(SAME in glob for glob in target.globs):
        raise NotPlainError("speaks of code with the same name, which no rule does")
    if len(own.globs) != 1 or "*" in own.globs[0] or own.globs[0].split("/").count(SAME) != 1:
        raise NotPlainError("names folders by more than one part of their path")
    if own.globs[0] == SAME:
        raise NotPlainError("keeps all folders of the root apart; name them in `independent`")
    if not any(contains(glob, own.globs[0]) for glob in besides.globs if SAME in glob):
        raise NotPlainError("does not leave out what has the same name")
    return own.globs[0].replace(SAME, "*")


def _of_peers(area: Area | None, peers: str) -> Area | None:
    """An area with SAME as any name."""
    if not peers or area is None:
        return area
    match area:
        case Under(globs):
            return Under(tuple(glob.replace(SAME, "*") for glob in globs))
        case Within((inner, Without(outer))):
            return less(_of_peers(inner, peers) or inner, outer)
    return area


def _widened(*found: Paths) -> list[str]:
    parts = dict.fromkeys(part for each in found for part in each.widened)
    return [f"{part} was read as anything within a name" for part in parts]
