"""What an entry of `definitions` names although no code says anything of it: a check of nothing
must not look green."""

from collections.abc import Iterator

from driftscan.checks.question import CheckInput
from driftscan.checks.wording import suggestion
from driftscan.model.rule import TermOwner
from driftscan.model.term import plain_name


def no_such_term(question: CheckInput, rule: TermOwner) -> Iterator[str]:
    """A term that nothing defines, and translations by those who say nothing of it."""
    if question.vocabulary is None:
        return
    known = question.vocabulary.known
    components = known.get(plain_name(rule.named))
    if components is None:
        near = suggestion(plain_name(rule.named), sorted(known))
        yield (
            f"no component defines '{rule.named}' that driftscan can read{near}; "
            "`driftscan definitions -v` shows what there is"
        )
        return
    for name, _ in rule.translations:
        if name not in components:
            yield f"'{name}' says nothing of '{rule.named}'; remove its translation"
