"""one_owner: a data set is written by one component, or somebody is declared to own it."""

from collections.abc import Iterator, Mapping, Sequence

from driftscan.checks.data_uses import (
    DataSet,
    data_sets,
    declared,
    is_named,
    key_of,
    places,
    shown,
    writes,
)
from driftscan.checks.findings import End, finding_of
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed
from driftscan.graph.components import NOBODY
from driftscan.model.finding import Finding
from driftscan.model.graph import Access, Kind
from driftscan.model.rule import OneOwner

_ENOUGH = 2


def check(question: CheckInput, rule: OneOwner) -> Iterator[Finding]:
    """One finding for each data set that several members write.

    Who they are belongs to its identity: one more writer is a new finding. Data sets for which
    `data` names an owner are that entry's.
    """
    owned = declared(question)
    for data_set, accesses in sorted(data_sets(question).items()):
        writers = _writers(question, rule, accesses)
        is_owned = any(is_named(question, each, data_set) for each in owned)
        if len(writers) >= _ENOUGH and not is_owned:
            yield _finding(question, rule, data_set, writers)


def _writers(
    question: CheckInput, rule: OneOwner, accesses: Sequence[Access]
) -> Mapping[str, list[Access]]:
    unit_of = question.territory.divide(rule.members)
    found: dict[str, list[Access]] = {}
    for access in accesses:
        unit = unit_of[access.source]
        if access.kind is Kind.WRITE and unit != NOBODY:
            found.setdefault(rule.members[unit], []).append(access)
    return dict(sorted(found.items()))


def _finding(
    question: CheckInput,
    rule: OneOwner,
    data_set: DataSet,
    writers: Mapping[str, Sequence[Access]],
) -> Finding:
    names = list(writers)
    vague = "" if data_set.database else " (which database there is not known)"
    kept = f"{data_set.name} in {question.graph.modules[data_set.store].id}{vague}"
    evidence = tuple(place for name in names for place in places(question, writers[name]))
    message = (
        f"{_done(writers)} {kept}: no owner of it is named; let one of them write it and the "
        "others ask, or name its owner under `data`."
    )
    return finding_of(
        rule,
        (
            End(listed(names), ",".join(names), names[0]),
            End(shown(question, data_set), key_of(question, data_set), names[-1]),
        ),
        "several writers",
        message,
        evidence[0],
        evidence=evidence,
    )


def _done(writers: Mapping[str, Sequence[Access]]) -> str:
    """'a and b both write', 'a writes and b maps a class, so can write,'."""
    sure = [name for name in writers if writes(writers[name])]
    mapped = [name for name in writers if name not in sure]
    if not mapped:
        return f"{listed(sure)} {'both' if len(sure) == _ENOUGH else 'all'} write"
    can = "maps a class to, so can write," if len(mapped) == 1 else "map a class to, so can write,"
    parts = [f"{listed(sure)} {'writes' if len(sure) == 1 else 'write'}"] if sure else []
    return listed([*parts, f"{listed(mapped)} {can}"])
