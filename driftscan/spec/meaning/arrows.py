"""Arrows: 'analytics -> billing', or {from: [...], to: [...]}, to the two sides of a rule."""

from msgspec import Struct

from driftscan.model.rule import Side
from driftscan.spec.meaning.names import Names, members_of
from driftscan.spec.meaning.validity import both_sides, sides_problem
from driftscan.spec.meaning.words import trimmed_word
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.rule_parts import ArrowShape
from driftscan.spec.tree import Path, Problems

EVERYTHING = "*"
EXTERNAL = "external:"
EVERY_EXTERNAL = "external:*"
NO_EXTERNAL = "external:none"
DEV_EXTERNAL = "external:dev"
# What may stand behind 'external:' and is no package.
_SPECIAL = frozenset({"*", "none", "dev", ""})


class Arrow(Struct, frozen=True):
    """The words on both sides, as written; a side may be empty where the rule allows it."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]

    @property
    def text(self) -> str:
        """How names and messages write it: 'a, b->c'."""
        return f"{', '.join(self.sources)}->{', '.join(self.targets)}"


def read_arrow(value: str | ArrowShape, path: Path, problems: Problems) -> Arrow | None:
    """The arrow as words; None when it is none, which is added to problems."""
    if isinstance(value, ArrowShape):
        return Arrow(trimmed(value.sources), trimmed(value.targets))
    sides = value.split("->")
    words = [trimmed(side.split(",")) for side in sides]
    if len(sides) == 2 and all(all(side) for side in words):
        return Arrow(*words)
    problems.add(
        path,
        f"{quoted(value)} is not an arrow between names; write one '->' with a name, or several "
        f"with commas, on both sides, for example {path[-1]}: analytics -> billing",
    )
    return None


def trimmed(words: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Words without space around them or after 'external:' and 'tag:'."""
    return tuple(
        EXTERNAL + word.removeprefix(EXTERNAL).strip() if word.startswith(EXTERNAL) else word
        for word in map(trimmed_word, words)
    )


def source_side(words: tuple[str, ...], path: Path, names: Names, problems: Problems) -> Side:
    """The left of an arrow: components, kinds or '*'."""
    for word in words:
        if word.startswith(EXTERNAL):
            problems.add(
                path,
                f"{quoted(word)} stands left of the arrow; external packages do not depend on your "
                "code, name them on the right",
            )
    return _side(words, path, names, problems)


def target_side(words: tuple[str, ...], path: Path, names: Names, problems: Problems) -> Side:
    """The right of an arrow: components, kinds, external packages or '*'."""
    for word in words:
        if word == EXTERNAL:
            problems.add(
                path, "'external:' needs the name of a package, for example external:requests"
            )
    return _side(words, path, names, problems)


def refuse_no_external(arrow: Arrow, path: Path, problems: Problems) -> None:
    """Only allow_only can say 'no external package'."""
    if NO_EXTERNAL in arrow.targets:
        problems.add(
            path,
            "'external:none' fits allow_only only; to forbid all external packages "
            "write deny: billing -> external:*",
        )


def refuse_dev_external(arrow: Arrow, path: Path, problems: Problems) -> None:
    """What only development needs can be kept out, or be protected; more makes no sense."""
    if DEV_EXTERNAL in arrow.targets:
        problems.add(
            path,
            f"'external:dev' does not fit {path[-1]}; it fits deny, protect and deprecate: write "
            "deny: billing -> external:dev",
        )


def refuse_itself(arrow: Arrow, source: Side, target: Side, path: Path, problems: Problems) -> None:
    """A rule between a thing and itself says nothing."""
    shared = sorted(set(arrow.sources) & set(arrow.targets))
    problem = both_sides(shared[0]) if shared else sides_problem(source, target)
    if problem:
        problems.add(path, problem)


def full_arrow(arrow: Arrow | None, path: Path, problems: Problems) -> Arrow | None:
    """The arrow if both its sides name something."""
    if arrow and not (arrow.sources and arrow.targets):
        problems.add(path, "one side of the arrow is empty; name at least one component on each")
        return None
    return arrow


def _side(words: tuple[str, ...], path: Path, names: Names, problems: Problems) -> Side:
    inner = [word for word in words if word != EVERYTHING and not word.startswith(EXTERNAL)]
    packages = [word.removeprefix(EXTERNAL) for word in words if word.startswith(EXTERNAL)]
    return Side(
        text=", ".join(words),
        components=tuple(sorted(set(members_of(inner, path, names, problems)))),
        externals=tuple(sorted(set(packages) - _SPECIAL)),
        dev_externals=DEV_EXTERNAL in words,
        every_external=EVERY_EXTERNAL in words,
        everything=EVERYTHING in words,
    )
