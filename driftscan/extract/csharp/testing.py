"""Which C# files are test code: those of a test project, or of a folder called like one."""

import re

from driftscan.extract.csharp.projects import Project

_FRAMEWORKS = re.compile(
    r"microsoft\.net\.test\.sdk|xunit(?:\..*)?|nunit(?:3?testadapter)?|mstest(?:\..*)?|tunit(?:\..*)?"
    r"|microsoft\.visualstudio\.testplatform.*"
)
_SDKS = frozenset({"MSTest.Sdk", "TUnit.Sdk"})
_NAME = re.compile(r"(?:.*[.\-_ ])?(?:[A-Z][a-zA-Z]*)?[Tt]ests?", re.S)
_FOLDERS = frozenset({"test", "tests"})


def is_test_project(project: Project) -> bool:
    """Whether it says so, runs with a test framework, or is called `Acme.Billing.Tests`."""
    said = project.first("IsTestProject").lower()
    if said in ("true", "false"):
        return said == "true"
    if any(setting.values[0] in _SDKS for setting in project.all("Sdk")):
        return True
    name = project.path.rpartition("/")[2].rpartition(".")[0]
    asked = [name for name, (_, scope) in project.packages.items() if scope != "optional"]
    return bool(_NAME.fullmatch(name)) or any(map(_FRAMEWORKS.fullmatch, asked))


def is_test_folder(path: str) -> bool:
    """Whether a file that belongs to no project stands in a folder of tests."""
    folders = path.split("/")[:-1]
    return any(part.lower() in _FOLDERS or part.endswith(".Tests") for part in folders)
