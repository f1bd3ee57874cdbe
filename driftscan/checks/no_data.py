"""Entries of `data` that mean no data set, or by chance several: a check of nothing must not look
green."""

from collections.abc import Iterator

from driftscan.checks.data_uses import DataSet, data_sets, is_named, shown
from driftscan.checks.question import CheckInput
from driftscan.checks.wording import listed, suggestion
from driftscan.model.rule import DataOwner


def no_such_data(question: CheckInput, rule: DataOwner) -> Iterator[str]:
    """Why an entry says nothing, or more than it seems to."""
    known = sorted(data_sets(question))
    found = [each for each in known if is_named(question, rule, each)]
    if not found:
        names = sorted({name for each in known for name in (each.name, shown(question, each))})
        near = suggestion(rule.named, names) or (
            "; `driftscan data` shows what there is, and `driftscan services -v` what is in one of "
            "several stores without a sign of which"
        )
        yield f"no data set is called '{rule.named}'{near}"
    elif len(stores := sorted({_place(question, each) for each in found})) > 1 and _is_bare(rule):
        yield (
            f"'{rule.named}' is in {listed(stores)}; write which one is meant, such as "
            f"'{stores[0]}/{rule.named}', or '*/{rule.named}' for all"
        )


def _is_bare(rule: DataOwner) -> bool:
    """Whether the entry is one name, in which nothing says that several are meant."""
    return "/" not in rule.named and not set(rule.named) & set("*?[")


def _place(question: CheckInput, data_set: DataSet) -> str:
    store = question.graph.modules[data_set.store].name
    return f"{store}/{data_set.database}" if data_set.database else store
