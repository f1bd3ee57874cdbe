"""Which C# files are test code: those of a test project, or of a folder called like one."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from driftscan.extract.csharp.places import stem_of
from driftscan.extract.csharp.projects import Project

_FRAMEWORKS = re.compile(
    r"microsoft\.net\.test\.sdk|xunit(?:\..*)?|nunit(?:3?testadapter)?|mstest(?:\..*)?|tunit(?:\..*)?"
    r"|microsoft\.visualstudio\.testplatform.*"
)
_RUNNER = "microsoft.net.test.sdk"
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
    users: dict[int, set[int]] = defaultdict(set)
    for project in projects:
        for number in project.references:
            users[number].add(project.number)
    tests = _without_bases(projects, users)
    named = (each for each in projects if _HELPING.fullmatch(stem_of(each.path)))
    helping = [each for each in named if users[each.number]]
    more = True
    while more:
        found = {each.number for each in helping if users[each.number] <= tests} - tests
        tests |= found
        more = bool(found)
    return frozenset(tests)


def _without_bases(projects: Sequence[Project], users: Mapping[int, Set[int]]) -> set[int]:
    """Test projects, but for those that only ask for a framework and that the product is built
    with: a base of all that has helpers of tests beside the rest."""
    tests = {project.number for project in projects if is_test_project(project)}
    doubtful = {p.number for p in projects if p.number in tests and not _is_surely_test(p)}
    while freed := {number for number in doubtful & tests if users.get(number, set()) - tests}:
        tests -= freed
    return tests


def _is_surely_test(project: Project) -> bool:
    """Whether more than an asked framework speaks for it: nobody asks for the runner of tests but
    to run some."""
    is_called = bool(_NAME.fullmatch(stem_of(project.path)))
    said = project.first("IsTestProject").lower() == "true"
    runs = any(name.lower() == _RUNNER for name in project.packages)
    sdk = any(setting.values[0] in _SDKS for setting in project.all("Sdk"))
    return is_called or said or runs or sdk


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
