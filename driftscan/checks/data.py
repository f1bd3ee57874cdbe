"""data: only the owner writes a data set, and only the readers that are named read it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from driftscan.checks.data_uses import (
    DataSet,
    api_of,
    data_sets,
    does,
    is_named,
    key_of,
    places,
    shown,
    stated,
    user_of,
    writes,
)
from driftscan.checks.findings import End, finding_of, module_end
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed, shown_path
from driftscan.model.finding import Finding, Step
from driftscan.model.graph import Access
from driftscan.model.rule import DataOwner


def check(question: CheckInput, rule: DataOwner) -> Iterator[Finding]:
    """One finding for each component and each data set that it may not use so.

    A component of which nothing is known but that it opens the database is one, too: it may use
    any table there.
    """
    for data_set, accesses in sorted(data_sets(question).items()):
        if is_named(question, rule, data_set):
            for user, theirs in sorted(_by_user(question, rule, accesses).items()):
                if user not in rule.readers or writes(theirs):
                    yield _finding(question, rule, data_set, user, theirs)
            for user, theirs in sorted(_openers(question, rule, data_set).items()):
                yield _unknown(question, rule, data_set, user, theirs)


def _by_user(
    question: CheckInput, rule: DataOwner, accesses: Sequence[Access]
) -> dict[str, list[Access]]:
    """By component the accesses of others than the owner."""
    found: dict[str, list[Access]] = defaultdict(list)
    for access in accesses:
        if not question.territory.belongs(access.source, rule.owner):
            found[_name(question, access)].append(access)
    return found


def _openers(question: CheckInput, rule: DataOwner, data_set: DataSet) -> dict[str, list[Access]]:
    """Others that open the database, and of whom no data set in that store is known."""
    everyone = [access for access in stated(question) if access.store == data_set.store]
    known = {_name(question, access) for access in everyone if access.data_set}
    opening = [
        access
        for access in everyone
        if not access.data_set and access.database in ("", data_set.database)
    ]
    found = _by_user(question, rule, opening)
    return {user: theirs for user, theirs in found.items() if user not in {*known, *rule.readers}}


def _name(question: CheckInput, access: Access) -> str:
    path = question.graph.modules[access.source].path
    return user_of(question, access) or shown_path(path)


def _finding(
    question: CheckInput,
    rule: DataOwner,
    data_set: DataSet,
    user: str,
    theirs: Sequence[Access],
) -> Finding:
    wrong = [access for access in theirs if user not in rule.readers or writes([access])]
    kept = f"{data_set.name} in {question.graph.modules[data_set.store].id}"
    message = f"{user} {does(wrong)} {kept}, which {rule.owner} owns: {_allowed(rule, wrong)}"
    return _made(question, rule, (user, data_set), wrong, message + _way_out(question, rule))


def _unknown(
    question: CheckInput,
    rule: DataOwner,
    data_set: DataSet,
    user: str,
    theirs: Sequence[Access],
) -> Finding:
    store = question.graph.modules[data_set.store].id
    level = f"the database {data_set.database} in {store}" if data_set.database else store
    message = (
        f"{user} opens {level}, where {data_set.name} is, which {rule.owner} owns; which tables it "
        f"uses there is not known: {_allowed(rule, theirs)}"
    )
    return _made(question, rule, (user, data_set), theirs, message + _way_out(question, rule))


def _allowed(rule: DataOwner, wrong: Sequence[Access]) -> str:
    if writes(wrong):
        return f"only {rule.owner} may write it"
    return f"only {listed([rule.owner, *sorted(rule.readers)])} may read it"


def _way_out(question: CheckInput, rule: DataOwner) -> str:
    api = api_of(question, rule.owner)
    if api is None:
        return "."
    return f"; {rule.owner} has an API that can be asked ({shown_path(api.path)}:{api.line})."


def _made(
    question: CheckInput,
    rule: DataOwner,
    ends: tuple[str, DataSet],
    wrong: Sequence[Access],
    message: str,
) -> Finding:
    user, data_set = ends
    evidence = places(question, wrong)
    named = user if user in question.territory.index_by_name else ""
    first = min(wrong, key=lambda access: (question.graph.modules[access.source].path, access))
    source = module_end(question, first.source)
    store = question.graph.modules[data_set.store].id
    step = Step(source.shown, store, question.locations(first.source, first.lines))
    return finding_of(
        rule,
        (
            End(user, user, named),
            End(shown(question, data_set), key_of(question, data_set), rule.owner),
        ),
        "write" if writes(wrong) else "read",
        message,
        evidence[0],
        evidence=evidence,
        chain=(step,),
    )
