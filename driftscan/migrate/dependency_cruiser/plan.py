"""What a rule of dependency-cruiser demands, before the tree is divided into components."""

from msgspec import Struct

from driftscan.migrate.areas.area import Area, Under, Within, Without, less
from driftscan.migrate.areas.overlap import contains
from driftscan.migrate.areas.parts import NotPlainError
from driftscan.migrate.dependency_cruiser.config import CruiserRule
from driftscan.migrate.dependency_cruiser.groups import SAME, Pair, has_references, pairs
from driftscan.migrate.dependency_cruiser.kinds import kinds_of
from driftscan.migrate.dependency_cruiser.paths import (
    ALL_PACKAGES,
    Paths,
    area_of,
    expressions,
    paths_of,
)


class Ban(Struct, frozen=True, kw_only=True):
    """Some code may not depend on other code.

    source: None for everything. target: None for no code of the tree; everything: for all of it.
    words: external packages. only: the packages of words are the only ones allowed.
    peers: a path with one `*`: each folder that it means is apart from the others.
    rest: the target is all code but for what it names.
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
    wider: tuple[str, ...] = ()


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
    kinds = kinds_of(rule.target, names_packages=bool(target.words))
    if kinds.refused:
        raise NotPlainError(kinds.refused)
    if pair.source and not own.globs:
        raise NotPlainError("speaks of code in node_modules, which is not read")
    if target.vague:
        raise NotPlainError(f"no word means the packages {target.vague[0]}")
    peers = _peers(own, target, besides) if _is_about_peers(pair) else ""
    source_area = area_of(own if pair.source else None, not_own, everywhere=True)
    wanted = target if pair.target else None
    plain = Paths(tuple(g for g in besides.globs if SAME not in g))
    target_area = area_of(wanted, plain, everywhere=False) if kinds.files else None
    everything = kinds.files and wanted is None and target_area is None
    if everything and source_area is None and not peers:
        raise NotPlainError("forbids every dependency")
    words, only = _packages(wanted, besides, kinds.words if not target.words else ())
    return Ban(
        rule=rule,
        source=_of_peers(source_area, peers),
        target=target_area,
        everything=everything,
        rest=kinds.files and wanted is None and target_area is not None,
        words=words if kinds.packages else (),
        only=only and kinds.packages,
        peers=peers,
        via=kinds.via,
        through_others=rule.target.get("reachable").value is True,
        wider=_wider(own, not_own, target, besides, kinds.wider),
    )


def _packages(
    target: Paths | None, besides: Paths, words: tuple[str, ...]
) -> tuple[tuple[str, ...], bool]:
    """Words for packages that may not be used; or, with True, for the only ones that may."""
    wanted = words or ((ALL_PACKAGES,) if target is None else target.words)
    if ALL_PACKAGES in besides.words:
        return (), False
    if besides.words and ALL_PACKAGES in wanted:
        return besides.words, True
    return tuple(word for word in wanted if word not in besides.words), False


def _is_about_peers(pair: Pair) -> bool:
    return any(SAME in text for text in (*pair.source, *pair.target, *pair.besides))


def _peers(own: Paths, target: Paths, besides: Paths) -> str:
    """The path of folders that may not use one another. Raises NotPlainError."""
    if any(SAME in glob for glob in target.globs):
        raise NotPlainError("speaks of code with the same name, which no rule does")
    if len(own.globs) != 1 or "*" in own.globs[0] or own.globs[0].split("/").count(SAME) != 1:
        raise NotPlainError("names folders by more than one part of their path")
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


def _wider(*found: Paths | str) -> tuple[str, ...]:
    parts = [part for each in found if isinstance(each, Paths) for part in each.widened]
    more = [each for each in found if isinstance(each, str) and each]
    read = [f"{part} was read as anything within a name" for part in dict.fromkeys(parts)]
    return (*read, *more)
