"""How much code there is, counted as a reader can count it: by the endings of files; and what the
components are, which a spec declares or a draft makes of folders."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from driftscan.model.spec import Component
from driftscan.report.audit.audited import Audit
from driftscan.report.audit.numbering import Numbering
from driftscan.report.audit.product_code import is_product
from driftscan.report.audit.starting import listed
from driftscan.report.escape import name_text, path_text
from driftscan.report.terminal.layout import counted

_ENDINGS = 5
_PATHS = 4  # of a component
_OF_TABLES = ".sql"
_OF_TWO = (".blade.php",)  # a language of its own to who reads it
_IS, _ARE = "is generated or a copy of others' code", "are generated or copies of others' code"
_MARKS = ".gitattributes, folders, names or comments at the head say"


def code_texts(audit: Audit, numbering: Numbering) -> Iterator[str]:
    """A sentence on files, one on components. How many of the files are tests is not told: what is
    there to help tests, or is one by its name alone, everybody counts otherwise."""
    modules = [each for each in numbering.files if each.id]
    text = f"{counted(len(modules), 'file')} of languages whose imports are read"
    text += _endings(Counter(_ending(each.path) for each in modules))
    if others := sum(each.generated or each.vendored for each in modules):
        text += f"; at least {others:,} of them {_IS if others == 1 else _ARE}, as {_MARKS}"
    yield f"{text}.{_copied(audit)}{_unread(audit)}"
    if components := sum(len(each.components) for each in audit.repositories):
        yield _components(audit, numbering, components)


def _copied(audit: Audit) -> str:
    """` 82 lie in copies of packages that nothing builds (web/_reference/sdk), and count as no
    product code.`"""
    count = sum(len(each.copies) for each in audit.repositories)
    if not count:
        return ""
    folders = sorted(
        path_text(each.prefix) + folder
        for each in audit.repositories
        for folder in set(each.copies.values())
    )
    lies, counts = ("lies", "counts") if count == 1 else ("lie", "count")
    where = listed(map(name_text, folders), _PATHS)
    why = "which no workspace takes in and nothing outside of them uses"
    text = f" {counted(count, 'file')} {lies} in copies of packages ({where}), {why}"
    return f"{text}, and {counts} as no product code."


def _unread(audit: Audit) -> str:
    """` Other languages are not read, as 9 .c and 3 .h. Of 12 .sql files only tables are read.`"""
    counts: Counter[str] = Counter()
    for each in audit.repositories:
        counts.update({f".{ending}": count for ending, count in each.unread.items()})
    of_tables = counts.pop(_OF_TABLES, 0)
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    named = (f"{count:,} {name_text(ending)}" for ending, count in ranked[:_ENDINGS])
    text = f" Other languages are not read, as {listed(named)}." if ranked else ""
    if of_tables:
        text += f" Of {counted(of_tables, f'{_OF_TABLES} file')} only tables are read."
    return text


def _endings(counts: Mapping[str, int]) -> str:
    """` (698 .rs, 12 .py, 3 others)`."""
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    named = [(ending, count) for ending, count in ranked if ending][:_ENDINGS]
    parts = [f"{count:,} {ending}" for ending, count in named]
    if others := sum(counts.values()) - sum(count for _, count in named):
        parts.append(counted(others, "other"))
    return f" ({', '.join(parts)})" if parts else ""


def _ending(path: str) -> str:
    if two := next((each for each in _OF_TWO if path.endswith(each)), ""):
        return two
    _, dot, ending = path.rpartition("/")[2].rpartition(".")
    return f".{name_text(ending)}" if dot else ""


def _components(audit: Audit, numbering: Numbering, count: int) -> str:
    verb = "is" if count == 1 else "are"
    drafted = sum(len(each.components) for each in audit.repositories if each.draft)
    how = (
        f"{verb} declared"
        if not drafted
        else f"{verb} drafted from its folders and manifests, which may be cut otherwise"
        if drafted == count
        else f"{verb} declared or drafted from folders and manifests"
    )
    largest = _largest(audit, numbering) if count > 1 else ""
    return f"{counted(count, 'component')} {how}{largest}."


def _largest(audit: Audit, numbering: Numbering) -> str:
    """The one with most product code, and where it is: folders of one name are easily taken for
    each other, and of several the name says little."""
    components = [each for repository in audit.repositories for each in repository.components]
    product = (each for each in numbering.files if each.id and is_product(each))
    sizes = Counter(each.component for each in product if each.component >= 0)
    if not sizes:
        return ""
    at, most = min(sizes.items(), key=lambda each: (-each[1], each[0]))
    name, paths = name_text(components[at].name), components[at].paths
    where = f" ({listed(map(name_text, paths), _PATHS)})" if paths else ""
    apart = listed(["tests", *_apart(numbering, components, at)])
    return f"; the largest, {name}{where}, has {counted(most, 'file')}, {apart} apart"


def _apart(numbering: Numbering, components: Sequence[Component], at: int) -> Iterator[str]:
    """What else was not counted, of which there is some."""
    if any(e.id and (e.generated or e.vendored or e.copied) for e in numbering.files):
        yield "what is generated or copied"
    beginnings = tuple(path.split("*")[0].rstrip("/") + "/" for path in components[at].paths)
    others = (path for i, each in enumerate(components) if i != at for path in each.paths)
    if any(path.startswith(beginnings) for path in others):
        yield "other components in it"
