"""Entries about what services share and promise each other: rules, and the section `data`."""

from collections.abc import Iterator

from driftscan.model.rule import (
    Chain,
    Contracts,
    DataOwner,
    NoBypass,
    NoSharedData,
    OneOwner,
    RuleHead,
)
from driftscan.spec.meaning.names import Names, check_component, members_of
from driftscan.spec.meaning.rule_head import kinds_of, rule_head, words_of
from driftscan.spec.meaning.validity import repeated, several
from driftscan.spec.problem import quoted
from driftscan.spec.shapes.read import Shapes
from driftscan.spec.shapes.sections import DataShape
from driftscan.spec.shapes.service_rules import (
    ChainShape,
    ContractsShape,
    NoBypassShape,
    NoSharedDataShape,
    OneOwnerShape,
)
from driftscan.spec.tree import Path, Problems

SECTION = "data"


def read_no_shared_data(
    shape: NoSharedDataShape, path: Path, names: Names, problems: Problems
) -> NoSharedData:
    """Who shares nothing."""
    words = words_of(shape.no_shared_data)
    return NoSharedData(
        head=rule_head(shape, f"no_shared_data {', '.join(words)}", path, problems),
        members=several(words, (*path, "no_shared_data"), names, problems),
    )


def read_one_owner(shape: OneOwnerShape, path: Path, names: Names, problems: Problems) -> OneOwner:
    """Of whom one writes each data set."""
    words = words_of(shape.one_owner)
    return OneOwner(
        head=rule_head(shape, f"one_owner {', '.join(words)}", path, problems),
        members=several(words, (*path, "one_owner"), names, problems),
    )


def read_no_bypass(shape: NoBypassShape, path: Path, names: Names, problems: Problems) -> NoBypass:
    """Whose data is asked for."""
    words = words_of(shape.no_bypass)
    return NoBypass(
        head=rule_head(shape, f"no_bypass {', '.join(words)}", path, problems),
        members=_some(words, (*path, "no_bypass"), names, problems),
    )


def read_chain(shape: ChainShape, path: Path, names: Names, problems: Problems) -> Chain:
    """Between whom calls are counted."""
    words = words_of(shape.chain)
    name = f"chain {', '.join(words)} of {shape.longest}"
    return Chain(
        head=rule_head(shape, name, path, problems),
        members=several(words, (*path, "chain"), names, problems),
        longest=shape.longest,
        via=kinds_of(shape.via, path, problems),
    )


def read_contracts(
    shape: ContractsShape, path: Path, names: Names, problems: Problems
) -> Contracts:
    """Whose endpoints and topics are meant."""
    words = words_of(shape.contracts)
    return Contracts(
        head=rule_head(shape, f"contracts {', '.join(words)}", path, problems),
        members=_some(words, (*path, "contracts"), names, problems),
        unused=shape.unused,
    )


def read_data(shapes: Shapes, names: Names, problems: Problems) -> Iterator[tuple[Path, DataOwner]]:
    """The rule that each entry of `data` is. Who decides about it is the owner's owner."""
    owner_of = {name: each.owner for name, each in (shapes.file.components or {}).items()}
    for name, shape in (shapes.file.data or {}).items():
        path = (SECTION, name)
        _check_name(name, path, problems)
        check_component(shape.owner, (*path, "owner"), names, problems)
        readers = _readers(shape, path, names, problems)
        yield (
            path,
            DataOwner(
                head=RuleHead(
                    name=f"{SECTION} {name}",
                    severity=shape.severity,
                    reason=shape.reason,
                    owner=owner_of.get(shape.owner, ""),
                    adr=shape.adr,
                    until=shape.until,
                    line=problems.tree.position(path).line,
                ),
                named=name,
                owner=shape.owner,
                readers=readers,
            ),
        )


def _readers(shape: DataShape, path: Path, names: Names, problems: Problems) -> tuple[str, ...]:
    place = (*path, "readers")
    for word in repeated(shape.readers):
        problems.add(place, f"{quoted(word)} is named twice; name it once")
    if shape.owner in shape.readers:
        problems.add(place, f"{quoted(shape.owner)} is the owner, who reads anyway; remove it")
    return tuple(dict.fromkeys(members_of(shape.readers, place, names, problems)))


def _check_name(name: str, path: Path, problems: Problems) -> None:
    if not all(part.strip() for part in name.split("/")):
        problems.add(
            path,
            f"data set {quoted(name)} has an empty part; write NAME, STORE/NAME or "
            "STORE/DATABASE/NAME",
        )


def _some(words: tuple[str, ...], path: Path, names: Names, problems: Problems) -> tuple[str, ...]:
    """One component or more."""
    if not words:
        problems.add(path, "this names no component; name one at least")
    for word in repeated(words):
        problems.add(path, f"{quoted(word)} is named twice; name it once")
    return tuple(dict.fromkeys(members_of(words, path, names, problems)))
