"""Entries of `include`: the rules of a pack, held against the components of this spec."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from driftscan.model.rule import Rule
from driftscan.spec.meaning.layers import read_layers
from driftscan.spec.meaning.names import Names
from driftscan.spec.meaning.packs import Pack, PackRule, load_pack
from driftscan.spec.meaning.rules import read_rule
from driftscan.spec.packs import pack_names
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.layers import LayersShape
from driftscan.spec.shapes.reader import reader
from driftscan.spec.shapes.sections import IncludeShape
from driftscan.spec.tree import Path, Problems

SECTION = "include"

Entry = str | IncludeShape
_plain = reader(IncludeShape)


def read_includes(
    entries: Sequence[tuple[Path, Entry]], names: Names, problems: Problems
) -> Iterator[tuple[Path, Rule]]:
    """The rules of every pack, each with the place of the entry that includes it."""
    seen: set[str] = set()
    for path, entry in entries:
        shape = entry if isinstance(entry, IncludeShape) else _plain({"pack": entry})
        name = shape.pack
        if name not in pack_names():
            problems.add(
                path,
                f"there is no rule pack {quoted(name)}",
                word=name,
                among=pack_names(),
                otherwise=f"there are {', '.join(pack_names())}",
            )
        elif name in seen:
            problems.add(path, f"pack {quoted(name)} is included twice; include it once")
        else:
            yield from _rules(load_pack(name), shape, path, names, problems)
        seen.add(name)


def _rules(
    pack: Pack, shape: IncludeShape, path: Path, names: Names, problems: Problems
) -> Iterator[tuple[Path, Rule]]:
    known = tuple(rule.name for rule in pack.rules)
    for name in shape.without:
        if name not in known:
            problems.add(
                path,
                f"pack {quoted(pack.name)} has no rule {quoted(name)}",
                word=name,
                among=known,
                otherwise=f"its rules are {', '.join(map(quoted, known))}",
            )
    for rule in pack.rules:
        if rule.name not in shape.without and (read := _rule(pack, rule, path, names, problems)):
            severity = shape.severity or read.head.severity
            head = replace(read.head, severity=severity, owner=shape.owner)
            yield path, replace(read, head=head)


def _rule(
    pack: Pack, packed: PackRule, path: Path, names: Names, problems: Problems
) -> Rule | None:
    """The rule; what doesn't fit this spec is told at the entry, with the way out."""
    own = Problems(problems.tree)
    stated = packed.shape
    if isinstance(stated, LayersShape):
        rule: Rule | None = read_layers(stated, path, names, own)
    else:
        rule = read_rule(stated, path, names, own)
    for problem in own.found:
        problems.add(
            path,
            f"rule {quoted(packed.name)} of pack {quoted(pack.name)} does not fit: {problem.text}; "
            f"or leave the rule out with {{pack: {pack.name}, except: [{packed.name}]}}",
        )
    if own.found or rule is None:
        return None
    head = replace(
        rule.head,
        name=f"{pack.name}: {packed.name}",
        reason=rule.head.reason or packed.why,
        pack=pack.name,
    )
    return replace(rule, head=head)
