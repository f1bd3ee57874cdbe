"""no_bypass: what one component keeps, and serves an API for, others do not get from its store."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from driftscan.checks.data_uses import (
    DataSet,
    api_of,
    data_sets,
    declared,
    does,
    is_named,
    key_of,
    may_write,
    places,
    shown,
    user_of,
    writes,
)
from driftscan.checks.findings import End, finding_of
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import shown_path
from driftscan.model.finding import Finding
from driftscan.model.graph import Access
from driftscan.model.location import Location
from driftscan.model.rule import NoBypass


class _Kept(Struct, frozen=True):
    """A data set, its only writer, and a line by which that answers."""

    data_set: DataSet
    owner: str
    api: Location


def check(question: CheckInput, rule: NoBypass) -> Iterator[Finding]:
    """One finding for each component and each data set that another one alone writes.

    Only where that other is a member and answers requests. Where `data` names the owner, that
    entry says who may read; where several write, `one_owner` is the rule to ask.
    """
    owned = declared(question)
    for data_set, accesses in sorted(data_sets(question).items()):
        if any(is_named(question, each, data_set) for each in owned):
            continue
        users = _by_user(question, accesses)
        kept = _kept(question, rule, data_set, users)
        if kept:
            for user, theirs in sorted(users.items()):
                if user and user != kept.owner:
                    yield _finding(question, rule, kept, user, theirs)


def _kept(
    question: CheckInput,
    rule: NoBypass,
    data_set: DataSet,
    users: Mapping[str, Sequence[Access]],
) -> _Kept | None:
    writers = [user for user, theirs in users.items() if writes(theirs)]
    writers = writers or [user for user, theirs in users.items() if may_write(theirs)]
    if len(writers) != 1 or writers[0] not in rule.members:
        return None
    api = api_of(question, writers[0])
    return _Kept(data_set, writers[0], api) if api else None


def _by_user(question: CheckInput, accesses: Sequence[Access]) -> Mapping[str, list[Access]]:
    found: dict[str, list[Access]] = {}
    for access in accesses:
        found.setdefault(user_of(question, access), []).append(access)
    return found


def _finding(
    question: CheckInput, rule: NoBypass, kept: _Kept, user: str, theirs: Sequence[Access]
) -> Finding:
    evidence = places(question, theirs)
    store = question.graph.modules[kept.data_set.store].id
    message = (
        f"{user} {does(theirs)} {kept.data_set.name} in {store}, which nobody but {kept.owner} "
        f"writes, and {kept.owner} has an API ({shown_path(kept.api.path)}:{kept.api.line}): ask "
        "that instead of its store."
    )
    return finding_of(
        rule,
        (
            End(user, user, user),
            End(shown(question, kept.data_set), key_of(question, kept.data_set), kept.owner),
        ),
        "round the API",
        message,
        evidence[0],
        evidence=evidence,
    )
