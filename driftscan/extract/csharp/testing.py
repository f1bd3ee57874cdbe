"""Which C# files are test code: those of a test project, or of a folder called like one."""

import re
from collections import defaultdict
from collections.abc import Sequence

from driftscan.extract.csharp.places import stem_of
from driftscan.extract.csharp.projects import Project

_FRAMEWORKS = re.compile(
    r"microsoft\.net\.test\.sdk|xunit(?:\..*)?|nunit(?:3?testadapter)?|mstest(?:\..*)?|tunit(?:\..*)?"
    r"|microsoft\.visualstudio\.testplatform.*"
)
_SDKS = frozenset({"MSTest.Sdk", "TUnit.Sdk"})
# `Latest` is none.
_NAME = re.compile(
    r"(?:.*[.\-_ ])?(?:(?:[A-Z][a-zA-Z]*)?Tests?|(?:[Uu]nit|[Ii]ntegration)?tests?)", re.S
)
# `TestUtils`, `Acme.Testing`, `Acme.TestSupport`: a word of the name, not a part of one (`Latest`).
_HELPING = re.compile(r"(?:.*[.\-_ a-z0-9])?Test(?:s|ing)?(?:[.\-_ A-Z].*)?", re.S)
_FOLDERS = frozenset({"test", "tests"})


def test_projects(projects: Sequence[Project]) -> frozenset[int]:
    """Numbers of the test projects, and of what is called after tests and referenced by such
    projects alone: what tests are built with."""
    tests = {project.number for project in projects if is_test_project(project)}
    users: dict[int, set[int]] = defaultdict(set)
    for project in projects:
        for number in project.references:
            users[number].add(project.number)
    named = (each for each in projects if _HELPING.fullmatch(stem_of(each.path)))
    helping = [each for each in named if users[each.number]]
    more = True
    while more:
        found = {each.number for each in helping if users[each.number] <= tests} - tests
        tests |= found
        more = bool(found)
    return frozenset(tests)


def is_test_project(project: Project) -> bool:
    """Whether it says so, runs with a test framework, or is called `Acme.Billing.Tests`."""
    said = project.first("IsTestProject").lower()
    if said in ("true", "false"):
        return said == "true"
    if any(setting.values[0] in _SDKS for setting in project.all("Sdk")):
        return True
    asked = [name for name, (_, scope) in project.packages.items() if scope != "optional"]
    return bool(_NAME.fullmatch(stem_of(project.path))) or any(map(_FRAMEWORKS.fullmatch, asked))


def is_test_folder(path: str) -> bool:
    """Whether a file that belongs to no project stands in a folder of tests."""
    folders = path.split("/")[:-1]
    return any(part.lower() in _FOLDERS or part.endswith(".Tests") for part in folders)
