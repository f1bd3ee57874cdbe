"""What a comment says to driftscan: `driftscan: allow RULE [until DATE] -- reason`.

Knows no language. An extractor whose language has another comment syntax finds the comments,
takes their marks off, and says which import statements each one speaks of.
"""

import datetime
import re

from driftscan.model.fact import SuppressionFact

# A file without this word has no directive; the rest is not even looked for.
MARK = "driftscan:"

# A directive begins a comment, or follows another comment on the same line
# (`# driftscan: ...`). In the middle of a sentence the word is only mentioned.
_BEGIN = re.compile(rf"(?:\A[\s#!:*/<-]*+|\s(?:#+|//+|--)\s*+){MARK}")
# Names of rules hold `->`, and names of components may hold `--`. A dash does as well: `--` must
# not stand in an XML comment.
_SEPARATOR = re.compile(r"(?:(?:^|\s)--(?!>)|\s[\u2013\u2014]\s)")
_UNTIL = re.compile(r"(?:^|\s)until(?:\s+(\d.*))?$")
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

# What is remembered of a file must stay small.
_LONGEST = 1_000


def read_directives(comment: str, line: int) -> list[SuppressionFact]:
    """The directives of one comment, mostly none, with `statements` still empty.

    comment: one line of text without the marks around it (`#`, `//`, `/* */`, `--`, `<!-- -->`).
    line: where it stands. What begins like a directive but can't be read has its `trouble` said:
    a suppression that silently does nothing would be the worst.
    """
    if MARK not in comment:
        return []
    found = list(_BEGIN.finditer(comment))
    ends = [*(following.start() for following in found), len(comment)][1:]
    return [
        _read(comment[begin.end() : end].strip(), line)
        for begin, end in zip(found, ends, strict=True)
    ]


def _read(said: str, line: int) -> SuppressionFact:
    if len(said) > _LONGEST:
        return _unread(f"it is longer than {_LONGEST:,} characters", line)
    verb, rest = (*said.split(maxsplit=1), "", "")[:2]
    if verb != "allow":
        what = f"'{verb}' is nothing it can say" if verb else "it says nothing"
        return _unread(what, line)
    head, *after = _SEPARATOR.split(rest, maxsplit=1)
    reason = after[0].strip() if after else ""
    if not reason:
        return _unread("it gives no reason", line)
    return _with_date(head.strip(), reason, line)


def _with_date(head: str, reason: str, line: int) -> SuppressionFact:
    limit = _UNTIL.search(head)
    rule = head[: limit.start()].strip() if limit else head
    until = (limit[1] or "") if limit else ""
    if limit and not _is_date(until):
        return _unread(f"'{until}' is no date such as 2027-01-31", line)
    if not rule:
        return _unread("it names no rule", line)
    return SuppressionFact(rule, reason, until, line)


def _is_date(text: str) -> bool:
    try:
        return bool(_DATE.fullmatch(text) and datetime.date.fromisoformat(text))
    except ValueError:
        return False


def _unread(trouble: str, line: int) -> SuppressionFact:
    return SuppressionFact("", "", "", line, trouble=trouble)
