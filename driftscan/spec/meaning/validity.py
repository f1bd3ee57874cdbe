"""What must hold between the components of one rule, whenever it is known which they are."""

from collections import Counter
from collections.abc import Iterable, Sequence

from driftscan.model.rule import Side
from driftscan.spec.meaning.names import Names, members_of
from driftscan.spec.problem import quoted
from driftscan.spec.tree import Path, Problems

_ENOUGH = 2


def repeated(words: Iterable[str]) -> list[str]:
    """Words that stand there more than once, sorted."""
    return sorted(word for word, count in Counter(words).items() if count > 1)


def members_problem(members: Sequence[str]) -> str:
    """Two or more different components are needed; '' if it is so."""
    if twice := repeated(members):
        return f"{quoted(twice[0])} is named twice; name each component once"
    if len(members) >= _ENOUGH:
        return ""
    only = f"only {quoted(members[0])}" if members else "nothing"
    return f"this names {only}; name two components or more, or a kind that several have"


def several(
    words: tuple[str, ...], path: Path, names: Names, problems: Problems
) -> tuple[str, ...]:
    """Two or more different components, in the order written; with patterns that is seen later."""
    before = len(problems.found)
    members = tuple(members_of(words, path, names, problems))
    problem = members_problem(members)
    is_final = names.all_kinds_known and not names.patterns
    if problem and (len(members) > 1 or (len(problems.found) == before and is_final)):
        problems.add(path, problem)
    return members


def order_problems(members: Iterable[str]) -> list[str]:
    """No name may stand in two layers."""
    return [f"{quoted(name)} stands in two layers; name it once" for name in repeated(members)]


def sides_problem(source: Side, target: Side) -> str:
    """A rule between a component and itself says nothing; '' if it is not one."""
    open_ended = source.everything or target.everything or target.every_external
    if open_ended or target.externals or len(target.components) != 1:
        return ""
    return both_sides(target.components[0]) if source.components == target.components else ""


def both_sides(word: str) -> str:
    """What is said of a word that stands left and right."""
    return (
        f"{quoted(word)} stands on both sides of the arrow; a rule speaks of two different things, "
        "use independent or acyclic for members of one group"
    )
