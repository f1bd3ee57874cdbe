"""How much code there is, counted as a reader can count it: by the endings of files; and what the
components are, which a spec declares or a draft makes of folders."""

from collections import Counter
from collections.abc import Iterable, Iterator

from driftscan.report.audit.audited import Audit
from driftscan.report.audit.numbering import Numbering
from driftscan.report.escape import name_text
from driftscan.report.terminal.layout import counted

_ENDINGS = 5


def code_texts(audit: Audit, numbering: Numbering) -> Iterator[str]:
    """A sentence on files, one on components."""
    modules = [each for each in numbering.files if each.id]
    tests = sum(each.test for each in modules)
    text = f"{counted(len(modules), 'file')} of languages whose imports are read"
    text += _endings(each.path for each in modules)
    yield f"{text}, {tests:,} of them told apart as tests." if tests else f"{text}."
    if components := sum(len(each.components) for each in audit.repositories):
        yield _components(audit, numbering, components)


def _endings(paths: Iterable[str]) -> str:
    """` (698 .rs, 12 .py, 3 others)`."""
    counts = Counter(_ending(path) for path in paths)
    named = counts.most_common(_ENDINGS)
    parts = [f"{count:,} {ending}" for ending, count in named if ending]
    if others := counts.total() - sum(count for ending, count in named if ending):
        parts.append(counted(others, "other"))
    return f" ({', '.join(parts)})" if parts else ""


def _ending(path: str) -> str:
    _, dot, ending = path.rpartition("/")[2].rpartition(".")
    return f".{name_text(ending)}" if dot else ""


def _components(audit: Audit, numbering: Numbering, count: int) -> str:
    names = [each.name for repository in audit.repositories for each in repository.components]
    product = (each for each in numbering.files if each.id and not each.test)
    sizes = Counter(each.component for each in product if each.component >= 0)
    verb = "is" if count == 1 else "are"
    drafted = sum(len(each.components) for each in audit.repositories if each.draft)
    how = (
        f"{verb} declared"
        if not drafted
        else f"{verb} drafted from its folders and manifests, which may be cut otherwise"
        if drafted == count
        else f"{verb} declared or drafted from folders and manifests"
    )
    text = f"{counted(count, 'component')} {how}"
    if count > 1 and sizes:
        largest, most = min(sizes.items(), key=lambda each: (-each[1], each[0]))
        text += f"; the largest, {name_text(names[largest])}, has {counted(most, 'file')}"
        text += ", tests apart"
    return f"{text}."
